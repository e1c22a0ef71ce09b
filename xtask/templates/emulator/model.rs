//! The objects of WORDS.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::store::collection::Stored;

/// An object of WORDS.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MODEL {
    pub(crate) id: String,
    pub(crate) created_at: Timestamp,
}

impl MODEL {
    pub(crate) fn to_json(&self) -> Value {
        json!({"object": "MODULE", "id": self.id, "created_at": self.created_at})
    }
}

impl Stored for MODEL {
    fn id(&self) -> &str {
        &self.id
    }
}
