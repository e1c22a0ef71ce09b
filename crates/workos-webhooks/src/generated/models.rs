//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use workos_core::{
    ActionEndpointId, ActionExecutionId, AgentBlueprintId, AgentIdentityId, AgentInstanceId,
    AgentInstanceSessionId, AgentRegistrationClaimAttemptId, AgentRegistrationClaimId,
    AgentRegistrationCredentialId, AgentRegistrationId, ApiKeyId, ClientId, ConnectedAccountId,
    ConnectionDomainId, ConnectionId, ConnectionState, ConnectionType, DataIntegrationId, DirectoryGroupId,
    DirectoryId, DirectoryTokenId, DirectoryUserId, DomainVerificationStrategy, EmailVerificationId,
    EnvironmentId, EventId, FeatureFlagId, FlagRuleId, FlagTargetId, GroupId, InvitationId, MagicAuthId,
    OrganizationDomainId, OrganizationDomainState, OrganizationId, OrganizationMembershipId, PasswordResetId,
    PermissionId, RadarChallengeId, ResourceExportId, Secret, SessionId, SlimRole, Timestamp, Undecodable,
    UnknownJson, UnknownValue, UserId, WaitlistId, WaitlistUserId, WebhookEndpointId,
};

use super::enums::{
    ActionType, ActionVerdict, AgentInstanceType, AgentRegistrationKind, AgentRegistrationMethod,
    AgentRegistrationStatus, AuthenticationStatus, AuthenticationType, ConnectedAccountAuthMethod,
    ConnectedAccountRole, ConnectedAccountState, ConnectedAccountStateReason, ConnectionStatus,
    DirectoryState, DirectoryType, DirectoryUserState, DomainVerificationFailure, EventName, EventSource,
    FlagAccessType, InvitationState, OrganizationMembershipStatus, RadarAction, RadarChallengeType,
    ResourceExportType, SamlCertificateType, SessionAuthMethod, SessionStatus, VaultActorSource,
    VaultKeyProvider, WaitlistUserState, WebhookEndpointStatus,
};

/// Where webhooks are sent to, and which.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// Where webhooks are sent to.
    pub endpoint_url: String,
    /// What webhooks are signed with. Always there in the answer to `create`.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// Whether webhooks are sent.
    pub status: WebhookEndpointStatus,
    /// The events that are sent.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub events: Vec<EventName>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl WebhookEndpoint {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "we_0123456789".into(),
            endpoint_url: "https://example.com/webhooks".to_owned(),
            secret: Some("whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4".into()),
            status: WebhookEndpointStatus::Enabled,
            events: vec![EventName::UserCreated, EventName::DsyncUserCreated],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Something that happened, with what it happened to.
///
/// The same for a webhook and for an item of the events API. Webhooks arrive in any order, and more
/// than once: tell repetitions by `id`, and compare `created_at` before a newer state is overwritten by
/// an older one.
///
/// An event that does not decode is not an error: `data` is `EventData::Undecodable`, which keeps the
/// event as it was received. Log its name, its id and the reason, store the raw JSON, and acknowledge
/// it. Decode the stored JSON again after an update of this crate.
#[derive(Clone, Debug, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "event")]
#[non_exhaustive]
pub struct Event {
    /// Its id, the same in every delivery. Empty only if `data` is `EventData::Undecodable` and the event
    /// has no readable id.
    pub id: EventId,
    /// When it happened. Webhooks of 2021 do not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The circumstances, as far as they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Box<EventContext>>,
    /// What it happened to, as it was at `created_at`.
    #[serde(flatten)]
    pub data: EventData,
}

impl<'de> Deserialize<'de> for Event {
    /// An object that does not decode is no error: it keeps its text in the arm `Undecodable`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        workos_core::private::read_or_keep(deserializer)
    }
}

impl workos_core::private::Envelope for Event {
    const TAG: &'static str = "event";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Rest {
            id: EventId,
            #[serde(default)]
            created_at: Option<Timestamp>,
            #[serde(default)]
            context: Option<Box<EventContext>>,
        }
        let (rest, data): (Rest, _) = workos_core::private::read_envelope(deserializer)?;
        Ok(Self { id: rest.id, created_at: rest.created_at, context: rest.context, data })
    }

    fn keep(members: &workos_core::private::Members<'_>, data: Undecodable) -> Self {
        Self {
            id: members.read("id").unwrap_or_else(|| "".into()),
            created_at: members.read("created_at"),
            context: members.read("context"),
            data: EventData::Undecodable(Box::new(data)),
        }
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            EventData::Undecodable(json) => json.serialize(serializer),
            // The inherent function that serde derives for `remote`.
            _ => Self::serialize(self, serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl Event {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "event_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            context: Some(Box::new(EventContext::example())),
            data: EventData::example(),
        }
    }
}

/// What is known of the circumstances of an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EventContext {
    /// The client id of Google Analytics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google_analytics_client_id: Option<String>,
    /// The sessions of Google Analytics.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub google_analytics_sessions: Vec<GoogleAnalyticsSession>,
    /// The anonymous id of Segment's analytics.js.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ajs_anonymous_id: Option<String>,
    /// The client that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Who caused the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<EventActor>,
    /// What a change of a feature flag replaced: `data` and `context`, each with the old values.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
    /// For how many the flag is switched on now; with `flag.rule_updated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_type: Option<FlagAccessType>,
    /// Whom the flag is switched on for now; with `flag.rule_updated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configured_targets: Option<FlagTargets>,
}

#[cfg(feature = "test-util")]
impl EventContext {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            google_analytics_client_id: Some("GA1.2.1234567890.1234567890".to_owned()),
            google_analytics_sessions: vec![GoogleAnalyticsSession::example()],
            ajs_anonymous_id: Some("ajs_anon_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned()),
            client_id: Some("client_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            actor: Some(EventActor::example()),
            previous_attributes: Default::default(),
            access_type: Some(FlagAccessType::None),
            configured_targets: Some(FlagTargets::example()),
        }
    }
}

/// A session of Google Analytics.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GoogleAnalyticsSession {
    /// The container.
    #[serde(rename = "containerId")]
    pub container_id: String,
    /// The session.
    #[serde(rename = "sessionId", default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
    /// The number of the session.
    #[serde(rename = "sessionNumber", default, skip_serializing_if = "Option::is_none")]
    pub session_number: Option<String>,
}

#[cfg(feature = "test-util")]
impl GoogleAnalyticsSession {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            container_id: "GTM-ABCDEF".to_owned(),
            session_id: Some("1234567890".to_owned()),
            session_number: Some("1".to_owned()),
        }
    }
}

/// Who caused an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EventActor {
    /// Who it is; an id of the kind that `source` implies.
    pub id: String,
    /// Through what.
    pub source: EventSource,
    /// The name, where it is known.
    #[serde(default)]
    pub name: Option<String>,
}

#[cfg(feature = "test-util")]
impl EventActor {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            source: EventSource::Api,
            name: Some("Jane Doe".to_owned()),
        }
    }
}

/// Whom a feature flag is switched on for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargets {
    /// The organizations.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub organizations: Vec<FlagTargetOrganization>,
    /// The users.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub users: Vec<FlagTargetUser>,
}

#[cfg(feature = "test-util")]
impl FlagTargets {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organizations: vec![FlagTargetOrganization::example()],
            users: vec![FlagTargetUser::example()],
        }
    }
}

/// An organization that a feature flag is switched on for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargetOrganization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name for people.
    pub name: String,
}

#[cfg(feature = "test-util")]
impl FlagTargetOrganization {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), name: "Acme Corp".to_owned() }
    }
}

/// A user whom a feature flag is switched on for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargetUser {
    /// Its id.
    pub id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl FlagTargetUser {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), email: "user@example.com".to_owned() }
    }
}

/// A sign-in that an action endpoint refused.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationActionDenied {
    /// The endpoint that was asked.
    pub action_endpoint_id: ActionEndpointId,
    /// The question it was asked.
    pub action_execution_id: ActionExecutionId,
    /// What was refused.
    #[serde(rename = "type")]
    pub kind: ActionType,
    /// What the endpoint decided.
    pub verdict: ActionVerdict,
    /// Who wanted to sign in.
    pub user_id: UserId,
    /// The organization the user wanted to sign in to, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The e-mail address.
    pub email: String,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
}

#[cfg(feature = "test-util")]
impl AuthenticationActionDenied {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            action_endpoint_id: "action_endpoint_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            action_execution_id: "action_execution_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            kind: ActionType::Authentication,
            verdict: ActionVerdict::Deny,
            user_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            email: "user@example.com".to_owned(),
            ip_address: Some("203.0.113.1".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
        }
    }
}

/// A sign-up that an action endpoint refused.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UserRegistrationActionDenied {
    /// The endpoint that was asked.
    pub action_endpoint_id: ActionEndpointId,
    /// The question it was asked.
    pub action_execution_id: ActionExecutionId,
    /// What was refused.
    #[serde(rename = "type")]
    pub kind: ActionType,
    /// What the endpoint decided.
    pub verdict: ActionVerdict,
    /// The organization the user wanted to sign up for, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The e-mail address.
    pub email: String,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
}

#[cfg(feature = "test-util")]
impl UserRegistrationActionDenied {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            action_endpoint_id: "action_endpoint_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            action_execution_id: "action_execution_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            kind: ActionType::UserRegistration,
            verdict: ActionVerdict::Deny,
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            email: "user@example.com".to_owned(),
            ip_address: Some("203.0.113.1".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
        }
    }
}

/// A blueprint that agents are created from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_blueprint")]
#[non_exhaustive]
pub struct AgentBlueprint {
    /// Its id.
    pub id: AgentBlueprintId,
    /// Its name for people, unique in the environment.
    pub name: String,
    /// What it is for, in words.
    #[serde(default)]
    pub description: Option<String>,
    /// The most that a session of its agents may be permitted.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub permissions: Vec<String>,
    /// Who may start sessions.
    pub invocable_by: AgentBlueprintInvokers,
    /// Which types of agents it allows.
    pub invocable_as: AgentBlueprintModes,
    /// Lifetimes of sessions and tokens.
    pub session_settings: AgentSessionSettings,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentBlueprint {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_blueprint_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            name: "Support agent".to_owned(),
            description: Some("Answers support requests".to_owned()),
            permissions: vec!["users:read".to_owned()],
            invocable_by: AgentBlueprintInvokers::example(),
            invocable_as: AgentBlueprintModes::example(),
            session_settings: AgentSessionSettings::example(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Who may start sessions of a blueprint. An empty list is no restriction.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentBlueprintInvokers {
    /// The roles whose members may delegate to an agent.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub role_slugs: Vec<String>,
    /// The organizations in which sessions may be started.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub organization_ids: Vec<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl AgentBlueprintInvokers {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            role_slugs: vec!["member".to_owned()],
            organization_ids: vec!["org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()],
        }
    }
}

/// Which types of agents a blueprint allows.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentBlueprintModes {
    /// The types.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub instance_types: Vec<AgentInstanceType>,
}

#[cfg(feature = "test-util")]
impl AgentBlueprintModes {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { instance_types: vec![AgentInstanceType::Delegated] }
    }
}

/// Lifetimes of an agent's sessions and tokens, in seconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentSessionSettings {
    /// The longest lifetime of a session.
    pub max_age_seconds: i64,
    /// The lifetime of an access token.
    pub access_token_ttl_seconds: i64,
    /// The lifetime of a refresh token.
    pub refresh_token_ttl_seconds: i64,
}

#[cfg(feature = "test-util")]
impl AgentSessionSettings {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { max_age_seconds: 86400, access_token_ttl_seconds: 300, refresh_token_ttl_seconds: 3600 }
    }
}

