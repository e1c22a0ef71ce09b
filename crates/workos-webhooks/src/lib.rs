#![doc = include_str!("docs.md")]

mod envelope;
mod error;
#[cfg(feature = "events")]
mod event;
#[cfg(feature = "events")]
mod generated;
mod memory_guard;
mod replay;
mod reserialized;
mod signature;
mod verifier;

pub use envelope::{Envelope, PayloadError};
pub use error::{HeaderProblem, SecretError, VerifyError};
#[cfg(feature = "events")]
pub use generated::*;
pub use memory_guard::MemoryReplayGuard;
pub use replay::{Claim, GuardError, HandleError, HandleOutcome, Lease, ReplayGuard};
pub use signature::{SIGNATURE_HEADER, sign};
pub use verifier::{Verified, WebhookVerifier};
#[cfg(feature = "api")]
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Items, Meta, Order, Page, Pages, Retry,
};
#[cfg(feature = "events")]
pub use workos_core::{
    ActionEndpointId, ActionExecutionId, AgentBlueprintId, AgentIdentityId, AgentInstanceId,
    AgentInstanceSessionId, AgentRegistrationClaimAttemptId, AgentRegistrationClaimId,
    AgentRegistrationCredentialId, AgentRegistrationId, ApiKeyId, ClientId, ConnectedAccountId,
    ConnectionDomainId, ConnectionId, ConnectionState, ConnectionType, DataIntegrationId, DirectoryGroupId,
    DirectoryId, DirectoryTokenId, DirectoryUserId, DomainVerificationStrategy, EmailVerificationId,
    EnvironmentId, FeatureFlagId, FlagRuleId, FlagTargetId, GroupId, InvitationId, MagicAuthId,
    OrganizationDomainId, OrganizationDomainState, OrganizationId, OrganizationMembershipId, PasswordResetId,
    PermissionId, RadarChallengeId, ResourceExportId, SessionId, SlimRole, Undecodable, UnknownJson, UserId,
    WaitlistId, WaitlistUserId, WebhookEndpointId,
};
pub use workos_core::{EventId, Secret, Timestamp};
pub use workos_transport::{Clock, ManualClock, StdClock, async_trait};
