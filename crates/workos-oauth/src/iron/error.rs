//! The errors of sealing and opening.

use std::fmt;

use workos_core::Report;

use crate::RandomnessError;

/// The error of a value that cannot be sealed.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SealError {
    /// The operating system provided no randomness.
    Randomness(RandomnessError),
    /// The value does not serialize to JSON.
    Json {
        /// The message of the serializer.
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

/// The error of a seal that cannot be opened. Its message contains no part of the seal.
///
/// The variants are for logs and tests. Respond to all of them in the same way: as if there were no cookie.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The text is not a seal of this format, or its content does not have the requested type.
    Malformed,
    /// The seal has the id of a password that is not configured.
    UnknownPassword,
    /// The seal was changed, or created with a password that is not configured.
    NotAuthentic,
    /// The seal has expired.
    Expired,
}

impl OpenError {
    /// Returns advice on how to handle the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Malformed => {
                "Treat the cookie as absent. If every cookie fails, check that the application gets the complete \
                 value, decoded and without quotes."
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
            Self::Malformed => "the text is not a seal, or its content has another type",
            Self::UnknownPassword => "the seal has the id of a password that is not configured",
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
