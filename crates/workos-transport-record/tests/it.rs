//! Tests recording and replaying a sign-in, and the errors for requests that match no recording.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Context, Waker};

use bytes::Bytes;
use futures_executor::block_on;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use workos_transport::{
    Auth, Operation, Request, Response, Transport, TransportError, TransportErrorKind, conformance,
};
use workos_transport_mock::{Reply, Script, ScriptHarness};
use workos_transport_record::{Cassette, Recorder, Replay};

static AUTHORIZE: Operation = Operation::new("sso.authorize", Method::GET, "/sso/authorize").auth(Auth::None);
static TOKEN: Operation =
    Operation::new("sso.profile_and_token", Method::POST, "/sso/token").auth(Auth::None);
static PROFILE: Operation =
    Operation::new("sso.profile", Method::GET, "/sso/profile").auth(Auth::AccessToken);
static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();
static JWKS: Operation = Operation::new("sso.jwks", Method::GET, "/sso/jwks/{clientId}").auth(Auth::None);

/// The values of one run of an application, which differ between the recording and each replay.
struct Run {
    state: &'static str,
    verifier: &'static str,
    key: &'static str,
}

const RECORDING: Run =
    Run { state: "CANARY-state-1/+", verifier: "CANARY-verifier-1", key: "sk_live_CANARY1" };
const REPLAYING: Run =
    Run { state: "another state&x=1", verifier: "another-verifier", key: "sk_test_another" };

fn request(operation: &'static Operation, uri: &str, form: &[(&str, &str)], bearer: Option<&str>) -> Request {
    let mut http =
        http::Request::builder().method(operation.method()).uri(format!("https://api.workos.com{uri}"));
    if let Some(bearer) = bearer {
        http = http.header("authorization", format!("Bearer {bearer}"));
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    if !form.is_empty() {
        http = http.header("content-type", "application/x-www-form-urlencoded");
    }
    Request::new(operation, http.body(Bytes::from(body)).unwrap())
}

fn authorize(run: &Run) -> Request {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("state", run.state)
        .append_pair("login_hint", "canary@acme.com")
        .append_pair("connection", "conn_1")
        .finish();
    request(&AUTHORIZE, &format!("/sso/authorize?{query}"), &[], None)
}

fn token(run: &Run, code: &str) -> Request {
    let form = [
        ("code", code),
        ("client_secret", run.key),
        ("code_verifier", run.verifier),
        ("client_id", "client_CANARY"),
    ];
    request(&TOKEN, "/sso/token", &form, None)
}

fn get(id: &str) -> Request {
    request(&GET, &format!("/connections/{id}"), &[], Some("sk_live_CANARY1"))
}

fn server() -> Script {
    let profile = json!({
        "object": "profile", "id": "prof_1", "connection_id": "conn_1", "email": "canary@acme.com",
        "first_name": "CANARYANN", "name": "CANARYANN Lee", "idp_id": "CANARY-idp",
        "raw_attributes": {"title": "CANARY title", "level": 7},
    });
    Script::new()
        .reply(
            Reply::status(302).header(
                "location",
                "https://app.example/callback?code=01HCANARYCODE&state=CANARY-state-1%2F%2B",
            ),
        )
        .reply(Reply::json(200, json!({"access_token": "CANARYACCESS", "profile": profile})))
        .reply(Reply::json(200, profile).header("x-request-id", "req_1").header("set-cookie", "a=CANARY"))
        .reply(Reply::json(
            400,
            json!({"error": "invalid_grant", "error_description": "The code '01HCANARYCODE' of \
            canary@acme.com with sk_live_CANARY1 is used."}),
        ))
        .reply(Reply::json(200, json!({"keys": []})))
        .error(TransportErrorKind::Timeout)
}

/// Signs in like an application, and returns all responses.
fn sign_in(transport: &dyn Transport, run: &Run) -> Vec<Result<Response, TransportError>> {
    let send = |request| block_on(transport.send(request));
    let redirect = send(authorize(run)).unwrap();
    let location = redirect.header(&http::header::LOCATION).unwrap().to_owned();
    let callback: Vec<_> = form_urlencoded::parse(location.split_once('?').unwrap().1.as_bytes()).collect();
    assert_eq!(callback[1], ("state".into(), run.state.into()), "the state that was sent comes back");
    let code = callback[0].1.clone();
    let response = send(token(run, &code)).unwrap();
    let body: Value = serde_json::from_slice(response.body()).unwrap();
    let access_token = body["access_token"].as_str().unwrap();
    let profile = send(request(&PROFILE, "/sso/profile", &[], Some(access_token)));
    let again = send(token(run, &code));
    let keys = send(request(&JWKS, "/sso/jwks/client_CANARY", &[], None));
    let late = send(request(&GET, "/connections/conn_1?expand=x", &[], Some(run.key)));
    vec![Ok(response), profile, again, keys, late]
}

fn recorded() -> Cassette {
    let recorded = Recorder::in_memory(server());
    sign_in(&recorded, &RECORDING);
    recorded.cassette()
}

#[test]
fn a_cassette_contains_no_secret_and_no_personal_data() {
    let text = recorded().to_string();
    assert!(!text.to_lowercase().contains("canary"), "{text}");
    for shown in [
        r#""operation": "sso.profile_and_token""#,
        r#""code": "masked-code-1""#,
        r#""email": "masked-email-1@masked.example""#,
        "https://app.example/callback?code=masked-code-1&state=masked-state-1",
        "The code 'masked-code-1' of masked-email-1@masked.example with masked-secret-1 is used.",
        r#""path": "/sso/jwks/masked-client-1""#,
        r#""x-request-id": "masked-request-1""#,
    ] {
        assert!(text.contains(shown), "{shown} is not in {text}");
    }
}

#[test]
fn a_recording_can_be_replayed_with_other_keys_states_and_verifiers() {
    let cassette = Cassette::parse(&recorded().to_string()).unwrap();
    for replay in [Replay::strict(cassette.clone()), Replay::by_operation(cassette)] {
        let mut responses = sign_in(&replay, &REPLAYING);
        assert_eq!(replay.unused(), [] as [String; 0]);
        let late = responses.pop().unwrap().unwrap_err();
        assert_eq!((late.kind(), late.is_unprocessed()), (TransportErrorKind::Timeout, false));
        let statuses: Vec<_> = responses.iter().map(|response| response.as_ref().unwrap().status()).collect();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::OK, StatusCode::BAD_REQUEST, StatusCode::OK]);
        let profile: Value = serde_json::from_slice(responses[1].as_ref().unwrap().body()).unwrap();
        assert_eq!((&profile["id"], &profile["email"]), (&json!("prof_1"), &json!("canary@acme.com")));
    }
}

