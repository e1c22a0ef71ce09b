//! Texts that nobody can guess.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use workos_core::Secret;
use zeroize::Zeroizing;

/// The operating system gave no randomness, so nothing unguessable can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RandomnessError {
    reason: String,
}

impl fmt::Display for RandomnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the operating system gave no randomness: {}", self.reason)
    }
}

impl std::error::Error for RandomnessError {}

/// 256 bits of the operating system's randomness as 43 characters that need no escape in a URL.
///
/// # Errors
/// When the operating system gives none.
pub fn random_text() -> Result<Secret, RandomnessError> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|error| RandomnessError { reason: error.to_string() })?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_another_and_needs_no_escape_in_a_url() {
        let (one, other) = (random_text().unwrap(), random_text().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.expose().len(), 43);
        assert!(one.expose().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
}
