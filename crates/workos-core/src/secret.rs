//! Text that must not be seen: wiped when dropped, redacted when printed, compared in constant time.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A secret: an API key, a token, a link that signs somebody in.
///
/// It is wiped from memory when its last clone is dropped (clones share it), prints as `Secret(***)`, compares in constant time and does not
/// implement `Serialize`, so that it cannot end in a log or a cookie by accident. [`Secret::expose`] is the
/// one way to its text.
///
/// ```
/// use workos_core::Secret;
///
/// let key = Secret::from("sk_test_123");
/// assert_eq!(format!("{key:?}"), "Secret(***)");
/// assert_eq!(key.expose(), "sk_test_123");
/// ```
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// The text. Take care where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Writes the text; for a field of a request body, named in `#[serde(serialize_with = …)]`.
    ///
    /// # Errors
    /// Those of the serializer.
    #[doc(hidden)]
    pub fn serialize_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WRITTEN.with_borrow_mut(|written| written.iter_mut().for_each(|written| written.push(self.clone())));
        serializer.serialize_str(self.expose())
    }
}

thread_local! {
    /// The secrets written so far by the serialisation that [`collect`] watches on this thread.
    static WRITTEN: RefCell<Option<Vec<Secret>>> = const { RefCell::new(None) };
}

/// Serialises a request body and says which secrets it wrote, so that answers that repeat them can be masked.
pub fn collect<T>(serialise: impl FnOnce() -> T) -> (T, Vec<Secret>) {
    WRITTEN.set(Some(Vec::new()));
    let result = serialise();
    (result, WRITTEN.take().unwrap_or_default())
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = serde_json::from_str::<Secret>("\"sk_canary\"").unwrap();
        assert!(!format!("{secret:?} {secret:#?} {:?}", Some(&secret)).contains("canary"));
    }

    #[test]
    fn the_secrets_of_a_body_are_known_after_it_is_written() {
        #[derive(serde::Serialize)]
        struct Body {
            #[serde(serialize_with = "Secret::serialize_exposed")]
            token: Secret,
        }
        let body = Body { token: Secret::from("t") };
        let (json, secrets) = collect(|| serde_json::to_string(&body).unwrap());
        assert_eq!((json.as_str(), secrets.as_slice()), (r#"{"token":"t"}"#, [Secret::from("t")].as_slice()));
        assert_eq!(collect(|| ()).1, []);
    }

    #[test]
    fn equal_texts_are_equal_secrets() {
        assert_eq!(Secret::from("a"), Secret::from("a"));
        assert_ne!(Secret::from("a"), Secret::from("b"));
        assert_ne!(Secret::from("a"), Secret::from("ab"));
    }
}
