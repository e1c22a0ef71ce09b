//! What a fault does.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The effect of a fault on a request or a webhook.
///
/// Only [`Answer`](Self::Answer), [`Hang`](Self::Hang) and two of the [resets](Reset) prevent the request from being
/// handled. With all other effects, the emulator's state changes as without a fault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// The request is not handled, and gets this response.
    Answer(FaultAnswer),
    /// The request is not handled, and gets no response for as long as the client waits.
    Hang,
    /// The connection, or the stream of HTTP/2, is reset.
    Reset(Reset),
    /// Only the first half of the response body is sent, less than its length says, and then the connection ends.
    /// HTTP/2 resets the stream there.
    Truncate,
    /// The response body is cut so that it is not JSON. Its length matches the cut body.
    Malformed,
    /// The response claims this content type; its body is unchanged.
    ContentType(String),
    /// Codes, links and access tokens in the request expire before it is handled, and those in the response expire with
    /// it.
    ///
    /// This includes access tokens of providers: Pipes refreshes such a token when it is requested the next time.
    Expire,
    /// The effect on a webhook.
    Webhook(WebhookFault),
}

/// The point of an exchange at which the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reset {
    /// The request is not handled, and the client can tell: HTTP/2 sends `REFUSED_STREAM`. HTTP/1.1 has no equivalent,
    /// and is reset as with [`Before`](Self::Before).
    Refused,
    /// Before the response; the request is not handled. The client cannot distinguish this from
    /// [`Unanswered`](Self::Unanswered).
    Before,
    /// Before the response, but the request was handled.
    Unanswered,
    /// Inside the response body; the request was handled.
    Inside,
    /// After the response body, whose length was not sent, so the client cannot know that the body is complete. The
    /// request was handled.
    After,
}

impl Reset {
    pub(crate) const fn is_handled(self) -> bool {
        matches!(self, Self::Unanswered | Self::Inside | Self::After)
    }
}

/// The effect of a fault on a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WebhookFault {
    /// The attempt fails. It is logged, and retried later, like any failed attempt.
    Fail,
    /// The next webhook to the endpoint is sent first. If there is none yet, this webhook waits for it, up to a minute.
    OutOfOrder,
    /// The webhook is delivered twice, each time with its own signature.
    Duplicate,
}

/// The response of a fault, in place of the emulator's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FaultAnswer {
    /// The status, from 200 to 599.
    pub status: u16,
    /// The headers. `content-type` has a default, and the server sets the headers that frame a body.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// When the client should retry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<RetryAfter>,
    /// The body, as JSON. Without `json` and `text`, the body is an error like those of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// The body, as text. Its content type is `text/plain`, unless a header sets another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl FaultAnswer {
    /// Creates a response with this status and an error body like those of the API.
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

    /// Sets when the client should retry.
    #[must_use]
    pub const fn retry_after(mut self, retry_after: RetryAfter) -> Self {
        self.retry_after = Some(retry_after);
        self
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(mut self, body: Value) -> Self {
        self.json = Some(body);
        self
    }

    /// Sets a text body.
    #[must_use]
    pub fn text(mut self, body: impl Into<String>) -> Self {
        self.text = Some(body.into());
        self
    }
}

/// When the client should retry, in the forms that servers and proxies use.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetryAfter {
    /// `Retry-After: 2`
    Seconds(u64),
    /// `Retry-After: 0.5`, which no RFC defines, but some proxies send.
    Fraction(f64),
    /// `Retry-After: Thu, 15 Jan 2026 12:00:30 GMT`: this number of seconds after the emulator's time.
    HttpDate(u64),
    /// `Retry-After-Ms: 1500`
    Millis(u64),
}

impl RetryAfter {
    /// Its header, at this time.
    pub(crate) fn header(self, now: workos_core::Timestamp) -> (&'static str, String) {
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
