//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use workos_core::{ConnectedAccountId, DataIntegrationId, OrganizationId, Patch, Secret, Timestamp, UserId};

use super::enums::{
    AuthMethod, AuthenticateVia, ConnectErrorCode, ConnectedAccountState, ConnectedAccountStateReason,
    ConnectionOwner, ConnectionRole, CredentialsType, DataIntegrationState, WarningCode,
};

/// A provider at which accounts can be connected.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "data_integration")]
#[non_exhaustive]
pub struct DataIntegration {
    /// The id of the data integration.
    pub id: DataIntegrationId,
    /// The provider's slug.
    pub slug: String,
    /// The type of the provider. For custom providers, it differs from the slug.
    pub integration_type: String,
    /// The owner of the accounts: users or organizations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ownership: Option<ConnectionOwner>,
    /// A description for users; the consent page shows it.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether accounts can be connected.
    pub enabled: bool,
    /// Whether the setup of the integration is valid.
    pub state: DataIntegrationState,
    /// The requested scopes; empty if the provider's default scopes are used.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The redirect URI to register at the provider, character for character.
    pub redirect_uri: String,
    /// The authentication methods of accounts.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub auth_methods: Vec<AuthMethod>,
    /// The OAuth application, for integrations with OAuth.
    #[serde(default)]
    pub credentials: Option<DataIntegrationCredentials>,
    /// The account that was connected together with the integration; only in the response to `create`.
    #[serde(default)]
    pub installation: Option<Installation>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// The definition of the provider, if it is a custom provider.
    #[serde(default)]
    pub custom_provider: Option<CustomProvider>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DataIntegration {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The owner of the application.
    #[serde(rename = "type")]
    pub kind: CredentialsType,
    /// The client id of the application.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of the client secret of the application.
    #[serde(default)]
    pub redacted_client_secret: Option<String>,
}

#[cfg(feature = "test-util")]
impl DataIntegrationCredentials {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: CredentialsType::Custom,
            client_id: Some("Iv1.abc123".to_owned()),
            redacted_client_secret: Some("6789".to_owned()),
        }
    }
}

/// The account that was connected when the integration was created.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Installation {
    /// The id of the account.
    pub id: ConnectedAccountId,
    /// The role of the account among its owner's accounts at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of the account.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The display name.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// The user that the account belongs to.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account is for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The last four characters of the API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
}

#[cfg(feature = "test-util")]
impl Installation {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A custom provider that you defined.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CustomProvider {
    /// The name of the provider.
    pub name: String,
    /// The URL at which users consent.
    #[serde(default)]
    pub authorization_url: Option<String>,
    /// The URL at which codes are exchanged.
    #[serde(default)]
    pub token_url: Option<String>,
    /// The URL at which tokens are refreshed, if it is different.
    #[serde(default)]
    pub refresh_token_url: Option<String>,
    /// Whether the authorization uses PKCE.
    pub pkce_enabled: bool,
    /// The separator between scopes.
    pub request_scope_separator: String,
    /// Whether connecting requires a scope.
    pub scopes_required: bool,
    /// Whether the provider requires a client secret.
    pub client_secret_required: bool,
    /// Additional parameters of the authorization URL.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub additional_authorization_parameters: BTreeMap<String, String>,
    /// The content type of the token request.
    pub token_body_content_type: String,
    /// The authentication method of the integration.
    pub authenticate_via: AuthenticateVia,
}

#[cfg(feature = "test-util")]
impl CustomProvider {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The OAuth application that an integration uses; see `custom` and `organization`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct IntegrationCredentials {
    /// The owner of the application.
    #[serde(rename = "type")]
    pub kind: CredentialsType,
    /// The client id of your own application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret of your own application.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    pub client_secret: Option<Secret>,
}

impl IntegrationCredentials {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(kind: impl Into<CredentialsType>) -> Self {
        Self { kind: kind.into(), client_id: None, client_secret: None }
    }

