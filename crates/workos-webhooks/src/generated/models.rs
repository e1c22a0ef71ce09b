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

/// A webhook endpoint: the URL that webhooks are sent to, and the events that are sent.
#[doc(alias = "WebhookEndpointJson")]
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WebhookEndpoint {
    /// The id of the endpoint.
    pub id: WebhookEndpointId,
    /// The URL that webhooks are sent to.
    pub endpoint_url: String,
    /// The secret that webhooks are signed with. It is always present in the response to `create`.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// Whether webhooks are sent to the endpoint.
    pub status: WebhookEndpointStatus,
    /// The names of the events that are sent.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub events: Vec<EventName>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl WebhookEndpoint {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// An event, with the object that it is about.
///
/// Webhooks and items of the events API have the same shape. Webhooks arrive in any order, and possibly
/// more than once: recognise duplicates by `id`, and compare `created_at` before you overwrite a stored
/// state.
///
/// An event that does not decode is not an error: `data` is `EventData::Undecodable`, which contains
/// the raw event. Log its name, its id and the reason, store the raw JSON, and acknowledge it. Decode
/// the stored JSON again after an update of this crate.
#[doc(alias = "EventSchema")]
#[derive(Clone, Debug, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "event")]
#[non_exhaustive]
pub struct Event {
    /// The id of the event, the same in every delivery. Empty only if `data` is `EventData::Undecodable`
    /// and the event has no readable id.
    pub id: EventId,
    /// The time of the event. Webhooks of 2021 do not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The context of the event, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Box<EventContext>>,
    /// The object that the event is about, in its state at `created_at`.
    #[serde(flatten)]
    pub data: EventData,
}

impl<'de> Deserialize<'de> for Event {
    /// Decodes an object. One that does not decode is not an error: its text is in the variant `Undecodable`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        workos_internal::read_or_keep(deserializer)
    }
}

impl workos_internal::Envelope for Event {
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
        let (rest, data): (Rest, _) = workos_internal::read_envelope(deserializer)?;
        Ok(Self { id: rest.id, created_at: rest.created_at, context: rest.context, data })
    }

    fn keep(members: &workos_internal::Members<'_>, object: workos_internal::KeptObject) -> Self {
        let undecodable = Undecodable::new(&object.name, &object.reason, object.json);
        Self {
            id: members.read("id").unwrap_or_else(|| "".into()),
            created_at: members.read("created_at"),
            context: members.read("context"),
            data: EventData::Undecodable(Box::new(undecodable)),
        }
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            EventData::Undecodable(json) => json.serialize(serializer),
            // Calls the inherent function that serde derives for `remote`.
            _ => Self::serialize(self, serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl Event {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The context of an event, as far as it is known.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EventContext {
    /// The client id of Google Analytics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google_analytics_client_id: Option<String>,
    /// The sessions of Google Analytics.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub google_analytics_sessions: Vec<GoogleAnalyticsSession>,
    /// The anonymous id of Segment's analytics.js.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ajs_anonymous_id: Option<String>,
    /// The client that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The actor that caused the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<EventActor>,
    /// The attributes that a change of a feature flag replaced: `data` and `context`, each with the old
    /// values.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
    /// How widely the flag is now enabled; only with `flag.rule_updated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_type: Option<FlagAccessType>,
    /// The targets that the flag is now enabled for; only with `flag.rule_updated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configured_targets: Option<FlagTargets>,
}

#[cfg(feature = "test-util")]
impl EventContext {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the container.
    #[serde(rename = "containerId")]
    pub container_id: String,
    /// The id of the session.
    #[serde(rename = "sessionId", default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
    /// The number of the session.
    #[serde(rename = "sessionNumber", default, skip_serializing_if = "Option::is_none")]
    pub session_number: Option<String>,
}

#[cfg(feature = "test-util")]
impl GoogleAnalyticsSession {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            container_id: "GTM-ABCDEF".to_owned(),
            session_id: Some("1234567890".to_owned()),
            session_number: Some("1".to_owned()),
        }
    }
}

/// The actor that caused an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EventActor {
    /// The id of the actor. Its type depends on `source`.
    pub id: String,
    /// The interface through which the actor caused the event.
    pub source: EventSource,
    /// The name of the actor, if it is known.
    #[serde(default)]
    pub name: Option<String>,
}

#[cfg(feature = "test-util")]
impl EventActor {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            source: EventSource::Api,
            name: Some("Jane Doe".to_owned()),
        }
    }
}

/// The targets that a feature flag is enabled for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargets {
    /// The organizations.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub organizations: Vec<FlagTargetOrganization>,
    /// The users.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub users: Vec<FlagTargetUser>,
}

#[cfg(feature = "test-util")]
impl FlagTargets {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organizations: vec![FlagTargetOrganization::example()],
            users: vec![FlagTargetUser::example()],
        }
    }
}

/// An organization that a feature flag is enabled for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargetOrganization {
    /// The id of the organization.
    pub id: OrganizationId,
    /// The display name.
    pub name: String,
}

#[cfg(feature = "test-util")]
impl FlagTargetOrganization {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), name: "Acme Corp".to_owned() }
    }
}

/// A user that a feature flag is enabled for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlagTargetUser {
    /// The id of the user.
    pub id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl FlagTargetUser {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), email: "user@example.com".to_owned() }
    }
}

/// A sign-in that an action endpoint refused.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationActionDenied {
    /// The action endpoint.
    pub action_endpoint_id: ActionEndpointId,
    /// The id of the call of the action endpoint.
    pub action_execution_id: ActionExecutionId,
    /// The action that was refused.
    #[serde(rename = "type")]
    pub kind: ActionType,
    /// The decision of the endpoint.
    pub verdict: ActionVerdict,
    /// The user who tried to sign in.
    pub user_id: UserId,
    /// The organization that the user tried to sign in to, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The e-mail address.
    pub email: String,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
}

#[cfg(feature = "test-util")]
impl AuthenticationActionDenied {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The action endpoint.
    pub action_endpoint_id: ActionEndpointId,
    /// The id of the call of the action endpoint.
    pub action_execution_id: ActionExecutionId,
    /// The action that was refused.
    #[serde(rename = "type")]
    pub kind: ActionType,
    /// The decision of the endpoint.
    pub verdict: ActionVerdict,
    /// The organization that the user tried to sign up for, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The e-mail address.
    pub email: String,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
}

