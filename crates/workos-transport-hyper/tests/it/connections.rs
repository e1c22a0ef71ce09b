//! Connections: how they are opened, pooled and closed.

use std::future::pending;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::timeout;
use workos_transport::conformance::{Log, Reply, Server};
use workos_transport::{Operation, Request, Transport, TransportErrorKind as Kind, async_trait};
use workos_transport_hyper::{HyperTransport, Proxies, Resolve};

use crate::support::{TEST_TIMEOUT, get, send};

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

/// Waits until the client closes a connection.
async fn until_closed(stream: &mut TcpStream) {
    let end = timeout(TEST_TIMEOUT, stream.read(&mut [0])).await.expect("the connection stays open");
    assert!(matches!(end, Ok(0) | Err(_)), "the client sent bytes instead of closing");
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 10], log.clone()).unwrap();
    let transport = HyperTransport::new().unwrap();
    for _ in 0..10 {
        send(&transport.clone(), &format!("http://{}/", server.address())).await.unwrap();
    }
    assert!(log.received().iter().all(|request| request.connection == 1));
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_the_idle_timeout() {
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
    // No further request is sent, and the transport is still alive: the pool has to close the connection by itself.
    server.await.unwrap();
    drop(transport);
}

#[tokio::test]
async fn if_no_idle_connections_are_kept_each_request_opens_its_own() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 2], log.clone()).unwrap();
    let transport = HyperTransport::builder().pool_max_idle_per_host(0).build().unwrap();
    for _ in 0..2 {
        send(&transport, &format!("http://{}/", server.address())).await.unwrap();
    }
    assert_eq!(log.received().last().unwrap().connection, 2);
}

/// The state of [`OneAddress`].
#[derive(Debug, Default)]
struct Once {
    asked: AtomicBool,
    /// Lets the first lookup succeed.
    let_through: Notify,
    /// Signals that there was a second lookup.
    asked_again: Notify,
}

/// A resolver whose first lookup succeeds when the test lets it. All later lookups never end.
#[derive(Clone, Debug, Default)]
struct OneAddress(Arc<Once>);

#[async_trait]
impl Resolve for OneAddress {
    async fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        if self.0.asked.swap(true, Ordering::SeqCst) {
            self.0.asked_again.notify_one();
            pending::<()>().await;
        }
        self.0.let_through.notified().await;
        Ok(vec![Ipv4Addr::LOCALHOST.into()])
    }
}

/// Returns a listener, its URL, and a transport that can open only one connection to it.
async fn only_one_connection() -> (TcpListener, String, Arc<Once>, HyperTransport) {
    let (listener, url) = listen().await;
    let addresses = OneAddress::default();
    let transport = HyperTransport::builder().connect_timeout(TEST_TIMEOUT).proxies(Proxies::none());
    let transport = transport.resolver(addresses.clone()).build().unwrap();
    (listener, url.replace("127.0.0.1", "host.example"), addresses.0, transport)
}

#[tokio::test]
async fn a_request_that_waits_for_a_connection_takes_one_that_is_given_back() {
    let (listener, url, once, transport) = only_one_connection().await;
    let first_is_served = Notify::new();
    once.let_through.notify_one();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        first_is_served.notify_one();
        // The answer is sent only after the second request has started a connection attempt, which never ends.
        once.asked_again.notified().await;
        stream.write_all(ANSWER).await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
    };
    let second = async {
        first_is_served.notified().await;
        send(&transport, &url).await
    };
    let (first, second, ()) = tokio::join!(send(&transport, &url), second, server);
    first.unwrap();
    second.unwrap();
}

#[tokio::test]
async fn a_connection_whose_request_was_cancelled_while_it_was_opened_serves_the_next_request() {
    let (listener, url, once, transport) = only_one_connection().await;
    tokio::select! {
        biased;
        result = transport.send(get(&url)) => panic!("{result:?}"),
        () = tokio::task::yield_now() => {}
    }
    let server = async {
        once.asked_again.notified().await;
        once.let_through.notify_one();
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
    };
    let (answer, ()) = tokio::join!(send(&transport, &url), server);
    answer.unwrap();
}

#[tokio::test]
async fn the_longest_idle_timeout_is_accepted() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 2], log.clone()).unwrap();
    let transport = HyperTransport::builder().pool_idle_timeout(Duration::MAX).build().unwrap();
    for _ in 0..2 {
        send(&transport, &format!("http://{}/", server.address())).await.unwrap();
    }
    assert_eq!(log.received().last().unwrap().connection, 1);
}

