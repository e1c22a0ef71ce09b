//! The hints that a new user meets first: for each cause, the text of the hint.

use futures_executor::block_on;
use http::Method;
use serde_json::Value;
use workos_client::{Call, Client, ClientBuilder, Error, Operation, Retry};
use workos_emulator::{DEFAULT_BASE_URL, Emulator, Fault};
use workos_sso::{Connections, Sso, SsoCallback, StateCheck};
use workos_transport::TransportErrorKind as Kind;
use workos_transport_mock::{Reply, Script};
use workos_webhooks::Events;

use crate::faults::Wire;
use crate::faults::server::Setup;
use crate::faults::tls::Ca;
use crate::test_env::run;

static READ: Operation = Operation::new("things.get", Method::GET, "/things").repeatable();
static WRITE: Operation = Operation::new("things.create", Method::POST, "/things");
static DELETE: Operation = Operation::new("things.delete", Method::DELETE, "/things");

const PRODUCTION: &str = "https://api.workos.com";
const LOOPBACK: &str = "http://127.0.0.1:4100";
const MISTYPED: &str = "https://api.worksos.com";
const STATUS_PAGE: &str = "https://status.workos.com";

fn builder(base_url: &str) -> ClientBuilder {
    Client::builder().api_key("sk_1").client_id("client_1").base_url(base_url).retry(Retry::none())
}

/// Returns the hint of a call to this base URL, answered by the script.
#[track_caller]
fn hint(base_url: &str, operation: &'static Operation, script: Script) -> String {
    let client = builder(base_url).transport(script).build().unwrap();
    text(&block_on(Call::<Value>::new(&client, operation).send()).unwrap_err())
}

#[track_caller]
fn text(error: &Error) -> String {
    error.hint().unwrap_or_else(|| panic!("the error has no hint: {error:?}")).to_owned()
}

fn fails(kind: Kind) -> Script {
    Script::new().error(kind)
}

fn answers(status: u16, body: &str) -> Script {
    Script::new().reply(Reply::text(status, body))
}

/// Fails unless the hint contains all these words and is short.
#[track_caller]
fn says(hint: &str, words: &[&str]) {
    for word in words {
        assert!(hint.contains(word), "`{hint}` does not contain `{word}`");
    }
    assert!(hint.ends_with('.') && hint.len() <= 240, "`{hint}` is not a short sentence");
}

#[test]
fn the_hint_for_an_unreachable_server_depends_on_the_base_url() {
    let start = ["workos emulate", "http://127.0.0.1:4100", "WORKOS_BASE_URL"];
    says(&hint(LOOPBACK, &READ, fails(Kind::Connect)), &start);
    says(&hint("http://localhost:9", &WRITE, fails(Kind::Connect)), &start);
    says(
        &hint(MISTYPED, &READ, fails(Kind::Connect)),
        &["host and port of the base URL", "WORKOS_BASE_URL", "DNS"],
    );
    says(&hint(PRODUCTION, &READ, fails(Kind::Connect)), &["DNS, firewall and proxy", STATUS_PAGE]);
}

#[test]
fn a_refused_connection_on_loopback_suggests_starting_the_emulator() {
    run(async {
        let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let client = builder(&format!("http://127.0.0.1:{port}")).build().unwrap();
        let error = Call::<Value>::new(&client, &READ).send().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        says(&text(&error), &["Start the server", "workos emulate"]);
    });
}

#[test]
fn the_hint_for_https_to_a_server_without_tls_is_to_write_http() {
    run(async {
        let server = Emulator::new().serve("127.0.0.1:0").await.unwrap();
        let client = builder(&server.url().replace("http://", "https://")).build().unwrap();
        let error = Call::<Value>::new(&client, &READ).send().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        says(&text(&error), &["write `http://` in the base URL", "workos emulate"]);
    });
}

