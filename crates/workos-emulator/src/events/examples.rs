//! The example payload of every event, for events that are triggered.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

static TEXT: &str = include_str!("../generated/event_examples.json");

/// All events with their example payloads, by name.
#[expect(clippy::expect_used, reason = "the examples are compiled in, and a test reads them")]
pub(crate) fn all() -> &'static BTreeMap<String, Value> {
    static ALL: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(TEXT).expect("the examples are JSON"))
}

/// The example payload of an event with these members instead of its own. Objects are merged, at any depth.
pub(crate) fn with(name: &str, members: Value) -> Value {
    let mut data = all().get(name).cloned().unwrap_or_default();
    merge(&mut data, members);
    data
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::events::names::{is_event, webhook_events};

    #[test]
    fn every_event_has_an_example_and_every_example_an_event() {
        assert!(all().keys().all(|name| is_event(name)));
        assert!(webhook_events().iter().all(|name| all().contains_key(*name)));
        assert_eq!(all().len(), 137);
    }

    #[test]
    fn members_replace_those_of_the_example_at_any_depth() {
        let data =
            with("dsync.group.user_added", json!({"user": {"email": "ada@acme.com"}, "directory_id": null}));
        assert_eq!(data["user"]["email"], "ada@acme.com");
        assert_eq!(data["directory_id"], Value::Null);
        assert!(data["user"]["id"].as_str().is_some_and(|id| id.starts_with("directory_user_")));
    }
}
