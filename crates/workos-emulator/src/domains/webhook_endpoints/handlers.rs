//! `webhook_endpoints.*`: where events are sent.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::domains::webhook_endpoints::changes::WebhookEndpointChanges;
use crate::domains::webhook_endpoints::seed::NewWebhookEndpoint;
use crate::events::endpoint::WebhookEndpoint;
use crate::http::answer::{Answer, Failure, empty, secret_json};
use crate::http::request::Call;
use crate::store::collection::Among;
use crate::store::paging::{page_query, unknown_cursor};

/// `GET /webhook_endpoints`
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let page =
        tx.state.outbox.endpoints.page(&page_query(call, &tx.state.outbox.endpoints), &Among::All, |_| true);
    Ok(secret_json(StatusCode::OK, &page.map_err(unknown_cursor)?.to_json(WebhookEndpoint::to_json)))
}

/// `POST /webhook_endpoints`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let changes = read(call.fields()?);
    let new = NewWebhookEndpoint::new(changes.url.unwrap_or_default(), changes.events.unwrap_or_default());
    let id = tx.state.add_webhook_endpoint(new, tx.moment)?;
    answer(tx.state, &id, StatusCode::CREATED)
}

/// `PATCH /webhook_endpoints/{id}`
pub(crate) fn update(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    let changes = read(call.fields()?);
    find(tx.state, id)?;
    tx.state.change_webhook_endpoint(id, changes, tx.moment)?;
    answer(tx.state, id, StatusCode::OK)
}

/// `DELETE /webhook_endpoints/{id}`: what waits for it is given up.
pub(crate) fn delete(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    find(tx.state, id)?;
    tx.state.remove_webhook_endpoint(id);
    Ok(empty(StatusCode::NO_CONTENT))
}

fn answer(state: &State, id: &str, status: StatusCode) -> Answer {
    Ok(secret_json(status, &find(state, id)?.to_json()))
}

/// # Errors
/// 404 when there is no such endpoint.
fn find<'a>(state: &'a State, id: &str) -> Result<&'a WebhookEndpoint, Failure> {
    state.outbox.endpoints.get(id).ok_or_else(|| Failure::not_found("Webhook Endpoint", id))
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
