//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{ConnectedAccountId, OrganizationId, Patch, Secret, UserId};

use super::enums::{AuthMethod, ConnectionIntent, ConnectionOwner};
use super::hints::SHARED_HINTS;
use super::models::{
    ApiKeyInstallation, ConnectedAccount, CustomProviderDefinition, DataIntegration, FinishedConnection,
    IntegrationCredentials, UpdateCustomProviderDefinition,
};

/// Data integrations: the providers (GitHub, Slack, Salesforce, …) at which accounts can be connected,
/// each identified by its slug.
///
/// `authorize` connects an account. `access_token` or `credentials` get its token. WorkOS stores and
/// refreshes the tokens: request one before every use, and store none.
#[derive(Clone, Debug)]
pub struct DataIntegrations {
    pub(crate) client: Client,
}

impl DataIntegrations {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the data integrations of the environment, newest first.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = data_integrations.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Leave out `after` and `before`, and read the list from the start.
    /// - 422 (`is_invalid_request()`): Check the cursor and the filters.
    ///
    /// `GET /data-integrations`
    #[doc(alias("DataIntegrationsManagementController_listDataIntegrations", "list_data_integrations"))]
    pub fn list(&self) -> ListDataIntegrations {
        ListDataIntegrations { call: Call::new(&self.client, &LIST_DATA_INTEGRATIONS) }
    }

    /// Creates a data integration.
    ///
    /// Name a provider that WorkOS knows by its slug, and define any other provider in `custom_provider`.
    /// Register the `redirect_uri` of the response at the provider, character for character: a mismatch is
    /// the most frequent reason for a failed consent. In production, use your own OAuth application
    /// ([`IntegrationCredentials::custom`]).
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `provider`: The provider's slug, or a new one for a custom provider.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration = data_integrations.create("github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check the provider, and that `credentials` match `auth_methods`:
    ///   OAuth requires them, API keys exclude them.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Check the slug of the provider, or define your own provider in
    ///   `custom_provider`.
    /// - 409 (`is_conflict()`): Change the existing integration of this provider with
    ///   `data_integrations.update()`.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `POST /data-integrations`
    #[doc(alias("DataIntegrationsManagementController_createDataIntegration", "create_data_integration"))]
    pub fn create(&self, provider: impl Into<String>) -> CreateDataIntegration {
        let call = Call::new(&self.client, &CREATE_DATA_INTEGRATION);
        let body = CreateDataIntegrationBody::new(provider.into());
        CreateDataIntegration { call, body }
    }

