//! What a script was asked.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use workos_transport::Request;

/// One request as it reached a [`Script`](crate::Script).
///
/// Every value can be read, secrets too; `Debug` shows the operation and no path, query, header value or body.
#[derive(Clone)]
pub struct Recorded {
    request: Request,
    at: Duration,
}

impl Recorded {
    pub(crate) const fn new(request: Request, at: Duration) -> Self {
        Self { request, at }
    }

    /// The name of the operation, for instance `connections.get`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.request.operation().id()
    }

    /// The number of the attempt, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.request.attempt()
    }

    /// When it came: the time on the script's clock, counted from the clock's start.
    #[must_use]
    pub const fn at(&self) -> Duration {
        self.at
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The whole URI.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// The path as sent, still percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The decoded pairs of the query, in order.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        decode_pairs(self.request.uri().query().unwrap_or_default())
    }

    /// The first value of a header, if it is visible ASCII. This is where `authorization` can be checked.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body, empty if there is none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// The body, read as JSON, if it is that.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.request.body()).ok()
    }

    /// The decoded pairs of a body in `application/x-www-form-urlencoded`, in order.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        decode_pairs(&String::from_utf8_lossy(self.request.body()))
    }

    /// The request in full, with its limits and deadlines.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("request", &self.request).field("at", &self.at).finish()
    }
}

/// Pairs of `application/x-www-form-urlencoded`: `+` is a space, and a name without `=` has an empty value.
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

/// The operations of some requests, for messages.
pub(crate) fn operations(recorded: &[Recorded]) -> Cow<'static, str> {
    match recorded {
        [] => "nothing".into(),
        some => some.iter().map(Recorded::operation).collect::<Vec<_>>().join(", ").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded_as_forms_are() {
        let pairs = decode_pairs("after=a%26b+c&empty=&&flag&domains[]=%C3%BC&sum=1%2B1");
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
        let expected = [("after", "a&b c"), ("empty", ""), ("flag", ""), ("domains[]", "ü"), ("sum", "1+1")];
        assert_eq!(pairs, expected);
        assert!(decode_pairs("").is_empty());
    }
}
