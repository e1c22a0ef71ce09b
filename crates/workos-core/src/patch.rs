//! A field of an update that can be left alone, set, or cleared.

use serde::ser::Error;
use serde::{Serialize, Serializer};

/// What an update does to a nullable field.
///
/// The API distinguishes an absent field ("leave it") from `null` ("clear it"); `Option` cannot express both. Setters
/// take `impl Into<Patch<T>>`, so a plain value sets the field.
///
/// ```
/// use workos_core::Patch;
///
/// let set: Patch<String> = "crm-42".into();
/// assert_eq!(set, Patch::Set("crm-42".to_owned()));
/// assert!(Patch::<String>::default().is_keep());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Leaves the field as it is; nothing is sent.
    #[default]
    Keep,
    /// Clears the field; `null` is sent.
    Clear,
    /// Sets the field.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether nothing is sent for this field.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Sets the field for `Some` and clears it for `None`.
    pub fn set_or_clear(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Writing `null` would clear the field.
            Self::Keep => Err(S::Error::custom(
                "`Patch::Keep` has no value: add `#[serde(skip_serializing_if = \"Patch::is_keep\")]` to the field",
            )),
            Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Body {
        #[serde(skip_serializing_if = "Patch::is_keep")]
        external_id: Patch<String>,
    }

    #[test]
    fn keep_sends_nothing_clear_sends_null_and_set_sends_the_value() {
        let json = |external_id| serde_json::to_string(&Body { external_id }).unwrap();
        assert_eq!(json(Patch::Keep), "{}");
        assert_eq!(json(Patch::Clear), r#"{"external_id":null}"#);
        assert_eq!(json("x".into()), r#"{"external_id":"x"}"#);
        assert_eq!(json(Patch::set_or_clear(None)), r#"{"external_id":null}"#);
    }

    #[test]
    fn keep_without_the_field_attribute_is_an_error_and_clears_nothing() {
        #[derive(Serialize)]
        struct Careless {
            name: Patch<String>,
        }
        let error = serde_json::to_string(&Careless { name: Patch::Keep }).unwrap_err();
        assert!(error.to_string().contains("skip_serializing_if"), "{error}");
        assert_eq!(serde_json::to_string(&Careless { name: Patch::Clear }).unwrap(), r#"{"name":null}"#);
    }
}
