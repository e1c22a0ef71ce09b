//! What cannot be done, told alike to callers of the API and to who writes a fixture.

use std::fmt;

use http::StatusCode;

use crate::base::error::EmulatorConfigError;
use crate::base::suggest::did_you_mean;
use crate::http::answer::{ENTITY_NOT_FOUND, Failure, shown};

/// A change that is refused, and the field that says why.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) field: &'static str,
    pub(crate) value: String,
    reason: String,
    /// The code of the API's answer.
    code: &'static str,
    /// What may have been meant, for who writes a fixture; the API keeps it to itself.
    hint: String,
}

impl Rejected {
    /// A value that is wrong whatever else there is.
    pub(crate) fn new(field: &'static str, value: &str, reason: impl Into<String>) -> Self {
        Self { field, value: value.to_owned(), reason: reason.into(), code: INVALID, hint: String::new() }
    }

    /// The object that is to be changed, or one that is referred to, does not exist.
    pub(crate) fn not_found(field: &'static str, id: &str) -> Self {
        Self::new(field, id, "does not exist").code(ENTITY_NOT_FOUND)
    }

    /// Suggests what is similar to the value, for who writes a fixture.
    pub(crate) fn similar<'a>(mut self, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.hint = did_you_mean(&self.value, candidates);
        self
    }

    /// Whether it is about a reference to nothing.
    pub(crate) fn is_dangling(&self) -> bool {
        self.code == ENTITY_NOT_FOUND
    }

    /// Sets the code of the API's answer, which decides its status.
    pub(crate) const fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }
}

/// The code of what the caller can see to be wrong: 422 with an entry for the field.
const INVALID: &str = "invalid";

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} '{}' {}.", self.field, shown(&self.value), self.reason)
    }
}

impl From<Rejected> for EmulatorConfigError {
    fn from(rejected: Rejected) -> Self {
        // A certificate, say, is no line of a message.
        let value = shown(&rejected.value);
        Self::new(format!("{} '{value}' {}{}", rejected.field, rejected.reason, rejected.hint))
    }
}

impl From<Rejected> for Failure {
    fn from(rejected: Rejected) -> Self {
        let message = rejected.to_string();
        let status = match rejected.code {
            INVALID | "unknown_event_type" => {
                return Self::invalid_parameter(rejected.field, rejected.code, &message);
            }
            "invalid_url" | "auth_method_mismatch" => StatusCode::UNPROCESSABLE_ENTITY,
            ENTITY_NOT_FOUND => StatusCode::NOT_FOUND,
            "conflict" | "domain_already_exists" | "duplicate_endpoint" => StatusCode::CONFLICT,
            _ => StatusCode::BAD_REQUEST,
        };
        let failure = Self::plain(status, rejected.code, message);
        if status == StatusCode::NOT_FOUND {
            failure.with("entity_id", shown(&rejected.value).into())
        } else {
            failure
        }
    }
}
