//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call, setters};
use workos_core::{ConnectedAccountId, OrganizationId, Patch, Secret, Timestamp, UserId};

use super::enums::{ConnectedAccountState, ConnectionIntent};
use super::hints::SHARED_HINTS;
use super::models::ConnectedAccount;

/// The accounts that organizations have connected at providers. Their members share them.
#[derive(Clone, Debug)]
pub struct OrganizationConnectedAccounts {
    pub(crate) client: Client,
}

impl OrganizationConnectedAccounts {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets an organization's connected account.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_connected_accounts: workos_pipes::OrganizationConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = organization_connected_accounts
    ///     .get("org_01EHZNVPK3SFK441A1RGBFSHRT", "github")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Set `connected_account_id` together with
    ///   `supports_multiple_connections(true)`.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   in which the account was connected.
    /// - 409 `account_selection_required` (`is_conflict()`): Set `connected_account_id` to the id of one
    ///   account: several accounts match. `data_providers.list_for_organization()` with
    ///   `supports_multiple_connections(true)` lists them.
    ///
    /// `GET /organizations/{organization_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsOrganizationController_getOrganizationDataInstallation")]
    #[doc(alias = "get_organization_connected_account")]
    pub fn get(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
    ) -> GetOrganizationConnectedAccount {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_CONNECTED_ACCOUNT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        GetOrganizationConnectedAccount { call }
    }

    /// Imports an account of an organization whose tokens you already have.
    ///
    /// An `access_token` that expires requires `expires_at` and `refresh_token`.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user who connects the account, a member of the organization.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_connected_accounts: workos_pipes::OrganizationConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = organization_connected_accounts
    ///     .create("org_01EHZNVPK3SFK441A1RGBFSHRT", "github", "user_01EHZNVPK3SFK441A1RGBFSHRT")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that organization, user and provider exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify that organization, user and provider exist in the environment of
    ///   this API key.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has the maximum number of accounts at the provider.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    /// - 409 (`is_conflict()`): Change the organization's existing account with
    ///   `organization_connected_accounts.update()`.
    /// - 422 `invalid_token_combination` (`is_invalid_request()`): Send `access_token`, `refresh_token` and
    ///   `expires_at` together for a token that expires, or `access_token` alone.
    /// - 422 `invalid_data_integration_state` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get_organization_owned()` and correct it: its `state` is not `valid`.
    /// - 422 `client_credentials_not_configured` (`is_invalid_request()`): Set client id and client secret
    ///   with `data_integrations.update_organization_owned()` first.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Read `errors()`: it names each field
    ///   that is refused.
    /// - 422 (`is_invalid_request()`): Send `expires_at` and `refresh_token` together with `access_token`
    ///   for a token that expires.
    ///
    /// `POST /organizations/{organization_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsOrganizationController_createOrganizationDataInstallation")]
    #[doc(alias = "create_organization_connected_account")]
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
    ) -> CreateOrganizationConnectedAccount {
        let mut call = Call::new(&self.client, &CREATE_ORGANIZATION_CONNECTED_ACCOUNT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        CreateOrganizationConnectedAccount {
            call,
            body: CreateOrganizationConnectedAccountBody {
                user_id: user_id.into(),
                access_token: None,
                refresh_token: None,
                expires_at: None,
                scopes: None,
                state: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
                connection_intent: None,
            },
        }
    }

    /// Updates the tokens, the scopes or the state of an organization's connected account. Fields that are
    /// not set stay unchanged.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user who connects the account, a member of the organization.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_connected_accounts: workos_pipes::OrganizationConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = organization_connected_accounts
    ///     .update("org_01EHZNVPK3SFK441A1RGBFSHRT", "github", "user_01EHZNVPK3SFK441A1RGBFSHRT")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Set `connected_account_id` together with
    ///   `supports_multiple_connections(true)`.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   in which the account was connected.
    /// - 409 `account_selection_required` (`is_conflict()`): Set `connected_account_id` to the id of one
    ///   account: several accounts match. `data_providers.list_for_organization()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `invalid_token_combination` (`is_invalid_request()`): Send `access_token`, `refresh_token` and
    ///   `expires_at` together for a token that expires, or `access_token` alone.
    /// - 422 `invalid_data_integration_state` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get_organization_owned()` and correct it: its `state` is not `valid`.
    /// - 422 `client_credentials_not_configured` (`is_invalid_request()`): Set client id and client secret
    ///   with `data_integrations.update_organization_owned()` first.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Read `errors()`: it names each field
    ///   that is refused.
    /// - 422 (`is_invalid_request()`): Send `expires_at` and `refresh_token` together with `access_token`
    ///   for a token that expires.
    ///
    /// `PUT /organizations/{organization_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsOrganizationController_updateOrganizationDataInstallation")]
    #[doc(alias = "update_organization_connected_account")]
    pub fn update(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
    ) -> UpdateOrganizationConnectedAccount {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION_CONNECTED_ACCOUNT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        UpdateOrganizationConnectedAccount {
            call,
            body: UpdateOrganizationConnectedAccountBody {
                user_id: user_id.into(),
                access_token: None,
                refresh_token: None,
                expires_at: None,
                scopes: None,
                state: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
            },
        }
    }

    /// Disconnects an organization's account. WorkOS deletes its tokens.
    ///
    /// The consent at the provider remains valid: revoke it at the provider.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_connected_accounts: workos_pipes::OrganizationConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// organization_connected_accounts.delete("org_01EHZNVPK3SFK441A1RGBFSHRT", "github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Set `connected_account_id` together with
    ///   `supports_multiple_connections(true)`.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   in which the account was connected.
    /// - 409 `account_selection_required` (`is_conflict()`): Set `connected_account_id` to the id of one
    ///   account: several accounts match. `data_providers.list_for_organization()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 503 `concurrent_request`: Wait for the other request that changes this account, then call `delete`
    ///   again.
    ///
    /// `DELETE /organizations/{organization_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsOrganizationController_deleteOrganizationDataInstallation")]
    #[doc(alias = "delete_organization_connected_account")]
    pub fn delete(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
    ) -> DeleteOrganizationConnectedAccount {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION_CONNECTED_ACCOUNT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        DeleteOrganizationConnectedAccount { call }
    }
}

