//! Waiting until a user has connected an account.

use std::ops::ControlFlow;
use std::time::Duration;

use workos_client::Error;
use workos_client::private::Waits;
use workos_core::{OrganizationId, UserId};

use crate::{ConnectedAccount, ConnectedAccountState, ConnectedAccounts};

impl ConnectedAccounts {
    /// Waits until a user has connected an account at a provider, or has authorized it again.
    ///
    /// There is no code to exchange after [`authorize`](crate::DataIntegrations::authorize): the account is there once
    /// the provider has answered WorkOS, mostly before the browser comes back. This asks for it, again and again, in
    /// growing pauses on the client's clock. It gives up after [five minutes](WaitUntilConnected::DEFAULT_WITHIN) unless
    /// told otherwise; dropping the future ends it at once. An account that was connected before ends it at once too. The
    /// event `pipes.connected_account.connected` tells the same without asking.
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
    /// Those of [`get`](Self::get), but for 404: it means that there is no account yet. One that may pass
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
            waits: Waits {
                within: WaitUntilConnected::DEFAULT_WITHIN,
                first: WaitUntilConnected::DEFAULT_FIRST_PAUSE,
                longest: WaitUntilConnected::DEFAULT_LONGEST_PAUSE,
            },
        }
    }
}

/// The wait of [`ConnectedAccounts::wait_until_connected`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct WaitUntilConnected {
    accounts: ConnectedAccounts,
    user_id: UserId,
    slug: String,
    organization_id: Option<OrganizationId>,
    waits: Waits,
}

impl WaitUntilConnected {
    /// How long it waits in all unless told otherwise.
    pub const DEFAULT_WITHIN: Duration = Duration::from_secs(5 * 60);
    /// The pause after the first question unless told otherwise.
    pub const DEFAULT_FIRST_PAUSE: Duration = Duration::from_secs(1);
    /// The longest pause between two questions unless told otherwise.
    pub const DEFAULT_LONGEST_PAUSE: Duration = Duration::from_secs(10);

    /// Sets the organization that the account is connected for, as it was given to `authorize`.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }

    /// Sets how long to wait in all. The last question is asked when this has passed, so a duration of zero asks once.
    pub const fn within(mut self, within: Duration) -> Self {
        self.waits.within = within;
        self
    }

    /// Sets the pause after the first question, and the longest one; each pause is twice the one before. None is shorter
    /// than a second.
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.waits.first = first;
        self.waits.longest = longest;
        self
    }

    /// Asks until the account is connected or the time is up.
    ///
    /// # Errors
    /// As [`ConnectedAccounts::wait_until_connected`] says.
    pub async fn send(self) -> Result<ConnectOutcome, Error> {
        Ok(match self.waits.until(&**self.accounts.client.clock(), || self.ask()).await? {
            ControlFlow::Break(account) => ConnectOutcome::Connected(account),
            ControlFlow::Continue(account) => ConnectOutcome::TimedOut(account),
        })
    }

    /// The account, if it is connected; else what there is of it.
    async fn ask(&self) -> Result<ControlFlow<ConnectedAccount, Option<ConnectedAccount>>, Error> {
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

/// How waiting for an account ended.
#[derive(Clone, Debug)]
pub enum ConnectOutcome {
    /// It is connected.
    Connected(ConnectedAccount),
    /// It was not connected in the time that was given; the account as it was told last, if there is one that needs
    /// authorization. The user may still be at the provider.
    TimedOut(Option<ConnectedAccount>),
}

impl ConnectOutcome {
    /// The account, if it is connected.
    #[must_use]
    pub fn connected(self) -> Option<ConnectedAccount> {
        match self {
            Self::Connected(account) => Some(account),
            Self::TimedOut(_) => None,
        }
    }

    /// Whether it is connected.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        matches!(self, Self::Connected(_))
    }
}
