//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use workos_core::{UnknownJson, UnknownValue};

/// A person.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OwnerPerson {
    /// The name.
    pub name: String,
}

#[cfg(feature = "test-util")]
impl OwnerPerson {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { name: "Ann".to_owned() }
    }
}

/// A company.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "company")]
#[non_exhaustive]
pub struct Company {
    /// The number.
    pub vat: String,
}

#[cfg(feature = "test-util")]
impl Company {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { vat: "X1".to_owned() }
    }
}

/// Alternatives without a constant that distinguishes them: a struct with the fields of all.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// The id.
    pub id: String,
    /// In degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub celsius: Option<f64>,
    /// As measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

#[cfg(feature = "test-util")]
impl Reading {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "id".to_owned(), celsius: None, raw: None }
    }
}

/// Switches it on.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SignalOn {
    /// The level.
    pub level: i64,
}

impl SignalOn {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(level: i64) -> Self {
        Self { level }
    }
}

/// Switches it off.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct SignalOff {
    /// The delay in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<i64>,
}

impl SignalOff {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new() -> Self {
        Self { delay: None }
    }

    /// The delay in seconds.
    #[must_use]
    pub fn delay(mut self, delay: i64) -> Self {
        self.delay = Some(delay);
        self
    }
}

/// A lamp.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "lamp")]
#[non_exhaustive]
pub struct ThingLamp {
    /// Its id.
    pub id: String,
}

#[cfg(feature = "test-util")]
impl ThingLamp {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "id".to_owned() }
    }
}

/// A room.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "room")]
#[non_exhaustive]
pub struct ThingRoom {
    /// Its id.
    pub id: String,
}

#[cfg(feature = "test-util")]
impl ThingRoom {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "id".to_owned() }
    }
}

/// A field of several simple types.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Mixed {
    /// A string or an exact number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<MixedValue>,
    /// One type with several limits.
    #[serde(default)]
    pub limited: Option<String>,
}

#[cfg(feature = "test-util")]
impl Mixed {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { value: Some(MixedValue::Integer(9007199254740993)), limited: None }
    }
}

/// Alternatives that share a field with another constant in each.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Grant {
    /// Whether the grant is active.
    pub active: bool,
    /// The source of the grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<GrantVia>,
    /// The reason why it is not active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[cfg(feature = "test-util")]
impl Grant {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { active: true, via: None, reason: Some("late".to_owned()) }
    }
}

/// The source of the grant.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GrantViaKey {
    /// The key.
    pub key: String,
}

#[cfg(feature = "test-util")]
impl GrantViaKey {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { key: "k".to_owned() }
    }
}

/// The source of the grant.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GrantViaRota {
    /// The hours.
    pub hours: i64,
}

#[cfg(feature = "test-util")]
impl GrantViaRota {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { hours: 8 }
    }
}

/// The owner of a lamp.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Owner {
    /// A person.
    Person(OwnerPerson),
    /// A company.
    Company(Company),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `type`.
        tag: UnknownValue,
        /// The whole object.
        json: UnknownJson,
    },
}

impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        let decoded = match json.get("type").and_then(Value::as_str) {
            Some("person") => OwnerPerson::deserialize(json).map(Self::Person),
            Some("company") => Company::deserialize(json).map(Self::Company),
            other => {
                let tag = UnknownValue::from_wire(other.unwrap_or_default());
                Ok(Self::Unknown { tag, json: json.into() })
            }
        };
        decoded.map_err(D::Error::custom)
    }
}

