//! Z: responses whose body cannot be read, and unusual response heads.

use std::time::Duration;

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_client::{Call, Client, Error, Items, Page, Retry};
use workos_transport::{Clock, TransportErrorKind as Kind};
use workos_transport_hyper::Compression;
use workos_transport_mock::{Reply, Script};

use super::decoding::gzip;
use super::script::{Action, Answer, Ending, raw, status};
use super::server::FaultServer;
use super::{API_KEY, LIST, Wire, cause, client, client_over, get, over_both, read, run, timed, write};

over_both! {
    z1_several_content_encoding_lines_are_read_as_one_list,
    z2_a_503_that_cannot_be_decoded_is_retried,
    z2_a_503_that_cannot_be_decoded_keeps_status_and_request_id,
    z2_a_throttled_write_is_sent_again_whatever_the_encoding,
    z3_a_404_with_corrupt_gzip_is_a_404,
    z4_an_error_whose_body_is_lost_or_too_large_keeps_its_status,
    z4_a_success_whose_body_is_lost_names_status_and_request,
    z7_compression_is_requested_where_a_large_response_is_expected,
}

fn encoded(status: u16, lines: &[&str], body: impl Into<bytes::Bytes>) -> Answer {
    let answer = Answer::new(status, body).header("x-request-id", "req_1");
    lines.iter().fold(answer, |answer, line| answer.header("content-encoding", line))
}

/// Returns a response in an encoding that the client cannot decode.
fn undecodable(status: u16) -> Answer {
    encoded(status, &["br"], "\u{1}\u{2}")
}

async fn z1_several_content_encoding_lines_are_read_as_one_list(wire: Wire) {
    let once = gzip(b"{\"id\":1}");
    let twice = gzip(&once);
    let readable: [(&[&str], &[u8]); 8] = [
        (&["gzip", "gzip"], &twice),
        (&["gzip, gzip"], &twice),
        (&["GZIP"], &once),
        (&["x-gzip"], &once),
        (&["identity, gzip"], &once),
        (&["gzip", "identity"], &once),
        (&["", "gzip,"], &once),
        (&["identity", ""], b"{\"id\":1}"),
    ];
    for (lines, body) in readable {
        let server = FaultServer::start(wire, [encoded(200, lines, body.to_vec()).into()]).await;
        let thing = read(&client(&server, wire)).await;
        assert_eq!(thing.unwrap()["id"], 1, "{lines:?}");
    }
    for (lines, word) in [
        (&["gzip", "br"][..], "`br`"),
        (&["zstd, gzip"], "`zstd`"),
        (&["sk_test_canary"], "unknown encoding"),
        (&["gzip", "gzip", "gzip", "gzip"], "4 times"),
    ] {
        let server = FaultServer::start(wire, [encoded(200, lines, once.clone()).into()]).await;
        let error = read(&client(&server, wire)).await.unwrap_err();
        let (kind, text) = cause(&error);
        assert!(kind == Kind::Protocol && text.contains(word) && text.len() < 300, "{lines:?}: {error}");
        assert_eq!((error.status(), error.request_id()), (Some(200), Some("req_1")));
    }
    // An empty body needs no decoding.
    let server = FaultServer::start(wire, [encoded(200, &["br"], "").into()]).await;
    assert!(matches!(read(&client(&server, wire)).await, Err(Error::Decode(_))));
}

async fn z2_a_503_that_cannot_be_decoded_is_retried(wire: Wire) {
    let server = FaultServer::start(wire, [undecodable(503).into(), undecodable(502).into()]).await;
    let answer = get(&client(&server, wire)).send_with_meta().await.unwrap();
    assert_eq!((answer.meta.attempts(), server.seen().len()), (3, 3));
}