/// A deleted blueprint of agents.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_blueprint")]
#[non_exhaustive]
pub struct DeletedAgentBlueprint {
    /// Its id.
    pub id: AgentBlueprintId,
    /// Its name for people.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DeletedAgentBlueprint {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_blueprint_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            name: "Support agent".to_owned(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An agent that was created from a blueprint.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_instance")]
#[non_exhaustive]
pub struct AgentInstance {
    /// Its id.
    pub id: AgentInstanceId,
    /// The blueprint it came from.
    pub agent_blueprint_id: AgentBlueprintId,
    /// The organization it acts in.
    pub organization_id: OrganizationId,
    /// The membership of the user it acts for; absent if it is autonomous.
    #[serde(default)]
    pub organization_membership_id: Option<OrganizationMembershipId>,
    /// Whether it acts for a user.
    #[serde(rename = "type")]
    pub kind: AgentInstanceType,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentInstance {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_instance_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_blueprint_id: "agent_blueprint_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_membership_id: Some("om_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            kind: AgentInstanceType::Delegated,
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A new session of an agent, with its permissions.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_instance_session")]
#[non_exhaustive]
pub struct NewAgentInstanceSession {
    /// Its id.
    pub id: AgentInstanceSessionId,
    /// The agent it belongs to.
    pub agent_instance_id: AgentInstanceId,
    /// The organization it acts in.
    pub organization_id: OrganizationId,
    /// When it expires.
    pub expires_at: Timestamp,
    /// When it was revoked, if it was.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// The permissions that it was granted.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub permission_slugs: Vec<String>,
}

#[cfg(feature = "test-util")]
impl NewAgentInstanceSession {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_instance_session_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_instance_id: "agent_instance_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            revoked_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            permission_slugs: vec!["users:read".to_owned()],
        }
    }
}

/// A session of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_instance_session")]
#[non_exhaustive]
pub struct AgentInstanceSession {
    /// Its id.
    pub id: AgentInstanceSessionId,
    /// The agent it belongs to.
    pub agent_instance_id: AgentInstanceId,
    /// The organization it acts in.
    pub organization_id: OrganizationId,
    /// When it expires.
    pub expires_at: Timestamp,
    /// When it was revoked, if it was.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentInstanceSession {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_instance_session_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_instance_id: "agent_instance_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            revoked_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An attempt of a person to claim the registration of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_claim_attempt")]
#[non_exhaustive]
pub struct AgentRegistrationClaimAttempt {
    /// Its id.
    pub id: AgentRegistrationClaimAttemptId,
    /// The registration.
    pub agent_registration_id: AgentRegistrationId,
    /// The claim that the attempt is part of.
    pub agent_registration_claim_id: AgentRegistrationClaimId,
    /// Whom the claiming person said to be.
    pub login_hint: String,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaimAttempt {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_reg_claim_attempt_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_registration_claim_id: "agent_reg_claim_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            login_hint: "jane@example.com".to_owned(),
            expires_at: "2024-01-15T10:35:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            created_at: "2024-01-15T10:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2024-01-15T10:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A completed claim: the registration of an agent now belongs to a person.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_claim")]
#[non_exhaustive]
pub struct AgentRegistrationClaim {
    /// Its id.
    pub id: AgentRegistrationClaimId,
    /// The registration.
    pub agent_registration_id: AgentRegistrationId,
    /// The attempt that completed it.
    pub completed_by_attempt_id: AgentRegistrationClaimAttemptId,
    /// Who claimed the registration.
    pub claimed_by: AgentRegistrationClaimant,
    /// When it was completed.
    pub completed_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaim {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_reg_claim_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            completed_by_attempt_id: "agent_reg_claim_attempt_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            claimed_by: AgentRegistrationClaimant::example(),
            completed_at: "2024-01-15T10:32:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            created_at: "2024-01-15T10:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2024-01-15T10:32:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Who claimed the registration of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentRegistrationClaimant {
    /// The user.
    pub user_id: UserId,
    /// The user's organization, if it is known.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaimant {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { user_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), organization_id: None }
    }
}

/// The registration of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration")]
#[non_exhaustive]
pub struct AgentRegistration {
    /// Its id.
    pub id: AgentRegistrationId,
    /// Whom the agent acts as.
    pub agent_identity: AgentIdentity,
    /// The organization it belongs to.
    pub organization_id: OrganizationId,
    /// Whether it is in force.
    pub status: AgentRegistrationStatus,
    /// How it came about.
    pub kind: AgentRegistrationKind,
    /// How the agent proves itself.
    pub method: AgentRegistrationMethod,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistration {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_identity: AgentIdentity::example(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            status: AgentRegistrationStatus::Unverified,
            kind: AgentRegistrationKind::Anonymous,
            method: AgentRegistrationMethod::Anonymous,
            created_at: "2024-01-15T10:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2024-01-15T10:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Whom an agent acts as.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_identity")]
#[non_exhaustive]
pub struct AgentIdentity {
    /// Its id.
    pub id: AgentIdentityId,
    /// The user behind the agent, if there is one.
    #[serde(default)]
    pub userland_user_id: Option<UserId>,
}

#[cfg(feature = "test-util")]
impl AgentIdentity {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "agent_identity_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), userland_user_id: None }
    }
}

/// A credential that an agent got.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_credential")]
#[non_exhaustive]
pub struct AgentRegistrationCredential {
    /// Its id.
    pub id: AgentRegistrationCredentialId,
    /// The registration.
    pub agent_registration_id: AgentRegistrationId,
    /// The credential.
    pub detail: AgentCredentialDetail,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationCredential {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "agent_reg_credential_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            detail: AgentCredentialDetail::example(),
            created_at: "2024-01-15T10:33:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2024-01-15T10:33:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An API key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentApiKeyCredential {
    /// The API key.
    pub api_key_id: ApiKeyId,
}

#[cfg(feature = "test-util")]
impl AgentApiKeyCredential {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { api_key_id: "api_key_01HWDP91J37GZW2FT9GCEX8YWV".into() }
    }
}

/// An access token.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentAccessTokenCredential {
    /// The id inside the token, its claim `jti`.
    pub jti: String,
    /// When it runs out, if it does.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl AgentAccessTokenCredential {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            jti: "jti_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            expires_at: Some("2024-01-15T11:30:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// The registration of an agent, by its id.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentRegistrationReference {
    /// The registration.
    pub agent_registration_id: AgentRegistrationId,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationReference {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into() }
    }
}

/// An agent that now acts in another organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentOrganizationSwitched {
    /// The registration.
    pub agent_registration_id: AgentRegistrationId,
    /// Where the agent acted before.
    pub from_organization_id: OrganizationId,
    /// Where it acts now.
    pub to_organization_id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl AgentOrganizationSwitched {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            from_organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            to_organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNZ".into(),
        }
    }
}

/// An API key, without its value.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "api_key")]
#[non_exhaustive]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// Whom it belongs to.
    pub owner: ApiKeyOwner,
    /// Its name for people.
    pub name: String,
    /// Its value with the middle left out, to tell keys apart.
    pub obfuscated_value: String,
    /// When it was used last, if it was.
    #[serde(default)]
    pub last_used_at: Option<Timestamp>,
    /// When it runs out, if it does.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// What it permits.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub permissions: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// The attributes that the update replaced, with their old values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_attributes: Option<ApiKeyPreviousAttributes>,
}

#[cfg(feature = "test-util")]
impl ApiKey {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "api_key_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            owner: ApiKeyOwner::example(),
            name: "My API Key".to_owned(),
            obfuscated_value: "sk_test_...1234".to_owned(),
            last_used_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            expires_at: None,
            permissions: vec!["users:read".to_owned(), "users:write".to_owned()],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            previous_attributes: Some(ApiKeyPreviousAttributes::example()),
        }
    }
}

/// An organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ApiKeyOrganizationOwner {
    /// The organization.
    pub id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl ApiKeyOrganizationOwner {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into() }
    }
}

/// A user, in one organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ApiKeyUserOwner {
    /// The user.
    pub id: UserId,
    /// The organization the key is for.
    pub organization_id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl ApiKeyUserOwner {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
        }
    }
}

/// What an update of an API key replaced.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ApiKeyPreviousAttributes {
    /// When it was to run out before.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl ApiKeyPreviousAttributes {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { expires_at: None }
    }
}

/// A sign-in, or a step of one, that failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationFailed {
    /// How the user tried to sign in.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, where one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, where one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// Why it failed.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl AuthenticationFailed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::EmailVerification,
            status: AuthenticationStatus::Failed,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: Some("user@example.com".to_owned()),
            error: AuthenticationError::example(),
        }
    }
}

/// Why a sign-in failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationError {
    /// The reason, for programs.
    pub code: String,
    /// The reason, for people.
    pub message: String,
}

#[cfg(feature = "test-util")]
impl AuthenticationError {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { code: "mfa_challenge_failed".to_owned(), message: "The MFA challenge has failed.".to_owned() }
    }
}

/// A sign-in, or a step of one, that succeeded.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationSucceeded {
    /// How the user signed in.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user it is about.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl AuthenticationSucceeded {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::EmailVerification,
            status: AuthenticationStatus::Succeeded,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "user@example.com".to_owned(),
        }
    }
}

/// A sign-in over OAuth that failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OauthAuthenticationFailed {
    /// How the user tried to sign in.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, where one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, where one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// The OAuth provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Why it failed.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl OauthAuthenticationFailed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::Oauth,
            status: AuthenticationStatus::Failed,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: Some("user@example.com".to_owned()),
            provider: Some("GoogleOAuth".to_owned()),
            error: AuthenticationError::example(),
        }
    }
}

/// A sign-in over OAuth that succeeded.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OauthAuthenticationSucceeded {
    /// How the user signed in.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if there is one already.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address.
    pub email: String,
    /// The OAuth provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

#[cfg(feature = "test-util")]
impl OauthAuthenticationSucceeded {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::Oauth,
            status: AuthenticationStatus::Succeeded,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: "user@example.com".to_owned(),
            provider: Some("GoogleOAuth".to_owned()),
        }
    }
}

/// A sign-in or sign-up that Radar found risky.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RadarRiskDetected {
    /// How the user signs in.
    pub auth_method: String,
    /// What was judged.
    pub action: RadarAction,
    /// The control that found the risk, where one did.
    #[serde(default)]
    pub control: Option<String>,
    /// The list that it is on, if it is on one.
    #[serde(default)]
    pub blocklist_type: Option<String>,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user it is about.
    pub user_id: UserId,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[cfg(feature = "test-util")]
impl RadarRiskDetected {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            auth_method: "password".to_owned(),
            action: RadarAction::Signup,
            control: Some("block".to_owned()),
            blocklist_type: Some("ip".to_owned()),
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: Some("user@example.com".to_owned()),
        }
    }
}

/// A single sign-on that failed or took too long.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationFailed {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, where one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, where one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// Where it took place.
    pub sso: SsoContext,
    /// Why it failed.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationFailed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::Sso,
            status: AuthenticationStatus::Failed,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: Some("user@example.com".to_owned()),
            sso: SsoContext::example(),
            error: AuthenticationError::example(),
        }
    }
}

/// Where a single sign-on took place.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoContext {
    /// The organization, where it is known.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The connection, where it is known.
    #[serde(default)]
    pub connection_id: Option<ConnectionId>,
    /// The session, where it is known.
    #[serde(default)]
    pub session_id: Option<String>,
}

#[cfg(feature = "test-util")]
impl SsoContext {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            connection_id: Some("conn_01E4ZCR3C56J083X43JQXF3JK5".into()),
            session_id: Some("sess_01E4ZCR3C56J083X43JQXF3JK5".to_owned()),
        }
    }
}

/// A single sign-on that began.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationStarted {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if one is known already.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, where one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// Where it took place.
    pub sso: SsoContext,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationStarted {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::Sso,
            status: AuthenticationStatus::Started,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: Some("user@example.com".to_owned()),
            sso: SsoContext::example(),
        }
    }
}

/// A single sign-on that succeeded.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationSucceeded {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// How far it is.
    pub status: AuthenticationStatus,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if there is one already.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address.
    pub email: String,
    /// Where it took place.
    pub sso: SsoContext,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationSucceeded {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: AuthenticationType::Sso,
            status: AuthenticationStatus::Succeeded,
            ip_address: Some("203.0.113.42".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_id: Some("user_01E4ZCR3C56J083X43JQXF3JK5".into()),
            email: "user@example.com".to_owned(),
            sso: SsoContext::example(),
        }
    }
}

/// A connection, as its activation or deactivation left it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// Whether people can sign in through it.
    pub state: ConnectionState,
    /// Its name for people.
    pub name: String,
    /// What it speaks, and with whom.
    pub connection_type: ConnectionType,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// A key that stays the same, made for it by WorkOS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<String>,
    /// Whether it is linked to an identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConnectionStatus>,
    /// The domains of its organization.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub domains: Vec<ConnectionDomain>,
}

#[cfg(feature = "test-util")]
impl Connection {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "conn_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            state: "active".into(),
            name: "Acme SSO".to_owned(),
            connection_type: "OktaSAML".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            external_key: Some("ext_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned()),
            status: Some(ConnectionStatus::Linked),
            domains: vec![ConnectionDomain::example()],
        }
    }
}

/// A domain of a connection.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_domain")]
#[non_exhaustive]
pub struct ConnectionDomain {
    /// Its id.
    pub id: ConnectionDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl ConnectionDomain {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "conn_domain_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), domain: "acme.com".to_owned() }
    }
}

/// A connection that is gone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct DeletedConnection {
    /// Its id.
    pub id: ConnectionId,
    /// How far its set-up was.
    pub state: ConnectionState,
    /// Its name for people.
    pub name: String,
    /// What it speaks, and with whom.
    pub connection_type: ConnectionType,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl DeletedConnection {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "conn_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            state: "active".into(),
            name: "Acme SSO".to_owned(),
            connection_type: "OktaSAML".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A certificate of a SAML connection that runs out, or has.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificateRenewalRequired {
    /// The connection it belongs to.
    pub connection: ConnectionReference,
    /// The certificate.
    pub certificate: ExpiringCertificate,
    /// Days that are left; zero or less when it has run out.
    pub days_until_expiry: i64,
}

#[cfg(feature = "test-util")]
impl SamlCertificateRenewalRequired {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            connection: ConnectionReference::example(),
            certificate: ExpiringCertificate::example(),
            days_until_expiry: 30,
        }
    }
}

/// A connection, by its id.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConnectionReference {
    /// Its id.
    pub id: ConnectionId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl ConnectionReference {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "conn_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
        }
    }
}

/// A certificate that has to be replaced.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ExpiringCertificate {
    /// What it is for.
    pub certificate_type: SamlCertificateType,
    /// When it runs out.
    pub expiry_date: Timestamp,
    /// Whether it has run out.
    pub is_expired: bool,
}

