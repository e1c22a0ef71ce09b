//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use workos_core::{ConnectedAccountId, DataIntegrationId, OrganizationId, Patch, Secret, Timestamp, UserId};

use super::enums::{
    AuthMethod, AuthenticateVia, ConnectErrorCode, ConnectedAccountState, ConnectedAccountStateReason,
    ConnectionOwner, ConnectionRole, CredentialsType, DataIntegrationState, WarningCode,
};

/// A provider that accounts can be connected at.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "data_integration")]
#[non_exhaustive]
pub struct DataIntegration {
    /// Its id.
    pub id: DataIntegrationId,
    /// The provider's slug.
    pub slug: String,
    /// The provider's kind, which for custom ones differs from the slug.
    pub integration_type: String,
    /// Who connects accounts there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ownership: Option<ConnectionOwner>,
    /// What it is for; shown where users consent.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether accounts can be connected.
    pub enabled: bool,
    /// Whether its set-up works.
    pub state: DataIntegrationState,
    /// The scopes that are asked for; empty where the provider's defaults are.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// What has to be registered at the provider, character for character.
    pub redirect_uri: String,
    /// How accounts authenticate.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub auth_methods: Vec<AuthMethod>,
    /// The OAuth application, of integrations by OAuth.
    #[serde(default)]
    pub credentials: Option<DataIntegrationCredentials>,
    /// The account that was connected together with it, in the answer of `create` only.
    #[serde(default)]
    pub installation: Option<Installation>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// The provider, if you described it.
    #[serde(default)]
    pub custom_provider: Option<CustomProvider>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DataIntegration {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            slug: "github".to_owned(),
            integration_type: "github".to_owned(),
            ownership: Some(ConnectionOwner::User),
            description: Some("Production GitHub app".to_owned()),
            enabled: true,
            state: DataIntegrationState::Valid,
            scopes: vec!["repo".to_owned(), "read:org".to_owned()],
            redirect_uri:
                "https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback"
                    .to_owned(),
            auth_methods: vec![AuthMethod::Oauth],
            credentials: Some(DataIntegrationCredentials::example()),
            installation: Some(Installation::example()),
            config: [("account_identifier".to_owned(), "acme-eu".to_owned())].into_iter().collect(),
            custom_provider: Some(CustomProvider::example()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// The OAuth application of an integration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DataIntegrationCredentials {
    /// Whose it is.
    #[serde(rename = "type")]
    pub kind: CredentialsType,
    /// Its client id.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of its client secret.
    #[serde(default)]
    pub redacted_client_secret: Option<String>,
}

#[cfg(feature = "test-util")]
impl DataIntegrationCredentials {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: CredentialsType::Custom,
            client_id: Some("Iv1.abc123".to_owned()),
            redacted_client_secret: Some("6789".to_owned()),
        }
    }
}

/// The account that was connected together with its integration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Installation {
    /// Its id.
    pub id: ConnectedAccountId,
    /// Which account it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of it.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// A name that people recognise.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// Whose it is.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it is for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The last four characters of the API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
}

#[cfg(feature = "test-util")]
impl Installation {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_installation_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            connection_role: Some(ConnectionRole::Compatibility),
            account_identifier: Some("octocat".to_owned()),
            account_display_name: Some("The Octocat".to_owned()),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            api_key_last_4: Some("cdef".to_owned()),
        }
    }
}

/// A provider that you described.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CustomProvider {
    /// Its name.
    pub name: String,
    /// Where users consent.
    #[serde(default)]
    pub authorization_url: Option<String>,
    /// Where codes are exchanged.
    #[serde(default)]
    pub token_url: Option<String>,
    /// Where tokens are refreshed, if elsewhere.
    #[serde(default)]
    pub refresh_token_url: Option<String>,
    /// Whether codes are bound by PKCE.
    pub pkce_enabled: bool,
    /// What stands between scopes.
    pub request_scope_separator: String,
    /// Whether connecting needs a scope.
    pub scopes_required: bool,
    /// Whether it needs a client secret.
    pub client_secret_required: bool,
    /// Further parameters of the consent's URL.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub additional_authorization_parameters: BTreeMap<String, String>,
    /// How the token request is encoded.
    pub token_body_content_type: String,
    /// How the integration proves itself.
    pub authenticate_via: AuthenticateVia,
}