    /// Gets a data integration.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration = data_integrations.get("github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    ///
    /// `GET /data-integrations/{slug}`
    #[doc(alias("DataIntegrationsManagementController_getDataIntegration", "get_data_integration"))]
    pub fn get(&self, slug: impl AsRef<str>) -> GetDataIntegration {
        let mut call = Call::new(&self.client, &GET_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        GetDataIntegration { call }
    }

    /// Updates a data integration. Fields that are not set stay unchanged; `Patch::Clear` clears a field.
    ///
    /// New credentials replace the client secret immediately.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration = data_integrations
    ///     .update("github")
    ///     .enabled(true)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Set either `credentials` or `api_key`. Set `custom_provider` only
    ///   for custom providers.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 (`is_conflict()`): Read the integration with `data_integrations.get()`, then send the change
    ///   again.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `PUT /data-integrations/{slug}`
    #[doc(alias("DataIntegrationsManagementController_updateDataIntegration", "update_data_integration"))]
    pub fn update(&self, slug: impl AsRef<str>) -> UpdateDataIntegration {
        let mut call = Call::new(&self.client, &UPDATE_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        let body = UpdateDataIntegrationBody::new();
        UpdateDataIntegration { call, body }
    }

    /// Deletes a data integration and all its connected accounts.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// data_integrations.delete("github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    ///
    /// `DELETE /data-integrations/{slug}`
    #[doc(alias("DataIntegrationsManagementController_deleteDataIntegration", "delete_data_integration"))]
    pub fn delete(&self, slug: impl AsRef<str>) -> DeleteDataIntegration {
        let mut call = Call::new(&self.client, &DELETE_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        DeleteDataIntegration { call }
    }

    /// Gets the data integration of a provider for the accounts of organizations, not of users.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration = data_integrations.get_organization_owned("github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    ///
    /// `GET /data-integrations/{slug}/organization`
    #[doc(alias = "DataIntegrationsManagementController_getOrganizationDataIntegration")]
    #[doc(alias = "get_organization_owned_integration")]
    pub fn get_organization_owned(&self, slug: impl AsRef<str>) -> GetOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        GetOrganizationOwnedIntegration { call }
    }

    /// Updates the data integration of a provider for the accounts of organizations. Fields that are not
    /// set stay unchanged.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration = data_integrations
    ///     .update_organization_owned("github")
    ///     .enabled(true)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Set either `credentials` or `api_key`. Set `custom_provider` only
    ///   for custom providers.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 (`is_conflict()`): Read the integration with `data_integrations.get_organization_owned()`,
    ///   then send the change again.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `PUT /data-integrations/{slug}/organization`
    #[doc(alias = "DataIntegrationsManagementController_updateOrganizationDataIntegration")]
    #[doc(alias = "update_organization_owned_integration")]
    pub fn update_organization_owned(&self, slug: impl AsRef<str>) -> UpdateOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        let body = UpdateOrganizationOwnedIntegrationBody::new();
        UpdateOrganizationOwnedIntegration { call, body }
    }

    /// Deletes the data integration of a provider for the accounts of organizations, and all its connected
    /// accounts.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// # ) -> Result<(), workos_client::Error> {
    /// data_integrations.delete_organization_owned("github").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    ///
    /// `DELETE /data-integrations/{slug}/organization`
    #[doc(alias = "DataIntegrationsManagementController_deleteOrganizationDataIntegration")]
    #[doc(alias = "delete_organization_owned_integration")]
    pub fn delete_organization_owned(&self, slug: impl AsRef<str>) -> DeleteOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        DeleteOrganizationOwnedIntegration { call }
    }

    /// Saves the account that a user has connected, if `authorize` was called with a PKCE challenge.
    ///
    /// The code is valid once, for 90 seconds, and a wrong verifier invalidates it. Nothing is saved before
    /// this call, so a stolen return link connects no account. [`ConnectAttempt`](crate::ConnectAttempt)
    /// stores the verifier for this call.
    ///
    /// - `connect_code`: The `connect_code` in the query of `return_to`.
    /// - `code_verifier`: The PKCE verifier of the challenge that was sent with `authorize`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// #     connect_code: workos_core::Secret,
    /// #     code_verifier: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let finished_connection = data_integrations.finish(connect_code, code_verifier).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `invalid_connect_code` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`: a connect code is valid once, for 90 seconds, and only with its
    ///   own verifier.
    /// - 400 `missing_code` (`is_invalid_request()`): Send the `connect_code` from the query of
    ///   `return_to`.
    /// - 400 `authorization_state_expired` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`: the user took too long.
    /// - 400 `authorization_code_exchange_error` (`is_invalid_request()`): Check client id, client secret
    ///   and redirect URI, both of the integration and at the provider.
    /// - 400 `invalid_client_id` (`is_invalid_request()`): Set the client id of the provider's OAuth
    ///   application with `data_integrations.update()`.
    /// - 400 `invalid_authorization_url` (`is_invalid_request()`): Correct `authorization_url` of the
    ///   custom provider with `data_integrations.update()`.
    /// - 400 `invalid_data_integration` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get()` and correct it: its `state` is not `valid`.
    /// - 400 `auth_method_mismatch` (`is_invalid_request()`): Read `auth_methods` with
    ///   `data_integrations.get()`: only OAuth accounts are connected in a browser.
    /// - 400 `concurrent_request` (`is_invalid_request()`): Wait for the other request that changes this
    ///   account, then start again with `data_integrations.authorize()`.
    /// - 400 `connected_account_limit_reached` (`is_invalid_request()`): Delete an account with
    ///   `connected_accounts.delete()` before you connect another one.
    /// - 400 `connected_account_not_found` (`is_invalid_request()`): Read the ids of connected accounts
    ///   with `data_providers.list()`: the account was deleted in the meantime.
    /// - 400 `multiple_connections_unavailable` (`is_invalid_request()`): Call `authorize` without
    ///   `connection_intent`: this environment allows one account per provider.
    /// - 400 `target_deleted` (`is_invalid_request()`): Verify that user, organization and provider exist:
    ///   one of them was deleted in the meantime.
    /// - 400 `reauthorization_needed` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`: the consent was revoked at the provider.
    /// - 400 `missing_access_token` (`is_invalid_request()`): Check `token_url` and the scopes of the
    ///   integration: the provider's response has no access token.
    /// - 400 `unexpected_response_format` (`is_invalid_request()`): Check `token_url` of the custom
    ///   provider: its response is not a token response (RFC 6749).
    /// - 400 `provider_error` (`is_invalid_request()`): Read `message` for the provider's error, then start
    ///   again with `data_integrations.authorize()`.
    /// - 400 `installation_failed` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`; report the request id to WorkOS if it fails again.
    /// - 400 (`is_invalid_request()`): Start again with `data_integrations.authorize()`.
    /// - 403 (`is_forbidden()`): Use the API key of the environment that called
    ///   `data_integrations.authorize()`.
    ///
    /// `POST /data-integrations/finish`
    #[doc(alias("DataIntegrationsController_finishConnection", "finish_connection"))]
    pub fn finish(
        &self,
        connect_code: impl Into<Secret>,
        code_verifier: impl Into<Secret>,
    ) -> FinishConnection {
        let mut call = Call::new(&self.client, &FINISH_CONNECTION);
        let body = FinishConnectionBody::new(connect_code.into(), code_verifier.into());
        call.check_text("code_verifier", body.code_verifier.expose(), 43..=128);
        call.check_characters("code_verifier", body.code_verifier.expose(), "A-Za-z0-9._~-");
        FinishConnection { call, body }
    }

