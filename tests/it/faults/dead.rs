//! D1, D2, D5 and D6: connections that died while they were idle, and responses that arrive early.

use std::net::Ipv4Addr;
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use workos_client::Client;
use workos_transport::TransportErrorKind as Kind;

use super::script::{Action, Ending};
use super::server::FaultServer;
use super::{API_KEY, Wire, cause, client, create, figures, get, over_both, read, run, timed, write};

/// The number of idle connections in the pool before they die.
const IDLE: usize = 10;

/// The timeout of one attempt.
const ATTEMPT: Duration = Duration::from_millis(400);

over_both! {
    d1_ten_idle_connections_that_are_reset_cost_a_read_one_attempt,
    d1_a_write_on_a_dead_connection_is_sent_once_and_the_next_one_succeeds,
    d2_ten_idle_connections_that_are_silent_cost_a_read_one_attempt,
    d2_concurrent_calls_on_silent_connections_lose_one_attempt_each,
    d2_after_a_cancelled_call_on_a_silent_connection_the_next_call_uses_a_new_one,
}

/// Starts a server and a client with ten idle connections to it, or one over HTTP/2.
async fn with_idle_connections(wire: Wire) -> (FaultServer, Client) {
    let server = FaultServer::start(wire, vec![Action::Gather(IDLE); IDLE]).await;
    let client = client(&server, wire);
    at_once(&client, IDLE).await;
    assert_eq!(server.accepted(), if wire == Wire::Http1 { IDLE } else { 1 });
    (server, client)
}

/// Makes this many reads at once, and returns the number of attempts of each.
async fn at_once(client: &Client, calls: usize) -> Vec<u32> {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let mut call = get(client);
        call.attempt_timeout(ATTEMPT);
        running.spawn(async move { call.send_with_meta().await.unwrap().meta.attempts() });
    }
    running.join_all().await
}

async fn d1_ten_idle_connections_that_are_reset_cost_a_read_one_attempt(wire: Wire) {
    for ending in [Ending::Rst, Ending::Fin] {
        let (server, client) = with_idle_connections(wire).await;
        server.break_connections(ending.into());
        assert_eq!(at_once(&client, 1).await, [2]);
        // The client has dropped the other dead connections too, so no further read fails.
        for _ in 0..IDLE {
            assert_eq!(at_once(&client, 1).await, [1]);
        }
        let used = server.connections_used();
        assert_eq!(used[used.len() - IDLE..], [server.accepted(); IDLE]);
    }
    figures::note("D1", "attempts of a read on ten idle connections that are reset", 2);
}

async fn d1_a_write_on_a_dead_connection_is_sent_once_and_the_next_one_succeeds(wire: Wire) {
    let (server, client) = with_idle_connections(wire).await;
    server.break_connections(Ending::Rst.into());
    let error = write(&client).await.unwrap_err();
    assert!(error.outcome_is_unknown() && cause(&error).0 == Kind::Lost, "{error}");
    write(&client).await.unwrap();
    assert_eq!(server.seen().len(), IDLE + 2);
}

async fn d2_ten_idle_connections_that_are_silent_cost_a_read_one_attempt(wire: Wire) {
    let (server, client) = with_idle_connections(wire).await;
    server.break_connections(Action::Silence);
    let (attempts, took) = timed(at_once(&client, 1)).await;
    assert_eq!(attempts, [2]);
    assert!(took >= ATTEMPT && took < ATTEMPT + Duration::from_secs(5), "{took:?}");
    for _ in 0..IDLE {
        assert_eq!(at_once(&client, 1).await, [1]);
    }
    let seconds = format!("{:.2}", took.as_secs_f64());
    figures::note(
        "D2",
        "seconds of a read on ten silent connections with an attempt timeout of 0.4",
        seconds,
    );
}

async fn d2_concurrent_calls_on_silent_connections_lose_one_attempt_each(wire: Wire) {
    let (server, client) = with_idle_connections(wire).await;
    server.break_connections(Action::Silence);
    assert!(at_once(&client, 2 * IDLE).await.into_iter().all(|attempts| attempts <= 2));
    if wire == Wire::Http2 {
        assert_eq!(server.accepted(), 2, "the new connection is shared too");
    }
}

async fn d2_after_a_cancelled_call_on_a_silent_connection_the_next_call_uses_a_new_one(wire: Wire) {
    let (server, client) = with_idle_connections(wire).await;
    server.break_connections(Action::Silence);
    // The caller cancels the call with its own timeout, which the engine does not know.
    let caller = tokio::time::timeout(Duration::from_millis(1100), write(&client));
    assert!(caller.await.is_err());
    assert_eq!(at_once(&client, 1).await, [1]);
}

