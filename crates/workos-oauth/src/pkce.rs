//! Proof Key for Code Exchange (RFC 7636): an intercepted code cannot be exchanged without the verifier.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::Hash;
use workos_core::Secret;

use crate::RandomnessError;
use crate::random::random_text;

/// The secret half of a PKCE pair, which the application stores until it exchanges the code.
///
/// ```
/// use workos_oauth::CodeVerifier;
///
/// let verifier = CodeVerifier::new()?;
/// assert_eq!(verifier.secret().expose().len(), 43);
/// assert_eq!(format!("{verifier:?}"), "CodeVerifier(Secret(***))");
/// # Ok::<(), workos_oauth::RandomnessError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeVerifier(Secret);

impl CodeVerifier {
    /// Creates a verifier of 43 characters from 32 random bytes of the operating system.
    ///
    /// # Errors
    /// If the operating system provides no randomness.
    pub fn new() -> Result<Self, RandomnessError> {
        random_text().map(Self)
    }

    /// Creates a verifier from an existing text: 43 to 128 letters, digits, `-`, `.`, `_` and `~` (RFC 7636 §4.1).
    ///
    /// # Errors
    /// If the text has another length or other characters.
    pub fn from_secret(verifier: impl Into<Secret>) -> Result<Self, CodeVerifierError> {
        let verifier = verifier.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let reason = match verifier.expose() {
            text if !(43..=128).contains(&text.len()) => "it must have 43 to 128 characters",
            text if !text.bytes().all(allowed) => {
                "it must contain only letters, digits, `-`, `.`, `_` and `~`"
            }
            _ => return Ok(Self(verifier)),
        };
        Err(CodeVerifierError { reason })
    }

    /// Returns the challenge, which goes into the authorization URL.
    #[must_use]
    pub fn challenge(&self) -> CodeChallenge {
        CodeChallenge(URL_SAFE_NO_PAD.encode(Hash::hash(self.0.expose().as_bytes())))
    }

    /// Returns the text of the verifier, which is sent when the code is exchanged.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

impl From<CodeVerifier> for Secret {
    fn from(verifier: CodeVerifier) -> Self {
        verifier.0
    }
}

impl From<&CodeVerifier> for Secret {
    fn from(verifier: &CodeVerifier) -> Self {
        verifier.0.clone()
    }
}

/// The error of a text that is not a valid PKCE verifier. Its message does not contain the text.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeVerifierError {
    reason: &'static str,
}

impl fmt::Display for CodeVerifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid PKCE code verifier: {}", self.reason)
    }
}

impl fmt::Debug for CodeVerifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for CodeVerifierError {}

/// The public half of a PKCE pair: `BASE64URL(SHA256(verifier))`, method `S256`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// The method of the challenge. The method `plain` protects nothing and is not supported.
    pub const METHOD: &'static str = "S256";

    /// Returns the challenge as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&CodeVerifier> for CodeChallenge {
    fn from(verifier: &CodeVerifier) -> Self {
        verifier.challenge()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_equals_the_example_of_rfc_7636() {
        let verifier = CodeVerifier::from_secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        assert_eq!(verifier.challenge().as_str(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn new_verifiers_are_valid_and_differ() {
        let (one, other) = (CodeVerifier::new().unwrap(), CodeVerifier::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(CodeVerifier::from_secret(one.secret()).unwrap(), one);
    }

    #[test]
    fn an_invalid_verifier_is_refused_and_not_shown_in_the_error() {
        assert!(CodeVerifier::from_secret("~".repeat(43)).is_ok());
        assert!(CodeVerifier::from_secret("a".repeat(128)).is_ok());
        let spaced = format!("canary {}", "a".repeat(40));
        for text in ["", &"a".repeat(42), &"a".repeat(129), &spaced, &"é".repeat(30)] {
            let error = CodeVerifier::from_secret(text).unwrap_err();
            assert!(error.to_string().contains("it must"), "{error}");
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
    }
}