#[cfg(feature = "test-util")]
impl UserRegistrationActionDenied {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the blueprint.
    pub id: AgentBlueprintId,
    /// The display name, unique in the environment.
    pub name: String,
    /// A description of the blueprint for people.
    #[serde(default)]
    pub description: Option<String>,
    /// The permissions that a session of an agent can have at most.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub permissions: Vec<String>,
    /// The users who may start sessions.
    pub invocable_by: AgentBlueprintInvokers,
    /// The types of agents that the blueprint allows.
    pub invocable_as: AgentBlueprintModes,
    /// The lifetimes of sessions and tokens.
    pub session_settings: AgentSessionSettings,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentBlueprint {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The users who may start sessions of a blueprint. An empty list means no restriction.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentBlueprintInvokers {
    /// The slugs of the roles whose members may delegate to an agent.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub role_slugs: Vec<String>,
    /// The organizations in which sessions may be started.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub organization_ids: Vec<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl AgentBlueprintInvokers {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            role_slugs: vec!["member".to_owned()],
            organization_ids: vec!["org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()],
        }
    }
}

/// The types of agents that a blueprint allows.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentBlueprintModes {
    /// The types of agents.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub instance_types: Vec<AgentInstanceType>,
}

#[cfg(feature = "test-util")]
impl AgentBlueprintModes {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { instance_types: vec![AgentInstanceType::Delegated] }
    }
}

/// The lifetimes of an agent's sessions and tokens, in seconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentSessionSettings {
    /// The maximum lifetime of a session.
    pub max_age_seconds: i64,
    /// The lifetime of an access token.
    pub access_token_ttl_seconds: i64,
    /// The lifetime of a refresh token.
    pub refresh_token_ttl_seconds: i64,
}

#[cfg(feature = "test-util")]
impl AgentSessionSettings {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { max_age_seconds: 86400, access_token_ttl_seconds: 300, refresh_token_ttl_seconds: 3600 }
    }
}

/// A deleted agent blueprint.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_blueprint")]
#[non_exhaustive]
pub struct DeletedAgentBlueprint {
    /// The id of the blueprint.
    pub id: AgentBlueprintId,
    /// The display name.
    pub name: String,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DeletedAgentBlueprint {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the agent.
    pub id: AgentInstanceId,
    /// The blueprint that the agent was created from.
    pub agent_blueprint_id: AgentBlueprintId,
    /// The organization in which the agent acts.
    pub organization_id: OrganizationId,
    /// The membership of the user that the agent acts for; absent if the agent is autonomous.
    #[serde(default)]
    pub organization_membership_id: Option<OrganizationMembershipId>,
    /// Whether the agent acts for a user.
    #[serde(rename = "type")]
    pub kind: AgentInstanceType,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentInstance {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the session.
    pub id: AgentInstanceSessionId,
    /// The agent that the session belongs to.
    pub agent_instance_id: AgentInstanceId,
    /// The organization in which the agent acts.
    pub organization_id: OrganizationId,
    /// The time at which the session expires.
    pub expires_at: Timestamp,
    /// The time at which the session was revoked, if it was revoked.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
    /// The slugs of the permissions of the session.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub permission_slugs: Vec<String>,
}

#[cfg(feature = "test-util")]
impl NewAgentInstanceSession {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the session.
    pub id: AgentInstanceSessionId,
    /// The agent that the session belongs to.
    pub agent_instance_id: AgentInstanceId,
    /// The organization in which the agent acts.
    pub organization_id: OrganizationId,
    /// The time at which the session expires.
    pub expires_at: Timestamp,
    /// The time at which the session was revoked, if it was revoked.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentInstanceSession {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// An attempt of a user to claim the registration of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_claim_attempt")]
#[non_exhaustive]
pub struct AgentRegistrationClaimAttempt {
    /// The id of the attempt.
    pub id: AgentRegistrationClaimAttemptId,
    /// The registration of the agent.
    pub agent_registration_id: AgentRegistrationId,
    /// The claim that the attempt belongs to.
    pub agent_registration_claim_id: AgentRegistrationClaimId,
    /// The login hint that the claiming user gave, for instance an e-mail address.
    pub login_hint: String,
    /// The time at which the attempt expires.
    pub expires_at: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaimAttempt {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A completed claim: the registration of an agent now belongs to a user.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_claim")]
#[non_exhaustive]
pub struct AgentRegistrationClaim {
    /// The id of the claim.
    pub id: AgentRegistrationClaimId,
    /// The registration of the agent.
    pub agent_registration_id: AgentRegistrationId,
    /// The attempt that completed the claim.
    pub completed_by_attempt_id: AgentRegistrationClaimAttemptId,
    /// The user who claimed the registration.
    pub claimed_by: AgentRegistrationClaimant,
    /// The time at which the claim was completed.
    pub completed_at: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaim {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The user who claimed the registration of an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentRegistrationClaimant {
    /// The id of the user.
    pub user_id: UserId,
    /// The organization of the user, if it is known.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationClaimant {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the registration.
    pub id: AgentRegistrationId,
    /// The identity that the agent acts as.
    pub agent_identity: AgentIdentity,
    /// The organization that the registration belongs to.
    pub organization_id: OrganizationId,
    /// Whether the registration is valid.
    pub status: AgentRegistrationStatus,
    /// How the registration was created.
    pub kind: AgentRegistrationKind,
    /// The authentication method of the agent.
    pub method: AgentRegistrationMethod,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistration {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The identity that an agent acts as.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_identity")]
#[non_exhaustive]
pub struct AgentIdentity {
    /// The id of the identity.
    pub id: AgentIdentityId,
    /// The user that the agent acts for, if there is one.
    #[serde(default)]
    pub userland_user_id: Option<UserId>,
}

#[cfg(feature = "test-util")]
impl AgentIdentity {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "agent_identity_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), userland_user_id: None }
    }
}

/// A credential that was issued to an agent.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "agent_registration_credential")]
#[non_exhaustive]
pub struct AgentRegistrationCredential {
    /// The id of the credential.
    pub id: AgentRegistrationCredentialId,
    /// The registration of the agent.
    pub agent_registration_id: AgentRegistrationId,
    /// The details of the credential.
    pub detail: AgentCredentialDetail,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationCredential {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the API key.
    pub api_key_id: ApiKeyId,
}

#[cfg(feature = "test-util")]
impl AgentApiKeyCredential {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { api_key_id: "api_key_01HWDP91J37GZW2FT9GCEX8YWV".into() }
    }
}

/// An access token.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentAccessTokenCredential {
    /// The id of the token, its claim `jti`.
    pub jti: String,
    /// The time at which the access token expires, if it expires.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl AgentAccessTokenCredential {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The registration of the agent.
    pub agent_registration_id: AgentRegistrationId,
}

#[cfg(feature = "test-util")]
impl AgentRegistrationReference {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { agent_registration_id: "agent_reg_01EHWNCE74X7JSDV0X3SZ3KJNY".into() }
    }
}

/// An agent that now acts in another organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AgentOrganizationSwitched {
    /// The registration of the agent.
    pub agent_registration_id: AgentRegistrationId,
    /// The organization in which the agent acted before.
    pub from_organization_id: OrganizationId,
    /// The organization in which the agent acts now.
    pub to_organization_id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl AgentOrganizationSwitched {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the API key.
    pub id: ApiKeyId,
    /// The owner of the API key.
    pub owner: ApiKeyOwner,
    /// The display name.
    pub name: String,
    /// The value without its middle part, to distinguish keys.
    pub obfuscated_value: String,
    /// The time of the last use, if the key was used.
    #[serde(default)]
    pub last_used_at: Option<Timestamp>,
    /// The time at which the API key expires, if it expires.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// The permissions of the API key.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub permissions: Vec<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
    /// The attributes that the update replaced, with their old values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_attributes: Option<ApiKeyPreviousAttributes>,
}

#[cfg(feature = "test-util")]
impl ApiKey {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the organization.
    pub id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl ApiKeyOrganizationOwner {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into() }
    }
}

/// A user, in one organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ApiKeyUserOwner {
    /// The id of the user.
    pub id: UserId,
    /// The organization that the key is for.
    pub organization_id: OrganizationId,
}

#[cfg(feature = "test-util")]
impl ApiKeyUserOwner {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: "org_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
        }
    }
}

/// The attributes that an update of an API key replaced, with their old values.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ApiKeyPreviousAttributes {
    /// The old expiry time.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl ApiKeyPreviousAttributes {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { expires_at: None }
    }
}

