//! Successes that are none.

use std::error::Error;
use std::fmt;

use workos_core::mask;
use workos_core::private::without_value;
use workos_transport::Operation;

use crate::{Meta, json_path};

/// How much of a body that is not JSON is shown.
const EXCERPT: usize = 80;

/// A success whose body is not what the contract says.
///
/// It tells where the body went wrong and what was expected there, and holds no value of the body: that could be a
/// token or a person's data.
#[derive(Clone, Debug)]
pub struct DecodeError {
    pub(crate) operation: &'static str,
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) outcome_is_unknown: bool,
    content_type: Option<String>,
    path: String,
    reason: String,
}

impl DecodeError {
    pub(crate) fn new(operation: &Operation, meta: &Meta, body: &[u8], source: &serde_json::Error) -> Self {
        let looks_like_json =
            body.trim_ascii_start().first().is_some_and(|b| matches!(b, b'{' | b'[' | b'"'));
        let (path, reason) = if body.trim_ascii().is_empty() {
            (String::new(), "the body is empty".to_owned())
        } else if looks_like_json {
            let path = json_path::locate(body, source.line(), source.column());
            (path, without_value(&source.to_string()))
        } else {
            (String::new(), format!("the body is not JSON; it starts with `{}`", excerpt(meta, body)))
        };
        Self { path, ..Self::unexpected(operation, meta, reason) }
    }

    /// A success whose body or headers lack what the operation promises.
    #[must_use]
    pub fn unexpected(operation: &Operation, meta: &Meta, reason: impl Into<String>) -> Self {
        Self {
            operation: operation.id(),
            status: meta.status(),
            request_id: meta.request_id().map(str::to_owned),
            outcome_is_unknown: !operation.is_repeatable(),
            content_type: meta.content_type().map(str::to_owned),
            path: String::new(),
            reason: reason.into(),
        }
    }

    /// Where in the body decoding stopped, for instance `data[3].state`; empty at the top.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The content type of the answer.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answered {} with a body that does not decode", self.operation, self.status)?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        write!(f, ": {}", self.reason)?;
        if let Some(content_type) = &self.content_type {
            write!(f, " (content type {content_type})")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl Error for DecodeError {}

/// The start of a page of a proxy, without what the request carried in secret.
fn excerpt(meta: &Meta, body: &[u8]) -> String {
    let start = String::from_utf8_lossy(&body[..body.len().min(4096)]);
    let words = start.split_whitespace().collect::<Vec<_>>().join(" ");
    mask(&meta.mask(&words)).chars().filter(|c| !c.is_control()).take(EXCERPT).collect()
}
