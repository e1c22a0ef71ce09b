//! Organization domains, and proving that an organization owns them.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use serde_json::json;

use crate::base::ids::Moment;
use crate::domains::organizations::model::VerificationOutcome;
use crate::domains::organizations::model::{DomainProof, OrganizationDomain};
use crate::domains::organizations::seed::organization::{DomainState, NewDomain};
use crate::domains::state::State;
use crate::http::formats as limits;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;
use crate::store::switches::DomainVerificationMode;

/// How long the emulator pretends to look for the TXT record.
const LOOKUP: Duration = Duration::from_secs(10);

impl State {
    /// Adds a domain that has yet to be proved; returns its id.
    pub(crate) fn add_pending_domain(
        &mut self,
        organization_id: &str,
        domain: &str,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let domain = limits::read_domain(domain)?;
        if self.organizations.all.get(organization_id).is_none() {
            return Err(Rejected::not_found("organization_id", organization_id));
        }
        if self.domain_of(organization_id, &domain).is_some() {
            let reason = "already belongs to this organization";
            return Err(Rejected::new("domain", &domain, reason).code("domain_already_exists"));
        }
        Ok(self.insert_domain(organization_id, NewDomain::new(domain).state(DomainState::Pending), moment))
    }

    /// Starts looking for the TXT record of a domain; how that ends is up to the switch.
    pub(crate) fn begin_verification(
        &mut self,
        id: &str,
        ending: DomainVerificationMode,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        let domain = self.organizations.domains.get(id).ok_or_else(|| Rejected::not_found("id", id))?;
        if domain.is_verified() {
            let reason = "is already verified";
            return Err(Rejected::new("domain", &domain.domain, reason).code("domain_already_verified"));
        }
        self.cancel_verification(id);
        let outcome = match ending {
            DomainVerificationMode::Succeed => Some(VerificationOutcome::Verified),
            DomainVerificationMode::Fail => Some(VerificationOutcome::Expired),
            DomainVerificationMode::Wait => None,
        };
        if let Some(outcome) = outcome {
            let end = moment.now.saturating_add(LOOKUP);
            self.organizations.verifications.insert((end, id.to_owned()), outcome);
            self.organizations.verification_ends.insert(id.to_owned(), end);
            self.outbox.wake.notify_one();
        }
        self.set_domain_state(id, DomainState::Pending, moment);
        Ok(())
    }

    /// Ends the verification of a domain. One that another organization has proved already fails.
    pub(crate) fn finish_verification(&mut self, id: &str, outcome: VerificationOutcome, moment: Moment<'_>) {
        self.cancel_verification(id);
        let Some(domain) = self.organizations.domains.get(id) else { return };
        let taken = self.is_verified_elsewhere(&domain.domain, Some(&domain.organization_id));
        let failure = match outcome {
            VerificationOutcome::Verified if taken => Some("domain_verified_by_other_organization"),
            VerificationOutcome::Verified => None,
            VerificationOutcome::Expired => Some("domain_verification_period_expired"),
        };
        let state = if failure.is_some() { DomainState::Failed } else { DomainState::Verified };
        let changed = self.organizations.domains.change(id, |domain| {
            (domain.state, domain.updated_at) = (state, moment.now);
            (domain.organization_id.clone(), domain.to_json())
        });
        let Some((organization_id, shown)) = changed else { return };
        match failure {
            None => self.outbox.emit("organization_domain.verified", Some(&organization_id), shown, moment),
            Some(reason) => {
                let data = json!({"reason": reason, "organization_domain": shown});
                self.outbox.emit(
                    "organization_domain.verification_failed",
                    Some(&organization_id),
                    data,
                    moment,
                );
            }
        }
    }

    /// Removes a domain. The caller has checked that there is one.
    pub(crate) fn remove_domain(&mut self, id: &str, moment: Moment<'_>) {
        let Some(domain) = self.organizations.domains.remove(id) else { return };
        self.cancel_verification(id);
        if let Some(owners) = self.organizations.domain_owners.get_mut(&domain.domain)
            && let Some(place) = self.organizations.all.place(&domain.organization_id)
        {
            owners.remove(&place);
            if owners.is_empty() {
                self.organizations.domain_owners.remove(&domain.domain);
            }
        }
        let shown = domain.to_json();
        self.outbox.emit("organization_domain.deleted", Some(&domain.organization_id), shown, moment);
    }

