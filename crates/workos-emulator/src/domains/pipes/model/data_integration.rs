//! Data integrations: the providers that accounts can be connected at.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use workos_core::expose;
use workos_core::{Secret, Timestamp};

use crate::base::text;
use crate::domains::pipes::model::connected_account::{AuthMethod, ConnectedAccount, last_4};
use crate::store::collection::Stored;

/// A provider of the environment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DataIntegration {
    pub(crate) id: String,
    pub(crate) slug: String,
    /// Whether organizations connect to it, rather than users.
    pub(crate) of_organizations: bool,
    pub(crate) description: Option<String>,
    pub(crate) enabled: bool,
    /// The provider's own choice if absent.
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) auth_methods: Vec<AuthMethod>,
    pub(crate) credentials: Option<IntegrationCredentials>,
    pub(crate) config: Map<String, Value>,
    pub(crate) custom_provider: Option<CustomProvider>,
    /// The part of the redirect URI that no other integration has.
    pub(crate) callback_key: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The OAuth application that accounts are connected by.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum IntegrationCredentials {
    Custom {
        client_id: String,
        #[serde(serialize_with = "expose")]
        client_secret: Secret,
    },
    /// Each organization's own.
    Organization,
}

/// The definition of a provider that is not built in, field by field as the API shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct CustomProvider(pub(crate) Map<String, Value>);

impl CustomProvider {
    /// Its fields over the defaults.
    pub(crate) fn new(fields: &Map<String, Value>) -> Self {
        let defaults = json!({
            "authorization_url": null,
            "token_url": null,
            "refresh_token_url": null,
            "pkce_enabled": true,
            "request_scope_separator": " ",
            "scopes_required": false,
            "client_secret_required": true,
            "additional_authorization_parameters": {},
            "token_body_content_type": "application/x-www-form-urlencoded",
            "authenticate_via": "request_body",
        });
        let mut provider = Self(defaults.as_object().cloned().unwrap_or_default());
        provider.change(fields);
        provider
    }

    pub(crate) fn change(&mut self, fields: &Map<String, Value>) {
        const FIELDS: &[&str] = &[
            "name",
            "authorization_url",
            "token_url",
            "refresh_token_url",
            "pkce_enabled",
            "request_scope_separator",
            "scopes_required",
            "client_secret_required",
            "additional_authorization_parameters",
            "token_body_content_type",
            "authenticate_via",
        ];
        let known = fields.iter().filter(|(name, _)| FIELDS.contains(&name.as_str()));
        self.0.extend(known.map(|(name, value)| (name.clone(), value.clone())));
    }
}

impl DataIntegration {
    /// The provider's name.
    pub(crate) fn name(&self) -> String {
        if let Some(name) = self.custom_provider.as_ref().and_then(|custom| custom.0.get("name")?.as_str()) {
            return name.to_owned();
        }
        match self.slug.as_str() {
            "github" => "GitHub".to_owned(),
            "gitlab" => "GitLab".to_owned(),
            "hubspot" => "HubSpot".to_owned(),
            "linkedin" => "LinkedIn".to_owned(),
            slug => {
                let mut letters = slug.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
            }
        }
    }

    pub(crate) fn takes(&self, method: AuthMethod) -> bool {
        self.auth_methods.contains(&method)
    }

    pub(crate) fn redirect_uri(&self, base_url: &str) -> String {
        format!("{base_url}/data-integrations/{}/{}/callback", self.slug, self.callback_key)
    }

