//! E: failing gateways, jitter, retry settings, and error bodies of every shape.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_client::{Call, Client, ClientBuilder, Error, Jitter, Retry, RetryStatuses};
use workos_transport::{Clock, TransportErrorKind};
use workos_transport_mock::{Reply, Script};
use workos_webhooks::{WebhookVerifier, sign};

use super::script::{Answer, status};
use super::server::FaultServer;
use super::{API_KEY, Wire, client, create, figures, get, over_both, read, write};

over_both! {
    e1_a_read_behind_a_failing_gateway_succeeds_at_the_third_attempt,
    e2_a_write_behind_a_failing_gateway_is_sent_once_and_its_outcome_is_unknown,
    e5_json_with_a_byte_order_mark_decodes,
}

/// The statuses that Cloudflare returns when it cannot reach the API or gets an invalid response from it.
const CLOUDFLARE: [u16; 9] = [520, 521, 522, 523, 524, 525, 526, 527, 530];

fn builder(script: &Script) -> ClientBuilder {
    Client::builder().api_key(API_KEY).transport(script.clone())
}

fn scripted(script: &Script) -> Client {
    builder(script).build().unwrap()
}

async fn e1_a_read_behind_a_failing_gateway_succeeds_at_the_third_attempt(wire: Wire) {
    let server = FaultServer::start(wire, [status(521).into(), status(530).into(), status(200).into()]).await;
    assert_eq!(get(&client(&server, wire)).send_with_meta().await.unwrap().meta.attempts(), 3);
}

#[test]
fn e1_every_cloudflare_status_is_retried_and_reported_as_retryable() {
    for code in CLOUDFLARE {
        let once = || Script::new().reply(Reply::text(code, format!("error code: {code}")));
        let script = once().reply(Reply::json(200, json!({})));
        block_on(get(&scripted(&script)).send()).unwrap();
        let client = builder(&once()).retry(Retry::none()).build().unwrap();
        let error = block_on(get(&client).send()).unwrap_err();
        assert!(error.is_retryable() && error.is_server_error() && !error.outcome_is_unknown(), "{error:?}");
        assert!(error.hint().unwrap().contains("retry"), "{error:?}");
    }
}

async fn e2_a_write_behind_a_failing_gateway_is_sent_once_and_its_outcome_is_unknown(wire: Wire) {
    let server = FaultServer::start(wire, [status(522).into()]).await;
    let error = write(&client(&server, wire)).await.unwrap_err();
    assert_eq!((error.status(), server.seen().len()), (Some(522), 1));
    assert!(error.outcome_is_unknown(), "{error:?}");
}

#[test]
fn e2_the_outcome_of_a_write_is_unknown_after_every_cloudflare_status() {
    for code in CLOUDFLARE {
        let script = Script::new().reply(Reply::status(code));
        let error = block_on(create(&scripted(&script)).send()).unwrap_err();
        assert_eq!((script.requests().len(), error.outcome_is_unknown()), (1, true), "{code}");
        assert_eq!(error.hint(), Some("The write may have succeeded: read the object before you retry."));
    }
}

#[test]
fn e3_callers_with_the_same_retry_after_retry_at_different_times_and_none_too_early() {
    let throttled = || Reply::status(429).header("retry-after", "1");
    let waits: Vec<_> = (0..60)
        .map(|_| {
            let script = Script::new().reply(throttled()).reply(Reply::json(200, json!({})));
            block_on(get(&scripted(&script)).send()).unwrap();
            script.clock().elapsed()
        })
        .collect();
    let (first, last) = (waits.iter().min().unwrap(), waits.iter().max().unwrap());
    assert!(
        *first >= Duration::from_secs(1) && *last <= Duration::from_millis(1250),
        "{first:?} to {last:?}"
    );
    let moments: BTreeSet<_> = waits.iter().map(Duration::as_millis).collect();
    assert!(moments.len() >= 20, "60 callers retry at only {} different times", moments.len());
    figures::note("E3", "different milliseconds at which 60 callers retry", moments.len().to_string());
}

#[test]
fn e3_without_jitter_a_call_waits_exactly_for_retry_after() {
    let script =
        Script::new().reply(Reply::status(429).header("retry-after", "1")).reply(Reply::json(200, json!({})));
    let retry = Retry::standard().with_jitter(Jitter::None);
    let client = builder(&script).retry(retry).build().unwrap();
    block_on(get(&client).send()).unwrap();
    assert_eq!(script.clock().elapsed(), Duration::from_secs(1));
}

