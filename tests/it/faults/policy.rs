//! T, S and R: deadlines, retries, redirects, and secrets that must not appear in output.

use std::time::Duration;

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_client::{Call, Client, Method, Operation, Retry, Secret};
use workos_core::Timestamp;
use workos_transport::{Clock, Request, TransportErrorKind as Kind};
use workos_transport_mock::{Reply, Script};

use super::script::{Action, json as answer, status};
use super::server::{FaultServer, Setup};
use super::{
    API_KEY, GET, Wire, cause, client, client_over, create, figures, get, over_both, read, run, timed, write,
};

over_both! {
    t1_a_call_to_a_silent_server_ends_at_the_deadline,
    t2_a_call_with_a_dripping_body_ends_at_the_deadline,
    t3_a_retry_after_beyond_the_deadline_is_returned_at_once,
    s1_a_read_succeeds_at_the_third_attempt,
    s2_a_write_that_failed_is_sent_once,
    s3_a_write_that_was_throttled_is_sent_again,
    s4_statuses_501_and_505_are_not_retried,
    s5_a_read_that_timed_out_at_the_server_is_sent_again,
    s6_retries_in_an_outage_are_limited,
    r1_a_redirect_is_not_followed,
    r2_a_body_is_not_sent_to_where_a_redirect_points,
}

/// The total deadline in T1 and T2.
const DEADLINE: Duration = Duration::from_secs(1);

/// How much later than the deadline a call may end on a busy machine.
const MARGIN: Duration = Duration::from_secs(2);

async fn t1_a_call_to_a_silent_server_ends_at_the_deadline(wire: Wire) {
    ends_at_the_deadline(wire, Action::Silence, "T1").await;
}

async fn t2_a_call_with_a_dripping_body_ends_at_the_deadline(wire: Wire) {
    ends_at_the_deadline(wire, Action::Drip(Duration::from_millis(20)), "T2").await;
}

async fn ends_at_the_deadline(wire: Wire, fault: Action, row: &str) {
    let server = Setup { then: fault, ..Setup::new(wire) }.start([]).await;
    let mut call = get(&client(&server, wire));
    call.timeout(DEADLINE);
    call.attempt_timeout(Duration::from_millis(400));
    let (result, took) = timed(call.send()).await;
    let error = result.unwrap_err();
    assert_eq!(cause(&error).0, Kind::Timeout, "{error}");
    assert!(took >= Duration::from_millis(700) && took <= DEADLINE + MARGIN, "{took:?}");
    assert!((2..=3).contains(&server.seen().len()), "{}", server.seen().len());
    figures::note(row, "seconds of a call with a deadline of 1", format!("{:.2}", took.as_secs_f64()));
}

#[test]
fn t1_by_default_no_call_takes_longer_than_a_minute() {
    let mut worst = Duration::ZERO;
    let late = || Reply::status(503).after(Duration::from_secs(24));
    for script in [
        Script::new().replies((0..9).map(|_| Reply::hang())),
        Script::new().replies((0..9).map(|_| Reply::json(200, json!({})).stalling())),
        Script::new().replies((0..9).map(|_| late())),
        Script::new().replies((0..9).map(|_| Reply::status(429).header("retry-after", "29"))),
        Script::new().replies((0..9).map(|_| late().header("retry-after", "5"))),
    ] {
        block_on(scripted(&script).send()).unwrap_err();
        worst = worst.max(script.clock().elapsed());
    }
    assert!(worst <= Duration::from_secs(60), "{worst:?}");
    figures::note("T1", "seconds of the worst call by default", format!("{:.1}", worst.as_secs_f64()));
}

async fn t3_a_retry_after_beyond_the_deadline_is_returned_at_once(wire: Wire) {
    let server = FaultServer::start(wire, [status(429).header("retry-after", "3600").into()]).await;
    let (result, took) = timed(read(&client(&server, wire))).await;
    let error = result.unwrap_err();
    assert_eq!((error.status(), error.retry_after()), (Some(429), Some(Duration::from_secs(3600))));
    assert!(took < Duration::from_secs(30), "{took:?}");
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn t4_retry_after_in_seconds_is_honored() {
    for (value, least) in [("1", 1000), ("2.5", 2500)] {
        assert!(waited("retry-after", value) >= Duration::from_millis(least), "{value}");
    }
    assert!(waited("retry-after-ms", "1500") >= Duration::from_millis(1500));
}

#[test]
fn t5_retry_after_as_a_date_is_honored() {
    // The script's clock starts at noon.
    let noon: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
    assert_eq!(Script::new().clock().now(), noon);
    assert!(waited("retry-after", "Thu, 15 Jan 2026 12:00:03 GMT") >= Duration::from_secs(3));
}

/// Returns how long a call waits before its retry.
fn waited(header: &str, value: &str) -> Duration {
    let script =
        Script::new().reply(Reply::status(429).header(header, value)).reply(Reply::json(200, json!({})));
    block_on(scripted(&script).send()).unwrap();
    script.clock().elapsed()
}

fn scripted(script: &Script) -> Call<Value> {
    get(&Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap())
}

async fn s1_a_read_succeeds_at_the_third_attempt(wire: Wire) {
    let script = [status(500).into(), status(500).into(), status(200).into()];
    let server = FaultServer::start(wire, script).await;
    assert_eq!(get(&client(&server, wire)).send_with_meta().await.unwrap().meta.attempts(), 3);
}

async fn s2_a_write_that_failed_is_sent_once(wire: Wire) {
    let server = FaultServer::start(wire, [status(500).into()]).await;
    let error = write(&client(&server, wire)).await.unwrap_err();
    assert_eq!((error.status(), server.seen().len()), (Some(500), 1));
}

async fn s3_a_write_that_was_throttled_is_sent_again(wire: Wire) {
    let server = FaultServer::start(wire, [status(429).header("retry-after", "0").into()]).await;
    write(&client(&server, wire)).await.unwrap();
    let seen = server.seen();
    assert_eq!((seen.len(), &seen[0].body), (2, &seen[1].body));
}

async fn s4_statuses_501_and_505_are_not_retried(wire: Wire) {
    for code in [501, 505] {
        let server = FaultServer::start(wire, [status(code).into()]).await;
        let error = read(&client(&server, wire)).await.unwrap_err();
        assert_eq!((error.status(), server.seen().len()), (Some(code), 1));
    }
}

async fn s5_a_read_that_timed_out_at_the_server_is_sent_again(wire: Wire) {
    let server = FaultServer::start(wire, [status(408).into()]).await;
    let client = client(&server, wire);
    read(&client).await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

async fn s6_retries_in_an_outage_are_limited(wire: Wire) {
    const CALLS: usize = 200;
    let server = Setup { then: status(503).into(), ..Setup::new(wire) }.start([]).await;
    let client = client(&server, wire);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move { read(&client).await.unwrap_err().status() });
    }
    assert!(calls.join_all().await.iter().all(|status| *status == Some(503)));
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let amplification = server.seen().len() as f64 / CALLS as f64;
    assert!(amplification <= 1.25, "{amplification}");
    figures::note("S6", "requests per call in an outage", format!("{amplification:.3}"));
}

