//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{ConnectedAccountId, OrganizationId, Page, Patch, Secret, Timestamp, UserId};

use super::enums::{AuthMethod, ConnectedAccountState, ConnectionIntent, ConnectionOwner};
use super::models::{
    ApiKeyInstallation, ConnectedAccount, CustomProviderDefinition, DataIntegration,
    DataIntegrationConfiguration, DataProvider, FinishedConnection, IntegrationCredentials,
    UpdateCustomProviderDefinition,
};

/// Data integrations: the providers (GitHub, Slack, Salesforce, …) that accounts can be connected at,
/// each under its slug.
///
/// Connecting is `authorize`; what a connected account gives is `access_token` or `credentials`. WorkOS
/// keeps the tokens and refreshes them: ask before every use, and keep none.
#[derive(Clone, Debug)]
pub struct DataIntegrations {
    pub(crate) client: Client,
}

impl DataIntegrations {
    /// Makes the handle; nothing is sent.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Leave out `after` and `before`, and read the list from its start.
    /// - 422 (`is_invalid_request()`): Check the cursor and the filters.
    ///
    /// `GET /data-integrations`
    pub fn list(&self) -> ListDataIntegrations {
        ListDataIntegrations { call: Call::new(&self.client, &LIST_DATA_INTEGRATIONS) }
    }

