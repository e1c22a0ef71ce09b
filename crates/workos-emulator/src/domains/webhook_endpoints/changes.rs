//! Webhook endpoints, and which delivery comes next.

use http::Uri;
use workos_core::{Secret, Timestamp};

use crate::base::ids::Moment;
use crate::base::lenient::{Check, Lenient};
use crate::domains::seed::Seed;
use crate::domains::state::State;
use crate::domains::webhook_endpoints::seed::NewWebhookEndpoint;
use crate::events::endpoint::WebhookEndpoint;
use crate::events::names::{is_event, is_webhook_event, webhook_events};
use crate::http::formats as limits;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;

/// What is to change about an endpoint: `None` stays.
#[derive(Debug, Default)]
pub(crate) struct WebhookEndpointChanges {
    pub(crate) url: Option<String>,
    pub(crate) events: Option<Vec<String>>,
    pub(crate) enabled: Option<bool>,
}

impl State {
    /// Adds an endpoint; returns its id.
    pub(crate) fn add_webhook_endpoint(
        &mut self,
        new: NewWebhookEndpoint,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let uri = self.read_endpoint_url(&new.endpoint_url, None)?;
        let events = read_events(new.events, self.lenient)?;
        if new.secret.as_ref().is_some_and(|secret| secret.expose().is_empty()) {
            return Err(Rejected::new("secret", "", "is empty: anyone could sign"));
        }
        let id = free_id(new.id, &self.outbox.endpoints, || moment.id("we"))?;
        self.outbox.endpoints.insert(WebhookEndpoint {
            id: id.clone(),
            url: new.endpoint_url,
            uri,
            secret: new.secret.unwrap_or_else(|| Secret::from(moment.id("whsec"))),
            enabled: new.enabled,
            events,
            created_at: moment.now,
            updated_at: moment.now,
        });
        Ok(id)
    }

    /// Changes an endpoint, all of it or nothing.
    pub(crate) fn change_webhook_endpoint(
        &mut self,
        id: &str,
        changes: WebhookEndpointChanges,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        let url = match changes.url {
            None => None,
            Some(url) => Some((self.read_endpoint_url(&url, Some(id))?, url)),
        };
        let events = changes.events.map(|events| read_events(events, self.lenient)).transpose()?;
        let changed = self.outbox.endpoints.change(id, |endpoint| {
            if let Some((uri, url)) = url {
                (endpoint.uri, endpoint.url) = (uri, url);
            }
            endpoint.events = events.unwrap_or_else(|| std::mem::take(&mut endpoint.events));
            endpoint.enabled = changes.enabled.unwrap_or(endpoint.enabled);
            endpoint.updated_at = moment.now;
        });
        changed.ok_or_else(|| Rejected::not_found("endpoint", id))?;
        // What has waited for a disabled endpoint can go on.
        self.outbox.wake.notify_one();
        Ok(())
    }

    /// Deletes an endpoint, and gives up on what waits for it.
    pub(crate) fn remove_webhook_endpoint(&mut self, id: &str) {
        self.outbox.endpoints.remove(id);
        self.outbox.deliveries.give_up(id);
    }

    /// Queues a delivery again that arrived or was given up.
    pub(crate) fn replay(&mut self, number: u64, now: Timestamp) -> Result<(), Rejected> {
        let gone = || Rejected::not_found("delivery", &number.to_string());
        let delivery = self.outbox.deliveries.get(number).ok_or_else(gone)?;
        if self.outbox.endpoints.get(&delivery.endpoint_id).is_none() {
            return Err(Rejected::not_found("endpoint", &delivery.endpoint_id));
        }
        let waiting = Rejected::new("delivery", &delivery.id, "is still pending").code("conflict");
        if !self.outbox.deliveries.replay(number, now) {
            return Err(waiting);
        }
        self.outbox.wake.notify_one();
        Ok(())
    }

    /// The delivery whose next attempt is the earliest, and when that can be made.
    pub(crate) fn next_delivery(&mut self) -> Option<(Timestamp, u64)> {
        let endpoints = &self.outbox.endpoints;
        self.outbox.deliveries.next(|id| endpoints.get(id).is_some_and(|endpoint| endpoint.enabled))
    }

    fn read_endpoint_url(&self, url: &str, id: Option<&str>) -> Result<Uri, Rejected> {
        let uri = limits::read_endpoint_url(url, &self.webhook_hosts)?;
        let mut same = self.outbox.endpoints.group(&WebhookEndpoint::group_of_uri(&uri));
        if same.any(|other| Some(other.id.as_str()) != id) {
            let reason = "is the URL of another endpoint";
            return Err(Rejected::new("endpoint_url", url, reason).code("duplicate_endpoint"));
        }
        Ok(uri)
    }
}

impl Seed for NewWebhookEndpoint {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_webhook_endpoint(self, moment)
    }
}

/// Checks the names of events, and leaves out repetitions.
fn read_events(names: Vec<String>, lenient: Lenient) -> Result<Vec<String>, Rejected> {
    let mut events: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if lenient.skips(Check::Enums) {
            if !events.contains(&name) {
                events.push(name);
            }
            continue;
        }
        if !is_event(&name) {
            let rejected = Rejected::new("events", &name, "is not an event").code("unknown_event_type");
            return Err(rejected.similar(webhook_events().iter().copied()));
        }
        if !is_webhook_event(&name) {
            let reason = "is available in the events API only";
            return Err(Rejected::new("events", &name, reason).code("unknown_event_type"));
        }
        if !events.contains(&name) {
            events.push(name);
        }
    }
    if events.is_empty() {
        return Err(Rejected::new("events", "", "must contain an event"));
    }
    Ok(events)
}
