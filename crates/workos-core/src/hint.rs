//! What to do about an error.

/// Advice for one kind of error of one operation, written in its contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    status: u16,
    code: Option<&'static str>,
    text: &'static str,
}

impl Hint {
    /// Advice for answers with this status and, if given, this code.
    #[must_use]
    pub const fn new(status: u16, code: Option<&'static str>, text: &'static str) -> Self {
        Self { status, code, text }
    }

    /// The advice of the first that fits, or what is generally true of the status.
    pub(crate) fn advice(hints: &[Self], status: u16, code: Option<&str>) -> Option<&'static str> {
        let fitting = hints.iter().find(|hint| hint.fits(status, code));
        fitting.map(|hint| hint.text).or_else(|| general(status))
    }

    fn fits(&self, status: u16, code: Option<&str>) -> bool {
        self.status == status && (self.code.is_none() || self.code == code)
    }
}

const fn general(status: u16) -> Option<&'static str> {
    Some(match status {
        401 => "Check that the API key is complete, starts with `sk_` and belongs to this environment.",
        403 => "The API key may not do this: check its permissions in the dashboard.",
        404 => "Check the id, and that it belongs to the environment of this API key.",
        429 => "Wait as long as `retry_after()` says, then retry; spread or batch the calls.",
        500..=599 => "WorkOS failed: retry with exponential backoff, and see https://status.workos.com.",
        _ => return None,
    })
}
