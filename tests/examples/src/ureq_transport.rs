//! A custom transport: the SDK over ureq, a blocking HTTP client without hyper and without an event loop.
//!
//! It is one type with one method. Run the conformance suite against your own transport, as
//! `tests/it/ureq_transport.rs` does: it checks everything that the engine relies on.
//!
//! ```toml
//! tokio = { version = "1", features = ["rt"] }
//! ureq = { version = "3.1", default-features = false, features = ["rustls"] }
//! workos-sso = { version = "0.1", default-features = false }   # no hyper in the tree
//! workos-transport = "0.1"
//! ```
//!
//! # What to change for your own use
//! - For another client, keep the structure: send the `http::Request`, collect the body, and classify each error by its
//!   kind and by whether the server can have seen the request.
//! - `spawn_blocking` is Tokio's way to run blocking clients. Other runtimes have their own. An asynchronous client
//!   does not need it.
//! - ureq does not report whether a connection is reused. So the connection pool is off, and `reused()` is correct. A
//!   client that can report reuse calls `on_reused_connection()`.
//! - ureq has one timeout for every read. So a server that takes longer than the idle timeout to *begin* its response
//!   also causes a `Timeout`.

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
    /// Creates a transport that opens a connection for each request.
    #[must_use]
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false) // every status is a response
            .max_redirects(0) // so is a redirect
            .max_redirects_will_error(false)
            .proxy(None) // otherwise, ureq reads proxies from the environment
            .user_agent("") // only send the headers of the engine
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

/// Hides the agent: its own `Debug` shows its configuration, which may contain the password of a proxy.
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
        // The status counts even without the body: a 503 whose body is lost is a 503.
        Err(reason) => Response::without_body(head, reason),
    }
}

fn collect(head: &Parts, body: &mut ureq::Body, limit: usize) -> Result<Vec<u8>, TransportError> {
    let announced =
        head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit)); // without reading the body
    }
    // ureq already fails at exactly the limit, so allow one byte more.
    let bytes = body
        .with_config()
        .limit((limit as u64).saturating_add(1))
        .read_to_vec()
        .map_err(|error| classify_body(&error, limit))?;
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// Classifies an error of ureq by its kind, which also says whether the server can have seen the request.
///
/// Only errors from before a connection is established mean that it cannot. The messages of ureq are not passed on,
/// because some contain the URL.
fn classify(error: &ureq::Error) -> TransportError {
    use TransportErrorKind as Kind;
    let (kind, message) = match error {
        ureq::Error::HostNotFound => (Kind::Connect, "the host name does not resolve"),
        ureq::Error::ConnectionFailed => (Kind::Connect, "the connection failed"),
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
            (Kind::Connect, "the connection was refused")
        }
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => (Kind::Connect, "no connection in time"),
        ureq::Error::Timeout(_) => (Kind::Timeout, "no answer in time"),
        ureq::Error::Tls(_) | ureq::Error::TlsRequired => (Kind::Tls, "the TLS handshake failed"),
        ureq::Error::Io(io) if io.kind() == ErrorKind::TimedOut => (Kind::Timeout, "no answer in time"),
        ureq::Error::Io(_) => (Kind::Lost, "the connection was lost"),
        _ => (Kind::Protocol, "the peer violates the HTTP protocol"),
    };
    TransportError::new(kind, message)
}

fn classify_body(error: &ureq::Error, limit: usize) -> TransportError {
    match error {
        ureq::Error::BodyExceedsLimit(_) => too_large(limit),
        // The head was valid, so the body ended early.
        ureq::Error::Protocol(_) => TransportError::new(TransportErrorKind::Lost, "the body ended early"),
        error => classify(error),
    }
}

fn too_large(limit: usize) -> TransportError {
    TransportError::new(TransportErrorKind::TooLarge, format!("the body is larger than {limit} bytes"))
}