#[cfg(feature = "test-util")]
impl CustomProvider {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            name: "My OAuth App".to_owned(),
            authorization_url: Some("https://provider.example.com/oauth/authorize".to_owned()),
            token_url: Some("https://provider.example.com/oauth/token".to_owned()),
            refresh_token_url: Some("https://provider.example.com/oauth/token".to_owned()),
            pkce_enabled: true,
            request_scope_separator: " ".to_owned(),
            scopes_required: false,
            client_secret_required: true,
            additional_authorization_parameters: [("audience".to_owned(), "api".to_owned())]
                .into_iter()
                .collect(),
            token_body_content_type: "application/x-www-form-urlencoded".to_owned(),
            authenticate_via: AuthenticateVia::RequestBody,
        }
    }
}

/// Whose OAuth application an integration uses; see `custom` and `organization`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct IntegrationCredentials {
    /// Whose it is.
    #[serde(rename = "type")]
    pub kind: CredentialsType,
    /// The client id, of your own application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret, of your own application.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    pub client_secret: Option<Secret>,
}

impl IntegrationCredentials {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(kind: impl Into<CredentialsType>) -> Self {
        Self { kind: kind.into(), client_id: None, client_secret: None }
    }

    /// The client id, of your own application.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// The client secret, of your own application.
    #[must_use]
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }
}

/// An API key that connects an account.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ApiKeyInstallation {
    /// The API key.
    #[serde(serialize_with = "workos_core::private::expose")]
    pub secret: Secret,
    /// The user whose account it is.
    pub user_id: UserId,
    /// The organization that the account is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
}

impl ApiKeyInstallation {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(secret: impl Into<Secret>, user_id: impl Into<UserId>) -> Self {
        Self { secret: secret.into(), user_id: user_id.into(), organization_id: None }
    }

    /// The organization that the account is for.
    #[must_use]
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }
}

/// A provider that WorkOS does not know.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CustomProviderDefinition {
    /// Its name.
    pub name: String,
    /// Where users consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    /// Where codes are exchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// Where tokens are refreshed, if elsewhere.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub refresh_token_url: Patch<String>,
    /// Whether codes are bound by PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce_enabled: Option<bool>,
    /// What stands between scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_scope_separator: Option<String>,
    /// Whether connecting needs a scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes_required: Option<bool>,
    /// Whether it needs a client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_required: Option<bool>,
    /// Further parameters of the consent's URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_authorization_parameters: Option<BTreeMap<String, String>>,
    /// How the token request is encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_body_content_type: Option<String>,
    /// How the integration proves itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticate_via: Option<AuthenticateVia>,
}

impl CustomProviderDefinition {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            authorization_url: None,
            token_url: None,
            refresh_token_url: Default::default(),
            pkce_enabled: None,
            request_scope_separator: None,
            scopes_required: None,
            client_secret_required: None,
            additional_authorization_parameters: None,
            token_body_content_type: None,
            authenticate_via: None,
        }
    }

    /// Where users consent.
    #[must_use]
    pub fn authorization_url(mut self, authorization_url: impl Into<String>) -> Self {
        self.authorization_url = Some(authorization_url.into());
        self
    }

    /// Where codes are exchanged.
    #[must_use]
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        self.token_url = Some(token_url.into());
        self
    }

    /// Where tokens are refreshed, if elsewhere.
    #[must_use]
    pub fn refresh_token_url(mut self, refresh_token_url: impl Into<Patch<String>>) -> Self {
        self.refresh_token_url = refresh_token_url.into();
        self
    }

    /// Whether codes are bound by PKCE.
    #[must_use]
    pub fn pkce_enabled(mut self, pkce_enabled: bool) -> Self {
        self.pkce_enabled = Some(pkce_enabled);
        self
    }

    /// What stands between scopes.
    #[must_use]
    pub fn request_scope_separator(mut self, request_scope_separator: impl Into<String>) -> Self {
        self.request_scope_separator = Some(request_scope_separator.into());
        self
    }

    /// Whether connecting needs a scope.
    #[must_use]
    pub fn scopes_required(mut self, scopes_required: bool) -> Self {
        self.scopes_required = Some(scopes_required);
        self
    }

    /// Whether it needs a client secret.
    #[must_use]
    pub fn client_secret_required(mut self, client_secret_required: bool) -> Self {
        self.client_secret_required = Some(client_secret_required);
        self
    }

    /// Further parameters of the consent's URL.
    #[must_use]
    pub fn additional_authorization_parameters(
        mut self,
        additional_authorization_parameters: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.additional_authorization_parameters = Some(
            additional_authorization_parameters
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        );
        self
    }

    /// How the token request is encoded.
    #[must_use]
    pub fn token_body_content_type(mut self, token_body_content_type: impl Into<String>) -> Self {
        self.token_body_content_type = Some(token_body_content_type.into());
        self
    }

    /// How the integration proves itself.
    #[must_use]
    pub fn authenticate_via(mut self, authenticate_via: impl Into<AuthenticateVia>) -> Self {
        self.authenticate_via = Some(authenticate_via.into());
        self
    }
}

