//! Errors of webhook verification and of signing secrets.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use workos_core::{Report, Timestamp};
use workos_internal::{HeaderError, KeyError};

/// The reason why a request is not accepted as a webhook from WorkOS.
///
/// Log the error with its [`hint`](Self::hint), and answer the sender with status 400 and no details. The error
/// contains neither the secret nor any part of the body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// There is no `WorkOS-Signature` header, or it is empty.
    MissingHeader,
    /// The header does not have the format that WorkOS sends.
    Malformed(HeaderProblem),
    /// The header has two timestamps, so it is unclear which one is signed.
    DuplicateTimestamp,
    /// The timestamp is far in the past as milliseconds, but plausible as seconds. WorkOS uses milliseconds.
    TimestampInSeconds {
        /// The timestamp, read as seconds.
        timestamp: Timestamp,
    },
    /// The timestamp is too far in the past.
    TooOld {
        /// The time of signing according to the header.
        timestamp: Timestamp,
        /// The age of the timestamp on the verifier's clock.
        age: Duration,
        /// The largest accepted age.
        tolerance: Duration,
    },
    /// The timestamp is too far in the future.
    InFuture {
        /// The time of signing according to the header.
        timestamp: Timestamp,
        /// How far the timestamp is ahead of the verifier's clock.
        ahead: Duration,
        /// How far ahead a timestamp may be.
        tolerance: Duration,
    },
    /// WorkOS sent the body, but it was parsed and serialized again before it reached the verifier.
    ///
    /// This is certain: the signature matches the compact form of the body with one of the secrets. The body is still
    /// refused, because two JSON parsers may read the two forms differently.
    BodyReserialized,
    /// No signature in the header matches the body with any secret.
    NoMatchingSignature {
        /// The number of signatures in the header.
        signatures: usize,
        /// The number of secrets that were tried.
        secrets: usize,
    },
}

impl VerifyError {
    /// Returns how to fix the problem, with the most likely cause first.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::MissingHeader => {
                "Pass the value of the `WorkOS-Signature` header (its name is case-insensitive). If the header is \
                 absent, the request is not from WorkOS, or a proxy drops unknown headers."
            }
            Self::Malformed(problem) => problem.hint(),
            Self::DuplicateTimestamp => {
                "Pass only the header that WorkOS sent. Either a proxy or framework joined two `WorkOS-Signature` \
                 headers into one, or the request is forged."
            }
            Self::TimestampInSeconds { .. } => {
                "Sign with milliseconds since the Unix epoch: this timestamp is in seconds. WorkOS always sends \
                 milliseconds, so check the tool or test that created this header."
            }
            Self::TooOld { .. } => {
                "Verify a request when it arrives, not later from a queue, and check this machine's clock (NTP). \
                 Otherwise the request is a replay: WorkOS signs each delivery separately."
            }
            Self::InFuture { .. } => {
                "Check this machine's clock (NTP). A test must sign in milliseconds since the Unix epoch."
            }
            Self::BodyReserialized => {
                "Pass the body bytes exactly as they arrived: take the raw body from the framework (bytes, not a \
                 JSON extractor) and verify it before you parse it. The secret is correct."
            }
            Self::NoMatchingSignature { .. } => {
                "Check in this order: 1. The secret is the signing secret of this endpoint with its prefix, not an \
                 API key or the secret of another environment. 2. The body is the raw bytes, not JSON that a \
                 framework parsed and serialized again. 3. No proxy changes the body."
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
                f.write_str("the webhook's body was parsed and serialized again before verification")
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

impl VerifyError {
    pub(crate) const fn of_header(error: HeaderError) -> Self {
        Self::Malformed(match error {
            HeaderError::Missing => return Self::MissingHeader,
            HeaderError::DuplicateTimestamp => return Self::DuplicateTimestamp,
            HeaderError::TooLong => HeaderProblem::TooLong,
            HeaderError::TooManyComponents => HeaderProblem::TooManyComponents,
            HeaderError::NoTimestamp => HeaderProblem::NoTimestamp,
            HeaderError::InvalidTimestamp => HeaderProblem::InvalidTimestamp,
            HeaderError::NoSignature => HeaderProblem::NoSignature,
            HeaderError::InvalidSignature => HeaderProblem::InvalidSignature,
        })
    }
}

impl From<HeaderProblem> for VerifyError {
    fn from(problem: HeaderProblem) -> Self {
        Self::Malformed(problem)
    }
}

/// The reason why a signature header is malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderProblem {
    /// The header is longer than 4096 bytes.
    TooLong,
    /// The header has more than 64 components.
    TooManyComponents,
    /// The header has no `t=`.
    NoTimestamp,
    /// The value of `t=` is not a number of milliseconds: only digits, no sign, before the year 10000.
    InvalidTimestamp,
    /// The header has no `v1=`, the only scheme that this version verifies.
    NoSignature,
    /// No value of `v1=` has 64 hexadecimal digits.
    InvalidSignature,
}

impl HeaderProblem {
    const fn hint(self) -> &'static str {
        match self {
            Self::TooLong | Self::TooManyComponents => {
                "Check where this request comes from: WorkOS sends only two components in this header."
            }
            Self::NoTimestamp | Self::InvalidTimestamp => {
                "Pass the complete, unchanged header: `t=<milliseconds>, v1=<hex>`."
            }
            Self::NoSignature => {
                "Pass the complete header: `t=<milliseconds>, v1=<hex>`. If it has only a newer scheme, update this \
                 crate."
            }
            Self::InvalidSignature => {
                "Check whether a proxy or framework truncates the header: a signature has 64 hexadecimal digits."
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

/// The reason why a text is not a valid signing secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SecretError {
    /// The secret is empty: anyone could sign with it.
    Empty,
    /// The secret contains a control character, for instance the line break at the end of a file.
    ControlCharacter,
    /// The secret starts or ends with whitespace.
    Blank,
}

impl SecretError {
    pub(crate) const fn of_key(error: KeyError) -> Self {
        match error {
            KeyError::Empty => Self::Empty,
            KeyError::ControlCharacter => Self::ControlCharacter,
            KeyError::Blank => Self::Blank,
        }
    }

    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Empty => {
                "Set the secret; it is shown with the endpoint in the WorkOS Dashboard (`whsec_…`)."
            }
            Self::ControlCharacter | Self::Blank => {
                "Trim the text after you read it from a file or variable: a secret has no spaces or line breaks."
            }
        }
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the webhook secret is empty",
            Self::ControlCharacter => "the webhook secret contains a control character",
            Self::Blank => "the webhook secret starts or ends with whitespace",
        })
    }
}

impl fmt::Debug for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for SecretError {}
