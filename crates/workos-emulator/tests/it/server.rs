//! The emulator over sockets.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tokio_rustls::TlsConnector;
use workos_emulator::{DeliveryState, Emulator, Fault, NewUser, NewWebhookEndpoint, Reset, rustls};

use crate::*;

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

/// Sends bytes, and reads until the server closes.
pub(crate) fn talk(addr: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(addr).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn http_1_1_is_served_on_a_free_port_until_shutdown() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let addr = server.addr();
    assert_eq!(server.url(), format!("http://{addr}"));

    let answer = talk(addr, &format!("GET /health HTTP/1.1\r\nhost: {addr}\r\nconnection: close\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("x-request-id: req_"), "{answer}");

    let path = authorize("provider=GoogleOAuth");
    let head = format!("host: {addr}\r\nauthorization: Bearer sk_test_default\r\nconnection: close");
    let answer = talk(addr, &format!("GET {path} HTTP/1.1\r\n{head}\r\n\r\n"));
    assert!(answer.contains(&format!("\"link\":\"http://{addr}/sso/authorize?")), "{answer}");

    let form = "client_id=client_test&client_secret=sk_test_default&code=01HQRS5FJMJXKPQTGBW6S1K9NN&\
                grant_type=authorization_code";
    let answer = talk(
        addr,
        &format!(
            "POST /sso/token HTTP/1.1\r\n{head}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{form}",
            form.len()
        ),
    );
    assert!(answer.contains("\"token_type\":\"Bearer\""), "{answer}");

    let huge = format!("POST /sso/profile HTTP/1.1\r\n{head}\r\ncontent-length: 2000000\r\n\r\n");
    assert!(talk(addr, &huge).starts_with("HTTP/1.1 413 "));
    let journal = emulator.journal();
    assert_eq!(
        journal.iter().map(|entry| entry.status).collect::<Vec<_>>(),
        [Some(200), Some(200), Some(413)]
    );
    assert!(journal.iter().all(|entry| entry.duration.is_some()), "{journal:?}");

    runtime.block_on(server.shutdown());
    assert!(TcpStream::connect(addr).is_err());
}

#[test]
fn a_served_emulator_lives_in_the_systems_time_and_can_be_moved() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let fixed = emulator.now();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let before = emulator.now();
    assert!(before > fixed);
    emulator.advance(Duration::from_secs(600));
    assert!(emulator.now().duration_since(before).as_secs() >= 600);
    let addr = server.addr();
    drop(server);
    // The task ends as soon as the runtime turns to it.
    runtime.block_on(async {
        while TcpStream::connect(addr).is_ok() {
            tokio::task::yield_now().await;
        }
    });
}

#[test]
fn shutdown_closes_idle_connections_and_leaves_others_unharmed() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let mut idle = TcpStream::connect(server.addr()).unwrap();
    idle.write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    let other = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    runtime.block_on(server.shutdown());
    let mut rest = Vec::new();
    idle.read_to_end(&mut rest).unwrap();
    let addr = other.addr();
    let answer = talk(addr, &format!("GET /health HTTP/1.1\r\nhost: {addr}\r\nconnection: close\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn an_address_that_others_can_reach_has_to_be_allowed() {
    let runtime = runtime();
    let error = runtime.block_on(Emulator::new().serve("0.0.0.0:0")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    assert!(error.to_string().contains("allow_non_loopback"), "{error}");
    let emulator = Emulator::builder().allow_non_loopback(true).build().unwrap();
    assert!(runtime.block_on(emulator.serve("0.0.0.0:0")).is_ok());
}

/// Takes one webhook and answers it with this status line; returns what came.
pub(crate) fn receive(hooks: &std::net::TcpListener, status: &str) -> String {
    let (mut stream, _) = hooks.accept().unwrap();
    let mut received = Vec::new();
    while !received.ends_with(b"}") {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).unwrap();
        assert!(count > 0);
        received.extend_from_slice(&some[..count]);
    }
    stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 2\r\n\r\nok").as_bytes()).unwrap();
    String::from_utf8(received).unwrap()
}

#[test]
fn a_served_emulator_sends_its_webhooks_and_sends_them_again() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let hooks = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hooks?x=1", hooks.local_addr().unwrap());
    emulator.add_webhook_endpoint(NewWebhookEndpoint::new(&url, ["organization.created"])).unwrap();

    // The answer comes before anybody has taken the webhook.
    let addr = server.addr();
    let body = r#"{"name":"Foo"}"#;
    let request = format!(
        "POST /organizations HTTP/1.1\r\nhost: {addr}\r\nauthorization: Bearer sk_test_default\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    assert!(talk(addr, &request).starts_with("HTTP/1.1 201 "));
    let first = receive(&hooks, "500 Internal Server Error");
    assert!(first.starts_with("POST /hooks?x=1 HTTP/1.1\r\n"), "{first}");
    assert!(
        first.contains("workos-signature: t=") && first.contains("\"event\":\"organization.created\""),
        "{first}"
    );
    assert!(first.contains(&format!("host: {}\r\n", hooks.local_addr().unwrap())), "{first}");

    let until = |done: &dyn Fn() -> bool| {
        runtime.block_on(async {
            while !done() {
                tokio::task::yield_now().await;
            }
        });
    };
    until(&|| emulator.deliveries()[0].attempts.len() == 1);
    emulator.advance(Duration::from_secs(5));
    let second = receive(&hooks, "200 OK");
    assert_ne!(first, second);
    until(&|| emulator.deliveries()[0].state == DeliveryState::Delivered);
    let attempts = emulator.deliveries()[0].attempts.clone();
    assert_eq!((attempts.len(), attempts[1].answer.as_str()), (2, "ok"));
    runtime.block_on(server.shutdown());
}

#[test]
fn an_endpoint_that_cannot_be_reached_says_why_in_the_log() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [format!("http://{gone}/"), "https://app.test/hooks".to_owned()] {
        emulator.add_webhook_endpoint(NewWebhookEndpoint::new(url, ["user.created"])).unwrap();
    }
    let _server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    emulator.add_user(NewUser::new("a@b.c")).unwrap();
    runtime.block_on(async {
        while emulator.deliveries().iter().any(|delivery| delivery.attempts.is_empty()) {
            tokio::task::yield_now().await;
        }
    });
    let deliveries = emulator.deliveries();
    assert!(deliveries.iter().all(|delivery| delivery.attempts[0].status.is_none()));
    let answer = &deliveries[1].attempts[0].answer;
    assert!(answer.contains("allow it with `workos emulate --webhook-host app.test`"), "{answer}");
}

/// The configurations of a server with a certificate for `localhost`, and of a client that trusts it.
pub(crate) fn tls_pair() -> (rustls::ServerConfig, rustls::ClientConfig) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server_config = rustls::ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key.into())
        .unwrap();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).unwrap();
    let client_config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (server_config, client_config)
}

