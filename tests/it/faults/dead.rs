//! D1, D2, D5 and D6: connections that died while they were idle, and answers that come early.

use std::net::Ipv4Addr;
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use workos_client::Client;
use workos_transport::TransportErrorKind as Kind;

use super::script::{Act, Ending};
use super::server::FaultServer;
use super::{API_KEY, Wire, cause, client, create, figures, get, over_both, read, run, timed, write};

/// How many connections a client keeps before they die, and how long one attempt may take.
const KEPT: usize = 10;
const ATTEMPT: Duration = Duration::from_millis(400);

over_both! {
    d1_ten_kept_connections_that_are_reset_cost_a_read_one_attempt,
    d1_a_write_on_a_dead_connection_is_sent_once_and_the_next_one_succeeds,
    d2_ten_kept_connections_that_are_silent_cost_a_read_one_attempt,
    d2_calls_at_once_on_silent_connections_cost_one_attempt_each,
    d2_a_cancelled_call_on_a_silent_connection_warns_the_next,
}

/// A server and a client that keeps ten connections to it; one over HTTP/2.
async fn with_kept_connections(wire: Wire) -> (FaultServer, Client) {
    let server = FaultServer::start(wire, vec![Act::Gather(KEPT); KEPT]).await;
    let client = client(&server, wire);
    at_once(&client, KEPT).await;
    assert_eq!(server.accepted(), if wire == Wire::Http1 { KEPT } else { 1 });
    (server, client)
}

/// Reads so many times at once, and returns how many attempts each call took.
async fn at_once(client: &Client, calls: usize) -> Vec<u32> {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let mut call = get(client);
        call.attempt_timeout(ATTEMPT);
        running.spawn(async move { call.send_with_meta().await.unwrap().meta.attempts() });
    }
    running.join_all().await
}

async fn d1_ten_kept_connections_that_are_reset_cost_a_read_one_attempt(wire: Wire) {
    for ending in [Ending::Rst, Ending::Fin] {
        let (server, client) = with_kept_connections(wire).await;
        server.forget_connections(ending.into());
        assert_eq!(at_once(&client, 1).await, [2]);
        // The other connections are gone too: nothing is left to fail on.
        for _ in 0..KEPT {
            assert_eq!(at_once(&client, 1).await, [1]);
        }
        let used = server.connections_used();
        assert_eq!(used[used.len() - KEPT..], [server.accepted(); KEPT]);
    }
    figures::note("D1", "attempts of a read on ten kept connections that are reset", 2);
}

async fn d1_a_write_on_a_dead_connection_is_sent_once_and_the_next_one_succeeds(wire: Wire) {
    let (server, client) = with_kept_connections(wire).await;
    server.forget_connections(Ending::Rst.into());
    let error = write(&client).await.unwrap_err();
    assert!(error.outcome_is_unknown() && cause(&error).0 == Kind::Lost, "{error}");
    write(&client).await.unwrap();
    assert_eq!(server.seen().len(), KEPT + 2);
}

async fn d2_ten_kept_connections_that_are_silent_cost_a_read_one_attempt(wire: Wire) {
    let (server, client) = with_kept_connections(wire).await;
    server.forget_connections(Act::Silence);
    let (attempts, took) = timed(at_once(&client, 1)).await;
    assert_eq!(attempts, [2]);
    assert!(took >= ATTEMPT && took < ATTEMPT + Duration::from_secs(5), "{took:?}");
    for _ in 0..KEPT {
        assert_eq!(at_once(&client, 1).await, [1]);
    }
    let seconds = format!("{:.2}", took.as_secs_f64());
    figures::note("D2", "seconds of a read on ten silent connections, attempts of 0.4", seconds);
}

async fn d2_calls_at_once_on_silent_connections_cost_one_attempt_each(wire: Wire) {
    let (server, client) = with_kept_connections(wire).await;
    server.forget_connections(Act::Silence);
    assert!(at_once(&client, 2 * KEPT).await.into_iter().all(|attempts| attempts <= 2));
    if wire == Wire::Http2 {
        assert_eq!(server.accepted(), 2, "the new connection is shared too");
    }
}

async fn d2_a_cancelled_call_on_a_silent_connection_warns_the_next(wire: Wire) {
    let (server, client) = with_kept_connections(wire).await;
    server.forget_connections(Act::Silence);
    // A caller with a timeout of its own: nothing tells the engine that there was one.
    let caller = tokio::time::timeout(Duration::from_millis(1100), write(&client));
    assert!(caller.await.is_err());
    assert_eq!(at_once(&client, 1).await, [1]);
}

/// A server that answers before it has read the body, and what it does then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    NeverReads,
    ReadsAll,
    Ends,
}

async fn early(then: Then) -> (String, JoinSet<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let mut serving = JoinSet::new();
    serving.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            // An error is the client's way to end the connection.
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
fn d5_an_answer_while_the_body_is_being_sent_is_the_answer() {
    run(async {
        for then in [Then::NeverReads, Then::ReadsAll, Then::Ends] {
            let (url, _serving) = early(then).await;
            let client = Client::builder().base_url(url).api_key(API_KEY).build().unwrap();
            let mut call = create(&client);
            call.json(&json!({"name": "x".repeat(16 * 1024 * 1024)}));
            let error = call.send().await.unwrap_err();
            match then {
                // What the server does not read makes the system reset the connection, which may overtake the answer.
                Then::Ends => assert!(error.status() == Some(413) || error.outcome_is_unknown(), "{error}"),
                _ => assert_eq!(error.status(), Some(413), "{then:?}: {error}"),
            }
            // The bytes of one request are never taken for those of the next.
            assert_eq!(get(&client).send_with_meta().await.unwrap().meta.attempts(), 1, "{then:?}");
        }
    });
}

/// What happens to three idle connections and a client: each ends once, and there are three calls.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    End(usize),
    Call,
}

/// Every order of these events.
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
fn d6_connections_closed_between_requests_in_every_order_lose_no_read_and_double_no_write() {
    run(async {
        let events = [Event::End(1), Event::End(2), Event::End(3), Event::Call, Event::Call, Event::Call];
        let orders = orders(&events);
        assert_eq!(orders.len(), 120);
        let mut most = 0;
        for (number, order) in orders.iter().enumerate() {
            let server = FaultServer::start(Wire::Http1, vec![Act::Gather(3); 3]).await;
            let client = client(&server, Wire::Http1);
            at_once(&client, 3).await;
            let (mut calls, mut writes) = (0, 0);
            for event in order {
                match event {
                    Event::End(connection) => {
                        server.end(*connection, if number % 2 == 0 { Ending::Fin } else { Ending::Rst });
                        // Some ends arrive before the next call, and some cross it.
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
        figures::note("D6", "attempts of a read at most, over 120 orders", most);
    });
}

/// Lets the runtime read what has arrived on its sockets: it looks at them after every 61 polls at the latest.
async fn let_events_arrive() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}