    /// The places of the organizations that have a domain of this name, in whatever state.
    pub(crate) fn organizations_with_domain(&self, domain: &str) -> Option<&BTreeSet<u64>> {
        self.organizations.domain_owners.get(&domain.to_ascii_lowercase())
    }

    /// The domain of this name that an organization has.
    pub(crate) fn domain_of(&self, organization_id: &str, domain: &str) -> Option<&OrganizationDomain> {
        self.organizations.domains.group(&OrganizationDomain::group_of_name(organization_id, domain)).next()
    }

    /// Checks the domains that an organization is to have, and brings their names into lower case.
    pub(crate) fn read_domains(
        &self,
        domains: Vec<NewDomain>,
        organization_id: Option<&str>,
    ) -> Result<Vec<NewDomain>, Rejected> {
        let mut read: Vec<NewDomain> = Vec::with_capacity(domains.len());
        let mut names = HashSet::with_capacity(domains.len());
        for mut new in domains {
            new.domain = limits::read_domain(&new.domain)?;
            if !names.insert(new.domain.clone()) {
                return Err(Rejected::new("domain", &new.domain, "is given twice"));
            }
            if new.state.is_verified() && self.is_verified_elsewhere(&new.domain, organization_id) {
                let reason = "belongs to another organization";
                return Err(Rejected::new("domain", &new.domain, reason).code("conflict"));
            }
            new.id = match new.id {
                None => None,
                Some(id) => Some(free_id(Some(id), &self.organizations.domains, String::new)?),
            };
            read.push(new);
        }
        Ok(read)
    }

    /// Adds a domain that [`read_domains`](Self::read_domains) has accepted; returns its id.
    pub(crate) fn insert_domain(
        &mut self,
        organization_id: &str,
        new: NewDomain,
        moment: Moment<'_>,
    ) -> String {
        let id = new.id.unwrap_or_else(|| moment.id("org_domain"));
        // Somebody has vouched for what begins as verified.
        let proof = (!new.state.is_verified()).then(|| DomainProof::new(moment));
        let domain = OrganizationDomain {
            id: id.clone(),
            organization_id: organization_id.to_owned(),
            domain: new.domain,
            state: new.state,
            proof,
            created_at: moment.now,
            updated_at: moment.now,
        };
        let shown = domain.to_json();
        let owners = self.organizations.domain_owners.entry(domain.domain.clone()).or_default();
        owners.extend(self.organizations.all.place(organization_id));
        self.organizations.domains.insert(domain);
        self.outbox.emit("organization_domain.created", Some(organization_id), shown, moment);
        id
    }

    /// Changes the state of a domain, if it is another one.
    pub(crate) fn set_domain_state(&mut self, id: &str, state: DomainState, moment: Moment<'_>) {
        if self.organizations.domains.get(id).is_none_or(|domain| domain.state == state) {
            return;
        }
        let changed = self.organizations.domains.change(id, |domain| {
            (domain.state, domain.updated_at) = (state, moment.now);
            if !domain.is_verified() && domain.proof.is_none() {
                domain.proof = Some(DomainProof::new(moment));
            }
            (domain.is_verified(), domain.organization_id.clone(), domain.to_json())
        });
        let Some((verified, organization_id, shown)) = changed else { return };
        if verified {
            self.cancel_verification(id);
        }
        let name = if verified { "organization_domain.verified" } else { "organization_domain.updated" };
        self.outbox.emit(name, Some(&organization_id), shown, moment);
    }

    fn cancel_verification(&mut self, id: &str) {
        if let Some(end) = self.organizations.verification_ends.remove(id) {
            self.organizations.verifications.remove(&(end, id.to_owned()));
        }
    }

    fn is_verified_elsewhere(&self, domain: &str, organization_id: Option<&str>) -> bool {
        let mut verified = self.organizations.domains.group(&OrganizationDomain::group_of_verified(domain));
        verified.any(|other| Some(other.organization_id.as_str()) != organization_id)
    }
}
