//! Serialization of secrets into request bodies; nothing else serializes a secret.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, Serializer};
use serde::{Serialize, ser::SerializeSeq};

use crate::{Patch, Secret};

/// A type that consists of secrets and is serialized only on explicit request.
pub trait Expose {
    /// Serializes the text of the secrets.
    ///
    /// # Errors
    /// Any error of the serializer.
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Serializes secrets, for a field that opts in: a secret has no `Serialize`.
///
/// ```
/// use serde::Serialize;
/// use workos_core::Secret;
///
/// #[derive(Serialize)]
/// struct Body {
///     #[serde(serialize_with = "workos_core::expose")]
///     password: Secret,
/// }
///
/// let body = Body { password: "correct horse".into() };
/// assert_eq!(serde_json::to_string(&body)?, r#"{"password":"correct horse"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// Any error of the serializer.
pub fn expose<T: Expose, S: Serializer>(secrets: &T, serializer: S) -> Result<S::Ok, S::Error> {
    secrets.expose(serializer)
}

impl Expose for Secret {
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::expose(self))
    }
}

impl<T: Expose> Expose for Option<T> {
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Exposed).serialize(serializer)
    }
}

impl<T: Expose> Expose for Patch<T> {
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(secret) => secret.expose(serializer),
        }
    }
}

impl<T: Expose> Expose for Vec<T> {
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|secret| list.serialize_element(&Exposed(secret)))?;
        list.end()
    }
}

impl<T: Expose> Expose for BTreeMap<String, T> {
    fn expose<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        self.iter().try_for_each(|(name, secret)| map.serialize_entry(name, &Exposed(secret)))?;
        map.end()
    }
}

/// Implements `Serialize` for secrets. It is private, so other modules cannot serialize a secret by accident.
struct Exposed<'a, T>(&'a T);

impl<T: Expose> Serialize for Exposed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.expose(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Body {
        #[serde(serialize_with = "expose")]
        one: Secret,
        #[serde(serialize_with = "expose")]
        none: Option<Secret>,
        #[serde(serialize_with = "expose", skip_serializing_if = "Patch::is_keep")]
        kept: Patch<Secret>,
        #[serde(serialize_with = "expose")]
        cleared: Patch<Secret>,
        #[serde(serialize_with = "expose")]
        set: Patch<Vec<Secret>>,
        #[serde(serialize_with = "expose")]
        map: BTreeMap<String, Secret>,
    }

    #[test]
    fn expose_serializes_the_secrets_of_every_container() {
        let body = Body {
            one: "1".into(),
            none: None,
            kept: Patch::Keep,
            cleared: Patch::Clear,
            set: Patch::Set(vec!["2".into(), "3".into()]),
            map: BTreeMap::from([("a".to_owned(), "4".into())]),
        };
        let json = r#"{"one":"1","none":null,"cleared":null,"set":["2","3"],"map":{"a":"4"}}"#;
        assert_eq!(serde_json::to_string(&body).unwrap(), json);
    }
}
