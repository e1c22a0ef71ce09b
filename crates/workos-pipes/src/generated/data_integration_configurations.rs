//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call, setters};
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
    #[doc(alias = "ProviderController_listForOrganization")]
    #[doc(alias = "list_data_integration_configurations")]
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
    #[doc(alias = "ProviderController_configure")]
    #[doc(alias = "update_data_integration_configuration")]
    pub fn update(
        &self,
        organization_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
    ) -> UpdateDataIntegrationConfiguration {
        let mut call = Call::new(&self.client, &UPDATE_DATA_INTEGRATION_CONFIGURATION);
        call.path_id("organizationId", organization_id.into().as_str());
        call.path("slug", slug.as_ref());
        UpdateDataIntegrationConfiguration { call, body: UpdateDataIntegrationConfigurationBody::default() }
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
.hints(LIST_DATA_INTEGRATION_CONFIGURATIONS_HINTS)
.with_default_hints(SHARED_HINTS);

const LIST_DATA_INTEGRATION_CONFIGURATIONS_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];

call! {
    /// The call of [`DataIntegrationConfigurations::update`].
    pub struct UpdateDataIntegrationConfiguration { body: UpdateDataIntegrationConfigurationBody } -> DataIntegrationConfiguration;
}

setters! {
    UpdateDataIntegrationConfiguration:
    /// Whether the organization may connect accounts.
    enabled(bool) = Some(enabled);
    /// The scopes to request.
    scopes(impl Into<Patch<Vec<String>>>) = scopes.into();
    /// The client id of the organization's own OAuth application.
    client_id(impl Into<String>) = Some(client_id.into());
    /// The client secret of the organization's own OAuth application.
    client_secret(impl Into<Secret>) = Some(client_secret.into());
    /// Values of the provider's own settings.
    config(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) =
        Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
}

#[derive(Clone, Debug, Default, Serialize)]
struct UpdateDataIntegrationConfigurationBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    scopes: Patch<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
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
.hints(UPDATE_DATA_INTEGRATION_CONFIGURATION_HINTS)
.with_default_hints(SHARED_HINTS);

const UPDATE_DATA_INTEGRATION_CONFIGURATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Send `client_id` and `client_secret` together, and only for providers with credentials of \
         organizations.",
    ),
    Hint::new(
        404,
        None,
        "Verify the organization id, and the slug with `data_integration_configurations.list()`.",
    ),
    Hint::new(
        422,
        None,
        "Check the scopes and the keys of `config`: each provider defines which keys it accepts.",
    ),
];
