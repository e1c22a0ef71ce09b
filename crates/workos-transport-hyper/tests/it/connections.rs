//! How connections come, are kept, and go.

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use workos_transport::conformance::{Log, Reply, Server};
use workos_transport::{Transport, TransportErrorKind as Kind};
use workos_transport_hyper::HyperTransport;

use crate::support::{AGES, get, send};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    (listener, url)
}

async fn read_request(stream: &mut TcpStream) {
    let mut seen = Vec::new();
    while !seen.ends_with(b"\r\n\r\n") {
        seen.push(stream.read_u8().await.unwrap());
    }
}

/// Waits for the end of a connection from the other side.
async fn until_closed(stream: &mut TcpStream) {
    let end = timeout(AGES, stream.read(&mut [0])).await.expect("the connection stays open");
    assert!(matches!(end, Ok(0) | Err(_)), "bytes instead of the end");
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 10], log.clone()).unwrap();
    let transport = HyperTransport::new();
    for _ in 0..10 {
        send(&transport.clone(), &format!("http://{}/", server.address())).await.unwrap();
    }
    assert!(log.received().iter().all(|request| request.connection == 1));
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_its_time() {
    let (listener, url) = listen().await;
    let idle = Duration::from_millis(50);
    let transport = HyperTransport::builder().pool_idle_timeout(idle).build().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
        until_closed(&mut stream).await;
    });
    send(&transport, &url).await.unwrap();
    // Nothing is sent any more: the pool has to act by itself. The transport lives on, so it is not its end.
    server.await.unwrap();
    drop(transport);
}

#[tokio::test]
async fn without_idle_connections_each_request_has_its_own() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 2], log.clone()).unwrap();
    let transport = HyperTransport::builder().pool_max_idle_per_host(0).build().unwrap();
    for _ in 0..2 {
        send(&transport, &format!("http://{}/", server.address())).await.unwrap();
    }
    assert_eq!(log.received().last().unwrap().connection, 2);
}

#[tokio::test]
async fn dropping_a_send_closes_its_connection() {
    let (listener, url) = listen().await;
    let transport = HyperTransport::new();
    let mut sending = transport.send(get(&url));
    let (mut stream, _) = tokio::select! {
        result = &mut sending => panic!("{result:?}"),
        accepted = listener.accept() => accepted.unwrap(),
    };
    tokio::select! {
        result = &mut sending => panic!("{result:?}"),
        () = read_request(&mut stream) => {}
    }
    drop(sending);
    until_closed(&mut stream).await;
}

#[tokio::test]
async fn a_handshake_that_hangs_ends_with_the_connect_timeout() {
    // The system accepts the connection; nobody answers the greeting of TLS.
    let (listener, url) = listen().await;
    let limit = Duration::from_millis(50);
    let transport = HyperTransport::builder().connect_timeout(limit).build().unwrap();
    let error = send(&transport, &url.replace("http:", "https:")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    assert!(error.to_string().contains("connect timeout"), "{error}");
    drop(listener);
}

#[tokio::test]
async fn a_connection_lost_in_the_handshake_is_no_connection() {
    // Not `Tls`, which says that trying again is of no use.
    let (listener, url) = listen().await;
    tokio::spawn(async move { drop(listener.accept().await) });
    let error = send(&HyperTransport::new(), &url.replace("http:", "https:")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    assert!(error.to_string().contains("during the TLS handshake"), "{error}");
}

#[tokio::test]
async fn a_uri_that_names_no_server_is_refused() {
    for uri in ["/connections", "ftp://localhost/"] {
        let error = send(&HyperTransport::new(), uri).await.unwrap_err();
        assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
        assert!(error.to_string().contains("absolute"), "{error}");
    }
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_no_connection() {
    let error = send(&HyperTransport::new(), "http://workos.invalid/").await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    // Where no name server answers, it is the timeout that ends it.
    let message = error.to_string();
    assert!(message.contains("DNS failure") || message.contains("connect timeout"), "{message}");
}

#[tokio::test]
async fn a_refused_connection_is_named_as_such() {
    let (listener, url) = listen().await;
    drop(listener);
    let error = send(&HyperTransport::new(), &url).await.unwrap_err();
    assert!(error.to_string().contains("connection refused"), "{error}");
}

#[test]
fn a_transport_outlives_a_runtime() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 3], log).unwrap();
    let url = format!("http://{}/", server.address());
    let transport = HyperTransport::new();
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(send(&transport, &url)).unwrap();
    }
}
