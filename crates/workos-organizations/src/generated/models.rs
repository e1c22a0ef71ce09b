//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workos_core::{
    DomainVerificationStrategy, ItContactId, LogStreamId, OrganizationDomainId, OrganizationDomainState,
    OrganizationId, Timestamp,
};

use super::enums::{AuditLogConfigurationState, LogStreamState, LogStreamType};

/// An organization: a customer whose users sign in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization")]
#[non_exhaustive]
pub struct Organization {
    /// The id of the organization.
    pub id: OrganizationId,
    /// The display name. Several organizations may have the same name.
    pub name: String,
    /// The domains of the organization.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub domains: Vec<OrganizationDomain>,
    /// The metadata that your system stores with the organization.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub metadata: BTreeMap<String, String>,
    /// The id of the organization in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// The Stripe customer of the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripe_customer_id: Option<String>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Whether users may sign in whose e-mail address is in none of the domains.
    #[deprecated = "The domains of an organization are a policy now; see `domains`."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_profiles_outside_organization: Option<bool>,
}

#[cfg(feature = "test-util")]
impl Organization {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    #[expect(deprecated, reason = "an example has every field")]
    pub fn example() -> Self {
        Self {
            id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            name: "Acme Inc.".to_owned(),
            domains: vec![OrganizationDomain::example()],
            metadata: [("tier".to_owned(), "diamond".to_owned())].into_iter().collect(),
            external_id: Some("2fe01467-f7ea-4dd2-8b79-c2b4f56d0191".to_owned()),
            stripe_customer_id: Some("cus_R9qWAGMQ6nGE7V".to_owned()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            allow_profiles_outside_organization: Some(false),
        }
    }
}

/// A domain of an organization.
#[doc(alias = "OrganizationDomainStandAlone")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_domain")]
#[non_exhaustive]
pub struct OrganizationDomain {
    /// The id of the domain.
    pub id: OrganizationDomainId,
    /// The organization that the domain belongs to. Responses from before 2025 omit it inside of an
    /// organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The domain.
    pub domain: String,
    /// Whether the ownership of the domain is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OrganizationDomainState>,
    /// The prefix of the token in DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_prefix: Option<String>,
    /// The token for the TXT record. The token is published, so it is not a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_token: Option<String>,
    /// The method by which the ownership is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_strategy: Option<DomainVerificationStrategy>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl OrganizationDomain {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "org_domain_01EHZNVPK2QXHMVWCEDQEKY69A".into(),
            organization_id: Some("org_01HE8GSH8FQPASKSY27THRKRBP".into()),
            domain: "foo-corp.com".to_owned(),
            state: Some("pending".into()),
            verification_prefix: Some("superapp-domain-verification-z3kjny".to_owned()),
            verification_token: Some("m5Oztg3jdK4NJLgs8uIlIprMw".to_owned()),
            verification_strategy: Some("dns".into()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A domain to set for an organization.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OrganizationDomainData {
    /// The domain.
    pub domain: String,
    /// The verification state: `verified` if you have verified the ownership yourself, else `pending`. No
    /// other state can be set.
    pub state: OrganizationDomainState,
}

impl OrganizationDomainData {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(domain: impl Into<String>, state: impl Into<OrganizationDomainState>) -> Self {
        Self { domain: domain.into(), state: state.into() }
    }
}

/// The audit log configuration of an organization: the retention period and the log stream.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuditLogConfiguration {
    /// The organization.
    pub organization_id: OrganizationId,
    /// The number of days after which an entry is deleted.
    pub retention_period_in_days: i64,
    /// Whether audit logs are recorded.
    pub state: AuditLogConfigurationState,
    /// The stream that sends the audit logs to another system, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_stream: Option<LogStream>,
}

#[cfg(feature = "test-util")]
impl AuditLogConfiguration {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            retention_period_in_days: 30,
            state: AuditLogConfigurationState::Active,
            log_stream: Some(LogStream::example()),
        }
    }
}

/// The stream that sends the audit logs to another system, if there is one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LogStream {
    /// The id of the log stream.
    pub id: LogStreamId,
    /// The system that receives the stream.
    #[serde(rename = "type")]
    pub kind: LogStreamType,
    /// Whether entries are delivered to this system.
    pub state: LogStreamState,
    /// The time of the last delivery.
    #[serde(default)]
    pub last_synced_at: Option<Timestamp>,
    /// The time of creation.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl LogStream {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "als_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            kind: LogStreamType::Datadog,
            state: LogStreamState::Active,
            last_synced_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An IT contact: a person who sets up an organization's connections and directories.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "it_contact")]
#[non_exhaustive]
pub struct ItContact {
    /// The id of the contact.
    pub id: ItContactId,
    /// The e-mail address of the contact.
    pub email: String,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ItContact {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "it_contact_01EHZNVPK2QXHMVWCEDQEKY69A".into(),
            email: "it@foo-corp.com".to_owned(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}
