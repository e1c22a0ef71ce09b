//! A server among clients and web pages that mean it harm.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use workos_emulator::{Emulator, Fault};

use crate::server::{runtime, talk, tls_pair};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];

/// Runs a test whose time passes as soon as nothing else happens.
fn with_paused_time(test: impl Future<Output = ()>) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(test);
}

/// Sends bytes, and waits for the end of the connection.
async fn send_and_wait(addr: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = tokio::net::TcpStream::connect(addr).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // Closing a connection with unread bytes resets it, which is an end too.
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

#[test]
fn a_connection_that_sends_no_whole_head_is_closed() {
    with_paused_time(async {
        let server = Emulator::new().serve("127.0.0.1:0").await.unwrap();
        let headers = [0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82];
        let cases: [&[u8]; 7] = [
            b"",
            b"G",
            b"GET /health HTTP/1.1\r\nhost: localhost\r\n",
            &PREFACE[..10],
            PREFACE,
            &[PREFACE, SETTINGS].concat(),
            // The head of a request whose continuation never comes.
            &[PREFACE, SETTINGS, &headers].concat(),
        ];
        for bytes in cases {
            let answer = send_and_wait(server.addr(), bytes).await;
            assert!(!answer.starts_with(b"HTTP/1.1 200"), "{bytes:?}");
        }
        // A second head has the same time limit.
        let first = b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\nGET /health HTTP/1.1\r\n";
        assert!(send_and_wait(server.addr(), first).await.starts_with(b"HTTP/1.1 200"));

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Emulator::new().serve_with(listener, Some(Arc::new(tls_pair().0))).unwrap();
        assert_eq!(send_and_wait(server.addr(), b"").await, b"");
        assert_eq!(send_and_wait(server.addr(), &[22, 3, 1]).await, b"");
    });
}

#[test]
fn an_http_2_client_that_answers_no_ping_is_disconnected() {
    with_paused_time(async {
        let server = Emulator::new().serve("127.0.0.1:0").await.unwrap();
        // `GET /` at `localhost`, in one frame.
        let block = [&[0x82, 0x86, 0x84, 0x41, 9][..], b"localhost"].concat();
        let head = [0, 0, u8::try_from(block.len()).unwrap(), 1, 5, 0, 0, 0, 1];
        let answer = send_and_wait(server.addr(), &[PREFACE, SETTINGS, &head, &block].concat()).await;
        let mut rest = &answer[..];
        let mut types = Vec::new();
        while let [a, b, c, kind, _, _, _, _, _, payload @ ..] = rest {
            types.push(*kind);
            rest = &payload[usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c)..];
        }
        // The headers of an answer came, and then a ping.
        assert!(types.contains(&1) && types.contains(&6), "{types:?}");
    });
}

#[test]
fn limits_of_zero_are_refused() {
    let zero = std::time::Duration::ZERO;
    assert!(Emulator::builder().head_timeout(zero).build().is_err());
    assert!(Emulator::builder().max_connections(0).build().is_err());
}

const KEEP_ALIVE: &str =
    "GET /connections HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk_test_default\r\n\r\n";

/// Opens a connection, and waits for the status line of the answer to its first request.
fn keep_alive(addr: SocketAddr) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(addr).unwrap();
    stream.write_all(KEEP_ALIVE.as_bytes()).unwrap();
    let mut status = [0; 12];
    stream.read_exact(&mut status).unwrap();
    (stream, String::from_utf8(status.to_vec()).unwrap())
}

/// Reads until the server closes the connection.
fn wait_for_end(mut stream: TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

#[test]
fn a_new_client_takes_the_place_of_an_idle_one() {
    let runtime = runtime();
    let emulator = Emulator::builder().max_connections(2).build().unwrap();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let (first, status) = keep_alive(server.addr());
    assert_eq!(status, "HTTP/1.1 200");
    // The silent connections yield, the one that has sent a request stays.
    let silent: Vec<_> = (0..20).map(|_| TcpStream::connect(server.addr()).unwrap()).collect();
    let (second, status) = keep_alive(server.addr());
    assert_eq!(status, "HTTP/1.1 200");
    silent.into_iter().for_each(wait_for_end);
    let (_third, status) = keep_alive(server.addr());
    assert_eq!(status, "HTTP/1.1 200");
    wait_for_end(first);
    drop(second);
}

#[test]
fn a_client_is_told_if_every_connection_is_in_use() {
    let runtime = runtime();
    let emulator = Emulator::builder().max_connections(2).fault(Fault::everywhere().hang()).build().unwrap();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let busy: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect(server.addr()).unwrap();
            stream.write_all(KEEP_ALIVE.as_bytes()).unwrap();
            stream
        })
        .collect();
    while emulator.journal().len() < 2 {
        std::thread::yield_now();
    }
    let answer = talk(server.addr(), KEEP_ALIVE);
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("--max-connections"), "{answer}");
    drop(busy);
}

