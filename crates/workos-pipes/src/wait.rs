//! Waiting until a user has connected an account.

use std::ops::ControlFlow;
use std::time::Duration;

use workos_client::Error;
use workos_core::{OrganizationId, UserId};
use workos_internal::Poller;

use crate::{ConnectedAccount, ConnectedAccountState, ConnectedAccounts};

impl ConnectedAccounts {
    /// Waits until a user has connected an account at a provider, or has authorized it again.
    ///
    /// There is no code to exchange after [`authorize`](crate::DataIntegrations::authorize). The account is connected
    /// once the provider has responded to WorkOS, usually before the browser returns. This call polls for the account
    /// with growing pauses on the client's clock. If the account is already connected, it returns at once. By
    /// default, it gives up after [five minutes](WaitUntilConnected::DEFAULT_WITHIN). Dropping the future stops it.
    ///
    /// To avoid polling, wait for the event `pipes.connected_account.connected` instead.
    ///
    /// ```no_run
    /// use workos_pipes::{ConnectOutcome, ConnectedAccounts, Error, UserId};
    ///
    /// # async fn example(accounts: ConnectedAccounts, ann: &UserId) -> Result<(), Error> {
    /// match accounts.wait_until_connected(ann, "github").send().await? {
    ///     ConnectOutcome::Connected(account) => println!("{} is connected", account.id),
    ///     ConnectOutcome::TimedOut(_) => println!("not connected yet"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The errors of [`get`](Self::get), except 404, which means that there is no account yet. A temporary error
    /// ([`is_retryable`](Error::is_retryable)) ends the wait only when the time is up.
    ///
    /// `GET /user_management/users/{user_id}/connected_accounts/{slug}`
    pub fn wait_until_connected(
        &self,
        user_id: impl Into<UserId>,
        slug: impl Into<String>,
    ) -> WaitUntilConnected {
        WaitUntilConnected {
            accounts: self.clone(),
            user_id: user_id.into(),
            slug: slug.into(),
            organization_id: None,
            poller: Poller {
                within: WaitUntilConnected::DEFAULT_WITHIN,
                first: WaitUntilConnected::DEFAULT_FIRST_PAUSE,
                longest: WaitUntilConnected::DEFAULT_LONGEST_PAUSE,
            },
        }
    }
}

/// The call of [`ConnectedAccounts::wait_until_connected`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct WaitUntilConnected {
    accounts: ConnectedAccounts,
    user_id: UserId,
    slug: String,
    organization_id: Option<OrganizationId>,
    poller: Poller,
}

impl WaitUntilConnected {
    /// The default total time to wait.
    pub const DEFAULT_WITHIN: Duration = Duration::from_secs(5 * 60);
    /// The default pause after the first request.
    pub const DEFAULT_FIRST_PAUSE: Duration = Duration::from_secs(1);
    /// The default longest pause between two requests.
    pub const DEFAULT_LONGEST_PAUSE: Duration = Duration::from_secs(10);

    /// Sets the organization that the account is connected for; it must be the one of `authorize`.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }

    /// Sets the total time to wait. The last request is sent at the end of this time, so zero means a single request.
    pub const fn within(mut self, within: Duration) -> Self {
        self.poller.within = within;
        self
    }

    /// Sets the pause after the first request, and the longest pause.
    ///
    /// Each pause is twice as long as the one before. No pause is shorter than one second.
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.poller.first = first;
        self.poller.longest = longest;
        self
    }

    /// Polls until the account is connected or the time is up.
    ///
    /// # Errors
    /// See [`ConnectedAccounts::wait_until_connected`].
    pub async fn send(self) -> Result<ConnectOutcome, Error> {
        let clock = self.accounts.client.clock();
        let elapsed = || clock.elapsed();
        let sleep = |pause| clock.sleep(pause);
        let retry = |error: &Error| error.is_retryable().then(|| error.retry_after());
        Ok(match self.poller.poll_until(elapsed, sleep, retry, || self.poll()).await? {
            ControlFlow::Break(account) => ConnectOutcome::Connected(account),
            ControlFlow::Continue(account) => ConnectOutcome::TimedOut(account),
        })
    }

    /// Gets the account: `Break` if it is connected, else `Continue` with the account, if it exists.
    async fn poll(&self) -> Result<ControlFlow<ConnectedAccount, Option<ConnectedAccount>>, Error> {
        let mut call = self.accounts.get(&self.user_id, &self.slug);
        if let Some(organization_id) = &self.organization_id {
            call = call.organization_id(organization_id);
        }
        match call.send().await {
            Ok(account) if account.state == ConnectedAccountState::Connected => {
                Ok(ControlFlow::Break(account))
            }
            Ok(account) => Ok(ControlFlow::Continue(Some(account))),
            Err(error) if error.status() == Some(404) => Ok(ControlFlow::Continue(None)),
            Err(error) => Err(error),
        }
    }
}

/// The outcome of waiting for an account.
#[derive(Clone, Debug)]
pub enum ConnectOutcome {
    /// The account is connected.
    Connected(ConnectedAccount),
    /// The account was not connected in time. The user may still be at the provider.
    ///
    /// Contains the account as the last response showed it, if it exists but is not connected.
    TimedOut(Option<ConnectedAccount>),
}

impl ConnectOutcome {
    /// Returns the account, if it is connected.
    #[must_use]
    pub fn connected(self) -> Option<ConnectedAccount> {
        match self {
            Self::Connected(account) => Some(account),
            Self::TimedOut(_) => None,
        }
    }

    /// Returns whether the account is connected.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        matches!(self, Self::Connected(_))
    }
}
