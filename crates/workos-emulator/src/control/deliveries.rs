//! The webhooks that were sent, or are to be.

use http::StatusCode;
use serde_json::{Value, json};

use crate::control::listing::Listing;
use crate::control::request::Control;
use crate::control::request::invalid;
use crate::events::delivery::{Delivery, DeliveryState};
use crate::http::answer;
use crate::http::answer::{Answer, Failure};

/// `GET /_emulator/deliveries`
pub(crate) fn list(control: &Control<'_>) -> Answer {
    let call = &control.call;
    let query = &call.query;
    let listing = Listing::read(query, &["state", "endpoint_id", "event_id", "event"])?;
    let wanted = query.get("state");
    if wanted.is_some_and(|state| !["pending", "delivered", "failed"].contains(&state)) {
        return Err(invalid("state must be pending, delivered or failed."));
    }
    let is = |name: &str, value: &str| query.get(name).is_none_or(|wanted| wanted == value);
    let matches = |delivery: &&Delivery| {
        wanted.is_none_or(|wanted| wanted == state_of(delivery))
            && is("endpoint_id", &delivery.endpoint_id)
            && is("event_id", &delivery.event_id)
            && is("event", delivery.event)
    };
    let state = control.emulator.shared().state();
    listing.page(
        state.outbox.deliveries.iter(),
        |delivery| delivery.id.clone(),
        matches,
        |delivery| Ok(to_json(delivery)),
    )
}

/// `GET /_emulator/deliveries/{id}`
pub(crate) fn get(control: &Control<'_>) -> Answer {
    let id = control.call.path("id");
    let state = control.emulator.shared().state();
    let delivery = state.outbox.deliveries.iter().find(|delivery| delivery.id == id);
    let delivery = delivery.ok_or_else(|| Failure::not_found("Delivery", id))?;
    Ok(answer::json(StatusCode::OK, &to_json(delivery)))
}

/// `POST /_emulator/deliveries/{id}/replay`
pub(crate) fn replay(control: &Control<'_>) -> Answer {
    let id = control.call.path("id");
    let known = control.emulator.shared().state().outbox.deliveries.number(id).is_some();
    if !known {
        return Err(Failure::not_found("Delivery", id));
    }
    control.emulator.replay_delivery(id).map_err(|error| {
        Failure::plain(
            StatusCode::CONFLICT,
            "cannot_replay",
            format!("The delivery cannot be sent again: {error}."),
        )
    })?;
    get(control)
}

/// `GET /_emulator/dead-letters`
pub(crate) fn list_dead(control: &Control<'_>) -> Answer {
    let call = &control.call;
    let listing = Listing::read(&call.query, &[])?;
    let is_dead = |delivery: &&Delivery| delivery.state == DeliveryState::Failed;
    let state = control.emulator.shared().state();
    listing.page(
        state.outbox.deliveries.iter(),
        |delivery| delivery.id.clone(),
        is_dead,
        |delivery| Ok(to_json(delivery)),
    )
}

/// `POST /_emulator/dead-letters/redeliver`
pub(crate) fn redeliver_dead(control: &Control<'_>) -> Answer {
    let count = control.emulator.redeliver_dead_letters();
    Ok(answer::json(StatusCode::OK, &json!({"object": "redelivery", "count": count})))
}

const fn state_of(delivery: &Delivery) -> &'static str {
    match delivery.state {
        DeliveryState::Pending { .. } => "pending",
        DeliveryState::Delivered => "delivered",
        DeliveryState::Failed => "failed",
    }
}

fn to_json(delivery: &Delivery) -> Value {
    let due = match delivery.state {
        DeliveryState::Pending { due } => Some(due),
        _ => None,
    };
    let attempts = delivery.attempts.iter().map(|attempt| {
        json!({
            "at": attempt.at,
            "url": attempt.url,
            "signature": attempt.signature,
            "status": attempt.status.map(|status| status.as_u16()),
            "answer": attempt.answer,
        })
    });
    json!({
        "object": "delivery",
        "id": delivery.id,
        "endpoint_id": delivery.endpoint_id,
        "event_id": delivery.event_id,
        "event": delivery.event,
        "state": state_of(delivery),
        "due": due,
        "attempts": attempts.collect::<Vec<_>>(),
        // As text: the signature is over these very bytes.
        "body": String::from_utf8_lossy(&delivery.body),
    })
}