#[test]
fn the_hint_for_http_to_a_server_with_tls_is_to_check_the_scheme() {
    run(async {
        let tls = Some(Ca::new().acceptor("localhost", &[], |_| {}));
        let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        let client = builder(&server.url().replace("https://", "http://")).build().unwrap();
        let error = Call::<Value>::new(&client, &READ).send().await.unwrap_err();
        says(&text(&error), &["scheme", "`https://` if the server has TLS"]);
    });
}

#[test]
fn the_hint_for_a_read_timeout_is_a_retry_or_a_longer_timeout() {
    says(&hint(PRODUCTION, &READ, fails(Kind::Timeout)), &["Try again", "longer timeout", STATUS_PAGE]);
    says(&hint(LOOPBACK, &READ, fails(Kind::Timeout)), &["server on this machine", "longer timeout"]);
    says(&hint(PRODUCTION, &READ, fails(Kind::Lost)), &["Try again", "proxies and firewalls", STATUS_PAGE]);
}

#[test]
fn the_hint_for_a_write_with_unknown_outcome_is_not_a_plain_retry() {
    for script in [fails(Kind::Timeout), fails(Kind::Lost), answers(503, ""), answers(524, "error code: 524")]
    {
        for url in [PRODUCTION, LOOPBACK] {
            let hint = hint(url, &WRITE, script.clone());
            assert_eq!(hint, "The write may have succeeded: read the object before you retry.");
        }
        let hint = hint(PRODUCTION, &DELETE, script);
        assert_eq!(
            hint,
            "The deletion may have succeeded: delete again and treat `is_not_found()` as success."
        );
    }
}

#[test]
fn the_hint_for_a_code_exchange_with_unknown_outcome_is_a_new_sign_in() {
    for script in [fails(Kind::Timeout), fails(Kind::Lost), answers(503, "{}"), answers(520, "<html>")] {
        let client = builder(PRODUCTION).transport(script).build().unwrap();
        let error = block_on(Sso::new(&client).profile_and_token("01HQRS5FJMJX").send()).unwrap_err();
        assert!(error.outcome_is_unknown(), "{error:?}");
        says(&text(&error), &["Offer sign-in again", "code"]);
    }
}

fn emulated(emulator: &Emulator, key: &str, client_id: &str) -> Client {
    let builder = builder(DEFAULT_BASE_URL).api_key(key).client_id(client_id);
    builder.transport(emulator.transport()).build().unwrap()
}

#[test]
fn the_hint_for_a_wrong_emulator_key_or_client_id_names_the_right_ones() {
    let emulator = Emulator::new();
    let own = ["workos emulate", "sk_test_default", "client_test"];
    let list = block_on(Connections::new(&emulated(&emulator, "sk_wrong", "client_test")).list().send());
    says(&text(&list.unwrap_err()), &own);
    for (key, client_id) in [("sk_wrong", "client_test"), (emulator.api_key(), "client_wrong")] {
        let sso = Sso::new(&emulated(&emulator, key, client_id));
        let error = block_on(sso.profile_and_token("01HQRS5FJMJXKPQTGBW6S1K9NN").send()).unwrap_err();
        says(&text(&error), &own);
    }
}

#[test]
fn the_hint_for_a_wrong_production_key_depends_on_the_key() {
    let refusal = || Script::new().reply(Reply::json(401, serde_json::json!({"message": "Unauthorized"})));
    says(&hint(PRODUCTION, &READ, refusal()), &["WORKOS_API_KEY", "sk_", "environment"]);
    let client = builder(PRODUCTION).api_key("sk_test_default").transport(refusal()).build().unwrap();
    let error = block_on(Call::<Value>::new(&client, &READ).send()).unwrap_err();
    says(&text(&error), &["the API key of `workos emulate`", "WORKOS_BASE_URL", "http://127.0.0.1:4100"]);
}

