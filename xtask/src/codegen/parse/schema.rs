//! JSON Schema, and the extensions that stand in schemas.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Dialect, Entries};

/// A JSON Schema. The extensions are explained in the table of [`crate::codegen`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub(crate) struct Schema {
    #[serde(rename = "$ref")]
    pub(crate) reference: Option<String>,
    #[serde(rename = "type")]
    pub(crate) types: Types,
    pub(crate) format: Option<String>,
    #[serde(rename = "title")]
    _title: IgnoredAny,
    pub(crate) description: Option<String>,
    #[serde(rename = "enum")]
    pub(crate) values: Vec<Value>,
    #[serde(rename = "const")]
    pub(crate) constant: Option<Value>,
    pub(crate) default: Option<Value>,
    pub(crate) example: Option<Value>,
    pub(crate) deprecated: bool,
    pub(crate) properties: Entries<Self>,
    pub(crate) required: Vec<String>,
    pub(crate) additional_properties: Option<Extra>,
    pub(crate) pattern_properties: Entries<Self>,
    #[serde(rename = "propertyNames")]
    _property_names: IgnoredAny,
    pub(crate) items: Option<Box<Self>>,
    pub(crate) one_of: Vec<Self>,
    pub(crate) any_of: Vec<Self>,
    pub(crate) all_of: Vec<Self>,
    #[serde(rename = "not")]
    _not: IgnoredAny,
    pub(crate) discriminator: Option<Discriminator>,
    pub(crate) minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    #[serde(rename = "minLength")]
    _min_length: IgnoredAny,
    #[serde(rename = "maxLength")]
    _max_length: IgnoredAny,
    #[serde(rename = "minItems")]
    _min_items: IgnoredAny,
    #[serde(rename = "maxItems")]
    _max_items: IgnoredAny,
    #[serde(rename = "maxProperties")]
    _max_properties: IgnoredAny,
    #[serde(rename = "pattern")]
    _pattern: IgnoredAny,
    #[serde(rename = "x-rust-name")]
    pub(crate) rust_name: Option<String>,
    #[serde(rename = "x-rust-type")]
    pub(crate) rust_type: Option<String>,
    #[serde(rename = "x-rust-id")]
    pub(crate) is_id: bool,
    #[serde(rename = "x-rust-secret")]
    pub(crate) secret: bool,
    #[serde(rename = "x-rust-alias")]
    pub(crate) aliases: Vec<String>,
    #[serde(rename = "x-rust-wrapper")]
    pub(crate) wrapper: Option<String>,
    #[serde(rename = "x-rust-unwrap")]
    pub(crate) unwrap: bool,
    #[serde(rename = "x-rust-variants")]
    pub(crate) variants: Entries<String>,
    #[serde(rename = "x-rust-value-aliases")]
    pub(crate) value_aliases: Entries<Vec<String>>,
    #[serde(rename = "x-rust-spelling")]
    pub(crate) spelling: Entries<String>,
    #[serde(rename = "x-rust-from-client")]
    pub(crate) from_client: Option<FromClient>,
    #[serde(rename = "x-enum-descriptions")]
    pub(crate) value_descriptions: Entries<String>,
    #[serde(rename = "x-deprecated")]
    pub(crate) deprecated_note: Option<String>,
    #[serde(rename = "x-dialect")]
    pub(crate) dialect: Option<Dialect>,
    #[serde(rename = "x-exclude-from-lint")]
    _exclude_from_lint: IgnoredAny,
    #[serde(rename = "x-extensible-enum")]
    _extensible_enum: IgnoredAny,
    #[serde(rename = "x-inline-with-overrides")]
    _inline_with_overrides: IgnoredAny,
    #[serde(rename = "x-mutually-exclusive-body-groups")]
    _body_groups: IgnoredAny,
}

/// A credential that the client knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FromClient {
    ClientId,
    ClientSecret,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Discriminator {
    pub(crate) property_name: String,
    #[serde(default, rename = "mapping")]
    _mapping: IgnoredAny,
}

/// `type`, which is a word or a list of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Types {
    #[default]
    Any,
    One(String),
    Many(Vec<String>),
}

impl Types {
    /// The type, leaving out `null`; `None` when there is none or more than one.
    pub(crate) fn single(&self) -> Option<&str> {
        let words = self.words();
        let mut words = words.iter().copied().filter(|word| *word != "null");
        words.next().filter(|_| words.next().is_none())
    }

    /// Whether `null` is allowed.
    pub(crate) fn nullable(&self) -> bool {
        self.words().contains(&"null")
    }

    fn words(&self) -> Vec<&str> {
        match self {
            Self::Any => Vec::new(),
            Self::One(word) => vec![word],
            Self::Many(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// `additionalProperties`: a schema, or `true` or `false`, which make no difference to a reader that ignores what
/// it does not know.
#[derive(Clone, Debug)]
pub(crate) enum Extra {
    Any,
    Schema(Box<Schema>),
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wire;

        impl<'de> Visitor<'de> for Wire {
            type Value = Extra;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a schema, true or false")
            }

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Extra, E> {
                Ok(Extra::Any)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Extra, A::Error> {
                Schema::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|schema| Extra::Schema(Box::new(schema)))
            }
        }

        deserializer.deserialize_any(Wire)
    }
}
