//! Hints: what to do about an error.

use workos_internal::is_transient;

/// Advice for one kind of error of one operation, written in the contract of the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `None` if the hint is for writes whose outcome is unknown, whatever the status.
    status: Option<u16>,
    code: Option<&'static str>,
    text: &'static str,
}

impl Hint {
    /// Creates the hint for responses with this status and, if given, this code.
    #[must_use]
    pub const fn new(status: u16, code: Option<&'static str>, text: &'static str) -> Self {
        Self { status: Some(status), code, text }
    }

    /// Creates the hint for a write whose outcome is unknown, with or without a response.
    #[must_use]
    pub const fn unknown_outcome(text: &'static str) -> Self {
        Self { status: None, code: None, text }
    }

    /// Returns the text of the hint if it is for writes whose outcome is unknown.
    #[must_use]
    pub const fn for_unknown_outcome(&self) -> Option<&'static str> {
        if self.status.is_none() { Some(self.text) } else { None }
    }

    /// Returns the text of the first hint for the status and the code, or of the first hint for the status, or the
    /// general hint for the status.
    pub(crate) fn advice<'a>(
        hints: impl IntoIterator<Item = &'a Self>,
        status: u16,
        code: Option<&str>,
    ) -> Option<&'static str> {
        let mut of_status = None;
        for hint in hints.into_iter().filter(|hint| hint.status == Some(status)) {
            if hint.code.is_none() {
                of_status = of_status.or(Some(hint.text));
            } else if hint.code == code {
                return Some(hint.text);
            }
        }
        of_status.or_else(|| general(status))
    }
}

/// The hint for a response that the API did not write.
pub(crate) const FOREIGN: &str = "The response is not from the API: check the base URL (`WORKOS_BASE_URL`), and the \
                                  proxies and firewalls between here and the API.";

/// The hint for a status without a hint of the operation.
const fn general(status: u16) -> Option<&'static str> {
    Some(match status {
        300..=399 => "Check the base URL (`WORKOS_BASE_URL`): the API does not redirect.",
        401 => {
            "Check `WORKOS_API_KEY`: the key must be complete, start with `sk_` and belong to this environment."
        }
        403 => "The API key may not do this: check its permissions in the dashboard.",
        404 => "Check the id, and that it belongs to the environment of this API key.",
        408 => "Retry with exponential backoff: the server waited too long for the request.",
        429 => "Wait as long as `retry_after()` says, then retry; spread or batch the calls.",
        501 | 505 => "The server does not support this: check the base URL (`WORKOS_BASE_URL`).",
        500..=599 if is_transient(status) => {
            "WorkOS or a gateway in front of it failed: retry with exponential backoff, and see \
             https://status.workos.com."
        }
        500..=599 => "WorkOS or a gateway in front of it failed: see https://status.workos.com.",
        _ => return None,
    })
}