    /// Creates a data integration.
    ///
    /// A provider that WorkOS knows is named by its slug; another one is described in `custom_provider`.
    /// Register the answer's `redirect_uri` at the provider, character for character: a mismatch is the
    /// most frequent reason for a failed consent. For production use your own OAuth application
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
    /// - 400 (`is_invalid_request()`): Check the provider, and that `credentials` fit `auth_methods`: OAuth
    ///   needs them, API keys exclude them.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): No such provider; describe your own in `custom_provider`.
    /// - 409 (`is_conflict()`): The environment has an integration of this provider; change it by
    ///   `data_integrations.update()`.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `POST /data-integrations`
    pub fn create(&self, provider: impl Into<String>) -> CreateDataIntegration {
        CreateDataIntegration {
            call: Call::new(&self.client, &CREATE_DATA_INTEGRATION),
            body: CreateDataIntegrationBody {
                provider: provider.into(),
                ownership: None,
                description: Patch::Keep,
                enabled: None,
                scopes: Patch::Keep,
                auth_methods: None,
                config: None,
                credentials: None,
                api_key: None,
                custom_provider: None,
            },
        }
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    ///
    /// `GET /data-integrations/{slug}`
    pub fn get(&self, slug: impl AsRef<str>) -> GetDataIntegration {
        let mut call = Call::new(&self.client, &GET_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        GetDataIntegration { call }
    }

    /// Changes a data integration. What is not set stays as it is; `Patch::Clear` empties a field.
    ///
    /// New credentials replace the client secret at once.
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
    /// - 400 (`is_invalid_request()`): Set either `credentials` or `api_key`, and `custom_provider` for
    ///   custom providers only.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 (`is_conflict()`): Read the integration with `data_integrations.get()`, then send the change
    ///   again.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `PUT /data-integrations/{slug}`
    pub fn update(&self, slug: impl AsRef<str>) -> UpdateDataIntegration {
        let mut call = Call::new(&self.client, &UPDATE_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        UpdateDataIntegration {
            call,
            body: UpdateDataIntegrationBody {
                description: Patch::Keep,
                enabled: None,
                scopes: Patch::Keep,
                credentials: None,
                api_key: None,
                custom_provider: None,
            },
        }
    }

    /// Deletes a data integration with all accounts that are connected there.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    ///
    /// `DELETE /data-integrations/{slug}`
    pub fn delete(&self, slug: impl AsRef<str>) -> DeleteDataIntegration {
        let mut call = Call::new(&self.client, &DELETE_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        DeleteDataIntegration { call }
    }

    /// Gets the data integration of a provider that organizations connect to, rather than users.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    ///
    /// `GET /data-integrations/{slug}/organization`
    pub fn get_organization_owned(&self, slug: impl AsRef<str>) -> GetOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        GetOrganizationOwnedIntegration { call }
    }

    /// Changes the data integration of a provider that organizations connect to. What is not set stays as
    /// it is.
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
    /// - 400 (`is_invalid_request()`): Set either `credentials` or `api_key`, and `custom_provider` for
    ///   custom providers only.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 (`is_conflict()`): Read the integration with `data_integrations.get_organization_owned()`,
    ///   then send the change again.
    /// - 422 (`is_invalid_request()`): Check the scopes, the URLs of a custom provider, and that secrets
    ///   are not empty.
    ///
    /// `PUT /data-integrations/{slug}/organization`
    pub fn update_organization_owned(&self, slug: impl AsRef<str>) -> UpdateOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        UpdateOrganizationOwnedIntegration {
            call,
            body: UpdateOrganizationOwnedIntegrationBody {
                description: Patch::Keep,
                enabled: None,
                scopes: Patch::Keep,
                credentials: None,
                api_key: None,
                custom_provider: None,
            },
        }
    }

    /// Deletes the data integration of a provider that organizations connect to, with all accounts
    /// connected there.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    ///
    /// `DELETE /data-integrations/{slug}/organization`
    pub fn delete_organization_owned(&self, slug: impl AsRef<str>) -> DeleteOrganizationOwnedIntegration {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION_OWNED_INTEGRATION);
        call.path("slug", slug.as_ref());
        DeleteOrganizationOwnedIntegration { call }
    }

    /// Saves the account that a user has connected, when `authorize` was called with a PKCE challenge.
    ///
    /// The code is valid once, for 90 seconds, and a wrong verifier uses it up. Nothing is saved before
    /// this call, so a stolen return link connects no account. [`ConnectAttempt`](crate::ConnectAttempt)
    /// keeps the verifier and makes this call.
    ///
    /// - `connect_code`: The `connect_code` that the browser brought to `return_to`.
    /// - `code_verifier`: The PKCE verifier of the challenge that `authorize` sent.
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
    ///   `data_integrations.authorize()`: a connect code is valid once, for 90 seconds, with its own
    ///   verifier.
    /// - 400 `missing_code` (`is_invalid_request()`): Send the `connect_code` that the browser brought to
    ///   `return_to`.
    /// - 400 `authorization_state_expired` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`: the user took too long.
    /// - 400 `authorization_code_exchange_error` (`is_invalid_request()`): Check client id, client secret
    ///   and redirect URI of the integration, here and at the provider.
    /// - 400 `invalid_client_id` (`is_invalid_request()`): Set the client id of the provider's OAuth
    ///   application with `data_integrations.update()`.
    /// - 400 `invalid_authorization_url` (`is_invalid_request()`): Correct `authorization_url` of the
    ///   custom provider with `data_integrations.update()`.
    /// - 400 `invalid_data_integration` (`is_invalid_request()`): Read the integration with
    ///   `data_integrations.get()` and correct it: its `state` is not `valid`.
    /// - 400 `auth_method_mismatch` (`is_invalid_request()`): Read `auth_methods` with
    ///   `data_integrations.get()`: only accounts by OAuth are connected in a browser.
    /// - 400 `concurrent_request` (`is_invalid_request()`): Wait for the other request that changes this
    ///   account, then start again with `data_integrations.authorize()`.
    /// - 400 `connected_account_limit_reached` (`is_invalid_request()`): Delete an account with
    ///   `connected_accounts.delete()` before you connect another one.
    /// - 400 `connected_account_not_found` (`is_invalid_request()`): Read the ids of connected accounts
    ///   with `data_providers.list()`; the account was deleted meanwhile.
    /// - 400 `multiple_connections_unavailable` (`is_invalid_request()`): Call `authorize` without
    ///   `connection_intent`: this environment allows one account per provider.
    /// - 400 `target_deleted` (`is_invalid_request()`): Verify that user, organization and provider exist:
    ///   one of them was deleted meanwhile.
    /// - 400 `reauthorization_needed` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`: the provider took the consent back.
    /// - 400 `missing_access_token` (`is_invalid_request()`): Check `token_url` and the scopes of the
    ///   integration: the provider answered without an access token.
    /// - 400 `unexpected_response_format` (`is_invalid_request()`): Check `token_url` of the custom
    ///   provider: its answer is no token response (RFC 6749).
    /// - 400 `provider_error` (`is_invalid_request()`): Read `message` for the provider's error, then start
    ///   again with `data_integrations.authorize()`.
    /// - 400 `installation_failed` (`is_invalid_request()`): Start again with
    ///   `data_integrations.authorize()`; report the request id to WorkOS if it fails again.
    /// - 400 (`is_invalid_request()`): Start again with `data_integrations.authorize()`.
    /// - 403 (`is_forbidden()`): Use the API key of the environment that called
    ///   `data_integrations.authorize()`.
    ///
    /// `POST /data-integrations/finish`
    pub fn finish(
        &self,
        connect_code: impl Into<Secret>,
        code_verifier: impl Into<Secret>,
    ) -> FinishConnection {
        FinishConnection {
            call: Call::new(&self.client, &FINISH_CONNECTION),
            body: FinishConnectionBody {
                connect_code: connect_code.into(),
                code_verifier: code_verifier.into(),
                state: None,
            },
        }
    }

    /// Connects another account of a user by its API key.
    ///
    /// Needs the feature `pipes-api-keys` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user whose account it is.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that provider, user and organization exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has as many as the provider allows.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    ///
    /// `POST /data-integrations/{slug}/api-key`
    pub fn add_api_key(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        secret: impl Into<Secret>,
    ) -> AddApiKey {
        let mut call = Call::new(&self.client, &ADD_API_KEY);
        call.path("slug", slug.as_ref());
        AddApiKey {
            call,
            body: AddApiKeyBody {
                user_id: user_id.into(),
                organization_id: None,
                secret: secret.into(),
                connection_owner: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
                connection_intent: "add",
            },
        }
    }

    /// Stores a user's API key for a provider: connects the account, or replaces the key.
    ///
    /// Needs the feature `pipes-api-keys` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user whose account it is.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `auth_method_mismatch` (`is_invalid_request()`): This account authenticates in another way;
    ///   `credentials` serves every kind.
    ///
    /// `PUT /data-integrations/{slug}/api-key`
    pub fn set_api_key(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        secret: impl Into<Secret>,
    ) -> SetApiKey {
        let mut call = Call::new(&self.client, &SET_API_KEY);
        call.path("slug", slug.as_ref());
        SetApiKey {
            call,
            body: SetApiKeyBody {
                user_id: user_id.into(),
                organization_id: None,
                secret: secret.into(),
                connection_owner: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
                connection_intent: None,
                connected_account_id: None,
            },
        }
    }

    /// Connects another account of a user by its OAuth client credentials.
    ///
    /// Needs the feature `pipes-client-credentials` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user whose account it is.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that provider, user and organization exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has as many as the provider allows.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    ///
    /// `POST /data-integrations/{slug}/client-credentials`
    pub fn add_client_credentials(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> AddClientCredentials {
        let mut call = Call::new(&self.client, &ADD_CLIENT_CREDENTIALS);
        call.path("slug", slug.as_ref());
        AddClientCredentials {
            call,
            body: AddClientCredentialsBody {
                user_id: user_id.into(),
                organization_id: None,
                client_id: client_id.into(),
                client_secret: client_secret.into(),
                config: None,
                connection_owner: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
                connection_intent: "add",
            },
        }
    }

    /// Stores a user's OAuth client credentials for a provider: connects the account, or replaces them.
    ///
    /// Needs the feature `pipes-client-credentials` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: The user whose account it is.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): Verify the slug with `data_integrations.list()`, and that the API key is
    ///   of the same environment.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `auth_method_mismatch` (`is_invalid_request()`): This account authenticates in another way;
    ///   `credentials` serves every kind.
    ///
    /// `PUT /data-integrations/{slug}/client-credentials`
    pub fn set_client_credentials(
        &self,
        slug: impl AsRef<str>,
        user_id: impl Into<UserId>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> SetClientCredentials {
        let mut call = Call::new(&self.client, &SET_CLIENT_CREDENTIALS);
        call.path("slug", slug.as_ref());
        SetClientCredentials {
            call,
            body: SetClientCredentialsBody {
                user_id: user_id.into(),
                organization_id: None,
                client_id: client_id.into(),
                client_secret: client_secret.into(),
                config: None,
                connection_owner: None,
                account_display_name: Patch::Keep,
                account_identifier: Patch::Keep,
                connection_intent: None,
                connected_account_id: None,
            },
        }
    }
}

call! {
    /// The call of [`DataIntegrations::list`].
    pub struct ListDataIntegrations -> Page<DataIntegration>, paged(100);
}

impl ListDataIntegrations {
    /// Only integrations that users, or that organizations connect to; both by default.
    pub fn ownership(mut self, ownership: impl Into<ConnectionOwner>) -> Self {
        self.call.query("ownership", ownership.into());
        self
    }
}

static LIST_DATA_INTEGRATIONS: Operation =
    Operation::new("data_integrations.list", Method::GET, "/data-integrations")
        .repeatable()
        .hints(LIST_DATA_INTEGRATIONS_HINTS);

const LIST_DATA_INTEGRATIONS_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(404, None, "Leave out `after` and `before`, and read the list from its start."),
    Hint::new(422, None, "Check the cursor and the filters."),
];

call! {
    /// The call of [`DataIntegrations::create`].
    pub struct CreateDataIntegration { body: CreateDataIntegrationBody } -> DataIntegration;
}

impl CreateDataIntegration {
    /// Who connects accounts there; users by default.
    pub fn ownership(mut self, ownership: impl Into<ConnectionOwner>) -> Self {
        self.body.ownership = Some(ownership.into());
        self
    }

    /// What it is for; shown where users consent.
    pub fn description(mut self, description: impl Into<Patch<String>>) -> Self {
        self.body.description = description.into();
        self
    }

    /// Whether accounts can be connected; not by default.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body.enabled = Some(enabled);
        self
    }

    /// The scopes that are asked for; the provider's defaults without it.
    pub fn scopes(mut self, scopes: impl Into<Patch<Vec<String>>>) -> Self {
        self.body.scopes = scopes.into();
        self
    }

    /// How accounts authenticate; by OAuth by default.
    pub fn auth_methods(mut self, auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>) -> Self {
        self.body.auth_methods = Some(auth_methods.into_iter().map(Into::into).collect());
        self
    }

    /// Values of the provider's own settings, for instance a Snowflake `account_identifier`.
    pub fn config(
        mut self,
        config: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.config = Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }

    /// The OAuth application; integrations by OAuth need one.
    pub fn credentials(mut self, credentials: impl Into<IntegrationCredentials>) -> Self {
        self.body.credentials = Some(credentials.into());
        self
    }

    /// The API key of a first account, for integrations by API keys.
    pub fn api_key(mut self, api_key: impl Into<ApiKeyInstallation>) -> Self {
        self.body.api_key = Some(api_key.into());
        self
    }

    /// The provider, if WorkOS does not know it.
    pub fn custom_provider(mut self, custom_provider: impl Into<CustomProviderDefinition>) -> Self {
        self.body.custom_provider = Some(custom_provider.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateDataIntegrationBody {
    provider: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ownership: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    description: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    scopes: Patch<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_methods: Option<Vec<AuthMethod>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials: Option<IntegrationCredentials>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<ApiKeyInstallation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_provider: Option<CustomProviderDefinition>,
}

static CREATE_DATA_INTEGRATION: Operation =
    Operation::new("data_integrations.create", Method::POST, "/data-integrations")
        .with_secret_fields(&["client_secret", "secret"])
        .hints(CREATE_DATA_INTEGRATION_HINTS);

const CREATE_DATA_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Check the provider, and that `credentials` fit `auth_methods`: OAuth needs them, API keys exclude \
         them.",
    ),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(404, None, "No such provider; describe your own in `custom_provider`."),
    Hint::new(
        409,
        None,
        "The environment has an integration of this provider; change it by `data_integrations.update()`.",
    ),
    Hint::new(422, None, "Check the scopes, the URLs of a custom provider, and that secrets are not empty."),
];

call! {
    /// The call of [`DataIntegrations::get`].
    pub struct GetDataIntegration -> DataIntegration;
}

static GET_DATA_INTEGRATION: Operation =
    Operation::new("data_integrations.get", Method::GET, "/data-integrations/{slug}")
        .repeatable()
        .hints(GET_DATA_INTEGRATION_HINTS);

const GET_DATA_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
];

call! {
    /// The call of [`DataIntegrations::update`].
    pub struct UpdateDataIntegration { body: UpdateDataIntegrationBody } -> DataIntegration;
}

impl UpdateDataIntegration {
    /// What it is for; shown where users consent.
    pub fn description(mut self, description: impl Into<Patch<String>>) -> Self {
        self.body.description = description.into();
        self
    }

