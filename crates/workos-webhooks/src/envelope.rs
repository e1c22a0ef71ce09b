//! What every event has.

use std::error::Error as StdError;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use workos_core::private::JsonError;
use workos_core::{EventId, Report, Timestamp};

/// An event, with its payload as JSON.
///
/// The same for a webhook and for an item of the events API. Only the id and the name are required. Unknown names and
/// unknown fields decode; serializing writes the fields below.
///
/// Events arrive in any order, and more than once: compare [`created_at`](Self::created_at) with what is stored
/// before overwriting it, and let a [`ReplayGuard`](crate::ReplayGuard) drop repetitions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Envelope {
    /// The event's id, the same in every delivery of it.
    pub id: EventId,
    /// The event's name, for instance `connection.activated`.
    pub event: String,
    /// The object that the event is about, as it was at [`created_at`](Self::created_at). `Null` if it is absent.
    #[serde(default)]
    pub data: Value,
    /// When it happened. `None` if it is absent, as in webhooks of 2021, or not readable.
    #[serde(default, deserialize_with = "if_readable", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Who or what caused it, where WorkOS says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Value>,
}

/// A time that must not make the event unreadable.
fn if_readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(|text| text.parse().ok()))
}

/// A verified body that is no event, or not the type that was asked for.
///
/// Answer with an error status and look into it: WorkOS signed this body, so it is delivered again. Its text
/// holds no value of the body: that could be a token or a person's data.
#[derive(Clone, PartialEq, Eq)]
pub struct PayloadError {
    reason: String,
}

impl PayloadError {
    pub(crate) fn new(error: &JsonError) -> Self {
        Self { reason: error.reason() }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "Check that this endpoint receives events and no AuthKit actions, whose bodies have another shape. If it does, \
         update this crate."
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
