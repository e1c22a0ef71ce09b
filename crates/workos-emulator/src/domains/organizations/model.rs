//! Organizations with their domains and IT contacts.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::base::ids::Moment;
use crate::domains::organizations::seed::organization::DomainState;
use crate::http::formats::Metadata;
use crate::store::collection::Stored;

/// A customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) allow_profiles_outside_organization: bool,
    pub(crate) metadata: Metadata,
    pub(crate) external_id: Option<String>,
    pub(crate) stripe_customer_id: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Organization {
    /// As events show it. Its domains are stored beside it.
    pub(crate) fn to_event_json<'a>(&self, domains: impl Iterator<Item = &'a OrganizationDomain>) -> Value {
        let mut shown = json!({
            "object": "organization",
            "id": self.id,
            "name": self.name,
            "domains": domains.map(OrganizationDomain::to_json).collect::<Vec<_>>(),
            "metadata": self.metadata,
            "external_id": self.external_id,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        if let Some(customer) = &self.stripe_customer_id {
            shown["stripe_customer_id"] = json!(customer);
        }
        shown
    }

    pub(crate) fn to_json<'a>(&self, domains: impl Iterator<Item = &'a OrganizationDomain>) -> Value {
        let mut shown = self.to_event_json(domains);
        shown["allow_profiles_outside_organization"] = json!(self.allow_profiles_outside_organization);
        shown
    }
}

impl Stored for Organization {
    fn id(&self) -> &str {
        &self.id
    }
}

/// A domain of an organization.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganizationDomain {
    pub(crate) id: String,
    pub(crate) organization_id: String,
    /// In lower case.
    pub(crate) domain: String,
    pub(crate) state: DomainState,
    /// What its owner publishes by DNS; none where somebody vouched for the domain.
    pub(crate) proof: Option<DomainProof>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The TXT record that proves a domain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DomainProof {
    pub(crate) prefix: String,
    pub(crate) token: String,
}

impl DomainProof {
    pub(crate) fn new(moment: Moment<'_>) -> Self {
        // The end of a ULID is its random part.
        let random = || moment.ids.ulid(moment.now).split_off(10).to_ascii_lowercase();
        let suffix = random().split_off(10);
        Self { prefix: format!("workos-emulator-domain-verification-{suffix}"), token: random() }
    }
}

impl OrganizationDomain {
    pub(crate) fn is_verified(&self) -> bool {
        matches!(self.state, DomainState::Verified | DomainState::LegacyVerified)
    }

    pub(crate) fn to_json(&self) -> Value {
        let mut shown = json!({
            "object": "organization_domain",
            "id": self.id,
            "organization_id": self.organization_id,
            "domain": self.domain,
            "state": self.state.as_str(),
            "verification_strategy": if self.proof.is_some() { "dns" } else { "manual" },
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        if let Some(proof) = &self.proof {
            shown["verification_prefix"] = json!(proof.prefix);
            shown["verification_token"] = json!(proof.token);
        }
        shown
    }
}

impl OrganizationDomain {
    /// The domain of this name that an organization has.
    pub(crate) fn group_of_name(organization_id: &str, domain: &str) -> String {
        format!("name {organization_id} {domain}")
    }

    /// The domains of this name that are verified.
    pub(crate) fn group_of_verified(domain: &str) -> String {
        format!("verified {domain}")
    }
}

impl Stored for OrganizationDomain {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.organization_id)
    }

    fn groups(&self) -> Vec<String> {
        let mut groups = vec![Self::group_of_name(&self.organization_id, &self.domain)];
        groups.extend(self.is_verified().then(|| Self::group_of_verified(&self.domain)));
        groups
    }
}

/// Somebody who sets up an organization's connections.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItContact {
    pub(crate) id: String,
    pub(crate) organization_id: String,
    pub(crate) email: String,
    pub(crate) invited: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl ItContact {
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "object": "it_contact",
            "id": self.id,
            "email": self.email,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

impl ItContact {
    /// The invited contacts of an organization.
    pub(crate) fn group_of_invited(organization_id: &str) -> String {
        format!("invited {organization_id}")
    }
}

impl Stored for ItContact {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.organization_id)
    }

    fn groups(&self) -> Vec<String> {
        self.invited.then(|| Self::group_of_invited(&self.organization_id)).into_iter().collect()
    }
}

/// How a verification ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerificationOutcome {
    /// The record was found.
    Verified,
    /// It was not, for as long as production looks.
    Expired,
}