#[test]
fn a_mismatch_shows_the_recording_and_the_differences_without_secrets() {
    let replay = Replay::strict(recorded());
    let error = block_on(replay.send(get("conn_2"))).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Protocol);
    let text = error.to_string();
    for line in [
        "request 1, `connections.get`, was not recorded; the next recording is number 1, `sso.authorize`, and differs in:",
        r#"  operation: recorded "sso.authorize", sent "connections.get""#,
        r#"  path: recorded "/sso/authorize", sent "/connections/conn_2""#,
        r#"  query.connection: recorded "conn_1", sent nothing"#,
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line} is not in {text}");
    }

    let replay = Replay::by_operation(recorded());
    let text = block_on(replay.send(get("conn_2"))).unwrap_err().to_string();
    assert!(text.contains("the nearest recording is number 6, `connections.get`"), "{text}");
    assert!(text.ends_with(r#"query.expand: recorded "x", sent nothing"#), "{text}");
    let text = block_on(replay.send(token(&RECORDING, ""))).unwrap_err().to_string();
    assert!(!text.to_lowercase().contains("canary"), "{text}");
}

#[test]
fn each_recording_is_used_once_and_by_operation_in_any_order() {
    let script = Script::new()
        .reply(Reply::json(200, json!({"id": "conn_1"})))
        .reply(Reply::json(200, json!({"id": "conn_2"})));
    let recorded = Recorder::in_memory(script);
    for id in ["conn_1", "conn_2"] {
        block_on(recorded.send(get(id))).unwrap();
    }
    assert!(block_on(Replay::strict(recorded.cassette()).send(get("conn_2"))).is_err());
    let replay = Replay::by_operation(recorded.cassette());
    for id in ["conn_2", "conn_1"] {
        let body = block_on(replay.send(get(id))).unwrap().into_http().into_body();
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["id"], id);
    }
    let text = block_on(replay.send(get("conn_1"))).unwrap_err().to_string();
    assert_eq!(text, "request 3, `connections.get`, was not recorded: all recordings are used");
}