    /// With the account that was installed together with it.
    pub(crate) fn to_json(&self, base_url: &str, installed: Option<&ConnectedAccount>) -> Value {
        let credentials = self.credentials.as_ref().map(|credentials| match credentials {
            IntegrationCredentials::Custom { client_id, client_secret } => json!({
                "type": "custom",
                "client_id": client_id,
                "redacted_client_secret": last_4(client_secret),
            }),
            IntegrationCredentials::Organization => {
                json!({"type": "organization", "client_id": null, "redacted_client_secret": null})
            }
        });
        let installation = installed.map(|account| {
            let mut shown = account.to_json();
            if let Some(fields) = shown.as_object_mut() {
                const FIELDS: &[&str] = &[
                    "id",
                    "connection_role",
                    "account_identifier",
                    "account_display_name",
                    "user_id",
                    "organization_id",
                    "api_key_last_4",
                ];
                fields.retain(|name, _| FIELDS.contains(&name.as_str()));
            }
            shown
        });
        json!({
            "object": "data_integration",
            "id": self.id,
            "slug": self.slug,
            "integration_type": if self.custom_provider.is_some() { "custom" } else { &self.slug },
            "ownership": if self.of_organizations { "organization" } else { "user" },
            "description": self.description,
            "enabled": self.enabled,
            "state": "valid",
            "scopes": self.scopes,
            "redirect_uri": self.redirect_uri(base_url),
            "auth_methods": self.auth_methods.iter().map(|method| method.as_str()).collect::<Vec<_>>(),
            "credentials": credentials,
            "installation": installation,
            "config": self.config,
            "custom_provider": self.custom_provider.as_ref().map(|custom| &custom.0),
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }

    /// As a user or an organization sees it, with the account that is connected there.
    pub(crate) fn to_provider_json(&self, account: Option<&ConnectedAccount>) -> Value {
        let account = account.map(ConnectedAccount::to_json);
        json!({
            "object": "data_provider",
            "id": self.id,
            "name": self.name(),
            "description": self.description,
            "slug": self.slug,
            "integration_type": if self.custom_provider.is_some() { "custom" } else { &self.slug },
            "credentials_type": if self.takes(AuthMethod::OAuth) { "oauth2" } else { "api_key" },
            "scopes": self.scopes,
            "auth_methods": self.auth_methods.iter().map(|method| method.as_str()).collect::<Vec<_>>(),
            "connection_owner": if self.of_organizations { "organization" } else { "user" },
            "ownership": if self.of_organizations { "organization" } else { "userland_user" },
            "connected_accounts": account.iter().collect::<Vec<_>>(),
            "connected_account": account,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

impl DataIntegration {
    /// The one of a slug, for users or for organizations.
    pub(crate) fn group_of_slug(slug: &str, of_organizations: bool) -> String {
        format!("slug {of_organizations} {slug}")
    }

    /// Those for users, or for organizations.
    pub(crate) const fn group_of_ownership(of_organizations: bool) -> &'static str {
        if of_organizations { "of_organizations" } else { "of_users" }
    }

    /// Those of them that are enabled.
    pub(crate) const fn group_of_enabled(of_organizations: bool) -> &'static str {
        if of_organizations { "enabled_of_organizations" } else { "enabled_of_users" }
    }
}

impl Stored for DataIntegration {
    fn id(&self) -> &str {
        &self.id
    }

    fn groups(&self) -> Vec<String> {
        let mut groups = vec![
            Self::group_of_slug(&self.slug, self.of_organizations),
            Self::group_of_ownership(self.of_organizations).to_owned(),
        ];
        groups.extend(self.enabled.then(|| Self::group_of_enabled(self.of_organizations).to_owned()));
        groups
    }
}

/// What an organization sets for itself about a provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntegrationConfiguration {
    pub(crate) enabled: bool,
    /// Those of the data integration if absent.
    pub(crate) scopes: Option<Vec<String>>,
    /// The organization's own OAuth application.
    #[serde(serialize_with = "text::client_credentials")]
    pub(crate) credentials: Option<(String, Secret)>,
    pub(crate) config: Map<String, Value>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl IntegrationConfiguration {
    pub(crate) fn to_json(&self, of: &DataIntegration, organization_id: &str, base_url: &str) -> Value {
        let credentials_type = match (&self.credentials, &of.credentials) {
            (Some(_), _) | (None, Some(IntegrationCredentials::Organization)) => "organization",
            (None, Some(IntegrationCredentials::Custom { .. })) => "custom",
            (None, None) => "shared",
        };
        json!({
            "object": "data_integration_configuration",
            "id": of.id,
            "organization_id": organization_id,
            "slug": of.slug,
            "name": of.name(),
            "enabled": self.enabled,
            "scopes": self.scopes,
            "config": self.config,
            "credentials": {
                "credentials_type": credentials_type,
                "has_credentials": self.credentials.is_some(),
                "client_id": self.credentials.as_ref().map(|(client_id, _)| client_id),
                "client_secret_last_four": self.credentials.as_ref().map(|(_, secret)| last_4(secret)),
                "redirect_uri": of.redirect_uri(base_url),
            },
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}
