//! Accounts that are connected at other providers, as the API and its events show them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use workos_core::expose;
use workos_core::{Secret, Timestamp};

use crate::store::collection::Stored;

/// An account at a provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectedAccount {
    pub(crate) id: String,
    pub(crate) integration_id: String,
    pub(crate) slug: String,
    /// Its user; none where it is the organization's own.
    pub(crate) user_id: Option<String>,
    pub(crate) organization_id: Option<String>,
    /// Who connected it.
    pub(crate) established_by: Option<String>,
    pub(crate) state: AccountState,
    pub(crate) state_reason: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) credential: Credential,
    pub(crate) identifier: Option<String>,
    pub(crate) display_name: Option<String>,
    pub(crate) config: Map<String, Value>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// What an account gives access by.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Credential {
    #[serde(rename = "oauth")]
    OAuth {
        #[serde(serialize_with = "expose")]
        access_token: Option<Secret>,
        /// Never, if absent.
        expires_at: Option<Timestamp>,
        #[serde(serialize_with = "expose")]
        refresh_token: Option<Secret>,
        /// The provider has taken back the consent; nobody knows before the next refresh.
        revoked: bool,
    },
    ApiKey(#[serde(serialize_with = "expose")] Secret),
    ClientCredentials {
        client_id: String,
        #[serde(serialize_with = "expose")]
        client_secret: Secret,
    },
}

impl Credential {
    pub(crate) const fn method(&self) -> AuthMethod {
        match self {
            Self::OAuth { .. } => AuthMethod::OAuth,
            Self::ApiKey(_) => AuthMethod::ApiKey,
            Self::ClientCredentials { .. } => AuthMethod::ClientCredentials,
        }
    }
}

/// How accounts authenticate with a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuthMethod {
    #[serde(rename = "oauth")]
    OAuth,
    ApiKey,
    ClientCredentials,
}

impl AuthMethod {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::OAuth, Self::ApiKey, Self::ClientCredentials]
            .into_iter()
            .find(|method| method.as_str() == name)
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::OAuth => "oauth",
            Self::ApiKey => "api_key",
            Self::ClientCredentials => "client_credentials",
        }
    }
}

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountState {
    Connected,
    NeedsReauthorization,
    /// Before its first credential.
    Disconnected,
}

impl AccountState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::NeedsReauthorization => "needs_reauthorization",
            Self::Disconnected => "disconnected",
        }
    }
}

impl ConnectedAccount {
    /// The account that a user or an organization has at a provider.
    pub(crate) fn group_of_owner(user_id: Option<&str>, organization_id: Option<&str>, slug: &str) -> String {
        format!("owner {} {} {slug}", user_id.unwrap_or_default(), organization_id.unwrap_or_default())
    }

    /// The accounts at a provider.
    pub(crate) fn group_of_integration(integration_id: &str) -> String {
        format!("integration {integration_id}")
    }

    /// The accounts of an organization, and those that its users have for it.
    pub(crate) fn group_of_organization(organization_id: &str) -> String {
        format!("organization {organization_id}")
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.state == AccountState::Connected
    }

    /// Those of the wanted scopes that were not granted.
    pub(crate) fn missing_scopes<'a>(&self, wanted: &'a [String]) -> Vec<&'a String> {
        if self.credential.method() != AuthMethod::OAuth {
            return Vec::new();
        }
        wanted.iter().filter(|scope| !self.scopes.contains(scope)).collect()
    }

    pub(crate) fn to_json(&self) -> Value {
        let mut shown = self.base_json();
        shown["config"] = json!(self.config);
        shown["warnings"] = json!([]);
        if let Credential::ClientCredentials { client_id, client_secret } = &self.credential {
            shown["client_id"] = json!(client_id);
            shown["client_secret_last_4"] = json!(last_4(client_secret));
        }
        shown
    }

    /// As the `pipes.connected_account.*` events show it.
    pub(crate) fn to_event_json(&self) -> Value {
        let mut shown = self.base_json();
        shown["data_integration_id"] = json!(self.integration_id);
        shown["provider_slug"] = json!(self.slug);
        shown
    }

    fn base_json(&self) -> Value {
        let api_key_last_4 = match &self.credential {
            Credential::ApiKey(key) => Some(last_4(key)),
            _ => None,
        };
        json!({
            "object": "connected_account",
            "id": self.id,
            "connection_role": "compatibility",
            "account_identifier": self.identifier,
            "account_display_name": self.display_name,
            "user_id": self.user_id,
            "organization_id": self.organization_id,
            "scopes": self.scopes,
            "auth_method": self.credential.method().as_str(),
            "api_key_last_4": api_key_last_4,
            "state": self.state.as_str(),
            "state_reason": self.state_reason,
            "established_by_user_id": self.established_by,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

impl Stored for ConnectedAccount {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        self.user_id.as_deref().or(self.organization_id.as_deref())
    }

    fn groups(&self) -> Vec<String> {
        let (user_id, organization_id) = (self.user_id.as_deref(), self.organization_id.as_deref());
        let mut groups = vec![
            Self::group_of_owner(user_id, organization_id, &self.slug),
            Self::group_of_integration(&self.integration_id),
        ];
        groups.extend(organization_id.map(Self::group_of_organization));
        groups
    }
}

/// The end of a secret, which tells it from others and gives nothing away. One that is short shows nothing.
pub(crate) fn last_4(secret: &Secret) -> String {
    let secret = secret.expose();
    let end = secret.char_indices().rev().nth(3).map_or(secret.len(), |(at, _)| at);
    if end >= 4 { secret[end..].to_owned() } else { "****".to_owned() }
}