call! {
    /// The call of [`OrganizationConnectedAccounts::get`].
    pub struct GetOrganizationConnectedAccount -> ConnectedAccount;
}

impl GetOrganizationConnectedAccount {
    /// Whether to consider all accounts at a provider instead of only the first.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// The id of the account, if there are several accounts at the provider.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }
}

static GET_ORGANIZATION_CONNECTED_ACCOUNT: Operation = Operation::new(
    "organization_connected_accounts.get",
    Method::GET,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.repeatable()
.hints(GET_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.with_default_hints(SHARED_HINTS);

const GET_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment in which the account \
         was connected.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Set `connected_account_id` to the id of one account: several accounts match. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
];

call! {
    /// The call of [`OrganizationConnectedAccounts::create`].
    pub struct CreateOrganizationConnectedAccount { body: CreateOrganizationConnectedAccountBody } -> ConnectedAccount;
}

setters! {
    CreateOrganizationConnectedAccount:
    /// The account's access token.
    access_token(impl Into<Secret>) = Some(access_token.into());
    /// The account's refresh token.
    refresh_token(impl Into<Secret>) = Some(refresh_token.into());
    /// The time at which the access token expires, if it expires.
    expires_at(impl Into<Timestamp>) = Some(expires_at.into());
    /// The granted scopes.
    scopes(impl IntoIterator<Item = impl Into<String>>) = Some(scopes.into_iter().map(Into::into).collect());
    /// Whether the account can be used. Default: derived from the tokens.
    state(impl Into<ConnectedAccountState>) = Some(state.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>) = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>) = account_identifier.into();
    /// `add` connects another account.
    connection_intent(impl Into<ConnectionIntent>) = Some(connection_intent.into());
}

impl CreateOrganizationConnectedAccount {
    /// An idempotency key for this change, for instance a random UUID. A call with a key is retried like a
    /// read after a lost connection, a timeout or a 5xx: for the same key and body, the server repeats its
    /// first response. The same key with another body gives a 409 with the code `idempotency_key_conflict`.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY);
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateOrganizationConnectedAccountBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    refresh_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ConnectedAccountState>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_intent: Option<ConnectionIntent>,
}