#[test]
fn e3_jitter_does_not_exceed_the_deadline() {
    for seconds in [1, 2, 59] {
        let script = Script::new()
            .reply(Reply::status(429).header("retry-after", &seconds.to_string()))
            .reply(Reply::json(200, json!({})));
        let client = builder(&script).timeout(Duration::from_secs(seconds + 1)).build().unwrap();
        block_on(get(&client).send()).unwrap();
        assert!(script.clock().elapsed() < Duration::from_secs(seconds + 1));
    }
}

#[test]
fn e4_the_retried_statuses_are_configurable() {
    let retry = Retry::standard().with_statuses(RetryStatuses::standard().with(425).without(503));
    let attempts = |code: u16, write: bool| {
        let script = Script::new().replies((0..9).map(|_| Reply::status(code)));
        let client = builder(&script).retry(retry).build().unwrap();
        let call = if write { create(&client) } else { get(&client) };
        block_on(call.send()).unwrap_err();
        script.requests().len()
    };
    assert_eq!((attempts(425, false), attempts(503, false), attempts(521, false)), (3, 1, 3));
    assert_eq!((attempts(425, true), attempts(429, true)), (1, 3), "a write is repeated only after 429");
}

#[test]
fn e4_the_backoff_is_configurable() {
    let ms = Duration::from_millis;
    let retry = Retry::standard()
        .with_max_attempts(4)
        .with_initial_backoff(ms(300))
        .with_max_backoff(ms(500))
        .with_jitter(Jitter::None);
    let script = Script::new().replies((0..9).map(|_| Reply::error(TransportErrorKind::Lost)));
    let client = builder(&script).retry(retry).build().unwrap();
    block_on(get(&client).send()).unwrap_err();
    assert_eq!(script.clock().elapsed(), ms(300 + 500 + 500));
}

const BOM: &str = "\u{feff}";

async fn e5_json_with_a_byte_order_mark_decodes(wire: Wire) {
    let success = Answer::new(200, format!("{BOM}{{\"name\": \"x\"}}"));
    let refusal = Answer::new(404, format!("{BOM}{{\"code\": \"gone\", \"message\": \"Not here\"}}"));
    let server = FaultServer::start(wire, [success.into(), refusal.into()]).await;
    let client = client(&server, wire);
    assert_eq!(read(&client).await.unwrap(), json!({"name": "x"}));
    let error = read(&client).await.unwrap_err();
    assert_eq!((error.code(), error.api().unwrap().message()), (Some("gone"), Some("Not here")));
}

#[test]
fn e5_a_decode_error_after_a_byte_order_mark_names_the_path() {
    let script = Script::new().reply(Reply::text(200, format!("{BOM}{{\"data\": [{{\"id\": 7}}]}}")));
    let call = Call::<workos_client::Page<std::collections::BTreeMap<String, String>>>::new(
        &scripted(&script),
        &super::LIST,
    );
    let error = block_on(call.send()).unwrap_err();
    assert!(error.to_string().contains("`data[0].id`"), "{error}");
    let script = Script::new().reply(Reply::text(200, BOM));
    let error = block_on(get(&scripted(&script)).send()).unwrap_err();
    assert!(error.to_string().contains("the body is empty"), "{error}");
}

#[test]
fn e5_a_webhook_with_a_byte_order_mark_is_verified_and_decodes() {
    let now = "2026-01-15T12:00:00Z".parse().unwrap();
    let event = r#"{"id":"event_1","event":"user.created","data":{},"created_at":"2026-01-15T12:00:00Z"}"#;
    let (secret, body) = ("whsec_canary", format!("{BOM}{event}"));
    let header = sign(secret, now, body.as_bytes());
    let verifier = WebhookVerifier::new(secret).unwrap();
    let verified = verifier.verify(body.as_bytes(), header.as_str(), now).unwrap();
    assert_eq!(verified.envelope().unwrap().event, "user.created");
}

#[test]
fn e6_error_bodies_of_gateways_keep_their_message() {
    for (body, code, message) in [
        (json!({"error": {"message": "No route", "code": "no_route"}}), Some("no_route"), "No route"),
        (json!({"errors": "It is odd"}), None, "It is odd"),
        (json!({"errors": {"name": ["is odd"]}}), None, "name: is odd"),
        (json!({"errors": [{"message": "m", "path": ["a"]}]}), None, "; m"),
        (json!({"error": "denied", "error_description": "Not you"}), Some("denied"), "Not you"),
        (json!({"type": "about:blank", "title": "Forbidden", "detail": "No"}), None, "Forbidden: No"),
    ] {
        let error = refused(&body);
        assert_eq!(error.code(), code, "{body}");
        assert!(error.to_string().contains(message), "{error}");
    }
}

fn refused(body: &Value) -> Error {
    let script = Script::new().reply(Reply::json(403, body.clone()));
    block_on(get(&scripted(&script)).send()).unwrap_err()
}