    /// Whether accounts can be connected.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body.enabled = Some(enabled);
        self
    }

    /// The scopes that are asked for; `Patch::Clear` takes the provider's defaults.
    pub fn scopes(mut self, scopes: impl Into<Patch<Vec<String>>>) -> Self {
        self.body.scopes = scopes.into();
        self
    }

    /// A new OAuth application; not together with `api_key`.
    pub fn credentials(mut self, credentials: impl Into<IntegrationCredentials>) -> Self {
        self.body.credentials = Some(credentials.into());
        self
    }

    /// The API key of an account, new or replaced.
    pub fn api_key(mut self, api_key: impl Into<ApiKeyInstallation>) -> Self {
        self.body.api_key = Some(api_key.into());
        self
    }

    /// Changes of a custom provider.
    pub fn custom_provider(mut self, custom_provider: impl Into<UpdateCustomProviderDefinition>) -> Self {
        self.body.custom_provider = Some(custom_provider.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateDataIntegrationBody {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    description: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    scopes: Patch<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials: Option<IntegrationCredentials>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<ApiKeyInstallation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_provider: Option<UpdateCustomProviderDefinition>,
}

static UPDATE_DATA_INTEGRATION: Operation =
    Operation::new("data_integrations.update", Method::PUT, "/data-integrations/{slug}")
        .with_secret_fields(&["client_secret", "secret"])
        .hints(UPDATE_DATA_INTEGRATION_HINTS);

const UPDATE_DATA_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Set either `credentials` or `api_key`, and `custom_provider` for custom providers only.",
    ),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(409, None, "Read the integration with `data_integrations.get()`, then send the change again."),
    Hint::new(422, None, "Check the scopes, the URLs of a custom provider, and that secrets are not empty."),
];

call! {
    /// The call of [`DataIntegrations::delete`].
    pub struct DeleteDataIntegration -> ();
}

static DELETE_DATA_INTEGRATION: Operation =
    Operation::new("data_integrations.delete", Method::DELETE, "/data-integrations/{slug}")
        .hints(DELETE_DATA_INTEGRATION_HINTS);

const DELETE_DATA_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
];

call! {
    /// The call of [`DataIntegrations::get_organization_owned`].
    pub struct GetOrganizationOwnedIntegration -> DataIntegration;
}

static GET_ORGANIZATION_OWNED_INTEGRATION: Operation = Operation::new(
    "data_integrations.get_organization_owned",
    Method::GET,
    "/data-integrations/{slug}/organization",
)
.repeatable()
.hints(GET_ORGANIZATION_OWNED_INTEGRATION_HINTS);

const GET_ORGANIZATION_OWNED_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
];

call! {
    /// The call of [`DataIntegrations::update_organization_owned`].
    pub struct UpdateOrganizationOwnedIntegration { body: UpdateOrganizationOwnedIntegrationBody } -> DataIntegration;
}

impl UpdateOrganizationOwnedIntegration {
    /// What it is for; shown where users consent.
    pub fn description(mut self, description: impl Into<Patch<String>>) -> Self {
        self.body.description = description.into();
        self
    }

    /// Whether accounts can be connected.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body.enabled = Some(enabled);
        self
    }

    /// The scopes that are asked for; `Patch::Clear` takes the provider's defaults.
    pub fn scopes(mut self, scopes: impl Into<Patch<Vec<String>>>) -> Self {
        self.body.scopes = scopes.into();
        self
    }

    /// A new OAuth application; not together with `api_key`.
    pub fn credentials(mut self, credentials: impl Into<IntegrationCredentials>) -> Self {
        self.body.credentials = Some(credentials.into());
        self
    }

    /// The API key of an account, new or replaced.
    pub fn api_key(mut self, api_key: impl Into<ApiKeyInstallation>) -> Self {
        self.body.api_key = Some(api_key.into());
        self
    }

    /// Changes of a custom provider.
    pub fn custom_provider(mut self, custom_provider: impl Into<UpdateCustomProviderDefinition>) -> Self {
        self.body.custom_provider = Some(custom_provider.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateOrganizationOwnedIntegrationBody {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    description: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    scopes: Patch<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials: Option<IntegrationCredentials>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<ApiKeyInstallation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_provider: Option<UpdateCustomProviderDefinition>,
}

static UPDATE_ORGANIZATION_OWNED_INTEGRATION: Operation = Operation::new(
    "data_integrations.update_organization_owned",
    Method::PUT,
    "/data-integrations/{slug}/organization",
)
.with_secret_fields(&["client_secret", "secret"])
.hints(UPDATE_ORGANIZATION_OWNED_INTEGRATION_HINTS);

const UPDATE_ORGANIZATION_OWNED_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Set either `credentials` or `api_key`, and `custom_provider` for custom providers only.",
    ),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(
        409,
        None,
        "Read the integration with `data_integrations.get_organization_owned()`, then send the change \
         again.",
    ),
    Hint::new(422, None, "Check the scopes, the URLs of a custom provider, and that secrets are not empty."),
];

call! {
    /// The call of [`DataIntegrations::delete_organization_owned`].
    pub struct DeleteOrganizationOwnedIntegration -> ();
}

static DELETE_ORGANIZATION_OWNED_INTEGRATION: Operation = Operation::new(
    "data_integrations.delete_organization_owned",
    Method::DELETE,
    "/data-integrations/{slug}/organization",
)
.hints(DELETE_ORGANIZATION_OWNED_INTEGRATION_HINTS);

const DELETE_ORGANIZATION_OWNED_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
];

/// Makes the URL on which a user connects an account.
pub(crate) static AUTHORIZE_DATA_INTEGRATION: Operation =
    Operation::new("data_integrations.authorize", Method::POST, "/data-integrations/{slug}/authorize")
        .repeatable()
        .with_secret_fields(&["link", "state", "url"])
        .hints(AUTHORIZE_DATA_INTEGRATION_HINTS);

