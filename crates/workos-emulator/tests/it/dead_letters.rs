//! Sending webhooks again, and those that were given up.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{Delivery, DeliveryState, Emulator, NewUser, NewWebhookEndpoint};

use crate::*;

const HOOKS: &str = "https://app.test/hooks";

/// An emulator with one endpoint, which has one retry after five seconds.
fn one_endpoint() -> Emulator {
    let emulator = Emulator::builder().webhook_retries([Duration::from_secs(5)]).build().unwrap();
    let endpoint = NewWebhookEndpoint::new(HOOKS, ["user.created"]).id("we_app").secret("whsec_app");
    emulator.add_webhook_endpoint(endpoint).unwrap();
    emulator
}

fn add_user(emulator: &Emulator, email: &str) {
    emulator.add_user(NewUser::new(email)).unwrap();
}

/// Sends what is due and answers with this status; the bodies and signatures that were sent.
fn deliver(emulator: &Emulator, status: u16) -> Vec<(Bytes, String)> {
    let mut seen = Vec::new();
    emulator.deliver_webhooks(|request| {
        let signature = request.headers()["workos-signature"].to_str().unwrap().to_owned();
        seen.push((request.body().clone(), signature));
        Response::builder().status(status).body(Bytes::new()).unwrap()
    });
    seen
}

fn last(emulator: &Emulator) -> Delivery {
    emulator.deliveries().pop().unwrap()
}

#[test]
fn a_replay_has_the_same_body_and_event_and_a_signature_of_its_own_time() {
    let emulator = one_endpoint();
    add_user(&emulator, "ada@acme.com");
    let first = deliver(&emulator, 200).remove(0);
    let id = last(&emulator).id;

    emulator.advance(Duration::from_secs(3600));
    emulator.replay_delivery(&id).unwrap();
    assert!(matches!(last(&emulator).state, DeliveryState::Pending { due } if due == emulator.now()));
    let again = deliver(&emulator, 200).remove(0);
    assert_eq!(first.0, again.0);
    let time = |signature: &str| signature[2..15].parse::<i64>().unwrap();
    assert_eq!(time(&again.1) - time(&first.1), 3_600_000);

    let delivery = last(&emulator);
    assert_eq!((delivery.state, delivery.attempts.len()), (DeliveryState::Delivered, 2));
    let event: Value = serde_json::from_slice(&delivery.body).unwrap();
    assert_eq!(event["id"], json!(delivery.event_id));
    assert_eq!(emulator.event_count("user.created"), 1);
}

#[test]
fn what_was_given_up_is_a_dead_letter_until_it_is_sent_again() {
    let emulator = one_endpoint();
    add_user(&emulator, "ada@acme.com");
    add_user(&emulator, "grace@acme.com");
    for _ in 0..4 {
        deliver(&emulator, 503);
        emulator.advance(Duration::from_secs(5));
    }
    let dead = emulator.dead_letters();
    assert_eq!(dead.iter().map(|delivery| delivery.attempts.len()).collect::<Vec<_>>(), [2, 2]);

    assert_eq!(emulator.redeliver_dead_letters(), 2);
    assert!(emulator.dead_letters().is_empty());
    // They have all their retries before them, and keep their order.
    assert_eq!(deliver(&emulator, 503).len(), 1);
    emulator.advance(Duration::from_secs(5));
    let sent: Vec<_> = deliver(&emulator, 200).into_iter().map(|(body, _)| body).collect();
    assert_eq!(sent, [dead[0].body.clone(), dead[1].body.clone()]);
    assert_eq!(emulator.redeliver_dead_letters(), 0);
}

#[test]
fn a_dead_letter_that_fails_again_is_one_again() {
    let emulator = one_endpoint();
    add_user(&emulator, "ada@acme.com");
    for round in 1..=2 {
        for _ in 0..2 {
            deliver(&emulator, 500);
            emulator.advance(Duration::from_secs(5));
        }
        assert_eq!(emulator.dead_letters()[0].attempts.len(), 2 * round);
        assert_eq!(emulator.redeliver_dead_letters(), 1);
    }
}

#[test]
fn only_what_has_come_to_an_end_and_has_an_endpoint_can_be_sent_again() {
    let emulator = one_endpoint();
    let problem = |id: &str| emulator.replay_delivery(id).unwrap_err().to_string();
    assert_eq!(problem("delivery_none"), "delivery 'delivery_none' does not exist");
    add_user(&emulator, "ada@acme.com");
    let id = last(&emulator).id;
    assert!(problem(&id).ends_with("is still pending"));
    assert_eq!(call(&emulator, "DELETE", "/webhook_endpoints/we_app").status, 204);
    assert_eq!(emulator.dead_letters()[0].id, id);
    assert_eq!(problem(&id), "endpoint 'we_app' does not exist");
    assert_eq!(emulator.redeliver_dead_letters(), 0);
}
