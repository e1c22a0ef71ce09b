//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;
#[cfg(feature = "api")]
mod operations;

pub use enums::{
    ActionType, ActionVerdict, AgentRegistrationKind, AgentRegistrationMethod, AgentRegistrationStatus,
    AuthenticationStatus, AuthenticationType, ConnectedAccountState, ConnectionStatus, DirectoryState,
    DirectoryType, DirectoryUserState, DomainVerificationFailure, EventName, EventSource, FlagAccessType,
    InvitationState, OrganizationMembershipStatus, RadarAction, RadarChallengeType, SamlCertificateType,
    SessionAuthMethod, SessionStatus, VaultActorSource, VaultKeyProvider, WaitlistUserState,
    WebhookEndpointStatus,
};
pub use models::{
    AgentAccessTokenCredential, AgentApiKeyCredential, AgentCredentialDetail, AgentIdentity,
    AgentOrganizationSwitched, AgentRegistration, AgentRegistrationClaim, AgentRegistrationClaimAttempt,
    AgentRegistrationClaimant, AgentRegistrationCredential, AgentRegistrationReference, ApiKey,
    ApiKeyOrganizationOwner, ApiKeyOwner, ApiKeyPreviousAttributes, ApiKeyUserOwner,
    AuthenticationActionDenied, AuthenticationError, AuthenticationFailed, AuthenticationSucceeded,
    ConnectedAccount, ConnectedAccountFailure, Connection, ConnectionDomain, ConnectionReference,
    DeletedConnection, DeletedDirectory, Directory, DirectoryDomain, DirectoryGroup, DirectoryGroupMember,
    DirectoryToken, DirectoryUser, DirectoryUserEmail, DomainVerificationFailed, EmailVerification, Event,
    EventActor, EventContext, EventData, ExpiringCertificate, FeatureFlag, FeatureFlagOwner,
    FlagTargetOrganization, FlagTargetUser, FlagTargets, GoogleAnalyticsSession, Group, GroupMember,
    Impersonator, Invitation, MagicAuth, OauthAuthenticationSucceeded, Organization, OrganizationDomain,
    OrganizationMembership, OrganizationRole, PasswordReset, Permission, RadarChallenge, RadarRiskDetected,
    RenewedCertificate, Role, SamlCertificateRenewalRequired, SamlCertificateRenewed, Session,
    SsoAuthenticationFailed, SsoAuthenticationStarted, SsoAuthenticationSucceeded, SsoContext, User,
    UserRegistrationActionDenied, VaultByokKey, VaultByokKeyVerification, VaultDataAccess, VaultDataRead,
    VaultDataWrite, VaultDekDecrypted, VaultDekRead, VaultKek, VaultNamesListed, WaitlistUser,
    WebhookEndpoint,
};
#[cfg(feature = "api")]
pub use operations::{
    CreateWebhookEndpoint, DeleteWebhookEndpoint, Events, ListEvents, ListWebhookEndpoints,
    UpdateWebhookEndpoint, WebhookEndpoints,
};
