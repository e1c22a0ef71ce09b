//! The requests that a script received.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use workos_transport::Request;

/// A request that a [`Script`](crate::Script) received.
///
/// All values can be read, including secrets. `Debug` shows the operation, but no path, query, header value or body.
#[derive(Clone)]
pub struct RecordedRequest {
    request: Request,
    at: Duration,
}

impl RecordedRequest {
    pub(crate) const fn new(request: Request, at: Duration) -> Self {
        Self { request, at }
    }

    /// Returns the id of the operation, for instance `connections.get`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.request.operation().id()
    }

    /// Returns the number of the attempt, starting at 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.request.attempt()
    }

    /// Returns when the request arrived, as the time on the script's clock since the clock's start.
    #[must_use]
    pub const fn at(&self) -> Duration {
        self.at
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// Returns the whole URI.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// Returns the path as sent, still percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// Returns the decoded pairs of the query, in order.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        decode_pairs(self.request.uri().query().unwrap_or_default())
    }

    /// Returns the first value of a header, if it is visible ASCII. Use it to check `authorization`, for instance.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// Returns the body; it is empty if the request has none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// Returns the body parsed as JSON, or `None` if it is not valid JSON.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.request.body()).ok()
    }

    /// Returns the decoded pairs of a body in `application/x-www-form-urlencoded`, in order.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        decode_pairs(&String::from_utf8_lossy(self.request.body()))
    }

    /// Returns the request in full, with its limits and deadlines.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest").field("request", &self.request).field("at", &self.at).finish()
    }
}

/// Decodes pairs of `application/x-www-form-urlencoded`: `+` is a space, and a name without `=` has an empty value.
fn decode_pairs(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// Lists the operations of requests, for messages.
pub(crate) fn operations(recorded: &[RecordedRequest]) -> Cow<'static, str> {
    match recorded {
        [] => "nothing".into(),
        some => some.iter().map(RecordedRequest::operation).collect::<Vec<_>>().join(", ").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_and_form_pairs_are_decoded() {
        let pairs = decode_pairs("after=a%26b+c&empty=&&flag&domains[]=%C3%BC&sum=1%2B1");
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
        let expected = [("after", "a&b c"), ("empty", ""), ("flag", ""), ("domains[]", "ü"), ("sum", "1+1")];
        assert_eq!(pairs, expected);
        assert!(decode_pairs("").is_empty());
    }
}
