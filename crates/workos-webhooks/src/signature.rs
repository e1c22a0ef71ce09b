//! The signature: HMAC-SHA256 over `{timestamp}.{body}`.

use std::{array, fmt};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};
use workos_core::{Secret, Timestamp};

use crate::SecretError;

/// The name of the header that carries the signature, in the lower case of HTTP/2.
pub const SIGNATURE_HEADER: &str = "workos-signature";

/// The bytes of a signature.
pub(crate) type Signature = [u8; 32];

/// Signs a body as WorkOS does and returns the value of the `WorkOS-Signature` header.
///
/// Use it in tests of a receiver, and in tools that forward events to a receiver. A receiver itself does not need it.
///
/// The header contains `at` in milliseconds since the Unix epoch. No receiver accepts an instant before the epoch.
///
/// ```
/// use workos_webhooks::{Timestamp, WebhookVerifier, sign};
///
/// let now: Timestamp = "2026-01-15T12:00:00Z".parse()?;
/// let header = sign("whsec_test", now, b"{}");
/// assert!(header.starts_with("t=1768478400000, v1="));
/// assert!(WebhookVerifier::new("whsec_test")?.verify(b"{}", header.as_str(), now).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn sign(secret: impl Into<Secret>, at: Timestamp, body: &[u8]) -> String {
    let millis = at.as_millis().to_string();
    let mut header = format!("t={millis}, v1=");
    for byte in Key::of(&secret.into()).signature(&millis, body) {
        for nibble in [byte >> 4, byte & 0x0f] {
            header.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    header
}

/// A signing secret, stored as keyed HMAC state; zeroized on drop.
#[derive(Clone)]
pub(crate) struct Key(Hmac<Sha256>);

impl Key {
    /// Creates the key if the secret is well-formed.
    pub(crate) fn checked(secret: &Secret) -> Result<Self, SecretError> {
        let text = secret.expose();
        if text.is_empty() {
            Err(SecretError::Empty)
        } else if text.chars().any(char::is_control) {
            Err(SecretError::ControlCharacter)
        } else if text.trim() != text {
            Err(SecretError::Blank)
        } else {
            Ok(Self::of(secret))
        }
    }

    /// Creates the key from the secret as text, including its prefix: the secret is not base64-decoded.
    #[expect(clippy::expect_used, reason = "RFC 2104 defines HMAC for keys of every length")]
    fn of(secret: &Secret) -> Self {
        Self(Hmac::new_from_slice(secret.expose().as_bytes()).expect("HMAC takes a key of any length"))
    }

    /// Computes the signature of `body` and the timestamp, which is the text from the header.
    pub(crate) fn signature(&self, timestamp: &str, body: &[u8]) -> Signature {
        let mut mac = self.0.clone();
        mac.update(timestamp.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.finalize().into_bytes().into()
    }

    /// Returns whether one of the candidates is the signature.
    ///
    /// The comparison takes a time that depends only on the number of candidates.
    pub(crate) fn matches(
        &self,
        timestamp: &str,
        body: &[u8],
        candidates: impl Iterator<Item = Signature>,
    ) -> bool {
        let expected = words(&self.signature(timestamp, body));
        candidates.fold(Choice::from(0), |found, candidate| found | words(&candidate).ct_eq(&expected)).into()
    }
}

/// Returns the signature as four words: `subtle` adds an optimization barrier for each item that it compares.
fn words(signature: &Signature) -> [u64; 4] {
    array::from_fn(|word| u64::from_ne_bytes(array::from_fn(|byte| signature[8 * word + byte])))
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Computed independently of this crate.
    const BODY: &[u8] = br#"{"id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"pipes.connected_account.connected","data":{"object":"connected_account"},"created_at":"2026-01-15T12:00:00.000Z"}"#;
    const HEADER: &str =
        "t=1768478400000, v1=c462fef573c84f5aa156b968197dcfeaa12554c48bfec7d05ff8ec46f651f73c";

    #[test]
    fn the_published_vector_is_reproduced() {
        let at = Timestamp::from_millis(1_768_478_400_000).unwrap();
        assert_eq!(sign("whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4", at, BODY), HEADER);
    }

    #[test]
    fn the_prefix_is_part_of_the_key() {
        let at = Timestamp::from_millis(1_768_478_400_000).unwrap();
        assert_ne!(sign("0FWAiVGkEfGBqqsJH4aNAGBJ4", at, BODY), HEADER);
    }
}
