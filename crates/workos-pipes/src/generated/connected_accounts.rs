//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{ConnectedAccountId, OrganizationId, Patch, Secret, Timestamp, UserId};

use super::enums::{ConnectedAccountState, ConnectionIntent};
use super::hints::SHARED_HINTS;
use super::models::ConnectedAccount;

/// The accounts that users have connected at providers.
///
/// An account is identified by its user, the provider's slug and, if it was connected for an
/// organization, the organization. A user's account with an organization and the account without an
/// organization are different accounts.
#[derive(Clone, Debug)]
pub struct ConnectedAccounts {
    pub(crate) client: Client,
}

impl ConnectedAccounts {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets a user's connected account.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     connected_accounts: workos_pipes::ConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = connected_accounts
    ///     .get("user_01EHZNVPK3SFK441A1RGBFSHRT", "github")
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
    ///   account: several accounts match. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    ///
    /// `GET /user_management/users/{user_id}/connected_accounts/{slug}`,
    /// <https://workos.com/docs/reference/pipes/connected-account>
    #[doc(alias(
        "DataIntegrationsUserManagementController_getUserDataInstallation",
        "get_connected_account"
    ))]
    pub fn get(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> GetConnectedAccount {
        let mut call = Call::new(&self.client, &GET_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        GetConnectedAccount { call }
    }

    /// Imports an account whose tokens you already have. WorkOS refreshes the tokens from now on.
    ///
    /// An `access_token` that expires requires `expires_at` and `refresh_token`. Without tokens, the user
    /// has to authorize again.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// use workos_pipes::ConnectedAccountState;
    ///
    /// # async fn example(
    /// #     connected_accounts: workos_pipes::ConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = connected_accounts
    ///     .create("user_01EHZNVPK3SFK441A1RGBFSHRT", "github")
    ///     .state(ConnectedAccountState::Connected)
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
    /// - 404 (`is_not_found()`): Verify that user, organization and provider exist in the environment of
    ///   this API key.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has the maximum number of accounts at the provider.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    /// - 409 (`is_conflict()`): Change the user's existing account with `connected_accounts.update()`.
    /// - 422 `invalid_refresh_token` (`is_invalid_request()`): Send the latest refresh token of the
    ///   provider: the provider refused this one.
    /// - 422 `invalid_token_combination` (`is_invalid_request()`): Send `access_token`, `refresh_token` and
    ///   `expires_at` together for a token that expires, or `access_token` alone.
    /// - 422 `invalid_data_integration_state` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get()` and correct it: its `state` is not `valid`.
    /// - 422 `client_credentials_not_configured` (`is_invalid_request()`): Set client id and client secret
    ///   of the integration with `data_integrations.update()` first.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Read `errors()`: it names each field
    ///   that is refused.
    /// - 422 (`is_invalid_request()`): Send `expires_at` and `refresh_token` together with `access_token`
    ///   for a token that expires.
    ///
    /// `POST /user_management/users/{user_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsUserManagementController_createUserDataInstallation")]
    #[doc(alias = "create_connected_account")]
    pub fn create(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> CreateConnectedAccount {
        let mut call = Call::new(&self.client, &CREATE_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        let body = CreateConnectedAccountBody::new();
        CreateConnectedAccount { call, body }
    }

    /// Updates the tokens, the scopes or the state of a user's connected account. Fields that are not set
    /// stay unchanged.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// use workos_pipes::ConnectedAccountState;
    ///
    /// # async fn example(
    /// #     connected_accounts: workos_pipes::ConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = connected_accounts
    ///     .update("user_01EHZNVPK3SFK441A1RGBFSHRT", "github")
    ///     .state(ConnectedAccountState::Connected)
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
    ///   account: several accounts match. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `invalid_refresh_token` (`is_invalid_request()`): Send the latest refresh token of the
    ///   provider: the provider refused this one.
    /// - 422 `invalid_token_combination` (`is_invalid_request()`): Send `access_token`, `refresh_token` and
    ///   `expires_at` together for a token that expires, or `access_token` alone.
    /// - 422 `invalid_data_integration_state` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get()` and correct it: its `state` is not `valid`.
    /// - 422 `client_credentials_not_configured` (`is_invalid_request()`): Set client id and client secret
    ///   of the integration with `data_integrations.update()` first.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Read `errors()`: it names each field
    ///   that is refused.
    /// - 422 (`is_invalid_request()`): Send `expires_at` and `refresh_token` together with `access_token`
    ///   for a token that expires.
    ///
    /// `PUT /user_management/users/{user_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsUserManagementController_updateUserDataInstallation")]
    #[doc(alias = "update_connected_account")]
    pub fn update(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> UpdateConnectedAccount {
        let mut call = Call::new(&self.client, &UPDATE_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        let body = UpdateConnectedAccountBody::new();
        UpdateConnectedAccount { call, body }
    }

    /// Disconnects a user's account. WorkOS deletes its tokens.
    ///
    /// The consent at the provider remains valid: users revoke it at the provider. If you use a
    /// `TokenSource`, call its `forget` too.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     connected_accounts: workos_pipes::ConnectedAccounts,
    /// # ) -> Result<(), workos_client::Error> {
    /// connected_accounts.delete("user_01EHZNVPK3SFK441A1RGBFSHRT", "github").send().await?;
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
    ///   account: several accounts match. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 503 `concurrent_request`: Wait for the other request that changes this account, then call `delete`
    ///   again.
    ///
    /// `DELETE /user_management/users/{user_id}/connected_accounts/{slug}`
    #[doc(alias = "DataIntegrationsUserManagementController_deleteUserDataInstallation")]
    #[doc(alias = "delete_connected_account")]
    pub fn delete(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> DeleteConnectedAccount {
        let mut call = Call::new(&self.client, &DELETE_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        DeleteConnectedAccount { call }
    }
}

call! {
    /// The call of [`ConnectedAccounts::get`].
    pub struct GetConnectedAccount -> ConnectedAccount;
}

setters! {
    GetConnectedAccount:
    /// The organization that the account was connected for. Without it, the call uses the account without
    /// an organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>) => |call|
        call.query("connected_account_id", connected_account_id.into());
}

operation! {
    static GET_CONNECTED_ACCOUNT =
        Operation::new("connected_accounts.get", Method::GET, "/user_management/users/{user_id}/connected_accounts/{slug}")
            .repeatable().with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
}

call! {
    /// The call of [`ConnectedAccounts::create`].
    pub struct CreateConnectedAccount { body: CreateConnectedAccountBody } -> ConnectedAccount;
}

body! {
    struct CreateConnectedAccountBody of CreateConnectedAccount;
    /// The account's access token.
    access_token(impl Into<Secret>): Option<Secret> as secret = Some(access_token.into());
    /// The account's refresh token.
    refresh_token(impl Into<Secret>): Option<Secret> as secret = Some(refresh_token.into());
    /// The time at which the access token expires, if it expires.
    expires_at(impl Into<Timestamp>): Option<Timestamp> = Some(expires_at.into());
    /// The granted scopes.
    scopes(impl IntoIterator<Item = impl Into<String>>): Option<Vec<String>> =
        Some(scopes.into_iter().map(Into::into).collect());
    /// Whether the account can be used. Default: derived from the tokens.
    state(impl Into<ConnectedAccountState>): Option<ConnectedAccountState> = Some(state.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
    /// `add` connects another account.
    connection_intent(impl Into<ConnectionIntent>): Option<ConnectionIntent> = Some(connection_intent.into());
}

setters! {
    CreateConnectedAccount:
    /// The organization that the account was connected for. Without it, the call uses the account without
    /// an organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// An idempotency key for this change, for instance a random UUID. A call with a key is retried like a
    /// read after a lost connection, a timeout or a 5xx: for the same key and body, the server repeats its
    /// first response. The same key with another body gives a 409 with the code `idempotency_key_conflict`.
    idempotency_key(impl AsRef<str>) => |call| {
        call.idempotency_key(idempotency_key.as_ref());
        call.repeatable_as(&CREATE_CONNECTED_ACCOUNT_WITH_KEY);
    };
}

operation! {
    static CREATE_CONNECTED_ACCOUNT, CREATE_CONNECTED_ACCOUNT_WITH_KEY =
        Operation::new("connected_accounts.create", Method::POST, "/user_management/users/{user_id}/connected_accounts/{slug}")
            .with_secret_fields(&["access_token", "refresh_token"]).with_default_hints(SHARED_HINTS);
    404 => "Verify that user, organization and provider exist in the environment of this API key.";
    409 => "Change the user's existing account with `connected_accounts.update()`.";
    422 => "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.";
}

call! {
    /// The call of [`ConnectedAccounts::update`].
    pub struct UpdateConnectedAccount { body: UpdateConnectedAccountBody } -> ConnectedAccount;
}

body! {
    struct UpdateConnectedAccountBody of UpdateConnectedAccount;
    /// The account's access token.
    access_token(impl Into<Secret>): Option<Secret> as secret = Some(access_token.into());
    /// The account's refresh token.
    refresh_token(impl Into<Secret>): Option<Secret> as secret = Some(refresh_token.into());
    /// The time at which the access token expires, if it expires.
    expires_at(impl Into<Timestamp>): Option<Timestamp> = Some(expires_at.into());
    /// The granted scopes.
    scopes(impl IntoIterator<Item = impl Into<String>>): Option<Vec<String>> =
        Some(scopes.into_iter().map(Into::into).collect());
    /// Whether the account can be used. Default: derived from the tokens.
    state(impl Into<ConnectedAccountState>): Option<ConnectedAccountState> = Some(state.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
}

setters! {
    UpdateConnectedAccount:
    /// The organization that the account was connected for. Without it, the call uses the account without
    /// an organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>) => |call|
        call.query("connected_account_id", connected_account_id.into());
    /// `reauthorize`, together with `connected_account_id`, updates exactly that account.
    connection_intent(impl Into<ConnectionIntent>) => |call|
        call.query("connection_intent", connection_intent.into());
}

operation! {
    static UPDATE_CONNECTED_ACCOUNT =
        Operation::new("connected_accounts.update", Method::PUT, "/user_management/users/{user_id}/connected_accounts/{slug}")
            .with_secret_fields(&["access_token", "refresh_token"]).with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
    422 => "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.";
}

call! {
    /// The call of [`ConnectedAccounts::delete`].
    pub struct DeleteConnectedAccount -> ();
}

setters! {
    DeleteConnectedAccount:
    /// The organization that the account was connected for. Without it, the call uses the account without
    /// an organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>) => |call|
        call.query("connected_account_id", connected_account_id.into());
}

operation! {
    static DELETE_CONNECTED_ACCOUNT =
        Operation::new("connected_accounts.delete", Method::DELETE, "/user_management/users/{user_id}/connected_accounts/{slug}")
            .with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
}
