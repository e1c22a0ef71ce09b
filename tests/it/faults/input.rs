//! X12 to X14: values in requests, repeated requests, and oversized response heads.

use std::time::Duration;

use bytes::Bytes;
use futures_executor::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};
use workos_client::{Call, Client, Error, Pages, Retry};
use workos_transport::TransportErrorKind as Kind;
use workos_transport_mock::{Reply, Script};

use super::script::{Answer, Ending, raw, status};
use super::server::FaultServer;
use super::{API_KEY, EVENT, GET, LIST, Wire, cause, client, client_over, over_both, read, run, timed};

over_both! {
    x13_a_repeated_write_is_byte_identical_with_the_same_key,
    x14_an_oversized_head_is_an_error,
}

fn scripted() -> (Script, Client) {
    let script = Script::new().replies((0..3).map(|_| Reply::json(200, json!({}))));
    let client = Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap();
    (script, client)
}

#[test]
fn x12_an_invalid_id_is_never_sent() {
    let (script, client) = scripted();
    let huge = "x".repeat(1024 * 1024);
    let ids = [
        "",
        ".",
        "..",
        "a/b",
        "../x",
        "%2e%2e",
        "%2E.",
        "a\\b",
        "a?b",
        "a#b",
        "a\r\nx: y",
        "a b",
        "\u{0}",
        &huge,
    ];
    for id in ids {
        let mut call: Call<Value> = Call::new(&client, &GET);
        call.path_id("id", id);
        let error = block_on(call.send()).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert!(error.to_string().len() < 200, "the error repeats the value");
    }
    assert!(script.requests().is_empty());
}

#[test]
fn x12_no_header_value_injects_a_header() {
    let (script, client) = scripted();
    for value in ["a\r\nx-evil: 1", "a\nb", "a\u{0}"] {
        let mut call: Call<Value> = Call::new(&client, &LIST);
        call.header("x-note", value);
        assert!(matches!(block_on(call.send()), Err(Error::InvalidInput(_))));
    }
    assert!(script.requests().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn x12_any_text_in_path_and_query_arrives_unchanged(
        segment in "[^\\x00-\\x1f\\x7f-\\x9f]{1,60}",
        name in "[a-z_]{1,10}",
        value in ".{0,80}",
        listed in prop::collection::vec("[^,]{1,20}", 1..4),
    ) {
        prop_assume!(!matches!(segment.as_str(), "." | ".."));
        let (script, client) = scripted();
        let mut call: Call<Value> = Call::new(&client, &GET);
        call.path("id", &segment);
        call.query("list", "");
        call.query_list("listed", &listed);
        if name != "list" && name != "listed" {
            call.query("list", &value);
        }
        block_on(call.send()).unwrap();

        let requests = script.requests();
        let uri = requests[0].uri();
        prop_assert_eq!(uri.host(), Some("api.workos.com"));
        let path: Vec<_> = uri.path().split('/').collect();
        prop_assert_eq!((path.len(), path[1]), (3, "things"));
        prop_assert_eq!(&decoded(path[2]), &segment);
        let pairs: Vec<_> = uri.query().unwrap().split('&').map(|pair| pair.split_once('=').unwrap()).collect();
        let of = |name: &str| pairs.iter().find(|(key, _)| *key == name).unwrap().1;
        let items: Vec<_> = of("listed").split(',').map(decoded).collect();
        prop_assert_eq!(items, listed);
        if name != "list" && name != "listed" {
            prop_assert_eq!(decoded(of("list")), value);
        }
    }

    #[test]
    fn p1_a_list_ends_and_asks_for_no_page_twice(cursors in prop::collection::vec(0u8..6, 0..12)) {
        let page = |after: Value| {
            Reply::json(200, json!({"object": "list", "data": [1], "list_metadata": {"after": after}}))
        };
        let mut script = Script::new();
        for cursor in &cursors {
            script = script.reply(page(format!("cursor_{cursor}").into()));
        }
        let script = script.reply(page(Value::Null));
        let client = Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap();
        let mut pages = Pages::<Value>::new(Call::new(&client, &LIST));
        let mut ended = Ok(());
        while let Some(page) = block_on(pages.try_next()).transpose() {
            ended = page.map(drop);
        }
        let asked: Vec<_> = script.requests().iter().map(|request| request.uri().to_string()).collect();
        let mut distinct = asked.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(asked.len(), distinct.len());
        let mut first_seen = std::collections::HashSet::new();
        let repeats = cursors.iter().any(|cursor| !first_seen.insert(cursor));
        prop_assert_eq!(matches!(ended, Err(Error::Cursor(_))), repeats);
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

async fn x13_a_repeated_write_is_byte_identical_with_the_same_key(wire: Wire) {
    let script = [status(503).into(), Ending::Rst.into(), status(201).into()];
    let server = FaultServer::start(wire, script).await;
    let mut call: Call<Value> = Call::new(&client(&server, wire), &EVENT);
    call.json(&json!({"event": "signed_in", "at": 1, "nested": {"b": 2, "a": [1, null]}}));
    call.idempotency_key("key_1");
    call.send().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for request in &seen {
        assert_eq!(request.headers["idempotency-key"], "key_1");
        assert_eq!((&request.method, &request.target), (&seen[0].method, &seen[0].target));
        assert_eq!((&request.headers, &request.body), (&seen[0].headers, &seen[0].body));
    }
}

async fn x14_an_oversized_head_is_an_error(wire: Wire) {
    let many = (0..1000).fold(Answer::new(200, "{}"), |answer, n| answer.header(&format!("x-{n}"), "1"));
    let huge = Answer::new(200, "{}").header("x-huge", &"x".repeat(1024 * 1024));
    for answer in [many, huge] {
        let server = FaultServer::start(wire, [answer.into()]).await;
        let transport = wire.transport().build().unwrap();
        let client = client_over(&server, transport).retry(Retry::none()).build().unwrap();
        let (result, took) = timed(read(&client)).await;
        // Over HTTP/2, a thousand short headers are within the header limit of the client.
        if let Err(error) = result {
            assert!(matches!(cause(&error).0, Kind::Protocol | Kind::Lost), "{error}");
        }
        assert!(took < Duration::from_secs(10), "{took:?}");
        read(&client).await.unwrap();
    }
}

#[test]
fn x14_a_hundred_header_lines_are_fine_and_more_are_an_error() {
    run(async {
        for (lines, fine) in [(98, true), (1000, false)] {
            let headers: String = (0..lines).map(|n| format!("x-{n}: 1\r\n")).collect();
            let head = format!("HTTP/1.1 200 OK\r\n{headers}content-length: 2\r\n\r\n{{}}");
            let server = FaultServer::start(Wire::Http1, [raw(Bytes::from(head))]).await;
            assert_eq!(read(&client(&server, Wire::Http1)).await.is_ok(), fine, "{lines}");
        }
    });
}
