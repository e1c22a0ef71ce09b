//! A worker that acts for users at a provider, with fresh tokens of their connected accounts; where an account cannot
//! be used any more, it asks its user to authorize again.
//!
//! A worker has no browser. It writes down who has to be asked; when the user is back on a page of yours, the page
//! offers [`connect_url`], and once the account is connected the job runs again.
//!
//! ```toml
//! async-trait = "0.1"
//! workos-pipes = "0.1"
//! ```
//!
//! # What to change for your own use
//! - [`Provider`] is the client of GitHub, Slack, … that you have. Give it the token for one request, and let it keep
//!   none. It tells a token that was refused ([`Refusal::Token`]) from every other failure.
//! - [`Outcome::AskUser`] becomes a row in your database: show a banner, send a mail.
//! - Share one [`TokenSource`] in the whole process, and let webhooks call its `forget`, as the example `webhooks` does.
//! - Put what [`connect_url`] returns into the user's session, and check it in the route that the user comes back to:
//!   `PipesReturn::parse(query, &state)`.

use std::fmt;

use workos_pipes::{
    Client, ConnectedAccounts, DataIntegrations, Error, InactiveReason, Secret, TokenSource, UserId,
    random_state,
};
use workos_transport::async_trait;

/// Something to be done for a user at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The user.
    pub user_id: UserId,
    /// The provider's name in code, such as `github`.
    pub slug: String,
}

/// What acts at the provider.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Does the job with this token, which is good for now.
    async fn act(&self, job: &Job, token: &Secret) -> Result<(), Refusal>;
}

/// Why a provider did not do what it was asked for.
#[derive(Debug)]
pub enum Refusal {
    /// It does not accept the token (mostly 401).
    Token,
    /// Anything else; try again later.
    Other(Box<dyn std::error::Error + Send + Sync>),
}

/// What became of a job.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The user has to connect, to authorize again, or to grant more. Run the job again afterwards.
    AskUser(Ask),
}

/// What to ask a user for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To connect an account: there is none.
    Connect,
    /// To authorize again: consent was taken back, or a refresh failed.
    Authorize,
    /// To grant these scopes too.
    Grant(Vec<String>),
}

/// Does jobs, one after another or many at once: clones share the token source.
#[derive(Clone, Debug)]
pub struct Worker {
    tokens: TokenSource,
}

impl Worker {
    /// A worker over the token source of the process.
    #[must_use]
    pub const fn new(tokens: TokenSource) -> Self {
        Self { tokens }
    }

    /// Does a job.
    ///
    /// # Errors
    /// When WorkOS or the provider fails for now: put the job back into the queue.
    pub async fn run(&self, job: &Job, provider: &dyn Provider) -> Result<Outcome, WorkError> {
        // The second time with a token that was asked for anew: the first may have been revoked a moment ago.
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

/// The URL to send the user's browser to, and the state to keep in the user's session until the browser is back at
/// `return_to`. The URL is good for ten minutes: make it when the user asks to connect.
///
/// # Errors
/// When the API refuses, or the operating system gives no randomness.
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

/// Whether the account is connected by now; for the page that the user comes back to.
///
/// # Errors
/// When the API refuses.
pub async fn is_connected(client: &Client, job: &Job) -> Result<bool, WorkError> {
    let outcome = ConnectedAccounts::new(client).wait_until_connected(&job.user_id, &job.slug).send().await?;
    Ok(outcome.is_connected())
}

/// Why a job has to be done again later.
#[derive(Debug)]
pub enum WorkError {
    /// WorkOS.
    WorkOs(Error),
    /// The provider, or this machine.
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
