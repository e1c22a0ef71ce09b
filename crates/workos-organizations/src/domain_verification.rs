//! Waiting for the verification of a domain.

use std::ops::ControlFlow;
use std::time::Duration;

use workos_client::Error;
use workos_core::{OrganizationDomainId, OrganizationDomainState};
use workos_internal::Poller;

use crate::{OrganizationDomain, OrganizationDomains};

impl OrganizationDomains {
    /// Waits until the verification of a domain has succeeded or failed.
    ///
    /// Call [`verify`](Self::verify) first: this call only polls for the state, with growing pauses on the client's
    /// clock. By default, it gives up after [15 minutes](WaitUntilVerified::DEFAULT_WITHIN). Dropping the future
    /// stops it.
    ///
    /// DNS changes can take days. If that is likely, wait for the events `organization_domain.verified` and
    /// `organization_domain.verification_failed` instead.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use workos_organizations::{DomainVerification, Error, OrganizationDomains, OrganizationId};
    ///
    /// # async fn example(domains: OrganizationDomains, acme: &OrganizationId) -> Result<(), Error> {
    /// let domain = domains.create(acme, "acme.com").send().await?;
    /// println!("Publish a TXT record with {:?}", domain.verification_token);
    /// domains.verify(&domain.id).send().await?;
    ///
    /// match domains.wait_until_verified(&domain.id).within(Duration::from_secs(3600)).send().await? {
    ///     DomainVerification::Verified(domain) => println!("{} is proved", domain.domain),
    ///     DomainVerification::Failed(domain) => println!("{} is not theirs", domain.domain),
    ///     outcome => println!("{} is not decided yet", outcome.domain().domain),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The errors of [`get`](Self::get). A temporary error ([`is_retryable`](Error::is_retryable)) ends the wait only
    /// when the time is up.
    ///
    /// `GET /organization_domains/{id}`, <https://workos.com/docs/reference/domain-verification/get>
    pub fn wait_until_verified(&self, id: impl Into<OrganizationDomainId>) -> WaitUntilVerified {
        WaitUntilVerified {
            domains: self.clone(),
            id: id.into(),
            poller: Poller {
                within: WaitUntilVerified::DEFAULT_WITHIN,
                first: WaitUntilVerified::DEFAULT_FIRST_PAUSE,
                longest: WaitUntilVerified::DEFAULT_LONGEST_PAUSE,
            },
        }
    }
}

/// The call of [`OrganizationDomains::wait_until_verified`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct WaitUntilVerified {
    domains: OrganizationDomains,
    id: OrganizationDomainId,
    poller: Poller,
}

impl WaitUntilVerified {
    /// The default total time to wait.
    pub const DEFAULT_WITHIN: Duration = Duration::from_secs(15 * 60);
    /// The default pause after the first request.
    pub const DEFAULT_FIRST_PAUSE: Duration = Duration::from_secs(5);
    /// The default longest pause between two requests.
    pub const DEFAULT_LONGEST_PAUSE: Duration = Duration::from_secs(60);

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

    /// Polls until the verification has succeeded or failed, or the time is up.
    ///
    /// # Errors
    /// See [`OrganizationDomains::wait_until_verified`].
    pub async fn send(self) -> Result<DomainVerification, Error> {
        let poll = || async { self.domains.get(&self.id).send().await.map(DomainVerification::of) };
        let clock = self.domains.client.clock();
        let elapsed = || clock.elapsed();
        let sleep = |pause| clock.sleep(pause);
        let retry = |error: &Error| error.is_retryable().then(|| error.retry_after());
        Ok(match self.poller.poll_until(elapsed, sleep, retry, poll).await? {
            ControlFlow::Break(outcome) => outcome,
            ControlFlow::Continue(domain) => DomainVerification::TimedOut(domain),
        })
    }
}

/// The outcome of waiting for the verification of a domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DomainVerification {
    /// The organization owns the domain.
    Verified(OrganizationDomain),
    /// The TXT record was not found in time, or another organization verified the domain.
    Failed(OrganizationDomain),
    /// The verification neither succeeded nor failed in time; it continues.
    TimedOut(OrganizationDomain),
}

impl DomainVerification {
    /// Returns the domain as the last response showed it.
    #[must_use]
    pub const fn domain(&self) -> &OrganizationDomain {
        match self {
            Self::Verified(domain) | Self::Failed(domain) | Self::TimedOut(domain) => domain,
        }
    }

    /// Returns whether the organization owns the domain.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        matches!(self, Self::Verified(_))
    }

    /// Reads the outcome from the state of a domain. A missing or unknown state is not an outcome.
    fn of(domain: OrganizationDomain) -> ControlFlow<Self, OrganizationDomain> {
        match domain.state {
            Some(OrganizationDomainState::Verified | OrganizationDomainState::LegacyVerified) => {
                ControlFlow::Break(Self::Verified(domain))
            }
            Some(OrganizationDomainState::Failed) => ControlFlow::Break(Self::Failed(domain)),
            _ => ControlFlow::Continue(domain),
        }
    }
}
