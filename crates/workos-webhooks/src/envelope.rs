//! The fields common to every event.

use std::error::Error as StdError;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use workos_core::{EventId, Report, Timestamp};
use workos_internal::JsonError;

/// An event, with its payload as JSON.
///
/// Webhooks and items of the events API have the same shape. Only the id and the name are required. Unknown event names
/// and unknown fields decode; serializing writes only the fields below.
///
/// Events arrive in any order, and possibly more than once. Compare [`created_at`](Self::created_at) with the stored
/// state before you overwrite it, and use a [`ReplayGuard`](crate::ReplayGuard) to drop duplicates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Envelope {
    /// The event's id. It is the same in every delivery of the event.
    pub id: EventId,
    /// The event's name, for instance `connection.activated`.
    pub event: String,
    /// The object that the event is about, as it was at [`created_at`](Self::created_at). `Null` if absent.
    #[serde(default)]
    pub data: Value,
    /// When the event happened. `None` if the time is absent, as in webhooks of 2021, or invalid.
    #[serde(default, deserialize_with = "timestamp_if_valid", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The context of the event, for instance the actor that caused it. `None` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Value>,
}

/// Reads a timestamp; an invalid one gives `None`, so that the event still decodes.
fn timestamp_if_valid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(|text| text.parse().ok()))
}

/// The error of a verified body that does not decode as an event, or as the requested type.
///
/// Respond with an error status and investigate: WorkOS signed this body and will deliver it again. The error text
/// contains no value of the body, because a value can be a token or personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct PayloadError {
    reason: String,
}

impl PayloadError {
    pub(crate) fn new(error: &JsonError) -> Self {
        Self { reason: error.reason() }
    }

    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "Check that this endpoint receives only events: AuthKit actions have bodies of another shape. If the body is an \
         event, update this crate."
    }
}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the webhook is signed, but its body does not decode: {}", self.reason)
    }
}

impl fmt::Debug for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for PayloadError {}
