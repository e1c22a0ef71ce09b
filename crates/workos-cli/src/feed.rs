//! Lists events, and polls the API for new events.
//!
//! Events stay raw JSON: a forwarded event is identical to the received one, with the fields unknown to this version.

use std::time::Duration;

use serde_json::Value;
use serde_json::value::RawValue;
use workos_kit::core::Hint;
use workos_kit::transport::Operation;
use workos_kit::webhooks::{Event, EventName};
use workos_kit::{Call, Client, Order, Page, Timestamp};

use crate::args::{EventFilter, Follow};
use crate::failure::Failure;
use crate::output::Output;

/// The maximum page size of the API.
const PAGE: u32 = 100;
/// The pauses after retryable failures; each pause is twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const MAX_PAUSE: Duration = Duration::from_secs(60);

static LIST: Operation =
    Operation::new("events.list", http::Method::GET, "/events").repeatable().hints(HINTS);

const HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the event in `--after`; events are kept for 30 days."),
    Hint::new(
        422,
        None,
        "Check the names in `--events` and the event in `--after`; events are kept for 30 days.",
    ),
];

/// An event as raw JSON, with the fields that lines and tables show.
#[derive(Debug)]
pub(crate) struct RawEvent {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created_at: String,
    /// The id of the object in `data`, if the object has one.
    pub(crate) about: Option<String>,
    /// Why the SDK cannot decode the event, if it cannot.
    pub(crate) undecodable: Option<String>,
    /// The JSON text, byte for byte as the API sent it.
    pub(crate) raw: Box<RawValue>,
}

impl From<Box<RawValue>> for RawEvent {
    fn from(raw: Box<RawValue>) -> Self {
        let value: Value = serde_json::from_str(raw.get()).unwrap_or_default();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let event: Option<Event> = serde_json::from_str(raw.get()).ok();
        Self {
            undecodable: event
                .and_then(|event| event.undecodable().map(|undecodable| undecodable.reason().to_owned())),
            id: text(&value["id"]).unwrap_or_default(),
            name: text(&value["event"]).unwrap_or_default(),
            created_at: text(&value["created_at"]).unwrap_or_default(),
            about: text(&value["data"]["id"]),
            raw,
        }
    }
}

/// Builds the call that lists the events that the filter selects.
pub(crate) fn list(client: &Client, filter: &EventFilter) -> Call<Page<Box<RawValue>>> {
    let mut call = Call::new(client, &LIST);
    if filter.names.is_empty() {
        // The API requires event names and has no wildcard. It rejects the name of a discontinued event.
        call.query_list(
            "events",
            EventName::KNOWN.iter().filter(|name| **name != EventName::DsyncDeactivated),
        );
    } else {
        call.query_list("events", &filter.names);
    }
    if let Some(id) = &filter.organization {
        call.query("organization_id", id);
    }
    call
}

/// Polls for the events after a starting point, oldest first.
#[derive(Debug)]
pub(crate) struct Feed {
    client: Client,
    filter: EventFilter,
    /// The id of the last event of the latest page.
    cursor: Option<String>,
    /// The id of the last handled event.
    handled: Option<String>,
    since: Option<Timestamp>,
    interval: Duration,
}

impl Feed {
    /// Starts at the point that the options name or, without one, after the newest existing event.
    ///
    /// A start after an event does not depend on the local clock agreeing with the server's.
    pub(crate) async fn start(client: &Client, follow: &Follow) -> Result<Self, Failure> {
        let mut feed = Self {
            client: client.clone(),
            filter: follow.filter.clone(),
            cursor: follow.after.clone(),
            handled: follow.after.clone(),
            since: follow.since,
            interval: follow.interval,
        };
        if feed.cursor.is_none() && feed.since.is_none() {
            let mut newest = list(client, &feed.filter);
            newest.query("order", Order::Desc);
            newest.query("limit", 1);
            let newest = newest.send().await?.data.pop();
            feed.cursor = newest.map(|event| RawEvent::from(event).id);
            feed.handled.clone_from(&feed.cursor);
        }
        Ok(feed)
    }

    /// Returns the id of the last handled event, after which a later run can continue.
    pub(crate) fn cursor(&self) -> Option<&str> {
        self.handled.as_deref()
    }

    /// Marks an event as handled. A later run continues after it, so no fetched but unhandled event is lost.
    pub(crate) fn handled(&mut self, event: &RawEvent) {
        self.handled = Some(event.id.clone());
    }

