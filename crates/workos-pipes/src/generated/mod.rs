//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;
mod operations;

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
pub(crate) use operations::{AUTHORIZE_DATA_INTEGRATION, GET_ACCESS_TOKEN, GET_CREDENTIALS};
pub use operations::{
    AddApiKey, AddClientCredentials, ConnectedAccounts, CreateConnectedAccount, CreateDataIntegration,
    CreateOrganizationConnectedAccount, DataIntegrationConfigurations, DataIntegrations, DataProviders,
    DeleteConnectedAccount, DeleteDataIntegration, DeleteOrganizationConnectedAccount,
    DeleteOrganizationOwnedIntegration, FinishConnection, GetConnectedAccount, GetDataIntegration,
    GetOrganizationConnectedAccount, GetOrganizationOwnedIntegration, ListDataIntegrationConfigurations,
    ListDataIntegrations, ListDataProviders, ListDataProvidersForOrganization, OrganizationConnectedAccounts,
    SetApiKey, SetClientCredentials, UpdateConnectedAccount, UpdateDataIntegration,
    UpdateDataIntegrationConfiguration, UpdateOrganizationConnectedAccount,
    UpdateOrganizationOwnedIntegration,
};
