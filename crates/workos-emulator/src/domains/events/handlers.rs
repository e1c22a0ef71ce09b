//! `events.list`: what has happened, in order.

use http::StatusCode;
use workos_core::Timestamp;

use crate::base::lenient::Check;
use crate::domains::tx::Tx;
use crate::events::event::Event;
use crate::events::names::is_event;
use crate::http::answer::{Answer, Failure, json, shown};
use crate::http::request::Call;
use crate::pipeline::validate::unprocessable;
use crate::store::collection::Among;
use crate::store::paging::{page_query, unknown_cursor};

/// `GET /events`
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let query = &call.query;
    let names: Vec<_> = query.list("events").collect();
    if names.is_empty() {
        let message = "events is required: name at least one event.";
        return Err(Failure::plain(StatusCode::BAD_REQUEST, "invalid_events_request", message));
    }
    let is_known = |name: &str| is_event(name) || call.lenient.skips(Check::Enums);
    if let Some(name) = names.iter().find(|name| !is_known(name)) {
        let message = format!("'{}' is not an event.", shown(name));
        return Err(unprocessable("events", "unknown_event_type", &message));
    }
    // The route table has checked that they are timestamps.
    let time = |name: &str| query.get(name).and_then(|text| text.parse::<Timestamp>().ok());
    let (start, end) = (time("range_start"), time("range_end"));
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return Err(unprocessable("range_end", "invalid", "range_end is before range_start."));
    }
    let matches = |event: &Event| {
        names.contains(&event.name)
            && start.is_none_or(|start| event.created_at >= start)
            && end.is_none_or(|end| event.created_at <= end)
    };
    let among = Among::owner(query.get("organization_id"));
    let page = tx
        .state
        .outbox
        .events
        .all()
        .page(&page_query(call, tx.state.outbox.events.all()), among, matches)
        .map_err(unknown_cursor)?;
    Ok(json(StatusCode::OK, &page.to_forward_json(Event::to_json)))
}
