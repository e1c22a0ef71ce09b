#![doc = include_str!("docs.md")]

mod authorize;
mod connect_attempt;
mod connect_error;
mod credential;
mod data_provider;
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
pub use connect_attempt::{ConnectAttempt, ConnectReturn, InvalidConnectAttemptError};
pub use credential::{GetAccessToken, GetCredentials};
pub use event::{PIPES_WEBHOOK_EVENTS, PipesEvent};
pub use generated::{
    AccessToken, AddApiKey, AddClientCredentials, ApiKeyInstallation, AuthMethod, AuthenticateVia,
    ConfigurationCredentials, ConnectCompletion, ConnectErrorCode, ConnectedAccount, ConnectedAccountState,
    ConnectedAccountStateReason, ConnectedAccounts, ConnectionFailure, ConnectionIntent, ConnectionOwner,
    ConnectionRole, CreateConnectedAccount, CreateDataIntegration, CreateOrganizationConnectedAccount,
    Credential, CredentialsType, CustomProvider, CustomProviderDefinition, DataIntegration,
    DataIntegrationConfiguration, DataIntegrationConfigurations, DataIntegrationCredentials,
    DataIntegrationState, DataIntegrations, DataProvider, DataProviders, DeleteConnectedAccount,
    DeleteDataIntegration, DeleteOrganizationConnectedAccount, DeleteOrganizationOwnedIntegration,
    EventAccount, FinishConnection, FinishedConnection, GetConnectedAccount, GetDataIntegration,
    GetOrganizationConnectedAccount, GetOrganizationOwnedIntegration, InactiveReason, Installation,
    IntegrationCredentials, ListDataIntegrationConfigurations, ListDataIntegrations, ListDataProviders,
    ListDataProvidersForOrganization, OrganizationConnectedAccounts, SetApiKey, SetClientCredentials,
    UpdateConnectedAccount, UpdateCustomProviderDefinition, UpdateDataIntegration,
    UpdateDataIntegrationConfiguration, UpdateOrganizationConnectedAccount,
    UpdateOrganizationOwnedIntegration, Warning, WarningCode,
};
pub use pipes_return::{PipesReturn, PipesReturnError};
pub use token_source::TokenSource;
pub use vended::{InactiveAccountError, Vended};
pub use wait::{ConnectOutcome, WaitUntilConnected};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Items, Meta, Order, Page, Pages, Retry, Secret,
};
pub use workos_core::{ConnectedAccountId, DataIntegrationId, OrganizationId, Patch, Timestamp, UserId};
pub use workos_oauth::{CodeChallenge, CodeVerifier, CodeVerifierError, RandomnessError, random_state};
