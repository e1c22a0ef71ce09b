//! The error of a text that is not a valid login attempt.

use std::fmt;

use workos_core::Report;

/// The error of a text that contains no valid login attempt. Its message contains no part of the text.
///
/// The variants are for logs and tests. Respond to all of them in the same way: offer sign-in again.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidAttemptError {
    /// The text is not a login attempt: it is truncated, or has another origin.
    Malformed,
    /// The text was changed, or sealed with a password that is not configured.
    NotAuthentic,
    /// The text is authentic, but its content is not a login attempt, for instance a session.
    AnotherKind,
    /// The attempt has another format version, so another version of this crate wrote it.
    UnsupportedVersion(u64),
    /// The attempt has expired.
    Expired,
    /// The attempt started more than a minute in the future.
    NotYetValid,
}

impl InvalidAttemptError {
    /// Returns advice on how to handle the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Malformed | Self::AnotherKind => {
                "Offer sign-in again. If every sign-in fails, check that the attempt is stored under its own name and \
                 comes back complete."
            }
            Self::NotAuthentic => {
                "Offer sign-in again. If every sign-in fails, check that all instances have the same passwords, and \
                 that the previous password is among them."
            }
            Self::UnsupportedVersion(_) => {
                "Offer sign-in again. This can happen during a deployment, and stops after it."
            }
            Self::Expired => {
                "Offer sign-in again. If people need longer, raise the lifetime with `LoginAttempt::valid_for`."
            }
            Self::NotYetValid => {
                "Offer sign-in again, and synchronize the clocks of the servers: they differ by more than a minute."
            }
        }
    }
}

impl fmt::Display for InvalidAttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("login attempt: ")?;
        match self {
            Self::Malformed => f.write_str("the text is not a login attempt"),
            Self::NotAuthentic => f.write_str("the text was changed, or sealed with another password"),
            Self::AnotherKind => f.write_str("the sealed content is not a login attempt"),
            Self::UnsupportedVersion(version) => write!(f, "format version {version} is not supported"),
            Self::Expired => f.write_str("the attempt has expired"),
            Self::NotYetValid => f.write_str("the attempt started in the future"),
        }
    }
}

impl fmt::Debug for InvalidAttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl std::error::Error for InvalidAttemptError {}
