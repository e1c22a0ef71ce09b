//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
#[cfg(feature = "api")]
mod hints;
mod models;
#[cfg(feature = "api")]
mod operations;

pub use enums::{
    ActionType, ActionVerdict, AgentInstanceType, AgentRegistrationKind, AgentRegistrationMethod,
    AgentRegistrationStatus, AuthenticationStatus, AuthenticationType, ConnectedAccountAuthMethod,
    ConnectedAccountRole, ConnectedAccountState, ConnectedAccountStateReason, ConnectionStatus,
    DirectoryState, DirectoryType, DirectoryUserState, DomainVerificationFailure, EventName, EventSource,
    FlagAccessType, InvitationState, OrganizationMembershipStatus, RadarAction, RadarChallengeType,
    ResourceExportType, SamlCertificateType, SessionAuthMethod, SessionStatus, VaultActorSource,
    VaultKeyProvider, WaitlistUserState, WebhookEndpointStatus,
};
pub use models::{
    AgentAccessTokenCredential, AgentApiKeyCredential, AgentBlueprint, AgentBlueprintInvokers,
    AgentBlueprintModes, AgentCredentialDetail, AgentIdentity, AgentInstance, AgentInstanceSession,
    AgentOrganizationSwitched, AgentRegistration, AgentRegistrationClaim, AgentRegistrationClaimAttempt,
    AgentRegistrationClaimant, AgentRegistrationCredential, AgentRegistrationReference, AgentSessionSettings,
    ApiKey, ApiKeyOrganizationOwner, ApiKeyOwner, ApiKeyPreviousAttributes, ApiKeyUserOwner,
    AuthenticationActionDenied, AuthenticationError, AuthenticationFailed, AuthenticationSucceeded,
    ConnectedAccount, ConnectedAccountFailure, Connection, ConnectionDomain, ConnectionReference,
    DeletedAgentBlueprint, DeletedConnection, DeletedDirectory, Directory, DirectoryDomain, DirectoryGroup,
    DirectoryGroupMember, DirectoryToken, DirectoryUser, DirectoryUserEmail, DomainVerificationFailed,
    EmailVerification, Event, EventActor, EventContext, EventData, ExpiringCertificate, FeatureFlag,
    FeatureFlagOwner, FlagRule, FlagTarget, FlagTargetOrganization, FlagTargetUser, FlagTargets,
    GoogleAnalyticsSession, Group, GroupMember, Impersonator, Invitation, MagicAuth, NewAgentInstanceSession,
    OauthAuthenticationFailed, OauthAuthenticationSucceeded, Organization, OrganizationDomain,
    OrganizationMembership, OrganizationRole, PasswordReset, Permission, RadarChallenge, RadarRiskDetected,
    RenewedCertificate, ResourceExport, Role, SamlCertificateRenewalRequired, SamlCertificateRenewed,
    Session, SsoAuthenticationFailed, SsoAuthenticationStarted, SsoAuthenticationSucceeded, SsoContext, User,
    UserRegistrationActionDenied, VaultByokKey, VaultByokKeyVerification, VaultDataAccess, VaultDataRead,
    VaultDataWrite, VaultDekDecrypted, VaultDekRead, VaultKek, VaultNamesListed, WaitlistUser,
    WebhookEndpoint,
};
#[cfg(feature = "api")]
pub use operations::{
    CreateWebhookEndpoint, DeleteWebhookEndpoint, Events, ListEvents, ListWebhookEndpoints,
    UpdateWebhookEndpoint, WebhookEndpoints,
};