/// Changes of a custom provider.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct UpdateCustomProviderDefinition {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where users consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    /// Where codes are exchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// Where tokens are refreshed, if elsewhere.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub refresh_token_url: Patch<String>,
    /// Whether codes are bound by PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce_enabled: Option<bool>,
    /// What stands between scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_scope_separator: Option<String>,
    /// Whether connecting needs a scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes_required: Option<bool>,
    /// Whether it needs a client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_required: Option<bool>,
    /// Further parameters of the consent's URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_authorization_parameters: Option<BTreeMap<String, String>>,
    /// How the token request is encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_body_content_type: Option<String>,
    /// How the integration proves itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticate_via: Option<AuthenticateVia>,
}

impl UpdateCustomProviderDefinition {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            authorization_url: None,
            token_url: None,
            refresh_token_url: Default::default(),
            pkce_enabled: None,
            request_scope_separator: None,
            scopes_required: None,
            client_secret_required: None,
            additional_authorization_parameters: None,
            token_body_content_type: None,
            authenticate_via: None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Where users consent.
    #[must_use]
    pub fn authorization_url(mut self, authorization_url: impl Into<String>) -> Self {
        self.authorization_url = Some(authorization_url.into());
        self
    }

    /// Where codes are exchanged.
    #[must_use]
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        self.token_url = Some(token_url.into());
        self
    }

    /// Where tokens are refreshed, if elsewhere.
    #[must_use]
    pub fn refresh_token_url(mut self, refresh_token_url: impl Into<Patch<String>>) -> Self {
        self.refresh_token_url = refresh_token_url.into();
        self
    }

    /// Whether codes are bound by PKCE.
    #[must_use]
    pub fn pkce_enabled(mut self, pkce_enabled: bool) -> Self {
        self.pkce_enabled = Some(pkce_enabled);
        self
    }

    /// What stands between scopes.
    #[must_use]
    pub fn request_scope_separator(mut self, request_scope_separator: impl Into<String>) -> Self {
        self.request_scope_separator = Some(request_scope_separator.into());
        self
    }

    /// Whether connecting needs a scope.
    #[must_use]
    pub fn scopes_required(mut self, scopes_required: bool) -> Self {
        self.scopes_required = Some(scopes_required);
        self
    }

    /// Whether it needs a client secret.
    #[must_use]
    pub fn client_secret_required(mut self, client_secret_required: bool) -> Self {
        self.client_secret_required = Some(client_secret_required);
        self
    }

    /// Further parameters of the consent's URL.
    #[must_use]
    pub fn additional_authorization_parameters(
        mut self,
        additional_authorization_parameters: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.additional_authorization_parameters = Some(
            additional_authorization_parameters
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        );
        self
    }

    /// How the token request is encoded.
    #[must_use]
    pub fn token_body_content_type(mut self, token_body_content_type: impl Into<String>) -> Self {
        self.token_body_content_type = Some(token_body_content_type.into());
        self
    }

    /// How the integration proves itself.
    #[must_use]
    pub fn authenticate_via(mut self, authenticate_via: impl Into<AuthenticateVia>) -> Self {
        self.authenticate_via = Some(authenticate_via.into());
        self
    }
}

/// The account that a finished connection has saved.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FinishedConnection {
    /// The account.
    pub connected_account: ConnectedAccount,
}

#[cfg(feature = "test-util")]
impl FinishedConnection {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { connected_account: ConnectedAccount::example() }
    }
}