/// A sign-in, or a step of one, that failed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationFailed {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, if one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// The error.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl AuthenticationFailed {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The error of a failed sign-in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationError {
    /// The error code.
    pub code: String,
    /// The error message for people.
    pub message: String,
}

#[cfg(feature = "test-util")]
impl AuthenticationError {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { code: "mfa_challenge_failed".to_owned(), message: "The MFA challenge has failed.".to_owned() }
    }
}

/// A sign-in, or a step of one, that succeeded.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AuthenticationSucceeded {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user who signed in.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl AuthenticationSucceeded {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A failed sign-in with OAuth.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OauthAuthenticationFailed {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, if one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// The OAuth provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The error.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl OauthAuthenticationFailed {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A successful sign-in with OAuth.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OauthAuthenticationSucceeded {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if it exists already.
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
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A sign-in or sign-up in which Radar detected a risk.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RadarRiskDetected {
    /// The authentication method.
    pub auth_method: String,
    /// The action that Radar assessed.
    pub action: RadarAction,
    /// The control that detected the risk, if any.
    #[serde(default)]
    pub control: Option<String>,
    /// The type of the blocklist that matched, if any.
    #[serde(default)]
    pub blocklist_type: Option<String>,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user who signs in or signs up.
    pub user_id: UserId,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[cfg(feature = "test-util")]
impl RadarRiskDetected {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A single sign-on that failed or timed out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationFailed {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if one was found.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, if one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// The connection, organization and session of the sign-on.
    pub sso: SsoContext,
    /// The error.
    pub error: AuthenticationError,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationFailed {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The connection, organization and session of a single sign-on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoContext {
    /// The organization, if it is known.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The connection, if it is known.
    #[serde(default)]
    pub connection_id: Option<ConnectionId>,
    /// The session, if it is known.
    #[serde(default)]
    pub session_id: Option<String>,
}

#[cfg(feature = "test-util")]
impl SsoContext {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            connection_id: Some("conn_01E4ZCR3C56J083X43JQXF3JK5".into()),
            session_id: Some("sess_01E4ZCR3C56J083X43JQXF3JK5".to_owned()),
        }
    }
}

/// A single sign-on that was started.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationStarted {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if it is known already.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address, if one was given.
    #[serde(default)]
    pub email: Option<String>,
    /// The connection, organization and session of the sign-on.
    pub sso: SsoContext,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationStarted {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A successful single sign-on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SsoAuthenticationSucceeded {
    /// The authentication method.
    #[serde(rename = "type")]
    pub kind: AuthenticationType,
    /// The status of the sign-in.
    pub status: AuthenticationStatus,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user, if it exists already.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The e-mail address.
    pub email: String,
    /// The connection, organization and session of the sign-on.
    pub sso: SsoContext,
}

#[cfg(feature = "test-util")]
impl SsoAuthenticationSucceeded {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A connection after its activation or deactivation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct Connection {
    /// The id of the connection.
    pub id: ConnectionId,
    /// Whether users can sign in through the connection.
    pub state: ConnectionState,
    /// The display name.
    pub name: String,
    /// The provider and the protocol of the connection.
    pub connection_type: ConnectionType,
    /// The organization that the connection belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// A stable key of the connection that WorkOS creates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<String>,
    /// Whether the connection is linked to an identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConnectionStatus>,
    /// The domains of the organization.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub domains: Vec<ConnectionDomain>,
}

#[cfg(feature = "test-util")]
impl Connection {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the domain.
    pub id: ConnectionDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl ConnectionDomain {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "conn_domain_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), domain: "acme.com".to_owned() }
    }
}

/// A deleted connection.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct DeletedConnection {
    /// The id of the connection.
    pub id: ConnectionId,
    /// The state of the connection's setup before the deletion.
    pub state: ConnectionState,
    /// The display name.
    pub name: String,
    /// The provider and the protocol of the connection.
    pub connection_type: ConnectionType,
    /// The organization that the connection belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl DeletedConnection {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A certificate of a SAML connection that is about to expire, or has expired.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificateRenewalRequired {
    /// The connection that the certificate belongs to.
    pub connection: ConnectionReference,
    /// The certificate.
    pub certificate: ExpiringCertificate,
    /// The number of days until the certificate expires; zero or less if it has expired.
    pub days_until_expiry: i64,
}

#[cfg(feature = "test-util")]
impl SamlCertificateRenewalRequired {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the connection.
    pub id: ConnectionId,
    /// The organization that the connection belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
}

#[cfg(feature = "test-util")]
impl ConnectionReference {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "conn_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
        }
    }
}

/// A certificate that has to be renewed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ExpiringCertificate {
    /// The use of the certificate.
    pub certificate_type: SamlCertificateType,
    /// The time at which the certificate expires.
    pub expiry_date: Timestamp,
    /// Whether the certificate has expired.
    pub is_expired: bool,
}

