//! What a transport answers.

use std::fmt;

use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderName, StatusCode};

/// A whole answer: status, headers and collected body. Any status is an answer, not an error.
#[derive(Clone)]
pub struct Response(http::Response<Bytes>);

impl Response {
    /// An answer in the types of the `http` crate.
    #[must_use]
    pub const fn new(http: http::Response<Bytes>) -> Self {
        Self(http)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The value of a header, if it is there once or more and the first is visible ASCII.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// What wrappers note about the answer, for instance whether a cache had it.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        self.0.extensions()
    }

    /// What wrappers note about the answer, to be written by one.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        self.0.extensions_mut()
    }

    /// The answer in the types of the `http` crate.
    #[must_use]
    pub fn into_http(self) -> http::Response<Bytes> {
        self.0
    }
}

impl From<http::Response<Bytes>> for Response {
    fn from(http: http::Response<Bytes>) -> Self {
        Self(http)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.0.status())
            .field("headers", &self.0.headers().keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("body_len", &self.0.body().len())
            .finish_non_exhaustive()
    }
}
