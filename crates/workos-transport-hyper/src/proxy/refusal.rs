//! Why a proxy gave no connection.

use std::io;

/// A proxy that gave no connection, in words that hold nothing that the proxy sent.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: String,
    /// Whether asking again gives the same answer.
    pub(crate) is_final: bool,
}

impl Refusal {
    /// A refusal that holds until somebody changes a setting.
    pub(crate) fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_final: true }
    }

    /// A refusal that may be over at the next attempt.
    pub(crate) fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_final: false }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::passing(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it closed the connection".to_owned(),
            kind => format!("the connection to it broke off ({kind})"),
        })
    }
}