    /// The client id of your own application.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// The client secret of your own application.
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
    #[serde(serialize_with = "workos_core::expose")]
    pub secret: Secret,
    /// The user that the account belongs to.
    pub user_id: UserId,
    /// The organization that the account is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
}

impl ApiKeyInstallation {
    /// Creates a value with the required fields.
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

/// The definition of a provider that WorkOS does not know.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CustomProviderDefinition {
    /// The name of the provider.
    pub name: String,
    /// The URL at which users consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    /// The URL at which codes are exchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// The URL at which tokens are refreshed, if it is different.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub refresh_token_url: Patch<String>,
    /// Whether the authorization uses PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce_enabled: Option<bool>,
    /// The separator between scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_scope_separator: Option<String>,
    /// Whether connecting requires a scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes_required: Option<bool>,
    /// Whether the provider requires a client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_required: Option<bool>,
    /// Additional parameters of the authorization URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_authorization_parameters: Option<BTreeMap<String, String>>,
    /// The content type of the token request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_body_content_type: Option<String>,
    /// The authentication method of the integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticate_via: Option<AuthenticateVia>,
}

impl CustomProviderDefinition {
    /// Creates a value with the required fields.
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

    /// The URL at which users consent.
    #[must_use]
    pub fn authorization_url(mut self, authorization_url: impl Into<String>) -> Self {
        self.authorization_url = Some(authorization_url.into());
        self
    }

    /// The URL at which codes are exchanged.
    #[must_use]
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        self.token_url = Some(token_url.into());
        self
    }

    /// The URL at which tokens are refreshed, if it is different.
    #[must_use]
    pub fn refresh_token_url(mut self, refresh_token_url: impl Into<Patch<String>>) -> Self {
        self.refresh_token_url = refresh_token_url.into();
        self
    }

    /// Whether the authorization uses PKCE.
    #[must_use]
    pub fn pkce_enabled(mut self, pkce_enabled: bool) -> Self {
        self.pkce_enabled = Some(pkce_enabled);
        self
    }

    /// The separator between scopes.
    #[must_use]
    pub fn request_scope_separator(mut self, request_scope_separator: impl Into<String>) -> Self {
        self.request_scope_separator = Some(request_scope_separator.into());
        self
    }

    /// Whether connecting requires a scope.
    #[must_use]
    pub fn scopes_required(mut self, scopes_required: bool) -> Self {
        self.scopes_required = Some(scopes_required);
        self
    }

    /// Whether the provider requires a client secret.
    #[must_use]
    pub fn client_secret_required(mut self, client_secret_required: bool) -> Self {
        self.client_secret_required = Some(client_secret_required);
        self
    }

    /// Additional parameters of the authorization URL.
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

    /// The content type of the token request.
    #[must_use]
    pub fn token_body_content_type(mut self, token_body_content_type: impl Into<String>) -> Self {
        self.token_body_content_type = Some(token_body_content_type.into());
        self
    }

    /// The authentication method of the integration.
    #[must_use]
    pub fn authenticate_via(mut self, authenticate_via: impl Into<AuthenticateVia>) -> Self {
        self.authenticate_via = Some(authenticate_via.into());
        self
    }
}

/// Changes to a custom provider.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct UpdateCustomProviderDefinition {
    /// The name of the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The URL at which users consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    /// The URL at which codes are exchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// The URL at which tokens are refreshed, if it is different.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub refresh_token_url: Patch<String>,
    /// Whether the authorization uses PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce_enabled: Option<bool>,
    /// The separator between scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_scope_separator: Option<String>,
    /// Whether connecting requires a scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes_required: Option<bool>,
    /// Whether the provider requires a client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_required: Option<bool>,
    /// Additional parameters of the authorization URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_authorization_parameters: Option<BTreeMap<String, String>>,
    /// The content type of the token request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_body_content_type: Option<String>,
    /// The authentication method of the integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticate_via: Option<AuthenticateVia>,
}

impl UpdateCustomProviderDefinition {
    /// Creates a value with the required fields.
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

    /// The name of the provider.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The URL at which users consent.
    #[must_use]
    pub fn authorization_url(mut self, authorization_url: impl Into<String>) -> Self {
        self.authorization_url = Some(authorization_url.into());
        self
    }

