//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod connected_accounts;
mod data_integration_configurations;
mod data_integrations;
mod data_providers;
mod enums;
mod hints;
mod models;
mod organization_connected_accounts;

pub use connected_accounts::{
    ConnectedAccounts, CreateConnectedAccount, DeleteConnectedAccount, GetConnectedAccount,
    UpdateConnectedAccount,
};
pub use data_integration_configurations::{
    DataIntegrationConfigurations, ListDataIntegrationConfigurations, UpdateDataIntegrationConfiguration,
};
pub(crate) use data_integrations::{AUTHORIZE_DATA_INTEGRATION, GET_ACCESS_TOKEN, GET_CREDENTIALS};
pub use data_integrations::{
    AddApiKey, AddClientCredentials, CreateDataIntegration, DataIntegrations, DeleteDataIntegration,
    DeleteOrganizationOwnedIntegration, FinishConnection, GetDataIntegration,
    GetOrganizationOwnedIntegration, ListDataIntegrations, SetApiKey, SetClientCredentials,
    UpdateDataIntegration, UpdateOrganizationOwnedIntegration,
};
pub use data_providers::{DataProviders, ListDataProviders, ListDataProvidersForOrganization};
pub use enums::{
    AuthMethod, AuthenticateVia, ConnectCompletion, ConnectErrorCode, ConnectedAccountState,
    ConnectedAccountStateReason, ConnectionIntent, ConnectionOwner, ConnectionRole, CredentialsType,
    DataIntegrationState, InactiveReason, WarningCode,
};
pub use models::{
    AccessToken, ApiKeyInstallation, ConfigurationCredentials, ConnectedAccount, ConnectionFailure,
    Credential, CustomProvider, CustomProviderDefinition, DataIntegration, DataIntegrationConfiguration,
    DataIntegrationCredentials, DataProvider, EventAccount, FinishedConnection, Installation,
    IntegrationCredentials, UpdateCustomProviderDefinition, Warning,
};
pub use organization_connected_accounts::{
    CreateOrganizationConnectedAccount, DeleteOrganizationConnectedAccount, GetOrganizationConnectedAccount,
    OrganizationConnectedAccounts, UpdateOrganizationConnectedAccount,
};