    /// Connects another account of a user with an API key.
    ///
    /// Needs the feature `pipes-api-keys` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user that the account belongs to.
    /// - `secret`: The API key.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// #     secret: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = data_integrations
    ///     .add_api_key("github", "user_01EHZNVPK3SFK441A1RGBFSHRT", secret)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check the user, the organization and `connection_owner`.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that provider, user and organization exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has the maximum number of accounts at the provider.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    ///
    /// `POST /data-integrations/{slug}/api-key`
    #[doc(alias = "DataIntegrationsController_createApiKeyConnection")]
    pub fn add_api_key(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        secret: impl Into<Secret>,
    ) -> AddApiKey {
        let mut call = Call::new(&self.client, &ADD_API_KEY);
        call.path("slug", slug.as_ref());
        let body = AddApiKeyBody::new(user_id.into(), secret.into(), "add");
        call.check_text("secret", body.secret.expose(), 1..);
        AddApiKey { call, body }
    }

    /// Stores a user's API key for a provider. It connects the account, or replaces the key of a connected
    /// account.
    ///
    /// Needs the feature `pipes-api-keys` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user that the account belongs to.
    /// - `secret`: The API key.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// #     secret: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = data_integrations
    ///     .set_api_key("github", "user_01EHZNVPK3SFK441A1RGBFSHRT", secret)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check the user and the organization.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 `account_selection_required` (`is_conflict()`): Set `connected_account_id` to the id of one
    ///   account: several accounts match. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `auth_method_mismatch` (`is_invalid_request()`): Call `credentials`, which supports all kinds
    ///   of accounts: this account uses another authentication method.
    ///
    /// `PUT /data-integrations/{slug}/api-key`
    #[doc(alias = "DataIntegrationsController_upsertApiKey")]
    pub fn set_api_key(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        secret: impl Into<Secret>,
    ) -> SetApiKey {
        let mut call = Call::new(&self.client, &SET_API_KEY);
        call.path("slug", slug.as_ref());
        let body = SetApiKeyBody::new(user_id.into(), secret.into());
        call.check_text("secret", body.secret.expose(), 1..);
        SetApiKey { call, body }
    }

