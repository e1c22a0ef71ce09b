//! `webhook_endpoints.*`: where events are sent.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::domains::resource::Resource;
use crate::domains::seed;
use crate::domains::tx::Tx;
use crate::domains::webhook_endpoints::changes::WebhookEndpointChanges;
use crate::domains::webhook_endpoints::seed::NewWebhookEndpoint;
use crate::events::endpoint::WebhookEndpoint;
use crate::http::answer::Answer;
use crate::http::request::Call;

/// A deletion gives up what waits for the endpoint.
pub(crate) static WEBHOOK_ENDPOINTS: Resource<WebhookEndpoint> = Resource {
    is_secret: true,
    add: Some(seed::add::<NewWebhookEndpoint>),
    change: Some(|state, id, fields, moment| Ok(state.change_webhook_endpoint(id, read(fields), moment)?)),
    remove: Some(|state, id, _| state.remove_webhook_endpoint(id)),
    ..Resource::new(
        "webhook_endpoints",
        "Webhook Endpoint",
        |state| &state.outbox.endpoints,
        |_, endpoint, _| endpoint.to_json(),
    )
};

/// `POST /webhook_endpoints`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let changes = read(call.fields()?);
    let new = NewWebhookEndpoint::new(changes.url.unwrap_or_default(), changes.events.unwrap_or_default());
    let id = tx.state.add_webhook_endpoint(new, tx.moment)?;
    WEBHOOK_ENDPOINTS.show(call, tx.state, &id, StatusCode::CREATED)
}

/// Reads a body whose types the route table has checked.
fn read(fields: &Map<String, Value>) -> WebhookEndpointChanges {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    WebhookEndpointChanges {
        url: fields.get("endpoint_url").and_then(text),
        events: fields
            .get("events")
            .and_then(Value::as_array)
            .map(|all| all.iter().filter_map(text).collect()),
        enabled: match fields.get("status").and_then(Value::as_str) {
            Some("enabled") => Some(true),
            Some("disabled") => Some(false),
            _ => None,
        },
    }
}
