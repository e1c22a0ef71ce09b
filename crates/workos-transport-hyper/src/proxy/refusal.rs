//! The reason why a proxy opened no connection.

use std::io;

/// The reason why a proxy opened no connection. The text repeats nothing that the proxy sent.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: String,
    /// Whether another attempt would fail for the same reason.
    pub(crate) is_permanent: bool,
}

impl Refusal {
    /// Creates a refusal that stays until a setting is changed.
    pub(crate) fn permanent(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: true }
    }

    /// Creates a refusal that may be gone at the next attempt.
    pub(crate) fn temporary(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: false }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::temporary(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it closed the connection".to_owned(),
            kind => format!("the connection to the proxy was lost ({kind})"),
        })
    }
}
