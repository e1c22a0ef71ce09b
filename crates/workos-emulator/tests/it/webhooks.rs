//! Webhook endpoints, and what is sent to them.

use std::cell::RefCell;
use std::time::Duration;

use ring::hmac;
use serde_json::json;
use workos_emulator::{DeliveryState, Emulator, NewUser, NewWebhookEndpoint};

use crate::*;

const HOOKS: &str = "https://app.test/hooks";

fn create(emulator: &Emulator, url: &str, events: &[&str]) -> Value {
    let answer = post_json(emulator, "/webhook_endpoints", &json!({"endpoint_url": url, "events": events}));
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

fn patch(emulator: &Emulator, endpoint: &Value, body: &Value) -> Answer {
    let path = format!("/webhook_endpoints/{}", endpoint["id"].as_str().unwrap());
    call_json(emulator, "PATCH", &path, body)
}

fn add_user(emulator: &Emulator, n: usize) {
    emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
}

/// Sends what is due, answers with this status, and returns the addresses of the users that it was about.
fn deliver(emulator: &Emulator, status: u16) -> Vec<String> {
    let seen = RefCell::new(Vec::new());
    emulator.deliver_webhooks(|request| {
        let event: Value = serde_json::from_slice(request.body()).unwrap();
        seen.borrow_mut().push(event["data"]["email"].as_str().unwrap().to_owned());
        Response::builder().status(status).body(Bytes::from_static(b"noted")).unwrap()
    });
    seen.into_inner()
}

#[test]
fn an_endpoint_has_every_field_of_the_contract() {
    let emulator = Emulator::new();
    let endpoint = create(&emulator, HOOKS, &["user.created", "user.created", "dsync.user.created"]);
    assert!(endpoint["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_eq!(
        endpoint,
        json!({
            "object": "webhook_endpoint", "id": endpoint["id"], "endpoint_url": HOOKS, "secret": endpoint["secret"],
            "status": "enabled", "events": ["user.created", "dsync.user.created"],
            "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z",
        })
    );
    assert_eq!(call(&emulator, "GET", "/webhook_endpoints").json()["data"], json!([endpoint]));
    let changed = patch(
        &emulator,
        &endpoint,
        &json!({"status": "disabled", "events": ["user.deleted"], "endpoint_url": "http://localhost:3000/hooks"}),
    );
    let changed = changed.json();
    assert_eq!((&changed["status"], &changed["events"]), (&json!("disabled"), &json!(["user.deleted"])));
    assert_eq!(
        (&changed["endpoint_url"], &changed["secret"]),
        (&json!("http://localhost:3000/hooks"), &endpoint["secret"])
    );
    assert_eq!(patch(&emulator, &endpoint, &json!({})).json()["status"], "disabled");
    let path = format!("/webhook_endpoints/{}", endpoint["id"].as_str().unwrap());
    assert_eq!(call(&emulator, "DELETE", &path).status, 204);
    assert_eq!(call(&emulator, "DELETE", &path).error().1, "entity_not_found");
    assert_eq!(patch(&emulator, &endpoint, &json!({})).error().1, "entity_not_found");
}

#[test]
fn endpoints_page_in_both_directions() {
    let emulator = Emulator::new();
    for n in 0..25 {
        create(&emulator, &format!("{HOOKS}/{n}"), &["user.created"]);
    }
    walk_25(&emulator, "/webhook_endpoints");
}

#[test]
fn bad_endpoints_are_refused_when_made_and_when_changed() {
    let emulator = Emulator::new();
    create(&emulator, "https://app.test/taken", &["user.created"]);
    let endpoint = create(&emulator, HOOKS, &["user.created"]);
    for (body, status, code) in [
        (json!({"endpoint_url": "notaurl"}), 422, "invalid_url"),
        (json!({"endpoint_url": ""}), 422, "invalid_url"),
        (json!({"endpoint_url": "http://app.test/hooks"}), 422, "invalid_url"),
        (json!({"endpoint_url": "ftp://app.test/hooks"}), 422, "invalid_url"),
        (json!({"endpoint_url": "javascript:alert(1)"}), 422, "invalid_url"),
        (json!({"endpoint_url": 5}), 422, "invalid_request_parameters"),
        (json!({"endpoint_url": "https://app.test/taken"}), 409, "duplicate_endpoint"),
        (json!({"events": ["user.exploded"]}), 422, "invalid_request_parameters"),
        (json!({"events": ["vault.data.created"]}), 422, "invalid_request_parameters"),
        (json!({"events": []}), 422, "invalid_request_parameters"),
        (json!({"events": "user.created"}), 422, "invalid_request_parameters"),
    ] {
        let answer = patch(&emulator, &endpoint, &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
        let mut whole = json!({"endpoint_url": "https://app.test/new", "events": ["user.created"]});
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let answer = post_json(&emulator, "/webhook_endpoints", &whole);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{whole}");
    }
    let answer = patch(&emulator, &endpoint, &json!({"events": ["user.exploded"]}));
    assert_eq!(answer.json()["errors"][0]["code"], "unknown_event_type");
    assert_eq!(patch(&emulator, &endpoint, &json!({"status": "on"})).status, 422);
    for body in [json!({"endpoint_url": HOOKS}), json!({"events": ["user.created"]})] {
        assert_eq!(post_json(&emulator, "/webhook_endpoints", &body).error().1, "invalid_request_parameters");
    }
    assert_eq!(patch(&emulator, &endpoint, &json!({"endpoint_url": HOOKS})).status, 200);
    let empty = NewWebhookEndpoint::new("https://app.test/2", ["user.created"]).secret("");
    assert!(emulator.add_webhook_endpoint(empty).is_err());
}

#[test]
fn a_delivery_is_the_event_signed_with_the_secret_as_it_is_shown() {
    let emulator = Emulator::new();
    let endpoint = NewWebhookEndpoint::new(HOOKS, ["organization.created"]).secret("whsec_mine");
    emulator.add_webhook_endpoint(endpoint).unwrap();
    post_json(&emulator, "/organizations", &json!({"name": "Foo"}));
    let webhook = emulator.next_webhook().unwrap();
    let request = webhook.request();
    assert_eq!((request.method().as_str(), request.uri().to_string()), ("POST", HOOKS.to_owned()));
    assert!(request.headers()["content-type"].to_str().unwrap().starts_with("application/json"));
    let event: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(event["object"], "event");
    assert_eq!(event, emulator.events()[0]);
    let header = request.headers()["workos-signature"].to_str().unwrap();
    let (time, signature) = header.strip_prefix("t=").unwrap().split_once(", v1=").unwrap();
    assert_eq!(time, emulator.now().as_millis().to_string());
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"whsec_mine");
    let signed = [format!("{time}.").as_bytes(), request.body().as_ref()].concat();
    let expected: String =
        hmac::sign(&key, &signed).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(signature, expected);
}

#[test]
fn failures_are_sent_again_with_a_fresh_signature_until_they_are_given_up() {
    let emulator = Emulator::new();
    create(&emulator, HOOKS, &["user.created"]);
    add_user(&emulator, 0);
    assert_eq!(deliver(&emulator, 500).len(), 1);
    let mut waits = vec![5, 40, 320, 2560, 20_480, 163_840];
    for wait in waits.drain(..) {
        emulator.advance(Duration::from_secs(wait - 1));
        assert_eq!(deliver(&emulator, 500).len(), 0, "{wait}");
        emulator.advance(Duration::from_secs(1));
        assert_eq!(deliver(&emulator, 302).len(), 1, "{wait}");
    }
    emulator.advance(Duration::from_secs(1_000_000));
    assert_eq!(deliver(&emulator, 200).len(), 0);
    let delivery = &emulator.deliveries()[0];
    assert_eq!((delivery.state, delivery.attempts.len()), (DeliveryState::Failed, 7));
    assert_eq!((delivery.event, delivery.attempts[0].answer.as_str()), ("user.created", "noted"));
    assert_eq!(delivery.attempts[0].status.unwrap().as_u16(), 500);
    assert_eq!(delivery.attempts[0].url, HOOKS);
    let mut signatures: Vec<_> = delivery.attempts.iter().map(|attempt| &attempt.signature).collect();
    signatures.dedup();
    assert_eq!(signatures.len(), 7);
    assert_eq!(delivery.event_id, emulator.events()[0]["id"].as_str().unwrap());
}

#[test]
fn an_endpoint_gets_its_events_in_order_whatever_fails() {
    let emulator = Emulator::builder().webhook_retries([Duration::from_secs(1)]).build().unwrap();
    create(&emulator, HOOKS, &["user.created"]);
    for n in 0..3 {
        add_user(&emulator, n);
    }
    assert_eq!(deliver(&emulator, 503), ["user0@acme.com"]);
    assert_eq!(deliver(&emulator, 200), [""; 0]);
    emulator.advance(Duration::from_secs(1));
    // The first is given up after its second failure; then the next has its turn.
    let webhook = emulator.next_webhook().unwrap();
    assert!(emulator.next_webhook().is_none());
    webhook.failed("connection refused");
    assert_eq!(deliver(&emulator, 204), ["user1@acme.com", "user2@acme.com"]);
    let states: Vec<_> = emulator.deliveries().iter().map(|delivery| delivery.state).collect();
    assert_eq!(states, [DeliveryState::Failed, DeliveryState::Delivered, DeliveryState::Delivered]);
    assert_eq!(emulator.deliveries()[0].attempts[1].status, None);
    assert_eq!(emulator.deliveries()[0].attempts[1].answer, "connection refused");
}

#[test]
fn a_webhook_that_is_dropped_was_no_attempt() {
    let emulator = Emulator::new();
    create(&emulator, HOOKS, &["user.created"]);
    add_user(&emulator, 0);
    drop(emulator.next_webhook());
    assert!(emulator.deliveries()[0].attempts.is_empty());
    assert_eq!(deliver(&emulator, 200).len(), 1);
}

#[test]
fn a_failing_endpoint_does_not_hold_up_another() {
    let emulator = Emulator::new();
    create(&emulator, "https://app.test/1", &["user.created"]);
    create(&emulator, "https://app.test/2", &["user.created"]);
    add_user(&emulator, 0);
    add_user(&emulator, 1);
    let first = emulator.next_webhook().unwrap();
    let second = emulator.next_webhook().unwrap();
    assert_ne!(first.endpoint_id(), second.endpoint_id());
    assert!(emulator.next_webhook().is_none());
    first.failed("down");
    second.answered(&Response::new(Bytes::new()));
    assert_eq!(deliver(&emulator, 200), ["user1@acme.com"]);
}

#[test]
fn disabled_endpoints_get_nothing_and_deleted_ones_neither() {
    let emulator = Emulator::new();
    let endpoint = create(&emulator, HOOKS, &["user.created"]);
    add_user(&emulator, 0);
    patch(&emulator, &endpoint, &json!({"status": "disabled"}));
    add_user(&emulator, 1);
    assert_eq!(deliver(&emulator, 200), [""; 0]);
    // What waited goes on; what happened meanwhile was never meant for it.
    patch(&emulator, &endpoint, &json!({"status": "enabled"}));
    assert_eq!(deliver(&emulator, 200), ["user0@acme.com"]);
    add_user(&emulator, 2);
    call(&emulator, "DELETE", &format!("/webhook_endpoints/{}", endpoint["id"].as_str().unwrap()));
    assert_eq!(deliver(&emulator, 200), [""; 0]);
    assert_eq!(emulator.deliveries()[1].state, DeliveryState::Failed);
}

#[test]
fn only_events_that_were_asked_for_are_sent() {
    let emulator = Emulator::new();
    create(&emulator, HOOKS, &["user.deleted"]);
    add_user(&emulator, 0);
    assert!(emulator.deliveries().is_empty());
    assert_eq!(emulator.event_count("user.created"), 1);
}

#[test]
fn every_attempt_is_observed_with_its_outcome_and_the_time_of_the_next() {
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = seen.clone();
    let observe = move |attempted: &workos_emulator::AttemptedDelivery| {
        log.lock().unwrap().push(attempted.clone());
    };
    let retries = [Duration::from_secs(5)];
    let emulator = Emulator::builder().webhook_retries(retries).on_delivery_attempt(observe).build().unwrap();
    let endpoint = NewWebhookEndpoint::new("https://app.test/hooks?token=canary", ["user.created"]);
    emulator.add_webhook_endpoint(endpoint).unwrap();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    emulator.next_webhook().unwrap().failed("connection refused");
    emulator.advance(Duration::from_secs(5));
    let answer = Response::builder().status(503).body(Bytes::new()).unwrap();
    emulator.next_webhook().unwrap().answered(&answer);
    emulator.add_user(NewUser::new("eve@acme.com")).unwrap();
    emulator.next_webhook().unwrap().answered(&Response::new(Bytes::new()));
    let seen = seen.lock().unwrap().clone();
    let shown: Vec<_> = seen
        .iter()
        .map(|one| {
            let status = one.status.map(|status| status.as_u16());
            let wait = match one.state {
                DeliveryState::Pending { due } => Some(due.as_secs() - one.at.as_secs()),
                _ => None,
            };
            (one.attempt, status, wait)
        })
        .collect();
    assert_eq!(shown, [(1, None, Some(5)), (2, Some(503), None), (1, Some(200), None)]);
    assert!(seen.iter().all(|one| one.event == "user.created" && one.url == "https://app.test/hooks"));
    assert_eq!(seen[0].answer, "connection refused");
}
