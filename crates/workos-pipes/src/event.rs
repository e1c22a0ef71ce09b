//! What events say about connected accounts, in every vocabulary.

use serde::Deserialize;
use serde_json::Value;
use workos_core::{OrganizationId, Undecodable, UserId};

use crate::{ConnectionFailure, EventAccount};

/// The events about connected accounts that a webhook endpoint subscribes to.
///
/// The names `pipes.account_connection.…` tell of every account. The older names `pipes.connected_account.…` tell of the one
/// account for each provider that older clients see, so such an account causes an event of either kind.
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
/// Read it from the name and the data of an event whose signature was verified. Its names are
/// `pipes.connected_account.…` and `pipes.account_connection.…`. Older documents write `connection.activated`,
/// `connection.deactivated` and `connection.deleted`: elsewhere these are about connections of single sign-on, so they
/// count only where the data is a connected account.
///
/// No event is lost: data that does not decode is in [`Undecodable`](Self::Undecodable).
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
/// assert!(PipesEvent::read("connection.deleted", &connection).is_none()); // of single sign-on
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
    /// An event of such a name whose data does not decode: log its name and reason, store its JSON, and acknowledge it.
    Undecodable(Box<Undecodable>),
}

impl PipesEvent {
    /// Reads an event by its name and data; `None` if it is about something else.
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
            Self::Undecodable(Box::new(workos_core::private::undecodable(event, data, &error)))
        }))
    }

    /// The account; `None` if connecting failed or the data does not decode.
    #[must_use]
    pub const fn account(&self) -> Option<&EventAccount> {
        match self {
            Self::Connected(account) | Self::Disconnected(account) | Self::ReauthorizationNeeded(account) => {
                Some(account)
            }
            Self::ConnectionFailed(_) | Self::Undecodable(_) => None,
        }
    }

    /// The user whose account it is; `None` for accounts of organizations.
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

    /// The organization that it is about, if any.
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

    /// The provider's slug; `None` if the data does not decode.
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
    fn every_vocabulary_is_read() {
        for event in PIPES_WEBHOOK_EVENTS {
            let (data, what) = match event.rsplit('.').next().unwrap() {
                "connection_failed" | "add_failed" => (failure(), "connection_failed"),
                what => (account(), what),
            };
            assert_eq!(name(event, &data), Some(what));
        }
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
    fn a_failure_names_the_providers_error_with_its_hint() {
        let event = PipesEvent::read("pipes.connected_account.connection_failed", &failure());
        let Some(PipesEvent::ConnectionFailed(failure)) = event else { panic!("{event:?}") };
        assert_eq!(failure.provider_error, Some(ConnectErrorCode::BadVerificationCode));
        assert_eq!(failure.hint(), ConnectErrorCode::BadVerificationCode.hint());
    }

    #[test]
    fn data_that_does_not_belong_to_its_name_is_kept_with_the_reason() {
        let mut data = account();
        data["scopes"] = json!("canary");
        for data in [data, json!({"id": 7}), json!(null), json!([])] {
            let event = PipesEvent::read("pipes.connected_account.connected", &data).unwrap();
            assert!(event.account().is_none() && event.provider_slug().is_none() && !event.ends_access());
            let PipesEvent::Undecodable(kept) = event else { panic!("{event:?}") };
            assert_eq!(
                (kept.name(), kept.raw()),
                ("pipes.connected_account.connected", data.to_string().as_str())
            );
            assert!(!kept.reason().is_empty() && !format!("{kept:?}").contains("canary"), "{kept:?}");
        }
    }
}