#[test]
fn the_hint_for_an_unknown_event_cursor_names_the_cursor() {
    let client = emulated(&Emulator::new(), "sk_test_default", "client_test");
    let events = Events::new(&client);
    let error = block_on(events.list(["user.created"]).after("garbage").send()).unwrap_err();
    assert!(error.is_invalid_request(), "{error:?}");
    says(&text(&error), &["`after`", "id of an event", "30 days"]);
}

#[test]
fn the_hint_for_a_response_of_another_server_is_to_check_the_base_url() {
    let connections = |script: Script| {
        let client = builder(MISTYPED).transport(script).build().unwrap();
        text(&block_on(Connections::new(&client).get("conn_1").send()).unwrap_err())
    };
    for script in [answers(404, "<html>Not Found"), answers(403, "Blocked"), answers(200, "<html>Welcome")] {
        says(&connections(script), &["base URL", "WORKOS_BASE_URL"]);
    }
    let moved = Script::new().reply(Reply::status(308).header("location", "https://elsewhere.example"));
    says(&connections(moved), &["base URL", "redirect"]);
    let missing = Script::new().reply(Reply::json(404, serde_json::json!({"message": "Not found"})));
    says(&connections(missing), &["connections.list()"]);
    // For JSON of another shape, the base URL is only one possible cause.
    let odd = Script::new().reply(Reply::json(200, serde_json::json!({"id": 7})));
    says(&connections(odd), &["Update this crate", "base URL"]);
}

#[test]
fn hints_for_rate_limits_and_outages_say_to_wait_and_where_to_look() {
    says(&hint(PRODUCTION, &READ, answers(429, "{}")), &["retry_after()"]);
    for status in [500, 502, 503, 504, 521, 530] {
        says(&hint(PRODUCTION, &READ, answers(status, "{}")), &["backoff", STATUS_PAGE]);
    }
    let hint = hint(PRODUCTION, &READ, answers(501, "{}"));
    assert!(!hint.contains("retry"), "{hint}");
}

#[test]
fn the_hint_for_a_missing_key_or_client_id_names_variable_and_setting() {
    let client = Client::builder().transport(Script::new()).build().unwrap();
    let error = block_on(Connections::new(&client).list().send()).unwrap_err();
    says(&text(&error), &["WORKOS_API_KEY", "`api_key`"]);
    let error =
        Sso::new(&client).authorization_url("https://app.example/cb", crate::test_env::acme()).build();
    says(&text(&error.unwrap_err()), &["WORKOS_CLIENT_ID", "`client_id`"]);
    let error = Client::builder().base_url("api.workos.com").transport(Script::new()).build().unwrap_err();
    says(&text(&error), &["WORKOS_BASE_URL", PRODUCTION]);
}

#[test]
fn the_hint_for_a_callback_with_an_unknown_error_code_says_where_to_look() {
    let query = "error=brand_new&error_description=Odd&state=s";
    let callback = SsoCallback::parse(query).and_then(|callback| callback.verify(StateCheck::equals("s")));
    let error = callback.unwrap_err();
    says(error.hint().unwrap(), &["does not know the code", "error_description", "support"]);
}

#[test]
fn a_fault_for_an_unknown_operation_suggests_the_closest_name() {
    let emulator = Emulator::new();
    for (given, meant) in [
        ("sso.token", "sso.profile_and_token"),
        ("connection.list", "connections.list"),
        ("/sso/token", "sso.profile_and_token"),
        ("POST /sso/tokens", "/sso/token"),
    ] {
        let error = emulator.inject(Fault::on(given).status(503)).unwrap_err().to_string();
        assert!(error.ends_with(&format!("did you mean '{meant}'?")), "{error}");
    }
}

#[test]
fn a_fault_can_name_its_operation_by_method_and_path() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("GET /connections/{connection}").status(503)).unwrap();
    let connections = Connections::new(&emulated(&emulator, "sk_test_default", "client_test"));
    assert_eq!(block_on(connections.get("conn_1").send()).unwrap_err().status(), Some(503));
    assert!(block_on(connections.list().send()).is_ok());
}
