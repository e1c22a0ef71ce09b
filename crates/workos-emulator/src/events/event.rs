//! Events: what has changed, kept for the events API and sent to webhook endpoints.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::base::footprint;
use crate::base::text::StaticText;
use crate::events::names::read_event_name;
use crate::store::collection::Stored;

/// Something that has happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) id: String,
    #[serde(deserialize_with = "read_event_name")]
    pub(crate) name: StaticText,
    pub(crate) organization_id: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) data: Value,
}

impl Event {
    /// The envelope, the same in the events API and in webhooks.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "object": "event",
            "id": self.id,
            "event": self.name,
            "data": self.data,
            "created_at": self.created_at,
        })
    }
}

impl Stored for Event {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        self.organization_id.as_deref()
    }

    fn groups(&self) -> Vec<String> {
        vec![self.name.to_owned()]
    }

    fn footprint(&self) -> usize {
        // Its id stands in the index too, and its name there if no other event has it.
        size_of::<Self>() + 2 * self.id.len() + self.name.len() + footprint::of_value(&self.data) + 256
    }
}