    /// Waits for the next events.
    ///
    /// Retryable failures are printed to `output`. The request is then repeated after a pause, which grows with each
    /// failure and is at least as long as the server asks for.
    ///
    /// # Errors
    /// If a request fails with an error that is not retryable, or if the events do not advance.
    pub(crate) async fn next(&mut self, output: &Output) -> Result<Vec<RawEvent>, Failure> {
        let clock = self.client.clock();
        let mut pause = FIRST_PAUSE;
        loop {
            let wait = match self.next_page().send().await {
                Ok(page) if page.data.is_empty() => {
                    pause = FIRST_PAUSE;
                    self.interval
                }
                Ok(page) => {
                    let events: Vec<_> = page.data.into_iter().map(RawEvent::from).collect();
                    let last = events.last().map(|event| event.id.clone()).unwrap_or_default();
                    if last.is_empty() || self.cursor.as_ref() == Some(&last) {
                        return Err(Failure::refused(
                            "the events do not advance: their ids are missing or repeat",
                        ));
                    }
                    self.cursor = Some(last);
                    return Ok(events);
                }
                Err(error) if error.is_retryable() => {
                    let wait = error.retry_after().unwrap_or_default().max(pause);
                    pause = pause.saturating_mul(2).min(MAX_PAUSE);
                    output.note(&format!("{}; retrying in {wait:?}", Failure::from(error)))?;
                    wait
                }
                Err(error) => return Err(error.into()),
            };
            clock.sleep(wait).await;
        }
    }

    fn next_page(&self) -> Call<Page<Box<RawValue>>> {
        let mut call = list(&self.client, &self.filter);
        call.query("order", Order::Asc);
        call.query("limit", PAGE);
        match (&self.cursor, self.since) {
            (Some(cursor), _) => call.query("after", cursor),
            (None, Some(since)) => call.query("range_start", since),
            (None, None) => {}
        }
        call
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workos_emulator::{DEFAULT_BASE_URL, Emulator, NewOrganization, RateLimits};

    const MINUTE: Duration = Duration::from_secs(60);

    fn client(emulator: &Emulator) -> Client {
        let client = Client::builder().api_key(emulator.api_key()).base_url(DEFAULT_BASE_URL);
        client.transport(emulator.transport()).build().unwrap()
    }

    #[tokio::test]
    async fn a_feed_returns_each_event_after_its_start_once() {
        let emulator = Emulator::new();
        let output = Output::new(true);
        emulator.add_organization(NewOrganization::new("Before")).unwrap();
        let mut feed = Feed::start(&client(&emulator), &Follow::default()).await.unwrap();
        for name in ["One", "Two"] {
            emulator.add_organization(NewOrganization::new(name)).unwrap();
            let events = feed.next(&output).await.unwrap();
            assert_eq!(events.len(), 1);
            assert_ne!(feed.cursor(), Some(events[0].id.as_str()), "a fetched event is not handled yet");
            feed.handled(&events[0]);
            assert_eq!(feed.cursor(), Some(events[0].id.as_str()));
            assert!(events[0].raw.get().contains(&format!("{name:?}")), "{events:?}");
        }
    }

    #[tokio::test]
    async fn a_feed_waits_out_a_rate_limit_and_loses_no_event() {
        let emulator = Emulator::builder().rate_limits(RateLimits::per_key(1, MINUTE)).build().unwrap();
        let client = client(&emulator);
        let mut feed = Feed::start(&client, &Follow::default()).await.unwrap();
        emulator.add_organization(NewOrganization::new("One")).unwrap();
        let (before, output) = (client.clock().now(), Output::new(true));
        let events = feed.next(&output).await.unwrap();
        assert_eq!((events.len(), events[0].name.as_str()), (1, "organization.created"));
        assert!(client.clock().now().duration_since(before) >= MINUTE);
    }

    #[test]
    fn an_undecodable_event_names_the_reason() {
        let raw = |data: Value| {
            let event = serde_json::json!({"id": "event_1", "event": "user.created", "data": data});
            RawEvent::from(RawValue::from_string(event.to_string()).unwrap())
        };
        let event = raw(serde_json::json!({"id": "user_1"}));
        assert_eq!((event.id.as_str(), event.about.as_deref()), ("event_1", Some("user_1")));
        assert!(event.undecodable.is_some_and(|reason| reason.starts_with("missing field `email`")));
        let event = raw(serde_json::json!({"id": "user_1", "email": "a@b.c", "email_verified": true,
            "created_at": "2026-01-15T12:00:00Z", "updated_at": "2026-01-15T12:00:00Z"}));
        assert_eq!(event.undecodable, None);
    }

    #[tokio::test]
    async fn a_failure_that_is_not_retryable_ends_the_feed() {
        let emulator = Emulator::new();
        let follow = Follow { after: Some("event_none".to_owned()), ..Follow::default() };
        let mut feed = Feed::start(&client(&emulator), &follow).await.unwrap();
        let failure = feed.next(&Output::new(true)).await.unwrap_err();
        assert!(failure.hint().is_some_and(|hint| hint.contains("--after")), "{failure}");
    }
}