const AUTHORIZE_DATA_INTEGRATION_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user, the organization and `return_to`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Enable the provider in the dashboard; for an organization, in its configuration too.",
    ),
    Hint::new(
        400,
        Some("invalid_return_to"),
        "Set `return_to` to an absolute https URL, or to a loopback URL during development.",
    ),
    Hint::new(
        400,
        Some("return_to_requires_exact_match"),
        "Register `return_to` in the dashboard exactly as you send it: with PKCE, no wildcard matches.",
    ),
    Hint::new(
        400,
        Some("connect_finish_unavailable"),
        "Leave out `pkce()`: this environment cannot finish a connection by `data_integrations.finish()`.",
    ),
    Hint::new(
        404,
        Some("multiple_connections_unavailable"),
        "Replace the connected account with the `set_` or `update` call: this environment allows one \
         account per provider.",
    ),
    Hint::new(
        404,
        Some("connected_account_not_found"),
        "Read the ids of connected accounts with `data_providers.list()`, then set `connected_account_id` \
         to one of them.",
    ),
    Hint::new(
        404,
        Some("entity_not_found"),
        "Verify that provider, user and organization exist in the environment of this API key.",
    ),
    Hint::new(
        404,
        None,
        "Verify that provider, user and organization exist in the environment of this API key.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(409, None, "Set `connected_account_id` to the account that is authorized again."),
    Hint::new(422, None, "Read `message`: it names the field that is refused."),
];

call! {
    /// The call of [`DataIntegrations::finish`].
    pub struct FinishConnection { body: FinishConnectionBody } -> FinishedConnection;
}

impl FinishConnection {
    /// The state that the browser brought; WorkOS writes it to its log only.
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.body.state = Some(state.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct FinishConnectionBody {
    #[serde(serialize_with = "workos_core::private::expose")]
    connect_code: Secret,
    #[serde(serialize_with = "workos_core::private::expose")]
    code_verifier: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
}

static FINISH_CONNECTION: Operation =
    Operation::new("data_integrations.finish", Method::POST, "/data-integrations/finish")
        .with_secret_fields(&["code_verifier", "connect_code"])
        .hints(FINISH_CONNECTION_HINTS);

const FINISH_CONNECTION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_connect_code"),
        "Start again with `data_integrations.authorize()`: a connect code is valid once, for 90 seconds, \
         with its own verifier.",
    ),
    Hint::new(400, Some("missing_code"), "Send the `connect_code` that the browser brought to `return_to`."),
    Hint::new(
        400,
        Some("authorization_state_expired"),
        "Start again with `data_integrations.authorize()`: the user took too long.",
    ),
    Hint::new(
        400,
        Some("authorization_code_exchange_error"),
        "Check client id, client secret and redirect URI of the integration, here and at the provider.",
    ),
    Hint::new(
        400,
        Some("invalid_client_id"),
        "Set the client id of the provider\'s OAuth application with `data_integrations.update()`.",
    ),
    Hint::new(
        400,
        Some("invalid_authorization_url"),
        "Correct `authorization_url` of the custom provider with `data_integrations.update()`.",
    ),
    Hint::new(
        400,
        Some("invalid_data_integration"),
        "Read the integration with `data_integrations.get()` and correct it: its `state` is not `valid`.",
    ),
    Hint::new(
        400,
        Some("auth_method_mismatch"),
        "Read `auth_methods` with `data_integrations.get()`: only accounts by OAuth are connected in a \
         browser.",
    ),
    Hint::new(
        400,
        Some("concurrent_request"),
        "Wait for the other request that changes this account, then start again with \
         `data_integrations.authorize()`.",
    ),
    Hint::new(
        400,
        Some("connected_account_limit_reached"),
        "Delete an account with `connected_accounts.delete()` before you connect another one.",
    ),
    Hint::new(
        400,
        Some("connected_account_not_found"),
        "Read the ids of connected accounts with `data_providers.list()`; the account was deleted \
         meanwhile.",
    ),
    Hint::new(
        400,
        Some("multiple_connections_unavailable"),
        "Call `authorize` without `connection_intent`: this environment allows one account per provider.",
    ),
    Hint::new(
        400,
        Some("target_deleted"),
        "Verify that user, organization and provider exist: one of them was deleted meanwhile.",
    ),
    Hint::new(
        400,
        Some("reauthorization_needed"),
        "Start again with `data_integrations.authorize()`: the provider took the consent back.",
    ),
    Hint::new(
        400,
        Some("missing_access_token"),
        "Check `token_url` and the scopes of the integration: the provider answered without an access \
         token.",
    ),
    Hint::new(
        400,
        Some("unexpected_response_format"),
        "Check `token_url` of the custom provider: its answer is no token response (RFC 6749).",
    ),
    Hint::new(
        400,
        Some("provider_error"),
        "Read `message` for the provider\'s error, then start again with `data_integrations.authorize()`.",
    ),
    Hint::new(
        400,
        Some("installation_failed"),
        "Start again with `data_integrations.authorize()`; report the request id to WorkOS if it fails \
         again.",
    ),
    Hint::new(400, None, "Start again with `data_integrations.authorize()`."),
    Hint::new(403, None, "Use the API key of the environment that called `data_integrations.authorize()`."),
];

/// Gets a fresh access token of a connected account.
pub(crate) static GET_ACCESS_TOKEN: Operation =
    Operation::new("data_integrations.access_token", Method::POST, "/data-integrations/{slug}/token")
        .repeatable()
        .with_secret_fields(&["access_token"])
        .hints(GET_ACCESS_TOKEN_HINTS);

const GET_ACCESS_TOKEN_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user and the organization."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        404,
        None,
        "Use the API key of the environment that the account was connected in, and check slug, user and \
         organization; an account exists once `authorize` was followed to its end.",
    ),
    Hint::new(
        422,
        Some("auth_method_mismatch"),
        "This account authenticates in another way; `credentials` serves every kind.",
    ),
];

/// Gets the credential of a connected account, of whatever kind.
pub(crate) static GET_CREDENTIALS: Operation =
    Operation::new("data_integrations.credentials", Method::POST, "/data-integrations/{slug}/credentials")
        .repeatable()
        .with_secret_fields(&["value"])
        .hints(GET_CREDENTIALS_HINTS);

const GET_CREDENTIALS_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user and the organization."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Use the API key of the environment that the account was connected in, and check slug, user and \
         organization; an account exists once `authorize` was followed to its end.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(422, None, "Check the user, the organization and which account is meant."),
];

call! {
    /// The call of [`DataIntegrations::add_api_key`].
    pub struct AddApiKey { body: AddApiKeyBody } -> ConnectedAccount;
}

impl AddApiKey {
    /// A key of your choice for this one change, for instance a random UUID. A call with a key is retried
    /// after a lost connection, a timeout or a 5xx as a read is: the server answers the same key and body
    /// with the first answer. The same key with another body is a 409 with the code
    /// `idempotency_key_conflict`.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&ADD_API_KEY_WITH_KEY);
        self
    }

    /// The organization that the account is connected for.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Whose account it is, the user's (by default) or the organization's.
    pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
        self.body.connection_owner = Some(connection_owner.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct AddApiKeyBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(serialize_with = "workos_core::private::expose")]
    secret: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
    connection_intent: &'static str,
}

static ADD_API_KEY: Operation =
    Operation::new("data_integrations.add_api_key", Method::POST, "/data-integrations/{slug}/api-key")
        .with_secret_fields(&["secret"])
        .hints(ADD_API_KEY_HINTS);

