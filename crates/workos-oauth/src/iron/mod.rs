//! Seals in the Iron format (`Fe26.2`): cookie values that only the application can read and write.
//!
//! The npm packages `@hapi/iron`, `iron-webcrypto` and `iron-session` use the same format, and the JavaScript SDKs of
//! WorkOS use it for their cookies. It is AES-256-CBC, then HMAC-SHA256 over all fields, with keys derived from a
//! password of 32 characters or more. This module opens the seals of these packages, and they open its seals.
//!
//! ```
//! use std::time::Duration;
//! use workos_oauth::iron::{Iron, OpenError};
//! use workos_oauth::{SealKeys, Timestamp};
//!
//! let now = Timestamp::from_secs(1_768_478_400).unwrap();
//! let iron = Iron::new(&SealKeys::from_password("a password of 32 characters or more")?);
//!
//! let cookie = iron.seal_json(&["a", "b"], Some(now.saturating_add(Duration::from_secs(600))))?;
//! let opened = iron.open(cookie.expose(), now)?;
//! assert_eq!(opened.json::<Vec<String>>()?, ["a", "b"]);
//!
//! let late = now.saturating_add(Duration::from_secs(3600));
//! assert_eq!(iron.open(cookie.expose(), late).unwrap_err(), OpenError::Expired);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A seal proves that this application created it, but not for which purpose. If one password seals several kinds of
//! content, put the kind into the content and check it after opening, as
//! [`LoginAttempt::open`](crate::LoginAttempt::open) does.

mod cipher;
mod error;
mod parts;

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;
use workos_core::{Secret, Timestamp};
use zeroize::Zeroizing;

pub use error::{OpenError, SealError};

use crate::random::fill;
use crate::wiping::WipingBuffer;
use crate::{RandomnessError, SealKeys};
use cipher::Iv;
use parts::{Parts, Version};

/// Creates and opens seals with a set of passwords. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Iron {
    keys: SealKeys,
    clock_skew: Duration,
}

impl Iron {
    /// The default time for which an expired seal is still accepted: one minute, as in the other libraries.
    pub const DEFAULT_CLOCK_SKEW: Duration = Duration::from_secs(60);

    /// Creates an instance that seals and opens with these passwords.
    #[must_use]
    pub fn new(keys: &SealKeys) -> Self {
        Self { keys: keys.clone(), clock_skew: Self::DEFAULT_CLOCK_SKEW }
    }

    /// Sets for how long an expired seal is still accepted, as the clocks of servers differ; one minute by default.
    #[must_use]
    pub const fn clock_skew(mut self, skew: Duration) -> Self {
        self.clock_skew = skew;
        self
    }

    /// Seals bytes: encrypts and authenticates them with the sealing password.
    ///
    /// The result consists of characters that are allowed in a cookie value. Its length is 209 characters, plus 13 for
    /// an expiry, plus four for every three bytes of content. JavaScript libraries open only JSON content.
    ///
    /// # Errors
    /// If the operating system provides no randomness.
    pub fn seal(&self, content: &[u8], expires_at: Option<Timestamp>) -> Result<Secret, RandomnessError> {
        Ok(self.seal_with(content, expires_at, &Nonces::random()?))
    }

    /// Seals a value as JSON.
    ///
    /// # Errors
    /// [`SealError::Randomness`] if the operating system provides no randomness, [`SealError::Json`] if the value does
    /// not serialize.
    pub fn seal_json<T: Serialize + ?Sized>(
        &self,
        value: &T,
        expires_at: Option<Timestamp>,
    ) -> Result<Secret, SealError> {
        let json =
            WipingBuffer::json(value).map_err(|error| SealError::Json { reason: error.to_string() })?;
        Ok(self.seal(&json, expires_at)?)
    }

