//! Errors of requests without a complete response.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use workos_core::Report;
use workos_internal::{fits, shorten, shortened};

/// The longest message, and the longest text of a source, in bytes.
const LONGEST_MESSAGE: usize = 600;
const LONGEST_SOURCE: usize = 1000;

/// The longest request id that is kept, in bytes.
const LONGEST_REQUEST_ID: usize = 128;

/// The largest number of errors that a shortened chain of sources keeps.
const MOST_SOURCES: usize = 8;

/// The error of a request without a complete response. `Debug` is a [`Report`]: the message and its causes.
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    unprocessed: bool,
    reused: bool,
    retry_after: Option<Duration>,
    head: Option<Box<Head>>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// The head of a response whose body is missing. `Debug` of the error leaves out the request id, because a server can
/// repeat a secret in it.
struct Head {
    status: u16,
    request_id: Option<String>,
}

/// The kind of failure between the engine and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection: the name did not resolve, the connection was refused, the host is unreachable, or the
    /// connect timeout expired.
    Connect,
    /// The TLS handshake failed: certificate, host name or version. Never retried, because it would fail again.
    Tls,
    /// The proxy refused permanently: credentials, rules or protocol. Never retried, because it would refuse again.
    Proxy,
    /// There was no response in time, or the body paused for longer than the idle timeout.
    Timeout,
    /// The connection was lost before the response was complete.
    Lost,
    /// The peer violated the HTTP protocol.
    Protocol,
    /// The body is larger than the request's limit.
    TooLarge,
}

impl TransportError {
    /// Creates an error of this kind. The message says what failed, and must contain no URL, header value or body.
    ///
    /// `Connect`, `Tls` and `Proxy` errors are [unprocessed](Self::unprocessed), because nothing was sent. A message
    /// longer than 600 bytes is cut.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        let unprocessed =
            matches!(kind, TransportErrorKind::Connect | TransportErrorKind::Tls | TransportErrorKind::Proxy);
        Self {
            kind,
            message: shorten(message, LONGEST_MESSAGE),
            unprocessed,
            reused: false,
            retry_after: None,
            head: None,
            source: None,
        }
    }

    /// Adds the cause.
    ///
    /// A cause can contain texts of the peer, such as the names in a certificate. If the `Display` or `Debug` of any
    /// error in the chain is longer than 1000 bytes, the chain is replaced by its shortened texts.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        self.source =
            Some(if is_short(&*source) { source } else { Box::new(Shortened::of(&*source, MOST_SOURCES)) });
        self
    }

    /// Guarantees that the server cannot have acted: nothing was sent, or the server refused the stream.
    #[must_use]
    pub const fn unprocessed(mut self) -> Self {
        self.unprocessed = true;
        self
    }

    /// Records that the connection had served an earlier request.
    #[must_use]
    pub const fn on_reused_connection(mut self) -> Self {
        self.reused = true;
        self
    }

    /// Sets the time after which the same request can succeed, if it is known.
    #[must_use]
    pub const fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// Records the status and the `X-Request-ID` of a response whose head arrived.
    #[must_use]
    pub fn with_answer_head(mut self, status: u16, request_id: Option<&str>) -> Self {
        let request_id = request_id.filter(|id| !id.is_empty()).map(|id| shortened(id, LONGEST_REQUEST_ID));
        self.head = Some(Box::new(Head { status, request_id }));
        self
    }

    /// The kind of failure.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the server cannot have acted on the request: nothing was sent, or HTTP/2 said so (`REFUSED_STREAM`,
    /// `GOAWAY` below the stream). If so, any request may be sent again.
    #[must_use]
    pub const fn is_unprocessed(&self) -> bool {
        self.unprocessed
    }

    /// Whether the connection had served an earlier request, so that the peer may have closed it while it was idle.
    #[must_use]
    pub const fn reused(&self) -> bool {
        self.reused
    }

    /// The time after which the same request can succeed, if it is known. A rate limiter of this process sets it, for
    /// instance.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The status of the response, if its head arrived and only the body is missing.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.head.as_ref().map(|head| head.status)
    }

    /// The `X-Request-ID` of the response, if its head arrived. A server can repeat a secret in it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id.as_deref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Whether all texts of an error and its sources are short.
fn is_short(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    let mut depth = 0;
    while let Some(error) = next {
        let short =
            fits(format_args!("{error}"), LONGEST_SOURCE) && fits(format_args!("{error:#?}"), LONGEST_SOURCE);
        if !short || depth == MOST_SOURCES {
            return false;
        }
        (next, depth) = (error.source(), depth + 1);
    }
    true
}

/// The shortened texts of an error and its sources.
struct Shortened {
    text: String,
    source: Option<Box<Self>>,
}

impl Shortened {
    fn of(error: &(dyn Error + 'static), most: usize) -> Self {
        let source = error.source().filter(|_| most > 1).map(|source| Box::new(Self::of(source, most - 1)));
        Self { text: shortened(&error.to_string(), LONGEST_SOURCE), source }
    }
}

impl fmt::Display for Shortened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Shows only the text of this error; `source` returns the next one.
impl fmt::Debug for Shortened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Shortened {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_message_and_a_cause_of_any_length_leave_short_texts() {
        let names = "name.example, ".repeat(10_000);
        let nested = io::Error::other(io::Error::other(names.clone()));
        let error = TransportError::new(TransportErrorKind::Tls, names).with_source(nested);
        let mut texts = vec![error.to_string(), format!("{error:?}"), format!("{error:#?}")];
        let mut next = error.source();
        assert!(next.is_some());
        while let Some(source) = next {
            texts.extend([source.to_string(), format!("{source:?}")]);
            next = source.source();
        }
        assert!(texts.iter().all(|text| text.len() <= 2500 && text.contains("name.example")), "{texts:?}");
    }

    #[test]
    fn a_cause_with_short_texts_is_kept_as_it_is() {
        let reset = io::Error::from(io::ErrorKind::ConnectionReset);
        let error = TransportError::new(TransportErrorKind::Lost, "lost").with_source(reset);
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(io::ErrorKind::ConnectionReset));
    }
}