#[tokio::test]
async fn dropping_a_send_closes_its_connection() {
    let (listener, url) = listen().await;
    let transport = HyperTransport::new().unwrap();
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
    // The system accepts the connection, but the TLS handshake gets no answer.
    let (listener, url) = listen().await;
    let limit = Duration::from_millis(50);
    let transport = HyperTransport::builder().connect_timeout(limit).build().unwrap();
    let error = send(&transport, &url.replace("http:", "https:")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    assert!(error.to_string().contains("connect timeout"), "{error}");
    drop(listener);
}

#[tokio::test]
async fn a_connection_lost_in_the_handshake_is_an_error_of_kind_connect() {
    // Not of kind `Tls`, because a retry may succeed.
    let (listener, url) = listen().await;
    tokio::spawn(async move { drop(listener.accept().await) });
    let error = send(&HyperTransport::new().unwrap(), &url.replace("http:", "https:")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    assert!(error.to_string().contains("during the TLS handshake"), "{error}");
}

#[tokio::test]
async fn a_uri_that_is_not_absolute_or_not_http_is_refused() {
    for uri in ["/connections", "ftp://localhost/"] {
        let error = send(&HyperTransport::new().unwrap(), uri).await.unwrap_err();
        assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
        assert!(error.to_string().contains("absolute"), "{error}");
    }
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_an_error_of_kind_connect() {
    let error = send(&HyperTransport::new().unwrap(), "http://workos.invalid/").await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true), "{error}");
    // If no name server answers, the connect timeout ends the request.
    let message = error.to_string();
    assert!(message.contains("DNS failure") || message.contains("connect timeout"), "{message}");
}

#[tokio::test]
async fn the_error_of_a_refused_connection_says_so() {
    let (listener, url) = listen().await;
    drop(listener);
    let error = send(&HyperTransport::new().unwrap(), &url).await.unwrap_err();
    assert!(error.to_string().contains("connection refused"), "{error}");
}

#[test]
fn a_transport_outlives_a_runtime() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo; 3], log).unwrap();
    let url = format!("http://{}/", server.address());
    let transport = HyperTransport::new().unwrap();
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(send(&transport, &url)).unwrap();
    }
}

#[tokio::test]
async fn errors_do_not_show_a_proxy_password_with_an_at_sign() {
    let (listener, _) = listen().await;
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let proxies = Proxies::through(format!("http://user:can@ary@127.0.0.1:{port}"));
    let transport = HyperTransport::builder().proxies(proxies).build().unwrap();
    let error = send(&transport, "http://api.example/").await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains(&format!("proxy 127.0.0.1:{port}")), "{shown}");
    assert!(!shown.contains("can") && !shown.contains("ary@"), "{shown}");
}

#[tokio::test]
async fn a_pooled_connection_that_was_closed_does_not_fail_the_request() {
    let (listener, url, once, transport) = only_one_connection().await;
    tokio::select! {
        biased;
        result = transport.send(get(&url)) => panic!("{result:?}"),
        () = tokio::task::yield_now() => {}
    }
    once.let_through.notify_one();
    let (stream, _) = listener.accept().await.unwrap();
    for _ in 0..100 {
        tokio::task::yield_now().await; // the connection is opened and pooled
    }
    drop(stream);
    // The runtime learns that the connection was closed, but the task of the connection has not run yet.
    tokio::task::yield_now().await;
    tokio::select! {
        result = send(&transport, &url) => panic!("{result:?}"),
        () = once.asked_again.notified() => {} // the same request opens another connection
    }
}

#[tokio::test]
async fn a_dropped_transport_leaves_no_task() {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo], log).unwrap();
    let transport = HyperTransport::builder().pool_idle_timeout(Duration::MAX).build().unwrap();
    send(&transport, &format!("http://{}/", server.address())).await.unwrap();
    drop(transport);
    until_no_task_is_left().await;
}

