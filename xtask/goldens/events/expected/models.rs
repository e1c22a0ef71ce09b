//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use workos_core::{Timestamp, Undecodable, UnknownJson, UnknownValue};

/// An object in which one field names the type of another.
#[derive(Clone, Debug, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "happening")]
#[non_exhaustive]
pub struct Happening {
    /// Its id.
    pub id: String,
    /// The time of the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// A note.
    pub note: Option<String>,
    /// The object that changed.
    #[serde(flatten)]
    pub data: HappeningData,
}

impl<'de> Deserialize<'de> for Happening {
    /// Decodes an object. One that does not decode is not an error: its text is in the variant `Undecodable`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        workos_internal::read_or_keep(deserializer)
    }
}

impl workos_internal::Envelope for Happening {
    const TAG: &'static str = "what";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Rest {
            id: String,
            #[serde(default)]
            at: Option<Timestamp>,
            #[serde(default)]
            note: Option<String>,
        }
        let (rest, data): (Rest, _) = workos_internal::read_envelope(deserializer)?;
        Ok(Self { id: rest.id, at: rest.at, note: rest.note, data })
    }

    fn keep(members: &workos_internal::Members<'_>, object: workos_internal::KeptObject) -> Self {
        let undecodable = Undecodable::new(&object.name, &object.reason, object.json);
        Self {
            id: members.read("id").unwrap_or_default(),
            at: members.read("at"),
            note: members.read("note"),
            data: HappeningData::Undecodable(Box::new(undecodable)),
        }
    }
}

impl Serialize for Happening {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            HappeningData::Undecodable(json) => json.serialize(serializer),
            // Calls the inherent function that serde derives for `remote`.
            _ => Self::serialize(self, serializer),
        }
    }
}

#[cfg(feature = "test-util")]
impl Happening {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "hap_1".to_owned(),
            at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            note: None,
            data: HappeningData::example(),
        }
    }
}

/// A lamp.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "lamp")]
#[non_exhaustive]
pub struct Lamp {
    /// Its id.
    pub id: String,
}

#[cfg(feature = "test-util")]
impl Lamp {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "lamp_1".to_owned() }
    }
}

/// The failure.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct HappeningPowerFailed {
    /// For how long.
    pub minutes: i64,
}

#[cfg(feature = "test-util")]
impl HappeningPowerFailed {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { minutes: 5 }
    }
}

/// The content of [`Happening`], by its `what`.
///
/// Open: a kind that this version does not know decodes to `Unknown`, with its JSON. An object that does
/// not decode becomes `Undecodable`, with its whole text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum HappeningData {
    /// A lamp was lit.
    LampLit(Box<Lamp>),
    /// A lamp went out.
    LampOut(Box<Lamp>),
    /// The power failed.
    PowerFailed(Box<HappeningPowerFailed>),
    /// An object that has no name or does not match its name: its text as received, with the reason.
    Undecodable(Box<Undecodable>),
    /// A kind that this version does not know.
    #[non_exhaustive]
    Unknown {
        /// The value of `what`.
        tag: UnknownValue,
        /// The content.
        json: UnknownJson,
    },
}

impl<'de> workos_internal::Content<'de> for HappeningData {
    const TAG: &'static str = "what";
    const FIELD: &'static str = "data";

    fn read<D: Deserializer<'de>>(tag: &str, json: D) -> Result<Self, D::Error> {
        match tag {
            "lamp.lit" => Deserialize::deserialize(json).map(Self::LampLit),
            "lamp.out" => Deserialize::deserialize(json).map(Self::LampOut),
            "power.failed" => Deserialize::deserialize(json).map(Self::PowerFailed),
            other => {
                let tag = UnknownValue::from_wire(other);
                UnknownJson::deserialize(json).map(|json| Self::Unknown { tag, json })
            }
        }
    }
}

impl Serialize for HappeningData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Undecodable(json) = self {
            return json.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("what", self.name())?;
        match self {
            Self::LampLit(value) => map.serialize_entry("data", value)?,
            Self::LampOut(value) => map.serialize_entry("data", value)?,
            Self::PowerFailed(value) => map.serialize_entry("data", value)?,
            Self::Unknown { json, .. } => map.serialize_entry("data", json)?,
            Self::Undecodable(_) => {}
        }
        map.end()
    }
}

impl HappeningData {
    /// Returns the wire name of the kind: the value of `what`. Empty if that cannot be read.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::LampLit(_) => "lamp.lit",
            Self::LampOut(_) => "lamp.out",
            Self::PowerFailed(_) => "power.failed",
            Self::Unknown { tag, .. } => tag.as_str(),
            Self::Undecodable(json) => json.name(),
        }
    }
}

#[cfg(feature = "test-util")]
impl HappeningData {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self::LampLit(Lamp::example().into())
    }
}