#[test]
fn http_2_is_served_over_tls() {
    let (server_config, mut client_config) = tls_pair();
    client_config.alpn_protocols = vec![b"h2".to_vec()];

    runtime().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Emulator::new().serve_with(listener, Some(Arc::new(server_config))).unwrap();
        assert!(server.url().starts_with("https://127.0.0.1:"));
        let stream = tokio::net::TcpStream::connect(server.addr()).await.unwrap();
        let name = "localhost".try_into().unwrap();
        let stream = TlsConnector::from(Arc::new(client_config)).connect(name, stream).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        let (mut sender, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        let request = Request::get("https://localhost/connections?limit=1")
            .header("authorization", "Bearer sk_test_default")
            .body(Empty::<Bytes>::new())
            .unwrap();
        let response = sender.send_request(request).await.unwrap();
        assert_eq!(response.status(), 200);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["object"], "list");
        drop(sender);
        server.shutdown().await;
        let _ = connection.await;
    });
}

#[test]
fn a_receiver_that_hangs_holds_up_neither_requests_nor_other_endpoints() {
    runtime().block_on(async {
        let (hangs, works) = (
            std::net::TcpListener::bind("127.0.0.1:0").unwrap(),
            std::net::TcpListener::bind("127.0.0.1:0").unwrap(),
        );
        let emulator = Emulator::new();
        for hooks in [&hangs, &works] {
            let url = format!("http://{}/hooks", hooks.local_addr().unwrap());
            emulator.add_webhook_endpoint(NewWebhookEndpoint::new(url, ["user.created"])).unwrap();
        }
        let server = emulator.serve("127.0.0.1:0").await.unwrap();
        let addr = server.addr();
        emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
        // It takes the connection and never answers.
        let hanging = tokio::task::spawn_blocking(move || hangs.accept().unwrap()).await.unwrap();
        let delivered = tokio::task::spawn_blocking(move || receive(&works, "200 OK"));
        let answers = tokio::task::spawn_blocking(move || {
            (0..50).map(|_| talk(addr, "GET /connections HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk_test_default\r\nconnection: close\r\n\r\n")).collect::<Vec<_>>()
        });
        assert!(answers.await.unwrap().iter().all(|answer| answer.starts_with("HTTP/1.1 200")));
        assert!(delivered.await.unwrap().contains("user.created"));
        let first = &emulator.deliveries()[0];
        assert!(matches!(first.state, DeliveryState::Pending { .. }) && first.attempts.is_empty());
        drop(hanging);
        server.shutdown().await;
    });
}

