//! The errors of calls.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use workos_core::{ApiError, Report};
use workos_internal::{shorten, shortened};
use workos_transport::{Operation, TransportErrorKind};

use crate::retry::can_succeed_later;
use crate::{CallFailure, ConfigError, DecodeError, ListTooLongError};

/// The longest reason that is kept, in bytes.
const LONGEST_REASON: usize = 600;

/// The longest cursor that is kept, in bytes.
const LONGEST_CURSOR: usize = 300;

/// The error of a call.
///
/// `Display` names the operation, the cause and the request id on one line. `Debug` is a [`Report`] with the further
/// causes and the hint on separate lines, which is useful for `fn main() -> Result<(), Error>`. Neither text contains a
/// key, a token or a URL, and neither is longer than 4 KiB, whatever the server sends.
///
/// ```
/// # fn act(error: &workos_client::Error) {
/// if error.is_not_found() {
///     // The object does not exist in this environment.
/// } else if error.is_retryable() && !error.outcome_is_unknown() {
///     // The same call can succeed later, after `error.retry_after()`.
/// } else {
///     eprintln!("{error:?}");
/// }
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// The API refused the request or failed.
    Api(Box<ApiError>),
    /// There was no complete answer.
    Transport(Box<CallFailure>),
    /// The API reported success with a body that does not match its contract.
    Decode(Box<DecodeError>),
    /// The client lacks a setting that the call needs, or cannot be built. Nothing was sent.
    Config(ConfigError),
    /// A parameter is invalid. Nothing was sent.
    InvalidInput(InvalidInputError),
    /// A list returned a cursor that it had returned before.
    Cursor(CursorError),
    /// A list has more objects than the caller accepts.
    ListTooLong(ListTooLongError),
}

