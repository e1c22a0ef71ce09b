//! V: events whose shape differs from the contract.

use std::time::Duration;

use serde_json::{Value, json};
use workos_webhooks::{Event, EventData, EventName, Events, Page, Timestamp, WebhookVerifier, sign};

use super::script::Answer;
use super::server::FaultServer;
use super::{Wire, client, over_both};

over_both! {
    v2_one_bad_event_in_a_page_is_returned_and_the_cursor_survives,
}

const BAD: &str = r#"{"id":"event_bad","event":"user.created","data":{"id":"user_1","email":["canary"]},"created_at":"2026-01-15T12:00:00.000Z"}"#;

fn good(number: u32) -> Value {
    json!({"object": "event", "id": format!("event_{number}"), "event": "group.member_added",
        "data": {"group_id": "group_1", "organization_membership_id": "om_1"},
        "created_at": "2026-01-15T12:00:00.000Z"})
}

/// Signs a body, verifies it, and decodes its event.
fn receive(body: &str) -> Result<Event, String> {
    let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
    let verifier = WebhookVerifier::new("whsec_test").unwrap().tolerance(Duration::ZERO);
    let signature = sign("whsec_test", now, body.as_bytes());
    let verified = verifier.verify(body.as_bytes(), signature.as_str(), now).unwrap();
    verified.event().map_err(|error| error.to_string())
}

#[test]
fn v1_a_webhook_of_a_known_name_that_does_not_decode_is_returned_with_the_reason() {
    let event = receive(BAD).unwrap();
    let undecodable = event.undecodable().unwrap();
    assert_eq!((event.id.as_str(), event.name(), undecodable.raw()), ("event_bad", "user.created", BAD));
    assert!(undecodable.reason().starts_with("invalid type"), "{undecodable:?}");
    assert!(!format!("{event:?}{}", undecodable.reason()).contains("canary"));
}

async fn v2_one_bad_event_in_a_page_is_returned_and_the_cursor_survives(wire: Wire) {
    let mut events: Vec<String> = (0..9).map(|number| good(number).to_string()).collect();
    events.insert(4, BAD.to_owned());
    let body =
        format!(r#"{{"object":"list","data":[{}],"list_metadata":{{"after":"event_8"}}}}"#, events.join(","));
    let reply = Answer::new(200, body).header("content-type", "application/json");
    let server = FaultServer::start(wire, [reply.into()]).await;
    let list = Events::new(&client(&server, wire)).list([EventName::GroupMemberAdded]);
    let page = list.send().await.unwrap();
    assert_eq!((page.data.len(), page.after()), (10, Some("event_8")));
    let undecodable: Vec<_> = page.data.iter().map(Event::is_undecodable).collect();
    assert!(undecodable[4] && undecodable.iter().filter(|bad| **bad).count() == 1, "{undecodable:?}");
    assert_eq!(page.data[4].undecodable().map(workos_webhooks::Undecodable::raw), Some(BAD));
}

#[test]
fn v3_an_event_of_an_unknown_name_keeps_its_payload() {
    let event = receive(r#"{"id":"event_1","event":"moon.landed","data":{"x":[1]}}"#).unwrap();
    assert!(event.is_unknown());
    assert!(matches!(&event.data, EventData::Unknown { json, .. } if json["x"] == json!([1])));
}

#[test]
fn v4_an_envelope_with_odd_members_loses_neither_the_event_nor_its_page() {
    let changes = [
        ("id", json!(7)),
        ("created_at", json!("soon")),
        ("context", json!("x")),
        ("data", json!(null)),
        ("event", json!(null)),
    ];
    for (member, odd) in changes {
        let mut event = good(1);
        event[member] = odd;
        let absent = {
            let mut event = good(1);
            event.as_object_mut().unwrap().remove(member);
            event
        };
        for bad in [event, absent, json!(null), json!([])] {
            let page =
                json!({"data": [good(0), bad, good(2)], "list_metadata": {"after": "event_2"}}).to_string();
            let page: Page<Event> = serde_json::from_str(&page).unwrap();
            let ids: Vec<_> = page.data.iter().map(|event| event.id.as_str()).collect();
            assert_eq!((ids.len(), ids[0], ids[2], page.after()), (3, "event_0", "event_2", Some("event_2")));
        }
    }
}

#[test]
fn v5_a_signed_body_without_the_name_of_an_event_is_an_error() {
    for body in [r#"{"object":"authentication_action_context","id":"action_1"}"#, "[]", "null", "{", ""] {
        let error = receive(body).unwrap_err();
        assert!(error.contains("does not decode"), "{body}: {error}");
    }
}

#[test]
fn v6_a_payload_without_the_fields_that_older_shapes_omit_decodes_typed() {
    let event = receive(
        r#"{"id":"wh_1","event":"connection.activated","data":{"object":"connection","id":"conn_1","name":"n",
            "state":"active","connection_type":"OktaSAML","domains":[]}}"#,
    );
    let event = event.unwrap();
    assert!(
        matches!(&event.data, EventData::ConnectionActivated(connection) if connection.created_at.is_none())
    );
    assert_eq!(event.created_at, None);
}
