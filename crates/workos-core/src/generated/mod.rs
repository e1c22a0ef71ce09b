//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod ids;
mod models;

pub use enums::{
    ConnectionState, ConnectionType, DomainVerificationStrategy, Order, OrganizationDomainState,
};
pub use ids::{
    ActionEndpointId, ActionExecutionId, AgentBlueprintId, AgentIdentityId, AgentInstanceId,
    AgentInstanceSessionId, AgentRegistrationClaimAttemptId, AgentRegistrationClaimId,
    AgentRegistrationCredentialId, AgentRegistrationId, ApiKeyId, ApplicationSecretId, AuditLogExportId,
    AuthenticationChallengeId, AuthenticationFactorId, AuthorizationResourceId, AuthorizedApplicationId,
    ClientId, ConnectApplicationId, ConnectedAccountId, ConnectionDomainId, ConnectionId, CorsOriginId,
    DataIntegrationId, DataIntegrationKeyId, DirectoryGroupId, DirectoryId, DirectoryTokenId,
    DirectoryUserId, EmailVerificationId, EnvironmentId, EventId, FeatureFlagId, FlagRuleId, FlagTargetId,
    GroupId, GroupRoleAssignmentId, InvitationId, ItContactId, LogStreamId, MagicAuthId,
    OrganizationDomainId, OrganizationId, OrganizationMembershipId, PasswordResetId, PermissionId, ProfileId,
    RadarAttemptId, RadarChallengeId, RedirectUriId, ResourceExportId, RoleAssignmentId, RoleId,
    SamlCertificateId, SessionId, UserId, WaitlistId, WaitlistUserId, WebhookEndpointId,
};
pub use models::SlimRole;
