//! What a fault does.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What happens to a request or a webhook that a fault strikes.
///
/// Only [`Answer`](Self::Answer), [`Hang`](Self::Hang) and two of the [resets](Reset) keep the request from being
/// handled; after all others the emulator's state is as if nothing had gone wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// The request is not handled, and gets this answer.
    Answer(FaultAnswer),
    /// The request is not handled, and gets no answer for as long as the client waits.
    Hang,
    /// The connection is reset, or the stream of HTTP/2.
    Reset(Reset),
    /// The first half of the answer's body comes, less than its length says, and then the end of the connection. HTTP/2
    /// resets the stream there.
    Truncate,
    /// The answer's body is cut so that it is no JSON, with the length that fits that.
    Malformed,
    /// The answer claims this content type; its body stays.
    ContentType(String),
    /// Codes, links and access tokens that the request brings expire before it is handled, and those that its answer
    /// gives out expire with it, those of providers too: Pipes refresh such a token when it is asked for next.
    Expire,
    /// What happens to a webhook.
    Webhook(WebhookFault),
}

/// Where in an exchange the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reset {
    /// The request is not handled, and the client can tell: HTTP/2 says so by `REFUSED_STREAM`. HTTP/1.1 has no means
    /// for that, and is reset as [`Before`](Self::Before).
    Refused,
    /// Before the answer; the request is not handled. The client can't tell this from [`Unanswered`](Self::Unanswered).
    Before,
    /// Before the answer, but the request has been handled.
    Unanswered,
    /// Within the answer's body; the request has been handled.
    Inside,
    /// After the answer's body, whose length was not told: that it is whole, the client can't know. The request has
    /// been handled.
    After,
}

impl Reset {
    pub(crate) const fn is_handled(self) -> bool {
        matches!(self, Self::Unanswered | Self::Inside | Self::After)
    }
}

/// What happens to a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WebhookFault {
    /// The attempt fails on its way; it is logged as an attempt, and made again later like any that failed.
    Fail,
    /// The next webhook to the endpoint goes first. Where there is none yet, this one waits for it, for a minute.
    OutOfOrder,
    /// It is delivered, and then delivered once more, with a signature of its own.
    Duplicate,
}

/// An answer in place of the emulator's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FaultAnswer {
    /// Its status, from 200 to 599.
    pub status: u16,
    /// Its headers. `content-type` is there without being given; those that frame a body belong to the server.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// When to come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<RetryAfter>,
    /// Its body, as JSON. Without it and `text`, an error body like the API's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// Its body, as it is; `text/plain` unless a header says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl FaultAnswer {
    /// An answer with this status and an error body like the API's.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self { status, headers: BTreeMap::new(), retry_after: None, json: None, text: None }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Says when to come back.
    #[must_use]
    pub const fn retry_after(mut self, retry_after: RetryAfter) -> Self {
        self.retry_after = Some(retry_after);
        self
    }

    /// Sets the body, as JSON.
    #[must_use]
    pub fn json(mut self, body: Value) -> Self {
        self.json = Some(body);
        self
    }

    /// Sets the body, as it is.
    #[must_use]
    pub fn text(mut self, body: impl Into<String>) -> Self {
        self.text = Some(body.into());
        self
    }
}

/// When to come back, in the forms that servers and proxies have for it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetryAfter {
    /// `Retry-After: 2`
    Seconds(u64),
    /// `Retry-After: 0.5`, which no RFC has, and some proxies send.
    Fraction(f64),
    /// `Retry-After: Thu, 15 Jan 2026 12:00:30 GMT`: so many seconds from the emulator's now.
    HttpDate(u64),
    /// `Retry-After-Ms: 1500`
    Millis(u64),
}

impl RetryAfter {
    /// Its header, at this time.
    pub(super) fn header(self, now: workos_core::Timestamp) -> (&'static str, String) {
        match self {
            Self::Seconds(seconds) => ("retry-after", seconds.to_string()),
            Self::Fraction(seconds) => ("retry-after", seconds.to_string()),
            Self::Millis(millis) => ("retry-after-ms", millis.to_string()),
            Self::HttpDate(seconds) => {
                let at = now.saturating_add(Duration::from_secs(seconds));
                ("retry-after", http_date(at))
            }
        }
    }
}

/// RFC 9110 §5.6.7. `httpdate` writes the years 1970 to 9999: a `Timestamp` ends there, and no clock is before them.
fn http_date(at: workos_core::Timestamp) -> String {
    httpdate::fmt_http_date(at.max(workos_core::Timestamp::UNIX_EPOCH).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use workos_core::Timestamp;

    #[test]
    fn retry_after_has_every_form() {
        let now = Timestamp::from_secs(1_768_478_400).unwrap();
        let header = |form: RetryAfter| form.header(now);
        assert_eq!(header(RetryAfter::Seconds(2)), ("retry-after", "2".to_owned()));
        assert_eq!(header(RetryAfter::Fraction(0.5)), ("retry-after", "0.5".to_owned()));
        assert_eq!(header(RetryAfter::Millis(1500)), ("retry-after-ms", "1500".to_owned()));
        let (name, date) = header(RetryAfter::HttpDate(30));
        assert_eq!((name, date.as_str()), ("retry-after", "Thu, 15 Jan 2026 12:00:30 GMT"));
        assert_eq!(Timestamp::parse_http_date(&date).unwrap(), now.saturating_add(Duration::from_secs(30)));
    }
}
