//! Waiting until it is decided whether an organization owns a domain.

use std::ops::ControlFlow;
use std::time::Duration;

use workos_client::Error;
use workos_client::private::Waits;
use workos_core::{OrganizationDomainId, OrganizationDomainState};

use crate::{OrganizationDomain, OrganizationDomains};

impl OrganizationDomains {
    /// Waits until the verification of a domain has succeeded or failed.
    ///
    /// Call [`verify`](Self::verify) before: this only asks for the state, again and again, in growing pauses on the
    /// client's clock. It gives up after [15 minutes](WaitUntilVerified::DEFAULT_WITHIN) unless told otherwise; dropping
    /// the future ends it at once. DNS can take days: where that is likely, let the events
    /// `organization_domain.verified` and `organization_domain.verification_failed` tell you instead.
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
    /// Those of [`get`](Self::get). One that may pass ([`is_retryable`](Error::is_retryable)) ends the wait only when
    /// the time is up.
    ///
    /// `GET /organization_domains/{id}`, <https://workos.com/docs/reference/domain-verification/get>
    pub fn wait_until_verified(&self, id: impl Into<OrganizationDomainId>) -> WaitUntilVerified {
        WaitUntilVerified {
            domains: self.clone(),
            id: id.into(),
            waits: Waits {
                within: WaitUntilVerified::DEFAULT_WITHIN,
                first: WaitUntilVerified::DEFAULT_FIRST_PAUSE,
                longest: WaitUntilVerified::DEFAULT_LONGEST_PAUSE,
            },
        }
    }
}

/// The wait of [`OrganizationDomains::wait_until_verified`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct WaitUntilVerified {
    domains: OrganizationDomains,
    id: OrganizationDomainId,
    waits: Waits,
}

impl WaitUntilVerified {
    /// How long it waits in all unless told otherwise.
    pub const DEFAULT_WITHIN: Duration = Duration::from_secs(15 * 60);
    /// The pause after the first question unless told otherwise.
    pub const DEFAULT_FIRST_PAUSE: Duration = Duration::from_secs(5);
    /// The longest pause between two questions unless told otherwise.
    pub const DEFAULT_LONGEST_PAUSE: Duration = Duration::from_secs(60);

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

    /// Asks until the state is decided or the time is up.
    ///
    /// # Errors
    /// As [`OrganizationDomains::wait_until_verified`] says.
    pub async fn send(self) -> Result<DomainVerification, Error> {
        let ask = || async { self.domains.get(&self.id).send().await.map(DomainVerification::of) };
        Ok(match self.waits.until(&**self.domains.client.clock(), ask).await? {
            ControlFlow::Break(decided) => decided,
            ControlFlow::Continue(domain) => DomainVerification::TimedOut(domain),
        })
    }
}

/// How waiting for the verification of a domain ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DomainVerification {
    /// The organization owns the domain.
    Verified(OrganizationDomain),
    /// The TXT record was not found in time, or another organization proved the domain.
    Failed(OrganizationDomain),
    /// It was not decided in the time that was given; the verification goes on.
    TimedOut(OrganizationDomain),
}

impl DomainVerification {
    /// The domain as it was told last.
    #[must_use]
    pub const fn domain(&self) -> &OrganizationDomain {
        match self {
            Self::Verified(domain) | Self::Failed(domain) | Self::TimedOut(domain) => domain,
        }
    }

    /// Whether the organization owns the domain.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        matches!(self, Self::Verified(_))
    }

    /// A state that is missing, or that this version does not know, decides nothing.
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
