//! The response that a transport returns.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use http::{Extensions, HeaderMap, HeaderName, header};
use workos_core::Timestamp;

use crate::{Clock, TransportError};

/// A complete response: status, headers and collected body. Any status is a response, not an error.
///
/// If the status is not a success, the body can be missing because it could not be read;
/// [`body_failure`](Self::body_failure) says why. A success always has its body.
#[derive(Clone)]
pub struct Response(http::Response<Bytes>);

/// The reason why a body is missing. It is an extension of the response, so that it passes through every wrapper.
#[derive(Clone)]
struct BodyFailure(Arc<TransportError>);

impl Response {
    /// Creates a response from the types of the `http` crate.
    #[must_use]
    pub const fn new(http: http::Response<Bytes>) -> Self {
        Self(http)
    }

    /// Creates the result for a response whose head arrived and whose body could not be read, because it was lost, too
    /// large, or in an encoding that does not decode.
    ///
    /// The status decides. An error status or a redirect gives a response without a body, and
    /// [`body_failure`](Self::body_failure) returns the reason. A success without its body is an error.
    ///
    /// # Errors
    /// The reason, with the status and request id of the head, if the status is a success.
    pub fn without_body(head: Parts, reason: TransportError) -> Result<Self, TransportError> {
        if head.status.is_success() {
            let request_id = head.headers.get("x-request-id").and_then(|value| value.to_str().ok());
            return Err(reason.with_answer_head(head.status.as_u16(), request_id));
        }
        let mut http = http::Response::from_parts(head, Bytes::new());
        http.extensions_mut().insert(BodyFailure(Arc::new(reason)));
        Ok(Self(http))
    }

    /// The reason why the body could not be read, in which case the body is empty. `None` if the body is complete.
    #[must_use]
    pub fn body_failure(&self) -> Option<&TransportError> {
        self.0.extensions().get::<BodyFailure>().map(|failure| &*failure.0)
    }

    /// The status, for instance 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The first value of a header, if it is present and visible ASCII.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// How long the server asks to wait: `Retry-After-Ms`, or `Retry-After` as seconds, fractions of seconds or a date.
    ///
    /// If the header occurs several times, the first value that can be parsed counts. A date in the past means no wait.
    /// A number that is too large means [`Duration::MAX`].
    #[must_use]
    pub fn retry_after(&self, clock: &dyn Clock) -> Option<Duration> {
        const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");
        let lines = |name: HeaderName| {
            self.headers().get_all(name).iter().filter_map(|value| value.to_str().ok()).map(str::trim)
        };
        let date =
            |text: &str| Timestamp::parse_http_date(text).ok().map(|at| at.duration_since(clock.now()));
        lines(RETRY_AFTER_MS)
            .find_map(|text| decimal(text, 1000.0))
            .or_else(|| lines(header::RETRY_AFTER).find_map(|text| decimal(text, 1.0).or_else(|| date(text))))
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The data that wrappers attached to the response, for instance whether it came from a cache.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        self.0.extensions()
    }

    /// The data that wrappers attached to the response, for a wrapper that adds to it.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        self.0.extensions_mut()
    }

    /// Converts the response into the types of the `http` crate.
    #[must_use]
    pub fn into_http(self) -> http::Response<Bytes> {
        self.0
    }
}

/// Parses a decimal number without sign or exponent. A number that is too large becomes [`Duration::MAX`].
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
            .field("body_failure", &self.body_failure())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ManualClock, TransportErrorKind};

    #[test]
    fn retry_after_is_parsed_in_every_format() {
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
        let bad = [
            "-1", "+1", "soon", "", "1e9", "NaN", "inf", ".", "1.2.3", "1, 2", "1;q=1", "0x10", "1 s", "１２",
        ];
        for bad in bad {
            assert_eq!(read("retry-after", bad), None, "{bad}");
            assert_eq!(read("retry-after-ms", bad), None, "{bad}");
        }
    }

    #[test]
    fn the_first_retry_after_that_can_be_parsed_counts() {
        let clock = ManualClock::manual();
        let read = |headers: &[(&str, &[u8])]| {
            let mut http = http::Response::new(Bytes::new());
            for (name, value) in headers {
                let value = http::HeaderValue::from_bytes(value).unwrap();
                http.headers_mut().append(HeaderName::try_from(*name).unwrap(), value);
            }
            Response::new(http).retry_after(&clock).map(|wait| wait.as_millis())
        };
        assert_eq!(read(&[("retry-after", b"2"), ("retry-after", b"9")]), Some(2_000));
        assert_eq!(read(&[("retry-after", b"soon"), ("retry-after", b"9")]), Some(9_000));
        assert_eq!(read(&[("retry-after", b"\xff"), ("retry-after", b"9")]), Some(9_000));
        assert_eq!(read(&[("retry-after-ms", b"soon"), ("retry-after", b"9")]), Some(9_000));
        assert_eq!(read(&[("retry-after", b"9"), ("retry-after-ms", b"250")]), Some(250));
        assert_eq!(read(&[("retry-after", b"-5"), ("retry-after", b"never")]), None);
    }

    #[test]
    fn without_its_body_an_error_status_is_a_response_and_a_success_is_an_error() {
        let head = |status: u16| {
            let http = http::Response::builder().status(status).header("x-request-id", "req_1");
            http.body(()).unwrap().into_parts().0
        };
        let lost = || TransportError::new(TransportErrorKind::Lost, "the connection was reset");
        for status in [302, 404, 429, 503] {
            let answer = Response::without_body(head(status), lost()).unwrap();
            assert_eq!(answer.status(), status);
            let copy = Response::new(answer.clone().into_http());
            for answer in [answer, copy] {
                assert!(answer.body().is_empty());
                assert_eq!(answer.body_failure().map(TransportError::kind), Some(TransportErrorKind::Lost));
            }
        }
        let error = Response::without_body(head(200), lost()).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Lost);
        assert_eq!((error.status(), error.request_id()), (Some(200), Some("req_1")));
        assert!(!format!("{error:?}").contains("req_1"), "{error:?}");
    }
}
