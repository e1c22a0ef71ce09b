//! JSON Schema, and the extensions of schemas.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::dialect::Dialect;
use super::entries::Entries;

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
    pub(crate) property_names: Option<Box<Self>>,
    pub(crate) items: Option<Box<Self>>,
    pub(crate) one_of: Vec<Self>,
    pub(crate) any_of: Vec<Self>,
    pub(crate) all_of: Vec<Self>,
    #[serde(rename = "not")]
    _not: IgnoredAny,
    pub(crate) discriminator: Option<Discriminator>,
    pub(crate) minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    #[serde(rename = "minItems")]
    _min_items: IgnoredAny,
    #[serde(rename = "maxItems")]
    _max_items: IgnoredAny,
    pub(crate) max_properties: Option<usize>,
    pub(crate) pattern: Option<String>,
    #[serde(rename = "x-rust-name")]
    pub(crate) rust_name: Option<String>,
    /// The names of the schema in the official contract.
    #[serde(default, rename = "x-official-names")]
    pub(crate) official_names: Vec<String>,
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
    #[serde(rename = "x-rust-envelope")]
    pub(crate) envelope: Option<String>,
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
    /// Whether another document marks it as a secret.
    #[serde(rename = "x-secret")]
    pub(crate) documented_secret: bool,
    #[serde(rename = "x-evidence")]
    _evidence: IgnoredAny,
    #[serde(rename = "x-note")]
    _note: IgnoredAny,
    #[serde(rename = "x-id-prefix")]
    _id_prefix: IgnoredAny,
    #[serde(rename = "exclusiveMinimum")]
    _exclusive_minimum: IgnoredAny,
    #[serde(rename = "x-exclude-from-lint")]
    _exclude_from_lint: IgnoredAny,
    #[serde(rename = "x-extensible-enum")]
    _extensible_enum: IgnoredAny,
    #[serde(rename = "x-inline-with-overrides")]
    _inline_with_overrides: IgnoredAny,
    #[serde(rename = "x-mutually-exclusive-body-groups")]
    _body_groups: IgnoredAny,
}

impl Schema {
    /// Whether the schema has `oneOf` or `anyOf`.
    pub(crate) fn has_alternatives(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Returns the alternatives. A nested `oneOf` is replaced by its alternatives.
    pub(crate) fn alternatives(&self) -> Vec<&Self> {
        let is_nested = |part: &Self| {
            let is_simple = |part: &Self| part.reference.is_none() && part.properties.is_empty();
            is_simple(part)
                && part.has_alternatives()
                && part.all_of.is_empty()
                && part.one_of.iter().chain(&part.any_of).all(is_simple)
        };
        let parts = self.one_of.iter().chain(&self.any_of);
        parts.flat_map(|part| if is_nested(part) { part.alternatives() } else { vec![part] }).collect()
    }

    /// Returns the part that all alternatives share.
    pub(crate) fn without_alternatives(&self) -> Self {
        let mut shared = Self { one_of: Vec::new(), any_of: Vec::new(), ..self.clone() };
        shared.all_of.retain(|part| !part.has_alternatives());
        shared
    }

    /// Returns a schema that accepts the values of both, for a property that two alternatives have.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let values = |schema: &Self| -> Vec<Value> {
            schema.values.iter().chain(&schema.constant).filter(|value| value.is_string()).cloned().collect()
        };
        let (ours, theirs) = (values(self), values(other));
        if self.is_same(other) {
            self.clone()
        } else if !ours.is_empty() && !theirs.is_empty() {
            let mut merged = Self { constant: None, values: ours, ..self.clone() };
            merged.values.extend(theirs.into_iter().filter(|value| !values(self).contains(value)));
            merged
        } else if self.types == other.types && self.constant.is_some() && other.constant.is_some() {
            Self { constant: None, example: self.constant.clone(), ..self.clone() }
        } else {
            let parts = |schema: &Self| {
                if schema.has_alternatives() { schema.one_of.clone() } else { vec![schema.clone()] }
            };
            let mut one_of = parts(self);
            for part in parts(other) {
                if !one_of.iter().any(|known| known.is_same(&part)) {
                    one_of.push(part);
                }
            }
            let (description, rust_name) = (self.description.clone(), self.rust_name.clone());
            Self { one_of, description, rust_name, ..Self::default() }
        }
    }

    /// Combines this schema with another one that narrows it.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let description = other.description.clone().or_else(|| self.description.clone());
        Self { description, ..other.clone() }
    }

    /// Whether both accept the same values.
    fn is_same(&self, other: &Self) -> bool {
        let bare = |schema: &Self| {
            let bare = Self { description: None, example: None, ..schema.clone() };
            format!("{bare:?}")
        };
        bare(self) == bare(other)
    }

    /// Whether the schema allows only `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.types, Types::One(word) if word == "null")
    }
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
    /// Returns the type besides `null`; `None` if there is none or more than one.
    pub(crate) fn single(&self) -> Option<&str> {
        let words = self.words();
        let mut words = words.iter().copied().filter(|word| *word != "null");
        words.next().filter(|_| words.next().is_none())
    }

    /// Whether `null` is allowed.
    pub(crate) fn nullable(&self) -> bool {
        self.words().contains(&"null")
    }

    /// Whether no type is given.
    pub(crate) fn is_any(&self) -> bool {
        self.words().is_empty()
    }

    fn words(&self) -> Vec<&str> {
        match self {
            Self::Any => Vec::new(),
            Self::One(word) => vec![word],
            Self::Many(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// `additionalProperties`: a schema or a boolean. The boolean makes no difference, since models ignore unknown fields.
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
