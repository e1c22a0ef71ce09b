//! A worker that calls a provider for users, with fresh tokens of their connected accounts. If an account can no longer
//! be used, the worker asks its user to authorize again.
//!
//! A worker has no browser, so it only records which users have to authorize. When such a user opens one of your pages,
//! the page offers [`connect_url`]. Once the account is connected, the job runs again.
//!
//! ```toml
//! async-trait = "0.1"
//! workos-pipes = "0.1"
//! ```
//!
//! # What to change for your own use
//! - [`Provider`] stands for your client of GitHub, Slack, … Pass it the token for each request, and do not store the
//!   token in it. It reports a refused token as [`Refusal::Token`], and every other failure as [`Refusal::Other`].
//! - Store [`Outcome::AskUser`] in your database, then show a banner or send a mail.
//! - Share one [`TokenSource`] in the process, and call its `forget` on webhooks, as the example `webhooks` does.
//! - Store the state from [`connect_url`] in the user's session, and check it in the route that the user returns to:
//!   `PipesReturn::parse(query, &state)`.

use std::fmt;

use workos_pipes::{
    Client, ConnectedAccounts, DataIntegrations, Error, InactiveReason, Secret, TokenSource, UserId,
    random_state,
};
use workos_transport::async_trait;

/// A task to run for a user at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The user.
    pub user_id: UserId,
    /// The slug of the provider, such as `github`.
    pub slug: String,
}

/// A client of a provider.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Runs the job with this token, which is valid now.
    async fn act(&self, job: &Job, token: &Secret) -> Result<(), Refusal>;
}

/// Why a provider refused a job.
#[derive(Debug)]
pub enum Refusal {
    /// The provider does not accept the token (usually 401).
    Token,
    /// Any other failure; try again later.
    Other(Box<dyn std::error::Error + Send + Sync>),
}

/// The outcome of a job.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The job is done.
    Done,
    /// The user has to connect an account, authorize again, or grant more scopes. Run the job again afterwards.
    AskUser(Ask),
}

/// What the user has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Connect an account, because there is none.
    Connect,
    /// Authorize again, because consent was revoked or a refresh failed.
    Authorize,
    /// Grant these scopes too.
    Grant(Vec<String>),
}

/// Runs jobs, one by one or concurrently. Clones share the token source.
#[derive(Clone, Debug)]
pub struct Worker {
    tokens: TokenSource,
}

impl Worker {
    /// Creates a worker that uses the token source of the process.
    #[must_use]
    pub const fn new(tokens: TokenSource) -> Self {
        Self { tokens }
    }

    /// Runs a job.
    ///
    /// # Errors
    /// When WorkOS or the provider fails temporarily: put the job back into the queue.
    pub async fn run(&self, job: &Job, provider: &dyn Provider) -> Result<Outcome, WorkError> {
        // The second attempt uses a newly fetched token, because the first may have been revoked a moment ago.
        for _ in 0..2 {
            let token = match self.tokens.access_token(&job.user_id, &job.slug, None).await?.require_active()
            {
                Ok(token) => token,
                Err(inactive) => {
                    return Ok(Outcome::AskUser(match inactive.reason() {
                        InactiveReason::NotInstalled => Ask::Connect,
                        _ => Ask::Authorize,
                    }));
                }
            };
            if token.lacks_scopes() {
                return Ok(Outcome::AskUser(Ask::Grant(token.missing_scopes)));
            }
            match provider.act(job, &token.access_token).await {
                Ok(()) => return Ok(Outcome::Done),
                Err(Refusal::Token) => self.tokens.forget(&job.user_id, &job.slug, None),
                Err(Refusal::Other(error)) => return Err(WorkError::Provider(error)),
            }
        }
        Ok(Outcome::AskUser(Ask::Authorize))
    }
}

/// Returns the URL to redirect the user's browser to, and the state to store in the user's session.
///
/// The state is needed until the browser is back at `return_to`. The URL is valid for ten minutes, so call this when
/// the user asks to connect.
///
/// # Errors
/// When the API call fails, or the operating system provides no randomness.
pub async fn connect_url(client: &Client, job: &Job, return_to: &str) -> Result<(String, Secret), WorkError> {
    let state = random_state().map_err(|error| WorkError::Provider(error.into()))?;
    let url = DataIntegrations::new(client)
        .authorize(&job.slug, &job.user_id)
        .return_to(return_to)
        .state(&state)
        .send()
        .await?;
    Ok((url.expose().to_owned(), state))
}

/// Returns whether the account is connected now. Call it from the page that the user returns to.
///
/// # Errors
/// When the API call fails.
pub async fn is_connected(client: &Client, job: &Job) -> Result<bool, WorkError> {
    let outcome = ConnectedAccounts::new(client).wait_until_connected(&job.user_id, &job.slug).send().await?;
    Ok(outcome.is_connected())
}

/// Why a job has to run again later.
#[derive(Debug)]
pub enum WorkError {
    /// WorkOS failed.
    WorkOs(Error),
    /// The provider or this machine failed.
    Provider(Box<dyn std::error::Error + Send + Sync>),
}

impl From<Error> for WorkError {
    fn from(error: Error) -> Self {
        Self::WorkOs(error)
    }
}

impl fmt::Display for WorkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkOs(error) => error.fmt(f),
            Self::Provider(error) => write!(f, "the provider failed: {error}"),
        }
    }
}

impl std::error::Error for WorkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::WorkOs(error) => Some(error),
            Self::Provider(error) => Some(&**error),
        }
    }
}
