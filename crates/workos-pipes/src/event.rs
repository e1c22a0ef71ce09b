//! Events about connected accounts, under all their names.

use serde::Deserialize;
use serde_json::Value;
use workos_core::{OrganizationId, Undecodable, UserId};

use crate::{ConnectionFailure, EventAccount};

/// The events about connected accounts that a webhook endpoint subscribes to.
///
/// The names `pipes.account_connection.…` cover every account. The older names `pipes.connected_account.…` cover only
/// the one account per provider that older clients see. A change of that account causes an event of each kind.
pub const PIPES_WEBHOOK_EVENTS: [&str; 9] = [
    "pipes.account_connection.connected",
    "pipes.account_connection.disconnected",
    "pipes.account_connection.reauthorization_needed",
    "pipes.account_connection.connection_failed",
    "pipes.account_connection.add_failed",
    "pipes.connected_account.connected",
    "pipes.connected_account.disconnected",
    "pipes.connected_account.reauthorization_needed",
    "pipes.connected_account.connection_failed",
];

/// An event about a connected account.
///
/// Read it from the name and the data of an event whose signature was verified. The names are
/// `pipes.connected_account.…` and `pipes.account_connection.…`. Older documentation uses `connection.activated`,
/// `connection.deactivated` and `connection.deleted`. These are also the names of events about SSO connections, so they
/// are read only if the data is a connected account.
///
/// No event is lost: data that does not decode becomes [`Undecodable`](Self::Undecodable).
///
/// ```
/// use serde_json::json;
/// use workos_pipes::PipesEvent;
///
/// let account = json!({"object": "connected_account", "id": "data_installation_1", "provider_slug": "github",
///     "user_id": "user_1", "organization_id": null});
/// let event = PipesEvent::read("pipes.connected_account.disconnected", &account);
/// assert!(event.is_some_and(|event| event.ends_access()));
///
/// let connection = json!({"object": "connection", "id": "conn_1"});
/// assert!(PipesEvent::read("connection.deleted", &connection).is_none()); // an SSO connection
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PipesEvent {
    /// An account was connected.
    Connected(EventAccount),
    /// An account was disconnected: it has no tokens any more.
    Disconnected(EventAccount),
    /// An account has to be authorized again: consent was revoked, or a refresh failed.
    ReauthorizationNeeded(EventAccount),
    /// Connecting an account failed.
    ConnectionFailed(ConnectionFailure),
    /// An event about a connected account whose data does not decode.
    ///
    /// Log its name and the reason, store its JSON, and acknowledge it.
    Undecodable(Box<Undecodable>),
}

impl PipesEvent {
    /// Reads an event from its name and data. Returns `None` if it is not about a connected account.
    #[must_use]
    pub fn read(event: &str, data: &Value) -> Option<Self> {
        let account = || EventAccount::deserialize(data);
        let read = match Kind::of(event, data)? {
            Kind::Connected => account().map(Self::Connected),
            Kind::Disconnected => account().map(Self::Disconnected),
            Kind::ReauthorizationNeeded => account().map(Self::ReauthorizationNeeded),
            Kind::ConnectionFailed => ConnectionFailure::deserialize(data).map(Self::ConnectionFailed),
        };
        Some(read.unwrap_or_else(|error| {
            Self::Undecodable(Box::new(Undecodable::new(
                event,
                &workos_internal::reason_of(&error),
                data.to_string(),
            )))
        }))
    }

    /// Returns the account; `None` if connecting failed or the data does not decode.
    #[must_use]
    pub const fn account(&self) -> Option<&EventAccount> {
        match self {
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                Some(account)
            }
            Self::ConnectionFailed(_) | Self::Undecodable(_) => None,
        }
    }

    /// Returns the user who owns the account; `None` for accounts of organizations.
    #[must_use]
    pub const fn user_id(&self) -> Option<&UserId> {
        match self {
            Self::Undecodable(_) => None,
            Self::ConnectionFailed(failure) => failure.user_id.as_ref(),
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                account.user_id.as_ref()
            }
        }
    }

    /// Returns the organization of the account, if any.
    #[must_use]
    pub const fn organization_id(&self) -> Option<&OrganizationId> {
        match self {
            Self::Undecodable(_) => None,
            Self::ConnectionFailed(failure) => failure.organization_id.as_ref(),
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                account.organization_id.as_ref()
            }
        }
    }

    /// Returns the provider's slug; `None` if the data does not decode.
    #[must_use]
    pub fn provider_slug(&self) -> Option<&str> {
        match self {
            Self::Undecodable(_) => None,
            Self::ConnectionFailed(failure) => Some(&failure.provider_slug),
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                Some(&account.provider_slug)
            }
        }
    }

    /// Returns whether the account's tokens are invalid after this event.
    ///
    /// If so, call [`TokenSource::forget`](crate::TokenSource::forget).
    #[must_use]
    pub const fn ends_access(&self) -> bool {
        matches!(self, Self::Disconnected(_) | Self::ReauthorizationNeeded(_))
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Connected,
    Disconnected,
    ReauthorizationNeeded,
    ConnectionFailed,
}

