//! Why there is no answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use http::StatusCode;
use workos_core::Report;
use workos_core::private::{fits, shorten, shortened};

/// The longest message, and the longest text of a source, in bytes.
const LONGEST_MESSAGE: usize = 600;
const LONGEST_SOURCE: usize = 1000;

/// The longest request id that is kept, in bytes.
const LONGEST_REQUEST_ID: usize = 128;

/// How many errors below a source are kept, of one that is not kept as it is.
const MOST_SOURCES: usize = 8;

/// A request that got no complete answer. `Debug` is a [`Report`]: the message and its causes.
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    unprocessed: bool,
    reused: bool,
    retry_after: Option<Duration>,
    head: Option<Box<Head>>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What is known of an answer without a body. `Debug` of the error leaves out the request id, in which a server can repeat
/// a secret.
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
    /// `Connect`, `Tls` and `Proxy` are unprocessed from the start: nothing was sent. A message longer than 600 bytes is cut.
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
    /// Parts of a cause can be the peer's, such as the names in a certificate: one that displays, or whose `Debug` is,
    /// longer than 1000 bytes anywhere in its chain is replaced by its shortened texts.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        self.source =
            Some(if is_short(&*source) { source } else { Box::new(Shortened::of(&*source, MOST_SOURCES)) });
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
        let request_id = request_id.filter(|id| !id.is_empty()).map(|id| shortened(id, LONGEST_REQUEST_ID));
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

/// The texts of an error whose own are too long.
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

/// Its own text alone: `source` tells the others.
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