#[tokio::test]
async fn a_connection_granted_to_a_cancelled_request_serves_the_next_request() {
    let (listener, url, once, transport) = only_one_connection().await;
    once.let_through.notify_one();
    let (first_is_served, second_waits) = (Notify::new(), Notify::new());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        first_is_served.notify_one();
        second_waits.notified().await;
        stream.write_all(ANSWER).await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
    };
    let clients = async {
        let (mut first, mut second) = (transport.send(get(&url)), transport.send(get(&url)));
        tokio::select! {
            result = &mut first => panic!("{result:?}"),
            () = first_is_served.notified() => {}
        }
        tokio::select! {
            result = &mut second => panic!("{result:?}"),
            () = once.asked_again.notified() => second_waits.notify_one(),
        }
        first.await.unwrap();
        drop(second); // the connection was granted to it, but it was not polled since
        send(&transport, &url).await
    };
    let (third, ()) = tokio::join!(clients, server);
    third.unwrap();
}

#[tokio::test]
async fn shutting_a_runtime_down_in_the_background_does_not_fail_a_request_on_another() {
    let (listener, url, once, transport) = only_one_connection().await;
    let mut here = transport.send(get(&url));
    tokio::select! {
        biased;
        result = &mut here => panic!("{result:?}"),
        () = tokio::task::yield_now() => {}
    }
    let other = runtime();
    let mut there = transport.send(get(&url));
    let entered = other.enter();
    let polled = there.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    drop(entered);
    other.shutdown_background();
    drop(there);
    once.let_through.notify_one();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
    });
    timeout(TEST_TIMEOUT, here).await.expect("the request hangs").unwrap();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn dropping_a_runtime_does_not_fail_a_request_on_another() {
    let server = Server::start(vec![Reply::Echo; 2], Log::new()).unwrap();
    let url = format!("http://{}/", server.address());
    let transport = HyperTransport::new().unwrap();
    let (lasting, ending) = (runtime(), runtime());
    let mut first = transport.send(get(&url));
    let mut second = transport.send(get(&url));
    for (runtime, sending) in [(&lasting, &mut first), (&ending, &mut second)] {
        runtime.block_on(async {
            tokio::select! {
                biased;
                result = sending => panic!("{result:?}"),
                () = std::future::ready(()) => {}
            }
        });
    }
    drop(ending);
    lasting.block_on(async { timeout(TEST_TIMEOUT, first).await.unwrap() }).unwrap();
}

/// Returns a request that is larger than all buffers between client and server.
fn put_large_body(url: &str) -> Request {
    static OPERATION: Operation = Operation::new("things.put", http::Method::PUT, "/things");
    let body = bytes::Bytes::from(vec![0; 64 * 1024 * 1024]);
    Request::new(&OPERATION, http::Request::put(url).body(body).unwrap())
}

/// Waits until no task is left on this runtime.
async fn until_no_task_is_left() {
    let metrics = tokio::runtime::Handle::current().metrics();
    let end = async {
        while metrics.num_alive_tasks() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(TEST_TIMEOUT, end).await.expect("a task is still alive");
}

#[tokio::test]
async fn a_connection_whose_server_answers_and_never_reads_the_request_is_closed() {
    let (listener, url) = listen().await;
    let idle = Duration::from_millis(50);
    let transport = HyperTransport::builder().pool_idle_timeout(idle).build().unwrap();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(ANSWER).await.unwrap();
        stream
    };
    let (answer, stream) = tokio::join!(transport.send(put_large_body(&url)), server);
    answer.unwrap();
    until_no_task_is_left().await;
    drop(stream);
}

#[tokio::test]
async fn dropping_a_send_while_the_request_is_written_closes_its_connection() {
    let (listener, url) = listen().await;
    let transport = HyperTransport::new().unwrap();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream
    };
    let stream = tokio::select! {
        result = transport.send(put_large_body(&url)) => panic!("{result:?}"),
        stream = server => stream,
    };
    until_no_task_is_left().await;
    drop(stream);
}

#[test]
fn an_attempt_on_a_runtime_that_does_not_run_does_not_block_a_request_on_another() {
    let (listener, url) = runtime().block_on(listen());
    drop(listener);
    let transport = HyperTransport::new().unwrap();
    let (at_rest, other) = (runtime(), runtime());
    at_rest.block_on(async {
        tokio::select! {
            biased;
            result = transport.send(get(&url)) => panic!("{result:?}"),
            () = std::future::ready(()) => {}
        }
    });
    let error = other.block_on(async {
        timeout(TEST_TIMEOUT, transport.send(get(&url))).await.expect("the request hangs")
    });
    assert!(error.unwrap_err().to_string().contains("refused"));
}
