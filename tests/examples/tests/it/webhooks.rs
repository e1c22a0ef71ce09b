//! Tests of the webhook example, with deliveries of the emulator.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, StatusCode};
use workos_emulator::{DeliveryState, EmulatedConnectionState, Emulator, NewConnection, NewWebhookEndpoint};
use workos_examples::webhooks::{Customers, Receiver, router};
use workos_pipes::{OrganizationId, TokenSource};
use workos_webhooks::{SIGNATURE_HEADER, WebhookVerifier, sign};

use crate::support::{ask, client};

const SECRET: &str = "whsec_test";
const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";

struct TestEnv {
    emulator: Emulator,
    app: Router,
    customers: Arc<Customers>,
}

impl TestEnv {
    fn new() -> Self {
        let emulator = Emulator::new();
        let events = ["connection.activated", "connection.deactivated", "connection.deleted"];
        let endpoint = NewWebhookEndpoint::new("https://yourapp.com/webhooks/workos", events).secret(SECRET);
        emulator.add_webhook_endpoint(endpoint).unwrap();
        let client = client(&emulator);
        let verifier = WebhookVerifier::new(SECRET).unwrap().clock(Arc::clone(client.clock()));
        let customers = Arc::new(Customers::default());
        let receiver = Receiver::new(verifier, Arc::clone(&customers), TokenSource::new(&client));
        Self { emulator, app: router(receiver), customers }
    }

    /// Delivers all pending webhooks, and returns the statuses of the responses.
    async fn deliver(&self) -> Vec<StatusCode> {
        let mut statuses = Vec::new();
        while let Some(webhook) = self.emulator.next_webhook() {
            let (head, body) = webhook.request().clone().into_parts();
            let answer = ask(&self.app, Request::from_parts(head, Body::from(body))).await;
            statuses.push(answer.status);
            let mut response = http::Response::new(Bytes::from(answer.body));
            *response.status_mut() = answer.status;
            webhook.answered(&response);
        }
        statuses
    }

    async fn post(&self, body: &'static str, signature: &str) -> StatusCode {
        let request = Request::post("/webhooks/workos").header(SIGNATURE_HEADER, signature);
        ask(&self.app, request.body(Body::from(body)).unwrap()).await.status
    }

    fn signature(&self, body: &str) -> String {
        sign(SECRET, client(&self.emulator).clock().now(), body.as_bytes())
    }

    fn acme_can_sign_in(&self) -> bool {
        self.customers.can_sign_in(&OrganizationId::from(ACME))
    }
}

#[tokio::test]
async fn activations_and_deactivations_of_connections_are_followed() {
    let env = TestEnv::new();
    let okta = env.emulator.add_connection(NewConnection::new("OktaSAML").organization(ACME)).unwrap();
    assert_eq!(env.deliver().await, [StatusCode::OK]);
    assert!(env.acme_can_sign_in());

    env.emulator.set_connection_state(&okta, EmulatedConnectionState::Inactive).unwrap();
    assert_eq!(env.deliver().await, [StatusCode::OK]);
    assert!(!env.acme_can_sign_in());
    assert!(env.emulator.deliveries().iter().all(|delivery| delivery.state == DeliveryState::Delivered));
}

#[tokio::test]
async fn a_second_delivery_is_acknowledged_and_does_nothing() {
    let env = TestEnv::new();
    let okta = env.emulator.add_connection(NewConnection::new("OktaSAML").organization(ACME)).unwrap();
    let webhook = env.emulator.next_webhook().unwrap();
    let (head, body) = webhook.request().clone().into_parts();
    drop(webhook);
    env.deliver().await;
    env.emulator.set_connection_state(&okta, EmulatedConnectionState::Inactive).unwrap();
    env.deliver().await;

    let again = Request::from_parts(head, Body::from(body));
    assert_eq!(ask(&env.app, again).await.status, StatusCode::OK);
    assert!(!env.acme_can_sign_in());
}

#[tokio::test]
async fn an_event_that_comes_after_a_newer_one_changes_nothing() {
    let env = TestEnv::new();
    let event = |id: &str, event: &str, state: &str, at: &str| {
        let connection = serde_json::json!({"object": "connection", "id": "conn_1", "state": state, "name": "Okta",
            "connection_type": "OktaSAML", "organization_id": ACME, "external_key": "key", "status": "linked",
            "domains": [], "created_at": at, "updated_at": at});
        let event = serde_json::json!({"object": "event", "id": id, "event": event, "created_at": at,
            "data": connection});
        &*event.to_string().leak()
    };
    let newer = event("event_2", "connection.deactivated", "inactive", "2026-01-15T12:00:02.000Z");
    let older = event("event_1", "connection.activated", "active", "2026-01-15T12:00:01.000Z");
    for body in [newer, older] {
        assert_eq!(env.post(body, &env.signature(body)).await, StatusCode::OK);
    }
    assert!(!env.acme_can_sign_in());
}

#[tokio::test]
async fn unsigned_bodies_are_refused_and_unknown_events_are_acknowledged() {
    let env = TestEnv::new();
    let body = r#"{"object":"event","id":"event_1","event":"brand.new","data":{},"created_at":"2026-01-15T12:00:00.000Z"}"#;
    assert_eq!(env.post(body, "t=1, v1=00").await, StatusCode::BAD_REQUEST);
    assert_eq!(env.post("{}", &env.signature(body)).await, StatusCode::BAD_REQUEST);
    assert_eq!(env.post(body, &env.signature(body)).await, StatusCode::OK);
}

#[tokio::test]
async fn an_event_that_does_not_decode_is_acknowledged_and_an_action_is_not() {
    let env = TestEnv::new();
    let body = r#"{"object":"event","id":"event_1","event":"connection.activated","data":{"id":7}}"#;
    assert_eq!(env.post(body, &env.signature(body)).await, StatusCode::OK);
    assert!(!env.acme_can_sign_in());
    let body = r#"{"object":"authentication_action_context","id":"action_1"}"#;
    assert_eq!(env.post(body, &env.signature(body)).await, StatusCode::INTERNAL_SERVER_ERROR);
}