#[cfg(feature = "test-util")]
impl ExpiringCertificate {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            certificate_type: SamlCertificateType::ResponseSigning,
            expiry_date: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            is_expired: false,
        }
    }
}

/// A certificate of a SAML connection that was replaced.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificateRenewed {
    /// The connection it belongs to.
    pub connection: ConnectionReference,
    /// The certificate.
    pub certificate: RenewedCertificate,
    /// When it was replaced.
    pub renewed_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl SamlCertificateRenewed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            connection: ConnectionReference::example(),
            certificate: RenewedCertificate::example(),
            renewed_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A certificate that took another's place.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RenewedCertificate {
    /// What it is for.
    pub certificate_type: SamlCertificateType,
    /// When it runs out.
    pub expiry_date: Timestamp,
}

#[cfg(feature = "test-util")]
impl RenewedCertificate {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            certificate_type: SamlCertificateType::ResponseSigning,
            expiry_date: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A directory that was connected.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory")]
#[non_exhaustive]
pub struct Directory {
    /// Its id.
    pub id: DirectoryId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The provider it comes from.
    #[serde(rename = "type")]
    pub kind: DirectoryType,
    /// Whether it is in sync.
    pub state: DirectoryState,
    /// Its name for people.
    pub name: String,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// A key that stays the same, made for it by WorkOS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<String>,
    /// The domains of its organization.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub domains: Vec<DirectoryDomain>,
}

#[cfg(feature = "test-util")]
impl Directory {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "directory_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            kind: DirectoryType::OktaScim,
            state: DirectoryState::Active,
            name: "Acme Directory".to_owned(),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            external_key: Some("ext_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned()),
            domains: vec![DirectoryDomain::example()],
        }
    }
}

/// A domain of a directory's organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_domain")]
#[non_exhaustive]
pub struct DirectoryDomain {
    /// Its id.
    pub id: OrganizationDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl DirectoryDomain {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_domain_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), domain: "acme.com".to_owned() }
    }
}

/// A directory that is gone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory")]
#[non_exhaustive]
pub struct DeletedDirectory {
    /// Its id.
    pub id: DirectoryId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The provider it came from.
    #[serde(rename = "type")]
    pub kind: DirectoryType,
    /// Whether it was in sync.
    pub state: DirectoryState,
    /// Its name for people.
    pub name: String,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl DeletedDirectory {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "directory_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            kind: DirectoryType::OktaScim,
            state: DirectoryState::Active,
            name: "Acme Directory".to_owned(),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A group of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory_group")]
#[non_exhaustive]
pub struct DirectoryGroup {
    /// Its id.
    pub id: DirectoryGroupId,
    /// Its id at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The directory it belongs to.
    pub directory_id: DirectoryId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// Its name for people.
    pub name: String,
    /// Everything that the provider sent, as it was sent.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub raw_attributes: Map<String, Value>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The attributes that the update replaced, with their old values.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl DirectoryGroup {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "directory_group_01E1JJS84MFPPQ3G655FHTKX6Z".into(),
            idp_id: Some("02grqrue4294w24".to_owned()),
            directory_id: "directory_01ECAZ4NV9QMV47GW873HDCX74".into(),
            organization_id: Some("org_01EZTR6WYX1A0DSE2CYMGXQ24Y".into()),
            name: "Developers".to_owned(),
            raw_attributes: Default::default(),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            previous_attributes: Default::default(),
        }
    }
}

/// A user who joined or left a group of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DirectoryGroupMember {
    /// The directory it belongs to.
    pub directory_id: DirectoryId,
    /// The user.
    pub user: DirectoryUser,
    /// The group.
    pub group: DirectoryGroup,
}

#[cfg(feature = "test-util")]
impl DirectoryGroupMember {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            directory_id: "directory_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            user: DirectoryUser::example(),
            group: DirectoryGroup::example(),
        }
    }
}

/// A user of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory_user")]
#[non_exhaustive]
pub struct DirectoryUser {
    /// Its id.
    pub id: DirectoryUserId,
    /// The directory it belongs to.
    pub directory_id: DirectoryId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// Its id at the provider.
    pub idp_id: String,
    /// The main e-mail address, where there is one.
    #[serde(default)]
    pub email: Option<String>,
    /// The first name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// The full name.
    #[serde(default)]
    pub name: Option<String>,
    /// All e-mail addresses that the provider sent.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emails: Vec<DirectoryUserEmail>,
    /// The job title.
    #[serde(default)]
    pub job_title: Option<String>,
    /// The name at the provider.
    #[serde(default)]
    pub username: Option<String>,
    /// Whether the user has access.
    pub state: DirectoryUserState,
    /// Everything that the provider sent, as it was sent.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub raw_attributes: Map<String, Value>,
    /// The attributes that the environment maps, by name.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub custom_attributes: Map<String, Value>,
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SlimRole>,
    /// All roles.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The attributes that the update replaced, with their old values.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl DirectoryUser {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "directory_user_01E1JG7J09H96KYP8HM9B0G5SJ".into(),
            directory_id: "directory_01ECAZ4NV9QMV47GW873HDCX74".into(),
            organization_id: Some("org_01EZTR6WYX1A0DSE2CYMGXQ24Y".into()),
            idp_id: "2836".to_owned(),
            email: Some("marcelina.davis@example.com".to_owned()),
            first_name: Some("Marcelina".to_owned()),
            last_name: Some("Davis".to_owned()),
            name: Some("Marcelina Davis".to_owned()),
            emails: vec![DirectoryUserEmail::example()],
            job_title: Some("Software Engineer".to_owned()),
            username: Some("mdavis".to_owned()),
            state: DirectoryUserState::Active,
            raw_attributes: Default::default(),
            custom_attributes: [
                ("department".to_owned(), "Engineering".into()),
                ("job_title".to_owned(), "Software Engineer".into()),
            ]
            .into_iter()
            .collect(),
            role: Some(SlimRole::example()),
            roles: vec![SlimRole::example()],
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            previous_attributes: Default::default(),
        }
    }
}

/// An e-mail address of a user of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DirectoryUserEmail {
    /// Whether it is the main one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    /// What kind of address it is, for instance `work`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The address.
    #[serde(default)]
    pub value: Option<String>,
}

#[cfg(feature = "test-util")]
impl DirectoryUserEmail {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            primary: Some(true),
            kind: Some("work".to_owned()),
            value: Some("marcelina.davis@example.com".to_owned()),
        }
    }
}

/// A token that a directory provider authenticates with, without its value.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory_token")]
#[non_exhaustive]
pub struct DirectoryToken {
    /// Its id.
    pub id: DirectoryTokenId,
    /// The directory it belongs to.
    pub directory_id: DirectoryId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The last characters of the token, to tell tokens apart.
    pub token_suffix: String,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DirectoryToken {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "directory_token_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            directory_id: "directory_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            token_suffix: "a1b2".to_owned(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A verification of an e-mail address, without its code.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "email_verification")]
#[non_exhaustive]
pub struct EmailVerification {
    /// Its id.
    pub id: EmailVerificationId,
    /// The user it is about.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl EmailVerification {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "email_verification_01E4ZCR3C56J083X43JQXF3JK5".into(),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "marcelina.davis@example.com".to_owned(),
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A feature flag.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "feature_flag")]
#[non_exhaustive]
pub struct FeatureFlag {
    /// Its id.
    pub id: FeatureFlagId,
    /// The environment it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_id: Option<EnvironmentId>,
    /// Its name in code.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it is for, in words.
    #[serde(default)]
    pub description: Option<String>,
    /// Whom it belongs to.
    #[serde(default)]
    pub owner: Option<FeatureFlagOwner>,
    /// The labels it has.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub tags: Vec<String>,
    /// Whether it is switched on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// What it says where nothing else is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<bool>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl FeatureFlag {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "flag_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            environment_id: Some("environment_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            slug: "advanced-analytics".to_owned(),
            name: "Advanced Analytics".to_owned(),
            description: Some("Enable advanced analytics dashboard feature".to_owned()),
            owner: Some(FeatureFlagOwner::example()),
            tags: vec!["reports".to_owned()],
            enabled: Some(true),
            default_value: Some(false),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Who answers for a feature flag.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FeatureFlagOwner {
    /// The e-mail address.
    pub email: String,
    /// The first name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default)]
    pub last_name: Option<String>,
}

#[cfg(feature = "test-util")]
impl FeatureFlagOwner {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            email: "jane@example.com".to_owned(),
            first_name: Some("Jane".to_owned()),
            last_name: Some("Doe".to_owned()),
        }
    }
}

/// A rule of a feature flag.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "flag_rule")]
#[non_exhaustive]
pub struct FlagRule {
    /// Its id.
    pub id: FlagRuleId,
    /// The feature flag.
    pub flag_id: FeatureFlagId,
    /// The name of the feature flag in code.
    pub flag_slug: String,
    /// The environment it belongs to.
    pub environment_id: EnvironmentId,
    /// The type of target that it is about, if it is about one.
    #[serde(default)]
    pub target_type: Option<String>,
    /// Its place in the order of rules, from 0.
    pub position: i64,
    /// The type of its value.
    pub value_type: String,
    /// The value that it gives.
    pub value: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl FlagRule {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "flag_rule_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            flag_id: "flag_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            flag_slug: "advanced-analytics".to_owned(),
            environment_id: "environment_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            target_type: Some("organization".to_owned()),
            position: 0,
            value_type: "boolean".to_owned(),
            value: true,
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A target of a feature flag. Every field may be absent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "flag_target")]
#[non_exhaustive]
pub struct FlagTarget {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FlagTargetId>,
    /// The feature flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_id: Option<FeatureFlagId>,
    /// The name of the feature flag in code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_slug: Option<String>,
    /// The environment it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_id: Option<EnvironmentId>,
    /// The type of target, for instance `organization` or `user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_type: Option<String>,
    /// The id of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_id: Option<String>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The rule it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<FlagRuleId>,
    /// The type of its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_type: Option<String>,
    /// The value that it gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<bool>,
}

#[cfg(feature = "test-util")]
impl FlagTarget {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: Some("flag_target_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            flag_id: Some("flag_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            flag_slug: Some("advanced-analytics".to_owned()),
            environment_id: Some("environment_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            target_type: Some("user".to_owned()),
            target_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".to_owned()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            rule_id: Some("flag_rule_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            value_type: Some("boolean".to_owned()),
            value: Some(true),
        }
    }
}

/// A group of an organization's members.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "group")]
#[non_exhaustive]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The organization it belongs to.
    pub organization_id: OrganizationId,
    /// Its name for people.
    pub name: String,
    /// What it is for, in words.
    #[serde(default)]
    pub description: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Group {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "group_01HXYZ123456789ABCDEFGHIJ".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            name: "Engineering".to_owned(),
            description: Some("The engineering team".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A member who joined or left a group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GroupMember {
    /// The group.
    pub group_id: GroupId,
    /// The membership of who joined or left.
    pub organization_membership_id: OrganizationMembershipId,
}

#[cfg(feature = "test-util")]
impl GroupMember {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            group_id: "group_01HXYZ123456789ABCDEFGHIJ".into(),
            organization_membership_id: "om_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
        }
    }
}

/// An invitation, without its token.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "invitation")]
#[non_exhaustive]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// What became of it.
    pub state: InvitationState,
    /// When it was accepted, if it was.
    #[serde(default)]
    pub accepted_at: Option<Timestamp>,
    /// When it was withdrawn, if it was.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// The organization it invites to, if to one.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// Who invited, if it was a user.
    #[serde(default)]
    pub inviter_user_id: Option<UserId>,
    /// Who accepted, if somebody did.
    #[serde(default)]
    pub accepted_user_id: Option<UserId>,
    /// The role that comes with it, if one does.
    #[serde(default)]
    pub role_slug: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Invitation {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "invitation_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "marcelina.davis@example.com".to_owned(),
            state: InvitationState::Pending,
            accepted_at: None,
            revoked_at: None,
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            organization_id: Some("org_01E4ZCR3C56J083X43JQXF3JK5".into()),
            inviter_user_id: Some("user_01HYGBX8ZGD19949T3BM4FW1C3".into()),
            accepted_user_id: None,
            role_slug: Some("admin".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A Magic Auth code that was sent, without the code.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "magic_auth")]
