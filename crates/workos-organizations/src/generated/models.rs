//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workos_core::{
    DomainVerificationStrategy, ItContactId, LogStreamId, OrganizationDomainId, OrganizationDomainState,
    OrganizationId, Timestamp,
};

use super::enums::{AuditLogConfigurationState, LogStreamState, LogStreamType};

/// A customer whose people sign in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization")]
#[non_exhaustive]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name for people. Several organizations may have the same.
    pub name: String,
    /// Its domains.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub domains: Vec<OrganizationDomain>,
    /// What your system keeps with it.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub metadata: BTreeMap<String, String>,
    /// Its id in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// The Stripe customer that pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripe_customer_id: Option<String>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Whether people whose e-mail address is in none of its domains may sign in.
    #[deprecated = "Domains are a policy of the organization now; see its `domains`."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_profiles_outside_organization: Option<bool>,
}

#[cfg(feature = "test-util")]
impl Organization {
    /// The example of the contract, to be adjusted in a test.
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
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_domain")]
#[non_exhaustive]
pub struct OrganizationDomain {
    /// Its id.
    pub id: OrganizationDomainId,
    /// The organization it belongs to. Answers from before 2025 leave it out within an organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The domain.
    pub domain: String,
    /// Whether ownership is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OrganizationDomainState>,
    /// The prefix that goes with the token in DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_prefix: Option<String>,
    /// The token for the TXT record. It is published, so it is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_token: Option<String>,
    /// How ownership is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_strategy: Option<DomainVerificationStrategy>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl OrganizationDomain {
    /// The example of the contract, to be adjusted in a test.
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

/// A domain that an organization is to have.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OrganizationDomainData {
    /// The domain.
    pub domain: String,
    /// Whether ownership is proved: `verified` if you know it is, else `pending`. No other state can be
    /// set.
    pub state: OrganizationDomainState,
}

impl OrganizationDomainData {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(domain: impl Into<String>, state: impl Into<OrganizationDomainState>) -> Self {
        Self { domain: domain.into(), state: state.into() }
    }
}

/// How long an organization's audit logs are kept, and where they are streamed to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuditLogConfiguration {
    /// The organization.
    pub organization_id: OrganizationId,
    /// Days after which an entry is deleted.
    pub retention_period_in_days: i64,
    /// Whether audit logs are recorded.
    pub state: AuditLogConfigurationState,
    /// Where they are streamed to, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_stream: Option<LogStream>,
}

#[cfg(feature = "test-util")]
impl AuditLogConfiguration {
    /// The example of the contract, to be adjusted in a test.
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

/// Where they are streamed to, if anywhere.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LogStream {
    /// Its id.
    pub id: LogStreamId,
    /// The system that receives it.
    #[serde(rename = "type")]
    pub kind: LogStreamType,
    /// Whether entries arrive there.
    pub state: LogStreamState,
    /// When entries were delivered last.
    #[serde(default)]
    pub last_synced_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl LogStream {
    /// The example of the contract, to be adjusted in a test.
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

/// Who sets up an organization's connections and directories.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "it_contact")]
#[non_exhaustive]
pub struct ItContact {
    /// Its id.
    pub id: ItContactId,
    /// Where it is written to.
    pub email: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ItContact {
    /// The example of the contract, to be adjusted in a test.
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
