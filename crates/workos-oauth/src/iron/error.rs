//! Why a seal is not made or not opened.

use std::fmt;

use workos_core::Report;

use crate::RandomnessError;

/// A value that cannot be sealed.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SealError {
    /// The operating system gave no randomness.
    Randomness(RandomnessError),
    /// The value does not serialize to JSON.
    Json {
        /// What its serializer says.
        reason: String,
    },
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Randomness(_) => f.write_str("the value cannot be sealed without randomness"),
            Self::Json { reason } => write!(f, "the value to seal does not serialize to JSON: {reason}"),
        }
    }
}

impl fmt::Debug for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl std::error::Error for SealError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Randomness(error) => Some(error),
            Self::Json { .. } => None,
        }
    }
}

impl From<RandomnessError> for SealError {
    fn from(error: RandomnessError) -> Self {
        Self::Randomness(error)
    }
}

/// Why a seal is not opened. The error repeats nothing of the seal.
///
/// The variants are for logs and tests. To whoever sent the cookie, all of them are the same: there is no cookie.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The text is not a seal of this format, or its content is not what was asked for.
    Malformed,
    /// The seal names a password that is not in the map.
    UnknownPassword,
    /// The seal was changed on the way, or none of the passwords made it.
    NotAuthentic,
    /// The seal has expired.
    Expired,
}

impl OpenError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Malformed => {
                "Treat the cookie as absent. If every cookie fails, check that the value reaches the application \
                 whole, without quotes and decoded."
            }
            Self::UnknownPassword | Self::NotAuthentic => {
                "Treat the cookie as absent. If every cookie fails, check that all instances have the same passwords, \
                 and that the previous password is among them."
            }
            Self::Expired => "Treat the cookie as absent: it has expired.",
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the text is not a seal with this content",
            Self::UnknownPassword => "the seal names a password that is not configured",
            Self::NotAuthentic => "the seal was changed, or sealed with another password",
            Self::Expired => "the seal has expired",
        })
    }
}

impl fmt::Debug for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl std::error::Error for OpenError {}
