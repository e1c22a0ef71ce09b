//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use workos_core::{ConnectionId, ConnectionType, Secret, SlimRole, Timestamp};

use super::enums::{LampState, LampStatus};

/// Every kind of field.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "lamp")]
#[non_exhaustive]
pub struct Lamp {
    /// An id.
    pub id: ConnectionId,
    /// A shared enum.
    pub connection_type: ConnectionType,
    /// A shared model or null.
    #[serde(default)]
    pub role: Option<SlimRole>,
    /// A timestamp.
    pub lit_at: Timestamp,
    /// A timestamp in seconds.
    pub seen_at: Timestamp,
    /// Nullable.
    #[serde(default)]
    pub name: Option<String>,
    /// Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shade: Option<String>,
    /// A small number.
    pub watts: u32,
    /// A whole number.
    pub lumens: i64,
    /// A number.
    pub volts: f64,
    /// A flag.
    pub lit: bool,
    /// A renamed field.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// A list.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub colours: Vec<String>,
    /// A map of strings.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub labels: BTreeMap<String, String>,
    /// A map of anything.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub raw: Map<String, Value>,
    /// Any JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anything: Option<Value>,
    /// An open enum.
    pub state: LampState,
    /// An inline enum.
    #[deprecated = "Use `state`."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LampStatus>,
    /// An inline object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<LampStand>,
}

#[cfg(feature = "test-util")]
impl Lamp {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    #[expect(deprecated, reason = "an example has every field")]
    pub fn example() -> Self {
        Self {
            id: "conn_1".into(),
            connection_type: "OktaSAML".into(),
            role: Some(SlimRole::example()),
            lit_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            seen_at: Timestamp::from_secs(1735141800).unwrap_or(Timestamp::UNIX_EPOCH),
            name: Some("Desk".to_owned()),
            shade: None,
            watts: 40,
            lumens: 800,
            volts: 3.3_f64,
            lit: true,
            kind: Some("desk".to_owned()),
            colours: vec!["red".to_owned()],
            labels: [("room".to_owned(), "hall".to_owned())].into_iter().collect(),
            raw: [("deep".to_owned(), serde_json::json!([1]))].into_iter().collect(),
            anything: Some(serde_json::json!({"a":1})),
            state: LampState::Unlit,
            status: Some(LampStatus::On),
            stand: Some(LampStand::example()),
        }
    }
}

/// An inline object.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LampStand {
    /// The height.
    pub height: f64,
    /// A list of inline objects.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub feet: Vec<LampStandFeet>,
}

#[cfg(feature = "test-util")]
impl LampStand {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { height: 1.5_f64, feet: vec![LampStandFeet::example()] }
    }
}

/// A foot.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LampStandFeet {
    /// The size.
    pub size: i64,
}

#[cfg(feature = "test-util")]
impl LampStandFeet {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { size: 3 }
    }
}

/// A model with a secret: it is read, never written.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Pairing {
    /// The token.
    pub token: Secret,
    /// A spare token.
    #[serde(default)]
    pub spare: Option<Secret>,
    /// Every kind of field.
    pub lamp: Lamp,
}

#[cfg(feature = "test-util")]
impl Pairing {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { token: "secret".into(), spare: None, lamp: Lamp::example() }
    }
}

/// A model with an object that holds a secret.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Room {
    /// A model with a secret: it is read, never written.
    #[serde(default)]
    pub pairing: Option<Pairing>,
    /// Models by name.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scenes: BTreeMap<String, Scene>,
}

#[cfg(feature = "test-util")]
impl Room {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { pairing: Some(Pairing::example()), scenes: Default::default() }
    }
}

/// An object made of parts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Scene {
    /// The name.
    pub name: String,
    /// The brightness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brightness: Option<i64>,
}

#[cfg(feature = "test-util")]
impl Scene {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { name: "Dinner".to_owned(), brightness: Some(5) }
    }
}

/// A model that contains itself: in a box, in a list, and through another model.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Shade {
    /// The name.
    pub name: String,
    /// The shade inside it.
    #[serde(default)]
    pub lining: Option<Box<Self>>,
    /// The shades it is made of.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub layers: Vec<Self>,
    /// The maker of a shade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<Box<Maker>>,
    /// Numbers or null, by name.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub prices: BTreeMap<String, Option<i64>>,
}

#[cfg(feature = "test-util")]
impl Shade {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            name: "Silk".to_owned(),
            lining: None,
            layers: Default::default(),
            maker: None,
            prices: [("silk".to_owned(), None), ("wool".to_owned(), Some(5))].into_iter().collect(),
        }
    }
}

/// The maker of a shade.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Maker {
    /// A model that contains itself: in a box, in a list, and through another model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favourite: Option<Shade>,
}

#[cfg(feature = "test-util")]
impl Maker {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { favourite: None }
    }
}
