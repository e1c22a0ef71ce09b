//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
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
        let body = CreateOrganizationConnectedAccountBody::new(user_id.into());
        CreateOrganizationConnectedAccount { call, body }
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
        let body = UpdateOrganizationConnectedAccountBody::new(user_id.into());
        UpdateOrganizationConnectedAccount { call, body }
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

setters! {
    GetOrganizationConnectedAccount:
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>) => |call|
        call.query("connected_account_id", connected_account_id.into());
}

operation! {
    static GET_ORGANIZATION_CONNECTED_ACCOUNT =
        Operation::new("organization_connected_accounts.get", Method::GET, "/organizations/{organization_id}/connected_accounts/{slug}")
            .repeatable().with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
    409 "account_selection_required" => "Set `connected_account_id` to the id of one account: several accounts match. `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.";
}

call! {
    /// The call of [`OrganizationConnectedAccounts::create`].
    pub struct CreateOrganizationConnectedAccount { body: CreateOrganizationConnectedAccountBody } -> ConnectedAccount;
}

body! {
    struct CreateOrganizationConnectedAccountBody of CreateOrganizationConnectedAccount;
    user_id: UserId = required;
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
    CreateOrganizationConnectedAccount:
    /// An idempotency key for this change, for instance a random UUID. A call with a key is retried like a
    /// read after a lost connection, a timeout or a 5xx: for the same key and body, the server repeats its
    /// first response. The same key with another body gives a 409 with the code `idempotency_key_conflict`.
    idempotency_key(impl AsRef<str>) => |call| {
        call.idempotency_key(idempotency_key.as_ref());
        call.repeatable_as(&CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY);
    };
}

operation! {
    static CREATE_ORGANIZATION_CONNECTED_ACCOUNT, CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY =
        Operation::new("organization_connected_accounts.create", Method::POST, "/organizations/{organization_id}/connected_accounts/{slug}")
            .with_secret_fields(&["access_token", "refresh_token"]).with_default_hints(SHARED_HINTS);
    404 "entity_not_found" => "Verify that organization, user and provider exist in the environment of this API key.";
    404 => "Verify that organization, user and provider exist in the environment of this API key.";
    409 => "Change the organization's existing account with `organization_connected_accounts.update()`.";
    422 "invalid_data_integration_state" => "Read the integration with `data_integrations.get_organization_owned()` and correct it: its `state` is not `valid`.";
    422 "client_credentials_not_configured" => "Set client id and client secret with `data_integrations.update_organization_owned()` first.";
    422 => "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.";
}

call! {
    /// The call of [`OrganizationConnectedAccounts::update`].
    pub struct UpdateOrganizationConnectedAccount { body: UpdateOrganizationConnectedAccountBody } -> ConnectedAccount;
}

body! {
    struct UpdateOrganizationConnectedAccountBody of UpdateOrganizationConnectedAccount;
    user_id: UserId = required;
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
    UpdateOrganizationConnectedAccount:
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
    static UPDATE_ORGANIZATION_CONNECTED_ACCOUNT =
        Operation::new("organization_connected_accounts.update", Method::PUT, "/organizations/{organization_id}/connected_accounts/{slug}")
            .with_secret_fields(&["access_token", "refresh_token"]).with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
    409 "account_selection_required" => "Set `connected_account_id` to the id of one account: several accounts match. `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.";
    422 "invalid_data_integration_state" => "Read the integration with `data_integrations.get_organization_owned()` and correct it: its `state` is not `valid`.";
    422 "client_credentials_not_configured" => "Set client id and client secret with `data_integrations.update_organization_owned()` first.";
    422 => "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.";
}

call! {
    /// The call of [`OrganizationConnectedAccounts::delete`].
    pub struct DeleteOrganizationConnectedAccount -> ();
}

setters! {
    DeleteOrganizationConnectedAccount:
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>) => |call|
        call.query("connected_account_id", connected_account_id.into());
}

operation! {
    static DELETE_ORGANIZATION_CONNECTED_ACCOUNT =
        Operation::new("organization_connected_accounts.delete", Method::DELETE, "/organizations/{organization_id}/connected_accounts/{slug}")
            .with_default_hints(SHARED_HINTS);
    400 => "Set `connected_account_id` together with `supports_multiple_connections(true)`.";
    404 => "Check user, slug and organization, and use the API key of the environment in which the account was connected.";
    409 "account_selection_required" => "Set `connected_account_id` to the id of one account: several accounts match. `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.";
}
