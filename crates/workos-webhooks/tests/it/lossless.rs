//! No event is lost: documented and older payloads decode to their types, and any other event keeps its raw JSON.

use std::time::Duration;

use futures_executor::block_on;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workos_client::{Client, Retry};
use workos_transport_mock::{Reply, Script};
use workos_webhooks::{
    Event, EventData, EventName, Events, HandleOutcome, MemoryReplayGuard, Page, ReplayGuard, Timestamp,
    WebhookVerifier, sign,
};

/// One payload for each of the 78 events in the WorkOS documentation.
const DOCUMENTED: &str = include_str!("events_documented.json");
/// Webhook payloads of 2021 and 2022.
const OLDER: &str = include_str!("events_older.json");
/// One event of each name, with all its fields.
const EXAMPLES: &str = include_str!("events.jsonl");

#[test]
fn every_documented_payload_decodes_to_its_type_from_a_webhook_and_from_a_page() {
    let documented: Vec<Value> = serde_json::from_str(DOCUMENTED).unwrap();
    assert_eq!(documented.len(), 78);
    assert_typed(&documented);
}

#[test]
fn payloads_of_older_webhooks_decode_to_their_types() {
    assert_typed(&serde_json::from_str::<Vec<Value>>(OLDER).unwrap());
}

#[test]
fn every_member_of_every_event_may_be_absent_null_or_of_another_type() {
    let mut changed = 0;
    for example in examples() {
        // Most events have the same context, so only two of them have every value inside the context changed.
        let changes_context =
            ["user.created", "flag.rule_updated"].contains(&example["event"].as_str().unwrap());
        let is_changed = |path: &Vec<Step>| {
            path.len() == 1 || changes_context || !matches!(&path[0], Step::Key(key) if key == "context")
        };
        for path in paths(&example).into_iter().filter(is_changed) {
            for new in [None, Some(json!(null)), Some(json!([7]))] {
                let mut event = example.clone();
                let parent = path[..path.len() - 1].iter().fold(&mut event, |value, step| step.of(value));
                match (path.last().unwrap(), new) {
                    (Step::Key(key), Some(new)) => parent[key.as_str()] = new,
                    (Step::Index(index), Some(new)) => parent[*index] = new,
                    (Step::Key(key), None) => drop(parent.as_object_mut().unwrap().remove(key)),
                    (Step::Index(index), None) => drop(parent.as_array_mut().unwrap().remove(*index)),
                }
                assert_typed_or_raw(&event);
                changed += 1;
            }
        }
    }
    assert!(changed > 4_000, "{changed}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_object_with_an_event_name_is_kept(event in any_json(), name in event_name()) {
        let mut event = match event {
            Value::Object(members) => Value::Object(members),
            other => json!({ "data": other }),
        };
        event["event"] = json!(name);
        assert_typed_or_raw(&event);
    }

    #[test]
    fn a_page_with_any_json_value_decodes(item in any_json()) {
        let text = json!({"data": [item], "list_metadata": {"after": "event_1"}}).to_string();
        let page: Page<Event> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(page.after(), Some("event_1"));
        let mut written = serde_json::to_value(&page.data[0]).unwrap();
        // An object that decodes as an event gets the constant that names its kind.
        if let (Some(written), None) = (written.as_object_mut(), item.get("object")) {
            written.remove("object");
        }
        prop_assert_eq!(written, item);
    }
}

#[test]
fn a_page_with_one_bad_event_among_99_good_ones_keeps_100_events_and_its_cursor() {
    let bad = r#"{ "id":"event_bad", "event":"group.member_added","data":{"group_id":7},  "created_at":"2026-01-15T12:00:00.000Z" }"#;
    let good = |number: usize| {
        let event = json!({"object": "event", "id": format!("event_{number}"), "event": "group.member_added",
            "data": {"group_id": "group_1", "organization_membership_id": "om_1"},
            "created_at": "2026-01-15T12:00:00.000Z"});
        event.to_string()
    };
    let mut events: Vec<_> = (0..99).map(good).collect();
    events.insert(40, bad.to_owned());
    let events = events.join(",");
    let body = format!(
        r#"{{"object":"list","data":[{events}],"list_metadata":{{"before":null,"after":"event_98"}}}}"#
    );
    let script =
        Script::new().reply(Reply::status(200).header("content-type", "application/json").body(body));
    let client =
        Client::builder().api_key("sk_test_1").transport(script).retry(Retry::none()).build().unwrap();

    let page = block_on(Events::new(&client).list([EventName::GroupMemberAdded]).send()).unwrap();
    assert_eq!((page.data.len(), page.after()), (100, Some("event_98")));
    let typed = page.data.iter().filter(|event| matches!(event.data, EventData::GroupMemberAdded(_)));
    assert_eq!(typed.count(), 99);
    let event = &page.data[40];
    let undecodable = event.undecodable().unwrap();
    assert_eq!(
        (event.id.as_str(), event.name(), undecodable.raw()),
        ("event_bad", "group.member_added", bad)
    );
    assert_eq!(event.created_at, Some("2026-01-15T12:00:00Z".parse().unwrap()));
    assert!(undecodable.reason().starts_with("invalid type: integer, expected"), "{undecodable:?}");
}

