//! The names of all events.

use std::sync::LazyLock;

use crate::base::text::StaticText;
use crate::http::routes::{enum_of_body, enum_of_query};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The events that webhook endpoints can ask for.
static WEBHOOK_EVENTS: LazyLock<&'static [&'static str]> =
    LazyLock::new(|| enum_of_body("webhook_endpoints.create", "events"));

/// Every event, those that only the events API has among them.
static EVENTS: LazyLock<&'static [&'static str]> = LazyLock::new(|| enum_of_query("events.list", "events"));

/// The name of an event, if there is such an event.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    EVENTS.iter().copied().find(|known| *known == name)
}

/// The name of an event.
pub(crate) fn read_event_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<StaticText, D::Error> {
    let name = String::deserialize(deserializer)?;
    let known = known(&name);
    known.ok_or_else(|| D::Error::custom(format!("'{name}' is not an event")))
}

/// Whether an event has this name.
pub(crate) fn is_event(name: &str) -> bool {
    EVENTS.contains(&name)
}

/// Whether an event of this name is sent to webhook endpoints.
pub(crate) fn is_webhook_event(name: &str) -> bool {
    WEBHOOK_EVENTS.contains(&name)
}

/// The names of the events that are sent to webhook endpoints.
pub(crate) fn webhook_events() -> &'static [&'static str] {
    *WEBHOOK_EVENTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_136_events_and_an_older_one_and_113_of_them_are_sent_to_endpoints() {
        assert_eq!((WEBHOOK_EVENTS.len(), EVENTS.len()), (113, 137));
        assert!(WEBHOOK_EVENTS.iter().all(|name| is_event(name)));
        assert!(is_event("vault.data.created") && !is_webhook_event("vault.data.created"));
        assert!(is_event("dsync.deactivated") && !is_webhook_event("dsync.deactivated"));
        assert!(!is_event("user.exploded"));
    }
}
