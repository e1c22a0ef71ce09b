//! A server among clients and web pages that mean it harm.

use std::sync::{Arc, Mutex};

use workos_emulator::Emulator;

use crate::server::{runtime, talk};

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
