//! The request that a transport sends.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::Operation;

/// One attempt of a call, ready to be sent.
///
/// `Debug` shows the operation, but no path, query, header value or body, because all of these can hold secrets.
#[derive(Clone)]
pub struct Request {
    operation: &'static Operation,
    http: http::Request<Bytes>,
    attempt: u32,
    remaining: Duration,
    body_limit: usize,
    idle_timeout: Duration,
    large_body: bool,
    new_connection: bool,
}

impl Request {
    /// The default limit of a response body: 16 MiB.
    pub const DEFAULT_BODY_LIMIT: usize = 16 * 1024 * 1024;

    /// Creates a first attempt that may take a minute, with the default body limit and an idle timeout of 10 seconds.
    #[must_use]
    pub const fn new(operation: &'static Operation, http: http::Request<Bytes>) -> Self {
        Self {
            operation,
            http,
            attempt: 1,
            remaining: Duration::from_secs(60),
            body_limit: Self::DEFAULT_BODY_LIMIT,
            idle_timeout: Duration::from_secs(10),
            large_body: false,
            new_connection: false,
        }
    }

    /// Sets the number of the attempt, counted from 1.
    #[must_use]
    pub const fn with_attempt(mut self, attempt: u32) -> Self {
        self.attempt = attempt;
        self
    }

    /// Sets how long this attempt may take.
    #[must_use]
    pub const fn with_remaining(mut self, remaining: Duration) -> Self {
        self.remaining = remaining;
        self
    }

    /// Sets the largest response body to accept, in bytes.
    #[must_use]
    pub const fn with_body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets how long the response body may pause.
    #[must_use]
    pub const fn with_idle_timeout(mut self, idle: Duration) -> Self {
        self.idle_timeout = idle;
        self
    }

    /// Sets whether the response body is expected to be large; `false` by default. Large means more than about 14 KiB,
    /// which is the amount that a server sends before it waits for the first acknowledgement.
    ///
    /// This is a hint. A transport can request compression because of it, and accepts a body of any size up to the
    /// limit.
    #[must_use]
    pub const fn with_large_body_expected(mut self, large: bool) -> Self {
        self.large_body = large;
        self
    }

    /// Sets whether the request needs a new connection; `false` by default. The engine sets it for the attempt after a
    /// timeout or after the loss of a reused connection.
    #[must_use]
    pub const fn with_new_connection(mut self, needed: bool) -> Self {
        self.new_connection = needed;
        self
    }

    /// The endpoint that is called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.http.method()
    }

    /// The absolute URI. Its path and query can hold ids and tokens: log [`Operation::path`] instead.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.http.uri()
    }

    /// The headers. `Authorization` is marked sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.http.headers()
    }

    /// The headers, for a wrapper that adds one.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.http.headers_mut()
    }

    /// The body, empty if there is none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.http.body()
    }

    /// The number of this attempt, counted from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How long this attempt may take; after that, the engine stops waiting.
    #[must_use]
    pub const fn remaining(&self) -> Duration {
        self.remaining
    }

    /// The largest response body to accept, in bytes. A larger body is a `TooLarge` error.
    #[must_use]
    pub const fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// How long the response body may pause. A longer pause is a `Timeout` error.
    #[must_use]
    pub const fn idle_timeout(&self) -> Duration {
        self.idle_timeout
    }

    /// Whether the response body is expected to be large, so that compressing it is worth the work.
    #[must_use]
    pub const fn expects_large_body(&self) -> bool {
        self.large_body
    }

    /// Whether the request needs a new connection.
    ///
    /// A transport with a connection pool must not send such a request on an idle connection of the pool, because these
    /// connections may be dead as well. Requests that share one connection may also share the new one.
    #[must_use]
    pub const fn needs_new_connection(&self) -> bool {
        self.new_connection
    }

    /// Converts the request into the types of the `http` crate, for an HTTP client.
    #[must_use]
    pub fn into_http(self) -> http::Request<Bytes> {
        self.http
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation.id())
            .field("method", self.http.method())
            .field("path", &self.operation.path())
            .field("host", &self.http.uri().host())
            .field("headers", &self.http.headers().keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body_len", &self.http.body().len())
            .field("attempt", &self.attempt)
            .field("remaining", &self.remaining)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_path_query_header_value_or_body() {
        static OPERATION: Operation = Operation::new("things.get", Method::GET, "/things/{id}");
        let http = http::Request::get("https://api.workos.com/things/canary?token=canary")
            .header("authorization", "Bearer canary")
            .body(Bytes::from_static(b"canary"))
            .unwrap();
        let shown = format!("{:?}", Request::new(&OPERATION, http));
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("things.get") && shown.contains("authorization"), "{shown}");
    }
}