#[test]
fn neither_the_reason_nor_debug_shows_a_value() {
    let text =
        r#"{"id":"event_1","event":"user.created","data":{"id":"user_1","email":["canary@example.com"]}}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert!(event.is_undecodable() && !event.is_unknown());
    assert!(!format!("{event:?}").contains("canary"), "{event:?}");
    assert!(!event.undecodable().unwrap().reason().contains("canary"));
}

#[test]
fn a_signed_body_that_names_no_event_is_an_error() {
    for body in
        ["7", "null", "[]", "{}", r#"{"id":"event_1","event":7}"#, r#"{"event":""}"#, "{", "\u{feff}", ""]
    {
        let error = from_webhook(body).unwrap_err();
        assert!(error.contains("does not decode"), "{body}: {error}");
    }
    let action =
        r#"{"object":"user_registration_action_context","id":"action_1","user_data":{"email":"canary"}}"#;
    let error = from_webhook(action).unwrap_err();
    assert!(error.contains("missing field `event`") && !error.contains("canary"), "{error}");
}

#[test]
fn an_event_without_an_id_is_never_taken_for_a_duplicate() {
    let event = from_webhook(r#"{"event":"user.created","data":{}}"#).unwrap();
    assert!(event.is_undecodable() && event.id.as_str().is_empty());
    let guard = MemoryReplayGuard::new();
    for _ in 0..2 {
        let handled = block_on(guard.handle(&event.id, || async { Ok::<_, ()>(()) }));
        assert!(matches!(handled, Ok(HandleOutcome::Handled(()))), "{handled:?}");
    }
}

fn examples() -> Vec<Value> {
    EXAMPLES.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn from_webhook(body: &str) -> Result<Event, String> {
    let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
    let verifier = WebhookVerifier::new("whsec_test").unwrap().tolerance(Duration::ZERO);
    let signature = sign("whsec_test", now, body.as_bytes());
    let verified = verifier.verify(body.as_bytes(), signature.as_str(), now).unwrap();
    verified.event().map_err(|error| error.to_string())
}

fn assert_typed(events: &[Value]) {
    let page = json!({"object": "list", "data": events, "list_metadata": {"after": null}}).to_string();
    let page: Page<Event> = serde_json::from_str(&page).unwrap();
    for (json, listed) in events.iter().zip(&page.data) {
        for event in [&from_webhook(&json.to_string()).unwrap(), listed] {
            assert!(!event.is_undecodable() && !event.is_unknown(), "{event:?}");
            assert_eq!(
                (event.name(), event.id.as_str()),
                (json["event"].as_str().unwrap(), json["id"].as_str().unwrap())
            );
            assert_eq!(event.created_at.is_some(), json.get("created_at").is_some());
        }
    }
}

/// Asserts that the event is typed, or keeps its raw JSON and its readable fields, from a webhook and from a page.
fn assert_typed_or_raw(json: &Value) {
    let text = json.to_string();
    let page = format!(r#"{{"data":[{text}],"list_metadata":{{"after":"event_9"}}}}"#);
    let page: Page<Event> = serde_json::from_str(&page).unwrap();
    assert_eq!((page.data.len(), page.after()), (1, Some("event_9")));
    let name = json["event"].as_str().unwrap_or_default();
    let webhook = from_webhook(&text);
    assert_eq!(webhook.is_err(), name.is_empty(), "{text}");
    for event in page.data.into_iter().chain(webhook) {
        assert_eq!(event.id.as_str(), json["id"].as_str().unwrap_or_default(), "{text}");
        match event.undecodable() {
            None => assert_eq!(event.name(), name),
            Some(undecodable) => {
                assert_eq!((undecodable.name(), undecodable.raw()), (name, text.as_str()));
                assert!(!undecodable.reason().is_empty() && undecodable.reason().len() <= 303);
                assert_eq!(serde_json::to_string(&event).unwrap(), text);
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    fn of<'a>(&self, value: &'a mut Value) -> &'a mut Value {
        match self {
            Self::Key(key) => &mut value[key.as_str()],
            Self::Index(index) => &mut value[*index],
        }
    }
}

/// Returns the path of every value inside a JSON value.
fn paths(value: &Value) -> Vec<Vec<Step>> {
    let children: Vec<(Step, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (Step::Index(index), value)).collect()
        }
        _ => Vec::new(),
    };
    children
        .into_iter()
        .flat_map(|(step, value)| {
            let deeper = paths(value).into_iter().map({
                let step = step.clone();
                move |rest| [vec![step.clone()], rest].concat()
            });
            std::iter::once(vec![step]).chain(deeper).collect::<Vec<_>>()
        })
        .collect()
}

fn event_name() -> impl Strategy<Value = String> {
    let known: Vec<String> = EventName::KNOWN.iter().map(|name| name.as_str().to_owned()).collect();
    prop_oneof![3 => prop::sample::select(known), 1 => "[a-z.]{1,12}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        let key = prop_oneof![
            prop::sample::select(vec!["id", "event", "data", "created_at", "context", "object"])
                .prop_map(str::to_owned),
            "[a-z_]{0,6}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}
