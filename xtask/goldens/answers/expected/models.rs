//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A lamp: bare, or wrapped under `lamp`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "lamp")]
#[non_exhaustive]
pub struct Lamp {
    /// Its id.
    pub id: String,
    /// Its URL, under either name.
    #[serde(alias = "link", default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl<'de> Deserialize<'de> for Lamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut json = Value::deserialize(deserializer)?;
        let wrapped = json.get_mut("lamp").filter(|inner| inner.is_object()).map(Value::take);
        // Calls the inherent function that serde derives for `remote`, which decodes the object itself.
        Self::deserialize(wrapped.unwrap_or(json)).map_err(D::Error::custom)
    }
}

impl Serialize for Lamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

#[cfg(feature = "test-util")]
impl Lamp {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "lamp_1".to_owned(), url: Some("https://example.com".to_owned()) }
    }
}