async fn r1_a_redirect_is_not_followed(wire: Wire) {
    let elsewhere = FaultServer::start(wire, []).await;
    for code in [301, 302, 303, 307, 308] {
        let location = format!("{}/things", elsewhere.url());
        let server = FaultServer::start(wire, [status(code).header("location", &location).into()]).await;
        let error = read(&client(&server, wire)).await.unwrap_err();
        assert_eq!((error.status(), server.seen().len()), (Some(code), 1));
        assert!(error.to_string().contains("never followed"), "{error}");
    }
    assert_eq!(elsewhere.accepted(), 0);
}

async fn r2_a_body_is_not_sent_to_where_a_redirect_points(wire: Wire) {
    static TOKEN: Operation = Operation::new("things.token", Method::POST, "/things/token");
    let elsewhere = FaultServer::start(wire, []).await;
    for code in [307, 308] {
        let server =
            FaultServer::start(wire, [status(code).header("location", &elsewhere.url()).into()]).await;
        let mut call: Call<Value> = Call::new(&client(&server, wire), &TOKEN);
        call.form_client_secret();
        call.form_secret("refresh_token", &Secret::from("canary_refresh"));
        let error = call.send().await.unwrap_err();
        assert_eq!((error.status(), server.seen().len()), (Some(code), 1));
    }
    assert_eq!(elsewhere.accepted(), 0);
}

#[test]
fn r3_debug_of_the_request_that_a_transport_gets_hides_the_key() {
    let script = Script::new().reply(Reply::json(200, json!({})));
    block_on(scripted(&script).send()).unwrap();
    let recorded = &script.requests()[0];
    let request: &Request = recorded.request();
    let authorization = &request.headers()["authorization"];
    assert!(authorization.is_sensitive() && authorization.to_str().unwrap().contains("canary"));
    let shown = format!("{recorded:?} {request:?} {:?} {:?}", request.headers(), request.clone().into_http());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn r4_an_invalid_api_key_is_a_typed_error() {
    for key in ["", "sk_canary\n", "sk_\r\ncanary", "sk_canary\u{0}", " sk_canary", "sk_canary\u{e9}"] {
        let error = Client::builder().api_key(key).transport(Script::new()).build().unwrap_err();
        assert!(matches!(error, workos_client::Error::Config(_)), "{error:?}");
        assert!(error.hint().is_some() && !format!("{error} {error:?}").contains("canary"));
    }
    assert!(Client::new("sk_\n").is_err());
}

#[test]
fn r5_a_secret_that_the_server_repeats_is_masked() {
    run(async {
        let echo = json!({"code": "bad", "message": format!("the key {API_KEY} and canary_token_1 are wrong"),
            "errors": [{"field": "token", "message": "canary_token_1"}]});
        let server = FaultServer::start(Wire::Http1, [answer(400, &echo).into()]).await;
        static EXCHANGE: Operation = Operation::new("things.exchange", Method::POST, "/exchange");
        let mut call: Call<Value> = Call::new(&client(&server, Wire::Http1), &EXCHANGE);
        call.form_secret("token", &Secret::from("canary_token_1"));
        let error = call.send().await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", error.api());
        assert!(shown.contains("***") && !shown.contains("canary"), "{shown}");
    });
}

#[test]
fn s3_a_throttled_write_is_not_sent_again_when_retries_are_off() {
    run(async {
        let server = FaultServer::start(Wire::Http1, [status(429).into()]).await;
        let transport = Wire::Http1.transport().build().unwrap();
        let client = client_over(&server, transport).retry(Retry::none()).build().unwrap();
        assert_eq!(create(&client).send().await.unwrap_err().status(), Some(429));
        assert_eq!((server.seen().len(), GET.is_repeatable()), (1, true));
    });
}
