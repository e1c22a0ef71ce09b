//! What a transport answers.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderName, StatusCode, header};
use workos_core::Timestamp;

use crate::Clock;

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

    /// How long the server asks to wait: `Retry-After-Ms`, or `Retry-After` as seconds, fractions of them or a date.
    #[must_use]
    pub fn retry_after(&self, clock: &dyn Clock) -> Option<Duration> {
        const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");
        let text = |name: &HeaderName| self.header(name).map(str::trim);
        if let Some(millis) = text(&RETRY_AFTER_MS).and_then(|text| decimal(text, 1000.0)) {
            return Some(millis);
        }
        let text = text(&header::RETRY_AFTER)?;
        decimal(text, 1.0)
            .or_else(|| Timestamp::parse_http_date(text).ok().map(|at| at.saturating_since(clock.now())))
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

/// Reads a decimal number without sign or exponent; absurdly large ones become the longest duration.
fn decimal(text: &str, per_second: f64) -> Option<Duration> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = digits.then(|| text.parse::<f64>().ok())??;
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ManualClock;

    #[test]
    fn retry_after_is_read_in_every_form() {
        let clock = ManualClock::manual();
        let read = |name: &str, value: &str| {
            let http = http::Response::builder().header(name, value).body(Bytes::new()).unwrap();
            Response::new(http).retry_after(&clock)
        };
        assert_eq!(read("retry-after", "120"), Some(Duration::from_secs(120)));
        assert_eq!(read("retry-after", "0.5"), Some(Duration::from_millis(500)));
        assert_eq!(read("retry-after-ms", "1500"), Some(Duration::from_millis(1500)));
        assert_eq!(read("retry-after", "Thu, 15 Jan 2026 12:00:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(read("retry-after", "Thu, 15 Jan 2015 12:00:30 GMT"), Some(Duration::ZERO));
        assert_eq!(read("retry-after", "99999999999999999999999999"), Some(Duration::MAX));
        for bad in ["-1", "soon", "", "1e9", "NaN", "inf", "."] {
            assert_eq!(read("retry-after", bad), None, "{bad}");
        }
    }
}
