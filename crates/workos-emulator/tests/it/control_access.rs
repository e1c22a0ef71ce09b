//! Who may use the control API.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use workos_emulator::{Builder, Emulator, Server};

use crate::*;

pub(crate) fn serve(builder: Builder, address: &str) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let emulator = builder.build().unwrap();
    let server = runtime.block_on(emulator.serve(address)).unwrap();
    (runtime, server)
}

/// Sends a request with exactly these header lines; returns head and body.
pub(crate) fn talk(addr: SocketAddr, request: &str, headers: &[&str]) -> String {
    let mut stream = TcpStream::connect(addr).unwrap();
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    write!(stream, "{request} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap_or_else(|| panic!("{answer}")).parse().unwrap()
}

#[test]
fn without_a_key_only_the_programs_of_this_machine_are_answered() {
    let (_runtime, server) = serve(Emulator::builder(), "127.0.0.1:0");
    let addr = server.addr();
    let host = format!("Host: {addr}");
    let ask = |headers: &[&str]| status(&talk(addr, "GET /_emulator/clock", headers));
    for fine in [
        &[host.as_str()][..],
        &["Host: localhost:1234"],
        &["Host: [::1]"],
        &[&host, "Sec-Fetch-Site: none"],
        &[&host, "Sec-Fetch-Site: same-origin"],
        &[&host, &format!("Origin: http://{addr}"), "Sec-Fetch-Site: same-origin"],
    ] {
        assert_eq!(ask(fine), 200, "{fine:?}");
    }
    for refused in [
        // A name that an attacker made resolve to this machine: DNS rebinding.
        &["Host: rebound.example.com"][..],
        &["Host: localhost.example.com"],
        &["Host: 127.0.0.1.example.com"],
        &["Host: localhost@example.com"],
        &["Host: 0.0.0.0"],
        &["Host: "],
        // A page of another origin, or of another site.
        &[&host, "Origin: https://example.com"],
        &[&host, "Origin: http://localhost:3000"],
        &[&host, "Origin: null"],
        &[&host, "Origin: http://127.0.0.1"],
        &[&host, "Sec-Fetch-Site: cross-site"],
        &[&host, "Sec-Fetch-Site: same-site"],
        &["Host: rebound.example.com", "Origin: http://rebound.example.com", "Sec-Fetch-Site: same-origin"],
        // A proxy on this machine, for whomever.
        &[&host, "X-Forwarded-For: 203.0.113.7"],
        &[&host, "Forwarded: for=203.0.113.7"],
        &[&host, "Via: 1.1 proxy"],
    ] {
        assert_eq!(ask(refused), 403, "{refused:?}");
    }
    // The address of the request line counts as well.
    let absolute = talk(addr, "GET http://rebound.example.com/_emulator/clock", &[&host]);
    assert_eq!(status(&absolute), 403, "{absolute}");
    let page = talk(addr, "GET /_emulator/", &["Host: rebound.example.com"]);
    assert_eq!(status(&page), 403, "{page}");
}

#[test]
fn no_page_learns_by_cors_that_the_control_api_is_there() {
    let (_runtime, server) = serve(Emulator::builder(), "127.0.0.1:0");
    let host = format!("Host: {}", server.addr());
    let asks = [host.as_str(), "Origin: https://example.com", "Access-Control-Request-Method: POST"];
    for answer in [
        talk(server.addr(), "OPTIONS /_emulator/clock/advance", &asks),
        talk(server.addr(), "GET /_emulator/clock", &asks[..2]),
    ] {
        assert!(status(&answer) == 403 && !answer.to_lowercase().contains("access-control"), "{answer}");
    }
}

#[test]
fn the_pages_of_an_origin_that_was_named_are_answered_and_others_are_not() {
    let (_runtime, server) =
        serve(Emulator::builder().control_origin("http://localhost:3000"), "127.0.0.1:0");
    let addr = server.addr();
    let host = format!("Host: {addr}");
    let origin = "Origin: http://localhost:3000";
    let preflight = [
        host.as_str(),
        origin,
        "Access-Control-Request-Method: PUT",
        "Access-Control-Request-Private-Network: true",
    ];
    let answer = talk(addr, "OPTIONS /_emulator/clock", &preflight).to_lowercase();
    assert_eq!(status(&answer), 204, "{answer}");
    for line in [
        "access-control-allow-origin: http://localhost:3000\r\n",
        "access-control-allow-methods: get, post, put, delete\r\n",
        "access-control-allow-headers: content-type, x-emulator-key\r\n",
        "access-control-allow-private-network: true\r\n",
        "vary: origin\r\n",
    ] {
        assert!(answer.contains(line), "{answer}");
    }
    let answer = talk(addr, "GET /_emulator/clock", &[&host, origin, "Sec-Fetch-Site: cross-site"]);
    assert!(
        status(&answer) == 200 && answer.contains("access-control-allow-origin: http://localhost:3000\r\n")
    );
    let refused = talk(addr, "GET /_emulator/nowhere", &[&host, origin]);
    assert_eq!(status(&refused), 404, "{refused}");
    let other = talk(addr, "GET /_emulator/clock", &[&host, "Origin: http://localhost:3001"]);
    assert!(
        status(&other) == 403 && !other.contains("allow-origin") && other.contains("vary: origin"),
        "{other}"
    );
    // To name an origin is not to trust a host.
    let rebound = talk(addr, "GET /_emulator/clock", &["Host: rebound.example.com", origin]);
    assert_eq!(status(&rebound), 403, "{rebound}");
}

#[test]
fn a_control_key_decides_alone() {
    let (_runtime, server) = serve(Emulator::builder().control_key("hunter2"), "127.0.0.1:0");
    let addr = server.addr();
    let host = format!("Host: {addr}");
    for wrong in
        ["X-Emulator-Key: hunter", "X-Emulator-Key: ", "Authorization: Bearer hunter2", "Accept: */*"]
    {
        let answer = talk(addr, "GET /_emulator/clock", &[&host, wrong]);
        assert!(status(&answer) == 401 && answer.contains("X-Emulator-Key"), "{answer}");
    }
    let proxied = ["Host: emulator.internal", "X-Forwarded-For: 10.0.0.7", "X-Emulator-Key: hunter2"];
    assert_eq!(status(&talk(addr, "GET /_emulator/clock", &proxied)), 200);
    // The page asks for the key itself.
    assert_eq!(status(&talk(addr, "GET /_emulator/", &[&host])), 200);
    assert_eq!(status(&talk(addr, "POST /_emulator/", &[&host])), 401);
}

#[test]
fn another_machine_is_answered_only_with_a_key() {
    let local = local_address();
    for (builder, expected) in [(Emulator::builder(), 403), (Emulator::builder().control_key("hunter2"), 200)]
    {
        let (_runtime, server) = serve(builder.allow_non_loopback(true), "0.0.0.0:0");
        let addr = SocketAddr::new(local, server.addr().port());
        // By an address of the network the peer is one of the network, too.
        let headers = ["Host: localhost", "X-Emulator-Key: hunter2"];
        let answer = talk(addr, "GET /_emulator/clock", &headers);
        let expected = if local.is_loopback() { 200 } else { expected };
        assert_eq!(status(&answer), expected, "{answer}");
    }
}

/// An address of this machine that others could use; loopback on a machine without a network.
pub(crate) fn local_address() -> std::net::IpAddr {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").unwrap();
    // Nothing is sent: this only asks which address would be used.
    match socket.connect("192.0.2.1:9") {
        Ok(()) => socket.local_addr().unwrap().ip(),
        Err(_) => std::net::Ipv4Addr::LOCALHOST.into(),
    }
}

#[test]
fn in_process_the_same_guard_stands_but_for_the_host_of_a_url() {
    let emulator = Emulator::new();
    assert_eq!(send(&emulator, "GET", "/_emulator/clock", &[], "").status, 200);
    for header in [("origin", "https://example.com"), ("sec-fetch-site", "cross-site"), ("via", "1.1 x")] {
        let answer = send(&emulator, "GET", "/_emulator/clock", &[header], "");
        assert_eq!((answer.status, answer.error().1.as_str()), (403, "forbidden"), "{header:?}");
    }
    let emulator = Emulator::builder().control_key("hunter2").build().unwrap();
    assert_eq!(send(&emulator, "GET", "/_emulator/clock", &[], "").status, 401);
    assert_eq!(send(&emulator, "GET", "/_emulator/clock", &[("x-emulator-key", "hunter2")], "").status, 200);
}
