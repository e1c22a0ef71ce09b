//! Why a text is no login attempt.

use std::fmt;

use workos_core::Report;

/// A text that holds no valid login attempt. The error repeats nothing of the text.
///
/// The variants are for logs and tests. To whoever sent the text, all of them are the same: offer sign-in again.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidAttempt {
    /// The text is not a login attempt: it was cut, or it comes from somewhere else.
    Malformed,
    /// The text was changed on the way, or sealed with a password that is not configured.
    NotAuthentic,
    /// The text is authentic, but its content is not a login attempt, for instance a session.
    AnotherKind,
    /// Another version of this crate wrote the attempt, in a format of this number.
    UnsupportedVersion(u64),
    /// The attempt has expired.
    Expired,
    /// The attempt started more than a minute in the future.
    NotYetValid,
}

impl InvalidAttempt {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Malformed | Self::AnotherKind => {
                "Offer sign-in again. If every sign-in fails, check that the attempt is stored under a name of its \
                 own and comes back whole."
            }
            Self::NotAuthentic => {
                "Offer sign-in again. If every sign-in fails, check that all instances have the same passwords, and \
                 that the previous password is among them."
            }
            Self::UnsupportedVersion(_) => {
                "Offer sign-in again. This can happen during a deployment, and ends with it."
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

impl fmt::Display for InvalidAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("login attempt: ")?;
        match self {
            Self::Malformed => f.write_str("the text is not a login attempt"),
            Self::NotAuthentic => f.write_str("the text was changed, or sealed with another password"),
            Self::AnotherKind => f.write_str("the content of the seal is not a login attempt"),
            Self::UnsupportedVersion(version) => write!(f, "format {version} is not supported"),
            Self::Expired => f.write_str("it has expired"),
            Self::NotYetValid => f.write_str("it started in the future"),
        }
    }
}

impl fmt::Debug for InvalidAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl std::error::Error for InvalidAttempt {}