/// With an idempotency key.
static ADD_API_KEY_WITH_KEY: Operation =
    Operation::new("data_integrations.add_api_key", Method::POST, "/data-integrations/{slug}/api-key")
        .with_secret_fields(&["secret"])
        .hints(ADD_API_KEY_HINTS)
        .repeatable();

const ADD_API_KEY_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user, the organization and `connection_owner`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        Some("multiple_connections_unavailable"),
        "Replace the connected account with the `set_` or `update` call: this environment allows one \
         account per provider.",
    ),
    Hint::new(
        404,
        Some("entity_not_found"),
        "Verify that provider, user and organization exist in the environment of this API key.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(
        409,
        Some("connected_account_limit_reached"),
        "Delete an account before you connect another one: this owner has as many as the provider allows.",
    ),
    Hint::new(
        409,
        Some("idempotency_key_conflict"),
        "Use a new idempotency key for each change: this one was sent with another body.",
    ),
];

call! {
    /// The call of [`DataIntegrations::set_api_key`].
    pub struct SetApiKey { body: SetApiKeyBody } -> ConnectedAccount;
}

impl SetApiKey {
    /// The organization that the account is connected for.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Whose account it is, the user's (by default) or the organization's.
    pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
        self.body.connection_owner = Some(connection_owner.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }

    /// Whether another account is added, or one that is there is authorized again.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.body.connection_intent = Some(connection_intent.into());
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.body.connected_account_id = Some(connected_account_id.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct SetApiKeyBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(serialize_with = "workos_core::private::expose")]
    secret: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_intent: Option<ConnectionIntent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_account_id: Option<ConnectedAccountId>,
}

static SET_API_KEY: Operation =
    Operation::new("data_integrations.set_api_key", Method::PUT, "/data-integrations/{slug}/api-key")
        .with_secret_fields(&["secret"])
        .hints(SET_API_KEY_HINTS);

const SET_API_KEY_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user and the organization."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        422,
        Some("auth_method_mismatch"),
        "This account authenticates in another way; `credentials` serves every kind.",
    ),
];

call! {
    /// The call of [`DataIntegrations::add_client_credentials`].
    pub struct AddClientCredentials { body: AddClientCredentialsBody } -> ConnectedAccount;
}

impl AddClientCredentials {
    /// A key of your choice for this one change, for instance a random UUID. A call with a key is retried
    /// after a lost connection, a timeout or a 5xx as a read is: the server answers the same key and body
    /// with the first answer. The same key with another body is a 409 with the code
    /// `idempotency_key_conflict`.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&ADD_CLIENT_CREDENTIALS_WITH_KEY);
        self
    }

    /// The organization that the account is connected for.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Values of the provider's own settings, for instance a Zendesk `subdomain`.
    pub fn config(
        mut self,
        config: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.config = Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }

    /// Whose account it is, the user's (by default) or the organization's.
    pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
        self.body.connection_owner = Some(connection_owner.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct AddClientCredentialsBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    client_id: String,
    #[serde(serialize_with = "workos_core::private::expose")]
    client_secret: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
    connection_intent: &'static str,
}

static ADD_CLIENT_CREDENTIALS: Operation = Operation::new(
    "data_integrations.add_client_credentials",
    Method::POST,
    "/data-integrations/{slug}/client-credentials",
)
.with_secret_fields(&["client_secret"])
.hints(ADD_CLIENT_CREDENTIALS_HINTS);

/// With an idempotency key.
static ADD_CLIENT_CREDENTIALS_WITH_KEY: Operation = Operation::new(
    "data_integrations.add_client_credentials",
    Method::POST,
    "/data-integrations/{slug}/client-credentials",
)
.with_secret_fields(&["client_secret"])
.hints(ADD_CLIENT_CREDENTIALS_HINTS)
.repeatable();

const ADD_CLIENT_CREDENTIALS_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user, the organization and `connection_owner`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        Some("multiple_connections_unavailable"),
        "Replace the connected account with the `set_` or `update` call: this environment allows one \
         account per provider.",
    ),
    Hint::new(
        404,
        Some("entity_not_found"),
        "Verify that provider, user and organization exist in the environment of this API key.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(
        409,
        Some("connected_account_limit_reached"),
        "Delete an account before you connect another one: this owner has as many as the provider allows.",
    ),
    Hint::new(
        409,
        Some("idempotency_key_conflict"),
        "Use a new idempotency key for each change: this one was sent with another body.",
    ),
];

call! {
    /// The call of [`DataIntegrations::set_client_credentials`].
    pub struct SetClientCredentials { body: SetClientCredentialsBody } -> ConnectedAccount;
}

impl SetClientCredentials {
    /// The organization that the account is connected for.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Values of the provider's own settings, for instance a Zendesk `subdomain`.
    pub fn config(
        mut self,
        config: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.config = Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }

    /// Whose account it is, the user's (by default) or the organization's.
    pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
        self.body.connection_owner = Some(connection_owner.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }

    /// Whether another account is added, or one that is there is authorized again.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.body.connection_intent = Some(connection_intent.into());
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.body.connected_account_id = Some(connected_account_id.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct SetClientCredentialsBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    client_id: String,
    #[serde(serialize_with = "workos_core::private::expose")]
    client_secret: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_identifier: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_intent: Option<ConnectionIntent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_account_id: Option<ConnectedAccountId>,
}

static SET_CLIENT_CREDENTIALS: Operation = Operation::new(
    "data_integrations.set_client_credentials",
    Method::PUT,
    "/data-integrations/{slug}/client-credentials",
)
.with_secret_fields(&["client_secret"])
.hints(SET_CLIENT_CREDENTIALS_HINTS);

const SET_CLIENT_CREDENTIALS_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the user and the organization."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Verify the slug with `data_integrations.list()`, and that the API key is of the same environment.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        422,
        Some("auth_method_mismatch"),
        "This account authenticates in another way; `credentials` serves every kind.",
    ),
];

/// What organizations set for themselves about a provider: whether it is enabled, its scopes, their own
/// OAuth application.
///
/// Needs the feature `pipes-org-overrides` of the environment.
#[derive(Clone, Debug)]
pub struct DataIntegrationConfigurations {
    pub(crate) client: Client,
}

