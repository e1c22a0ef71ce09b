//! The events API.

pub(crate) mod handlers;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;
use crate::domains::resource::Resource;
use crate::events::event::Event;

static EVENTS: Resource<Event> =
    Resource::new("events", "Event", |state| state.outbox.events.all(), |_, event, _| event.to_json());

pub(crate) const DOMAIN: Domain =
    Domain { handlers: &[("events.list", Plain(handlers::list))], pages: &[], kinds: &[&EVENTS] };