/// What a server does after it has responded without reading the request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    NeverReads,
    ReadsAll,
    Ends,
}

/// Starts a server that responds before it has read the request body.
async fn early(then: Then) -> (String, JoinSet<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let mut serving = JoinSet::new();
    serving.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            // An error only means that the client closed the connection.
            connections.spawn(async move { drop(answer_early(stream, then).await) });
        }
    });
    (url, serving)
}

async fn answer_early(mut stream: TcpStream, then: Then) -> std::io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).to_lowercase();
        let length =
            head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()).map(str::parse);
        let mut length: usize = length.map_or(0, Result::unwrap);
        let status = if length == 0 { "200 Fine" } else { "413 Too Large" };
        stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 2\r\n\r\n{{}}").as_bytes()).await?;
        match then {
            _ if length == 0 => {}
            Then::NeverReads => std::future::pending().await,
            Then::Ends => return stream.shutdown().await,
            Then::ReadsAll => {
                let mut chunk = vec![0; 64 * 1024];
                while length > 0 {
                    length -= stream.read(&mut chunk).await?.min(length);
                }
            }
        }
    }
}

#[test]
fn d5_a_response_that_arrives_while_the_body_is_being_sent_is_returned() {
    run(async {
        for then in [Then::NeverReads, Then::ReadsAll, Then::Ends] {
            let (url, _serving) = early(then).await;
            let client = Client::builder().base_url(url).api_key(API_KEY).build().unwrap();
            let mut call = create(&client);
            call.json(&json!({"name": "x".repeat(16 * 1024 * 1024)}));
            let error = call.send().await.unwrap_err();
            match then {
                // Unread data makes the system reset the connection. The reset may arrive before the response.
                Then::Ends => assert!(error.status() == Some(413) || error.outcome_is_unknown(), "{error}"),
                _ => assert_eq!(error.status(), Some(413), "{then:?}: {error}"),
            }
            // The server never mistakes bytes of this request for the next request.
            assert_eq!(get(&client).send_with_meta().await.unwrap().meta.attempts(), 1, "{then:?}");
        }
    });
}

/// An event in a test with three idle connections. Each connection ends once, and the client makes three calls.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    End(usize),
    Call,
}

/// Returns all different orders of these events.
fn orders(events: &[Event]) -> Vec<Vec<Event>> {
    if events.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (index, event) in events.iter().enumerate() {
        if events[..index].contains(event) {
            continue;
        }
        let rest = [&events[..index], &events[index + 1..]].concat();
        all.extend(orders(&rest).into_iter().map(|rest| [&[*event], rest.as_slice()].concat()));
    }
    all
}

#[test]
fn d6_connections_closed_between_requests_in_every_order_lose_no_read_and_duplicate_no_write() {
    run(async {
        let events = [Event::End(1), Event::End(2), Event::End(3), Event::Call, Event::Call, Event::Call];
        let orders = orders(&events);
        assert_eq!(orders.len(), 120);
        let mut most = 0;
        for (number, order) in orders.iter().enumerate() {
            let server = FaultServer::start(Wire::Http1, vec![Action::Gather(3); 3]).await;
            let client = client(&server, Wire::Http1);
            at_once(&client, 3).await;
            let (mut calls, mut writes) = (0, 0);
            for event in order {
                match event {
                    Event::End(connection) => {
                        server.end(*connection, if number % 2 == 0 { Ending::Fin } else { Ending::Rst });
                        // Some closes arrive before the next call, and some during it.
                        if number % 3 == 0 {
                            let_events_arrive().await;
                        }
                    }
                    Event::Call if (calls + number) % 3 == 1 => {
                        (calls, writes) = (calls + 1, writes + 1);
                        if let Err(error) = write(&client).await {
                            assert!(error.outcome_is_unknown(), "{error}");
                        }
                    }
                    Event::Call => {
                        calls += 1;
                        let attempts = get(&client).send_with_meta().await.unwrap().meta.attempts();
                        assert!(attempts <= 2, "{attempts} attempts");
                        most = most.max(attempts);
                    }
                }
            }
            let written = server.seen().iter().filter(|seen| seen.method == "POST").count();
            assert!(written <= writes, "{written} requests of {writes} writes");
            read(&client).await.unwrap();
        }
        figures::note("D6", "most attempts of a read, over 120 orders", most);
    });
}

/// Yields until the runtime has polled its sockets, which it does at least every 61 task polls.
async fn let_events_arrive() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}
