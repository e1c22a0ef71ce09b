//! Why a webhook is refused, and why a secret is.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use workos_core::{Report, Timestamp};

/// Why a request is not accepted as a webhook of WorkOS.
///
/// Log it, with its [`hint`](Self::hint); to the sender answer no more than the status 400. It holds neither the
/// secret nor anything of the body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// There is no `WorkOS-Signature` header, or it is empty.
    MissingHeader,
    /// The header does not read as one of WorkOS.
    Malformed(HeaderProblem),
    /// The header has two timestamps, so that it is not clear which one is signed.
    DuplicateTimestamp,
    /// The timestamp is far in the past as milliseconds, and plausible as seconds. WorkOS signs milliseconds.
    TimestampInSeconds {
        /// The timestamp, read as seconds.
        timestamp: Timestamp,
    },
    /// The header was signed too long ago.
    TooOld {
        /// When it says it was signed.
        timestamp: Timestamp,
        /// How long ago that is on the verifier's clock.
        age: Duration,
        /// How long ago it may be.
        tolerance: Duration,
    },
    /// The header says it was signed later than now.
    InFuture {
        /// When it says it was signed.
        timestamp: Timestamp,
        /// How far ahead that is of the verifier's clock.
        ahead: Duration,
        /// How far ahead it may be.
        tolerance: Duration,
    },
    /// The body is WorkOS's, but was parsed and written anew before it reached the verifier.
    ///
    /// Proved: the signature matches the compact form of the body with one of the secrets. The body is refused
    /// nevertheless, because two JSON readers may understand the two forms differently.
    BodyReserialized,
    /// No signature is that of the body with any secret.
    NoMatchingSignature {
        /// How many signatures the header has.
        signatures: usize,
        /// How many secrets were tried.
        secrets: usize,
    },
}

impl VerifyError {
    /// What to do about it, the likeliest cause first.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::MissingHeader => {
                "Pass the value of the `WorkOS-Signature` header (its name has no case). If it is absent, the \
                 request is not from WorkOS, or a proxy drops headers that it does not know."
            }
            Self::Malformed(problem) => problem.hint(),
            Self::DuplicateTimestamp => {
                "Something on the way joined two `WorkOS-Signature` headers into one, or the request is forged. \
                 Pass the one header that WorkOS sent."
            }
            Self::TimestampInSeconds { .. } => {
                "Sign with milliseconds since the Unix epoch: this timestamp is in seconds. WorkOS always sends \
                 milliseconds, so look at the tool or test that made this header."
            }
            Self::TooOld { .. } => {
                "Verify when the request arrives, not later from a queue; then check this machine's clock (NTP). \
                 Each delivery by WorkOS is signed anew, so an old one is a replay."
            }
            Self::InFuture { .. } => {
                "Check this machine's clock (NTP). A test must sign in milliseconds since the Unix epoch."
            }
            Self::BodyReserialized => {
                "Hand the verifier the bytes as they arrived: take the raw body from the framework (bytes, not a \
                 JSON extractor) and verify before anything parses it. The secret is right."
            }
            Self::NoMatchingSignature { .. } => {
                "In this order: use the signing secret of this very endpoint, whole with its prefix, and not the \
                 API key or another environment's secret; hand over the raw bytes of the body, not what a \
                 framework parsed and wrote anew; look for a proxy that changes bodies."
            }
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader => f.write_str("the webhook has no `WorkOS-Signature` header"),
            Self::Malformed(problem) => write!(f, "the webhook's signature header is malformed: {problem}"),
            Self::DuplicateTimestamp => f.write_str("the webhook's signature header has two timestamps"),
            Self::TimestampInSeconds { timestamp } => {
                write!(f, "the webhook's timestamp is in seconds ({timestamp}), not in milliseconds")
            }
            Self::TooOld { timestamp, age, tolerance } => {
                write!(f, "the webhook was signed at {timestamp}, {age:?} ago; {tolerance:?} are allowed")
            }
            Self::InFuture { timestamp, ahead, tolerance } => write!(
                f,
                "the webhook was signed at {timestamp}, {ahead:?} in the future; {tolerance:?} are allowed"
            ),
            Self::BodyReserialized => {
                f.write_str("the webhook's body was parsed and written anew on its way")
            }
            Self::NoMatchingSignature { signatures, secrets } => {
                write!(f, "none of the webhook's signatures ({signatures}) matches any secret ({secrets})")
            }
        }
    }
}

impl fmt::Debug for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for VerifyError {}

impl From<HeaderProblem> for VerifyError {
    fn from(problem: HeaderProblem) -> Self {
        Self::Malformed(problem)
    }
}

/// How a signature header is malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderProblem {
    /// It is longer than 4096 bytes.
    TooLong,
    /// It has more than 64 components.
    TooManyComponents,
    /// It has no `t=`.
    NoTimestamp,
    /// Its `t=` is not a number of milliseconds: digits alone, without a sign, before the year 10000.
    InvalidTimestamp,
    /// It has no `v1=`, the one scheme that this version verifies.
    NoSignature,
    /// None of its `v1=` has 64 hexadecimal digits.
    InvalidSignature,
}

impl HeaderProblem {
    const fn hint(self) -> &'static str {
        match self {
            Self::TooLong | Self::TooManyComponents => {
                "WorkOS sends two components; this request is hardly its own."
            }
            Self::NoTimestamp | Self::InvalidTimestamp => {
                "Pass the header whole and unchanged: `t=<milliseconds>, v1=<hex>`."
            }
            Self::NoSignature => {
                "Pass the header whole: `t=<milliseconds>, v1=<hex>`. If it has a newer scheme only, update this \
                 crate."
            }
            Self::InvalidSignature => {
                "Look for what shortens the header on its way; a signature has 64 hexadecimal digits."
            }
        }
    }
}

impl fmt::Display for HeaderProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "it is too long",
            Self::TooManyComponents => "it has too many components",
            Self::NoTimestamp => "it has no timestamp (`t=`)",
            Self::InvalidTimestamp => "its timestamp (`t=`) is not a number of milliseconds",
            Self::NoSignature => "it has no signature (`v1=`)",
            Self::InvalidSignature => "its signature (`v1=`) is not 64 hexadecimal digits",
        })
    }
}

/// Why a text cannot be the signing secret of an endpoint.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SecretError {
    /// It is empty: anybody could sign with it.
    Empty,
    /// It has a control character, for instance the line break that ends a file.
    ControlCharacter,
    /// It starts or ends with a space.
    Blank,
}

impl SecretError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Empty => {
                "Set the secret; it is shown with the endpoint in the WorkOS Dashboard (`whsec_…`)."
            }
            Self::ControlCharacter | Self::Blank => {
                "Trim the text that was read from a file or variable; a secret has neither blanks nor line breaks."
            }
        }
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the webhook secret is empty",
            Self::ControlCharacter => "the webhook secret has a control character",
            Self::Blank => "the webhook secret starts or ends with a space",
        })
    }
}

impl fmt::Debug for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for SecretError {}