#[non_exhaustive]
pub struct MagicAuth {
    /// Its id.
    pub id: MagicAuthId,
    /// The user it is about.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl MagicAuth {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "magic_auth_01HWZBQZY2M3AMQW166Q22K88F".into(),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "marcelina.davis@example.com".to_owned(),
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization")]
#[non_exhaustive]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name for people.
    pub name: String,
    /// Its domains.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub domains: Vec<OrganizationDomain>,
    /// What your system keeps with it.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub metadata: BTreeMap<String, String>,
    /// Its id in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// The Stripe customer that pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripe_customer_id: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Organization {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            name: "Acme Inc.".to_owned(),
            domains: vec![OrganizationDomain::example()],
            metadata: [("tier".to_owned(), "diamond".to_owned())].into_iter().collect(),
            external_id: Some("2fe01467-f7ea-4dd2-8b79-c2b4f56d0191".to_owned()),
            stripe_customer_id: Some("cus_R9qWAGMQ6nGE7V".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A domain of an organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_domain")]
#[non_exhaustive]
pub struct OrganizationDomain {
    /// Its id.
    pub id: OrganizationDomainId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The domain.
    pub domain: String,
    /// Whether ownership is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OrganizationDomainState>,
    /// The prefix that goes with the token in DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_prefix: Option<String>,
    /// The token for the TXT record. It is published, so it is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_token: Option<String>,
    /// How ownership is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_strategy: Option<DomainVerificationStrategy>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl OrganizationDomain {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "org_domain_01EHZNVPK2QXHMVWCEDQEKY69A".into(),
            organization_id: Some("org_01HE8GSH8FQPASKSY27THRKRBP".into()),
            domain: "foo-corp.com".to_owned(),
            state: Some("pending".into()),
            verification_prefix: Some("superapp-domain-verification-z3kjny".to_owned()),
            verification_token: Some("m5Oztg3jdK4NJLgs8uIlIprMw".to_owned()),
            verification_strategy: Some("dns".into()),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A domain whose verification failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainVerificationFailed {
    /// Why it failed.
    pub reason: DomainVerificationFailure,
    /// The domain.
    pub organization_domain: OrganizationDomain,
}

#[cfg(feature = "test-util")]
impl DomainVerificationFailed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            reason: DomainVerificationFailure::DomainVerificationPeriodExpired,
            organization_domain: OrganizationDomain::example(),
        }
    }
}

/// A user's membership in an organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_membership")]
#[non_exhaustive]
pub struct OrganizationMembership {
    /// Its id.
    pub id: OrganizationMembershipId,
    /// The user.
    pub user_id: UserId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Whether it is in force.
    pub status: OrganizationMembershipStatus,
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SlimRole>,
    /// All roles.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// The attributes that the environment maps, by name.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub custom_attributes: Map<String, Value>,
    /// Whether a directory decides about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_managed: Option<bool>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl OrganizationMembership {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "om_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            user_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            status: OrganizationMembershipStatus::Active,
            role: Some(SlimRole::example()),
            roles: vec![SlimRole::example()],
            custom_attributes: Default::default(),
            directory_managed: Some(false),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A role of one organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_role")]
#[non_exhaustive]
pub struct OrganizationRole {
    /// The organization it belongs to.
    pub organization_id: OrganizationId,
    /// Its name in code, unique in the organization.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it is for, in words.
    #[serde(default)]
    pub description: Option<String>,
    /// The type of resource that it is about.
    pub resource_type_slug: String,
    /// What it permits.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub permissions: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl OrganizationRole {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            slug: "billing-admin".to_owned(),
            name: "Billing Administrator".to_owned(),
            description: Some("Can manage billing settings.".to_owned()),
            resource_type_slug: "organization".to_owned(),
            permissions: vec!["users:read".to_owned(), "users:write".to_owned()],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A password reset, without its token.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "password_reset")]
#[non_exhaustive]
pub struct PasswordReset {
    /// Its id.
    pub id: PasswordResetId,
    /// The user it is about.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl PasswordReset {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "password_reset_01E4ZCR3C56J083X43JQXF3JK5".into(),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "marcelina.davis@example.com".to_owned(),
            expires_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A permission.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "permission")]
#[non_exhaustive]
pub struct Permission {
    /// Its id.
    pub id: PermissionId,
    /// Its name in code.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it is for, in words.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether WorkOS made it.
    pub system: bool,
    /// The type of resource that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_type_slug: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Permission {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "perm_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            slug: "billing:manage".to_owned(),
            name: "Manage Billing".to_owned(),
            description: Some("Allows managing billing settings.".to_owned()),
            system: false,
            resource_type_slug: Some("organization".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An attempt to connect an account that failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_failed")]
#[non_exhaustive]
pub struct ConnectedAccountFailure {
    /// The data integration.
    pub data_integration_id: DataIntegrationId,
    /// The provider's name in code.
    pub provider_slug: String,
    /// The user who tried, if one did.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it was for, if for one.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The provider's identifier of the account, if it is known.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The reason, for programs.
    pub error_code: String,
    /// The reason, for people.
    #[serde(default)]
    pub error_reason: Option<String>,
    /// The error code of the provider.
    #[serde(default)]
    pub provider_error: Option<String>,
    /// What the provider says about the error.
    #[serde(default)]
    pub provider_error_description: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectedAccountFailure {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            data_integration_id: "data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            provider_slug: "github".to_owned(),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            account_identifier: Some("octocat".to_owned()),
            error_code: "authorization_code_exchange_error".to_owned(),
            error_reason: Some("The authorization code has expired.".to_owned()),
            provider_error: Some("access_denied".to_owned()),
            provider_error_description: Some("The user denied the authorization request.".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An account at a provider that a user or an organization connected.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connected_account")]
#[non_exhaustive]
pub struct ConnectedAccount {
    /// Its id.
    pub id: ConnectedAccountId,
    /// Which of the owner's accounts at this provider it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectedAccountRole>,
    /// The provider's identifier of the account, if it is known.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// A label for people. It can change and need not be unique.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// The data integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_integration_id: Option<DataIntegrationId>,
    /// The provider's name in code.
    pub provider_slug: String,
    /// The user it belongs to, if to one.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization it belongs to, if to one.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// What the account may be used for.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
    /// How it authenticates; OAuth if it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<ConnectedAccountAuthMethod>,
    /// The last four characters of its API key, if it has one.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// Whether it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectedAccountState>,
    /// The user who connected it, if known and still a member.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// Why WorkOS changed the state, if it did.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl ConnectedAccount {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "data_installation_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            connection_role: Some(ConnectedAccountRole::Standard),
            account_identifier: Some("octocat".to_owned()),
            account_display_name: Some("The Octocat".to_owned()),
            data_integration_id: Some("data_integration_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            provider_slug: "github".to_owned(),
            user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            scopes: vec!["repo".to_owned(), "user:email".to_owned()],
            auth_method: Some(ConnectedAccountAuthMethod::Oauth),
            api_key_last_4: Some("cdef".to_owned()),
            state: Some(ConnectedAccountState::Connected),
            established_by_user_id: Some("user_01EHZNVPK3SFK441A1RGBFSHRT".into()),
            state_reason: Some(ConnectedAccountStateReason::EstablishingMemberMembershipEnded),
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A challenge that Radar asked for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RadarChallenge {
    /// How it is passed.
    #[serde(rename = "type")]
    pub kind: RadarChallengeType,
    /// The challenge.
    pub radar_challenge_id: RadarChallengeId,
    /// Who has to pass it.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl RadarChallenge {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            kind: RadarChallengeType::Email,
            radar_challenge_id: "radar_challenge_01HWZBQZY2M3AMQW166Q22K88F".into(),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "user@example.com".to_owned(),
        }
    }
}

/// An export of data.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ResourceExport {
    /// Its id.
    pub id: ResourceExportId,
    /// What is exported.
    pub resource_type: ResourceExportType,
}

#[cfg(feature = "test-util")]
impl ResourceExport {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "resource_export_01EHZNVPK3SFK441A1RGBFSHRT".into(),
            resource_type: ResourceExportType::Users,
        }
    }
}

/// A role of the environment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "role")]
#[non_exhaustive]
pub struct Role {
    /// Its name in code, unique in the environment.
    pub slug: String,
    /// The type of resource that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_type_slug: Option<String>,
    /// What it permits.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub permissions: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Role {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            slug: "admin".to_owned(),
            resource_type_slug: Some("organization".to_owned()),
            permissions: vec!["users:read".to_owned(), "users:write".to_owned()],
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A session of a user.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "session")]
#[non_exhaustive]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who acts in the user's name, if somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impersonator: Option<Impersonator>,
    /// The IP address the request came from, where it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The organization it is for, if for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// What the browser calls itself, where it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user.
    pub user_id: UserId,
    /// How it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<SessionAuthMethod>,
    /// Whether it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SessionStatus>,
    /// When it runs out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// When it ended, if it did.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Session {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "session_01H93ZY4F80QPBEZ1R5B2SHQG8".into(),
            impersonator: Some(Impersonator::example()),
            ip_address: Some("198.51.100.42".to_owned()),
            organization_id: Some("org_01H945H0YD4F97JN9MATX7BYAG".into()),
            user_agent: Some("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36".to_owned()),
            user_id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            auth_method: Some(SessionAuthMethod::Sso),
            status: Some(SessionStatus::Active),
            expires_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            ended_at: None,
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// Who acts in a user's name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Impersonator {
    /// The e-mail address.
    pub email: String,
    /// Why, in words.
    #[serde(default)]
    pub reason: Option<String>,
}

#[cfg(feature = "test-util")]
impl Impersonator {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            email: "admin@foocorp.com".to_owned(),
            reason: Some("Investigating an issue with the customer's account.".to_owned()),
        }
    }
}

/// A user.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "user")]
#[non_exhaustive]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The first name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// The full name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where a picture of the user is.
    #[serde(default)]
    pub profile_picture_url: Option<String>,
    /// The e-mail address.
    pub email: String,
    /// Whether the e-mail address is known to be the user's.
    pub email_verified: bool,
    /// Its id in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// What your system keeps with it.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub metadata: BTreeMap<String, String>,
    /// When the user signed in last, if ever.
    #[serde(default)]
    pub last_sign_in_at: Option<Timestamp>,
    /// The user's language.
    #[serde(default)]
    pub locale: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl User {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            first_name: Some("Marcelina".to_owned()),
            last_name: Some("Davis".to_owned()),
            name: Some("Marcelina Davis".to_owned()),
            profile_picture_url: Some("https://workoscdn.com/images/v1/123abc".to_owned()),
            email: "marcelina.davis@example.com".to_owned(),
            email_verified: true,
            external_id: Some("f1ffa2b2-c20b-4d39-be5c-212726e11222".to_owned()),
            metadata: [("timezone".to_owned(), "America/New_York".to_owned())].into_iter().collect(),
            last_sign_in_at: Some("2025-06-25T19:07:33.155Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            locale: Some("en-US".to_owned()),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// An organization's own encryption key that is no longer used.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultByokKey {
    /// The organization whose key it was.
    pub organization_id: OrganizationId,
    /// Where the key is kept.
    pub key_provider: VaultKeyProvider,
}

#[cfg(feature = "test-util")]
impl VaultByokKey {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHT88Z8J8795GZNQ4ZP1J81T".into(),
            key_provider: VaultKeyProvider::AwsKms,
        }
    }
}

/// A check of an organization's own encryption key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultByokKeyVerification {
    /// The organization whose key it is.
    pub organization_id: OrganizationId,
    /// Where the key is kept.
    pub key_provider: VaultKeyProvider,
    /// Whether the key could be used.
    pub verified: bool,
}

#[cfg(feature = "test-util")]
impl VaultByokKeyVerification {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHT88Z8J8795GZNQ4ZP1J81T".into(),
            key_provider: VaultKeyProvider::AwsKms,
            verified: true,
        }
    }
}

/// Who wrote an object in the vault, and how it is encrypted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataWrite {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The object's name.
    pub kv_name: String,
    /// The key.
    pub key_id: String,
    /// What the choice of the key depends on.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub key_context: BTreeMap<String, String>,
}

#[cfg(feature = "test-util")]
impl VaultDataWrite {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            kv_name: "user-secrets".to_owned(),
            key_id: "key_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            key_context: Default::default(),
        }
    }
}

/// Who touched an object in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataAccess {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The object's name.
    pub kv_name: String,
}

#[cfg(feature = "test-util")]
impl VaultDataAccess {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            kv_name: "user-secrets".to_owned(),
        }
    }
}

/// Who read an object in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataRead {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The object's name.
    pub kv_name: String,
    /// The key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultDataRead {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            kv_name: "user-secrets".to_owned(),
            key_id: "key_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
        }
    }
}

/// Who had a data key decrypted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDekDecrypted {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultDekDecrypted {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            key_id: "key_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
        }
    }
}

/// Who asked for data keys.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDekRead {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The keys.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub key_ids: Vec<String>,
    /// What the choice of the key depends on.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub key_context: BTreeMap<String, String>,
}

#[cfg(feature = "test-util")]
impl VaultDekRead {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            key_ids: vec!["dek_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned()],
            key_context: Default::default(),
        }
    }
}

/// Who created or deleted a key that encrypts data keys.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultKek {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
    /// The key's name.
    pub key_name: String,
    /// The key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultKek {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
            key_name: "production-kek".to_owned(),
            key_id: "key_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
        }
    }
}

/// Who listed the names of the objects in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultNamesListed {
    /// Who did it.
    pub actor_id: String,
    /// Through what.
    pub actor_source: VaultActorSource,
    /// The name of who did it.
    pub actor_name: String,
}

#[cfg(feature = "test-util")]
impl VaultNamesListed {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
        }
    }
}