#[cfg(feature = "test-util")]
impl ExpiringCertificate {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            certificate_type: SamlCertificateType::ResponseSigning,
            expiry_date: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            is_expired: false,
        }
    }
}

/// A renewed certificate of a SAML connection.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificateRenewed {
    /// The connection that the certificate belongs to.
    pub connection: ConnectionReference,
    /// The certificate.
    pub certificate: RenewedCertificate,
    /// The time of the renewal.
    pub renewed_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl SamlCertificateRenewed {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            connection: ConnectionReference::example(),
            certificate: RenewedCertificate::example(),
            renewed_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}

/// A certificate that replaced another one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RenewedCertificate {
    /// The use of the certificate.
    pub certificate_type: SamlCertificateType,
    /// The time at which the certificate expires.
    pub expiry_date: Timestamp,
}

#[cfg(feature = "test-util")]
impl RenewedCertificate {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the directory.
    pub id: DirectoryId,
    /// The organization that the directory belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The directory provider.
    #[serde(rename = "type")]
    pub kind: DirectoryType,
    /// Whether the directory is in sync.
    pub state: DirectoryState,
    /// The display name.
    pub name: String,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// A stable key of the directory that WorkOS creates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<String>,
    /// The domains of the organization.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub domains: Vec<DirectoryDomain>,
}

#[cfg(feature = "test-util")]
impl Directory {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A domain of the organization of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "organization_domain")]
#[non_exhaustive]
pub struct DirectoryDomain {
    /// The id of the domain.
    pub id: OrganizationDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl DirectoryDomain {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_domain_01EHWNCE74X7JSDV0X3SZ3KJNY".into(), domain: "acme.com".to_owned() }
    }
}

/// A deleted directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory")]
#[non_exhaustive]
pub struct DeletedDirectory {
    /// The id of the directory.
    pub id: DirectoryId,
    /// The organization that the directory belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The directory provider.
    #[serde(rename = "type")]
    pub kind: DirectoryType,
    /// Whether the directory was in sync.
    pub state: DirectoryState,
    /// The display name.
    pub name: String,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl DeletedDirectory {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the group.
    pub id: DirectoryGroupId,
    /// The id of the group at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The directory that the group belongs to.
    pub directory_id: DirectoryId,
    /// The organization that the group belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The display name.
    pub name: String,
    /// All attributes as the provider sent them.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub raw_attributes: Map<String, Value>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The attributes that the update replaced, with their old values.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl DirectoryGroup {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A user who was added to or removed from a group of a directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DirectoryGroupMember {
    /// The directory that the user and the group belong to.
    pub directory_id: DirectoryId,
    /// The user who was added or removed.
    pub user: DirectoryUser,
    /// The group.
    pub group: DirectoryGroup,
}

#[cfg(feature = "test-util")]
impl DirectoryGroupMember {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the user.
    pub id: DirectoryUserId,
    /// The directory that the user belongs to.
    pub directory_id: DirectoryId,
    /// The organization that the user belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The id of the user at the provider.
    pub idp_id: String,
    /// The primary e-mail address, if there is one.
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
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emails: Vec<DirectoryUserEmail>,
    /// The job title.
    #[serde(default)]
    pub job_title: Option<String>,
    /// The user name at the provider.
    #[serde(default)]
    pub username: Option<String>,
    /// Whether the user has access.
    pub state: DirectoryUserState,
    /// All attributes as the provider sent them.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub raw_attributes: Map<String, Value>,
    /// The custom attributes that the environment defines, by name.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub custom_attributes: Map<String, Value>,
    /// The role of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SlimRole>,
    /// All roles of the user.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The attributes that the update replaced, with their old values.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub previous_attributes: Map<String, Value>,
}

#[cfg(feature = "test-util")]
impl DirectoryUser {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// Whether it is the primary address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    /// The kind of address, for instance `work`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The address.
    #[serde(default)]
    pub value: Option<String>,
}

#[cfg(feature = "test-util")]
impl DirectoryUserEmail {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            primary: Some(true),
            kind: Some("work".to_owned()),
            value: Some("marcelina.davis@example.com".to_owned()),
        }
    }
}

