//! N: connections that close, break or carry invalid data.

use std::time::Duration;

use serde_json::json;
use workos_client::Retry;
use workos_transport::TransportErrorKind as Kind;

use super::script::{Action, Ending, json as answer, raw, status};
use super::server::FaultServer;
use super::{Wire, cause, client, get, over_both, read, run, write};

over_both! {
    n1_a_reused_connection_that_ends_by_fin_costs_one_free_retry,
    n2_a_reused_connection_that_ends_by_rst_costs_one_free_retry,
    n3_a_connection_closed_while_idle_is_replaced,
    n4_a_write_on_a_reused_connection_is_not_repeated_and_says_so,
    n5_a_fresh_connection_that_is_reset_is_retried,
    n6_a_read_whose_body_is_cut_is_retried,
    n11_a_dropped_call_does_not_affect_other_calls,
}

async fn n1_a_reused_connection_that_ends_by_fin_costs_one_free_retry(wire: Wire) {
    reused_connection_ends(wire, Ending::Fin).await;
}

async fn n2_a_reused_connection_that_ends_by_rst_costs_one_free_retry(wire: Wire) {
    reused_connection_ends(wire, Ending::Rst).await;
}

async fn reused_connection_ends(wire: Wire, ending: Ending) {
    let fine = answer(200, &json!({"id": "thing_1"}));
    let script = [status(200).into(), ending.into(), status(503).into(), fine.into()];
    let server = FaultServer::start(wire, script).await;
    let client = client(&server, wire);
    read(&client).await.unwrap();
    // One retry is allowed, and the 503 uses it. The retry after the lost connection does not count.
    let mut call = get(&client);
    call.retry(Retry::standard().with_max_attempts(2));
    let answer = call.send_with_meta().await.unwrap();
    assert_eq!((&answer.value["id"], answer.meta.attempts()), (&json!("thing_1"), 3));
    assert_eq!(server.connections_used(), [1, 1, 2, 2]);
}

async fn n3_a_connection_closed_while_idle_is_replaced(wire: Wire) {
    let script = [status(200).then_end(), status(200).into()];
    let server = FaultServer::start(wire, script).await;
    let client = client(&server, wire);
    read(&client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(get(&client).send_with_meta().await.unwrap().meta.attempts(), 1);
    assert_eq!(server.connections_used(), [1, 2]);
}

async fn n4_a_write_on_a_reused_connection_is_not_repeated_and_says_so(wire: Wire) {
    for ending in [Ending::Fin, Ending::Rst] {
        let server = FaultServer::start(wire, [status(200).into(), ending.into()]).await;
        let client = client(&server, wire);
        read(&client).await.unwrap();
        let error = write(&client).await.unwrap_err();
        assert!(error.outcome_is_unknown(), "{error}");
        assert!(error.to_string().contains("whether the server acted is unknown"), "{error}");
        assert_eq!(cause(&error).0, Kind::Lost);
        assert_eq!(server.seen().len(), 2);
    }
}

async fn n5_a_fresh_connection_that_is_reset_is_retried(wire: Wire) {
    let server = FaultServer::start(wire, [Ending::Rst.into(), status(200).into()]).await;
    read(&client(&server, wire)).await.unwrap();
    assert_eq!(server.connections_used(), [1, 2]);
}

async fn n6_a_read_whose_body_is_cut_is_retried(wire: Wire) {
    for ending in [Ending::Fin, Ending::Rst] {
        let whole = answer(200, &json!({"id": "thing_1", "name": "x".repeat(100)}));
        let server = FaultServer::start(wire, [whole.clone().cut(ending), whole.into()]).await;
        assert_eq!(read(&client(&server, wire)).await.unwrap()["id"], "thing_1");
        assert_eq!(server.connections_used(), [1, 2]);
    }
}

#[test]
fn n7_a_read_whose_chunks_are_broken_is_retried() {
    run(async {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        for rest in ["2\r\n{}", "2\r\n{}\r\n", "ffff\r\n{}"] {
            let broken = Action::Raw(format!("{head}{rest}").into(), Some(Ending::Fin));
            let server = FaultServer::start(Wire::Http1, [broken, status(200).into()]).await;
            read(&client(&server, Wire::Http1)).await.unwrap();
            assert_eq!(server.connections_used(), [1, 2], "{rest}");
        }
        // An invalid chunk is an error of the server, not of the network, so a retry would not help.
        let server = FaultServer::start(Wire::Http1, [raw(format!("{head}xyz\r\n"))]).await;
        let error = read(&client(&server, Wire::Http1)).await.unwrap_err();
        assert_eq!((cause(&error).0, server.seen().len()), (Kind::Protocol, 1), "{error}");
    });
}

#[test]
fn n8_garbage_instead_of_a_response_is_an_error_and_not_a_hang() {
    run(async {
        // A DATA frame on stream 0, which RFC 9113 §6.1 forbids.
        let frames = Action::Frames([0, 0, 1, 0, 0, 0, 0, 0, 0, b'x'].as_slice().into());
        for (wire, garbage) in [(Wire::Http1, raw("\u{15}\u{3}\u{1} what?\r\n\r\n")), (Wire::Http2, frames)] {
            let server = FaultServer::start(wire, [garbage]).await;
            let client = client(&server, wire);
            let error = read(&client).await.unwrap_err();
            assert_eq!((cause(&error).0, server.seen().len()), (Kind::Protocol, 1), "{error}");
            assert!(!error.is_retryable() && error.hint().is_some());
            // The connection is not used again.
            read(&client).await.unwrap();
            assert_eq!(server.connections_used(), [1, 2]);
        }
    });
}

#[test]
fn n9_early_hints_are_skipped() {
    run(async {
        let hints = "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n";
        let whole = "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"id\":1}";
        let server = FaultServer::start(Wire::Http1, [raw(format!("{hints}{hints}{whole}"))]).await;
        assert_eq!(read(&client(&server, Wire::Http1)).await.unwrap()["id"], 1);
    });
}

#[test]
fn n10_bytes_after_a_response_are_discarded_and_end_the_connection() {
    run(async {
        let whole = "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"id\":1}";
        let stray = "HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{\"id\":\"stray\"}";
        for extra in [stray, "x", "\r\nHTTP/1.1 500 Oh\r\n\r\n"] {
            let script = [raw(format!("{whole}{extra}")), answer(200, &json!({"id": 2})).into()];
            let server = FaultServer::start(Wire::Http1, script).await;
            let client = client(&server, Wire::Http1);
            assert_eq!(read(&client).await.unwrap()["id"], 1);
            assert_eq!(read(&client).await.unwrap()["id"], 2);
            assert_eq!(server.connections_used(), [1, 2], "{extra}");
        }
    });
}

async fn n11_a_dropped_call_does_not_affect_other_calls(wire: Wire) {
    let late = answer(200, &json!({"id": "late"})).after(Duration::from_millis(50));
    let mut script = vec![status(200).into(), late.into()];
    script.extend((0..20).map(|id| answer(200, &json!({ "id": id })).into()));
    let server = FaultServer::start(wire, script).await;
    let client = client(&server, wire);
    read(&client).await.unwrap();
    let mut dropped = Box::pin(read(&client));
    while server.seen().len() < 2 {
        let waiting = tokio::time::timeout(Duration::from_millis(1), &mut dropped).await;
        assert!(waiting.is_err(), "the call ended before it was dropped");
    }
    drop(dropped);
    for id in 0..20 {
        assert_eq!(read(&client).await.unwrap()["id"], id);
    }
}
