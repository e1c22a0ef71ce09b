//! The metadata of an answer, beside its value.

use std::fmt;
use std::time::Duration;

use http::response::Parts;
use http::{Extensions, HeaderMap, HeaderName, StatusCode, header};
use workos_core::{Secret, mask};
use workos_transport::RateLimit;

/// How a call ended, apart from its answer.
#[derive(Clone, Copy)]
pub(crate) struct Ended {
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) retry_after: Option<Duration>,
}

/// The metadata of an answer.
///
/// `Debug` shows the names of the headers, not their values: `Location` and `Set-Cookie` can hold tokens.
#[derive(Clone)]
pub struct Meta {
    /// The secrets of the request, which are masked in errors about its answer.
    secrets: Vec<Secret>,
    /// How many JSON values the body may hold.
    pub(crate) value_limit: usize,
    status: StatusCode,
    headers: HeaderMap,
    extensions: Extensions,
    retry_after: Option<Duration>,
    rate_limit: RateLimit,
    attempts: u32,
    elapsed: Duration,
}

impl Meta {
    pub(crate) fn new(
        head: Parts,
        rate_limit: RateLimit,
        ended: Ended,
        secrets: Vec<Secret>,
        value_limit: usize,
    ) -> Self {
        let Ended { attempts, elapsed, retry_after } = ended;
        let Parts { status, headers, extensions, .. } = head;
        Self { secrets, value_limit, status, headers, extensions, retry_after, rate_limit, attempts, elapsed }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The id that WorkOS gave the request (`X-Request-ID`). Quote it when you contact WorkOS support.
    ///
    /// Also `None` if the header is not an id: it is longer than 128 characters, or it contains white space or a secret of
    /// the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
        const LONGEST: usize = 128;
        let is_id = |id: &&str| {
            !id.is_empty()
                && id.len() <= LONGEST
                && id.bytes().all(|byte| byte.is_ascii_graphic())
                && self.mask(id) == **id
        };
        self.text(&X_REQUEST_ID).filter(is_id)
    }

    /// The rate limit, if the server sends `X-RateLimit-*` headers. The documentation of the API does not mention them.
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        (self.rate_limit != RateLimit::default()).then_some(self.rate_limit)
    }

    /// How long the server asked to wait (`Retry-After`: seconds, fractions of seconds, or a date).
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// How many attempts the call made; more than 1 after retries.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the call took, retries and waits included.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// All headers of the answer.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The data that wrapping transports attached to the answer, by type. A cache says whether it had the answer, a
    /// limiter how long the call waited.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The secrets of the request.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Masks the secrets of the request, and words that look like secrets.
    pub(crate) fn mask(&self, text: &str) -> String {
        without_secrets(text, &self.secrets)
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.text(&header::CONTENT_TYPE)
    }

    fn text(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Masks these secrets in a text, and words that look like secrets.
pub(crate) fn without_secrets(text: &str, secrets: &[Secret]) -> String {
    let secrets = secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty());
    mask(&secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "***")))
}

impl fmt::Debug for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meta")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("retry_after", &self.retry_after)
            .field("attempts", &self.attempts)
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