/// Somebody on a waitlist.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "waitlist_user")]
#[non_exhaustive]
pub struct WaitlistUser {
    /// Its id.
    pub id: WaitlistUserId,
    /// The e-mail address.
    pub email: String,
    /// What became of the person.
    pub state: WaitlistUserState,
    /// When the person was let in, if that happened.
    #[serde(default)]
    pub approved_at: Option<Timestamp>,
    /// The waitlist.
    #[serde(default)]
    pub waitlist_id: Option<WaitlistId>,
    /// Further answers that the person gave when joining.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub additional_fields: BTreeMap<String, String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl WaitlistUser {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "wl_user_01E4ZCR3C56J083X43JQXF3JK5".into(),
            email: "marcelina.davis@example.com".to_owned(),
            state: WaitlistUserState::Pending,
            approved_at: None,
            waitlist_id: Some("waitlist_01E4ZCR3C56J083X43JQXF3JK5".into()),
            additional_fields: [("company".to_owned(), "Acme".to_owned())].into_iter().collect(),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// What kind of credential an agent got.
///
/// Open: a kind that this version does not know decodes to `Unknown` and keeps its JSON.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AgentCredentialDetail {
    /// An API key.
    ApiKey(AgentApiKeyCredential),
    /// An access token.
    AccessToken(AgentAccessTokenCredential),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `kind`.
        tag: UnknownValue,
        /// The whole object.
        json: UnknownJson,
    },
}

impl<'de> Deserialize<'de> for AgentCredentialDetail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        let decoded = match json.get("kind").and_then(Value::as_str) {
            Some("api_key") => AgentApiKeyCredential::deserialize(json).map(Self::ApiKey),
            Some("access_token") => AgentAccessTokenCredential::deserialize(json).map(Self::AccessToken),
            other => {
                let tag = UnknownValue::from_wire(other.unwrap_or_default());
                Ok(Self::Unknown { tag, json: json.into() })
            }
        };
        decoded.map_err(D::Error::custom)
    }
}

impl Serialize for AgentCredentialDetail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "kind")]
        enum Known<'a> {
            #[serde(rename = "api_key")]
            ApiKey(&'a AgentApiKeyCredential),
            #[serde(rename = "access_token")]
            AccessToken(&'a AgentAccessTokenCredential),
        }
        match self {
            Self::ApiKey(value) => Known::ApiKey(value).serialize(serializer),
            Self::AccessToken(value) => Known::AccessToken(value).serialize(serializer),
            Self::Unknown { json, .. } => json.serialize(serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl AgentCredentialDetail {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::ApiKey(AgentApiKeyCredential::example())
    }
}

/// Whom an API key belongs to.
///
/// Open: a kind that this version does not know decodes to `Unknown` and keeps its JSON.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ApiKeyOwner {
    /// An organization.
    Organization(ApiKeyOrganizationOwner),
    /// A user, in one organization.
    User(ApiKeyUserOwner),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `type`.
        tag: UnknownValue,
        /// The whole object.
        json: UnknownJson,
    },
}

impl<'de> Deserialize<'de> for ApiKeyOwner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        let decoded = match json.get("type").and_then(Value::as_str) {
            Some("organization") => ApiKeyOrganizationOwner::deserialize(json).map(Self::Organization),
            Some("user") => ApiKeyUserOwner::deserialize(json).map(Self::User),
            other => {
                let tag = UnknownValue::from_wire(other.unwrap_or_default());
                Ok(Self::Unknown { tag, json: json.into() })
            }
        };
        decoded.map_err(D::Error::custom)
    }
}

impl Serialize for ApiKeyOwner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "type")]
        enum Known<'a> {
            #[serde(rename = "organization")]
            Organization(&'a ApiKeyOrganizationOwner),
            #[serde(rename = "user")]
            User(&'a ApiKeyUserOwner),
        }
        match self {
            Self::Organization(value) => Known::Organization(value).serialize(serializer),
            Self::User(value) => Known::User(value).serialize(serializer),
            Self::Unknown { json, .. } => json.serialize(serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl ApiKeyOwner {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::Organization(ApiKeyOrganizationOwner::example())
    }
}

/// What a [`Event`] holds, by its `event`.
///
/// Open: a kind that this version does not know decodes to `Unknown` and keeps its JSON. An object that
/// does not decode is in `Undecodable`, whole.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EventData {
    /// An action endpoint refused a sign-in.
    ActionAuthenticationDenied(Box<AuthenticationActionDenied>),
    /// An action endpoint refused a sign-up.
    ActionUserRegistrationDenied(Box<UserRegistrationActionDenied>),
    /// A blueprint of agents was created.
    AgentBlueprintCreated(Box<AgentBlueprint>),
    /// A blueprint of agents was deleted.
    AgentBlueprintDeleted(Box<DeletedAgentBlueprint>),
    /// A blueprint of agents was changed.
    AgentBlueprintUpdated(Box<AgentBlueprint>),
    /// An agent was created from a blueprint.
    AgentInstanceCreated(Box<AgentInstance>),
    /// An agent that came from a blueprint was deleted.
    AgentInstanceDeleted(Box<AgentInstance>),
    /// A session of an agent began.
    AgentInstanceSessionCreated(Box<NewAgentInstanceSession>),
    /// A session of an agent was revoked.
    AgentInstanceSessionRevoked(Box<AgentInstanceSession>),
    /// Somebody began to claim the registration of an agent.
    AgentRegistrationClaimAttemptCreated(Box<AgentRegistrationClaimAttempt>),
    /// Somebody claimed the registration of an agent.
    AgentRegistrationClaimCompleted(Box<AgentRegistrationClaim>),
    /// An agent registered.
    AgentRegistrationCreated(Box<AgentRegistration>),
    /// An agent got a credential.
    AgentRegistrationCredentialIssued(Box<AgentRegistrationCredential>),
    /// The registration of an agent was deleted.
    AgentRegistrationDeleted(Box<AgentRegistrationReference>),
    /// The registration of an agent ran out.
    AgentRegistrationExpired(Box<AgentRegistrationReference>),
    /// An agent went over to another organization.
    AgentRegistrationOrganizationSwitched(Box<AgentOrganizationSwitched>),
    /// The registration of an agent was renewed.
    AgentRegistrationRefreshed(Box<AgentRegistrationReference>),
    /// The registration of an agent was withdrawn.
    AgentRegistrationRevoked(Box<AgentRegistrationReference>),
    /// An API key was created.
    ApiKeyCreated(Box<ApiKey>),
    /// An API key was withdrawn.
    ApiKeyRevoked(Box<ApiKey>),
    /// An API key was changed.
    ApiKeyUpdated(Box<ApiKey>),
    /// Verifying an e-mail address failed.
    AuthenticationEmailVerificationFailed(Box<AuthenticationFailed>),
    /// An e-mail address was verified.
    AuthenticationEmailVerificationSucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in with a Magic Auth code failed.
    AuthenticationMagicAuthFailed(Box<AuthenticationFailed>),
    /// Somebody signed in with a Magic Auth code.
    AuthenticationMagicAuthSucceeded(Box<AuthenticationSucceeded>),
    /// A second factor was not proved.
    AuthenticationMfaFailed(Box<AuthenticationFailed>),
    /// A second factor was proved.
    AuthenticationMfaSucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in over OAuth failed.
    AuthenticationOauthFailed(Box<OauthAuthenticationFailed>),
    /// Somebody signed in over OAuth.
    AuthenticationOauthSucceeded(Box<OauthAuthenticationSucceeded>),
    /// A sign-in with a passkey failed.
    AuthenticationPasskeyFailed(Box<AuthenticationFailed>),
    /// Somebody signed in with a passkey.
    AuthenticationPasskeySucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in with a password failed.
    AuthenticationPasswordFailed(Box<AuthenticationFailed>),
    /// Somebody signed in with a password.
    AuthenticationPasswordSucceeded(Box<AuthenticationSucceeded>),
    /// Radar found a sign-in or sign-up risky.
    AuthenticationRadarRiskDetected(Box<RadarRiskDetected>),
    /// Somebody signed in again within a session.
    AuthenticationReauthenticationSucceeded(Box<AuthenticationSucceeded>),
    /// A single sign-on failed.
    AuthenticationSsoFailed(Box<SsoAuthenticationFailed>),
    /// A single sign-on began.
    AuthenticationSsoStarted(Box<SsoAuthenticationStarted>),
    /// Somebody signed in through single sign-on.
    AuthenticationSsoSucceeded(Box<SsoAuthenticationSucceeded>),
    /// A single sign-on was not finished in time.
    AuthenticationSsoTimedOut(Box<SsoAuthenticationFailed>),
    /// People can sign in through a connection now.
    ConnectionActivated(Box<Connection>),
    /// Nobody can sign in through a connection any more.
    ConnectionDeactivated(Box<Connection>),
    /// A connection was deleted.
    ConnectionDeleted(Box<DeletedConnection>),
    /// A certificate of a SAML connection runs out, or has.
    ConnectionSamlCertificateRenewalRequired(Box<SamlCertificateRenewalRequired>),
    /// A certificate of a SAML connection was replaced.
    ConnectionSamlCertificateRenewed(Box<SamlCertificateRenewed>),
    /// A directory is kept in sync now.
    DsyncActivated(Box<Directory>),
    /// A directory is not kept in sync any more. Only older versions of the API send it.
    DsyncDeactivated(Box<Directory>),
    /// A directory was deleted.
    DsyncDeleted(Box<DeletedDirectory>),
    /// A group appeared in a directory.
    DsyncGroupCreated(Box<DirectoryGroup>),
    /// A group of a directory is gone.
    DsyncGroupDeleted(Box<DirectoryGroup>),
    /// A group of a directory was changed.
    DsyncGroupUpdated(Box<DirectoryGroup>),
    /// A user joined a group of a directory.
    DsyncGroupUserAdded(Box<DirectoryGroupMember>),
    /// A user left a group of a directory.
    DsyncGroupUserRemoved(Box<DirectoryGroupMember>),
    /// A directory got a token.
    DsyncTokenCreated(Box<DirectoryToken>),
    /// A token of a directory was withdrawn.
    DsyncTokenRevoked(Box<DirectoryToken>),
    /// A user appeared in a directory.
    DsyncUserCreated(Box<DirectoryUser>),
    /// A user of a directory is gone.
    DsyncUserDeleted(Box<DirectoryUser>),
    /// A user of a directory was changed.
    DsyncUserUpdated(Box<DirectoryUser>),
    /// A code to verify an e-mail address was made.
    EmailVerificationCreated(Box<EmailVerification>),
    /// A feature flag was created.
    FeatureFlagsFlagCreated(Box<FeatureFlag>),
    /// A feature flag was deleted.
    FeatureFlagsFlagDeleted(Box<FeatureFlag>),
    /// A feature flag was changed.
    FeatureFlagsFlagUpdated(Box<FeatureFlag>),
    /// A rule of a feature flag was created.
    FeatureFlagsFlagRuleCreated(Box<FlagRule>),
    /// A rule of a feature flag was deleted.
    FeatureFlagsFlagRuleDeleted(Box<FlagRule>),
    /// A rule of a feature flag was changed.
    FeatureFlagsFlagRuleUpdated(Box<FlagRule>),
    /// A feature flag got a target.
    FeatureFlagsFlagTargetCreated(Box<FlagTarget>),
    /// A feature flag lost a target.
    FeatureFlagsFlagTargetDeleted(Box<FlagTarget>),
    /// A feature flag was created.
    FlagCreated(Box<FeatureFlag>),
    /// A feature flag was deleted.
    FlagDeleted(Box<FeatureFlag>),
    /// It was changed for whom a feature flag is switched on.
    FlagRuleUpdated(Box<FeatureFlag>),
    /// A feature flag was changed.
    FlagUpdated(Box<FeatureFlag>),
    /// A group of an organization was created.
    GroupCreated(Box<Group>),
    /// A group of an organization was deleted.
    GroupDeleted(Box<Group>),
    /// A member joined a group.
    GroupMemberAdded(Box<GroupMember>),
    /// A member left a group.
    GroupMemberRemoved(Box<GroupMember>),
    /// A group of an organization was changed.
    GroupUpdated(Box<Group>),
    /// An invitation was accepted.
    InvitationAccepted(Box<Invitation>),
    /// Somebody was invited.
    InvitationCreated(Box<Invitation>),
    /// An invitation was sent again.
    InvitationResent(Box<Invitation>),
    /// An invitation was withdrawn.
    InvitationRevoked(Box<Invitation>),
    /// A Magic Auth code was made.
    MagicAuthCreated(Box<MagicAuth>),
    /// An organization was created.
    OrganizationCreated(Box<Organization>),
    /// An organization was deleted.
    OrganizationDeleted(Box<Organization>),
    /// An organization was changed.
    OrganizationUpdated(Box<Organization>),
    /// An organization got a domain.
    OrganizationDomainCreated(Box<OrganizationDomain>),
    /// A domain was removed from its organization.
    OrganizationDomainDeleted(Box<OrganizationDomain>),
    /// A domain of an organization was changed.
    OrganizationDomainUpdated(Box<OrganizationDomain>),
    /// It could not be proved that an organization owns a domain.
    OrganizationDomainVerificationFailed(Box<DomainVerificationFailed>),
    /// It was proved that an organization owns a domain.
    OrganizationDomainVerified(Box<OrganizationDomain>),
    /// A user became, or was invited to become, a member of an organization.
    OrganizationMembershipCreated(Box<OrganizationMembership>),
    /// A user is no member of an organization any more.
    OrganizationMembershipDeleted(Box<OrganizationMembership>),
    /// A membership was changed.
    OrganizationMembershipUpdated(Box<OrganizationMembership>),
    /// A role of an organization was created.
    OrganizationRoleCreated(Box<OrganizationRole>),
    /// A role of an organization was deleted.
    OrganizationRoleDeleted(Box<OrganizationRole>),
    /// A role of an organization was changed.
    OrganizationRoleUpdated(Box<OrganizationRole>),
    /// Somebody asked to reset a password.
    PasswordResetCreated(Box<PasswordReset>),
    /// A password was reset.
    PasswordResetSucceeded(Box<PasswordReset>),
    /// A permission was created.
    PermissionCreated(Box<Permission>),
    /// A permission was deleted.
    PermissionDeleted(Box<Permission>),
    /// A permission was changed.
    PermissionUpdated(Box<Permission>),
    /// A further account at a provider could not be connected.
    PipesAccountConnectionAddFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was connected.
    PipesAccountConnectionConnected(Box<ConnectedAccount>),
    /// An account at a provider could not be connected.
    PipesAccountConnectionConnectionFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was disconnected.
    PipesAccountConnectionDisconnected(Box<ConnectedAccount>),
    /// A connected account has to be authorized again.
    PipesAccountConnectionReauthorizationNeeded(Box<ConnectedAccount>),
    /// An account at a provider was connected.
    PipesConnectedAccountConnected(Box<ConnectedAccount>),
    /// An account at a provider could not be connected.
    PipesConnectedAccountConnectionFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was disconnected.
    PipesConnectedAccountDisconnected(Box<ConnectedAccount>),
    /// A connected account has to be authorized again.
    PipesConnectedAccountReauthorizationNeeded(Box<ConnectedAccount>),
    /// Radar asked for a challenge.
    RadarChallengeCreated(Box<RadarChallenge>),
    /// An export of data is ready.
    ResourceExportCompleted(Box<ResourceExport>),
    /// An export of data was requested.
    ResourceExportCreated(Box<ResourceExport>),
    /// An export of data was downloaded.
    ResourceExportDownloaded(Box<ResourceExport>),
    /// An export of data failed.
    ResourceExportFailed(Box<ResourceExport>),
    /// A role of the environment was created.
    RoleCreated(Box<Role>),
    /// A role of the environment was deleted.
    RoleDeleted(Box<Role>),
    /// A role of the environment was changed.
    RoleUpdated(Box<Role>),
    /// A session began.
    SessionCreated(Box<Session>),
    /// A session was ended.
    SessionRevoked(Box<Session>),
    /// A user was created.
    UserCreated(Box<User>),
    /// A user was deleted.
    UserDeleted(Box<User>),
    /// A user was changed.
    UserUpdated(Box<User>),
    /// An organization's own encryption key was removed.
    VaultByokKeyDeleted(Box<VaultByokKey>),
    /// An organization's own encryption key was checked.
    VaultByokKeyVerificationCompleted(Box<VaultByokKeyVerification>),
    /// An object was put into the vault.
    VaultDataCreated(Box<VaultDataWrite>),
    /// An object was deleted from the vault.
    VaultDataDeleted(Box<VaultDataAccess>),
    /// An object in the vault was read.
    VaultDataRead(Box<VaultDataRead>),
    /// An object in the vault was changed.
    VaultDataUpdated(Box<VaultDataWrite>),
    /// A data key was decrypted.
    VaultDekDecrypted(Box<VaultDekDecrypted>),
    /// Data keys were asked for.
    VaultDekRead(Box<VaultDekRead>),
    /// Data keys were encrypted anew.
    VaultDekRekeyed(Box<VaultDekRead>),
    /// A key that encrypts data keys was created.
    VaultKekCreated(Box<VaultKek>),
    /// A key that encrypts data keys was deleted.
    VaultKekDeleted(Box<VaultKek>),
    /// What is known of an object in the vault was read.
    VaultMetadataRead(Box<VaultDataAccess>),
    /// The names of the objects in the vault were listed.
    VaultNamesListed(Box<VaultNamesListed>),
    /// Somebody on a waitlist was let in.
    WaitlistUserApproved(Box<WaitlistUser>),
    /// Somebody joined a waitlist.
    WaitlistUserCreated(Box<WaitlistUser>),
    /// Somebody on a waitlist was turned away.
    WaitlistUserDenied(Box<WaitlistUser>),
    /// An object that is not what its name says, or has no name: kept as it was received, with the reason.
    Undecodable(Box<Undecodable>),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `event`.
        tag: UnknownValue,
        /// What it holds.
        json: UnknownJson,
    },
}