    /// Opens a seal: checks that it is authentic, then that it has not expired, then decrypts it.
    ///
    /// The text is not decoded or unquoted first, so a cookie value that is still encoded or quoted is refused.
    ///
    /// # Errors
    /// Any variant of [`OpenError`]. Treat all of them as if there were no cookie.
    pub fn open(&self, seal: &str, now: Timestamp) -> Result<Opened, OpenError> {
        let parts = Parts::parse(seal).ok_or(OpenError::Malformed)?;
        let (is_current, password) = self.authenticate(&parts)?;
        if self.has_expired(parts.expiry, now)? {
            return Err(OpenError::Expired);
        }
        let decode = |text| URL_SAFE_NO_PAD.decode(text).map_err(|_| OpenError::Malformed);
        let iv: Iv = decode(parts.iv)?.try_into().map_err(|_| OpenError::Malformed)?;
        let ciphertext = decode(parts.ciphertext)?;
        let key = cipher::derive(password, parts.encryption_salt);
        let content = cipher::decrypt(&key, &iv, ciphertext).ok_or(OpenError::Malformed)?;
        Ok(Opened { content, version: parts.version, is_current })
    }

    /// Finds the password that created the seal, and returns whether it is the current sealing password.
    fn authenticate(&self, parts: &Parts<'_>) -> Result<(bool, &Secret), OpenError> {
        let id: u32 = parts.password_id.parse().map_err(|_| OpenError::UnknownPassword)?;
        let mut error = OpenError::UnknownPassword;
        for (is_current, password) in self.keys.opening(id) {
            let key = cipher::derive(password, parts.integrity_salt);
            // Compares the texts, not the decoded bytes, so that each code has only one valid encoding.
            let expected = cipher::mac(&key, parts.authenticated);
            if bool::from(expected.as_bytes().ct_eq(parts.mac.as_bytes())) {
                return Ok((is_current, password));
            }
            error = OpenError::NotAuthentic;
        }
        Err(error)
    }

    /// Compares an expiry, in milliseconds since the Unix epoch or empty, with the clock.
    fn has_expired(&self, expiry: &str, now: Timestamp) -> Result<bool, OpenError> {
        if expiry.is_empty() {
            return Ok(false);
        }
        if expiry.starts_with('0') || !expiry.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(OpenError::Malformed);
        }
        // A number with too many digits is later than any clock.
        let expiry = expiry.parse().unwrap_or(i64::MAX);
        let skew = self.clock_skew.as_millis().try_into().unwrap_or(i64::MAX);
        Ok(expiry <= now.as_millis().saturating_sub(skew))
    }

    fn seal_with(&self, content: &[u8], expires_at: Option<Timestamp>, nonces: &Nonces) -> Secret {
        let (id, password) = self.keys.sealing();
        let Nonces { encryption_salt, iv, integrity_salt } = nonces;
        let ciphertext = cipher::encrypt(&cipher::derive(password, encryption_salt), iv, content);
        // An expiry before 1970 cannot be encoded. The earliest one that can be encoded has expired too.
        let expiry = expires_at.map(|at| at.as_millis().max(1).to_string()).unwrap_or_default();
        let (iv, ciphertext) = (URL_SAFE_NO_PAD.encode(iv), URL_SAFE_NO_PAD.encode(ciphertext));
        let authenticated = parts::authenticated(id, encryption_salt, &iv, &ciphertext, &expiry);
        let mac = cipher::mac(&cipher::derive(password, integrity_salt), &authenticated);
        format!("{authenticated}*{integrity_salt}*{mac}~2").into()
    }
}

/// The random values that must be new for each seal.
struct Nonces {
    encryption_salt: String,
    iv: Iv,
    integrity_salt: String,
}

impl Nonces {
    fn random() -> Result<Self, RandomnessError> {
        let mut iv = Iv::default();
        fill(&mut iv)?;
        Ok(Self { encryption_salt: salt()?, iv, integrity_salt: salt()? })
    }
}

/// Generates a salt for key derivation: 256 random bits in hexadecimal.
fn salt() -> Result<String, RandomnessError> {
    let mut bytes = [0; 32];
    fill(&mut bytes)?;
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    Ok(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect())
}