async fn z2_a_503_that_cannot_be_decoded_keeps_status_and_request_id(wire: Wire) {
    let answer = || Action::from(undecodable(503).header("retry-after", "0"));
    let server = FaultServer::start(wire, (0..6).map(|_| answer())).await;
    let client = client(&server, wire);
    let error = read(&client).await.unwrap_err();
    assert_eq!(server.seen().len(), 3);
    assert_eq!((error.status(), error.request_id()), (Some(503), Some("req_1")));
    assert_eq!(error.retry_after(), Some(Duration::ZERO));
    assert!(error.is_retryable() && error.hint().is_some(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("could not be read") && text.contains("`br`") && text.len() < 500, "{text}");

    let error = write(&client).await.unwrap_err();
    assert_eq!((server.seen().len(), error.status()), (4, Some(503)));
    assert!(error.outcome_is_unknown(), "{error:?}");
}

async fn z2_a_throttled_write_is_sent_again_whatever_the_encoding(wire: Wire) {
    let server = FaultServer::start(wire, [undecodable(429).header("retry-after-ms", "1").into()]).await;
    write(&client(&server, wire)).await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

async fn z3_a_404_with_corrupt_gzip_is_a_404(wire: Wire) {
    let compressed = gzip(br#"{"code":"entity_not_found","message":"No such thing"}"#);
    let mut damaged = compressed.clone();
    let end = damaged.len() - 6;
    damaged[end] ^= 1;
    let answers = [damaged, compressed[..compressed.len() / 2].to_vec(), b"{}".to_vec(), compressed];
    let answers = answers.map(|body| encoded(404, &["gzip"], body).into());
    let server = FaultServer::start(wire, answers).await;
    let client = client(&server, wire);
    for _ in 0..3 {
        let error = read(&client).await.unwrap_err();
        assert!(error.api().is_some_and(workos_core::ApiError::is_not_found), "{error:?}");
        assert_eq!((error.request_id(), error.code()), (Some("req_1"), None));
        assert!(error.to_string().contains("is gzip, and it"), "{error}");
        assert!(error.hint().is_some());
    }
    let error = read(&client).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(404), Some("entity_not_found")));
    // The body was received completely although it does not decode, so the connection is reused.
    assert_eq!((server.seen().len(), server.accepted()), (4, 1));
}

async fn z4_an_error_whose_body_is_lost_or_too_large_keeps_its_status(wire: Wire) {
    let body = || encoded(422, &[], "x".repeat(1000));
    let bomb = encoded(422, &["gzip"], gzip(&vec![b' '; 64 * 1024 * 1024]));
    for (action, limit, word) in [
        (body().cut(Ending::Fin), 5000, "incomplete"),
        (body().cut(Ending::Rst), 5000, "incomplete"),
        (body().into(), 100, "limit of 100 bytes"),
        (body().chunked().into(), 100, "limit of 100 bytes"),
        (bomb.into(), 100_000, "limit of 100000 bytes"),
    ] {
        let server = FaultServer::start(wire, [action]).await;
        let mut call = get(&client(&server, wire));
        call.body_limit(limit);
        let error = call.send().await.unwrap_err();
        assert_eq!((error.status(), error.request_id()), (Some(422), Some("req_1")));
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    // A retryable status is retried even if its body is lost.
    let cut = encoded(503, &[], "x".repeat(1000)).cut(Ending::Fin);
    let server = FaultServer::start(wire, [cut]).await;
    assert_eq!(get(&client(&server, wire)).send_with_meta().await.unwrap().meta.attempts(), 2);
}

async fn z4_a_success_whose_body_is_lost_names_status_and_request(wire: Wire) {
    let server = FaultServer::start(wire, [encoded(201, &[], "x".repeat(1000)).cut(Ending::Fin)]).await;
    let error = write(&client(&server, wire)).await.unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(201), Some("req_1")));
    assert!(matches!(error, Error::Transport(_)) && error.outcome_is_unknown(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("answered 201") && text.contains("req_1"), "{text}");
}

#[test]
fn z5_an_endless_head_ends_in_a_short_error() {
    run(async {
        let lines = "x-flood: 1\r\n".repeat(400_000);
        let line = format!("x-flood: {}", "1".repeat(16 * 1024 * 1024));
        for head in [lines, line] {
            // The head never ends, so a client without a limit would read forever.
            let flood = raw(format!("HTTP/1.1 200 OK\r\n{head}"));
            let server = FaultServer::start(Wire::Http1, [flood, status(200).into()]).await;
            let transport = Wire::Http1.transport().build().unwrap();
            let client = client_over(&server, transport).retry(Retry::none()).build().unwrap();
            let (result, took) = timed(read(&client)).await;
            let error = result.unwrap_err();
            let (kind, text) = cause(&error);
            assert_eq!(kind, Kind::Protocol, "{error}");
            assert!(text.contains("header lines") && error.to_string().len() < 300, "{error}");
            assert!(took < Duration::from_secs(10), "{took:?}");
            read(&client).await.unwrap();
        }
    });
}

/// Returns how long a call waits after a 429 with these headers, and its result.
fn after_429(headers: &[(&str, &str)]) -> (Duration, Result<Value, Error>) {
    let throttled = headers.iter().fold(Reply::status(429), |reply, (name, value)| reply.header(name, value));
    let script = Script::new().reply(throttled).reply(Reply::json(200, json!({})));
    let client = Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap();
    let result = block_on(get(&client).send());
    (script.clock().elapsed(), result)
}

#[test]
fn z6_an_unreadable_retry_after_is_ignored() {
    // Without a usable `Retry-After`, the backoff after 429 is at most a second. The dates are in the past.
    let odd = ["-1", "-0.5", "soon", "", "1e9", "NaN", "inf", "0x10", "1 second", "10;q=1", "1,2", "."];
    let past = ["Thu, 15 Jan 2015 12:00:30 GMT", "Thursday, 15-Jan-15 12:00:30 GMT"];
    for value in odd.into_iter().chain(past) {
        for name in ["retry-after", "retry-after-ms"] {
            let (waited, result) = after_429(&[(name, value)]);
            assert!(waited <= Duration::from_secs(1), "{name}: {value}: {waited:?}");
            result.unwrap();
        }
    }
}

#[test]
fn z6_a_retry_after_beyond_every_deadline_ends_the_call_at_once() {
    for value in
        ["99999999999", "99999999999999999999999999999999", "3600.5", "Fri, 31 Dec 9999 23:59:59 GMT"]
    {
        let (waited, result) = after_429(&[("retry-after", value)]);
        let error = result.unwrap_err();
        assert_eq!((waited, error.status()), (Duration::ZERO, Some(429)), "{value}");
        assert!(error.retry_after().is_some_and(|asked| asked >= Duration::from_secs(3600)), "{error:?}");
    }
}

#[test]
fn z6_the_first_readable_retry_after_line_counts() {
    for lines in [["soon", "3"], ["3", "9000"], ["-5", "3"]] {
        let (waited, result) = after_429(&lines.map(|line| ("retry-after", line)));
        assert!((3..9).contains(&waited.as_secs()), "{lines:?}: {waited:?}");
        result.unwrap();
    }
}

async fn z7_compression_is_requested_where_a_large_response_is_expected(wire: Wire) {
    let page = || super::script::json(200, &json!({"object": "list", "data": [], "list_metadata": {}}));
    let requested = async |compression: Compression, call: &mut dyn FnMut(&Client) -> Call<Page<Value>>| {
        let server = FaultServer::start(wire, [page().into()]).await;
        let transport = wire.transport().compression(compression).build().unwrap();
        let client = client_over(&server, transport).build().unwrap();
        call(&client).send().await.unwrap();
        server.seen()[0].headers["accept-encoding"].to_str().unwrap().to_owned()
    };
    let limited = |limit: Option<u32>| {
        move |client: &Client| {
            let mut call = Call::new(client, &LIST);
            limit.into_iter().for_each(|limit| call.query("limit", limit));
            call
        }
    };
    for (limit, expected) in [
        (None, "identity"),
        (Some(10), "identity"),
        (Some(39), "identity"),
        (Some(40), "gzip"),
        (Some(100), "gzip"),
    ] {
        assert_eq!(requested(Compression::Auto, &mut limited(limit)).await, expected, "{limit:?}");
        assert_eq!(requested(Compression::Always, &mut limited(limit)).await, "gzip");
        assert_eq!(requested(Compression::Never, &mut limited(limit)).await, "identity");
    }
    let mut large = |client: &Client| {
        let mut call = Call::new(client, &LIST);
        call.expect_large_answer();
        call
    };
    assert_eq!(requested(Compression::Auto, &mut large).await, "gzip");
    let mut by_header = |client: &Client| {
        let mut call = Call::new(client, &LIST);
        call.header("accept-encoding", "gzip;q=0.5");
        call
    };
    assert_eq!(requested(Compression::Never, &mut by_header).await, "gzip;q=0.5");

    let server = FaultServer::start(wire, [page().into()]).await;
    let things: Call<Page<Value>> = Call::new(&client(&server, wire), &LIST);
    assert!(Items::new(things).try_next().await.unwrap().is_none());
    assert_eq!(server.seen()[0].headers["accept-encoding"], "gzip");
}
