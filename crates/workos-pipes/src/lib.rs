#![doc = include_str!("../README.md")]

mod authorize;
mod connect_error;
mod credential;
mod event;
mod flight;
mod generated;
mod integration_credentials;
mod pipes_return;
mod return_to;
mod token_source;
mod vended;
mod wait;

pub use authorize::AuthorizeDataIntegration;
pub use credential::{GetAccessToken, GetCredentials};
pub use event::{PIPES_WEBHOOK_EVENTS, PipesEvent};
pub use generated::{
    AccessToken, AddApiKey, AddClientCredentials, ApiKeyInstallation, AuthMethod, AuthenticateVia,
    ConfigurationCredentials, ConnectErrorCode, ConnectedAccount, ConnectedAccountState, ConnectedAccounts,
    ConnectionFailure, ConnectionIntent, ConnectionOwner, ConnectionRole, CreateConnectedAccount,
    CreateDataIntegration, CreateOrganizationConnectedAccount, Credential, CredentialsType, CustomProvider,
    CustomProviderDefinition, DataIntegration, DataIntegrationConfiguration, DataIntegrationConfigurations,
    DataIntegrationCredentials, DataIntegrationState, DataIntegrations, DataProvider, DataProviders,
    DeleteConnectedAccount, DeleteDataIntegration, DeleteOrganizationConnectedAccount,
    DeleteOrganizationOwnedIntegration, EventAccount, GetConnectedAccount, GetDataIntegration,
    GetOrganizationConnectedAccount, GetOrganizationOwnedIntegration, InactiveReason, Installation,
    IntegrationCredentials, ListDataIntegrationConfigurations, ListDataIntegrations, ListDataProviders,
    ListDataProvidersForOrganization, OrganizationConnectedAccounts, SetApiKey, SetClientCredentials,
    UpdateConnectedAccount, UpdateCustomProviderDefinition, UpdateDataIntegration,
    UpdateDataIntegrationConfiguration, UpdateOrganizationConnectedAccount,
    UpdateOrganizationOwnedIntegration, Warning,
};
pub use pipes_return::{PipesReturn, PipesReturnError};
pub use token_source::TokenSource;
pub use vended::{InactiveAccount, Vended};
pub use wait::{ConnectOutcome, WaitUntilConnected};
pub use workos_client::{
    Answer, ApiError, Client, ClientBuilder, ConfigError, DecodeError, Error, InvalidInput, Items, Meta,
    Order, Page, Pages, Retry, Secret,
};
pub use workos_core::{ConnectedAccountId, DataIntegrationId, OrganizationId, Patch, Timestamp, UserId};
pub use workos_oauth::{RandomnessError, random_state};
