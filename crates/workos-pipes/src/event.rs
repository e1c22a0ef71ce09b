//! What events say about connected accounts, in every vocabulary.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use workos_core::private::without_value;
use workos_core::{OrganizationId, UserId};

use crate::{ConnectionFailure, EventAccount};

/// The events about connected accounts that a webhook endpoint subscribes to.
pub const PIPES_WEBHOOK_EVENTS: [&str; 4] = [
    "pipes.connected_account.connected",
    "pipes.connected_account.disconnected",
    "pipes.connected_account.reauthorization_needed",
    "pipes.connected_account.connection_failed",
];

/// An event about a connected account.
///
/// Read it from the name and the data of an event whose signature was verified. Its names are
/// `pipes.connected_account.…`, newer ones `pipes.account_connection.…`. Older documents write `connection.activated`,
/// `connection.deactivated` and `connection.deleted`: elsewhere these are about connections of single sign-on, so they
/// count only where the data is a connected account.
///
/// ```
/// use serde_json::json;
/// use workos_pipes::PipesEvent;
///
/// let account = json!({"object": "connected_account", "id": "data_installation_1", "provider_slug": "github",
///     "user_id": "user_1", "organization_id": null});
/// let event = PipesEvent::read("pipes.connected_account.disconnected", &account)?;
/// assert!(event.is_some_and(|event| event.ends_access()));
///
/// let connection = json!({"object": "connection", "id": "conn_1"});
/// assert!(PipesEvent::read("connection.deleted", &connection)?.is_none()); // of single sign-on
/// # Ok::<(), workos_pipes::InvalidPipesEvent>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PipesEvent {
    /// An account was connected.
    Connected(EventAccount),
    /// An account was disconnected: it gives no tokens any more.
    Disconnected(EventAccount),
    /// An account has to be authorized again: consent was taken back, or a refresh failed.
    ReauthorizationNeeded(EventAccount),
    /// Connecting an account failed.
    ConnectionFailed(ConnectionFailure),
}

impl PipesEvent {
    /// Reads an event by its name and data; `None` when it is about something else.
    ///
    /// # Errors
    /// [`InvalidPipesEvent`] when the name is one of these and the data is not what belongs to it.
    pub fn read(event: &str, data: &Value) -> Result<Option<Self>, InvalidPipesEvent> {
        let invalid = |error: serde_json::Error| InvalidPipesEvent {
            event: event.to_owned(),
            reason: without_value(&error.to_string()),
        };
        let account = || EventAccount::deserialize(data).map_err(invalid);
        Ok(Some(match Kind::of(event, data) {
            Some(Kind::Connected) => Self::Connected(account()?),
            Some(Kind::Disconnected) => Self::Disconnected(account()?),
            Some(Kind::ReauthorizationNeeded) => Self::ReauthorizationNeeded(account()?),
            Some(Kind::ConnectionFailed) => {
                Self::ConnectionFailed(ConnectionFailure::deserialize(data).map_err(invalid)?)
            }
            None => return Ok(None),
        }))
    }

    /// The account; `None` where connecting failed.
    #[must_use]
    pub const fn account(&self) -> Option<&EventAccount> {
        match self {
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                Some(account)
            }
            Self::ConnectionFailed(_) => None,
        }
    }

    /// The user whose account it is; `None` for accounts of organizations.
    #[must_use]
    pub const fn user_id(&self) -> Option<&UserId> {
        match self {
            Self::ConnectionFailed(failure) => failure.user_id.as_ref(),
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                account.user_id.as_ref()
            }
        }
    }

    /// The organization that it is about, if any.
    #[must_use]
    pub const fn organization_id(&self) -> Option<&OrganizationId> {
        match self {
            Self::ConnectionFailed(failure) => failure.organization_id.as_ref(),
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                account.organization_id.as_ref()
            }
        }
    }

    /// The provider's slug.
    #[must_use]
    pub fn provider_slug(&self) -> &str {
        match self {
            Self::ConnectionFailed(failure) => &failure.provider_slug,
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                &account.provider_slug
            }
        }
    }

    /// Whether tokens of the account are void from now on:
    /// [`TokenSource::forget`](crate::TokenSource::forget) it.
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
        let own = event
            .strip_prefix("pipes.connected_account.")
            .or_else(|| event.strip_prefix("pipes.account_connection."));
        if let Some(what) = own {
            return match what {
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

/// An event about a connected account whose data is something else. Its text holds no value of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPipesEvent {
    event: String,
    reason: String,
}

impl InvalidPipesEvent {
    /// The name of the event.
    #[must_use]
    pub fn event(&self) -> &str {
        &self.event
    }
}

impl fmt::Display for InvalidPipesEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the data of {} does not decode: {}", self.event, self.reason)
    }
}

impl std::error::Error for InvalidPipesEvent {}

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
        PipesEvent::read(event, data).unwrap().map(|event| match event {
            PipesEvent::Connected(_) => "connected",
            PipesEvent::Disconnected(_) => "disconnected",
            PipesEvent::ReauthorizationNeeded(_) => "reauthorization_needed",
            PipesEvent::ConnectionFailed(_) => "connection_failed",
        })
    }

    #[test]
    fn every_vocabulary_is_read() {
        for event in PIPES_WEBHOOK_EVENTS {
            let what = event.rsplit('.').next().unwrap();
            let data = if what == "connection_failed" { failure() } else { account() };
            assert_eq!(name(event, &data), Some(what));
            assert_eq!(name(&format!("pipes.account_connection.{what}"), &data), Some(what));
        }
        assert_eq!(name("pipes.account_connection.add_failed", &failure()), Some("connection_failed"));
        for (event, what) in [
            ("connection.activated", "connected"),
            ("connection.deactivated", "disconnected"),
            ("connection.deleted", "disconnected"),
        ] {
            assert_eq!(name(event, &account()), Some(what));
        }
    }

    #[test]
    fn what_is_about_something_else_is_none() {
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
    fn an_event_tells_whose_account_it_is_and_whether_its_tokens_are_void() {
        for (event, data, ends) in [
            (PIPES_WEBHOOK_EVENTS[0], account(), false),
            (PIPES_WEBHOOK_EVENTS[1], account(), true),
            (PIPES_WEBHOOK_EVENTS[2], account(), true),
            (PIPES_WEBHOOK_EVENTS[3], failure(), false),
        ] {
            let event = PipesEvent::read(event, &data).unwrap().unwrap();
            assert_eq!((event.provider_slug(), event.ends_access()), ("github", ends));
            assert_eq!(event.user_id().map(UserId::as_str), Some("user_1"));
            assert_eq!(event.organization_id().is_some(), event.account().is_some());
        }
    }

    #[test]
    fn a_failure_names_the_providers_error_with_its_hint() {
        let event = PipesEvent::read(PIPES_WEBHOOK_EVENTS[3], &failure()).unwrap();
        let Some(PipesEvent::ConnectionFailed(failure)) = event else { panic!("{event:?}") };
        assert_eq!(failure.provider_error, Some(ConnectErrorCode::BadVerificationCode));
        assert_eq!(failure.hint(), ConnectErrorCode::BadVerificationCode.hint());
    }

    #[test]
    fn data_that_does_not_belong_to_its_name_is_an_error_that_names_the_event() {
        let error = PipesEvent::read("pipes.connected_account.connected", &json!({"id": 7})).unwrap_err();
        assert_eq!(error.event(), "pipes.connected_account.connected");
        assert!(error.to_string().contains("does not decode"), "{error}");
        let mut data = account();
        data["scopes"] = json!("canary");
        let error = PipesEvent::read("pipes.connected_account.connected", &data).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
    }
}
