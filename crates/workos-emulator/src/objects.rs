//! The stored objects, and how the API shows them.

use serde_json::{Map, Value, json};
use workos_core::Timestamp;

use crate::collection::Stored;
use crate::fixture::ConnectionState;

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

/// A customer.
#[derive(Debug)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domains: Vec<String>,
}

impl Stored for Organization {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        None
    }
}

/// A way to sign in.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) organization_id: Option<String>,
    pub(crate) connection_type: &'static str,
    pub(crate) name: String,
    pub(crate) state: ConnectionState,
    /// Ids and names.
    pub(crate) domains: Vec<(String, String)>,
    pub(crate) created_at: Timestamp,
}

impl Connection {
    pub(crate) fn is_active(&self) -> bool {
        self.state == ConnectionState::Active
    }

    pub(crate) fn has_domain(&self, domain: &str) -> bool {
        self.domains.iter().any(|(_, name)| name.eq_ignore_ascii_case(domain))
    }

    pub(crate) fn to_json(&self) -> Value {
        let domain =
            |(id, name): &(String, String)| json!({"object": "connection_domain", "id": id, "domain": name});
        let mut shown = json!({
            "object": "connection",
            "id": self.id,
            "connection_type": self.connection_type,
            "name": self.name,
            "state": self.state.as_str(),
            "status": if self.is_active() { "linked" } else { "unlinked" },
            "domains": self.domains.iter().map(domain).collect::<Vec<_>>(),
            "created_at": self.created_at,
            // Nothing in this API changes a connection.
            "updated_at": self.created_at,
        });
        if let Some(organization_id) = &self.organization_id {
            shown["organization_id"] = json!(organization_id);
        }
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

/// A person as an identity provider describes them.
#[derive(Debug)]
pub(crate) struct Profile {
    pub(crate) id: String,
    pub(crate) organization_id: Option<String>,
    pub(crate) connection_id: String,
    pub(crate) connection_type: &'static str,
    pub(crate) email: String,
    pub(crate) idp_id: String,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) groups: Vec<String>,
    pub(crate) custom_attributes: Map<String, Value>,
    pub(crate) raw_attributes: Map<String, Value>,
}

impl Profile {
    pub(crate) fn full_name(&self) -> Option<String> {
        let names: Vec<_> =
            [&self.first_name, &self.last_name].into_iter().flatten().map(String::as_str).collect();
        (!names.is_empty()).then(|| names.join(" "))
    }

    pub(crate) fn to_json(&self) -> Value {
        let role = self.role.as_ref().map(|slug| json!({"slug": slug}));
        json!({
            "object": "profile",
            "id": self.id,
            "organization_id": self.organization_id,
            "connection_id": self.connection_id,
            "connection_type": self.connection_type,
            "idp_id": self.idp_id,
            "email": self.email,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "name": self.full_name(),
            "role": role,
            "roles": role.as_ref().map(|role| [role]),
            "groups": self.groups,
            "custom_attributes": self.custom_attributes,
            "raw_attributes": self.raw_attributes,
        })
    }
}

impl Stored for Profile {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.connection_id)
    }
}
