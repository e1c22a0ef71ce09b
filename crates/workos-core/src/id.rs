//! Opaque ids: one newtype per kind of object, no prefix check, no allocation up to 47 bytes.

use std::fmt;

const INLINE: usize = 47;

/// Text that is stored inline if it has at most 47 bytes, as every id of the API has.
#[derive(Clone)]
pub(crate) struct InlineText(Repr);

#[derive(Clone)]
enum Repr {
    Inline { len: u8, bytes: [u8; INLINE] },
    Heap(Box<str>),
}

impl InlineText {
    /// Copies `text`.
    pub(crate) fn new(text: &str) -> Self {
        let mut bytes = [0; INLINE];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(target), Ok(len)) => {
                target.copy_from_slice(text.as_bytes());
                Self(Repr::Inline { len, bytes })
            }
            _ => Self(Repr::Heap(text.into())),
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Inline { len, bytes } => {
                // `new` is the only writer: the first `len` bytes are a copy of a `str`, so the default is never used.
                str::from_utf8(&bytes[..usize::from(*len)]).unwrap_or_default()
            }
            Repr::Heap(text) => text,
        }
    }
}

impl fmt::Debug for InlineText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Defines id newtypes. Used by the generated code of `workos-core`.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        ///
        /// Opaque: any text is accepted, and its prefix carries no meaning. A call that puts an id into a path refuses
        /// a malformed id before anything is sent.
        #[derive(Clone)]
        pub struct $name($crate::id::InlineText);

        impl $name {
            /// The id as the API writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self($crate::id::InlineText::new(text))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<&Self> for $name {
            fn from(id: &Self) -> Self {
                id.clone()
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::id::IdVisitor).map(Self)
            }
        }
    )+};
}
pub(crate) use ids;

/// Reads an id from any JSON string.
pub(crate) struct IdVisitor;

impl serde::de::Visitor<'_> for IdVisitor {
    type Value = InlineText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<InlineText, E> {
        Ok(InlineText::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConnectionId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_of_any_length_is_stored_unchanged(text in ".{0,80}") {
            let inline = InlineText::new(&text);
            prop_assert_eq!(inline.as_str(), text.as_str());
        }

        #[test]
        fn an_id_round_trips_through_json(text in ".{0,80}") {
            let id = ConnectionId::from(text.as_str());
            let json = serde_json::to_string(&id)?;
            prop_assert_eq!(serde_json::from_str::<ConnectionId>(&json)?, id);
        }
    }

    #[test]
    fn an_id_is_found_in_a_map_by_its_text() {
        let map = std::collections::HashMap::from([(ConnectionId::from("conn_1"), 1)]);
        assert_eq!(map.get("conn_1"), Some(&1));
    }

    #[test]
    fn an_id_with_the_longest_prefix_of_the_api_is_stored_inline() {
        let id = InlineText::new("radar_challenge_01HXYZ123456789ABCDEFGHIJ0");
        assert!(matches!(id.0, Repr::Inline { .. }));
        assert!(matches!(InlineText::new(&"x".repeat(48)).0, Repr::Heap(_)));
    }
}
