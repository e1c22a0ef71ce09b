//! Tests of the engine with scripted answers and a manual clock.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test, in its helpers too")]

use std::time::Duration;

use futures_executor::block_on;
use serde::Deserialize;
use serde_json::{Value, json};
use workos_client::{Auth, Call, Client, Error, Items, Method, Operation, Page, Pages, Retry, Secret};
use workos_transport::{Clock, TransportErrorKind};
use workos_transport_mock::{Reply, Script};

static LIST: Operation = Operation::new("things.list", Method::GET, "/things").repeatable();
static GET: Operation = Operation::new("things.get", Method::GET, "/things/{id}").repeatable();
static CREATE: Operation = Operation::new("things.create", Method::POST, "/things");
static LOGIN: Operation = Operation::new("things.login", Method::POST, "/login").auth(Auth::None);
static PUBLIC: Operation = Operation::new("things.public", Method::GET, "/public").auth(Auth::None);
static TOKEN: Operation = Operation::new("things.token", Method::GET, "/token").auth(Auth::AccessToken);

#[derive(Debug, Deserialize, PartialEq)]
struct Thing {
    id: String,
}

fn client(script: &Script) -> Client {
    Client::builder().api_key("sk_test_canary").transport(script.clone()).build().unwrap()
}

fn get(script: &Script) -> Call<Thing> {
    let mut call = Call::new(&client(script), &GET);
    call.path_id("id", "thing_1");
    call
}

fn thing() -> Reply {
    Reply::json(200, json!({"id": "thing_1"}))
}

fn page(ids: std::ops::Range<u32>, after: Option<&str>) -> Reply {
    let data: Vec<_> = ids.map(|id| json!({"id": format!("thing_{id}")})).collect();
    Reply::json(
        200,
        json!({"object": "list", "data": data, "list_metadata": {"before": null, "after": after}}),
    )
}

#[test]
fn a_json_body_gets_the_credentials_that_the_client_has() {
    let with_key = Client::builder().api_key("sk_test_canary").client_id("client_1");
    let without = Client::builder().client_id("client_1");
    for (builder, secret) in [(with_key, Some("sk_test_canary")), (without, None)] {
        let script = Script::new().reply(Reply::json(200, json!({})));
        let client = builder.transport(script.clone()).build().unwrap();
        let mut call: Call<()> = Call::new(&client, &LOGIN);
        call.json_client_id();
        call.json_client_secret();
        call.json(&json!({"grant_type": "password"}));
        block_on(call.send_empty()).unwrap();
        let mut expected = json!({"grant_type": "password", "client_id": "client_1"});
        if let Some(secret) = secret {
            expected["client_secret"] = secret.into();
        }
        assert_eq!(script.requests()[0].json(), Some(expected));
    }
    let mut call: Call<()> = Call::new(&client(&Script::new()), &LOGIN);
    call.json_client_id();
    assert!(matches!(block_on(call.send_empty()), Err(Error::Config(_))));
}

#[test]
fn a_secret_in_path_or_query_is_sent_and_masked_where_the_server_repeats_it() {
    let script =
        Script::new().reply(Reply::json(400, json!({"message": "token query canary or path canary"})));
    let mut call: Call<Thing> = Call::new(&client(&script), &GET);
    call.path_secret("id", &Secret::from("path canary"));
    call.query_secret("token", &Secret::from("query canary"));
    let error = block_on(call.send()).unwrap_err();
    assert_eq!(
        script.requests()[0].uri().path_and_query().unwrap(),
        "/things/path%20canary?token=query%20canary"
    );
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");

    let mut call: Call<Thing> = Call::new(&client(&Script::new()), &LIST);
    call.query_secret("token", &Secret::from(""));
    assert!(matches!(block_on(call.send()), Err(Error::InvalidInput(_))));
}