    /// Connects another account of a user with OAuth client credentials.
    ///
    /// Needs the feature `pipes-client-credentials` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user that the account belongs to.
    /// - `client_id`: The OAuth client id.
    /// - `client_secret`: The OAuth client secret.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// #     client_secret: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = data_integrations
    ///     .add_client_credentials("github", "user_01EHZNVPK3SFK441A1RGBFSHRT", "Iv1.abc123", client_secret)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check the user, the organization and `connection_owner`.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that provider, user and organization exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has the maximum number of accounts at the provider.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    ///
    /// `POST /data-integrations/{slug}/client-credentials`
    #[doc(alias = "DataIntegrationsController_createClientCredentialsConnection")]
    pub fn add_client_credentials(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> AddClientCredentials {
        let mut call = Call::new(&self.client, &ADD_CLIENT_CREDENTIALS);
        call.path("slug", slug.as_ref());
        let body =
            AddClientCredentialsBody::new(user_id.into(), client_id.into(), client_secret.into(), "add");
        call.check_text("client_id", &body.client_id, 1..);
        call.check_text("client_secret", body.client_secret.expose(), 1..);
        AddClientCredentials { call, body }
    }

    /// Stores a user's OAuth client credentials for a provider. It connects the account, or replaces the
    /// credentials of a connected account.
    ///
    /// Needs the feature `pipes-client-credentials` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user that the account belongs to.
    /// - `client_id`: The OAuth client id.
    /// - `client_secret`: The OAuth client secret.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integrations: workos_pipes::DataIntegrations,
    /// #     client_secret: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let connected_account = data_integrations
    ///     .set_client_credentials("github", "user_01EHZNVPK3SFK441A1RGBFSHRT", "Iv1.abc123", client_secret)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check the user and the organization.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is enabled.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key
    ///   belongs to the same environment.
    /// - 409 `account_selection_required` (`is_conflict()`): Set `connected_account_id` to the id of one
    ///   account: several accounts match. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `auth_method_mismatch` (`is_invalid_request()`): Call `credentials`, which supports all kinds
    ///   of accounts: this account uses another authentication method.
    ///
    /// `PUT /data-integrations/{slug}/client-credentials`
    #[doc(alias = "DataIntegrationsController_upsertClientCredentials")]
    pub fn set_client_credentials(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> SetClientCredentials {
        let mut call = Call::new(&self.client, &SET_CLIENT_CREDENTIALS);
        call.path("slug", slug.as_ref());
        let body = SetClientCredentialsBody::new(user_id.into(), client_id.into(), client_secret.into());
        call.check_text("client_id", &body.client_id, 1..);
        call.check_text("client_secret", body.client_secret.expose(), 1..);
        SetClientCredentials { call, body }
    }
}

call! {
    /// The call of [`DataIntegrations::list`].
    pub struct ListDataIntegrations -> Page<DataIntegration>, paged(100);
}

setters! {
    ListDataIntegrations:
    /// Filters by owner: integrations for the accounts of users or of organizations. Default: both.
    ownership(impl Into<ConnectionOwner>) => |call| call.query("ownership", ownership.into());
}

operation! {
    static LIST_DATA_INTEGRATIONS =
        Operation::new("data_integrations.list", Method::GET, "/data-integrations")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Leave out `after` and `before`, and read the list from the start.";
    422 => "Check the cursor and the filters.";
}

call! {
    /// The call of [`DataIntegrations::create`].
    pub struct CreateDataIntegration { body: CreateDataIntegrationBody } -> DataIntegration;
}

body! {
    struct CreateDataIntegrationBody of CreateDataIntegration;
    provider: String = required;
    /// The owner of the accounts: users (by default) or organizations.
    ownership(impl Into<ConnectionOwner>): Option<ConnectionOwner> = Some(ownership.into());
    /// A description for users; the consent page shows it.
    description(impl Into<Patch<String>>): Patch<String> = description.into();
    /// Whether accounts can be connected; `false` by default.
    enabled(bool): Option<bool> = Some(enabled);
    /// The scopes to request. Default: the provider's default scopes.
    scopes(impl Into<Patch<Vec<String>>>): Patch<Vec<String>> = scopes.into();
    /// The authentication methods of accounts. Default: OAuth.
    auth_methods(impl IntoIterator<Item = impl Into<AuthMethod>>): Option<Vec<AuthMethod>> =
        Some(auth_methods.into_iter().map(Into::into).collect());
    /// Values of the provider's own settings, for instance a Snowflake `account_identifier`.
    config(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// The OAuth application; integrations with OAuth require one.
    credentials(impl Into<IntegrationCredentials>): Option<IntegrationCredentials> = Some(credentials.into());
    /// The API key of a first account, for integrations with API keys.
    api_key(impl Into<ApiKeyInstallation>): Option<ApiKeyInstallation> = Some(api_key.into());
    /// The definition of the provider, if WorkOS does not know it.
    custom_provider(impl Into<CustomProviderDefinition>): Option<CustomProviderDefinition> =
        Some(custom_provider.into());
}

operation! {
    static CREATE_DATA_INTEGRATION =
        Operation::new("data_integrations.create", Method::POST, "/data-integrations")
            .with_secret_fields(&["client_secret", "secret"]).with_default_hints(SHARED_HINTS);
    400 => "Check the provider, and that `credentials` match `auth_methods`: OAuth requires them, API keys exclude them.";
    404 => "Check the slug of the provider, or define your own provider in `custom_provider`.";
    409 => "Change the existing integration of this provider with `data_integrations.update()`.";
    422 => "Check the scopes, the URLs of a custom provider, and that secrets are not empty.";
}

call! {
    /// The call of [`DataIntegrations::get`].
    pub struct GetDataIntegration -> DataIntegration;
}

operation! {
    static GET_DATA_INTEGRATION =
        Operation::new("data_integrations.get", Method::GET, "/data-integrations/{slug}")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::update`].
    pub struct UpdateDataIntegration { body: UpdateDataIntegrationBody } -> DataIntegration;
}

body! {
    struct UpdateDataIntegrationBody of UpdateDataIntegration;
    /// A description for users; the consent page shows it.
    description(impl Into<Patch<String>>): Patch<String> = description.into();
    /// Whether accounts can be connected.
    enabled(bool): Option<bool> = Some(enabled);
    /// The scopes to request; `Patch::Clear` resets them to the provider's default scopes.
    scopes(impl Into<Patch<Vec<String>>>): Patch<Vec<String>> = scopes.into();
    /// A new OAuth application; cannot be set together with `api_key`.
    credentials(impl Into<IntegrationCredentials>): Option<IntegrationCredentials> = Some(credentials.into());
    /// The API key of an account: of a new one, or as a replacement.
    api_key(impl Into<ApiKeyInstallation>): Option<ApiKeyInstallation> = Some(api_key.into());
    /// Changes to a custom provider.
    custom_provider(impl Into<UpdateCustomProviderDefinition>): Option<UpdateCustomProviderDefinition> =
        Some(custom_provider.into());
}

operation! {
    static UPDATE_DATA_INTEGRATION =
        Operation::new("data_integrations.update", Method::PUT, "/data-integrations/{slug}")
            .with_secret_fields(&["client_secret", "secret"]).with_default_hints(SHARED_HINTS);
    400 => "Set either `credentials` or `api_key`. Set `custom_provider` only for custom providers.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
    409 => "Read the integration with `data_integrations.get()`, then send the change again.";
    422 => "Check the scopes, the URLs of a custom provider, and that secrets are not empty.";
}

call! {
    /// The call of [`DataIntegrations::delete`].
    pub struct DeleteDataIntegration -> ();
}

operation! {
    static DELETE_DATA_INTEGRATION =
        Operation::new("data_integrations.delete", Method::DELETE, "/data-integrations/{slug}")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::get_organization_owned`].
    pub struct GetOrganizationOwnedIntegration -> DataIntegration;
}

operation! {
    static GET_ORGANIZATION_OWNED_INTEGRATION =
        Operation::new("data_integrations.get_organization_owned", Method::GET, "/data-integrations/{slug}/organization")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::update_organization_owned`].
    pub struct UpdateOrganizationOwnedIntegration { body: UpdateOrganizationOwnedIntegrationBody } -> DataIntegration;
}

body! {
    struct UpdateOrganizationOwnedIntegrationBody of UpdateOrganizationOwnedIntegration;
    /// A description for users; the consent page shows it.
    description(impl Into<Patch<String>>): Patch<String> = description.into();
    /// Whether accounts can be connected.
    enabled(bool): Option<bool> = Some(enabled);
    /// The scopes to request; `Patch::Clear` resets them to the provider's default scopes.
    scopes(impl Into<Patch<Vec<String>>>): Patch<Vec<String>> = scopes.into();
    /// A new OAuth application; cannot be set together with `api_key`.
    credentials(impl Into<IntegrationCredentials>): Option<IntegrationCredentials> = Some(credentials.into());
    /// The API key of an account: of a new one, or as a replacement.
    api_key(impl Into<ApiKeyInstallation>): Option<ApiKeyInstallation> = Some(api_key.into());
    /// Changes to a custom provider.
    custom_provider(impl Into<UpdateCustomProviderDefinition>): Option<UpdateCustomProviderDefinition> =
        Some(custom_provider.into());
}

operation! {
    static UPDATE_ORGANIZATION_OWNED_INTEGRATION =
        Operation::new("data_integrations.update_organization_owned", Method::PUT, "/data-integrations/{slug}/organization")
            .with_secret_fields(&["client_secret", "secret"]).with_default_hints(SHARED_HINTS);
    400 => "Set either `credentials` or `api_key`. Set `custom_provider` only for custom providers.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
    409 => "Read the integration with `data_integrations.get_organization_owned()`, then send the change again.";
    422 => "Check the scopes, the URLs of a custom provider, and that secrets are not empty.";
}

call! {
    /// The call of [`DataIntegrations::delete_organization_owned`].
    pub struct DeleteOrganizationOwnedIntegration -> ();
}

operation! {
    static DELETE_ORGANIZATION_OWNED_INTEGRATION =
        Operation::new("data_integrations.delete_organization_owned", Method::DELETE, "/data-integrations/{slug}/organization")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

operation! {
    /// Creates the URL on which a user connects an account.
    pub(crate) static AUTHORIZE_DATA_INTEGRATION =
        Operation::new("data_integrations.authorize", Method::POST, "/data-integrations/{slug}/authorize")
            .repeatable().with_secret_fields(&["link", "state", "url"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user, the organization and `return_to`.";
    403 => "Enable the provider in the dashboard; for an organization, enable it in the organization's configuration too.";
    400 "invalid_return_to" => "Set `return_to` to an absolute https URL, or to a loopback URL during development.";
    400 "return_to_requires_exact_match" => "Register `return_to` in the dashboard exactly as you send it: with PKCE, wildcards do not match.";
    400 "connect_finish_unavailable" => "Leave out `attempt()` and `code_challenge()`: this environment does not support `data_integrations.finish()`.";
    404 "connected_account_not_found" => "Read the ids of connected accounts with `data_providers.list()`, then set `connected_account_id` to one of them.";
    404 "entity_not_found" => "Verify that provider, user and organization exist in the environment of this API key.";
    404 => "Verify that provider, user and organization exist in the environment of this API key.";
    409 => "Set `connected_account_id` to the id of the account to authorize again.";
    422 => "Read `message`: it names the field that is refused.";
}

call! {
    /// The call of [`DataIntegrations::finish`].
    pub struct FinishConnection { body: FinishConnectionBody } -> FinishedConnection;
}

body! {
    struct FinishConnectionBody of FinishConnection;
    connect_code: Secret as secret = required;
    code_verifier: Secret as secret = required;
    /// The state in the query of `return_to`. WorkOS only writes it to its log.
    state(impl Into<String>): Option<String> = Some(state.into());
}

operation! {
    static FINISH_CONNECTION =
        Operation::new("data_integrations.finish", Method::POST, "/data-integrations/finish")
            .with_secret_fields(&["code_verifier", "connect_code"]).with_default_hints(SHARED_HINTS);
    400 "invalid_connect_code" => "Start again with `data_integrations.authorize()`: a connect code is valid once, for 90 seconds, and only with its own verifier.";
    400 "missing_code" => "Send the `connect_code` from the query of `return_to`.";
    400 "authorization_state_expired" => "Start again with `data_integrations.authorize()`: the user took too long.";
    400 "authorization_code_exchange_error" => "Check client id, client secret and redirect URI, both of the integration and at the provider.";
    400 "invalid_client_id" => "Set the client id of the provider's OAuth application with `data_integrations.update()`.";
    400 "invalid_authorization_url" => "Correct `authorization_url` of the custom provider with `data_integrations.update()`.";
    400 "invalid_data_integration" => "Read the integration with `data_integrations.get()` and correct it: its `state` is not `valid`.";
    400 "auth_method_mismatch" => "Read `auth_methods` with `data_integrations.get()`: only OAuth accounts are connected in a browser.";
    400 "concurrent_request" => "Wait for the other request that changes this account, then start again with `data_integrations.authorize()`.";
    400 "connected_account_limit_reached" => "Delete an account with `connected_accounts.delete()` before you connect another one.";
    400 "connected_account_not_found" => "Read the ids of connected accounts with `data_providers.list()`: the account was deleted in the meantime.";
    400 "multiple_connections_unavailable" => "Call `authorize` without `connection_intent`: this environment allows one account per provider.";
    400 "target_deleted" => "Verify that user, organization and provider exist: one of them was deleted in the meantime.";
    400 "reauthorization_needed" => "Start again with `data_integrations.authorize()`: the consent was revoked at the provider.";
    400 "missing_access_token" => "Check `token_url` and the scopes of the integration: the provider's response has no access token.";
    400 "unexpected_response_format" => "Check `token_url` of the custom provider: its response is not a token response (RFC 6749).";
    400 "provider_error" => "Read `message` for the provider's error, then start again with `data_integrations.authorize()`.";
    400 "installation_failed" => "Start again with `data_integrations.authorize()`; report the request id to WorkOS if it fails again.";
    400 => "Start again with `data_integrations.authorize()`.";
    403 => "Use the API key of the environment that called `data_integrations.authorize()`.";
}

operation! {
    /// Gets a fresh access token of a connected account.
    pub(crate) static GET_ACCESS_TOKEN =
        Operation::new("data_integrations.access_token", Method::POST, "/data-integrations/{slug}/token")
            .repeatable().with_secret_fields(&["access_token"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user and the organization.";
    404 => "Use the API key of the environment in which the account was connected, and check slug, user and organization. An account exists only after the user has completed the flow of `authorize`.";
}

operation! {
    /// Gets the credential of a connected account: an OAuth token, an API key, or a token from client
    /// credentials.
    pub(crate) static GET_CREDENTIALS =
        Operation::new("data_integrations.credentials", Method::POST, "/data-integrations/{slug}/credentials")
            .repeatable().with_secret_fields(&["value"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user and the organization.";
    404 => "Use the API key of the environment in which the account was connected, and check slug, user and organization. An account exists only after the user has completed the flow of `authorize`.";
    422 => "Check the user, the organization and `connected_account_id`.";
}

call! {
    /// The call of [`DataIntegrations::add_api_key`].
    pub struct AddApiKey { body: AddApiKeyBody } -> ConnectedAccount;
}

body! {
    struct AddApiKeyBody of AddApiKey;
    user_id: UserId = required;
    /// The organization that the account is connected for.
    organization_id(impl Into<OrganizationId>): Option<OrganizationId> = Some(organization_id.into());
    secret: Secret as secret = required;
    /// The owner of the account: the user (by default) or the organization.
    connection_owner(impl Into<ConnectionOwner>): Option<ConnectionOwner> = Some(connection_owner.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
    connection_intent: &'static str = required;
}

setters! {
    AddApiKey:
    /// An idempotency key for this change, for instance a random UUID. A call with a key is retried like a
    /// read after a lost connection, a timeout or a 5xx: for the same key and body, the server repeats its
    /// first response. The same key with another body gives a 409 with the code `idempotency_key_conflict`.
    idempotency_key(impl AsRef<str>) => |call| {
        call.idempotency_key(idempotency_key.as_ref());
        call.repeatable_as(&ADD_API_KEY_WITH_KEY);
    };
}

operation! {
    static ADD_API_KEY, ADD_API_KEY_WITH_KEY =
        Operation::new("data_integrations.add_api_key", Method::POST, "/data-integrations/{slug}/api-key")
            .with_secret_fields(&["secret"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user, the organization and `connection_owner`.";
    404 "entity_not_found" => "Verify that provider, user and organization exist in the environment of this API key.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::set_api_key`].
    pub struct SetApiKey { body: SetApiKeyBody } -> ConnectedAccount;
}

body! {
    struct SetApiKeyBody of SetApiKey;
    user_id: UserId = required;
    /// The organization that the account is connected for.
    organization_id(impl Into<OrganizationId>): Option<OrganizationId> = Some(organization_id.into());
    secret: Secret as secret = required;
    /// The owner of the account: the user (by default) or the organization.
    connection_owner(impl Into<ConnectionOwner>): Option<ConnectionOwner> = Some(connection_owner.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
    /// Whether to add another account, or to authorize an existing one again.
    connection_intent(impl Into<ConnectionIntent>): Option<ConnectionIntent> = Some(connection_intent.into());
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>): Option<ConnectedAccountId> =
        Some(connected_account_id.into());
}

operation! {
    static SET_API_KEY =
        Operation::new("data_integrations.set_api_key", Method::PUT, "/data-integrations/{slug}/api-key")
            .with_secret_fields(&["secret"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user and the organization.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::add_client_credentials`].
    pub struct AddClientCredentials { body: AddClientCredentialsBody } -> ConnectedAccount;
}

body! {
    struct AddClientCredentialsBody of AddClientCredentials;
    user_id: UserId = required;
    /// The organization that the account is connected for.
    organization_id(impl Into<OrganizationId>): Option<OrganizationId> = Some(organization_id.into());
    client_id: String = required;
    client_secret: Secret as secret = required;
    /// Values of the provider's own settings, for instance a Zendesk `subdomain`.
    config(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// The owner of the account: the user (by default) or the organization.
    connection_owner(impl Into<ConnectionOwner>): Option<ConnectionOwner> = Some(connection_owner.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
    connection_intent: &'static str = required;
}

setters! {
    AddClientCredentials:
    /// An idempotency key for this change, for instance a random UUID. A call with a key is retried like a
    /// read after a lost connection, a timeout or a 5xx: for the same key and body, the server repeats its
    /// first response. The same key with another body gives a 409 with the code `idempotency_key_conflict`.
    idempotency_key(impl AsRef<str>) => |call| {
        call.idempotency_key(idempotency_key.as_ref());
        call.repeatable_as(&ADD_CLIENT_CREDENTIALS_WITH_KEY);
    };
}

operation! {
    static ADD_CLIENT_CREDENTIALS, ADD_CLIENT_CREDENTIALS_WITH_KEY =
        Operation::new("data_integrations.add_client_credentials", Method::POST, "/data-integrations/{slug}/client-credentials")
            .with_secret_fields(&["client_secret"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user, the organization and `connection_owner`.";
    404 "entity_not_found" => "Verify that provider, user and organization exist in the environment of this API key.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataIntegrations::set_client_credentials`].
    pub struct SetClientCredentials { body: SetClientCredentialsBody } -> ConnectedAccount;
}

body! {
    struct SetClientCredentialsBody of SetClientCredentials;
    user_id: UserId = required;
    /// The organization that the account is connected for.
    organization_id(impl Into<OrganizationId>): Option<OrganizationId> = Some(organization_id.into());
    client_id: String = required;
    client_secret: Secret as secret = required;
    /// Values of the provider's own settings, for instance a Zendesk `subdomain`.
    config(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// The owner of the account: the user (by default) or the organization.
    connection_owner(impl Into<ConnectionOwner>): Option<ConnectionOwner> = Some(connection_owner.into());
    /// The display name of the account; `Patch::Clear` removes it.
    account_display_name(impl Into<Patch<String>>): Patch<String> = account_display_name.into();
    /// The provider's own id of the account, if you know it; `Patch::Clear` removes it.
    account_identifier(impl Into<Patch<String>>): Patch<String> = account_identifier.into();
    /// Whether to add another account, or to authorize an existing one again.
    connection_intent(impl Into<ConnectionIntent>): Option<ConnectionIntent> = Some(connection_intent.into());
    /// The id of the account, if there are several accounts at the provider.
    connected_account_id(impl Into<ConnectedAccountId>): Option<ConnectedAccountId> =
        Some(connected_account_id.into());
}

operation! {
    static SET_CLIENT_CREDENTIALS =
        Operation::new("data_integrations.set_client_credentials", Method::PUT, "/data-integrations/{slug}/client-credentials")
            .with_secret_fields(&["client_secret"]).with_default_hints(SHARED_HINTS);
    400 => "Check the user and the organization.";
    404 => "Verify the slug with `data_integrations.list()`, and that the API key belongs to the same environment.";
}
