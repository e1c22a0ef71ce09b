//! The tables of organizations, their domains and their IT contacts.

use std::collections::{BTreeSet, HashMap};

use workos_core::Timestamp;

use crate::domains::organizations::model::{
    ItContact, Organization, OrganizationDomain, VerificationOutcome,
};
use crate::store::collection::Collection;
use crate::store::map::KeptMap;
use crate::store::table::tables;

/// Organizations, their domains and their IT contacts.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrganizationStore {
    pub(crate) all: Collection<Organization>,
    pub(crate) domains: Collection<OrganizationDomain>,
    pub(crate) it_contacts: Collection<ItContact>,
    /// Domain verifications in progress, by the time of their end and the id of the domain.
    pub(crate) verifications: KeptMap<(Timestamp, String), VerificationOutcome>,
    /// The organization of each external id.
    pub(crate) external_ids: HashMap<String, String>,
    /// The organization of each Stripe customer.
    pub(crate) stripe_customers: HashMap<String, String>,
    /// The places of the organizations that have a domain of each name; several may claim one.
    pub(crate) domain_owners: HashMap<String, BTreeSet<u64>>,
    /// The end of the verification of each domain that is being verified.
    pub(crate) verification_ends: HashMap<String, Timestamp>,
}

tables!(OrganizationStore {
    "organizations" => all,
    "domains" => domains,
    "it_contacts" => it_contacts,
    "verifications" => verifications,
});

impl OrganizationStore {
    /// Rebuilds the indexes.
    ///
    /// # Errors
    /// If two organizations share a value that is unique.
    pub(crate) fn index(&mut self) -> Result<(), String> {
        self.external_ids.clear();
        self.stripe_customers.clear();
        self.domain_owners.clear();
        for Organization { id, external_id, stripe_customer_id, .. } in self.all.iter() {
            if let Some(external_id) = external_id
                && self.external_ids.insert(external_id.clone(), id.clone()).is_some()
            {
                return Err(format!("two objects have the external id '{external_id}'"));
            }
            if let Some(customer) = stripe_customer_id
                && self.stripe_customers.insert(customer.clone(), id.clone()).is_some()
            {
                return Err(format!("two objects have the Stripe customer '{customer}'"));
            }
        }
        for domain in self.domains.iter() {
            let owners = self.domain_owners.entry(domain.domain.clone()).or_default();
            owners.extend(self.all.place(&domain.organization_id));
        }
        let ends = self.verifications.iter().map(|((end, domain_id), _)| (domain_id.clone(), *end));
        self.verification_ends = ends.collect();
        Ok(())
    }
}