static CREATE_ORGANIZATION_CONNECTED_ACCOUNT: Operation = Operation::new(
    "organization_connected_accounts.create",
    Method::POST,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.with_default_hints(SHARED_HINTS);

/// The same operation with an idempotency key, so that it is repeatable.
static CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY: Operation = Operation::new(
    "organization_connected_accounts.create",
    Method::POST,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.with_default_hints(SHARED_HINTS)
.repeatable();

const CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(
        404,
        Some("entity_not_found"),
        "Verify that organization, user and provider exist in the environment of this API key.",
    ),
    Hint::new(
        404,
        None,
        "Verify that organization, user and provider exist in the environment of this API key.",
    ),
    Hint::new(
        409,
        None,
        "Change the organization\'s existing account with `organization_connected_accounts.update()`.",
    ),
    Hint::new(
        422,
        Some("invalid_data_integration_state"),
        "Read the integration with `data_integrations.get_organization_owned()` and correct it: its \
         `state` is not `valid`.",
    ),
    Hint::new(
        422,
        Some("client_credentials_not_configured"),
        "Set client id and client secret with `data_integrations.update_organization_owned()` first.",
    ),
    Hint::new(
        422,
        None,
        "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.",
    ),
];

call! {
    /// The call of [`OrganizationConnectedAccounts::update`].
    pub struct UpdateOrganizationConnectedAccount { body: UpdateOrganizationConnectedAccountBody } -> ConnectedAccount;
}

setters! {
    UpdateOrganizationConnectedAccount:
    /// The account's access token.
    access_token(impl Into<Secret>) = Some(access_token.into());
    /// The account's refresh token.
    refresh_token(impl Into<Secret>) = Some(refresh_token.into());
    /// The time at which the access token expires, if it expires.
    expires_at(impl Into<Timestamp>) = Some(expires_at.into());
    /// The granted scopes.
    scopes(impl IntoIterator<Item = impl Into<String>>) = Some(scopes.into_iter().map(Into::into).collect());
    /// Whether the account can be used. Default: derived from the tokens.
    state(impl Into<ConnectedAccountState>) = Some(state.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>) = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>) = account_identifier.into();
}

impl UpdateOrganizationConnectedAccount {
    /// Whether to consider all accounts at a provider instead of only the first.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// The id of the account, if there are several accounts at the provider.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }

    /// `reauthorize`, together with `connected_account_id`, updates exactly that account.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.call.query("connection_intent", connection_intent.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateOrganizationConnectedAccountBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    refresh_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ConnectedAccountState>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
}

static UPDATE_ORGANIZATION_CONNECTED_ACCOUNT: Operation = Operation::new(
    "organization_connected_accounts.update",
    Method::PUT,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(UPDATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.with_default_hints(SHARED_HINTS);

const UPDATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment in which the account \
         was connected.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Set `connected_account_id` to the id of one account: several accounts match. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        422,
        Some("invalid_data_integration_state"),
        "Read the integration with `data_integrations.get_organization_owned()` and correct it: its \
         `state` is not `valid`.",
    ),
    Hint::new(
        422,
        Some("client_credentials_not_configured"),
        "Set client id and client secret with `data_integrations.update_organization_owned()` first.",
    ),
    Hint::new(
        422,
        None,
        "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.",
    ),
];

call! {
    /// The call of [`OrganizationConnectedAccounts::delete`].
    pub struct DeleteOrganizationConnectedAccount -> ();
}

impl DeleteOrganizationConnectedAccount {
    /// Whether to consider all accounts at a provider instead of only the first.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// The id of the account, if there are several accounts at the provider.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }
}

static DELETE_ORGANIZATION_CONNECTED_ACCOUNT: Operation = Operation::new(
    "organization_connected_accounts.delete",
    Method::DELETE,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.hints(DELETE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.with_default_hints(SHARED_HINTS);

const DELETE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment in which the account \
         was connected.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Set `connected_account_id` to the id of one account: several accounts match. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
];