impl<'de> workos_core::private::Content<'de> for EventData {
    const TAG: &'static str = "event";
    const FIELD: &'static str = "data";

    fn read<D: Deserializer<'de>>(tag: &str, json: D) -> Result<Self, D::Error> {
        match tag {
            "action.authentication.denied" => {
                Deserialize::deserialize(json).map(Self::ActionAuthenticationDenied)
            }
            "action.user_registration.denied" => {
                Deserialize::deserialize(json).map(Self::ActionUserRegistrationDenied)
            }
            "agent.blueprint.created" => Deserialize::deserialize(json).map(Self::AgentBlueprintCreated),
            "agent.blueprint.deleted" => Deserialize::deserialize(json).map(Self::AgentBlueprintDeleted),
            "agent.blueprint.updated" => Deserialize::deserialize(json).map(Self::AgentBlueprintUpdated),
            "agent.instance.created" => Deserialize::deserialize(json).map(Self::AgentInstanceCreated),
            "agent.instance.deleted" => Deserialize::deserialize(json).map(Self::AgentInstanceDeleted),
            "agent.instance.session.created" => {
                Deserialize::deserialize(json).map(Self::AgentInstanceSessionCreated)
            }
            "agent.instance.session.revoked" => {
                Deserialize::deserialize(json).map(Self::AgentInstanceSessionRevoked)
            }
            "agent.registration.claim.attempt.created" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationClaimAttemptCreated)
            }
            "agent.registration.claim.completed" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationClaimCompleted)
            }
            "agent.registration.created" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationCreated)
            }
            "agent.registration.credential.issued" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationCredentialIssued)
            }
            "agent.registration.deleted" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationDeleted)
            }
            "agent.registration.expired" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationExpired)
            }
            "agent.registration.organization.switched" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationOrganizationSwitched)
            }
            "agent.registration.refreshed" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationRefreshed)
            }
            "agent.registration.revoked" => {
                Deserialize::deserialize(json).map(Self::AgentRegistrationRevoked)
            }
            "api_key.created" => Deserialize::deserialize(json).map(Self::ApiKeyCreated),
            "api_key.revoked" => Deserialize::deserialize(json).map(Self::ApiKeyRevoked),
            "api_key.updated" => Deserialize::deserialize(json).map(Self::ApiKeyUpdated),
            "authentication.email_verification_failed" => {
                Deserialize::deserialize(json).map(Self::AuthenticationEmailVerificationFailed)
            }
            "authentication.email_verification_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationEmailVerificationSucceeded)
            }
            "authentication.magic_auth_failed" => {
                Deserialize::deserialize(json).map(Self::AuthenticationMagicAuthFailed)
            }
            "authentication.magic_auth_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationMagicAuthSucceeded)
            }
            "authentication.mfa_failed" => Deserialize::deserialize(json).map(Self::AuthenticationMfaFailed),
            "authentication.mfa_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationMfaSucceeded)
            }
            "authentication.oauth_failed" => {
                Deserialize::deserialize(json).map(Self::AuthenticationOauthFailed)
            }
            "authentication.oauth_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationOauthSucceeded)
            }
            "authentication.passkey_failed" => {
                Deserialize::deserialize(json).map(Self::AuthenticationPasskeyFailed)
            }
            "authentication.passkey_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationPasskeySucceeded)
            }
            "authentication.password_failed" => {
                Deserialize::deserialize(json).map(Self::AuthenticationPasswordFailed)
            }
            "authentication.password_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationPasswordSucceeded)
            }
            "authentication.radar_risk_detected" => {
                Deserialize::deserialize(json).map(Self::AuthenticationRadarRiskDetected)
            }
            "authentication.reauthentication_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationReauthenticationSucceeded)
            }
            "authentication.sso_failed" => Deserialize::deserialize(json).map(Self::AuthenticationSsoFailed),
            "authentication.sso_started" => {
                Deserialize::deserialize(json).map(Self::AuthenticationSsoStarted)
            }
            "authentication.sso_succeeded" => {
                Deserialize::deserialize(json).map(Self::AuthenticationSsoSucceeded)
            }
            "authentication.sso_timed_out" => {
                Deserialize::deserialize(json).map(Self::AuthenticationSsoTimedOut)
            }
            "connection.activated" => Deserialize::deserialize(json).map(Self::ConnectionActivated),
            "connection.deactivated" => Deserialize::deserialize(json).map(Self::ConnectionDeactivated),
            "connection.deleted" => Deserialize::deserialize(json).map(Self::ConnectionDeleted),
            "connection.saml_certificate_renewal_required" => {
                Deserialize::deserialize(json).map(Self::ConnectionSamlCertificateRenewalRequired)
            }
            "connection.saml_certificate_renewed" => {
                Deserialize::deserialize(json).map(Self::ConnectionSamlCertificateRenewed)
            }
            "dsync.activated" => Deserialize::deserialize(json).map(Self::DsyncActivated),
            "dsync.deactivated" => Deserialize::deserialize(json).map(Self::DsyncDeactivated),
            "dsync.deleted" => Deserialize::deserialize(json).map(Self::DsyncDeleted),
            "dsync.group.created" => Deserialize::deserialize(json).map(Self::DsyncGroupCreated),
            "dsync.group.deleted" => Deserialize::deserialize(json).map(Self::DsyncGroupDeleted),
            "dsync.group.updated" => Deserialize::deserialize(json).map(Self::DsyncGroupUpdated),
            "dsync.group.user_added" => Deserialize::deserialize(json).map(Self::DsyncGroupUserAdded),
            "dsync.group.user_removed" => Deserialize::deserialize(json).map(Self::DsyncGroupUserRemoved),
            "dsync.token.created" => Deserialize::deserialize(json).map(Self::DsyncTokenCreated),
            "dsync.token.revoked" => Deserialize::deserialize(json).map(Self::DsyncTokenRevoked),
            "dsync.user.created" => Deserialize::deserialize(json).map(Self::DsyncUserCreated),
            "dsync.user.deleted" => Deserialize::deserialize(json).map(Self::DsyncUserDeleted),
            "dsync.user.updated" => Deserialize::deserialize(json).map(Self::DsyncUserUpdated),
            "email_verification.created" => {
                Deserialize::deserialize(json).map(Self::EmailVerificationCreated)
            }
            "feature_flags.flag.created" => Deserialize::deserialize(json).map(Self::FeatureFlagsFlagCreated),
            "feature_flags.flag.deleted" => Deserialize::deserialize(json).map(Self::FeatureFlagsFlagDeleted),
            "feature_flags.flag.updated" => Deserialize::deserialize(json).map(Self::FeatureFlagsFlagUpdated),
            "feature_flags.flag_rule.created" => {
                Deserialize::deserialize(json).map(Self::FeatureFlagsFlagRuleCreated)
            }
            "feature_flags.flag_rule.deleted" => {
                Deserialize::deserialize(json).map(Self::FeatureFlagsFlagRuleDeleted)
            }
            "feature_flags.flag_rule.updated" => {
                Deserialize::deserialize(json).map(Self::FeatureFlagsFlagRuleUpdated)
            }
            "feature_flags.flag_target.created" => {
                Deserialize::deserialize(json).map(Self::FeatureFlagsFlagTargetCreated)
            }
            "feature_flags.flag_target.deleted" => {
                Deserialize::deserialize(json).map(Self::FeatureFlagsFlagTargetDeleted)
            }
            "flag.created" => Deserialize::deserialize(json).map(Self::FlagCreated),
            "flag.deleted" => Deserialize::deserialize(json).map(Self::FlagDeleted),
            "flag.rule_updated" => Deserialize::deserialize(json).map(Self::FlagRuleUpdated),
            "flag.updated" => Deserialize::deserialize(json).map(Self::FlagUpdated),
            "group.created" => Deserialize::deserialize(json).map(Self::GroupCreated),
            "group.deleted" => Deserialize::deserialize(json).map(Self::GroupDeleted),
            "group.member_added" => Deserialize::deserialize(json).map(Self::GroupMemberAdded),
            "group.member_removed" => Deserialize::deserialize(json).map(Self::GroupMemberRemoved),
            "group.updated" => Deserialize::deserialize(json).map(Self::GroupUpdated),
            "invitation.accepted" => Deserialize::deserialize(json).map(Self::InvitationAccepted),
            "invitation.created" => Deserialize::deserialize(json).map(Self::InvitationCreated),
            "invitation.resent" => Deserialize::deserialize(json).map(Self::InvitationResent),
            "invitation.revoked" => Deserialize::deserialize(json).map(Self::InvitationRevoked),
            "magic_auth.created" => Deserialize::deserialize(json).map(Self::MagicAuthCreated),
            "organization.created" => Deserialize::deserialize(json).map(Self::OrganizationCreated),
            "organization.deleted" => Deserialize::deserialize(json).map(Self::OrganizationDeleted),
            "organization.updated" => Deserialize::deserialize(json).map(Self::OrganizationUpdated),
            "organization_domain.created" => {
                Deserialize::deserialize(json).map(Self::OrganizationDomainCreated)
            }
            "organization_domain.deleted" => {
                Deserialize::deserialize(json).map(Self::OrganizationDomainDeleted)
            }
            "organization_domain.updated" => {
                Deserialize::deserialize(json).map(Self::OrganizationDomainUpdated)
            }
            "organization_domain.verification_failed" => {
                Deserialize::deserialize(json).map(Self::OrganizationDomainVerificationFailed)
            }
            "organization_domain.verified" => {
                Deserialize::deserialize(json).map(Self::OrganizationDomainVerified)
            }
            "organization_membership.created" => {
                Deserialize::deserialize(json).map(Self::OrganizationMembershipCreated)
            }
            "organization_membership.deleted" => {
                Deserialize::deserialize(json).map(Self::OrganizationMembershipDeleted)
            }
            "organization_membership.updated" => {
                Deserialize::deserialize(json).map(Self::OrganizationMembershipUpdated)
            }
            "organization_role.created" => Deserialize::deserialize(json).map(Self::OrganizationRoleCreated),
            "organization_role.deleted" => Deserialize::deserialize(json).map(Self::OrganizationRoleDeleted),
            "organization_role.updated" => Deserialize::deserialize(json).map(Self::OrganizationRoleUpdated),
            "password_reset.created" => Deserialize::deserialize(json).map(Self::PasswordResetCreated),
            "password_reset.succeeded" => Deserialize::deserialize(json).map(Self::PasswordResetSucceeded),
            "permission.created" => Deserialize::deserialize(json).map(Self::PermissionCreated),
            "permission.deleted" => Deserialize::deserialize(json).map(Self::PermissionDeleted),
            "permission.updated" => Deserialize::deserialize(json).map(Self::PermissionUpdated),
            "pipes.account_connection.add_failed" => {
                Deserialize::deserialize(json).map(Self::PipesAccountConnectionAddFailed)
            }
            "pipes.account_connection.connected" => {
                Deserialize::deserialize(json).map(Self::PipesAccountConnectionConnected)
            }
            "pipes.account_connection.connection_failed" => {
                Deserialize::deserialize(json).map(Self::PipesAccountConnectionConnectionFailed)
            }
            "pipes.account_connection.disconnected" => {
                Deserialize::deserialize(json).map(Self::PipesAccountConnectionDisconnected)
            }
            "pipes.account_connection.reauthorization_needed" => {
                Deserialize::deserialize(json).map(Self::PipesAccountConnectionReauthorizationNeeded)
            }
            "pipes.connected_account.connected" => {
                Deserialize::deserialize(json).map(Self::PipesConnectedAccountConnected)
            }
            "pipes.connected_account.connection_failed" => {
                Deserialize::deserialize(json).map(Self::PipesConnectedAccountConnectionFailed)
            }
            "pipes.connected_account.disconnected" => {
                Deserialize::deserialize(json).map(Self::PipesConnectedAccountDisconnected)
            }
            "pipes.connected_account.reauthorization_needed" => {
                Deserialize::deserialize(json).map(Self::PipesConnectedAccountReauthorizationNeeded)
            }
            "radar.challenge_created" => Deserialize::deserialize(json).map(Self::RadarChallengeCreated),
            "resource_export.completed" => Deserialize::deserialize(json).map(Self::ResourceExportCompleted),
            "resource_export.created" => Deserialize::deserialize(json).map(Self::ResourceExportCreated),
            "resource_export.downloaded" => {
                Deserialize::deserialize(json).map(Self::ResourceExportDownloaded)
            }
            "resource_export.failed" => Deserialize::deserialize(json).map(Self::ResourceExportFailed),
            "role.created" => Deserialize::deserialize(json).map(Self::RoleCreated),
            "role.deleted" => Deserialize::deserialize(json).map(Self::RoleDeleted),
            "role.updated" => Deserialize::deserialize(json).map(Self::RoleUpdated),
            "session.created" => Deserialize::deserialize(json).map(Self::SessionCreated),
            "session.revoked" => Deserialize::deserialize(json).map(Self::SessionRevoked),
            "user.created" => Deserialize::deserialize(json).map(Self::UserCreated),
            "user.deleted" => Deserialize::deserialize(json).map(Self::UserDeleted),
            "user.updated" => Deserialize::deserialize(json).map(Self::UserUpdated),
            "vault.byok_key.deleted" => Deserialize::deserialize(json).map(Self::VaultByokKeyDeleted),
            "vault.byok_key.verification_completed" => {
                Deserialize::deserialize(json).map(Self::VaultByokKeyVerificationCompleted)
            }
            "vault.data.created" => Deserialize::deserialize(json).map(Self::VaultDataCreated),
            "vault.data.deleted" => Deserialize::deserialize(json).map(Self::VaultDataDeleted),
            "vault.data.read" => Deserialize::deserialize(json).map(Self::VaultDataRead),
            "vault.data.updated" => Deserialize::deserialize(json).map(Self::VaultDataUpdated),
            "vault.dek.decrypted" => Deserialize::deserialize(json).map(Self::VaultDekDecrypted),
            "vault.dek.read" => Deserialize::deserialize(json).map(Self::VaultDekRead),
            "vault.dek.rekeyed" => Deserialize::deserialize(json).map(Self::VaultDekRekeyed),
            "vault.kek.created" => Deserialize::deserialize(json).map(Self::VaultKekCreated),
            "vault.kek.deleted" => Deserialize::deserialize(json).map(Self::VaultKekDeleted),
            "vault.metadata.read" => Deserialize::deserialize(json).map(Self::VaultMetadataRead),
            "vault.names.listed" => Deserialize::deserialize(json).map(Self::VaultNamesListed),
            "waitlist_user.approved" => Deserialize::deserialize(json).map(Self::WaitlistUserApproved),
            "waitlist_user.created" => Deserialize::deserialize(json).map(Self::WaitlistUserCreated),
            "waitlist_user.denied" => Deserialize::deserialize(json).map(Self::WaitlistUserDenied),
            other => {
                let tag = UnknownValue::from_wire(other);
                UnknownJson::deserialize(json).map(|json| Self::Unknown { tag, json })
            }
        }
    }
}

