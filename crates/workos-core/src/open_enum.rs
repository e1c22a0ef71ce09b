//! Enums that stay decodable when the API adds a value.

use std::fmt;

use workos_internal::shown;

/// The longest start of an unknown value that `Debug` shows, in bytes.
const LONGEST_SHOWN: usize = 200;

/// A value of an open enum that this version does not know.
///
/// [`as_str`](Self::as_str) returns the text. Patterns cannot match on it, because they would stop matching when a later
/// version adds a variant for the value. `Debug` shows the start of the text, and masks parts
/// that look like keys or tokens.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value as the API wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[doc(hidden)]
    #[must_use]
    pub fn from_wire(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&shown(&self.0, LONGEST_SHOWN), f)
    }
}

/// Defines an open enum: a variant for each known value, and an `Unknown` variant that keeps any other text.
///
/// `Variant = "wire"` sets the wire name; `Variant = "wire" | "alias"` also decodes the alias.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $wire:literal $(| $alias:literal)*,)+
        }
    ) => {
        $(#[$meta])*
        ///
        /// Open: a value that this version does not know decodes to `Unknown` and keeps its text.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A value that this version does not know.
            Unknown($crate::UnknownValue),
        }

        impl $name {
            /// All values that this version knows, in the order of the contract.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as the API writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)+
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($wire $(| $alias)* => Self::$variant,)+
                    other => Self::Unknown($crate::UnknownValue::from_wire(other)),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                value.clone()
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::__macro::serde::Serialize for $name {
            fn serialize<S: $crate::__macro::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__macro::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__macro::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                struct Wire;

                impl $crate::__macro::serde::de::Visitor<'_> for Wire {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("a ", stringify!($name)))
                    }

                    fn visit_str<E: $crate::__macro::serde::de::Error>(
                        self,
                        text: &str,
                    ) -> Result<$name, E> {
                        Ok($name::from(text))
                    }
                }

                deserializer.deserialize_str(Wire)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #![expect(unreachable_pub, reason = "the macro makes public enums, and this module is private")]

    open_enum! {
        /// A light.
        pub enum Light {
            /// Stop.
            Red = "red",
            /// Go.
            Green = "green" | "Green",
        }
    }

    #[test]
    fn a_known_value_and_its_alias_decode_to_one_variant() {
        assert_eq!(serde_json::from_str::<Light>("\"green\"").unwrap(), Light::Green);
        assert_eq!(serde_json::from_str::<Light>("\"Green\"").unwrap(), Light::Green);
        assert_eq!(serde_json::to_string(&Light::Green).unwrap(), "\"green\"");
    }

    #[test]
    fn an_unknown_value_keeps_its_text() {
        let light = serde_json::from_str::<Light>("\"blue\"").unwrap();
        assert!(matches!(light, Light::Unknown(_)) && !Light::KNOWN.contains(&light));
        assert_eq!(light.as_str(), "blue");
        assert_eq!(serde_json::to_string(&light).unwrap(), "\"blue\"");
    }

    #[test]
    fn a_number_is_not_an_enum_value() {
        let error = serde_json::from_str::<Light>("7").unwrap_err();
        assert!(error.to_string().contains("a Light"), "{error}");
    }
}
