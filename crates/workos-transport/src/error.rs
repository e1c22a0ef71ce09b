//! Why there is no answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

/// A request that got no complete answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    unprocessed: bool,
    reused: bool,
    retry_after: Option<Duration>,
    head: Option<Box<Head>>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What is known of an answer without a body. `Debug` leaves out the request id, in which a server can repeat a secret.
#[derive(Clone)]
struct Head {
    status: StatusCode,
    request_id: Option<String>,
}

/// What went wrong between the engine and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: name resolution, refused, unreachable, or not within the connect timeout.
    Connect,
    /// The TLS handshake failed: certificate, host name, version. Never retried: it fails the same way again.
    Tls,
    /// The proxy refuses: credentials, its rules, or its protocol. Never retried: it refuses the same way again.
    Proxy,
    /// No answer in time, or the body paused for longer than the idle timeout.
    Timeout,
    /// The connection was lost before the answer was complete.
    Lost,
    /// The peer does not speak HTTP as it should.
    Protocol,
    /// The body is larger than the request's limit.
    TooLarge,
}

impl TransportError {
    /// An error of this kind. The message says what failed and holds no URL, header value or body.
    ///
    /// `Connect`, `Tls` and `Proxy` are unprocessed from the start: nothing was sent.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        let unprocessed =
            matches!(kind, TransportErrorKind::Connect | TransportErrorKind::Tls | TransportErrorKind::Proxy);
        Self {
            kind,
            message: message.into(),
            unprocessed,
            reused: false,
            retry_after: None,
            head: None,
            source: None,
        }
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Promises that the server cannot have acted: nothing was sent, or it refused the stream.
    #[must_use]
    pub const fn unprocessed(mut self) -> Self {
        self.unprocessed = true;
        self
    }

    /// Notes that the connection had served an earlier request.
    #[must_use]
    pub const fn on_reused_connection(mut self) -> Self {
        self.reused = true;
        self
    }

    /// Notes after which time the same request can go through, where that is known.
    #[must_use]
    pub const fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// Notes the status and the `X-Request-ID` of an answer whose head arrived.
    #[must_use]
    pub fn with_answer_head(mut self, status: StatusCode, request_id: Option<&str>) -> Self {
        let request_id = request_id.filter(|id| !id.is_empty()).map(str::to_owned);
        self.head = Some(Box::new(Head { status, request_id }));
        self
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the server cannot have acted on the request: nothing was sent, or HTTP/2 said so
    /// (`REFUSED_STREAM`, `GOAWAY` below the stream). Any request may be sent again then.
    #[must_use]
    pub const fn is_unprocessed(&self) -> bool {
        self.unprocessed
    }

    /// Whether the connection had served an earlier request: the peer may have closed it while idle.
    #[must_use]
    pub const fn reused(&self) -> bool {
        self.reused
    }

    /// After which time the same request can go through, where that is known: a rate limit on this side says so.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The status of the answer, if its head arrived: the body is what is missing then.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.head.as_ref().map(|head| head.status)
    }

    /// The `X-Request-ID` of the answer, if its head arrived. A server can repeat a secret in it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id.as_deref()
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head").field("status", &self.status).finish_non_exhaustive()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
