//! Hand-written `Debug` implementations show no secret. `cargo xtask debug` lists the types.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use serde_json::json;
use workos_client::{Client, Operation, Secret};
use workos_core::UnknownJson;
use workos_emulator::Emulator;
use workos_kit::sso::iron::Iron;
use workos_kit::sso::{ConnectionState, Connections, SealKeys};
use workos_transport::conformance::SocketHarness;
use workos_transport::{Clock, ManualClock, Request, Response, Transport};
use workos_transport_limit::{Key, LocalLimiter, RateLimited, RateLimiter, Rule, Rules};
use workos_transport_mock::{MockTransport, Reply, Script, ScriptHarness};
use workos_webhooks::{Event, MemoryReplayGuard};

use super::CapturedOutput;
use crate::test_env::{API_KEY, run};

static OPERATION: Operation = Operation::new("things.create", Method::POST, "/things/{id}");

fn request() -> Request {
    let http = http::Request::post("https://user:canary@api.example/things/canary?token=canary")
        .header("authorization", format!("Bearer {API_KEY}"))
        .header("x-canary-value", "canary_value")
        .body(Bytes::from_static(b"{\"password\":\"canary_body\"}"))
        .unwrap();
    Request::new(&OPERATION, http)
}

fn answer() -> Reply {
    let reply = Reply::json(200, json!({"access_token": "canary_token"}));
    reply.header("location", "https://user:canary_password@x/").header("set-cookie", "session=canary_cookie")
}

#[test]
fn requests_answers_and_scripts_show_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        tracing::trace!(target: "workos", "workos.call, workos.attempt");
        output.debug(&request_without_names());
        let script = Script::new().reply(answer()).for_operation("things.update", answer());
        output.debug(&answer());
        output.debug(&script);
        let response: Response = script.send(request()).await.unwrap();
        output.debug(&response);
        output.debug(&script.requests());
        output.debug(&MockTransport::new());
        let client = Client::builder().api_key(API_KEY).transport(script);
        let client = client.base_url("https://user:canary@api.example/?key=canary");
        output.debug(&client);
        output.error(&client.build().unwrap_err());
        output.assert_contains_none_of(&[API_KEY, "canary_", ":canary", "=canary", "/canary"]);
    });
}

/// Returns the request without the header whose name contains the canary.
fn request_without_names() -> Request {
    let mut request = request();
    request.headers_mut().remove("x-canary-value");
    request
}

#[test]
fn response_headers_are_shown_by_name_only() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let connection = json!({"object": "connection", "id": "conn_1", "connection_type": "GenericOIDC",
            "name": "Acme", "state": "active", "created_at": "2026-01-15T12:00:00.000Z",
            "updated_at": "2026-01-15T12:00:00.000Z"});
        let reply = Reply::json(200, connection)
            .header("location", "https://x/?token=canary_location")
            .header("set-cookie", "session=canary_cookie")
            .header("x-request-id", API_KEY)
            .header("content-type", "application/json; canary_type");
        let client =
            Client::builder().api_key(API_KEY).transport(Script::new().reply(reply)).build().unwrap();
        let connections = Connections::new(&client);
        output.debug(&connections.list().pages());
        output.debug(&connections.list().items());
        let answer = connections.get("conn_1").send_with_meta().await.unwrap();
        assert_eq!(answer.meta.request_id(), None);
        output.debug(&answer);
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn limiters_guards_and_emulators_show_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        tracing::trace!(target: "workos", "workos.call, workos.attempt");
        let rule = Rule::new("per key", 8, Duration::from_secs(60));
        output.debug(&Key::new(rule.name(), b"canary_key"));
        let limiter = LocalLimiter::new(Arc::new(ManualClock::manual()));
        output.debug(&limiter.acquire(
            &rule,
            Key::new(rule.name(), b"canary_key"),
            1,
            Duration::from_secs(1),
        ));
        output.debug(&limiter);
        let limited = RateLimited::new(Script::new().reply(answer()), Rules::none().with(rule));
        limited.send(request()).await.unwrap();
        output.debug(&limited);
        output.debug(&MemoryReplayGuard::new());

        let emulator = Emulator::builder().api_key("sk_test_canary_key").build().unwrap();
        output.debug(&Emulator::builder().api_key("sk_test_canary_key"));
        output.debug(&emulator);
        output.debug(&emulator.snapshot());
        let expectation =
            emulator.expect(Method::POST, "/sso/token").with_form("client_secret", "canary_secret");
        output.error(&expectation.check().unwrap_err());
        output.debug(&expectation);
        output.assert_contains_none_of(&["canary"]);
    });
}

#[test]
fn unknown_values_are_masked() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        tracing::trace!(target: "workos", "workos.call, workos.attempt");
        output.debug(&Secret::from("canary_secret"));
        let json = json!({"token": "canary_token", "sk_live_canary": 1, "more": {"canary_inner": "canary"}});
        output.debug(&UnknownJson::from(json));
        let event =
            json!({"event": "user.created", "id": "event_1", "data": {"email": 7, "id": "canary_id"}});
        let event: Event = serde_json::from_value(event).unwrap();
        assert!(event.is_undecodable());
        output.debug(&event);
        let connection: ConnectionState = serde_json::from_value(json!("sk_live_canary")).unwrap();
        output.debug(&connection);
        output.assert_contains_none_of(&["canary"]);
    });
}

#[test]
fn types_with_a_fixed_debug_text_show_nothing_else() {
    let (output, _guard) = CapturedOutput::start();
    tracing::trace!(target: "workos", "workos.call, workos.attempt");
    let clock = ManualClock::manual();
    let keys = SealKeys::from_password("canary_password_of_32_characters_").unwrap();
    let iron = Iron::new(&keys);
    let sealed = iron.seal_json(&json!({"token": "canary_token"}), None).unwrap();
    let opened = iron.open(sealed.expose(), clock.now()).unwrap();
    output.debug(&iron);
    output.debug(&keys);
    output.debug(&sealed);
    output.debug(&opened);
    output.debug(&workos_client::Retry::standard());
    output.debug(&clock.now());
    output.debug(&clock.sleep(Duration::from_secs(1)));
    output.debug(&clock);
    output.debug(&workos_core::UserId::from("user_1"));
    output.debug(&workos_internal::SingleFlight::<Secret>::default());
    output.debug(&SocketHarness::new(Script::new().reply(answer())));
    output.debug(&ScriptHarness::default());
    output.assert_contains_none_of(&["canary"]);
}

/// Checks the panic message that a user sees who unwraps an error.
#[test]
fn a_panic_with_an_error_shows_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        tracing::trace!(target: "workos", "workos.call, workos.attempt");
        let echo = json!({"message": format!("{API_KEY} is wrong"), API_KEY: API_KEY, "code": API_KEY});
        for reply in [Reply::json(401, echo.clone()), Reply::json(200, echo), Reply::text(200, API_KEY)] {
            let client =
                Client::builder().api_key(API_KEY).transport(Script::new().reply(reply)).build().unwrap();
            let result = Connections::new(&client).get("conn_1").send().await;
            let panic =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| result.unwrap())).unwrap_err();
            let message = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            assert!(message.contains("connections.get"), "{message}");
            output.display(&message);
        }
        output.assert_contains_none_of(&[API_KEY]);
    });
}
