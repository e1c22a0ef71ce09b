//! X8, X9 and X16: connections, responses and the retry budget that many callers share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use workos_client::{Client, Retry};
use workos_transport_cache::{CachePolicy, Cached};
use workos_transport_mock::{Reply, Script};

use super::script::Answer;
use super::server::{FaultServer, Setup};
use super::tls::Ca;
use super::{API_KEY, Wire, client_over, figures, get, read, run};

/// Starts a TLS server that offers these protocols by ALPN and responds after 20 ms.
async fn behind_tls(ca: &Ca, alpn: &[&str]) -> FaultServer {
    let then = Answer::new(200, "{}").after(Duration::from_millis(20)).into();
    let tls = Some(ca.acceptor("localhost", alpn, |_| ()));
    Setup { tls, then, ..Setup::new(Wire::Http1) }.start([]).await
}

/// Makes this many reads at once on a client.
async fn cold_callers(client: &Client, callers: usize) {
    let mut calls = JoinSet::new();
    for _ in 0..callers {
        let client = client.clone();
        calls.spawn(async move { read(&client).await.unwrap() });
    }
    assert_eq!(calls.join_all().await.len(), callers);
}

#[test]
fn x8_many_cold_callers_share_one_http2_handshake() {
    run(async {
        let ca = Ca::new();
        let server = behind_tls(&ca, &["h2", "http/1.1"]).await;
        let client = client_over(&server, ca.trusted().build().unwrap()).build().unwrap();
        cold_callers(&client, 64).await;
        assert_eq!((server.accepted(), server.seen().len()), (1, 64));
        figures::note("X8", "handshakes of 64 cold callers over HTTP/2", server.accepted());

        let server = FaultServer::start(Wire::Http2, []).await;
        let client = client_over(&server, Wire::Http2.transport().build().unwrap()).build().unwrap();
        cold_callers(&client, 64).await;
        assert_eq!(server.accepted(), 1);
    });
}

#[test]
fn x8_many_cold_callers_open_at_most_one_http1_connection_each() {
    run(async {
        let ca = Ca::new();
        let server = behind_tls(&ca, &["http/1.1"]).await;
        let client = client_over(&server, ca.trusted().build().unwrap()).build().unwrap();
        cold_callers(&client, 64).await;
        let first = server.accepted();
        assert!(first <= 64, "{first}");
        cold_callers(&client, 64).await;
        assert!(server.accepted() <= 65, "connections were not reused: {}", server.accepted());
        figures::note("X8", "handshakes of 64 cold callers over HTTP/1.1", first);
    });
}

#[test]
fn x8_callers_that_wait_for_a_connection_share_its_failure() {
    run(async {
        // The server answers no handshake, so all callers wait before the first handshake fails.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let limit = Duration::from_millis(200);
        let transport =
            workos_transport_hyper::HyperTransport::builder().connect_timeout(limit).build().unwrap();
        let client = Client::builder().base_url(url).api_key(API_KEY).retry(Retry::none());
        let client = client.transport(transport).build().unwrap();
        let mut calls = JoinSet::new();
        for _ in 0..32 {
            let client = client.clone();
            calls.spawn(async move { super::cause(&read(&client).await.unwrap_err()).0 });
        }
        let (kinds, took) = super::timed(calls.join_all()).await;
        assert!(kinds.iter().all(|kind| *kind == workos_transport::TransportErrorKind::Connect));
        assert!(took < Duration::from_secs(5), "the callers waited one after another: {took:?}");
    });
}

#[test]
fn x9_a_dropped_caller_that_connects_leaves_its_connection_to_the_others() {
    run(async {
        let ca = Ca::new();
        let server = behind_tls(&ca, &["h2"]).await;
        let client = client_over(&server, ca.trusted().build().unwrap()).build().unwrap();
        let mut leader = Box::pin(read(&client));
        // The first caller starts to connect, and is dropped before it can send.
        assert!(tokio::time::timeout(Duration::ZERO, &mut leader).await.is_err());
        let others = cold_callers(&client, 8);
        drop(leader);
        others.await;
        assert_eq!((server.accepted(), server.seen().len()), (1, 8));
    });
}

#[test]
fn x9_when_the_caller_of_a_shared_request_is_dropped_another_takes_over() {
    run(async {
        let script = Script::new().reply(Reply::hang()).reply(Reply::json(200, json!({"id": "thing_1"})));
        let cached =
            Cached::new(script.clone(), CachePolicy::new().ttl("things.get", Duration::from_secs(60)));
        let client = Client::builder().api_key(API_KEY).transport(cached).build().unwrap();
        let mut leader = Box::pin(get(&client).send());
        let mut waiter = Box::pin(get(&client).send());
        tokio::select! { biased; _ = &mut leader => panic!("the first response must hang"), () = std::future::ready(()) => {} }
        tokio::select! { biased; _ = &mut waiter => panic!("the second caller must wait"), () = std::future::ready(()) => {} }
        drop(leader);
        assert_eq!(waiter.await.unwrap()["id"], "thing_1");
    });
}

/// The tests of workos-client prove every interleaving with loom. This test does the same with many calls.
#[test]
fn x16_the_retry_budget_of_ten_thousand_failing_calls_is_used_up_and_refills() {
    const CALLS: usize = 10_000;
    let down = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&down);
    let reply = Reply::computed(move |_| match switch.load(Ordering::SeqCst) {
        true => Reply::status(503),
        false => Reply::json(200, json!({})),
    });
    let script = Script::new().replies((0..CALLS * 2).map(|_| reply.clone()));
    let client = Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    let all = |calls: usize, succeed: bool| {
        let mut running = JoinSet::new();
        for _ in 0..calls {
            let client = client.clone();
            running.spawn_on(async move { read(&client).await.is_ok() }, runtime.handle());
        }
        assert!(runtime.block_on(running.join_all()).iter().all(|ok| *ok == succeed));
    };
    all(CALLS, false);
    let retries = script.requests().len() - CALLS;
    assert_eq!(retries, 35, "500 tokens pay for 35 retries");
    figures::note("X16", "retries of 10,000 failing calls", retries);

    // Each success returns one token, a retry costs 14, and 10 tokens were left.
    down.store(false, Ordering::SeqCst);
    all(18, true);
    down.store(true, Ordering::SeqCst);
    all(10, false);
    assert_eq!(script.requests().len(), CALLS + 35 + 18 + 10 + 2);
}

#[test]
fn x8_an_idle_connection_is_closed_after_the_idle_timeout() {
    run(async {
        for (wire, server) in [
            (Wire::Http1, FaultServer::start(Wire::Http1, []).await),
            (Wire::Http2, FaultServer::start(Wire::Http2, []).await),
        ] {
            let transport = wire.transport().pool_idle_timeout(Duration::from_millis(50)).build().unwrap();
            let client = client_over(&server, transport).build().unwrap();
            read(&client).await.unwrap();
            while server.open() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            read(&client).await.unwrap();
            assert_eq!(server.connections_used(), [1, 2], "{wire:?}");
        }
    });
}