impl DataIntegrationConfigurations {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the providers of the environment as an organization has configured them, all of them at once.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integration_configurations: workos_pipes::DataIntegrationConfigurations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = data_integration_configurations.list("org_01EHZNVPK3SFK441A1RGBFSHRT").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{organizationId}/data_integration_configurations`
    pub fn list(&self, organization_id: impl Into<OrganizationId>) -> ListDataIntegrationConfigurations {
        let mut call = Call::new(&self.client, &LIST_DATA_INTEGRATION_CONFIGURATIONS);
        call.path_id("organizationId", organization_id.into().as_str());
        ListDataIntegrationConfigurations { call }
    }

    /// Configures a provider for an organization. What is not set stays as it is; `Patch::Clear` for the
    /// scopes takes over those of the data integration.
    ///
    /// An organization's own OAuth application needs both `client_id` and `client_secret`.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_integration_configurations: workos_pipes::DataIntegrationConfigurations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let data_integration_configuration = data_integration_configurations
    ///     .update("org_01EHZNVPK3SFK441A1RGBFSHRT", "github")
    ///     .enabled(true)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Send `client_id` and `client_secret` together, and only for
    ///   providers with credentials of the organization.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the organization id, and the slug with
    ///   `data_integration_configurations.list()`.
    /// - 422 (`is_invalid_request()`): Check the scopes and the keys of `config`: a provider declares which
    ///   ones it takes.
    ///
    /// `PUT /organizations/{organizationId}/data_integration_configurations/{slug}`
    pub fn update(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
    ) -> UpdateDataIntegrationConfiguration {
        let mut call = Call::new(&self.client, &UPDATE_DATA_INTEGRATION_CONFIGURATION);
        call.path_id("organizationId", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        UpdateDataIntegrationConfiguration {
            call,
            body: UpdateDataIntegrationConfigurationBody {
                enabled: None,
                scopes: Patch::Keep,
                client_id: None,
                client_secret: None,
                config: None,
            },
        }
    }
}

call! {
    /// The call of [`DataIntegrationConfigurations::list`].
    pub struct ListDataIntegrationConfigurations -> Page<DataIntegrationConfiguration>;
}

static LIST_DATA_INTEGRATION_CONFIGURATIONS: Operation = Operation::new(
    "data_integration_configurations.list",
    Method::GET,
    "/organizations/{organizationId}/data_integration_configurations",
)
.repeatable()
.hints(LIST_DATA_INTEGRATION_CONFIGURATIONS_HINTS);

const LIST_DATA_INTEGRATION_CONFIGURATIONS_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
];

call! {
    /// The call of [`DataIntegrationConfigurations::update`].
    pub struct UpdateDataIntegrationConfiguration { body: UpdateDataIntegrationConfigurationBody } -> DataIntegrationConfiguration;
}

impl UpdateDataIntegrationConfiguration {
    /// Whether the organization may connect accounts.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body.enabled = Some(enabled);
        self
    }

    /// The scopes that are asked for.
    pub fn scopes(mut self, scopes: impl Into<Patch<Vec<String>>>) -> Self {
        self.body.scopes = scopes.into();
        self
    }

    /// The client id of the organization's own OAuth application.
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.body.client_id = Some(client_id.into());
        self
    }

    /// The client secret of that application.
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.body.client_secret = Some(client_secret.into());
        self
    }

    /// Values of the provider's own settings.
    pub fn config(
        mut self,
        config: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.config = Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateDataIntegrationConfigurationBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    scopes: Patch<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    client_secret: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<BTreeMap<String, String>>,
}

static UPDATE_DATA_INTEGRATION_CONFIGURATION: Operation = Operation::new(
    "data_integration_configurations.update",
    Method::PUT,
    "/organizations/{organizationId}/data_integration_configurations/{slug}",
)
.with_secret_fields(&["client_secret"])
.hints(UPDATE_DATA_INTEGRATION_CONFIGURATION_HINTS);

const UPDATE_DATA_INTEGRATION_CONFIGURATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Send `client_id` and `client_secret` together, and only for providers with credentials of the \
         organization.",
    ),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Verify the organization id, and the slug with `data_integration_configurations.list()`.",
    ),
    Hint::new(
        422,
        None,
        "Check the scopes and the keys of `config`: a provider declares which ones it takes.",
    ),
];

/// The accounts that users connected at providers.
///
/// An account is addressed by its user, the provider's slug and, where it was connected for one, the
/// organization: with and without an organization are two different accounts of a user.
#[derive(Clone, Debug)]
pub struct ConnectedAccounts {
    pub(crate) client: Client,
}

impl ConnectedAccounts {
    /// Makes the handle; nothing is sent.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    ///
    /// `GET /user_management/users/{user_id}/connected_accounts/{slug}`,
    /// <https://workos.com/docs/reference/pipes/connected-account>
    pub fn get(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> GetConnectedAccount {
        let mut call = Call::new(&self.client, &GET_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        GetConnectedAccount { call }
    }

    /// Imports an account whose tokens you hold already: WorkOS refreshes them from now on.
    ///
    /// An `access_token` that expires needs `expires_at` and `refresh_token`; without tokens, the user has
    /// to authorize again.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 (`is_not_found()`): Verify that user, organization and provider exist in the environment of
    ///   this API key.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has as many as the provider allows.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    /// - 409 (`is_conflict()`): The user has an account there; change it with
    ///   `connected_accounts.update()`.
    /// - 422 `invalid_refresh_token` (`is_invalid_request()`): Send the refresh token that the provider
    ///   issued last: the provider refused this one.
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
    pub fn create(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> CreateConnectedAccount {
        let mut call = Call::new(&self.client, &CREATE_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        CreateConnectedAccount {
            call,
            body: CreateConnectedAccountBody {
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

    /// Changes the tokens, the scopes or the state of a user's connected account. What is not set stays as
    /// it is.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 422 `invalid_refresh_token` (`is_invalid_request()`): Send the refresh token that the provider
    ///   issued last: the provider refused this one.
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
    pub fn update(&self, user_id: impl Into<UserId>, slug: impl AsRef<str>) -> UpdateConnectedAccount {
        let mut call = Call::new(&self.client, &UPDATE_CONNECTED_ACCOUNT);
        call.path_id("user_id", user_id.into().as_str());
        call.path("slug", slug.as_ref());
        UpdateConnectedAccount {
            call,
            body: UpdateConnectedAccountBody {
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

    /// Disconnects a user's account; WorkOS forgets its tokens.
    ///
    /// The provider itself still knows the consent: users take that back there. Let a `TokenSource` forget
    /// the account too.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 503 `concurrent_request`: Wait for the other request that changes this account, then call `delete`
    ///   again.
    ///
    /// `DELETE /user_management/users/{user_id}/connected_accounts/{slug}`
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

impl GetConnectedAccount {
    /// The organization that the account was connected for; without it, the account of no organization is
    /// meant.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }
}

static GET_CONNECTED_ACCOUNT: Operation = Operation::new(
    "connected_accounts.get",
    Method::GET,
    "/user_management/users/{user_id}/connected_accounts/{slug}",
)
.repeatable()
.hints(GET_CONNECTED_ACCOUNT_HINTS);

const GET_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
];

call! {
    /// The call of [`ConnectedAccounts::create`].
    pub struct CreateConnectedAccount { body: CreateConnectedAccountBody } -> ConnectedAccount;
}

impl CreateConnectedAccount {
    /// The organization that the account was connected for; without it, the account of no organization is
    /// meant.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// A key of your choice for this one change, for instance a random UUID. A call with a key is retried
    /// after a lost connection, a timeout or a 5xx as a read is: the server answers the same key and body
    /// with the first answer. The same key with another body is a 409 with the code
    /// `idempotency_key_conflict`.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&CREATE_CONNECTED_ACCOUNT_WITH_KEY);
        self
    }

    /// The account's access token.
    pub fn access_token(mut self, access_token: impl Into<Secret>) -> Self {
        self.body.access_token = Some(access_token.into());
        self
    }

    /// The account's refresh token.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.body.refresh_token = Some(refresh_token.into());
        self
    }

    /// When the access token expires, if it does.
    pub fn expires_at(mut self, expires_at: impl Into<Timestamp>) -> Self {
        self.body.expires_at = Some(expires_at.into());
        self
    }

    /// What was granted.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Whether it can be used; told from the tokens by default.
    pub fn state(mut self, state: impl Into<ConnectedAccountState>) -> Self {
        self.body.state = Some(state.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }

    /// `add` to connect another one.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.body.connection_intent = Some(connection_intent.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateConnectedAccountBody {
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
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

static CREATE_CONNECTED_ACCOUNT: Operation = Operation::new(
    "connected_accounts.create",
    Method::POST,
    "/user_management/users/{user_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(CREATE_CONNECTED_ACCOUNT_HINTS);

/// With an idempotency key.
static CREATE_CONNECTED_ACCOUNT_WITH_KEY: Operation = Operation::new(
    "connected_accounts.create",
    Method::POST,
    "/user_management/users/{user_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(CREATE_CONNECTED_ACCOUNT_HINTS)
.repeatable();

const CREATE_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        Some("multiple_connections_unavailable"),
        "Replace the connected account with the `set_` or `update` call: this environment allows one \
         account per provider.",
    ),
    Hint::new(
        404,
        None,
        "Verify that user, organization and provider exist in the environment of this API key.",
    ),
    Hint::new(
        409,
        Some("connected_account_limit_reached"),
        "Delete an account before you connect another one: this owner has as many as the provider allows.",
    ),
    Hint::new(
        409,
        Some("idempotency_key_conflict"),
        "Use a new idempotency key for each change: this one was sent with another body.",
    ),
    Hint::new(409, None, "The user has an account there; change it with `connected_accounts.update()`."),
    Hint::new(
        422,
        Some("invalid_refresh_token"),
        "Send the refresh token that the provider issued last: the provider refused this one.",
    ),
    Hint::new(
        422,
        Some("invalid_token_combination"),
        "Send `access_token`, `refresh_token` and `expires_at` together for a token that expires, or \
         `access_token` alone.",
    ),
    Hint::new(
        422,
        Some("invalid_data_integration_state"),
        "Read the integration with `data_integrations.get()` and correct it: its `state` is not `valid`.",
    ),
    Hint::new(
        422,
        Some("client_credentials_not_configured"),
        "Set client id and client secret of the integration with `data_integrations.update()` first.",
    ),
    Hint::new(
        422,
        Some("invalid_request_parameters"),
        "Read `errors()`: it names each field that is refused.",
    ),
    Hint::new(
        422,
        None,
        "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.",
    ),
];

call! {
    /// The call of [`ConnectedAccounts::update`].
    pub struct UpdateConnectedAccount { body: UpdateConnectedAccountBody } -> ConnectedAccount;
}

impl UpdateConnectedAccount {
    /// The organization that the account was connected for; without it, the account of no organization is
    /// meant.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }

    /// `reauthorize`, with `connected_account_id`: changes exactly that account.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.call.query("connection_intent", connection_intent.into());
        self
    }

    /// The account's access token.
    pub fn access_token(mut self, access_token: impl Into<Secret>) -> Self {
        self.body.access_token = Some(access_token.into());
        self
    }

    /// The account's refresh token.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.body.refresh_token = Some(refresh_token.into());
        self
    }

    /// When the access token expires, if it does.
    pub fn expires_at(mut self, expires_at: impl Into<Timestamp>) -> Self {
        self.body.expires_at = Some(expires_at.into());
        self
    }

    /// What was granted.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Whether it can be used; told from the tokens by default.
    pub fn state(mut self, state: impl Into<ConnectedAccountState>) -> Self {
        self.body.state = Some(state.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateConnectedAccountBody {
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
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

static UPDATE_CONNECTED_ACCOUNT: Operation = Operation::new(
    "connected_accounts.update",
    Method::PUT,
    "/user_management/users/{user_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(UPDATE_CONNECTED_ACCOUNT_HINTS);

const UPDATE_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        422,
        Some("invalid_refresh_token"),
        "Send the refresh token that the provider issued last: the provider refused this one.",
    ),
    Hint::new(
        422,
        Some("invalid_token_combination"),
        "Send `access_token`, `refresh_token` and `expires_at` together for a token that expires, or \
         `access_token` alone.",
    ),
    Hint::new(
        422,
        Some("invalid_data_integration_state"),
        "Read the integration with `data_integrations.get()` and correct it: its `state` is not `valid`.",
    ),
    Hint::new(
        422,
        Some("client_credentials_not_configured"),
        "Set client id and client secret of the integration with `data_integrations.update()` first.",
    ),
    Hint::new(
        422,
        Some("invalid_request_parameters"),
        "Read `errors()`: it names each field that is refused.",
    ),
    Hint::new(
        422,
        None,
        "Send `expires_at` and `refresh_token` together with `access_token` for a token that expires.",
    ),
];

call! {
    /// The call of [`ConnectedAccounts::delete`].
    pub struct DeleteConnectedAccount -> ();
}

impl DeleteConnectedAccount {
    /// The organization that the account was connected for; without it, the account of no organization is
    /// meant.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }
}

static DELETE_CONNECTED_ACCOUNT: Operation = Operation::new(
    "connected_accounts.delete",
    Method::DELETE,
    "/user_management/users/{user_id}/connected_accounts/{slug}",
)
.hints(DELETE_CONNECTED_ACCOUNT_HINTS);

const DELETE_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. `data_providers.list()` with \
         `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes this account, then call `delete` again.",
    ),
];