#[test]
fn a_call_sends_its_parameters_and_decodes_the_answer() {
    let script = Script::new().reply(thing().header("x-request-id", "req_1"));
    let mut call = get(&script);
    call.query("expand", "owner & pets");
    call.query_list("tags", ["a,b", "c"]);
    call.query_map("meta", [("k&", "v=")]);
    let answer = block_on(call.send_with_meta()).unwrap();
    assert_eq!(answer.value, Thing { id: "thing_1".into() });
    assert_eq!(
        (answer.meta.status(), answer.meta.request_id(), answer.meta.attempts()),
        (200, Some("req_1"), 1)
    );

    let requests = script.requests();
    let uri = requests[0].uri().to_string();
    assert_eq!(
        uri,
        "https://api.workos.com/things/thing_1?expand=owner%20%26%20pets&tags=a%2Cb,c&meta%5Bk%26%5D=v%3D"
    );
    assert_eq!(requests[0].header("authorization"), Some("Bearer sk_test_canary"));
    assert_eq!(requests[0].header("accept"), Some("application/json"));
    assert!(requests[0].header("user-agent").unwrap().starts_with("workos-kit/"));
    assert!(!format!("{:?} {:?}", requests[0], client(&script)).contains("canary"));
}

#[test]
fn setting_a_parameter_again_replaces_it() {
    let script = Script::new().reply(thing());
    let mut call = get(&script);
    call.path_id("id", "thing_2");
    call.query("expand", "a");
    call.query("expand", "b");
    call.query_list("tags", ["a"]);
    call.query_list("tags", [""; 0]);
    block_on(call.send()).unwrap();
    assert_eq!(script.requests()[0].uri().to_string(), "https://api.workos.com/things/thing_2?expand=b");
}

#[test]
fn bad_input_is_refused_before_anything_is_sent() {
    let script = Script::new();
    for id in ["", "..", "a/b", "%2e%2e", "a\u{0}b", &"x".repeat(10_240)] {
        let mut call: Call<Thing> = Call::new(&client(&script), &GET);
        call.path_id("id", id);
        let error = block_on(call.send()).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert_eq!(error.operation(), Some("things.get"));
        assert!(error.to_string().contains("nothing was sent") && error.to_string().len() < 200, "{error}");
    }
    let missing = block_on(Call::<Thing>::new(&client(&script), &GET).send()).unwrap_err();
    assert!(missing.to_string().contains("`id`"), "{missing}");
    let mut call: Call<Value> = Call::new(&client(&script), &LIST);
    call.check_range("limit", 101, 1, 100);
    let error = block_on(call.send()).unwrap_err();
    assert!(error.to_string().contains("101 is not in 1..=100"), "{error}");
    let mut call: Call<Value> = Call::new(&client(&script), &LIST);
    call.header("authorization", "Bearer other");
    assert!(matches!(block_on(call.send()), Err(Error::InvalidInput(_))));
    assert_eq!(script.requests().len(), 0);
}

#[test]
fn a_call_authenticates_as_its_operation_requires() {
    let script = Script::new().reply(Reply::json(200, json!({}))).reply(Reply::json(200, json!({})));
    let keyless = Client::builder().transport(script.clone()).build().unwrap();
    let error = block_on(Call::<Value>::new(&keyless, &LIST).send()).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert!(error.to_string().contains("things.list needs an API key"), "{error}");
    assert!(error.hint().unwrap().contains("WORKOS_API_KEY"));

    let error = block_on(Call::<Value>::new(&keyless, &TOKEN).send()).unwrap_err();
    assert!(error.to_string().contains("access token"), "{error}");
    let mut call: Call<Value> = Call::new(&client(&script), &TOKEN);
    call.bearer(&Secret::from("access_1"));
    block_on(call.send()).unwrap();
    block_on(Call::<Value>::new(&client(&script), &PUBLIC).send()).unwrap();
    let requests = script.requests();
    assert_eq!(requests[0].header("authorization"), Some("Bearer access_1"));
    assert_eq!(requests[1].header("authorization"), None);
}

