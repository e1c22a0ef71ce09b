//! Every event decodes to its type and serializes to the same JSON.

use serde_json::{Value, json};
use workos_webhooks::{Event, EventData, EventName};

/// One event of each name, with all its fields.
const EXAMPLES: &str = include_str!("events.jsonl");

#[test]
fn every_event_decodes_to_its_type_and_serializes_to_the_same_json() {
    let examples = examples();
    // 111 events of contract 0.61.0, 25 newer events, and `dsync.deactivated` of older versions of the API.
    assert_eq!((examples.len(), EventName::KNOWN.len()), (137, 137));
    for example in examples {
        let event = decode(&example);
        assert!(!event.is_unknown() && !event.is_undecodable(), "{event:?}");
        assert_eq!(event.data.name(), example["event"]);
        assert_eq!(serde_json::to_value(&event).unwrap(), example);
    }
}

#[test]
fn there_is_a_name_for_each_event() {
    for example in examples() {
        let name = EventName::from(example["event"].as_str().unwrap());
        assert!(!matches!(name, EventName::Unknown(_)), "{name}");
    }
}

#[test]
fn missing_nullable_fields_and_unknown_fields_are_accepted() {
    for example in examples() {
        let mut sparse = without_nulls(example.clone());
        sparse["data"]["of_tomorrow"] = json!({"a": [1]});
        sparse["of_tomorrow"] = json!(1);
        sparse.as_object_mut().unwrap().remove("context");
        let event = decode(&sparse);
        let mut expected = without_nulls(example);
        expected.as_object_mut().unwrap().remove("context");
        assert_eq!(without_nulls(serde_json::to_value(&event).unwrap()), expected);
    }
}

#[test]
fn the_order_of_the_fields_does_not_matter() {
    let text = r#"{"data": {"group_id": "group_1", "organization_membership_id": "om_1"},
        "created_at": "2026-01-15T12:00:00.000Z", "event": "group.member_added", "id": "event_1"}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert!(matches!(&event.data, EventData::GroupMemberAdded(member) if member.group_id == "group_1"));
    assert_eq!(event.id, "event_1");
}

#[test]
fn an_event_with_an_unknown_name_keeps_its_payload() {
    let json = json!({"object": "event", "id": "event_1", "event": "moon.landed", "data": {"x": [1, null]},
        "created_at": "2026-01-15T12:00:00.000Z"});
    let event = decode(&json);
    assert!(matches!(&event.data, EventData::Unknown { json, .. } if json["x"] == json!([1, null])));
    assert_eq!(event.data.name(), "moon.landed");
    assert_eq!(serde_json::to_value(&event).unwrap(), json);
}

#[test]
fn unknown_values_are_preserved() {
    let mut event = example("dsync.activated");
    event["data"]["type"] = json!("moonbase scim v9");
    assert_eq!(serde_json::to_value(decode(&event)).unwrap(), event);
}

#[test]
fn an_event_without_the_object_tag_decodes() {
    let mut event = example("user.created");
    event.as_object_mut().unwrap().remove("object");
    let event = decode(&event);
    assert!(matches!(&event.data, EventData::UserCreated(user) if user.email.contains('@')));
}

fn examples() -> Vec<Value> {
    EXAMPLES.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn example(name: &str) -> Value {
    examples().into_iter().find(|event| event["event"] == name).unwrap()
}

fn decode(event: &Value) -> Event {
    let text = event.to_string();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Removes the fields that are null, at any depth.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let some = map.into_iter().filter(|(_, value)| !value.is_null());
            some.map(|(key, value)| (key, without_nulls(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
