//! The signature: HMAC-SHA256 over `{timestamp}.{body}`.

use std::{array, fmt};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// The bytes of a signature.
pub type Signature = [u8; 32];

/// The value of a signature header: `t={milliseconds}, v1={signature}`.
#[must_use]
pub fn header(key: &Key, millis: i64, body: &[u8]) -> String {
    let millis = millis.to_string();
    let mut header = format!("t={millis}, v1=");
    for byte in key.signature(&millis, body) {
        for nibble in [byte >> 4, byte & 0x0f] {
            header.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    header
}

/// Why a text is not a signing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// It is empty.
    Empty,
    /// It contains a control character.
    ControlCharacter,
    /// It starts or ends with white space.
    Blank,
}

/// A signing secret, stored as keyed HMAC state; zeroized on drop.
#[derive(Clone)]
pub struct Key(Hmac<Sha256>);

impl Key {
    /// Creates the key if the secret is well-formed.
    ///
    /// # Errors
    /// The reason why it is not.
    pub fn checked(secret: &str) -> Result<Self, KeyError> {
        if secret.is_empty() {
            Err(KeyError::Empty)
        } else if secret.chars().any(char::is_control) {
            Err(KeyError::ControlCharacter)
        } else if secret.trim() != secret {
            Err(KeyError::Blank)
        } else {
            Ok(Self::of(secret))
        }
    }

    /// Creates the key from the secret as text, including its prefix: the secret is not base64-decoded.
    #[expect(clippy::expect_used, reason = "RFC 2104 defines HMAC for keys of every length")]
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }

    /// Computes the signature of `body` and the timestamp, which is the text from the header.
    #[must_use]
    pub fn signature(&self, timestamp: &str, body: &[u8]) -> Signature {
        let mut mac = self.0.clone();
        mac.update(timestamp.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.finalize().into_bytes().into()
    }

    /// Returns whether one of the candidates is the signature.
    ///
    /// The comparison takes a time that depends only on the number of candidates.
    #[must_use]
    pub fn matches(&self, timestamp: &str, body: &[u8], candidates: impl Iterator<Item = Signature>) -> bool {
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
        assert_eq!(header(&Key::of("whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4"), 1_768_478_400_000, BODY), HEADER);
    }

    #[test]
    fn the_prefix_is_part_of_the_key() {
        assert_ne!(header(&Key::of("0FWAiVGkEfGBqqsJH4aNAGBJ4"), 1_768_478_400_000, BODY), HEADER);
    }

    #[test]
    fn a_key_is_not_shown() {
        assert_eq!(format!("{:?}", Key::of("canary")), "Key(***)");
    }
}