impl Kind {
    fn of(event: &str, data: &Value) -> Option<Self> {
        let suffix = event
            .strip_prefix("pipes.connected_account.")
            .or_else(|| event.strip_prefix("pipes.account_connection."));
        if let Some(suffix) = suffix {
            return match suffix {
                "connected" => Some(Self::Connected),
                "disconnected" => Some(Self::Disconnected),
                "reauthorization_needed" => Some(Self::ReauthorizationNeeded),
                "connection_failed" | "add_failed" => Some(Self::ConnectionFailed),
                _ => None,
            };
        }
        let is_account = data.get("object").and_then(Value::as_str) == Some("connected_account");
        match event {
            "connection.activated" if is_account => Some(Self::Connected),
            "connection.deactivated" | "connection.deleted" if is_account => Some(Self::Disconnected),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConnectErrorCode;
    use serde_json::json;

    fn account() -> Value {
        json!({"object": "connected_account", "id": "data_installation_1", "data_integration_id": "data_integration_1",
            "provider_slug": "github", "user_id": "user_1", "organization_id": "org_1", "scopes": ["repo"],
            "state": "connected", "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z"})
    }

    fn failure() -> Value {
        json!({"object": "connection_failed", "data_integration_id": "data_integration_1", "provider_slug": "github",
            "user_id": "user_1", "organization_id": null, "error_code": "authorization_code_exchange_error",
            "error_reason": "Expired", "provider_error": "bad_verification_code", "provider_error_description": null,
            "created_at": "2026-01-15T12:00:00.000Z"})
    }

    fn name(event: &str, data: &Value) -> Option<&'static str> {
        PipesEvent::read(event, data).map(|event| match event {
            PipesEvent::Connected(_) => "connected",
            PipesEvent::Disconnected(_) => "disconnected",
            PipesEvent::ReauthorizationNeeded(_) => "reauthorization_needed",
            PipesEvent::ConnectionFailed(_) => "connection_failed",
            PipesEvent::Undecodable(_) => "undecodable",
        })
    }

    #[test]
    fn all_event_names_are_read() {
        for event in PIPES_WEBHOOK_EVENTS {
            let (data, expected) = match event.rsplit('.').next().unwrap() {
                "connection_failed" | "add_failed" => (failure(), "connection_failed"),
                suffix => (account(), suffix),
            };
            assert_eq!(name(event, &data), Some(expected));
        }
        for (event, expected) in [
            ("connection.activated", "connected"),
            ("connection.deactivated", "disconnected"),
            ("connection.deleted", "disconnected"),
        ] {
            assert_eq!(name(event, &account()), Some(expected));
        }
    }

    #[test]
    fn events_about_other_objects_are_not_read() {
        let connection = json!({"object": "connection", "id": "conn_1"});
        for event in ["connection.activated", "connection.deactivated", "connection.deleted"] {
            assert_eq!(name(event, &connection), None);
            assert_eq!(name(event, &json!(null)), None);
        }
        for event in
            ["user.created", "pipes.connected_account.renamed", "connection.saml_certificate_renewed", ""]
        {
            assert_eq!(name(event, &account()), None);
        }
    }

    #[test]
    fn an_event_has_the_owner_of_the_account_and_whether_its_tokens_are_invalid() {
        for (event, data, ends) in [
            ("pipes.account_connection.connected", account(), false),
            ("pipes.account_connection.disconnected", account(), true),
            ("pipes.connected_account.reauthorization_needed", account(), true),
            ("pipes.connected_account.connection_failed", failure(), false),
        ] {
            let event = PipesEvent::read(event, &data).unwrap();
            assert_eq!((event.provider_slug(), event.ends_access()), (Some("github"), ends));
            assert_eq!(event.user_id().map(UserId::as_str), Some("user_1"));
            assert_eq!(event.organization_id().is_some(), event.account().is_some());
        }
    }

    #[test]
    fn a_failure_has_the_providers_error_with_its_hint() {
        let event = PipesEvent::read("pipes.connected_account.connection_failed", &failure());
        let Some(PipesEvent::ConnectionFailed(failure)) = event else { panic!("{event:?}") };
        assert_eq!(failure.provider_error, Some(ConnectErrorCode::BadVerificationCode));
        assert_eq!(failure.hint(), ConnectErrorCode::BadVerificationCode.hint());
    }

    #[test]
    fn data_that_does_not_match_its_event_name_is_undecodable_with_a_reason() {
        let mut data = account();
        data["scopes"] = json!("canary");
        for data in [data, json!({"id": 7}), json!(null), json!([])] {
            let event = PipesEvent::read("pipes.connected_account.connected", &data).unwrap();
            assert!(event.account().is_none() && event.provider_slug().is_none() && !event.ends_access());
            let PipesEvent::Undecodable(undecodable) = event else { panic!("{event:?}") };
            assert_eq!(
                (undecodable.name(), undecodable.raw()),
                ("pipes.connected_account.connected", data.to_string().as_str())
            );
            assert!(!undecodable.reason().is_empty());
            assert!(!format!("{undecodable:?}").contains("canary"), "{undecodable:?}");
        }
    }
}
