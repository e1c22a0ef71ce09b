//! The outbox: stored events, and their deliveries to webhook endpoints.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::Notify;

use crate::base::ids::Moment;
use crate::events::deliveries::Deliveries;
use crate::events::delivery::{Delivery, DeliveryState};
use crate::events::endpoint::WebhookEndpoint;
use crate::events::event::Event;
use crate::events::log::Events;
use crate::store::collection::Collection;
use crate::store::table::tables;

/// Events, the endpoints that ask for them, and the deliveries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    pub(crate) endpoints: Collection<WebhookEndpoint>,
    pub(crate) events: Events,
    pub(crate) deliveries: Deliveries,
    /// Suppresses events while a seed is loaded.
    pub(crate) silent: bool,
    /// Wakes the webhook sender of a server.
    pub(crate) wake: Arc<Notify>,
}

tables!(Outbox { "webhook_endpoints" => endpoints, "events" => events, "deliveries" => deliveries });

impl Outbox {
    /// Stores an event, and queues it for every endpoint that asks for it.
    pub(crate) fn emit(
        &mut self,
        name: &'static str,
        organization_id: Option<&str>,
        data: Value,
        moment: Moment<'_>,
    ) {
        if self.silent {
            return;
        }
        let event = Event {
            id: moment.id("event"),
            name,
            organization_id: organization_id.map(str::to_owned),
            created_at: moment.now,
            data,
        };
        let mut body: Option<Bytes> = None;
        for endpoint in self.endpoints.group(&WebhookEndpoint::group_of_event(name)) {
            self.deliveries.push(Delivery {
                id: moment.id("delivery"),
                endpoint_id: endpoint.id.clone(),
                event_id: event.id.clone(),
                event: name,
                body: body.get_or_insert_with(|| Bytes::from(event.to_json().to_string())).clone(),
                state: DeliveryState::Pending { due: moment.now },
                attempts: Vec::new(),
                earlier_attempts: 0,
            });
        }
        if body.is_some() {
            self.wake.notify_one();
        }
        self.events.push(event);
    }
}
