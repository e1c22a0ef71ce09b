//! M: responses that are built to use much memory, and the errors that they lead to.

use std::io::Write;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use workos_client::{Client, Error};
use workos_sso::Connections;

use super::memory::{peak, resident};
use super::script::Answer;
use super::server::FaultServer;
use super::{API_KEY, Wire, client, figures, get, over_both, read, run};
use crate::hostile::assert_short;
use crate::hostile::shapes::SHAPES;

over_both! {
    m1_a_body_with_more_values_than_the_limit_is_refused_and_not_retried,
    m2_an_error_body_of_any_shape_keeps_code_and_message_and_bounds_the_rest,
    m3_long_headers_lead_to_short_errors,
}

const URL: &str = "WORKOS_FAULTS_URL";

/// The body limit of these tests: a quarter of the default.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// The memory that a call with this limit may use, in KiB.
const MAX_KIB: u64 = 40 * 1024;

fn gzip(plain: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn compressed(status: u16, plain: &str) -> Answer {
    Answer::new(status, gzip(plain))
        .header("content-encoding", "gzip")
        .header("content-type", "application/json")
}

async fn m1_a_body_with_more_values_than_the_limit_is_refused_and_not_retried(wire: Wire) {
    let zeros = |values: usize| format!("{{\"data\":[{}0]}}", "0,".repeat(values - 3));
    let script = [
        compressed(200, &zeros(100_001)),
        compressed(200, &zeros(100_000)),
        compressed(200, &zeros(100_001)),
    ];
    let server = FaultServer::start(wire, script.map(Into::into)).await;
    let client = client(&server, wire);
    let error = read(&client).await.unwrap_err();
    assert!(error.is_too_large() && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("more than 100000 JSON values"), "{error}");
    assert!(error.hint().unwrap().contains("with_value_limit"), "{error}");
    assert_short(&error);
    assert!(read(&client).await.is_ok());
    let mut call = get(&client);
    call.value_limit(100_001);
    assert!(call.send().await.is_ok());
    assert_eq!(server.seen().len(), 3);
}

async fn m2_an_error_body_of_any_shape_keeps_code_and_message_and_bounds_the_rest(wire: Wire) {
    let zeros = format!("[{}0]", "0,".repeat(500_000));
    let body = format!(r#"{{"x":{zeros},"token":"t","errors":{zeros},"code":"bad","message":"No"}}"#);
    let server = FaultServer::start(wire, [compressed(422, &body).into()]).await;
    let Error::Api(error) = read(&client(&server, wire)).await.unwrap_err() else {
        panic!("not an API error")
    };
    assert_eq!((error.status(), error.code(), error.message()), (422, Some("bad"), Some("No")));
    assert_eq!((error.errors().len(), error.extra().len()), (100, 1));
    assert!(error.to_string().ends_with("more") || error.to_string().contains("500001 more"), "{error}");
    assert_short(&*error);
}

async fn m3_long_headers_lead_to_short_errors(wire: Wire) {
    let long = "h".repeat(4500);
    let answer = |status| {
        let answer = Answer::new(status, "?").header("content-type", &long);
        answer.header("x-request-id", &long).header("retry-after", &long)
    };
    let server = FaultServer::start(wire, [answer(200).into(), answer(422).into()]).await;
    let client = client(&server, wire);
    for _ in 0..2 {
        let error = read(&client).await.unwrap_err();
        // A text of this length is not accepted as a request id.
        assert_eq!(error.request_id(), None, "{error}");
        assert_short(&error);
    }
}

/// A short form of `cargo xtask bench hostile`, which measures every shape with the default limits.
///
/// This test uses a quarter of the limits, and allows a quarter of the memory.
#[test]
fn m4_a_call_that_gets_hostile_json_uses_at_most_ten_times_the_body_limit() {
    for (name, status) in [
        ("lists in lists in an unknown field", 200),
        ("page of small objects", 200),
        ("long text that grows when it is shown", 200),
        ("errors that are numbers", 422),
        ("many keys of small objects", 422),
    ] {
        run(async move {
            let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
            let server =
                FaultServer::start(Wire::Http1, [compressed(status, &(shape.json)(BODY_LIMIT - 100)).into()]);
            let server = server.await;
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--ignored", "--exact", "--nocapture", "faults::limits::child_that_makes_one_call"]);
            child.env(URL, server.url());
            let output = tokio::task::spawn_blocking(move || child.output()).await.unwrap().unwrap();
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            let grown = printed
                .lines()
                .find_map(|line| line.strip_prefix("grown by ")?.split(' ').next()?.parse().ok());
            let grown: u64 = grown.unwrap_or_else(|| panic!("{printed}"));
            assert!(grown <= MAX_KIB, "{name}: {grown} KiB");
            figures::note("M4", &format!("KiB for {} MiB, {name}, {status}", BODY_LIMIT >> 20), grown);
        });
    }
}

#[test]
#[ignore = "the test above runs this in a child process and measures its memory"]
fn child_that_makes_one_call() {
    run(async {
        let client = Client::builder().base_url(std::env::var(URL).unwrap()).api_key(API_KEY);
        let client = client.body_limit(BODY_LIMIT).value_limit(25_000).build().unwrap();
        let before = resident();
        let error = Connections::new(&client).list().send().await.unwrap_err();
        println!("\ngrown by {} KiB", peak().saturating_sub(before));
        assert_short(&error);
    });
}

#[test]
fn m5_a_list_with_a_long_repeating_cursor_ends_with_a_short_error() {
    run(async {
        let page = json!({"data": [], "list_metadata": {"after": "c".repeat(20_000)}}).to_string();
        let script =
            (0..3).map(|_| Answer::new(200, page.clone()).header("content-type", "application/json").into());
        let server = FaultServer::start(Wire::Http1, script).await;
        let mut pages = workos_client::Pages::<Value>::new(workos_client::Call::new(
            &client(&server, Wire::Http1),
            &super::LIST,
        ));
        pages.try_next().await.unwrap().unwrap();
        let error = pages.try_next().await.unwrap_err();
        assert!(matches!(error, Error::Cursor(_)), "{error:?}");
        assert_short(&error);
    });
}
