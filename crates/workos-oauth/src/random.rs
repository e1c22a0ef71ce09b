//! Unguessable random texts.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use workos_core::Secret;
use zeroize::Zeroizing;

/// The error if the operating system provides no randomness.
#[derive(Clone, PartialEq, Eq)]
pub struct RandomnessError {
    reason: String,
}

impl fmt::Display for RandomnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the operating system provided no randomness: {}", self.reason)
    }
}

impl fmt::Debug for RandomnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for RandomnessError {}

/// Creates a random state: 256 random bits of the operating system, as 43 characters that need no escape in a URL.
///
/// A [`LoginAttempt`](crate::LoginAttempt) has its own state. Call this function for flows without a login attempt,
/// such as connecting an account with Pipes.
///
/// # Errors
/// If the operating system provides no randomness.
pub fn random_state() -> Result<Secret, RandomnessError> {
    random_text()
}

/// Generates 256 random bits as 43 characters of base64url.
pub(crate) fn random_text() -> Result<Secret, RandomnessError> {
    let mut bytes = Zeroizing::new([0; 32]);
    fill(&mut *bytes)?;
    // The text is allocated once with its full length, so no copy of it remains in memory.
    Ok(URL_SAFE_NO_PAD.encode(&bytes[..]).into())
}

/// Fills a buffer with random bytes of the operating system.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), RandomnessError> {
    getrandom::fill(bytes).map_err(|error| RandomnessError { reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_states_differ_and_need_no_escape_in_a_url() {
        let (one, other) = (random_state().unwrap(), random_state().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.expose().len(), 43);
        assert!(one.expose().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
}
