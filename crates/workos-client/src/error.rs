//! Everything that can go wrong with a call.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use workos_core::{ApiError, Secret};
use workos_transport::{Operation, TransportError, TransportErrorKind};

use crate::DecodeError;
use crate::meta::without_secrets;

/// Why a call has no value.
///
/// Its texts name the operation, the request id and the cause, and hold no key, token or URL.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The API refused the request or failed.
    Api(Box<ApiError>),
    /// There was no complete answer.
    Transport(Box<Unanswered>),
    /// The API answered success with a body that is not what its contract says.
    Decode(Box<DecodeError>),
    /// The client lacks what the call needs, or cannot be built. Nothing was sent.
    Config(ConfigError),
    /// A parameter cannot be right. Nothing was sent.
    InvalidInput(InvalidInput),
    /// A list returned a cursor that it had returned before.
    Cursor(CursorError),
}

impl Error {
    /// The answer of the API, if there was one that says why.
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
            Self::Transport(error) => Some(error.operation),
            Self::Decode(error) => Some(error.operation),
            Self::Config(error) => error.operation,
            Self::InvalidInput(error) => Some(error.operation),
            Self::Cursor(error) => Some(error.operation),
        }
    }

    /// The HTTP status, if there was an answer, whole or not.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => Some(error.cause.status()?.as_u16()),
            _ => None,
        }
    }

    /// The machine-readable code of the API's answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.api()?.code()
    }

    /// The id WorkOS gave the request, if there was an answer, whole or not.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id.as_deref(),
            Self::Transport(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// How long the server, or a rate limit of this process, asked to wait before the next try.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Transport(error) => error.cause.retry_after(),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.hint(),
            Self::Transport(error) => Some(error.hint()),
            Self::Decode(_) => Some(
                "Check that the base URL is the API's and that no proxy answers in its place; else report it with \
                 the request id.",
            ),
            Self::Config(error) => Some(error.hint),
            Self::InvalidInput(_) => None,
            Self::Cursor(_) => Some("Report it with the cursor's operation; start the list anew meanwhile."),
        }
    }

    /// Whether the same call can succeed later: rate limits, failures of the server, lost connections.
    ///
    /// For a write whose [`outcome_is_unknown`](Self::outcome_is_unknown), look first whether it happened.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => matches!(error.status(), 408 | 429 | 500 | 502 | 503 | 504),
            Self::Transport(error) => matches!(
                error.cause.kind(),
                TransportErrorKind::Connect | TransportErrorKind::Timeout | TransportErrorKind::Lost
            ),
            _ => false,
        }
    }

    /// Whether a write may have happened although the call failed.
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
            Self::Api(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            Self::InvalidInput(error) => error.fmt(f),
            Self::Cursor(error) => error.fmt(f),
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

impl From<InvalidInput> for Error {
    fn from(error: InvalidInput) -> Self {
        Self::InvalidInput(error)
    }
}

/// A call without a complete answer.
#[derive(Clone, Debug)]
pub struct Unanswered {
    pub(crate) operation: &'static str,
    pub(crate) repeatable: bool,
    pub(crate) attempts: u32,
    /// Without the secrets of the request.
    request_id: Option<String>,
    pub(crate) cause: Arc<TransportError>,
}

impl Unanswered {
    pub(crate) fn new(
        operation: &Operation,
        attempts: u32,
        cause: TransportError,
        secrets: &[Secret],
    ) -> Self {
        Self {
            operation: operation.id(),
            repeatable: operation.is_repeatable(),
            attempts,
            request_id: cause.request_id().map(|id| without_secrets(id, secrets)),
            cause: Arc::new(cause),
        }
    }

    /// What the transport says.
    #[must_use]
    pub fn cause(&self) -> &TransportError {
        &self.cause
    }

    /// How many requests were sent, the last one included.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the server may have done what it was asked, and doing it again would do harm.
    #[must_use]
    pub fn outcome_is_unknown(&self) -> bool {
        !self.repeatable && !self.cause.is_unprocessed()
    }

    fn hint(&self) -> &'static str {
        match self.cause.kind() {
            TransportErrorKind::Connect => "Check DNS, firewall and proxy, and https://status.workos.com.",
            TransportErrorKind::Tls => {
                "Check the system's clock and trust store, and whether a proxy intercepts TLS."
            }
            TransportErrorKind::Proxy => {
                "Check the proxy variables (HTTPS_PROXY, ALL_PROXY, NO_PROXY), and what the proxy allows."
            }
            TransportErrorKind::TooLarge => "Ask for fewer objects a page, or raise the body limit.",
            TransportErrorKind::Protocol if self.cause.status().is_some() => {
                "Check whether a proxy between here and the API changes answers, or turn compression off."
            }
            TransportErrorKind::Protocol => "Check that the base URL is the API's.",
            // A limit of this process refused it, see `RateLimited`.
            _ if self.cause.retry_after().is_some() && self.cause.is_unprocessed() => {
                "Wait as long as `retry_after()` says, or give the call a longer timeout: it was not sent."
            }
            _ if self.outcome_is_unknown() => "Look whether it happened before sending it again.",
            _ => "Try again; if it persists, see https://status.workos.com.",
        }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cause.status() {
            // A success, but for its body.
            Some(status) => write!(f, "{} answered {}: {}", self.operation, status.as_u16(), self.cause)?,
            None => write!(f, "{} got no answer: {}", self.operation, self.cause)?,
        }
        if self.attempts > 1 {
            write!(f, " (after {} attempts)", self.attempts)?;
        }
        if self.outcome_is_unknown() {
            f.write_str("; whether the server acted is unknown")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl StdError for Unanswered {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}

/// A client that cannot be built, or lacks what a call needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    operation: Option<&'static str>,
    reason: String,
    hint: &'static str,
}

impl ConfigError {
    pub(crate) fn new(reason: impl Into<String>, hint: &'static str) -> Self {
        Self { operation: None, reason: reason.into(), hint }
    }

    pub(crate) fn base_url(text: &str, reason: &str) -> Self {
        // What stands before an `@` can be a password, and a query can hold a key.
        let shown = text.rsplit('@').next().unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
        Self::new(
            format!("the base URL `{shown}` cannot be used: {reason}"),
            "Set it to https://api.workos.com.",
        )
    }

    pub(crate) fn no_api_key(operation: &'static Operation) -> Self {
        Self {
            operation: Some(operation.id()),
            reason: format!("{} needs an API key and the client has none", operation.id()),
            hint: "Set WORKOS_API_KEY, or `api_key` on the builder; the dashboard shows it under API Keys.",
        }
    }

    /// The client has no client id and the operation needs one; for what is made without a call, such as a URL.
    #[must_use]
    pub fn no_client_id(operation: &'static Operation) -> Self {
        Self {
            operation: Some(operation.id()),
            reason: format!("{} needs a client id and the client has none", operation.id()),
            hint: "Set WORKOS_CLIENT_ID, or `client_id` on the builder; the dashboard shows it under API Keys.",
        }
    }

    pub(crate) fn needs_one_of(operation: &'static Operation, names: &[&str]) -> Self {
        Self {
            operation: Some(operation.id()),
            reason: format!("{} needs one of: {}", operation.id(), names.join(", ")),
            hint: "Set the client's API key, or pass the PKCE verifier of a public client.",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        self.hint
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl StdError for ConfigError {}

/// A parameter that was refused before anything was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput {
    operation: &'static str,
    parameter: &'static str,
    reason: String,
}

impl InvalidInput {
    /// A parameter of an operation, and why it is refused. The reason does not repeat the value.
    #[must_use]
    pub fn new(operation: &'static str, parameter: &'static str, reason: impl Into<String>) -> Self {
        Self { operation, parameter, reason: reason.into() }
    }

    /// The parameter.
    #[must_use]
    pub const fn parameter(&self) -> &'static str {
        self.parameter
    }
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` is refused: {}; nothing was sent", self.operation, self.parameter, self.reason)
    }
}

impl StdError for InvalidInput {}

/// A list that does not advance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorError {
    pub(crate) operation: &'static str,
    pub(crate) cursor: String,
}

impl CursorError {
    /// The cursor that came back.
    #[must_use]
    pub fn cursor(&self) -> &str {
        &self.cursor
    }
}

impl fmt::Display for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cursor: String = self.cursor.chars().filter(|c| !c.is_control()).take(80).collect();
        write!(f, "{} returned the cursor `{cursor}` a second time: the list would never end", self.operation)
    }
}

impl StdError for CursorError {}