impl Serialize for EventData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Undecodable(json) = self {
            return json.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("event", self.name())?;
        match self {
            Self::ActionAuthenticationDenied(value) => map.serialize_entry("data", value)?,
            Self::ActionUserRegistrationDenied(value) => map.serialize_entry("data", value)?,
            Self::AgentBlueprintCreated(value) => map.serialize_entry("data", value)?,
            Self::AgentBlueprintDeleted(value) => map.serialize_entry("data", value)?,
            Self::AgentBlueprintUpdated(value) => map.serialize_entry("data", value)?,
            Self::AgentInstanceCreated(value) => map.serialize_entry("data", value)?,
            Self::AgentInstanceDeleted(value) => map.serialize_entry("data", value)?,
            Self::AgentInstanceSessionCreated(value) => map.serialize_entry("data", value)?,
            Self::AgentInstanceSessionRevoked(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationClaimAttemptCreated(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationClaimCompleted(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationCreated(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationCredentialIssued(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationDeleted(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationExpired(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationOrganizationSwitched(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationRefreshed(value) => map.serialize_entry("data", value)?,
            Self::AgentRegistrationRevoked(value) => map.serialize_entry("data", value)?,
            Self::ApiKeyCreated(value) => map.serialize_entry("data", value)?,
            Self::ApiKeyRevoked(value) => map.serialize_entry("data", value)?,
            Self::ApiKeyUpdated(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationEmailVerificationFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationEmailVerificationSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationMagicAuthFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationMagicAuthSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationMfaFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationMfaSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationOauthFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationOauthSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationPasskeyFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationPasskeySucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationPasswordFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationPasswordSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationRadarRiskDetected(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationReauthenticationSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationSsoFailed(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationSsoStarted(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationSsoSucceeded(value) => map.serialize_entry("data", value)?,
            Self::AuthenticationSsoTimedOut(value) => map.serialize_entry("data", value)?,
            Self::ConnectionActivated(value) => map.serialize_entry("data", value)?,
            Self::ConnectionDeactivated(value) => map.serialize_entry("data", value)?,
            Self::ConnectionDeleted(value) => map.serialize_entry("data", value)?,
            Self::ConnectionSamlCertificateRenewalRequired(value) => map.serialize_entry("data", value)?,
            Self::ConnectionSamlCertificateRenewed(value) => map.serialize_entry("data", value)?,
            Self::DsyncActivated(value) => map.serialize_entry("data", value)?,
            Self::DsyncDeactivated(value) => map.serialize_entry("data", value)?,
            Self::DsyncDeleted(value) => map.serialize_entry("data", value)?,
            Self::DsyncGroupCreated(value) => map.serialize_entry("data", value)?,
            Self::DsyncGroupDeleted(value) => map.serialize_entry("data", value)?,
            Self::DsyncGroupUpdated(value) => map.serialize_entry("data", value)?,
            Self::DsyncGroupUserAdded(value) => map.serialize_entry("data", value)?,
            Self::DsyncGroupUserRemoved(value) => map.serialize_entry("data", value)?,
            Self::DsyncTokenCreated(value) => map.serialize_entry("data", value)?,
            Self::DsyncTokenRevoked(value) => map.serialize_entry("data", value)?,
            Self::DsyncUserCreated(value) => map.serialize_entry("data", value)?,
            Self::DsyncUserDeleted(value) => map.serialize_entry("data", value)?,
            Self::DsyncUserUpdated(value) => map.serialize_entry("data", value)?,
            Self::EmailVerificationCreated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagCreated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagDeleted(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagUpdated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagRuleCreated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagRuleDeleted(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagRuleUpdated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagTargetCreated(value) => map.serialize_entry("data", value)?,
            Self::FeatureFlagsFlagTargetDeleted(value) => map.serialize_entry("data", value)?,
            Self::FlagCreated(value) => map.serialize_entry("data", value)?,
            Self::FlagDeleted(value) => map.serialize_entry("data", value)?,
            Self::FlagRuleUpdated(value) => map.serialize_entry("data", value)?,
            Self::FlagUpdated(value) => map.serialize_entry("data", value)?,
            Self::GroupCreated(value) => map.serialize_entry("data", value)?,
            Self::GroupDeleted(value) => map.serialize_entry("data", value)?,
            Self::GroupMemberAdded(value) => map.serialize_entry("data", value)?,
            Self::GroupMemberRemoved(value) => map.serialize_entry("data", value)?,
            Self::GroupUpdated(value) => map.serialize_entry("data", value)?,
            Self::InvitationAccepted(value) => map.serialize_entry("data", value)?,
            Self::InvitationCreated(value) => map.serialize_entry("data", value)?,
            Self::InvitationResent(value) => map.serialize_entry("data", value)?,
            Self::InvitationRevoked(value) => map.serialize_entry("data", value)?,
            Self::MagicAuthCreated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationCreated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDeleted(value) => map.serialize_entry("data", value)?,
            Self::OrganizationUpdated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDomainCreated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDomainDeleted(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDomainUpdated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDomainVerificationFailed(value) => map.serialize_entry("data", value)?,
            Self::OrganizationDomainVerified(value) => map.serialize_entry("data", value)?,
            Self::OrganizationMembershipCreated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationMembershipDeleted(value) => map.serialize_entry("data", value)?,
            Self::OrganizationMembershipUpdated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationRoleCreated(value) => map.serialize_entry("data", value)?,
            Self::OrganizationRoleDeleted(value) => map.serialize_entry("data", value)?,
            Self::OrganizationRoleUpdated(value) => map.serialize_entry("data", value)?,
            Self::PasswordResetCreated(value) => map.serialize_entry("data", value)?,
            Self::PasswordResetSucceeded(value) => map.serialize_entry("data", value)?,
            Self::PermissionCreated(value) => map.serialize_entry("data", value)?,
            Self::PermissionDeleted(value) => map.serialize_entry("data", value)?,
            Self::PermissionUpdated(value) => map.serialize_entry("data", value)?,
            Self::PipesAccountConnectionAddFailed(value) => map.serialize_entry("data", value)?,
            Self::PipesAccountConnectionConnected(value) => map.serialize_entry("data", value)?,
            Self::PipesAccountConnectionConnectionFailed(value) => map.serialize_entry("data", value)?,
            Self::PipesAccountConnectionDisconnected(value) => map.serialize_entry("data", value)?,
            Self::PipesAccountConnectionReauthorizationNeeded(value) => map.serialize_entry("data", value)?,
            Self::PipesConnectedAccountConnected(value) => map.serialize_entry("data", value)?,
            Self::PipesConnectedAccountConnectionFailed(value) => map.serialize_entry("data", value)?,
            Self::PipesConnectedAccountDisconnected(value) => map.serialize_entry("data", value)?,
            Self::PipesConnectedAccountReauthorizationNeeded(value) => map.serialize_entry("data", value)?,
            Self::RadarChallengeCreated(value) => map.serialize_entry("data", value)?,
            Self::ResourceExportCompleted(value) => map.serialize_entry("data", value)?,
            Self::ResourceExportCreated(value) => map.serialize_entry("data", value)?,
            Self::ResourceExportDownloaded(value) => map.serialize_entry("data", value)?,
            Self::ResourceExportFailed(value) => map.serialize_entry("data", value)?,
            Self::RoleCreated(value) => map.serialize_entry("data", value)?,
            Self::RoleDeleted(value) => map.serialize_entry("data", value)?,
            Self::RoleUpdated(value) => map.serialize_entry("data", value)?,
            Self::SessionCreated(value) => map.serialize_entry("data", value)?,
            Self::SessionRevoked(value) => map.serialize_entry("data", value)?,
            Self::UserCreated(value) => map.serialize_entry("data", value)?,
            Self::UserDeleted(value) => map.serialize_entry("data", value)?,
            Self::UserUpdated(value) => map.serialize_entry("data", value)?,
            Self::VaultByokKeyDeleted(value) => map.serialize_entry("data", value)?,
            Self::VaultByokKeyVerificationCompleted(value) => map.serialize_entry("data", value)?,
            Self::VaultDataCreated(value) => map.serialize_entry("data", value)?,
            Self::VaultDataDeleted(value) => map.serialize_entry("data", value)?,
            Self::VaultDataRead(value) => map.serialize_entry("data", value)?,
            Self::VaultDataUpdated(value) => map.serialize_entry("data", value)?,
            Self::VaultDekDecrypted(value) => map.serialize_entry("data", value)?,
            Self::VaultDekRead(value) => map.serialize_entry("data", value)?,
            Self::VaultDekRekeyed(value) => map.serialize_entry("data", value)?,
            Self::VaultKekCreated(value) => map.serialize_entry("data", value)?,
            Self::VaultKekDeleted(value) => map.serialize_entry("data", value)?,
            Self::VaultMetadataRead(value) => map.serialize_entry("data", value)?,
            Self::VaultNamesListed(value) => map.serialize_entry("data", value)?,
            Self::WaitlistUserApproved(value) => map.serialize_entry("data", value)?,
            Self::WaitlistUserCreated(value) => map.serialize_entry("data", value)?,
            Self::WaitlistUserDenied(value) => map.serialize_entry("data", value)?,
            Self::Unknown { json, .. } => map.serialize_entry("data", json)?,
            Self::Undecodable(_) => {}
        }
        map.end()
    }
}

impl EventData {
    /// What it is, as the API writes it: the value of `event`. Empty if that cannot be read.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::ActionAuthenticationDenied(_) => "action.authentication.denied",
            Self::ActionUserRegistrationDenied(_) => "action.user_registration.denied",
            Self::AgentBlueprintCreated(_) => "agent.blueprint.created",
            Self::AgentBlueprintDeleted(_) => "agent.blueprint.deleted",
            Self::AgentBlueprintUpdated(_) => "agent.blueprint.updated",
            Self::AgentInstanceCreated(_) => "agent.instance.created",
            Self::AgentInstanceDeleted(_) => "agent.instance.deleted",
            Self::AgentInstanceSessionCreated(_) => "agent.instance.session.created",
            Self::AgentInstanceSessionRevoked(_) => "agent.instance.session.revoked",
            Self::AgentRegistrationClaimAttemptCreated(_) => "agent.registration.claim.attempt.created",
            Self::AgentRegistrationClaimCompleted(_) => "agent.registration.claim.completed",
            Self::AgentRegistrationCreated(_) => "agent.registration.created",
            Self::AgentRegistrationCredentialIssued(_) => "agent.registration.credential.issued",
            Self::AgentRegistrationDeleted(_) => "agent.registration.deleted",
            Self::AgentRegistrationExpired(_) => "agent.registration.expired",
            Self::AgentRegistrationOrganizationSwitched(_) => "agent.registration.organization.switched",
            Self::AgentRegistrationRefreshed(_) => "agent.registration.refreshed",
            Self::AgentRegistrationRevoked(_) => "agent.registration.revoked",
            Self::ApiKeyCreated(_) => "api_key.created",
            Self::ApiKeyRevoked(_) => "api_key.revoked",
            Self::ApiKeyUpdated(_) => "api_key.updated",
            Self::AuthenticationEmailVerificationFailed(_) => "authentication.email_verification_failed",
            Self::AuthenticationEmailVerificationSucceeded(_) => {
                "authentication.email_verification_succeeded"
            }
            Self::AuthenticationMagicAuthFailed(_) => "authentication.magic_auth_failed",
            Self::AuthenticationMagicAuthSucceeded(_) => "authentication.magic_auth_succeeded",
            Self::AuthenticationMfaFailed(_) => "authentication.mfa_failed",
            Self::AuthenticationMfaSucceeded(_) => "authentication.mfa_succeeded",
            Self::AuthenticationOauthFailed(_) => "authentication.oauth_failed",
            Self::AuthenticationOauthSucceeded(_) => "authentication.oauth_succeeded",
            Self::AuthenticationPasskeyFailed(_) => "authentication.passkey_failed",
            Self::AuthenticationPasskeySucceeded(_) => "authentication.passkey_succeeded",
            Self::AuthenticationPasswordFailed(_) => "authentication.password_failed",
            Self::AuthenticationPasswordSucceeded(_) => "authentication.password_succeeded",
            Self::AuthenticationRadarRiskDetected(_) => "authentication.radar_risk_detected",
            Self::AuthenticationReauthenticationSucceeded(_) => "authentication.reauthentication_succeeded",
            Self::AuthenticationSsoFailed(_) => "authentication.sso_failed",
            Self::AuthenticationSsoStarted(_) => "authentication.sso_started",
            Self::AuthenticationSsoSucceeded(_) => "authentication.sso_succeeded",
            Self::AuthenticationSsoTimedOut(_) => "authentication.sso_timed_out",
            Self::ConnectionActivated(_) => "connection.activated",
            Self::ConnectionDeactivated(_) => "connection.deactivated",
            Self::ConnectionDeleted(_) => "connection.deleted",
            Self::ConnectionSamlCertificateRenewalRequired(_) => {
                "connection.saml_certificate_renewal_required"
            }
            Self::ConnectionSamlCertificateRenewed(_) => "connection.saml_certificate_renewed",
            Self::DsyncActivated(_) => "dsync.activated",
            Self::DsyncDeactivated(_) => "dsync.deactivated",
            Self::DsyncDeleted(_) => "dsync.deleted",
            Self::DsyncGroupCreated(_) => "dsync.group.created",
            Self::DsyncGroupDeleted(_) => "dsync.group.deleted",
            Self::DsyncGroupUpdated(_) => "dsync.group.updated",
            Self::DsyncGroupUserAdded(_) => "dsync.group.user_added",
            Self::DsyncGroupUserRemoved(_) => "dsync.group.user_removed",
            Self::DsyncTokenCreated(_) => "dsync.token.created",
            Self::DsyncTokenRevoked(_) => "dsync.token.revoked",
            Self::DsyncUserCreated(_) => "dsync.user.created",
            Self::DsyncUserDeleted(_) => "dsync.user.deleted",
            Self::DsyncUserUpdated(_) => "dsync.user.updated",
            Self::EmailVerificationCreated(_) => "email_verification.created",
            Self::FeatureFlagsFlagCreated(_) => "feature_flags.flag.created",
            Self::FeatureFlagsFlagDeleted(_) => "feature_flags.flag.deleted",
            Self::FeatureFlagsFlagUpdated(_) => "feature_flags.flag.updated",
            Self::FeatureFlagsFlagRuleCreated(_) => "feature_flags.flag_rule.created",
            Self::FeatureFlagsFlagRuleDeleted(_) => "feature_flags.flag_rule.deleted",
            Self::FeatureFlagsFlagRuleUpdated(_) => "feature_flags.flag_rule.updated",
            Self::FeatureFlagsFlagTargetCreated(_) => "feature_flags.flag_target.created",
            Self::FeatureFlagsFlagTargetDeleted(_) => "feature_flags.flag_target.deleted",
            Self::FlagCreated(_) => "flag.created",
            Self::FlagDeleted(_) => "flag.deleted",
            Self::FlagRuleUpdated(_) => "flag.rule_updated",
            Self::FlagUpdated(_) => "flag.updated",
            Self::GroupCreated(_) => "group.created",
            Self::GroupDeleted(_) => "group.deleted",
            Self::GroupMemberAdded(_) => "group.member_added",
            Self::GroupMemberRemoved(_) => "group.member_removed",
            Self::GroupUpdated(_) => "group.updated",
            Self::InvitationAccepted(_) => "invitation.accepted",
            Self::InvitationCreated(_) => "invitation.created",
            Self::InvitationResent(_) => "invitation.resent",
            Self::InvitationRevoked(_) => "invitation.revoked",
            Self::MagicAuthCreated(_) => "magic_auth.created",
            Self::OrganizationCreated(_) => "organization.created",
            Self::OrganizationDeleted(_) => "organization.deleted",
            Self::OrganizationUpdated(_) => "organization.updated",
            Self::OrganizationDomainCreated(_) => "organization_domain.created",
            Self::OrganizationDomainDeleted(_) => "organization_domain.deleted",
            Self::OrganizationDomainUpdated(_) => "organization_domain.updated",
            Self::OrganizationDomainVerificationFailed(_) => "organization_domain.verification_failed",
            Self::OrganizationDomainVerified(_) => "organization_domain.verified",
            Self::OrganizationMembershipCreated(_) => "organization_membership.created",
            Self::OrganizationMembershipDeleted(_) => "organization_membership.deleted",
            Self::OrganizationMembershipUpdated(_) => "organization_membership.updated",
            Self::OrganizationRoleCreated(_) => "organization_role.created",
            Self::OrganizationRoleDeleted(_) => "organization_role.deleted",
            Self::OrganizationRoleUpdated(_) => "organization_role.updated",
            Self::PasswordResetCreated(_) => "password_reset.created",
            Self::PasswordResetSucceeded(_) => "password_reset.succeeded",
            Self::PermissionCreated(_) => "permission.created",
            Self::PermissionDeleted(_) => "permission.deleted",
            Self::PermissionUpdated(_) => "permission.updated",
            Self::PipesAccountConnectionAddFailed(_) => "pipes.account_connection.add_failed",
            Self::PipesAccountConnectionConnected(_) => "pipes.account_connection.connected",
            Self::PipesAccountConnectionConnectionFailed(_) => "pipes.account_connection.connection_failed",
            Self::PipesAccountConnectionDisconnected(_) => "pipes.account_connection.disconnected",
            Self::PipesAccountConnectionReauthorizationNeeded(_) => {
                "pipes.account_connection.reauthorization_needed"
            }
            Self::PipesConnectedAccountConnected(_) => "pipes.connected_account.connected",
            Self::PipesConnectedAccountConnectionFailed(_) => "pipes.connected_account.connection_failed",
            Self::PipesConnectedAccountDisconnected(_) => "pipes.connected_account.disconnected",
            Self::PipesConnectedAccountReauthorizationNeeded(_) => {
                "pipes.connected_account.reauthorization_needed"
            }
            Self::RadarChallengeCreated(_) => "radar.challenge_created",
            Self::ResourceExportCompleted(_) => "resource_export.completed",
            Self::ResourceExportCreated(_) => "resource_export.created",
            Self::ResourceExportDownloaded(_) => "resource_export.downloaded",
            Self::ResourceExportFailed(_) => "resource_export.failed",
            Self::RoleCreated(_) => "role.created",
            Self::RoleDeleted(_) => "role.deleted",
            Self::RoleUpdated(_) => "role.updated",
            Self::SessionCreated(_) => "session.created",
            Self::SessionRevoked(_) => "session.revoked",
            Self::UserCreated(_) => "user.created",
            Self::UserDeleted(_) => "user.deleted",
            Self::UserUpdated(_) => "user.updated",
            Self::VaultByokKeyDeleted(_) => "vault.byok_key.deleted",
            Self::VaultByokKeyVerificationCompleted(_) => "vault.byok_key.verification_completed",
            Self::VaultDataCreated(_) => "vault.data.created",
            Self::VaultDataDeleted(_) => "vault.data.deleted",
            Self::VaultDataRead(_) => "vault.data.read",
            Self::VaultDataUpdated(_) => "vault.data.updated",
            Self::VaultDekDecrypted(_) => "vault.dek.decrypted",
            Self::VaultDekRead(_) => "vault.dek.read",
            Self::VaultDekRekeyed(_) => "vault.dek.rekeyed",
            Self::VaultKekCreated(_) => "vault.kek.created",
            Self::VaultKekDeleted(_) => "vault.kek.deleted",
            Self::VaultMetadataRead(_) => "vault.metadata.read",
            Self::VaultNamesListed(_) => "vault.names.listed",
            Self::WaitlistUserApproved(_) => "waitlist_user.approved",
            Self::WaitlistUserCreated(_) => "waitlist_user.created",
            Self::WaitlistUserDenied(_) => "waitlist_user.denied",
            Self::Unknown { tag, .. } => tag.as_str(),
            Self::Undecodable(json) => json.name(),
        }
    }
}

#[cfg(feature = "test-util")]
impl EventData {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::ActionAuthenticationDenied(AuthenticationActionDenied::example().into())
    }
}