#[test]
fn the_file_is_complete_after_each_request_and_equals_a_saved_cassette() {
    let path = scratch("whole.json");
    let recorded = Recorder::create(server(), &path).unwrap();
    assert!(Cassette::load(&path).unwrap().is_empty());
    for sent in 1..=2 {
        block_on(recorded.send(authorize(&RECORDING))).unwrap();
        assert_eq!(Cassette::load(&path).unwrap().len(), sent);
    }
    recorded.finish().unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, recorded.cassette().to_string());
    recorded.cassette().save(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    block_on(Replay::load(&path).unwrap().send(authorize(&REPLAYING))).unwrap();
    std::fs::write(&path, &written[..written.len() / 2]).unwrap();
    let error = Replay::load(&path).unwrap_err();
    assert_eq!(error.line(), Some(written[..written.len() / 2].lines().count()));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_file_that_cannot_be_created_is_an_error() {
    let error = Recorder::create(Script::new(), "/nowhere/x.json").unwrap_err();
    assert!(error.to_string().starts_with("cassette /nowhere/x.json: "), "{error}");
}

#[test]
fn overlapping_requests_are_recorded_in_the_order_in_which_they_were_sent() {
    let script = Script::new()
        .reply(Reply::json(200, json!({})).stalling())
        .for_operation("sso.jwks", Reply::json(200, json!({})))
        .for_operation("sso.authorize", Reply::status(302));
    let recorded = Recorder::in_memory(script);
    let mut cancelled =
        Box::pin(recorded.send(get("conn_1").with_idle_timeout(std::time::Duration::from_secs(5))));
    assert!(cancelled.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    block_on(recorded.send(request(&JWKS, "/sso/jwks/client_1", &[], None))).unwrap();
    assert!(recorded.cassette().is_empty(), "an earlier request is in flight");
    block_on(recorded.send(authorize(&RECORDING))).unwrap();
    drop(cancelled);
    let cassette = recorded.cassette();
    assert_eq!(cassette.operations().collect::<Vec<_>>(), ["sso.jwks", "sso.authorize"]);
}

#[test]
fn a_response_whose_body_could_not_be_read_is_replayed_without_a_body() {
    let failing = Reply::status(503).header("retry-after", "7").failing(TransportErrorKind::TooLarge);
    let recorded = Recorder::in_memory(Script::new().reply(failing));
    let original = block_on(recorded.send(get("conn_1"))).unwrap();
    let cassette = Cassette::parse(&recorded.cassette().to_string()).unwrap();
    let replayed = block_on(Replay::strict(cassette).send(get("conn_1"))).unwrap();
    for response in [original, replayed] {
        assert_eq!((response.status(), response.body().len()), (503, 0));
        assert_eq!(response.headers()["retry-after"], "7");
        let failure = response.body_failure().unwrap();
        assert_eq!(failure.kind(), TransportErrorKind::TooLarge);
        assert!(failure.to_string().contains("scripted response"), "{failure}");
    }
}

#[test]
fn bodies_of_every_kind_are_replayed_unchanged() {
    let bodies: [(&str, &[u8]); 5] = [
        ("application/json", br#"{"b":1,"a":[null,true,1.5,"x"]}"#),
        ("application/json", b"{broken"),
        ("text/html", "<p>Grüße</p>".as_bytes()),
        ("image/png", &[0x89, b'P', 0xff, 0]),
        ("application/json", b"null"),
    ];
    for (content_type, body) in bodies {
        let script =
            Script::new().reply(Reply::status(200).header("content-type", content_type).body(body.to_vec()));
        let recorded = Recorder::in_memory(script);
        block_on(recorded.send(get("conn_1"))).unwrap();
        let cassette = Cassette::parse(&recorded.cassette().to_string()).unwrap();
        let replayed = block_on(Replay::strict(cassette).send(get("conn_1"))).unwrap();
        assert_eq!(replayed.headers()["content-type"], content_type);
        match serde_json::from_slice::<Value>(body) {
            Ok(json) => assert_eq!(serde_json::from_slice::<Value>(replayed.body()).unwrap(), json),
            Err(_) => assert_eq!(replayed.body(), body),
        }
    }
}

#[test]
fn a_recorded_transport_passes_the_conformance_suite() {
    let harness = ScriptHarness::wrapping(|script| Arc::new(Recorder::in_memory(script)));
    let report = block_on(conformance::run(&harness));
    report.assert_ok();
    assert!(report.skipped().count() <= 2, "{report:?}");
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("workos-transport-record-{}-{name}", std::process::id()))
}