#[test]
fn an_error_answer_carries_status_code_request_id_and_hint() {
    let body = json!({"code": "entity_not_found", "message": "no such thing"});
    let script = Script::new().reply(Reply::json(404, body).header("x-request-id", "req_9"));
    let error = block_on(get(&script).send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get failed with status 404 entity_not_found: no such thing (request req_9)"
    );
    assert_eq!(
        (error.status(), error.code(), error.request_id()),
        (Some(404), Some("entity_not_found"), Some("req_9"))
    );
    assert!(error.api().unwrap().is_not_found() && error.hint().is_some() && !error.is_retryable());
}

#[test]
fn a_redirect_is_an_error_and_is_not_followed() {
    let script = Script::new().reply(Reply::status(307).header("location", "https://evil.example/"));
    let error = block_on(get(&script).send()).unwrap_err();
    assert_eq!(error.status(), Some(307));
    assert!(error.to_string().contains("never followed"), "{error}");
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn the_error_of_a_success_that_does_not_decode_describes_the_body() {
    let html = "<!doctype html><title>Proxy</title>";
    for (reply, expected) in [
        (
            Reply::text(200, html).header("content-type", "text/html"),
            "not JSON; it starts with `<!doctype html>",
        ),
        (Reply::status(204), "the body is empty"),
        (Reply::text(200, r#"{"id":"thi"#), "EOF"),
        (Reply::json(200, json!({"id": 7})), "at `id`"),
        (Reply::json(200, json!({"id": null})), "at `id`"),
    ] {
        let script = Script::new().reply(reply.header("x-request-id", "req_2"));
        let error = block_on(get(&script).send()).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!((error.operation(), error.request_id()), (Some("things.get"), Some("req_2")));
        assert!(error.status().is_some());
    }
    let script = Script::new()
        .reply(Reply::text(502, html))
        .reply(Reply::text(502, html))
        .reply(Reply::text(502, html));
    let error = block_on(get(&script).send()).unwrap_err();
    assert_eq!(error.status(), Some(502));
    assert!(error.to_string().contains("Proxy") && error.is_retryable(), "{error}");
}

#[test]
fn an_error_shows_no_secret_that_the_server_repeats() {
    static EXCHANGE: Operation =
        Operation::new("things.exchange", Method::POST, "/exchange").auth(Auth::None);
    let echo = "you sent code=canary-code and verifier canary%20verifier or canary verifier";
    for reply in [
        Reply::text(200, echo),
        Reply::json(200, json!({"id": ["canary-code"]})),
        Reply::json(400, json!({"error": "invalid_grant", "error_description": echo})),
        Reply::text(502, echo),
    ] {
        let script = Script::new().reply(reply);
        let mut call: Call<Thing> = Call::new(&client(&script), &EXCHANGE);
        call.form_secret("code", &Secret::from("canary-code"));
        call.form_secret("verifier", &Secret::from("canary verifier"));
        let error = block_on(call.send()).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary-code"), "{error:?}");
    }
    let script = Script::new();
    let mut call: Call<Thing> = Call::new(&client(&script), &EXCHANGE);
    call.form_secret("code", &Secret::from(""));
    assert!(matches!(block_on(call.send()), Err(Error::InvalidInput(_))));
}

#[test]
fn the_loss_of_a_reused_connection_costs_no_attempt_and_is_final_without_retries() {
    let lost = || Reply::error(TransportErrorKind::Lost).on_reused_connection();
    let script =
        Script::new().reply(lost()).reply(Reply::status(503)).reply(Reply::status(503)).reply(thing());
    assert_eq!(block_on(get(&script).send_with_meta()).unwrap().meta.attempts(), 4);
    let script = Script::new().reply(lost());
    let mut call = get(&script);
    call.retry(Retry::none());
    block_on(call.send()).unwrap_err();
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn after_a_timeout_or_a_loss_on_a_reused_connection_the_next_attempt_needs_a_new_connection() {
    let lost = || Reply::error(TransportErrorKind::Lost);
    for (failure, needs_new) in [
        (lost().on_reused_connection(), true),
        (Reply::hang(), true),
        (Reply::error(TransportErrorKind::Timeout), true),
        // A failure of a new connection, or an answer, says nothing about the other connections.
        (lost(), false),
        (Reply::error(TransportErrorKind::Connect), false),
        (Reply::error(TransportErrorKind::Timeout).unprocessed(), false),
        (lost().on_reused_connection().unprocessed(), false),
        (Reply::status(503), false),
    ] {
        let script = Script::new().reply(failure).reply(Reply::status(503)).reply(thing());
        block_on(get(&script).send()).unwrap();
        let asked: Vec<_> =
            script.requests().iter().map(|sent| sent.request().needs_new_connection()).collect();
        assert_eq!(asked, [false, needs_new, false]);
    }
}

#[test]
fn a_failed_first_page_keeps_the_cursor_of_the_call() {
    let script = Script::new().reply(Reply::status(404)).reply(page(0..1, Some("saved")));
    let pages = || {
        let mut call: Call<Page<Thing>> = Call::new(&client(&script), &LIST);
        call.query("after", "saved");
        Pages::new(call)
    };
    let mut failing = pages();
    block_on(failing.try_next()).unwrap_err();
    assert_eq!((failing.cursor(), failing.is_finished()), (Some("saved"), false));
    assert!(matches!(block_on(pages().try_next()), Err(Error::Cursor(_))), "the list did not advance");
}

#[test]
fn a_list_is_collected_up_to_a_limit_and_a_longer_one_is_an_error() {
    let script = || Script::new().reply(page(0..2, Some("c1"))).reply(page(2..3, None));
    let items = |script: &Script| Items::new(Call::<Page<Thing>>::new(&client(script), &LIST));
    let pages = |script: &Script| Pages::new(Call::<Page<Thing>>::new(&client(script), &LIST));
    assert_eq!(block_on(items(&script()).try_collect(3)).unwrap().len(), 3);
    assert_eq!(block_on(pages(&script()).try_collect(2)).unwrap().len(), 2);
    for (error, limit) in [
        (block_on(items(&script()).try_collect(2)).unwrap_err(), 2),
        (block_on(pages(&script()).try_collect(1)).unwrap_err(), 1),
        (block_on(items(&script()).try_collect(0)).unwrap_err(), 0),
    ] {
        let Error::ListTooLong(too_long) = &error else { panic!("{error:?}") };
        assert_eq!((too_long.limit(), error.operation()), (limit, Some(LIST.id())));
        assert!(!error.is_retryable() && error.hint().is_some(), "{error:?}");
    }
    let broken = Script::new().reply(page(0..2, Some("c1"))).reply(Reply::status(404));
    assert!(block_on(items(&broken).try_collect(9)).unwrap_err().is_not_found());
}

#[test]
fn headers_of_a_call_are_names_and_values_of_any_kind_and_reserved_ones_are_refused() {
    let send = |change: &dyn Fn(&mut Call<Thing>)| {
        let script = Script::new().reply(Reply::json(200, json!({"id": "t"})));
        let mut call: Call<Thing> = Call::new(&client(&script), &LIST);
        change(&mut call);
        (block_on(call.send()).map(drop), script)
    };
    let (sent, script) = send(&|call| {
        call.header("x-a", "1");
        call.header(http::header::FORWARDED, http::HeaderValue::from_static("for=_a"));
    });
    sent.unwrap();
    assert_eq!(script.requests()[0].header("x-a"), Some("1"));
    assert_eq!(script.requests()[0].header("forwarded"), Some("for=_a"));
    for (change, expected) in [
        (
            &(|call: &mut Call<Thing>| call.header("authorization", "canary")) as &dyn Fn(&mut Call<Thing>),
            "`authorization`",
        ),
        (&|call| call.header("x-a", "canary\n"), "the value of `x-a`"),
        (&|call| call.header("canary header", "1"), "the name is malformed"),
    ] {
        let (refused, script) = send(change);
        let error = refused.unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains("canary"), "{error}");
        assert!(script.requests().is_empty());
    }
}

#[test]
fn the_error_names_the_bad_item_of_a_page() {
    let body = json!({"data": [{"id": "a"}, {"id": "b"}, {"name": "c"}], "list_metadata": {}});
    let script = Script::new().reply(Reply::json(200, body));
    let error = block_on(Call::<Page<Thing>>::new(&client(&script), &LIST).send()).unwrap_err();
    assert!(error.to_string().contains("at `data[2]`: missing field `id`"), "{error}");
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let script = Script::new().reply(Reply::text(200, "x".repeat(2000)));
    let mut call = get(&script);
    call.body_limit(1000);
    let error = block_on(call.send()).unwrap_err();
    let Error::Transport(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.transport_error().kind(), TransportErrorKind::TooLarge);
    assert!(error.hint().unwrap().contains("limit"));
}

#[test]
fn a_read_is_retried_after_failures_and_the_request_stays_the_same() {
    let script = Script::new().reply(Reply::status(503)).error(TransportErrorKind::Lost).reply(thing());
    let answer = block_on(get(&script).send_with_meta()).unwrap();
    assert_eq!(answer.meta.attempts(), 3);
    let requests = script.requests();
    assert!(
        requests.windows(2).all(|pair| pair[0].uri() == pair[1].uri() && pair[0].body() == pair[1].body())
    );
}

#[test]
fn a_write_is_sent_once_and_says_when_its_outcome_is_unknown() {
    for (script, unknown) in [
        (Script::new().reply(Reply::status(500)), true),
        (Script::new().reply(Reply::status(501)), false),
        (Script::new().reply(Reply::text(201, "<html>")), true),
        (Script::new().error(TransportErrorKind::Lost), true),
        (Script::new().hang(), true),
    ] {
        let mut call: Call<Value> = Call::new(&client(&script), &CREATE);
        call.json(&json!({"name": "x"}));
        let error = block_on(call.send()).unwrap_err();
        assert_eq!(error.outcome_is_unknown(), unknown, "{error}");
        assert_eq!(script.requests().len(), 1);
    }
}

#[test]
fn a_write_is_sent_again_after_429_and_refused_connections() {
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "7"))
        .error(TransportErrorKind::Connect)
        .reply(Reply::json(201, json!({})));
    let mut call: Call<Value> = Call::new(&client(&script), &CREATE);
    call.json(&json!({"name": "x"}));
    call.idempotency_key("key-1");
    block_on(call.send()).unwrap();
    assert!(script.clock().elapsed() >= Duration::from_secs(7));
    for request in script.requests() {
        assert_eq!(
            (request.header("idempotency-key"), &request.body()[..]),
            (Some("key-1"), &br#"{"name":"x"}"#[..])
        );
    }
}

#[test]
fn a_retry_after_beyond_the_deadline_is_returned_at_once() {
    let script = Script::new().reply(Reply::status(429).header("retry-after", "3600"));
    let error = block_on(get(&script).send()).unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!((script.clock().elapsed(), script.requests().len()), (Duration::ZERO, 1));
}

#[test]
fn a_call_to_a_silent_server_ends_at_its_deadline() {
    let script = Script::new().hang().hang().hang();
    let error = block_on(get(&script).send()).unwrap_err();
    assert!(error.to_string().contains("no complete answer within"), "{error}");
    assert!(script.clock().elapsed() <= Duration::from_secs(60), "{:?}", script.clock().elapsed());
    assert_eq!(script.requests().len(), 3);

    let script = Script::new().hang();
    let mut call = get(&script);
    call.timeout(Duration::from_secs(2));
    block_on(call.send()).unwrap_err();
    assert_eq!(script.clock().elapsed(), Duration::from_secs(2));
}

#[test]
fn the_persistent_policy_waits_31_seconds_in_total() {
    let script = (0..5).fold(Script::new(), |script, _| script.reply(Reply::status(503))).reply(thing());
    let mut call = get(&script);
    call.retry(Retry::persistent());
    assert_eq!(block_on(call.send_with_meta()).unwrap().meta.attempts(), 6);
    assert_eq!(script.clock().elapsed(), Duration::from_secs(31));
}

#[test]
fn an_outage_does_not_multiply_the_load() {
    let script = (0..300).fold(Script::new(), |script, _| script.reply(Reply::status(503)));
    let client = client(&script);
    for _ in 0..200 {
        let mut call: Call<Thing> = Call::new(&client, &GET);
        call.path_id("id", "thing_1");
        block_on(call.send()).unwrap_err();
    }
    assert!(script.requests().len() <= 250, "{}", script.requests().len());
}

#[test]
fn items_fetches_all_pages_with_100_objects_each() {
    let script = Script::new()
        .reply(page(0..2, Some("thing_1")))
        .reply(page(2..4, Some("thing_3")))
        .reply(page(4..5, None));
    let mut items = Items::new(Call::<Page<Thing>>::new(&client(&script), &LIST));
    let mut seen = Vec::new();
    block_on(async {
        while let Some(thing) = items.try_next().await.unwrap() {
            seen.push(thing.id);
        }
        assert!(items.try_next().await.unwrap().is_none(), "a finished list stays finished");
    });
    assert_eq!(seen, ["thing_0", "thing_1", "thing_2", "thing_3", "thing_4"]);
    let queries: Vec<_> = script.requests().iter().map(|r| r.uri().query().unwrap().to_owned()).collect();
    assert_eq!(queries, ["limit=100", "limit=100&after=thing_1", "limit=100&after=thing_3"]);
}

#[test]
fn pages_resume_from_a_saved_cursor_and_walk_backwards() {
    let script = Script::new().reply(page(5..6, None));
    let mut call: Call<Page<Thing>> = Call::new(&client(&script), &LIST);
    call.query("after", "thing_4");
    call.query("limit", 5);
    let mut pages = Pages::new(call);
    assert_eq!(block_on(pages.try_next()).unwrap().unwrap().data.len(), 1);
    assert!(block_on(pages.try_next()).unwrap().is_none());
    assert_eq!(script.requests()[0].uri().query(), Some("after=thing_4&limit=5"));

    let body =
        json!({"data": [{"id": "thing_1"}], "list_metadata": {"before": "thing_1", "after": "thing_1"}});
    let script = Script::new().reply(Reply::json(200, body)).reply(page(0..1, None));
    let mut call: Call<Page<Thing>> = Call::new(&client(&script), &LIST);
    call.query("before", "thing_2");
    let mut pages = Pages::new(call);
    block_on(pages.try_next()).unwrap().unwrap();
    assert_eq!(pages.cursor(), Some("thing_1"));
    block_on(pages.try_next()).unwrap().unwrap();
    assert_eq!(script.requests()[1].uri().query(), Some("before=thing_1&limit=100"));
}

#[test]
fn a_cursor_that_repeats_is_an_error_and_ends_the_list() {
    let script = (0..3).fold(Script::new(), |script, _| script.reply(page(0..1, Some("same"))));
    let mut pages = Pages::new(Call::<Page<Thing>>::new(&client(&script), &LIST));
    block_on(pages.try_next()).unwrap().unwrap();
    let error = block_on(pages.try_next()).unwrap_err();
    assert!(matches!(&error, Error::Cursor(cursor) if cursor.cursor() == "same"), "{error:?}");
    assert!(block_on(pages.try_next()).unwrap().is_none());
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn the_next_page_is_fetched_while_the_current_one_is_used() {
    let script = Script::new()
        .reply(page(0..4, Some("thing_3")))
        .reply(page(4..6, Some("thing_5")))
        .reply(page(6..7, None));
    let mut items = Items::new(Call::<Page<Thing>>::new(&client(&script), &LIST));
    let mut requests = Vec::new();
    while let Some(thing) = block_on(items.try_next()).unwrap() {
        requests.push((thing.id, items.cursor().map(str::to_owned), script.requests().len()));
    }
    let requests: Vec<_> =
        requests.iter().map(|(id, cursor, n)| (id.as_str(), cursor.as_deref(), *n)).collect();
    assert_eq!(
        requests,
        [
            ("thing_0", None, 1),
            ("thing_1", None, 1),
            ("thing_2", None, 2),
            ("thing_3", None, 2),
            ("thing_4", Some("thing_3"), 3),
            ("thing_5", Some("thing_3"), 3),
            ("thing_6", Some("thing_5"), 3),
        ]
    );
    assert!(items.is_finished());
}

#[test]
fn a_failed_prefetch_is_returned_in_its_turn_and_not_repeated() {
    let script = Script::new().reply(page(0..2, Some("thing_1"))).reply(Reply::status(404));
    let mut items = Items::new(Call::<Page<Thing>>::new(&client(&script), &LIST));
    block_on(items.try_next()).unwrap().unwrap();
    block_on(items.try_next()).unwrap().unwrap();
    assert_eq!(script.requests().len(), 2);
    assert_eq!(block_on(items.try_next()).unwrap_err().status(), Some(404));
    assert!(block_on(items.try_next()).unwrap().is_none());
    assert_eq!((script.requests().len(), items.is_finished()), (2, false));
}

#[test]
fn a_prefetch_that_times_out_is_repeated() {
    let script = Script::new().reply(page(0..4, Some("thing_3"))).hang().reply(page(4..5, None));
    let mut call = Call::<Page<Thing>>::new(&client(&script), &LIST);
    call.retry(Retry::none());
    let mut items = Items::new(call);
    for _ in 0..3 {
        block_on(items.try_next()).unwrap().unwrap();
    }
    // The caller works on an object for longer than an attempt may take.
    block_on(script.clock().sleep(Duration::from_secs(100)));
    block_on(items.try_next()).unwrap().unwrap();
    assert_eq!(block_on(items.try_next()).unwrap().unwrap().id, "thing_4");
}

#[test]
fn an_error_ends_the_list_and_the_cursor_says_where_to_resume() {
    let script = Script::new().reply(page(0..1, Some("thing_0"))).reply(Reply::status(404));
    let mut items = Items::new(Call::<Page<Thing>>::new(&client(&script), &LIST));
    block_on(items.try_next()).unwrap().unwrap();
    assert_eq!(items.cursor(), None, "the first page is repeated");
    assert_eq!(block_on(items.try_next()).unwrap_err().status(), Some(404));
    assert!(block_on(items.try_next()).unwrap().is_none());
}

#[test]
fn rate_limit_headers_are_readable_on_a_success() {
    let reply = thing().header("x-ratelimit-limit", "600").header("x-ratelimit-remaining", "599");
    let script = Script::new().reply(reply.header("x-ratelimit-reset", "1640000000"));
    let meta = block_on(get(&script).send_with_meta()).unwrap().meta;
    let limit = meta.rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining), (Some(600), Some(599)));
    assert_eq!(limit.reset.unwrap().to_string(), "2021-12-20T11:33:20.000Z");
}

#[test]
fn public_types_can_be_sent_between_threads() {
    fn check<T: Send + Sync + 'static>() {}
    fn check_send<T: Send + 'static>() {}
    check::<Client>();
    check::<Error>();
    check_send::<Call<Thing>>();
    check_send::<Pages<Thing>>();
    check_send::<Items<Thing>>();
}
