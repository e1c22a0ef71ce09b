//! The error of a call without an answer.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use workos_core::{Report, Secret};
use workos_transport::{Operation, TransportError};

use crate::advice::{self, Server};
use crate::meta::without_secrets;

/// The error of a call without a complete answer.
///
/// `Display` includes the message of the [`transport_error`](Self::transport_error), and [`source`](StdError::source)
/// returns the cause of the transport error. `Debug` is a [`Report`].
#[derive(Clone)]
pub struct CallFailure {
    operation: &'static Operation,
    server: Server,
    attempts: u32,
    /// The request id, with the secrets of the request masked, because a server can repeat them there.
    request_id: Option<String>,
    cause: Arc<TransportError>,
}

impl CallFailure {
    pub(crate) fn new(
        operation: &'static Operation,
        server: Server,
        attempts: u32,
        cause: TransportError,
        secrets: &[Secret],
    ) -> Self {
        let request_id = cause.request_id().map(|id| without_secrets(id, secrets));
        Self { operation, server, attempts, request_id, cause: Arc::new(cause) }
    }

    /// The operation that failed, for instance `connections.get`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation.id()
    }

    /// The error of the transport.
    #[must_use]
    pub fn transport_error(&self) -> &TransportError {
        &self.cause
    }

    /// How many attempts the call made, including the last one.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The request id of a success whose body could not be read.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Whether the server may have carried out the call, and a second execution would do harm.
    #[must_use]
    pub fn outcome_is_unknown(&self) -> bool {
        !self.operation.is_repeatable() && !self.cause.is_unprocessed()
    }

    /// Whether a rate limit of this process refused the call, so that it was not sent.
    pub(crate) fn is_limited_locally(&self) -> bool {
        advice::is_limited_locally(&self.cause)
    }

    /// What to do about the error.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        advice::for_failure(self.server, self.operation, &self.cause)
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cause.status() {
            // A success whose body could not be read.
            Some(status) => write!(f, "{} answered {}: {}", self.operation(), status, self.cause)?,
            None => write!(f, "{} got no answer: {}", self.operation(), self.cause)?,
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

impl fmt::Debug for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for CallFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.source()
    }
}