/// A token with which a directory provider authenticates, without its value.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "directory_token")]
#[non_exhaustive]
pub struct DirectoryToken {
    /// The id of the token.
    pub id: DirectoryTokenId,
    /// The directory that the token belongs to.
    pub directory_id: DirectoryId,
    /// The organization that the token belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The last characters of the token, to distinguish tokens.
    pub token_suffix: String,
    /// The time of creation.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl DirectoryToken {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A verification of an e-mail address, without the code.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "email_verification")]
#[non_exhaustive]
pub struct EmailVerification {
    /// The id of the verification.
    pub id: EmailVerificationId,
    /// The user whose verification it is.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// The time at which the verification expires.
    pub expires_at: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl EmailVerification {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the feature flag.
    pub id: FeatureFlagId,
    /// The environment that the feature flag belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_id: Option<EnvironmentId>,
    /// The slug of the feature flag: its name in code.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// A description of the feature flag for people.
    #[serde(default)]
    pub description: Option<String>,
    /// The owner of the feature flag.
    #[serde(default)]
    pub owner: Option<FeatureFlagOwner>,
    /// The labels of the feature flag.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub tags: Vec<String>,
    /// Whether the feature flag is enabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// The value for users and organizations without a rule or target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<bool>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl FeatureFlag {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The person who is responsible for a feature flag.
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
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the rule.
    pub id: FlagRuleId,
    /// The id of the feature flag.
    pub flag_id: FeatureFlagId,
    /// The slug of the feature flag: its name in code.
    pub flag_slug: String,
    /// The environment that the rule belongs to.
    pub environment_id: EnvironmentId,
    /// The type of target that the rule applies to, if it applies to a target.
    #[serde(default)]
    pub target_type: Option<String>,
    /// The position in the order of rules, starting at 0.
    pub position: i64,
    /// The type of the value.
    pub value_type: String,
    /// The value of the flag if the rule applies.
    pub value: bool,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl FlagRule {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FlagTargetId>,
    /// The id of the feature flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_id: Option<FeatureFlagId>,
    /// The slug of the feature flag: its name in code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_slug: Option<String>,
    /// The environment that the target belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_id: Option<EnvironmentId>,
    /// The type of target, for instance `organization` or `user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_type: Option<String>,
    /// The id of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_id: Option<String>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The rule that the target belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<FlagRuleId>,
    /// The type of the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_type: Option<String>,
    /// The value of the flag for the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<bool>,
}

#[cfg(feature = "test-util")]
impl FlagTarget {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A group of members of an organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "group")]
#[non_exhaustive]
pub struct Group {
    /// The id of the group.
    pub id: GroupId,
    /// The organization that the group belongs to.
    pub organization_id: OrganizationId,
    /// The display name.
    pub name: String,
    /// A description of the group for people.
    #[serde(default)]
    pub description: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Group {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A member who was added to or removed from a group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GroupMember {
    /// The id of the group.
    pub group_id: GroupId,
    /// The membership of the member who was added or removed.
    pub organization_membership_id: OrganizationMembershipId,
}

#[cfg(feature = "test-util")]
impl GroupMember {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the invitation.
    pub id: InvitationId,
    /// The e-mail address of the invited person.
    pub email: String,
    /// The state of the invitation.
    pub state: InvitationState,
    /// The time at which the invitation was accepted, if it was accepted.
    #[serde(default)]
    pub accepted_at: Option<Timestamp>,
    /// The time at which the invitation was revoked, if it was revoked.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// The time at which the invitation expires.
    pub expires_at: Timestamp,
    /// The organization that the person is invited to, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The user who sent the invitation, if it was a user.
    #[serde(default)]
    pub inviter_user_id: Option<UserId>,
    /// The user who accepted the invitation, if it was accepted.
    #[serde(default)]
    pub accepted_user_id: Option<UserId>,
    /// The slug of the role that the invitation gives, if any.
    #[serde(default)]
    pub role_slug: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Invitation {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the Magic Auth code.
    pub id: MagicAuthId,
    /// The user whose Magic Auth code it is.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// The time at which the Magic Auth code expires.
    pub expires_at: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl MagicAuth {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the organization.
    pub id: OrganizationId,
    /// The display name.
    pub name: String,
    /// The domains of the organization.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub domains: Vec<OrganizationDomain>,
    /// The metadata that your system stores with the organization.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub metadata: BTreeMap<String, String>,
    /// The id of the organization in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// The Stripe customer of the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripe_customer_id: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Organization {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the domain.
    pub id: OrganizationDomainId,
    /// The organization that the domain belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The domain.
    pub domain: String,
    /// Whether the ownership of the domain is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OrganizationDomainState>,
    /// The prefix of the token in DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_prefix: Option<String>,
    /// The token for the TXT record. The token is published, so it is not a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_token: Option<String>,
    /// The method by which the ownership is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_strategy: Option<DomainVerificationStrategy>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl OrganizationDomain {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The reason for the failure.
    pub reason: DomainVerificationFailure,
    /// The domain.
    pub organization_domain: OrganizationDomain,
}

#[cfg(feature = "test-util")]
impl DomainVerificationFailed {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the membership.
    pub id: OrganizationMembershipId,
    /// The user who is the member.
    pub user_id: UserId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Whether the membership is valid.
    pub status: OrganizationMembershipStatus,
    /// The role of the membership.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SlimRole>,
    /// All roles of the membership.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// The custom attributes that the environment defines, by name.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub custom_attributes: Map<String, Value>,
    /// Whether a directory manages the membership.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_managed: Option<bool>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl OrganizationMembership {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The organization that the role belongs to.
    pub organization_id: OrganizationId,
    /// The slug of the role: its name in code, unique in the organization.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// A description of the role for people.
    #[serde(default)]
    pub description: Option<String>,
    /// The type of resource that the role applies to.
    pub resource_type_slug: String,
    /// The permissions of the role.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub permissions: Vec<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl OrganizationRole {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the password reset.
    pub id: PasswordResetId,
    /// The user whose password reset it is.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
    /// The time at which the password reset expires.
    pub expires_at: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl PasswordReset {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the permission.
    pub id: PermissionId,
    /// The slug of the permission: its name in code.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// A description of the permission for people.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether WorkOS defines the permission.
    pub system: bool,
    /// The type of resource that the permission applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_type_slug: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Permission {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A failed attempt to connect an account.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_failed")]
#[non_exhaustive]
pub struct ConnectedAccountFailure {
    /// The data integration.
    pub data_integration_id: DataIntegrationId,
    /// The slug of the provider.
    pub provider_slug: String,
    /// The user who tried to connect the account, if any.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account was for, if any.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The provider's own id of the account, if it is known.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The error code.
    pub error_code: String,
    /// The error message for people.
    #[serde(default)]
    pub error_reason: Option<String>,
    /// The error code of the provider.
    #[serde(default)]
    pub provider_error: Option<String>,
    /// The provider's description of the error.
    #[serde(default)]
    pub provider_error_description: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl ConnectedAccountFailure {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the account.
    pub id: ConnectedAccountId,
    /// The role of the account among the owner's accounts at this provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_role: Option<ConnectedAccountRole>,
    /// The provider's own id of the account, if it is known.
    #[serde(default)]
    pub account_identifier: Option<String>,
    /// The display name. It can change, and need not be unique.
    #[serde(default)]
    pub account_display_name: Option<String>,
    /// The data integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_integration_id: Option<DataIntegrationId>,
    /// The slug of the provider.
    pub provider_slug: String,
    /// The user that the account belongs to, if it belongs to a user.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The organization that the account belongs to, if it belongs to an organization.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The granted scopes.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
    /// The authentication method of the account; OAuth if it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<ConnectedAccountAuthMethod>,
    /// The last four characters of the API key, if the account has one.
    #[serde(default)]
    pub api_key_last_4: Option<String>,
    /// Whether the account can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectedAccountState>,
    /// The user who connected the account, if the user is known and still a member.
    #[serde(default)]
    pub established_by_user_id: Option<UserId>,
    /// The reason why WorkOS changed the state, if it did.
    #[serde(default)]
    pub state_reason: Option<ConnectedAccountStateReason>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl ConnectedAccount {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A challenge that Radar required.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RadarChallenge {
    /// How the user completes the challenge.
    #[serde(rename = "type")]
    pub kind: RadarChallengeType,
    /// The id of the challenge.
    pub radar_challenge_id: RadarChallengeId,
    /// The user who has to complete the challenge.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: String,
}

#[cfg(feature = "test-util")]
impl RadarChallenge {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the export.
    pub id: ResourceExportId,
    /// The type of the exported data.
    pub resource_type: ResourceExportType,
}

#[cfg(feature = "test-util")]
impl ResourceExport {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The slug of the role: its name in code, unique in the environment.
    pub slug: String,
    /// The type of resource that the role applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_type_slug: Option<String>,
    /// The permissions of the role.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub permissions: Vec<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Role {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the session.
    pub id: SessionId,
    /// The person who impersonates the user, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impersonator: Option<Impersonator>,
    /// The IP address of the request, if it is known.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// The organization of the session, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The user agent of the browser, if it is known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The user of the session.
    pub user_id: UserId,
    /// The authentication method that started the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<SessionAuthMethod>,
    /// Whether the session is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SessionStatus>,
    /// The time at which the session expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The time at which the session ended, if it ended.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl Session {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A person who impersonates a user.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Impersonator {
    /// The e-mail address.
    pub email: String,
    /// The reason, for people.
    #[serde(default)]
    pub reason: Option<String>,
}

#[cfg(feature = "test-util")]
impl Impersonator {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the user.
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
    /// The URL of a picture of the user.
    #[serde(default)]
    pub profile_picture_url: Option<String>,
    /// The e-mail address.
    pub email: String,
    /// Whether the e-mail address is verified.
    pub email_verified: bool,
    /// The id of the user in your own system.
    #[serde(default)]
    pub external_id: Option<String>,
    /// The metadata that your system stores with the user.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub metadata: BTreeMap<String, String>,
    /// The time of the last sign-in, if there was one.
    #[serde(default)]
    pub last_sign_in_at: Option<Timestamp>,
    /// The user's language.
    #[serde(default)]
    pub locale: Option<String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl User {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// A deleted encryption key of an organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultByokKey {
    /// The organization that the key belonged to.
    pub organization_id: OrganizationId,
    /// The key provider: the system that stores the key.
    pub key_provider: VaultKeyProvider,
}

#[cfg(feature = "test-util")]
impl VaultByokKey {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHT88Z8J8795GZNQ4ZP1J81T".into(),
            key_provider: VaultKeyProvider::AwsKms,
        }
    }
}

/// A verification of an organization's own encryption key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultByokKeyVerification {
    /// The organization that the key belongs to.
    pub organization_id: OrganizationId,
    /// The key provider: the system that stores the key.
    pub key_provider: VaultKeyProvider,
    /// Whether the verification succeeded.
    pub verified: bool,
}

#[cfg(feature = "test-util")]
impl VaultByokKeyVerification {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            organization_id: "org_01EHT88Z8J8795GZNQ4ZP1J81T".into(),
            key_provider: VaultKeyProvider::AwsKms,
            verified: true,
        }
    }
}

/// The actor that wrote an object in the vault, and the encryption of the object.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataWrite {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The name of the object.
    pub kv_name: String,
    /// The id of the key.
    pub key_id: String,
    /// The context that determines the key.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub key_context: BTreeMap<String, String>,
}

#[cfg(feature = "test-util")]
impl VaultDataWrite {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that used an object in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataAccess {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The name of the object.
    pub kv_name: String,
}

#[cfg(feature = "test-util")]
impl VaultDataAccess {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that read an object in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDataRead {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The name of the object.
    pub kv_name: String,
    /// The id of the key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultDataRead {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that decrypted a data key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDekDecrypted {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The id of the key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultDekDecrypted {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that requested data keys.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultDekRead {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The ids of the keys.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub key_ids: Vec<String>,
    /// The context that determines the key.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub key_context: BTreeMap<String, String>,
}

#[cfg(feature = "test-util")]
impl VaultDekRead {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that created or deleted a key that encrypts data keys.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultKek {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
    /// The name of the key.
    pub key_name: String,
    /// The id of the key.
    pub key_id: String,
}

#[cfg(feature = "test-util")]
impl VaultKek {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The actor that listed the names of the objects in the vault.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VaultNamesListed {
    /// The id of the actor.
    pub actor_id: String,
    /// The interface that the actor used.
    pub actor_source: VaultActorSource,
    /// The name of the actor.
    pub actor_name: String,
}

#[cfg(feature = "test-util")]
impl VaultNamesListed {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            actor_id: "user_01EHWNCE74X7JSDV0X3SZ3KJNY".to_owned(),
            actor_source: VaultActorSource::Api,
            actor_name: "Jane Doe".to_owned(),
        }
    }
}

/// A user on a waitlist.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "waitlist_user")]
#[non_exhaustive]
pub struct WaitlistUser {
    /// The id of the user.
    pub id: WaitlistUserId,
    /// The e-mail address.
    pub email: String,
    /// The state of the user on the waitlist.
    pub state: WaitlistUserState,
    /// The time at which the user was approved, if the user was approved.
    #[serde(default)]
    pub approved_at: Option<Timestamp>,
    /// The waitlist.
    #[serde(default)]
    pub waitlist_id: Option<WaitlistId>,
    /// Additional answers that the user gave when joining.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub additional_fields: BTreeMap<String, String>,
    /// The time of creation.
    pub created_at: Timestamp,
    /// The time of the last change.
    pub updated_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl WaitlistUser {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The details of a credential that was issued to an agent.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON.
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
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::ApiKey(AgentApiKeyCredential::example())
    }
}

/// The owner of an API key.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON.
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
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::Organization(ApiKeyOrganizationOwner::example())
    }
}

/// The content of [`Event`], by its `event`.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON. An object that does
/// not decode becomes `Undecodable`, with its whole text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EventData {
    /// An action endpoint refused a sign-in.
    ActionAuthenticationDenied(Box<AuthenticationActionDenied>),
    /// An action endpoint refused a sign-up.
    ActionUserRegistrationDenied(Box<UserRegistrationActionDenied>),
    /// An agent blueprint was created.
    AgentBlueprintCreated(Box<AgentBlueprint>),
    /// An agent blueprint was deleted.
    AgentBlueprintDeleted(Box<DeletedAgentBlueprint>),
    /// An agent blueprint was updated.
    AgentBlueprintUpdated(Box<AgentBlueprint>),
    /// An agent was created from a blueprint.
    AgentInstanceCreated(Box<AgentInstance>),
    /// An agent that was created from a blueprint was deleted.
    AgentInstanceDeleted(Box<AgentInstance>),
    /// A session of an agent was created.
    AgentInstanceSessionCreated(Box<NewAgentInstanceSession>),
    /// A session of an agent was revoked.
    AgentInstanceSessionRevoked(Box<AgentInstanceSession>),
    /// A user started to claim the registration of an agent.
    AgentRegistrationClaimAttemptCreated(Box<AgentRegistrationClaimAttempt>),
    /// A user claimed the registration of an agent.
    AgentRegistrationClaimCompleted(Box<AgentRegistrationClaim>),
    /// An agent was registered.
    AgentRegistrationCreated(Box<AgentRegistration>),
    /// A credential was issued to an agent.
    AgentRegistrationCredentialIssued(Box<AgentRegistrationCredential>),
    /// The registration of an agent was deleted.
    AgentRegistrationDeleted(Box<AgentRegistrationReference>),
    /// The registration of an agent expired.
    AgentRegistrationExpired(Box<AgentRegistrationReference>),
    /// An agent switched to another organization.
    AgentRegistrationOrganizationSwitched(Box<AgentOrganizationSwitched>),
    /// The registration of an agent was renewed.
    AgentRegistrationRefreshed(Box<AgentRegistrationReference>),
    /// The registration of an agent was revoked.
    AgentRegistrationRevoked(Box<AgentRegistrationReference>),
    /// An API key was created.
    ApiKeyCreated(Box<ApiKey>),
    /// An API key was revoked.
    ApiKeyRevoked(Box<ApiKey>),
    /// An API key was updated.
    ApiKeyUpdated(Box<ApiKey>),
    /// The verification of an e-mail address failed.
    AuthenticationEmailVerificationFailed(Box<AuthenticationFailed>),
    /// An e-mail address was verified.
    AuthenticationEmailVerificationSucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in with a Magic Auth code failed.
    AuthenticationMagicAuthFailed(Box<AuthenticationFailed>),
    /// A user signed in with a Magic Auth code.
    AuthenticationMagicAuthSucceeded(Box<AuthenticationSucceeded>),
    /// The verification of a second factor failed.
    AuthenticationMfaFailed(Box<AuthenticationFailed>),
    /// A second factor was verified.
    AuthenticationMfaSucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in with OAuth failed.
    AuthenticationOauthFailed(Box<OauthAuthenticationFailed>),
    /// A user signed in with OAuth.
    AuthenticationOauthSucceeded(Box<OauthAuthenticationSucceeded>),
    /// A sign-in with a passkey failed.
    AuthenticationPasskeyFailed(Box<AuthenticationFailed>),
    /// A user signed in with a passkey.
    AuthenticationPasskeySucceeded(Box<AuthenticationSucceeded>),
    /// A sign-in with a password failed.
    AuthenticationPasswordFailed(Box<AuthenticationFailed>),
    /// A user signed in with a password.
    AuthenticationPasswordSucceeded(Box<AuthenticationSucceeded>),
    /// Radar detected a risk in a sign-in or sign-up.
    AuthenticationRadarRiskDetected(Box<RadarRiskDetected>),
    /// A user signed in again within a session.
    AuthenticationReauthenticationSucceeded(Box<AuthenticationSucceeded>),
    /// A single sign-on failed.
    AuthenticationSsoFailed(Box<SsoAuthenticationFailed>),
    /// A single sign-on was started.
    AuthenticationSsoStarted(Box<SsoAuthenticationStarted>),
    /// A user signed in with single sign-on.
    AuthenticationSsoSucceeded(Box<SsoAuthenticationSucceeded>),
    /// A single sign-on timed out.
    AuthenticationSsoTimedOut(Box<SsoAuthenticationFailed>),
    /// A connection was activated: users can sign in through it.
    ConnectionActivated(Box<Connection>),
    /// A connection was deactivated: users can no longer sign in through it.
    ConnectionDeactivated(Box<Connection>),
    /// A connection was deleted.
    ConnectionDeleted(Box<DeletedConnection>),
    /// A certificate of a SAML connection is about to expire, or has expired.
    ConnectionSamlCertificateRenewalRequired(Box<SamlCertificateRenewalRequired>),
    /// A certificate of a SAML connection was renewed.
    ConnectionSamlCertificateRenewed(Box<SamlCertificateRenewed>),
    /// A directory was activated: it is now kept in sync.
    DsyncActivated(Box<Directory>),
    /// A directory was deactivated: it is no longer kept in sync. Only older versions of the API send this
    /// event.
    DsyncDeactivated(Box<Directory>),
    /// A directory was deleted.
    DsyncDeleted(Box<DeletedDirectory>),
    /// A group was created in a directory.
    DsyncGroupCreated(Box<DirectoryGroup>),
    /// A group of a directory was deleted.
    DsyncGroupDeleted(Box<DirectoryGroup>),
    /// A group of a directory was updated.
    DsyncGroupUpdated(Box<DirectoryGroup>),
    /// A user was added to a group of a directory.
    DsyncGroupUserAdded(Box<DirectoryGroupMember>),
    /// A user was removed from a group of a directory.
    DsyncGroupUserRemoved(Box<DirectoryGroupMember>),
    /// A token of a directory was created.
    DsyncTokenCreated(Box<DirectoryToken>),
    /// A token of a directory was revoked.
    DsyncTokenRevoked(Box<DirectoryToken>),
    /// A user was created in a directory.
    DsyncUserCreated(Box<DirectoryUser>),
    /// A user of a directory was deleted.
    DsyncUserDeleted(Box<DirectoryUser>),
    /// A user of a directory was updated.
    DsyncUserUpdated(Box<DirectoryUser>),
    /// A code for the verification of an e-mail address was created.
    EmailVerificationCreated(Box<EmailVerification>),
    /// A feature flag was created.
    FeatureFlagsFlagCreated(Box<FeatureFlag>),
    /// A feature flag was deleted.
    FeatureFlagsFlagDeleted(Box<FeatureFlag>),
    /// A feature flag was updated.
    FeatureFlagsFlagUpdated(Box<FeatureFlag>),
    /// A rule of a feature flag was created.
    FeatureFlagsFlagRuleCreated(Box<FlagRule>),
    /// A rule of a feature flag was deleted.
    FeatureFlagsFlagRuleDeleted(Box<FlagRule>),
    /// A rule of a feature flag was updated.
    FeatureFlagsFlagRuleUpdated(Box<FlagRule>),
    /// A target was added to a feature flag.
    FeatureFlagsFlagTargetCreated(Box<FlagTarget>),
    /// A target was removed from a feature flag.
    FeatureFlagsFlagTargetDeleted(Box<FlagTarget>),
    /// A feature flag was created.
    FlagCreated(Box<FeatureFlag>),
    /// A feature flag was deleted.
    FlagDeleted(Box<FeatureFlag>),
    /// The targets that a feature flag is enabled for were changed.
    FlagRuleUpdated(Box<FeatureFlag>),
    /// A feature flag was updated.
    FlagUpdated(Box<FeatureFlag>),
    /// A group of an organization was created.
    GroupCreated(Box<Group>),
    /// A group of an organization was deleted.
    GroupDeleted(Box<Group>),
    /// A member was added to a group.
    GroupMemberAdded(Box<GroupMember>),
    /// A member was removed from a group.
    GroupMemberRemoved(Box<GroupMember>),
    /// A group of an organization was updated.
    GroupUpdated(Box<Group>),
    /// An invitation was accepted.
    InvitationAccepted(Box<Invitation>),
    /// An invitation was created.
    InvitationCreated(Box<Invitation>),
    /// An invitation was sent again.
    InvitationResent(Box<Invitation>),
    /// An invitation was revoked.
    InvitationRevoked(Box<Invitation>),
    /// A Magic Auth code was created.
    MagicAuthCreated(Box<MagicAuth>),
    /// An organization was created.
    OrganizationCreated(Box<Organization>),
    /// An organization was deleted.
    OrganizationDeleted(Box<Organization>),
    /// An organization was updated.
    OrganizationUpdated(Box<Organization>),
    /// A domain was added to an organization.
    OrganizationDomainCreated(Box<OrganizationDomain>),
    /// A domain was removed from its organization.
    OrganizationDomainDeleted(Box<OrganizationDomain>),
    /// A domain of an organization was updated.
    OrganizationDomainUpdated(Box<OrganizationDomain>),
    /// The verification of a domain of an organization failed.
    OrganizationDomainVerificationFailed(Box<DomainVerificationFailed>),
    /// A domain of an organization was verified.
    OrganizationDomainVerified(Box<OrganizationDomain>),
    /// A membership was created: a user joined an organization or was invited to it.
    OrganizationMembershipCreated(Box<OrganizationMembership>),
    /// A membership was deleted: a user is no longer a member of an organization.
    OrganizationMembershipDeleted(Box<OrganizationMembership>),
    /// A membership was updated.
    OrganizationMembershipUpdated(Box<OrganizationMembership>),
    /// A role of an organization was created.
    OrganizationRoleCreated(Box<OrganizationRole>),
    /// A role of an organization was deleted.
    OrganizationRoleDeleted(Box<OrganizationRole>),
    /// A role of an organization was updated.
    OrganizationRoleUpdated(Box<OrganizationRole>),
    /// A password reset was requested.
    PasswordResetCreated(Box<PasswordReset>),
    /// A password was reset.
    PasswordResetSucceeded(Box<PasswordReset>),
    /// A permission was created.
    PermissionCreated(Box<Permission>),
    /// A permission was deleted.
    PermissionDeleted(Box<Permission>),
    /// A permission was updated.
    PermissionUpdated(Box<Permission>),
    /// Connecting another account at a provider failed.
    PipesAccountConnectionAddFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was connected.
    PipesAccountConnectionConnected(Box<ConnectedAccount>),
    /// Connecting an account at a provider failed.
    PipesAccountConnectionConnectionFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was disconnected.
    PipesAccountConnectionDisconnected(Box<ConnectedAccount>),
    /// A connected account has to be authorized again.
    PipesAccountConnectionReauthorizationNeeded(Box<ConnectedAccount>),
    /// An account at a provider was connected.
    PipesConnectedAccountConnected(Box<ConnectedAccount>),
    /// Connecting an account at a provider failed.
    PipesConnectedAccountConnectionFailed(Box<ConnectedAccountFailure>),
    /// An account at a provider was disconnected.
    PipesConnectedAccountDisconnected(Box<ConnectedAccount>),
    /// A connected account has to be authorized again.
    PipesConnectedAccountReauthorizationNeeded(Box<ConnectedAccount>),
    /// Radar required a challenge.
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
    /// A role of the environment was updated.
    RoleUpdated(Box<Role>),
    /// A session was created.
    SessionCreated(Box<Session>),
    /// A session was revoked.
    SessionRevoked(Box<Session>),
    /// A user was created.
    UserCreated(Box<User>),
    /// A user was deleted.
    UserDeleted(Box<User>),
    /// A user was updated.
    UserUpdated(Box<User>),
    /// An organization's own encryption key was deleted.
    VaultByokKeyDeleted(Box<VaultByokKey>),
    /// The verification of an organization's own encryption key was completed.
    VaultByokKeyVerificationCompleted(Box<VaultByokKeyVerification>),
    /// An object was created in the vault.
    VaultDataCreated(Box<VaultDataWrite>),
    /// An object in the vault was deleted.
    VaultDataDeleted(Box<VaultDataAccess>),
    /// An object in the vault was read.
    VaultDataRead(Box<VaultDataRead>),
    /// An object in the vault was updated.
    VaultDataUpdated(Box<VaultDataWrite>),
    /// A data key was decrypted.
    VaultDekDecrypted(Box<VaultDekDecrypted>),
    /// Data keys were requested.
    VaultDekRead(Box<VaultDekRead>),
    /// Data keys were encrypted with a new key.
    VaultDekRekeyed(Box<VaultDekRead>),
    /// A key that encrypts data keys was created.
    VaultKekCreated(Box<VaultKek>),
    /// A key that encrypts data keys was deleted.
    VaultKekDeleted(Box<VaultKek>),
    /// The metadata of an object in the vault was read.
    VaultMetadataRead(Box<VaultDataAccess>),
    /// The names of the objects in the vault were listed.
    VaultNamesListed(Box<VaultNamesListed>),
    /// A user on a waitlist was approved.
    WaitlistUserApproved(Box<WaitlistUser>),
    /// A user joined a waitlist.
    WaitlistUserCreated(Box<WaitlistUser>),
    /// A user on a waitlist was denied.
    WaitlistUserDenied(Box<WaitlistUser>),
    /// An object that has no name or does not match its name: its text as received, with the reason.
    Undecodable(Box<Undecodable>),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `event`.
        tag: UnknownValue,
        /// The content.
        json: UnknownJson,
    },
}

impl<'de> workos_internal::Content<'de> for EventData {
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
    /// Returns the wire name of the kind: the value of `event`. Empty if that cannot be read.
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
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::ActionAuthenticationDenied(AuthenticationActionDenied::example().into())
    }
}