/// An account that was connected at a provider.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connected_account")]
#[non_exhaustive]
pub struct ConnectedAccount {
    /// Its id.
    pub id: ConnectedAccountId,
    /// Which of the owner's accounts there it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of it.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// A name that people recognise.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// Whose it is.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it was connected for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// What was granted.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// How it authenticates; by OAuth where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<AuthMethod>,
    /// The last four characters of its API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// The client id, of accounts by client credentials.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of its client secret.
    #[serde(default)]
    pub client_secret_last_4: Option<String>,
    /// Values of the provider's own settings.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub config: BTreeMap<String, String>,
    /// Whether it can be used.
    pub state: ConnectedAccountState,
    /// Why WorkOS put it into this state, if that is known.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// Who connected it.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// What the server did otherwise than it was asked, in answers to changes.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub warnings: Vec<Warning>,
    /// When it was connected.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectedAccount {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_installation_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            connection_role: Some(ConnectionRole::Compatibility),
            account_identifier: Some("octocat".to_owned()),
            account_display_name: Some("The Octocat".to_owned()),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            auth_method: Some(AuthMethod::Oauth),
            api_key_last_4: Some("cdef".to_owned()),
            client_id: Some("3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc".to_owned()),
            client_secret_last_4: Some("cdef".to_owned()),
            config: [("subdomain".to_owned(), "acme".to_owned())].into_iter().collect(),
            state: ConnectedAccountState::Connected,
            state_reason: Some(ConnectedAccountStateReason::EstablishingMemberMembershipEnded),
            established_by_user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            warnings: vec![Warning::example()],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// What the server did otherwise than it was asked.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Warning {
    /// Its code.
    pub code: WarningCode,
    /// The warning for people.
    pub message: String,
}

#[cfg(feature = "test-util")]
impl Warning {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            code: WarningCode::DuplicateAccountDisplayName,
            message: "Another account has this display name.".to_owned(),
        }
    }
}

/// A provider as an organization has configured it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "data_integration_configuration")]
#[non_exhaustive]
pub struct DataIntegrationConfiguration {
    /// The id of the data integration.
    pub id: DataIntegrationId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// The provider's slug.
    pub slug: String,
    /// The provider's name.
    pub name: String,
    /// Whether the organization may connect accounts.
    pub enabled: bool,
    /// The scopes that are asked for, the organization's or those of the data integration.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// The OAuth application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<ConfigurationCredentials>,
}

#[cfg(feature = "test-util")]
impl DataIntegrationConfiguration {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            organization_id: "org_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            slug: "github".to_owned(),
            name: "GitHub".to_owned(),
            enabled: true,
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            config: [("subdomain".to_owned(), "acme".to_owned())].into_iter().collect(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            credentials: Some(ConfigurationCredentials::example()),
        }
    }
}

/// The OAuth application that an organization connects accounts by.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConfigurationCredentials {
    /// Whose it is.
    pub credentials_type: CredentialsType,
    /// Whether the organization has set its own.
    pub has_credentials: bool,
    /// The organization's client id.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of the organization's client secret.
    #[serde(default)]
    pub client_secret_last_four: Option<String>,
    /// What the organization has to register at the provider, character for character.
    pub redirect_uri: String,
}

#[cfg(feature = "test-util")]
impl ConfigurationCredentials {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            credentials_type: CredentialsType::Custom,
            has_credentials: true,
            client_id: Some("client_01EHZNVPK3SFK441A1RGBFSHRT".to_owned()),
            client_secret_last_four: Some("1a2b".to_owned()),
            redirect_uri:
                "https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback"
                    .to_owned(),
        }
    }
}

