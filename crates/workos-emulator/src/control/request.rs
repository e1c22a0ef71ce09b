//! A control request, and what its handlers have in common.

use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::emulator::Emulator;
use crate::http::answer::Failure;
use crate::http::request::Call;

/// A control request: the emulator that it is about, and what was sent.
pub(crate) struct Control<'a> {
    pub(crate) emulator: &'a Emulator,
    pub(crate) call: Call,
}

impl Control<'_> {
    /// The body, read strictly as JSON whatever its content type says: `curl -d` calls everything a form.
    ///
    /// # Errors
    /// 400 when it is no JSON; 422 when it is of another shape, with the place and the reason.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(self.call.body()).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => invalid(error.to_string()),
            _ => Failure::plain(
                StatusCode::BAD_REQUEST,
                "bad_request",
                format!("The body is not valid JSON: {error}."),
            ),
        })
    }
}

/// A request that says something impossible.
pub(crate) fn invalid(message: impl Into<String>) -> Failure {
    Failure::plain(StatusCode::UNPROCESSABLE_ENTITY, "invalid_request", message)
}

/// What is shown of something, as JSON.
pub(crate) fn to_value(shown: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(shown)
        .map_err(|error| Failure::internal(&format!("The response cannot be written as JSON: {error}.")))
}