impl Error {
    /// The error response of the API, if this is an [`Error::Api`].
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The operation that failed, for instance `connections.get`.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Api(error) => Some(error.operation()),
            Self::Transport(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation),
            Self::Config(error) => error.operation(),
            Self::InvalidInput(error) => Some(error.operation),
            Self::Cursor(error) => Some(error.operation),
            Self::ListTooLong(error) => Some(error.operation()),
        }
    }

    /// The HTTP status, if there was an answer, complete or not.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => Some(error.transport_error().status()?),
            _ => None,
        }
    }

    /// The machine-readable code of the API's answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.api()?.code()
    }

    /// The id that WorkOS gave the request, if there was an answer, complete or not.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id.as_deref(),
            Self::Transport(error) => error.request_id(),
            _ => None,
        }
    }

    /// How long the server, or a rate limit of this process, asked to wait before the next attempt.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Transport(error) => error.transport_error().retry_after(),
            _ => None,
        }
    }

    /// What to do about the error.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.hint(),
            Self::Transport(error) => Some(error.hint()),
            Self::Decode(error) => Some(error.hint()),
            Self::Config(error) => Some(error.hint()),
            Self::InvalidInput(_) => None,
            Self::Cursor(error) => Some(error.hint()),
            Self::ListTooLong(error) => Some(error.hint()),
        }
    }

    /// Whether the same call can succeed later: 408, 429, 500, 502, 503, 504, 520 to 527 and 530, timeouts, no
    /// connection and lost connections. The client has already made the retries that [`Retry`](crate::Retry) allows.
    ///
    /// For a write whose [`outcome_is_unknown`](Self::outcome_is_unknown), read the object before you repeat the write.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => error.is_retryable(),
            Self::Transport(error) => can_succeed_later(error.transport_error()),
            _ => false,
        }
    }

    /// Whether the object does not exist in this environment (404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.api().is_some_and(ApiError::is_not_found)
    }

    /// Whether the API key or the access token was missing or wrong (401).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.api().is_some_and(ApiError::is_unauthorized)
    }

    /// Whether the API key lacks the permission for the request (403).
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.api().is_some_and(ApiError::is_forbidden)
    }

    /// Whether the state of the object forbids the request (409).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.api().is_some_and(ApiError::is_conflict)
    }

    /// Whether the server refused the request as malformed or invalid (400 or 422). A parameter that is refused before
    /// anything is sent is [`Error::InvalidInput`].
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.api().is_some_and(ApiError::is_invalid_request)
    }

    /// Whether the code is `invalid_grant`: a code or token that expired, was used before or was revoked.
    #[must_use]
    pub fn is_invalid_grant(&self) -> bool {
        self.api().is_some_and(ApiError::is_invalid_grant)
    }

    /// Whether a rate limit was exceeded. Either the server answered 429, or a rate limit of this process refused to send
    /// the call.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        match self {
            Self::Api(error) => error.is_rate_limited(),
            Self::Transport(error) => error.is_limited_locally(),
            _ => false,
        }
    }

    /// Whether the server, or a gateway in front of it, failed (5xx).
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.api().is_some_and(ApiError::is_server_error)
    }

    /// Whether the answer did not arrive in time: the attempt or the call timed out, or the body paused for too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let Self::Transport(error) = self else { return false };
        error.transport_error().kind() == TransportErrorKind::Timeout && !error.is_limited_locally()
    }

    /// Whether no connection was established: name resolution, TCP, proxy or TLS failed, or the connect timeout expired.
    /// Nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        let Self::Transport(error) = self else { return false };
        matches!(error.transport_error().kind(), TransportErrorKind::Connect | TransportErrorKind::Tls)
    }

    /// Whether the answer is larger than the call allows: in bytes
    /// ([`ClientBuilder::body_limit`](crate::ClientBuilder::body_limit)) or in JSON values
    /// ([`ClientBuilder::value_limit`](crate::ClientBuilder::value_limit)).
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        match self {
            Self::Transport(error) => error.transport_error().kind() == TransportErrorKind::TooLarge,
            Self::Decode(error) => error.has_too_many_values(),
            _ => false,
        }
    }

    /// Whether the server may have carried out a write although the call failed.
    #[must_use]
    pub fn outcome_is_unknown(&self) -> bool {
        match self {
            Self::Api(error) => error.outcome_is_unknown(),
            Self::Transport(error) => error.outcome_is_unknown(),
            Self::Decode(error) => error.outcome_is_unknown,
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => fmt::Display::fmt(error, f),
            Self::Transport(error) => fmt::Display::fmt(error, f),
            Self::Decode(error) => fmt::Display::fmt(error, f),
            Self::Config(error) => fmt::Display::fmt(error, f),
            Self::InvalidInput(error) => fmt::Display::fmt(error, f),
            Self::Cursor(error) => fmt::Display::fmt(error, f),
            Self::ListTooLong(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => fmt::Debug::fmt(error, f),
            Self::Transport(error) => fmt::Debug::fmt(error, f),
            Self::Decode(error) => fmt::Debug::fmt(error, f),
            Self::Config(error) => fmt::Debug::fmt(error, f),
            Self::InvalidInput(error) => fmt::Debug::fmt(error, f),
            Self::Cursor(error) => fmt::Debug::fmt(error, f),
            Self::ListTooLong(error) => fmt::Debug::fmt(error, f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<InvalidInputError> for Error {
    fn from(error: InvalidInputError) -> Self {
        Self::InvalidInput(error)
    }
}

/// A parameter that was refused before anything was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidInputError {
    operation: &'static str,
    parameter: &'static str,
    reason: String,
}

impl InvalidInputError {
    /// Creates the error from a parameter of an operation and the reason for the refusal. The reason must not repeat
    /// the value; a reason longer than 600 bytes is cut.
    #[must_use]
    pub fn new(operation: &'static str, parameter: &'static str, reason: impl Into<String>) -> Self {
        Self { operation, parameter, reason: shorten(reason, LONGEST_REASON) }
    }

    /// The parameter.
    #[must_use]
    pub const fn parameter(&self) -> &'static str {
        self.parameter
    }
}

impl fmt::Display for InvalidInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` is refused: {}; nothing was sent", self.operation, self.parameter, self.reason)
    }
}

impl fmt::Debug for InvalidInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for InvalidInputError {}

/// The error of a list that does not advance, because the server returned a cursor twice.
#[derive(Clone, PartialEq, Eq)]
pub struct CursorError {
    operation: &'static str,
    cursor: String,
}

impl CursorError {
    pub(crate) fn new(operation: &Operation, cursor: &str) -> Self {
        Self { operation: operation.id(), cursor: shortened(cursor, LONGEST_CURSOR) }
    }

    /// The cursor that was returned twice; a cursor longer than 300 bytes is cut.
    #[must_use]
    pub fn cursor(&self) -> &str {
        &self.cursor
    }

    #[expect(clippy::unused_self, reason = "the hints of all errors have this signature")]
    const fn hint(&self) -> &'static str {
        "Report this with the cursor and the operation. As a workaround, read the list from its start in another order."
    }
}

impl fmt::Display for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cursor: String = self.cursor.chars().filter(|c| !c.is_control()).take(80).collect();
        write!(f, "{} returned the cursor `{cursor}` a second time: the list would never end", self.operation)
    }
}

impl fmt::Debug for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for CursorError {}
