//! What to do about an error.

use crate::transient::is_transient;

/// Advice for one kind of error of one operation, written in its contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `None`: the outcome of a write is unknown, whatever the status.
    status: Option<u16>,
    code: Option<&'static str>,
    text: &'static str,
}

impl Hint {
    /// Advice for answers with this status and, if given, this code.
    #[must_use]
    pub const fn new(status: u16, code: Option<&'static str>, text: &'static str) -> Self {
        Self { status: Some(status), code, text }
    }

    /// Advice for a write whose outcome is unknown, with an answer or without one.
    #[must_use]
    pub const fn unknown_outcome(text: &'static str) -> Self {
        Self { status: None, code: None, text }
    }

    /// The advice, if it is for writes whose outcome is unknown.
    #[must_use]
    pub const fn for_unknown_outcome(&self) -> Option<&'static str> {
        if self.status.is_none() { Some(self.text) } else { None }
    }

    /// The advice of the first hint that fits, or what is generally true of the status.
    pub(crate) fn advice(hints: &[Self], status: u16, code: Option<&str>) -> Option<&'static str> {
        let fitting = hints.iter().find(|hint| hint.fits(status, code));
        fitting.map(|hint| hint.text).or_else(|| general(status))
    }

    fn fits(&self, status: u16, code: Option<&str>) -> bool {
        self.status == Some(status) && (self.code.is_none() || self.code == code)
    }
}

/// What to do about an answer that the API did not write.
pub(crate) const FOREIGN: &str = "The answer is not from the API: check the base URL (`WORKOS_BASE_URL`), and the proxies \
                                  and firewalls on the way.";

const fn general(status: u16) -> Option<&'static str> {
    Some(match status {
        300..=399 => "Check the base URL (`WORKOS_BASE_URL`): the API does not redirect.",
        401 => "Check `WORKOS_API_KEY`: the key is whole, starts with `sk_` and belongs to this environment.",
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