#[test]
fn the_api_answers_to_hosts_that_nobody_else_can_own() {
    let status = |builder: workos_emulator::Builder, target: &str, host: &str| {
        let runtime = runtime();
        let emulator = builder.build().unwrap();
        let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
        let answer = talk(
            server.addr(),
            &format!(
                "GET {target} HTTP/1.1\r\n{host}connection: close\r\nauthorization: Bearer sk_test_default\r\n\r\n"
            ),
        );
        (answer[9..12].parse::<u16>().unwrap(), answer)
    };
    for host in [
        "localhost",
        "LOCALHOST:4100",
        "app.localhost",
        "127.0.0.1:1",
        "[::1]:4100",
        "10.1.2.3",
        "host.docker.internal:4100",
    ] {
        let (status, answer) = status(Emulator::builder(), "/connections", &format!("host: {host}\r\n"));
        assert_eq!(status, 200, "{host}: {answer}");
    }
    for host in [
        "host: evil.test\r\n",
        "host: localhost.evil.test:4100\r\n",
        "host: 127.0.0.1.nip.io\r\n",
        "host: user@localhost\r\n",
        "host: emulator:4100\r\n",
        "host: localhost\r\nhost: evil.test\r\n",
        "host: \r\n",
    ] {
        let (status, answer) = status(Emulator::builder(), "/connections", host);
        assert!(status == 403 || status == 400, "{host}: {answer}");
    }
    let (refused, answer) = status(Emulator::builder(), "/connections", "host: Evil.test:4100\r\n");
    assert_eq!(refused, 403);
    for part in
        ["host_not_allowed", "'Evil.test:4100'", "localhost, host.docker.internal", "--allow-host evil.test"]
    {
        assert!(answer.contains(part), "{part}: {answer}");
    }
    // The target of a request counts as well.
    assert_eq!(status(Emulator::builder(), "http://evil.test/connections", "host: localhost\r\n").0, 403);
    // A check of a container's health needs no name.
    assert_eq!(status(Emulator::builder(), "/health", "host: evil.test\r\n").0, 200);

    for (builder, host, expected) in [
        (Emulator::builder().allow_host("Api.Test"), "api.test:4100", 200),
        (Emulator::builder().allow_host("api.test"), "x.api.test", 403),
        (Emulator::builder().base_url("https://workos.dev.test"), "workos.dev.test", 200),
        (Emulator::builder().allow_non_loopback(true), "emulator:4100", 200),
        (Emulator::builder().allow_non_loopback(true), "evil.test", 403),
    ] {
        let (status, answer) = status(builder, "/connections", &format!("host: {host}\r\n"));
        assert_eq!(status, expected, "{host}: {answer}");
    }
    for bad in ["", ".", "http://app", "app:3000", "*.test", "a b"] {
        let error = Emulator::builder().allow_host(bad).build().unwrap_err();
        assert!(error.to_string().contains("is not a host"), "{error}");
        assert!(Emulator::builder().webhook_host(bad).build().is_err(), "{bad}");
    }
}

#[test]
fn localhost_is_reached_at_both_addresses_with_one_port() {
    let runtime = runtime();
    let emulator = Emulator::new();
    let server = runtime.block_on(emulator.serve_localhost(0, None)).unwrap();
    let has_ipv6 = std::net::TcpListener::bind("[::1]:0").is_ok();
    assert_eq!(server.addrs().len(), if has_ipv6 { 2 } else { 1 });
    let port = server.addr().port();
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}"));
    for addr in server.addrs() {
        assert_eq!(addr.port(), port);
        let answer = talk(*addr, "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    // Otherwise, a client of the other address would reach another program.
    let taken = runtime.block_on(Emulator::new().serve_localhost(port, None)).unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);
    runtime.block_on(server.shutdown());
    if has_ipv6 {
        let taken = std::net::TcpListener::bind("[::1]:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = runtime.block_on(emulator.serve_localhost(port, None)).unwrap_err();
        assert!(error.to_string().contains(&format!("[::1]:{port} is in use")), "{error}");
        assert!(std::net::TcpListener::bind(("127.0.0.1", port)).is_ok());
    }
}

#[test]
fn neither_the_request_log_nor_the_journal_shows_the_secrets_of_paths() {
    let runtime = runtime();
    let paths = Arc::new(Mutex::new(Vec::new()));
    let observed = Arc::clone(&paths);
    let emulator = Emulator::builder()
        .on_served(move |served| observed.lock().unwrap().push(served.path.clone()))
        .build()
        .unwrap();
    let server = runtime.block_on(emulator.serve("127.0.0.1:0")).unwrap();
    let requests = [
        "GET /data-integrations/canary/authorize-redirect",
        "POST /data-integrations/canary/authorize-redirect",
        "GET /data-integrations/canary/authorize-redirect/",
        "GET /v1/data-integrations/canary/authorize-redirect",
        "GET /user_management/invitations/by_token/canary",
        "GET /connections?access_token=canary",
    ];
    for request in requests {
        let referer = "http://localhost/data-integrations/canary/authorize-redirect?client_secret=canary";
        let head = "host: localhost\r\nconnection: close\r\n";
        talk(server.addr(), &format!("{request} HTTP/1.1\r\n{head}referer: {referer}\r\n\r\n"));
    }
    let paths = paths.lock().unwrap().clone();
    assert_eq!(paths.len(), requests.len());
    assert_eq!(paths[0], "/data-integrations/[masked]/authorize-redirect");
    assert!(paths.iter().all(|path| !path.contains("canary")), "{paths:?}");
    let journal = format!("{:?}", emulator.journal());
    assert!(!journal.contains("canary") && journal.contains("[masked]"), "{journal}");
}
