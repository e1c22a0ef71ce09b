//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use workos_client::{Call, Client, Method, Operation, body, call, operation};
use workos_core::{OrganizationId, Page, Patch, Secret};

use super::hints::SHARED_HINTS;
use super::models::DataIntegrationConfiguration;

/// The settings of an organization for a provider: whether the provider is enabled, its scopes, and the
/// organization's own OAuth application.
///
/// Needs the feature `pipes-org-overrides` of the environment.
#[derive(Clone, Debug)]
pub struct DataIntegrationConfigurations {
    pub(crate) client: Client,
}

impl DataIntegrationConfigurations {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists an organization's configurations of all providers of the environment, in a single response.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{organizationId}/data_integration_configurations`
    #[doc(alias("ProviderController_listForOrganization", "list_data_integration_configurations"))]
    pub fn list(&self, organization_id: impl Into<OrganizationId>) -> ListDataIntegrationConfigurations {
        let mut call = Call::new(&self.client, &LIST_DATA_INTEGRATION_CONFIGURATIONS);
        call.path_id("organizationId", organization_id.into().as_str());
        ListDataIntegrationConfigurations { call }
    }

    /// Configures a provider for an organization. Fields that are not set stay unchanged. `Patch::Clear`
    /// resets the scopes to the scopes of the data integration.
    ///
    /// An organization's own OAuth application requires both `client_id` and `client_secret`.
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
    ///   providers with credentials of organizations.
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the organization id, and the slug with
    ///   `data_integration_configurations.list()`.
    /// - 422 (`is_invalid_request()`): Check the scopes and the keys of `config`: each provider defines
    ///   which keys it accepts.
    ///
    /// `PUT /organizations/{organizationId}/data_integration_configurations/{slug}`
    #[doc(alias("ProviderController_configure", "update_data_integration_configuration"))]
    pub fn update(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
    ) -> UpdateDataIntegrationConfiguration {
        let mut call = Call::new(&self.client, &UPDATE_DATA_INTEGRATION_CONFIGURATION);
        call.path_id("organizationId", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        let body = UpdateDataIntegrationConfigurationBody::new();
        UpdateDataIntegrationConfiguration { call, body }
    }
}

call! {
    /// The call of [`DataIntegrationConfigurations::list`].
    pub struct ListDataIntegrationConfigurations -> Page<DataIntegrationConfiguration>;
}

operation! {
    static LIST_DATA_INTEGRATION_CONFIGURATIONS =
        Operation::new("data_integration_configurations.list", Method::GET, "/organizations/{organizationId}/data_integration_configurations")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
}

call! {
    /// The call of [`DataIntegrationConfigurations::update`].
    pub struct UpdateDataIntegrationConfiguration { body: UpdateDataIntegrationConfigurationBody } -> DataIntegrationConfiguration;
}

body! {
    struct UpdateDataIntegrationConfigurationBody of UpdateDataIntegrationConfiguration;
    /// Whether the organization may connect accounts.
    enabled(bool): Option<bool> = Some(enabled);
    /// The scopes to request.
    scopes(impl Into<Patch<Vec<String>>>): Patch<Vec<String>> = scopes.into();
    /// The client id of the organization's own OAuth application.
    client_id(impl Into<String>): Option<String> = Some(client_id.into()),
        |call, client_id| call.check_text("client_id", client_id, 1..);
    /// The client secret of the organization's own OAuth application.
    client_secret(impl Into<Secret>): Option<Secret> as secret = Some(client_secret.into()),
        |call, client_secret| call.check_text("client_secret", client_secret.expose(), 1..);
    /// Values of the provider's own settings.
    config(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
}

operation! {
    static UPDATE_DATA_INTEGRATION_CONFIGURATION =
        Operation::new("data_integration_configurations.update", Method::PUT, "/organizations/{organizationId}/data_integration_configurations/{slug}")
            .with_secret_fields(&["client_secret"]).with_default_hints(SHARED_HINTS);
    400 => "Send `client_id` and `client_secret` together, and only for providers with credentials of organizations.";
    404 => "Verify the organization id, and the slug with `data_integration_configurations.list()`.";
    422 => "Check the scopes and the keys of `config`: each provider defines which keys it accepts.";
}
