//! Successful responses that fail to decode.

use std::error::Error;
use std::fmt;

use workos_core::Report;
use workos_internal::{JsonError, shorten, shortened, without_bom};
use workos_transport::Operation;

use crate::Meta;
use crate::json_path::{Place, locate};

/// How much of a body that is not JSON is shown, in characters.
const EXCERPT: usize = 80;

/// The longest reason, content type and request id that are kept, in bytes.
const LONGEST_REASON: usize = 600;
const LONGEST_CONTENT_TYPE: usize = 100;
const LONGEST_REQUEST_ID: usize = 128;

/// The error of a success whose body does not match the contract.
///
/// It says where decoding stopped and what was expected there. It contains no value of the body, because a value could
/// be a token or personal data. Its texts are short, whatever the body is. `Debug` is a [`Report`].
#[derive(Clone)]
pub struct DecodeError {
    pub(crate) operation: &'static str,
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) outcome_is_unknown: bool,
    content_type: Option<String>,
    path: String,
    reason: String,
    /// Whether the body is not JSON, which means that a server other than the API wrote it.
    foreign: bool,
    too_many_values: bool,
}

impl DecodeError {
    pub(crate) fn new(operation: &Operation, meta: &Meta, body: &[u8], source: &JsonError) -> Self {
        let body = without_bom(body);
        let place = match source {
            JsonError::TooManyValues(_) => {
                let reason = source.reason();
                return Self { too_many_values: true, ..Self::unexpected(operation, meta, reason) };
            }
            JsonError::NotUtf8(offset) => Place::Offset(*offset),
            JsonError::Unexpected(error) => Place::Line(error.line(), error.column()),
        };
        let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
        let looks_like_json = matches!(start, Some(b'{' | b'[' | b'"'));
        let (path, reason) = match start {
            None => (String::new(), "the body is empty".to_owned()),
            Some(_) if looks_like_json => {
                // A server can repeat a secret as the name of a member. The members are masked one by one, because a
                // long path as a whole looks like a token.
                let path = locate(body, place);
                let members: Vec<_> = path.split('.').map(|member| meta.mask(member)).collect();
                (members.join("."), meta.mask(&source.reason()))
            }
            Some(_) => {
                (String::new(), format!("the body is not JSON; it starts with `{}`", excerpt(meta, body)))
            }
        };
        Self { path, foreign: !looks_like_json, ..Self::unexpected(operation, meta, reason) }
    }

    /// Creates the error of a success whose body or headers lack something that the operation promises. A reason longer
    /// than 600 bytes is cut.
    #[must_use]
    pub fn unexpected(operation: &Operation, meta: &Meta, reason: impl Into<String>) -> Self {
        Self {
            operation: operation.id(),
            status: meta.status(),
            request_id: meta.request_id().map(|id| shortened(id, LONGEST_REQUEST_ID)),
            outcome_is_unknown: !operation.is_repeatable(),
            content_type: meta.content_type().map(|text| shortened(&meta.mask(text), LONGEST_CONTENT_TYPE)),
            path: String::new(),
            reason: shorten(reason, LONGEST_REASON),
            foreign: false,
            too_many_values: false,
        }
    }

    /// The path in the body where decoding stopped, for instance `data[3].state`; empty at the top level.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the body holds more JSON values than the call allows; see
    /// [`ClientBuilder::value_limit`](crate::ClientBuilder::value_limit).
    #[must_use]
    pub const fn has_too_many_values(&self) -> bool {
        self.too_many_values
    }

    /// The content type of the answer.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What to do about the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        if self.too_many_values {
            "Request fewer objects per page, or raise the value limit: `value_limit` on the builder, `with_value_limit` \
             on the call."
        } else if self.foreign {
            "Check the base URL (`WORKOS_BASE_URL`), and that no proxy answers in place of the API."
        } else if self.outcome_is_unknown {
            "The write has probably succeeded: read the object instead of repeating the write. Update this crate, which \
             does not know this format of the response."
        } else {
            "Update this crate, which does not know this format of the response, and check that the base URL is the \
             API's. If this persists, report the operation, the path in the body and the request id."
        }
    }
}

/// Displays what failed and why, without the request id.
struct Failure<'a>(&'a DecodeError);

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        write!(f, "{} answered {} with a body that does not decode", error.operation, error.status)?;
        if !error.path.is_empty() {
            write!(f, " at `{}`", error.path)?;
        }
        write!(f, ": {}", error.reason)?;
        error.content_type().map_or(Ok(()), |content_type| write!(f, " (content type {content_type})"))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Failure(self).fmt(f)?;
        self.request_id.as_ref().map_or(Ok(()), |id| write!(f, " (request {id})"))
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = Failure(self);
        let report = Report::new(self).message(&failure).request_id(self.request_id.as_deref());
        fmt::Display::fmt(&report.hint(Some(self.hint())), f)
    }
}

impl Error for DecodeError {}

/// Returns the start of a body that is not JSON, such as the page of a proxy, with the secrets of the request masked.
fn excerpt(meta: &Meta, body: &[u8]) -> String {
    let start = String::from_utf8_lossy(&body[..body.len().min(4096)]);
    let words = start.split_whitespace().collect::<Vec<_>>().join(" ");
    meta.mask(&words).chars().filter(|c| !c.is_control()).take(EXCERPT).collect()
}
