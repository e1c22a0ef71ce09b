//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation, setters};
use workos_core::{OrganizationId, Page, UserId};

use super::hints::SHARED_HINTS;
use super::models::DataProvider;

/// The providers that a user or an organization can connect to, each with the connected account, if
/// there is one.
#[derive(Clone, Debug)]
pub struct DataProviders {
    pub(crate) client: Client,
}

impl DataProviders {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the providers that a user can connect to, each with the connected account, in a single
    /// response.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the user id, and that the API key belongs to the same environment.
    ///
    /// `GET /user_management/users/{user_id}/data_providers`
    #[doc(alias("DataIntegrationsUserManagementController_getUserDataIntegrations", "list_data_providers"))]
    pub fn list(&self, user_id: impl Into<UserId>) -> ListDataProviders {
        let mut call = Call::new(&self.client, &LIST_DATA_PROVIDERS);
        call.path_id("user_id", user_id.into().as_str());
        ListDataProviders { call }
    }

    /// Lists the providers that an organization can connect to, each with the connected account, in a
    /// single response.
    ///
    /// The list does not include providers for the accounts of users.
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
    /// - 401 (`is_unauthorized()`): Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the
    ///   environment in which the provider is set up.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{organization_id}/data_providers`
    #[doc(alias = "DataIntegrationsOrganizationController_getOrganizationDataIntegrations")]
    #[doc(alias = "list_data_providers_for_organization")]
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

setters! {
    ListDataProviders:
    /// The organization that the account was connected for. Without it, the call uses the account without
    /// an organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
}

operation! {
    static LIST_DATA_PROVIDERS =
        Operation::new("data_providers.list", Method::GET, "/user_management/users/{user_id}/data_providers")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the user id, and that the API key belongs to the same environment.";
}

call! {
    /// The call of [`DataProviders::list_for_organization`].
    pub struct ListDataProvidersForOrganization -> Page<DataProvider>;
}

setters! {
    ListDataProvidersForOrganization:
    /// Whether to consider all accounts at a provider instead of only the first.
    supports_multiple_connections(bool) => |call|
        call.query("supports_multiple_connections", supports_multiple_connections);
}

operation! {
    static LIST_DATA_PROVIDERS_FOR_ORGANIZATION =
        Operation::new("data_providers.list_for_organization", Method::GET, "/organizations/{organization_id}/data_providers")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
}