impl Serialize for Owner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "type")]
        enum Known<'a> {
            #[serde(rename = "person")]
            Person(&'a OwnerPerson),
            #[serde(rename = "company")]
            Company(&'a Company),
        }
        match self {
            Self::Person(value) => Known::Person(value).serialize(serializer),
            Self::Company(value) => Known::Company(value).serialize(serializer),
            Self::Unknown { json, .. } => json.serialize(serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl Owner {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::Person(OwnerPerson::example())
    }
}

/// A signal that is sent to a lamp.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind")]
#[non_exhaustive]
pub enum Signal {
    /// Switches it on.
    #[serde(rename = "on")]
    On(SignalOn),
    /// Switches it off.
    #[serde(rename = "off")]
    Off(SignalOff),
}

impl From<SignalOn> for Signal {
    fn from(value: SignalOn) -> Self {
        Self::On(value)
    }
}

impl From<SignalOff> for Signal {
    fn from(value: SignalOff) -> Self {
        Self::Off(value)
    }
}

/// A union whose arms `object` distinguishes.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Thing {
    /// A lamp.
    Lamp(ThingLamp),
    /// A room.
    Room(ThingRoom),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `object`.
        tag: UnknownValue,
        /// The whole object.
        json: UnknownJson,
    },
}

impl<'de> Deserialize<'de> for Thing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        let decoded = match json.get("object").and_then(Value::as_str) {
            Some("lamp") => ThingLamp::deserialize(json).map(Self::Lamp),
            Some("room") => ThingRoom::deserialize(json).map(Self::Room),
            other => {
                let tag = UnknownValue::from_wire(other.unwrap_or_default());
                Ok(Self::Unknown { tag, json: json.into() })
            }
        };
        decoded.map_err(D::Error::custom)
    }
}

impl Serialize for Thing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Lamp(value) => value.serialize(serializer),
            Self::Room(value) => value.serialize(serializer),
            Self::Unknown { json, .. } => json.serialize(serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl Thing {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::Lamp(ThingLamp::example())
    }
}

/// The source of the grant.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum GrantVia {
    /// The source of the grant.
    Key(GrantViaKey),
    /// The source of the grant.
    Rota(GrantViaRota),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `method`.
        tag: UnknownValue,
        /// The whole object.
        json: UnknownJson,
    },
}

impl<'de> Deserialize<'de> for GrantVia {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        let decoded = match json.get("method").and_then(Value::as_str) {
            Some("key") => GrantViaKey::deserialize(json).map(Self::Key),
            Some("rota") => GrantViaRota::deserialize(json).map(Self::Rota),
            other => {
                let tag = UnknownValue::from_wire(other.unwrap_or_default());
                Ok(Self::Unknown { tag, json: json.into() })
            }
        };
        decoded.map_err(D::Error::custom)
    }
}

impl Serialize for GrantVia {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "method")]
        enum Known<'a> {
            #[serde(rename = "key")]
            Key(&'a GrantViaKey),
            #[serde(rename = "rota")]
            Rota(&'a GrantViaRota),
        }
        match self {
            Self::Key(value) => Known::Key(value).serialize(serializer),
            Self::Rota(value) => Known::Rota(value).serialize(serializer),
            Self::Unknown { json, .. } => json.serialize(serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl GrantVia {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::Key(GrantViaKey::example())
    }
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum SetTagsTagsValue {
    /// True or false.
    Bool(bool),
    /// An exact integer.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// A string.
    Text(String),
}

impl From<bool> for SetTagsTagsValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for SetTagsTagsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<i32> for SetTagsTagsValue {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<f64> for SetTagsTagsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<String> for SetTagsTagsValue {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for SetTagsTagsValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// A string or an exact number.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged, from = "Value")]
#[non_exhaustive]
pub enum MixedValue {
    /// An exact integer.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// A string.
    Text(String),
    /// Any other value, for example a number beyond 64 bits.
    Other(Value),
}

impl From<i64> for MixedValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<i32> for MixedValue {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<f64> for MixedValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<String> for MixedValue {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for MixedValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Value> for MixedValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Number(number) if number.is_i64() => Self::Integer(number.as_i64().unwrap_or_default()),
            Value::Number(number) if number.is_f64() => Self::Number(number.as_f64().unwrap_or_default()),
            Value::String(text) => Self::Text(text),
            other => Self::Other(other),
        }
    }
}
