//! Connections, as the API and its events show them.

use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::base::text::StaticText;
use crate::domains::connections::seed::EmulatedConnectionState;
use crate::http::routes::enum_of_body;
use crate::store::collection::Stored;

/// A way to sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) organization_id: Option<String>,
    #[serde(deserialize_with = "read_connection_type")]
    pub(crate) connection_type: StaticText,
    pub(crate) name: String,
    /// The id that it has in its maker's system; nothing shows it.
    #[serde(default)]
    pub(crate) external_id: Option<String>,
    pub(crate) state: EmulatedConnectionState,
    /// Ids and names.
    pub(crate) domains: Vec<(String, String)>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Connection {
    pub(crate) fn is_active(&self) -> bool {
        self.state == EmulatedConnectionState::Active
    }

    /// The connections of a type. `SAML` stands for all types of that protocol.
    pub(crate) fn group_of_type(connection_type: &str) -> String {
        format!("type {connection_type}")
    }

    /// The connections with a domain, whatever its case.
    pub(crate) fn group_of_domain(domain: &str) -> String {
        format!("domain {}", domain.to_ascii_lowercase())
    }

    /// The active connections of an organization.
    pub(crate) fn group_of_active(organization_id: &str) -> String {
        format!("active {organization_id}")
    }

    /// The connections of an organization that its maker's system knows by an id.
    pub(crate) fn group_of_external_id(organization_id: &str, external_id: &str) -> String {
        format!("external_id {organization_id} {external_id}")
    }

    /// Without its domains and status: as `connection.deleted` shows it.
    pub(crate) fn to_slim_json(&self) -> Value {
        let mut shown = self.to_json();
        if let Some(fields) = shown.as_object_mut() {
            fields.retain(|name, _| !matches!(name.as_str(), "domains" | "status"));
        }
        shown
    }

    /// As `connection.activated` and `connection.deactivated` show it.
    pub(crate) fn to_event_json(&self) -> Value {
        let mut shown = self.to_json();
        // The key that older clients knew a connection by; nothing sets it here.
        shown["external_key"] = json!(self.id);
        shown
    }

    pub(crate) fn to_json(&self) -> Value {
        json!(self.shown())
    }

    /// What the API shows, to be written at once: a page of a list takes a sixth of the time that way.
    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown {
            connection_type: self.connection_type,
            created_at: self.created_at,
            domains: self.domains.iter().map(ShownDomain::new).collect(),
            id: &self.id,
            name: &self.name,
            object: "connection",
            organization_id: self.organization_id.as_deref(),
            state: self.state,
            status: if self.is_active() { "linked" } else { "unlinked" },
            updated_at: self.updated_at,
        }
    }
}

/// A connection as the API shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Shown<'a> {
    connection_type: &'a str,
    created_at: Timestamp,
    domains: Vec<ShownDomain<'a>>,
    id: &'a str,
    name: &'a str,
    object: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<&'a str>,
    state: EmulatedConnectionState,
    status: &'static str,
    updated_at: Timestamp,
}

#[derive(Debug, Serialize)]
struct ShownDomain<'a> {
    domain: &'a str,
    id: &'a str,
    object: &'static str,
}

impl<'a> ShownDomain<'a> {
    fn new((id, domain): &'a (String, String)) -> Self {
        Self { domain, id, object: "connection_domain" }
    }
}

impl Stored for Connection {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        self.organization_id.as_deref()
    }

    fn groups(&self) -> Vec<String> {
        let mut groups = vec![Self::group_of_type(self.connection_type)];
        if self.connection_type.ends_with("SAML") {
            groups.push(Self::group_of_type("SAML"));
        }
        groups.extend(self.domains.iter().map(|(_, domain)| Self::group_of_domain(domain)));
        if let Some(organization_id) = &self.organization_id {
            groups.extend(self.is_active().then(|| Self::group_of_active(organization_id)));
            let external_id = self.external_id.as_ref();
            groups.extend(external_id.map(|id| Self::group_of_external_id(organization_id, id)));
        }
        groups
    }
}

/// Every connection type of the API.
pub(crate) static CONNECTION_TYPES: LazyLock<&'static [&'static str]> =
    LazyLock::new(|| enum_of_body("connections.create", "connection_type"));

/// The type of a connection.
pub(crate) fn read_connection_type<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<StaticText, D::Error> {
    let name = String::deserialize(deserializer)?;
    let known = CONNECTION_TYPES.iter().copied().find(|known| **known == *name);
    known.ok_or_else(|| D::Error::custom(format!("'{name}' is not a connection type")))
}
