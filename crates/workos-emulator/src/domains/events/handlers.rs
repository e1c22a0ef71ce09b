//! `events.list`: what has happened, in order.

use std::collections::BTreeMap;
use std::ops::Bound;

use http::StatusCode;
use workos_core::Timestamp;

use crate::base::lenient::Check;
use crate::domains::tx::Tx;
use crate::events::event::Event;
use crate::events::names::is_event;
use crate::http::answer::{Answer, Failure, json, shown};
use crate::http::request::Call;
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
        return Err(Failure::invalid_parameter("events", "unknown_event_type", &message));
    }
    // The route table has checked that they are timestamps.
    let time = |name: &str| query.get(name).and_then(|text| text.parse::<Timestamp>().ok());
    let (start, end) = (time("range_start"), time("range_end"));
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return Err(Failure::invalid_parameter("range_end", "invalid", "range_end is before range_start."));
    }
    let events = tx.state.outbox.events.all();
    let of: BTreeMap<_, _> = names.iter().map(|name| (*name, events.group_places(name))).collect();
    // Events are in the order of their times.
    let from = start.map(|start| events.first_place(|event| event.created_at >= start));
    let to = end.map(|end| events.first_place(|event| event.created_at > end));
    let among = Among::Any {
        of: of.into_values().collect(),
        within: query.get("organization_id").map(|owner| events.owned_places(owner)),
        range: (from.map_or(Bound::Unbounded, Bound::Included), to.map_or(Bound::Unbounded, Bound::Excluded)),
    };
    let page = events.page(&page_query(call, events), &among, |_| true).map_err(unknown_cursor)?;
    Ok(json(StatusCode::OK, &page.to_forward_json(Event::to_json)))
}