/// The content of a seal; hidden in `Debug` and wiped when dropped.
pub struct Opened {
    content: Zeroizing<Vec<u8>>,
    version: Version,
    is_current: bool,
}

impl Opened {
    /// Returns the bytes that were sealed. They may be secret, and are not wiped where they are copied.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.content
    }

    /// Parses the content as JSON. In seals of iron-session's first version, it is below the member `persistent`.
    ///
    /// # Errors
    /// [`OpenError::Malformed`] if the content is not JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, OpenError> {
        #[derive(serde::Deserialize)]
        struct Persistent<T> {
            persistent: T,
        }
        if self.version == Version::One
            && let Ok(Persistent { persistent }) = serde_json::from_slice(&self.content)
        {
            return Ok(persistent);
        }
        serde_json::from_slice(&self.content).map_err(|_| OpenError::Malformed)
    }

    /// Returns whether the seal was created with a password that no longer seals.
    ///
    /// If so, seal the content again and set the cookie again, so that the old password can be removed.
    #[must_use]
    pub const fn needs_resealing(&self) -> bool {
        !self.is_current
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("needs_resealing", &self.needs_resealing()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn unhex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn seals_with_given_salts_equal_the_seals_of_other_libraries() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/session_iron.json");
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let cases = file["deterministic"].as_array().unwrap();
        assert_eq!(cases.len(), 8);
        for case in cases {
            let text = |name: &str| case[name].as_str().unwrap();
            let nonces = Nonces {
                encryption_salt: text("encryption_salt").to_owned(),
                iv: unhex(text("iv_hex")).try_into().unwrap(),
                integrity_salt: text("integrity_salt").to_owned(),
            };
            let password = Secret::from(text("password"));
            for (salt, key) in
                [("encryption_salt", "encryption_key_hex"), ("integrity_salt", "integrity_key_hex")]
            {
                assert_eq!(hex(&*cipher::derive(&password, text(salt))), text(key), "{}", case["name"]);
            }
            let expires_at = case["expires_at_ms"].as_i64().map(|at| Timestamp::from_millis(at).unwrap());
            let iron = Iron::new(&SealKeys::from_password(password).unwrap());
            let seal = iron.seal_with(text("plaintext").as_bytes(), expires_at, &nonces);
            assert_eq!(seal.expose(), text("seal"), "{}", case["name"]);
        }
    }

    #[test]
    fn an_expiry_is_compared_with_the_skew_and_never_overflows() {
        let keys = SealKeys::generate().unwrap();
        let (iron, now) = (Iron::new(&keys), Timestamp::from_secs(1000).unwrap());
        let seal = |at| iron.seal(b"{}", Some(Timestamp::from_millis(at).unwrap())).unwrap();
        let open = |iron: &Iron, at| iron.open(seal(at).expose(), now).map(|_| ());
        assert_eq!(open(&iron, 940_000), Err(OpenError::Expired));
        assert_eq!(open(&iron, 940_001), Ok(()));
        let exact = iron.clone().clock_skew(Duration::ZERO);
        assert_eq!(open(&exact, 1_000_000), Err(OpenError::Expired));
        assert_eq!(open(&exact, 1_000_001), Ok(()));
        for past in [0, -1, -1_000_000] {
            assert_eq!(open(&iron, past), Err(OpenError::Expired));
            assert_eq!(open(&iron.clone().clock_skew(Duration::MAX), past), Ok(()));
        }
        assert!(iron.open(iron.seal(b"{}", None).unwrap().expose(), now).is_ok());
    }

    #[test]
    fn a_value_that_does_not_serialize_is_an_error() {
        let iron = Iron::new(&SealKeys::generate().unwrap());
        let keyed_by_lists = std::collections::BTreeMap::from([(vec![1], 2)]);
        let error = iron.seal_json(&keyed_by_lists, None).unwrap_err();
        assert!(matches!(&error, SealError::Json { .. }), "{error}");
    }
}
