//! Events that are triggered, for receivers to be tested.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::control::request::{Control, invalid};
use crate::events::examples;
use crate::http::answer;
use crate::http::answer::Answer;

/// The body of `POST /_emulator/events`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trigger {
    event: String,
    /// Replaces these members of the example payload.
    #[serde(default)]
    data: Map<String, Value>,
    /// The organization that the events API filters by; `organization_id` of the payload if absent.
    organization_id: Option<String>,
}

/// `GET /_emulator/events/examples`
pub(crate) fn list(_: &Control<'_>) -> Answer {
    let data: Vec<_> =
        examples::all().iter().map(|(event, data)| json!({"event": event, "data": data})).collect();
    Ok(answer::json(StatusCode::OK, &json!({"object": "list", "data": data})))
}

/// `POST /_emulator/events`
pub(crate) fn trigger(control: &Control<'_>) -> Answer {
    let Trigger { event, data, organization_id } = control.json()?;
    let triggered = control.emulator.trigger_for(&event, organization_id.as_deref(), Value::Object(data));
    let event = triggered.map_err(|error| invalid(format!("{error}.")))?;
    Ok(answer::json(StatusCode::CREATED, &event))
}
