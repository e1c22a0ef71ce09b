//! A transport of one's own: the SDK over ureq, an HTTP client with neither hyper nor an event loop in it.
//!
//! One type and one method. It passes the conformance suite, which is how you find out whether yours keeps what the
//! engine relies on: `tests/it/ureq_transport.rs`.
//!
//! ```toml
//! tokio = { version = "1", features = ["rt"] }
//! ureq = { version = "3.1", default-features = false, features = ["rustls"] }
//! workos-sso = { version = "0.1", default-features = false }   # no hyper in the tree
//! workos-transport = "0.1"
//! ```
//!
//! # What to change for your own use
//! - For another client keep the shape: hand the `http::Request` over, collect the body, and say of each error which
//!   kind it is, and whether the server can have seen the request.
//! - `spawn_blocking` is what Tokio has for clients that block. Another runtime has its own; a client that is
//!   asynchronous needs none.
//! - ureq does not tell whether a connection was used before, so none is: the pool is off, and `reused()` stays true
//!   to its word. A client that can tell reports it by `on_reused_connection()`.
//! - ureq has one timeout for every read. So a server that takes longer than the idle timeout to *begin* its answer is
//!   a `Timeout` too.

use std::fmt;
use std::io::ErrorKind;

use http::header::CONTENT_LENGTH;
use http::response::Parts;
use ureq::{Agent, Timeout};
use workos_transport::{Request, Response, Transport, TransportError, TransportErrorKind, async_trait};

/// A transport over ureq. Needs a Tokio runtime.
#[derive(Clone)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// A transport that connects for each request.
    #[must_use]
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false) // every status is an answer
            .max_redirects(0) // and so is a redirect
            .max_redirects_will_error(false)
            .proxy(None) // else the environment would say
            .user_agent("") // the engine's headers, and no others
            .accept("")
            .accept_encoding("")
            .allow_non_standard_methods(true) // a DELETE may have a body
            .max_idle_connections(0)
            .build();
        Self { agent: config.into() }
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Transport for UreqTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let agent = self.agent.clone();
        tokio::task::spawn_blocking(move || exchange(&agent, request)).await.unwrap_or_else(|error| {
            Err(TransportError::new(TransportErrorKind::Lost, "the sending thread was lost")
                .with_source(error))
        })
    }
}

/// ureq's own `Debug` shows what it is configured with, which may have a proxy's password in it.
impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").finish_non_exhaustive()
    }
}

fn exchange(agent: &Agent, request: Request) -> Result<Response, TransportError> {
    let (remaining, idle, limit) = (request.remaining(), request.idle_timeout(), request.body_limit());
    let (head, body) = request.into_http().into_parts();
    let request = agent
        .configure_request(http::Request::from_parts(head, body.to_vec()))
        .timeout_global(Some(remaining))
        .timeout_per_read(Some(idle))
        .build();
    let (head, mut body) = agent.run(request).map_err(|error| classify(&error))?.into_parts();

    match collect(&head, &mut body, limit) {
        Ok(bytes) => Ok(http::Response::from_parts(head, bytes.into()).into()),
        // The status decides: a 503 whose body is lost is a 503.
        Err(reason) => Response::without_body(head, reason),
    }
}

fn collect(head: &Parts, body: &mut ureq::Body, limit: usize) -> Result<Vec<u8>, TransportError> {
    let announced =
        head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit)); // without waiting for it
    }
    // ureq counts what it reads beyond the limit as an error at exactly the limit, so give it one byte more.
    let bytes = body
        .with_config()
        .limit((limit as u64).saturating_add(1))
        .read_to_vec()
        .map_err(|error| classify_body(&error, limit))?;
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// The kind of an error, and what it says about the server: only what fails before a connection stands cannot have
/// been seen. No message of ureq's is passed on, for some name the URL.
fn classify(error: &ureq::Error) -> TransportError {
    use TransportErrorKind as Kind;
    let (kind, message) = match error {
        ureq::Error::HostNotFound => (Kind::Connect, "the host name does not resolve"),
        ureq::Error::ConnectionFailed => (Kind::Connect, "no connection could be made"),
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
            (Kind::Connect, "the connection was refused")
        }
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => (Kind::Connect, "no connection in time"),
        ureq::Error::Timeout(_) => (Kind::Timeout, "no answer in time"),
        ureq::Error::Tls(_) | ureq::Error::TlsRequired => (Kind::Tls, "the TLS handshake failed"),
        ureq::Error::Io(io) if io.kind() == ErrorKind::TimedOut => (Kind::Timeout, "no answer in time"),
        ureq::Error::Io(_) => (Kind::Lost, "the connection was lost"),
        _ => (Kind::Protocol, "the peer does not speak HTTP as it should"),
    };
    TransportError::new(kind, message)
}

fn classify_body(error: &ureq::Error, limit: usize) -> TransportError {
    match error {
        ureq::Error::BodyExceedsLimit(_) => too_large(limit),
        // The head was fine, so this is a body that ended early.
        ureq::Error::Protocol(_) => {
            TransportError::new(TransportErrorKind::Lost, "the body ended before its end")
        }
        error => classify(error),
    }
}

fn too_large(limit: usize) -> TransportError {
    TransportError::new(TransportErrorKind::TooLarge, format!("the body is larger than {limit} bytes"))
}