/// A provider as a user or an organization sees it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "data_provider")]
#[non_exhaustive]
pub struct DataProvider {
    /// The id of the data integration.
    pub id: DataIntegrationId,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Its slug.
    pub slug: String,
    /// Its kind.
    pub integration_type: String,
    /// How it authenticates.
    pub credentials_type: String,
    /// The scopes that are asked for; empty where the provider's defaults are.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// How accounts authenticate.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub auth_methods: Vec<AuthMethod>,
    /// Who owns the accounts that are connected there. Older answers have `ownership` only; `owner()` reads
    /// both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_owner: Option<ConnectionOwner>,
    /// Who owns the accounts that are connected there.
    #[deprecated = "Use `owner()`, which reads `connection_owner` as well."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ownership: Option<ConnectionOwner>,
    /// The account that is connected, if any.
    #[serde(default)]
    pub connected_account: Option<ConnectedAccount>,
    /// All accounts that are connected, where the server tells more than one.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub connected_accounts: Vec<ConnectedAccount>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DataProvider {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    #[expect(deprecated, reason = "an example has every field")]
    pub fn example() -> Self {
        Self {
            id: "data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            name: "GitHub".to_owned(),
            description: Some("Connect your GitHub account to access repositories.".to_owned()),
            slug: "github".to_owned(),
            integration_type: "github".to_owned(),
            credentials_type: "oauth2".to_owned(),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            auth_methods: vec![AuthMethod::Oauth],
            connection_owner: Some(ConnectionOwner::User),
            ownership: Some(ConnectionOwner::User),
            connected_account: Some(ConnectedAccount::example()),
            connected_accounts: vec![ConnectedAccount::example()],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A fresh access token of a connected account. Use it now, and ask again next time.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AccessToken {
    /// The token.
    pub access_token: Secret,
    /// When it expires, if it does.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// What it may do.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// What the integration asks for and the user has not granted; authorize again to get it.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub missing_scopes: Vec<String>,
}

#[cfg(feature = "test-util")]
impl AccessToken {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            access_token: "gho_example".into(),
            expires_at: Some("2025-12-31T23:59:59.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            missing_scopes: vec![],
        }
    }
}

/// What acts for a connected account, of whatever kind. Use it now, and ask again next time.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Credential {
    /// What kind it is.
    pub auth_method: AuthMethod,
    /// The access token, or the API key.
    pub value: Secret,
    /// When it expires, if it does.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// What it may do; empty for API keys.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// What the integration asks for and was not granted.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub missing_scopes: Vec<String>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// What else the provider told, for instance the `instance_url` of Salesforce.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub metadata: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl Credential {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            auth_method: AuthMethod::Oauth,
            value: "gho_example".into(),
            expires_at: Some("2025-12-31T23:59:59.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            missing_scopes: vec![],
            config: [("subdomain".to_owned(), "acme".to_owned())].into_iter().collect(),
            metadata: [("instance_url".to_owned(), "https://acme.my.salesforce.com".into())]
                .into_iter()
                .collect(),
        }
    }
}

/// A connected account as events show it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connected_account")]
#[non_exhaustive]
pub struct EventAccount {
    /// Its id.
    pub id: ConnectedAccountId,
    /// The data integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_integration_id: Option<DataIntegrationId>,
    /// The provider's slug.
    pub provider_slug: String,
    /// Whose it is.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it was connected for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// What was granted.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub scopes: Vec<String>,
    /// Whether it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectedAccountState>,
    /// Which of the owner's accounts there it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of it.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// A name that people recognise.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// How it authenticates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<AuthMethod>,
    /// The last four characters of its API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// Who connected it.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// Why WorkOS put it into this state, if that is known.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// When it was connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl EventAccount {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_installation_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            data_integration_id: Some("data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            provider_slug: "github".to_owned(),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            state: Some(ConnectedAccountState::Connected),
            connection_role: Some(ConnectionRole::Compatibility),
            account_identifier: Some("octocat".to_owned()),
            account_display_name: Some("The Octocat".to_owned()),
            auth_method: Some(AuthMethod::Oauth),
            api_key_last_4: Some("cdef".to_owned()),
            established_by_user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            state_reason: Some(ConnectedAccountStateReason::EstablishingMemberMembershipEnded),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// An attempt to connect an account that failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_failed")]
#[non_exhaustive]
pub struct ConnectionFailure {
    /// The data integration.
    pub data_integration_id: DataIntegrationId,
    /// The provider's slug.
    pub provider_slug: String,
    /// Whose attempt it was.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it was for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The provider's own id of the account.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// Why it failed.
    pub error_code: ConnectErrorCode,
    /// The same, for people.
    #[serde(default)]
    pub error_reason: Option<String>,
    /// What the provider said.
    #[serde(default)]
    pub provider_error: Option<ConnectErrorCode>,
    /// The same, for people.
    #[serde(default)]
    pub provider_error_description: Option<String>,
    /// When it failed.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectionFailure {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            data_integration_id: "data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            provider_slug: "github".to_owned(),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            account_identifier: Some("octocat".to_owned()),
            error_code: ConnectErrorCode::AuthorizationCodeExchangeError,
            error_reason: Some("The authorization code has expired.".to_owned()),
            provider_error: Some(ConnectErrorCode::AccessDenied),
            provider_error_description: Some("The user denied the authorization request.".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}
