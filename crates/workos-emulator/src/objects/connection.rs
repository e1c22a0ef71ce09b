//! Connections, as the API and its events show them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::collection::Stored;
use crate::fixture::ConnectionState;
use crate::keep::text::{self, StaticText};

/// A way to sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) organization_id: Option<String>,
    #[serde(deserialize_with = "text::connection_type")]
    pub(crate) connection_type: StaticText,
    pub(crate) name: String,
    pub(crate) state: ConnectionState,
    /// Ids and names.
    pub(crate) domains: Vec<(String, String)>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Connection {
    pub(crate) fn is_active(&self) -> bool {
        self.state == ConnectionState::Active
    }

    pub(crate) fn has_domain(&self, domain: &str) -> bool {
        self.domains.iter().any(|(_, name)| name.eq_ignore_ascii_case(domain))
    }

    /// Without its domains and status: as `connection.deleted` shows it.
    pub(crate) fn to_slim_json(&self) -> Value {
        let mut shown = json!({
            "object": "connection",
            "id": self.id,
            "connection_type": self.connection_type,
            "name": self.name,
            "state": self.state.as_str(),
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        if let Some(organization_id) = &self.organization_id {
            shown["organization_id"] = json!(organization_id);
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
        let domain =
            |(id, name): &(String, String)| json!({"object": "connection_domain", "id": id, "domain": name});
        let mut shown = self.to_slim_json();
        shown["status"] = json!(if self.is_active() { "linked" } else { "unlinked" });
        shown["domains"] = self.domains.iter().map(domain).collect();
        shown
    }
}

impl Stored for Connection {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        self.organization_id.as_deref()
    }
}

/// Every connection type of the API.
pub(crate) const CONNECTION_TYPES: &[&str] = &[
    "Pending",
    "ADFSSAML",
    "AdpOidc",
    "AppleOAuth",
    "Auth0Migration",
    "Auth0SAML",
    "AzureSAML",
    "BitbucketOAuth",
    "CasSAML",
    "ClassLinkSAML",
    "CleverOIDC",
    "CloudflareSAML",
    "CyberArkSAML",
    "DiscordOAuth",
    "DuoSAML",
    "EntraIdOIDC",
    "GenericOIDC",
    "GenericSAML",
    "GitHubOAuth",
    "GitLabOAuth",
    "GoogleOAuth",
    "GoogleOIDC",
    "GoogleSAML",
    "GrokOAuth",
    "XOAuth",
    "IntuitOAuth",
    "JumpCloudSAML",
    "KeycloakSAML",
    "LastPassSAML",
    "LinkedInOAuth",
    "LoginGovOidc",
    "MagicLink",
    "MicrosoftOAuth",
    "MiniOrangeSAML",
    "NetIqSAML",
    "OktaOIDC",
    "OktaSAML",
    "OneLoginSAML",
    "OracleSAML",
    "PingFederateSAML",
    "PingOneSAML",
    "RipplingSAML",
    "SalesforceSAML",
    "ShibbolethGenericSAML",
    "ShibbolethSAML",
    "SimpleSamlPhpSAML",
    "SalesforceOAuth",
    "SlackOAuth",
    "TestIdp",
    "VercelMarketplaceOAuth",
    "VercelOAuth",
    "VMwareSAML",
    "XeroOAuth",
];