/// The accounts that organizations connected at providers, shared by their members.
#[derive(Clone, Debug)]
pub struct OrganizationConnectedAccounts {
    pub(crate) client: Client,
}

impl OrganizationConnectedAccounts {
    /// Makes the handle; nothing is sent.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list_for_organization()` with
    ///   `supports_multiple_connections(true)` lists them.
    ///
    /// `GET /organizations/{organization_id}/connected_accounts/{slug}`
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

    /// Imports an account of an organization whose tokens you hold already.
    ///
    /// An `access_token` that expires needs `expires_at` and `refresh_token`.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: Who connects it, a member of the organization.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 `multiple_connections_unavailable` (`is_not_found()`): Replace the connected account with the
    ///   `set_` or `update` call: this environment allows one account per provider.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify that organization, user and provider exist in
    ///   the environment of this API key.
    /// - 404 (`is_not_found()`): Verify that organization, user and provider exist in the environment of
    ///   this API key.
    /// - 409 `connected_account_limit_reached` (`is_conflict()`): Delete an account before you connect
    ///   another one: this owner has as many as the provider allows.
    /// - 409 `idempotency_key_conflict` (`is_conflict()`): Use a new idempotency key for each change: this
    ///   one was sent with another body.
    /// - 409 (`is_conflict()`): The organization has an account there; change it with
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

    /// Changes the tokens, the scopes or the state of an organization's connected account. What is not set
    /// stays as it is.
    ///
    /// Needs the feature `pipes-management-api` of the environment.
    ///
    /// - `slug`: The provider's slug, for instance `github`.
    /// - `user_id`: Who connects it, a member of the organization.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 403 (`is_forbidden()`): Give the API key access to Pipes in the dashboard, and check that the
    ///   feature is on.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list_for_organization()` with
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

    /// Disconnects an organization's account; WorkOS forgets its tokens.
    ///
    /// The provider itself still knows the consent: take that back there.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Check user, slug and organization, and use the API key of the environment
    ///   that the account was connected in.
    /// - 409 `account_selection_required` (`is_conflict()`): Several accounts match: set
    ///   `connected_account_id` to the id of one. `data_providers.list_for_organization()` with
    ///   `supports_multiple_connections(true)` lists them.
    /// - 503 `concurrent_request`: Wait for the other request that changes this account, then call `delete`
    ///   again.
    ///
    /// `DELETE /organizations/{organization_id}/connected_accounts/{slug}`
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
    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
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
.hints(GET_ORGANIZATION_CONNECTED_ACCOUNT_HINTS);

const GET_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
];

call! {
    /// The call of [`OrganizationConnectedAccounts::create`].
    pub struct CreateOrganizationConnectedAccount { body: CreateOrganizationConnectedAccountBody } -> ConnectedAccount;
}