    /// The URL at which codes are exchanged.
    #[must_use]
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        self.token_url = Some(token_url.into());
        self
    }

    /// The URL at which tokens are refreshed, if it is different.
    #[must_use]
    pub fn refresh_token_url(mut self, refresh_token_url: impl Into<Patch<String>>) -> Self {
        self.refresh_token_url = refresh_token_url.into();
        self
    }

    /// Whether the authorization uses PKCE.
    #[must_use]
    pub fn pkce_enabled(mut self, pkce_enabled: bool) -> Self {
        self.pkce_enabled = Some(pkce_enabled);
        self
    }

    /// The separator between scopes.
    #[must_use]
    pub fn request_scope_separator(mut self, request_scope_separator: impl Into<String>) -> Self {
        self.request_scope_separator = Some(request_scope_separator.into());
        self
    }

    /// Whether connecting requires a scope.
    #[must_use]
    pub fn scopes_required(mut self, scopes_required: bool) -> Self {
        self.scopes_required = Some(scopes_required);
        self
    }

    /// Whether the provider requires a client secret.
    #[must_use]
    pub fn client_secret_required(mut self, client_secret_required: bool) -> Self {
        self.client_secret_required = Some(client_secret_required);
        self
    }

    /// Additional parameters of the authorization URL.
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

    /// The content type of the token request.
    #[must_use]
    pub fn token_body_content_type(mut self, token_body_content_type: impl Into<String>) -> Self {
        self.token_body_content_type = Some(token_body_content_type.into());
        self
    }

    /// The authentication method of the integration.
    #[must_use]
    pub fn authenticate_via(mut self, authenticate_via: impl Into<AuthenticateVia>) -> Self {
        self.authenticate_via = Some(authenticate_via.into());
        self
    }
}

/// The account that was saved when the connection was finished.
#[doc(alias = "DataIntegrationFinishConnectionResponse")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FinishedConnection {
    /// The account.
    pub connected_account: ConnectedAccount,
}

#[cfg(feature = "test-util")]
impl FinishedConnection {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { connected_account: ConnectedAccount::example() }
    }
}

/// An account that was connected at a provider.
#[doc(alias = "DataIntegrationsListResponseDataConnectedAccount")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connected_account")]
#[non_exhaustive]
pub struct ConnectedAccount {
    /// The id of the account.
    pub id: ConnectedAccountId,
    /// The role of the account among its owner's accounts at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of the account.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The display name.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// The user that the account belongs to.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account was connected for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The granted scopes.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The authentication method of the account; OAuth if it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<AuthMethod>,
    /// The last four characters of the API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// The client id, for accounts with client credentials.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of the client secret.
    #[serde(default)]
    pub client_secret_last_4: Option<String>,
    /// Values of the provider's own settings.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub config: BTreeMap<String, String>,
    /// Whether the account can be used.
    pub state: ConnectedAccountState,
    /// The reason why WorkOS changed the state, if it is known.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// The user who connected the account.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// The differences between the requested and the actual change; only in responses to changes.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub warnings: Vec<Warning>,
    /// The time at which the account was connected.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectedAccount {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A difference between a requested and an actual change.
#[doc(alias = "ConnectedAccountWarning")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Warning {
    /// The code of the warning.
    pub code: WarningCode,
    /// The warning for people.
    pub message: String,
}

#[cfg(feature = "test-util")]
impl Warning {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            code: WarningCode::DuplicateAccountDisplayName,
            message: "Another account has this display name.".to_owned(),
        }
    }
}

/// An organization's configuration of a provider.
#[doc(alias = "DataIntegrationConfigurationResponse")]
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
    /// The name of the provider.
    pub name: String,
    /// Whether the organization may connect accounts.
    pub enabled: bool,
    /// The requested scopes: the scopes of the organization or of the data integration.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
    /// The OAuth application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<ConfigurationCredentials>,
}

#[cfg(feature = "test-util")]
impl DataIntegrationConfiguration {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The OAuth application with which an organization connects accounts.
#[doc(alias = "DataIntegrationCredentials")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConfigurationCredentials {
    /// The owner of the application.
    pub credentials_type: CredentialsType,
    /// Whether the organization has set its own application.
    pub has_credentials: bool,
    /// The organization's client id.
    #[serde(default)]
    pub client_id: Option<String>,
    /// The last four characters of the organization's client secret.
    #[serde(default)]
    pub client_secret_last_four: Option<String>,
    /// The redirect URI that the organization must register at the provider, character for character.
    pub redirect_uri: String,
}

