//! The events of an environment, kept for a time and in a limited number.

use std::time::Duration;

use serde::Serialize;
use workos_core::Timestamp;

use crate::events::event::Event;
use crate::store::collection::{Collection, Stored as _};
use crate::store::table::{Changes, Table};

/// How many events are kept; the oldest goes first.
const MOST: usize = 10_000;
/// How many bytes they take in memory, about.
const MOST_BYTES: usize = 40 * 1024 * 1024;
/// How long events are kept, as in production.
const RETENTION: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The stored events, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Events(Collection<Event>);

impl Events {
    pub(crate) fn push(&mut self, event: Event) {
        let bytes = event.footprint();
        while self.0.len() > 0 && (self.0.len() >= MOST || self.0.bytes() + bytes > MOST_BYTES) {
            self.0.forget_oldest();
        }
        self.0.insert(event);
    }

    pub(crate) const fn all(&self) -> &Collection<Event> {
        &self.0
    }

    pub(crate) fn forget_old(&mut self, now: Timestamp) {
        while self.0.oldest().is_some_and(|event| event.created_at.saturating_add(RETENTION) < now) {
            self.0.forget_oldest();
        }
    }
}

impl Table for Events {
    type Key = <Collection<Event> as Table>::Key;
    type Entry = <Collection<Event> as Table>::Entry;

    fn changes(&self) -> &Changes<Self::Key> {
        self.0.changes()
    }

    fn changes_mut(&mut self) -> &mut Changes<Self::Key> {
        self.0.changes_mut()
    }

    fn entry(&self, key: &Self::Key) -> Option<impl Serialize> {
        self.0.entry(key)
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.entries()
    }

    fn put(&mut self, entry: Self::Entry) -> Result<(), String> {
        self.0.put(entry)
    }

    fn drop_entry(&mut self, key: &Self::Key) {
        self.0.drop_entry(key);
    }

    fn copy(&self) -> Self {
        Self(self.0.copy())
    }

    fn reindex(&mut self) {
        self.0.reindex();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(n: usize) -> Event {
        Event {
            id: format!("event_{n}"),
            name: "user.created",
            organization_id: None,
            created_at: Timestamp::from_secs(i64::try_from(n).unwrap()).unwrap(),
            data: json!({}),
        }
    }

    #[test]
    fn events_are_bounded_in_bytes() {
        let mut events = Events::default();
        for n in 0..200 {
            events.push(Event { data: json!("x".repeat(1024 * 1024)), ..event(n) });
        }
        assert!(events.all().bytes() <= MOST_BYTES && events.all().len() >= 39);
        assert!(events.all().get("event_199").is_some());
    }

    #[test]
    fn events_are_bounded_in_number_and_age() {
        let mut events = Events::default();
        for n in 0..MOST + 3 {
            events.push(event(n));
        }
        assert_eq!((events.all().len(), events.all().oldest().unwrap().id.as_str()), (MOST, "event_3"));
        events.forget_old(Timestamp::from_secs(10).unwrap().saturating_add(RETENTION));
        assert_eq!(events.all().oldest().unwrap().id, "event_10");
    }
}