impl CreateOrganizationConnectedAccount {
    /// A key of your choice for this one change, for instance a random UUID. A call with a key is retried
    /// after a lost connection, a timeout or a 5xx as a read is: the server answers the same key and body
    /// with the first answer. The same key with another body is a 409 with the code
    /// `idempotency_key_conflict`.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY);
        self
    }

    /// The account's access token.
    pub fn access_token(mut self, access_token: impl Into<Secret>) -> Self {
        self.body.access_token = Some(access_token.into());
        self
    }

    /// The account's refresh token.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.body.refresh_token = Some(refresh_token.into());
        self
    }

    /// When the access token expires, if it does.
    pub fn expires_at(mut self, expires_at: impl Into<Timestamp>) -> Self {
        self.body.expires_at = Some(expires_at.into());
        self
    }

    /// What was granted.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Whether it can be used; told from the tokens by default.
    pub fn state(mut self, state: impl Into<ConnectedAccountState>) -> Self {
        self.body.state = Some(state.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }

    /// `add` to connect another one.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.body.connection_intent = Some(connection_intent.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateOrganizationConnectedAccountBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
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
.hints(CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS);

/// With an idempotency key.
static CREATE_ORGANIZATION_CONNECTED_ACCOUNT_WITH_KEY: Operation = Operation::new(
    "organization_connected_accounts.create",
    Method::POST,
    "/organizations/{organization_id}/connected_accounts/{slug}",
)
.with_secret_fields(&["access_token", "refresh_token"])
.hints(CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS)
.repeatable();

const CREATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        Some("multiple_connections_unavailable"),
        "Replace the connected account with the `set_` or `update` call: this environment allows one \
         account per provider.",
    ),
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
        Some("connected_account_limit_reached"),
        "Delete an account before you connect another one: this owner has as many as the provider allows.",
    ),
    Hint::new(
        409,
        Some("idempotency_key_conflict"),
        "Use a new idempotency key for each change: this one was sent with another body.",
    ),
    Hint::new(
        409,
        None,
        "The organization has an account there; change it with `organization_connected_accounts.update()`.",
    ),
    Hint::new(
        422,
        Some("invalid_token_combination"),
        "Send `access_token`, `refresh_token` and `expires_at` together for a token that expires, or \
         `access_token` alone.",
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
        Some("invalid_request_parameters"),
        "Read `errors()`: it names each field that is refused.",
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

impl UpdateOrganizationConnectedAccount {
    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.call.query("connected_account_id", connected_account_id.into());
        self
    }

    /// `reauthorize`, with `connected_account_id`: changes exactly that account.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.call.query("connection_intent", connection_intent.into());
        self
    }

    /// The account's access token.
    pub fn access_token(mut self, access_token: impl Into<Secret>) -> Self {
        self.body.access_token = Some(access_token.into());
        self
    }

    /// The account's refresh token.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.body.refresh_token = Some(refresh_token.into());
        self
    }

    /// When the access token expires, if it does.
    pub fn expires_at(mut self, expires_at: impl Into<Timestamp>) -> Self {
        self.body.expires_at = Some(expires_at.into());
        self
    }

    /// What was granted.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Whether it can be used; told from the tokens by default.
    pub fn state(mut self, state: impl Into<ConnectedAccountState>) -> Self {
        self.body.state = Some(state.into());
        self
    }

    /// A label for the account; `Patch::Clear` removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// The provider's own id of the account, as far as you know it; `Patch::Clear` removes it.
    pub fn account_identifier(mut self, account_identifier: impl Into<Patch<String>>) -> Self {
        self.body.account_identifier = account_identifier.into();
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateOrganizationConnectedAccountBody {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    access_token: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
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
.hints(UPDATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS);

const UPDATE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        403,
        None,
        "Give the API key access to Pipes in the dashboard, and check that the feature is on.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        422,
        Some("invalid_token_combination"),
        "Send `access_token`, `refresh_token` and `expires_at` together for a token that expires, or \
         `access_token` alone.",
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
        Some("invalid_request_parameters"),
        "Read `errors()`: it names each field that is refused.",
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
    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }

    /// Which of several accounts of the provider is meant.
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
.hints(DELETE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS);

const DELETE_ORGANIZATION_CONNECTED_ACCOUNT_HINTS: &[Hint] = &[
    Hint::new(400, None, "Set `connected_account_id` together with `supports_multiple_connections(true)`."),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(
        404,
        None,
        "Check user, slug and organization, and use the API key of the environment that the account was \
         connected in.",
    ),
    Hint::new(
        409,
        Some("account_selection_required"),
        "Several accounts match: set `connected_account_id` to the id of one. \
         `data_providers.list_for_organization()` with `supports_multiple_connections(true)` lists them.",
    ),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes this account, then call `delete` again.",
    ),
];

/// The providers as a user or an organization sees them: each with the account that is connected there,
/// if any.
#[derive(Clone, Debug)]
pub struct DataProviders {
    pub(crate) client: Client,
}

impl DataProviders {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the providers that a user can connect to, each with the account that is connected, all of them
    /// at once.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_providers: workos_pipes::DataProviders,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = data_providers.list("user_01EHZNVPK3SFK441A1RGBFSHRT").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the user id, and that the API key is of the same environment.
    ///
    /// `GET /user_management/users/{user_id}/data_providers`
    pub fn list(&self, user_id: impl Into<UserId>) -> ListDataProviders {
        let mut call = Call::new(&self.client, &LIST_DATA_PROVIDERS);
        call.path_id("user_id", user_id.into().as_str());
        ListDataProviders { call }
    }

    /// Lists the providers that an organization can connect to, each with the account that is connected,
    /// all of them at once.
    ///
    /// Providers that users connect to are not among them.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     data_providers: workos_pipes::DataProviders,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = data_providers.list_for_organization("org_01EHZNVPK3SFK441A1RGBFSHRT").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment
    ///   that the provider is set up in.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{organization_id}/data_providers`
    pub fn list_for_organization(
        &self,
        organization_id: impl Into<OrganizationId>,
    ) -> ListDataProvidersForOrganization {
        let mut call = Call::new(&self.client, &LIST_DATA_PROVIDERS_FOR_ORGANIZATION);
        call.path_id("organization_id", organization_id.into().as_str());
        ListDataProvidersForOrganization { call }
    }
}

call! {
    /// The call of [`DataProviders::list`].
    pub struct ListDataProviders -> Page<DataProvider>;
}

impl ListDataProviders {
    /// The organization that the account was connected for; without it, the account of no organization is
    /// meant.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }
}

static LIST_DATA_PROVIDERS: Operation =
    Operation::new("data_providers.list", Method::GET, "/user_management/users/{user_id}/data_providers")
        .repeatable()
        .hints(LIST_DATA_PROVIDERS_HINTS);

const LIST_DATA_PROVIDERS_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(404, None, "Verify the user id, and that the API key is of the same environment."),
];

call! {
    /// The call of [`DataProviders::list_for_organization`].
    pub struct ListDataProvidersForOrganization -> Page<DataProvider>;
}

impl ListDataProvidersForOrganization {
    /// Whether accounts beyond the first of a provider are considered.
    pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
        self.call.query("supports_multiple_connections", supports_multiple_connections);
        self
    }
}

static LIST_DATA_PROVIDERS_FOR_ORGANIZATION: Operation = Operation::new(
    "data_providers.list_for_organization",
    Method::GET,
    "/organizations/{organization_id}/data_providers",
)
.repeatable()
.hints(LIST_DATA_PROVIDERS_FOR_ORGANIZATION_HINTS);

const LIST_DATA_PROVIDERS_FOR_ORGANIZATION_HINTS: &[Hint] = &[
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and is of the environment that the provider is set \
         up in.",
    ),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
];