#[cfg(feature = "test-util")]
impl ConfigurationCredentials {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A provider that a user or an organization can connect to.
#[doc(alias = "DataIntegrationsListResponseData")]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "data_provider")]
#[non_exhaustive]
pub struct DataProvider {
    /// The id of the data integration.
    pub id: DataIntegrationId,
    /// The name of the provider.
    pub name: String,
    /// A description of the provider.
    #[serde(default)]
    pub description: Option<String>,
    /// The slug of the provider.
    pub slug: String,
    /// The type of the provider.
    pub integration_type: String,
    /// The authentication method.
    pub credentials_type: String,
    /// The requested scopes; empty if the provider's default scopes are used.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The authentication methods of accounts.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub auth_methods: Vec<AuthMethod>,
    /// The owner of the accounts at the provider. Older responses have only `ownership`; `owner()` reads
    /// both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_owner: Option<ConnectionOwner>,
    /// The owner of the accounts at the provider.
    #[deprecated = "Use `owner()`, which reads `connection_owner` too."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ownership: Option<ConnectionOwner>,
    /// The connected account, if there is one.
    #[serde(default)]
    pub connected_account: Option<ConnectedAccount>,
    /// All connected accounts, if the server lists more than one.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub connected_accounts: Vec<ConnectedAccount>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DataProvider {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A fresh access token of a connected account. Use it now, and request a new one for the next use.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AccessToken {
    /// The token.
    pub access_token: Secret,
    /// The time at which the token expires, if it expires.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// The granted scopes.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The scopes that the integration requests and the user has not granted. To get them, let the user
    /// authorize again.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub missing_scopes: Vec<String>,
}

#[cfg(feature = "test-util")]
impl AccessToken {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A credential of a connected account: an OAuth token, an API key, or a token from client credentials.
/// Use it now, and request a new one for the next use.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Credential {
    /// The authentication method, which says what kind of credential this is.
    pub auth_method: AuthMethod,
    /// The access token, or the API key.
    pub value: Secret,
    /// The time at which the credential expires, if it expires.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// The granted scopes; empty for API keys.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The scopes that the integration requests and that were not granted.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub missing_scopes: Vec<String>,
    /// Values of the provider's own settings.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub config: BTreeMap<String, String>,
    /// Additional values from the provider, for instance the `instance_url` of Salesforce.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub metadata: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl Credential {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A connected account in an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connected_account")]
#[non_exhaustive]
pub struct EventAccount {
    /// The id of the account.
    pub id: ConnectedAccountId,
    /// The data integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_integration_id: Option<DataIntegrationId>,
    /// The provider's slug.
    pub provider_slug: String,
    /// The user that the account belongs to.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account was connected for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The granted scopes.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub scopes: Vec<String>,
    /// Whether the account can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectedAccountState>,
    /// The role of the account among its owner's accounts at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectionRole>,
    /// The provider's own id of the account.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The display name.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// The authentication method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<AuthMethod>,
    /// The last four characters of the API key.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// The user who connected the account.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// The reason why WorkOS changed the state, if it is known.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// The time at which the account was connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl EventAccount {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A failed attempt to connect an account.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_failed")]
#[non_exhaustive]
pub struct ConnectionFailure {
    /// The data integration.
    pub data_integration_id: DataIntegrationId,
    /// The provider's slug.
    pub provider_slug: String,
    /// The user who tried to connect the account.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account was for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The provider's own id of the account.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The error code.
    pub error_code: ConnectErrorCode,
    /// The error message for people.
    #[serde(default)]
    pub error_reason: Option<String>,
    /// The provider's error code.
    #[serde(default)]
    pub provider_error: Option<ConnectErrorCode>,
    /// The provider's error message for people.
    #[serde(default)]
    pub provider_error_description: Option<String>,
    /// The time of the failure.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectionFailure {
    /// Returns the example of the contract, to be adjusted in a test.
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