/// Sends a request that a fault applies; what comes, and how the connection ends.
fn break_connection(fault: Fault) -> (String, Option<ErrorKind>) {
    let runtime = runtime();
    let emulator = Emulator::builder().fault(fault).build().unwrap();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let mut stream = TcpStream::connect(server.addr()).unwrap();
    let head =
        "GET /connections HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk_test_default\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let ending = stream.read_to_end(&mut answer).err().map(|error| error.kind());
    (String::from_utf8(answer).unwrap(), ending)
}

/// The length that the head of an answer tells, if it does, and the length of what came after it.
fn lengths(answer: &str) -> (Option<usize>, usize) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let told = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    (told.map(|length| length.parse().unwrap()), body.len())
}

#[test]
fn connections_break_where_a_fault_says() {
    for reset in [Reset::Refused, Reset::Before, Reset::Unanswered] {
        let (answer, ending) = break_connection(Fault::everywhere().reset(reset));
        assert_eq!((answer.as_str(), ending), ("", Some(ErrorKind::ConnectionReset)), "{reset:?}");
    }
    for (fault, expected) in [
        (Fault::everywhere().reset(Reset::Inside), Some(ErrorKind::ConnectionReset)),
        (Fault::everywhere().truncate(), None),
    ] {
        let (answer, ending) = break_connection(fault);
        let (told, came) = lengths(&answer);
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(came > 0 && told.unwrap() / 2 == came, "{answer}");
        assert_eq!(ending, expected);
    }
    let (answer, ending) = break_connection(Fault::everywhere().reset(Reset::After));
    assert_eq!((lengths(&answer).0, ending), (None, Some(ErrorKind::ConnectionReset)));
    assert!(answer.contains("\"list_metadata\"") && !answer.ends_with("0\r\n\r\n"), "{answer}");
}

#[test]
fn a_request_that_is_too_large_is_in_the_journal() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let huge = "POST /sso/profile HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 2000000\r\n\r\n";
    assert!(talk(server.addr(), huge).starts_with("HTTP/1.1 413 "));
    let recorded = &emulator.journal()[0];
    assert_eq!((recorded.operation, recorded.status), (Some("sso.profile_by_post"), Some(413)));
    assert_eq!(recorded.code.as_deref(), Some("payload_too_large"));
}
