//! X18: proxies that work, that are dead, and that are not to be used.

use std::net::Ipv4Addr;
use std::process::Command;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use workos_client::Client;
use workos_transport::TransportErrorKind as Kind;
use workos_transport_hyper::{HyperTransport, Proxies};

use super::server::Setup;
use super::tls::Ca;
use super::{API_KEY, Wire, cause, read, run};

/// A proxy that connects to this server whatever it is asked for, and what it was asked.
async fn proxy(server: std::net::SocketAddr) -> (u16, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (asked, asking) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(client.read_u8().await.unwrap());
            }
            asked.send(String::from_utf8(head).unwrap()).unwrap();
            client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.unwrap();
            let mut server = TcpStream::connect(server).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
        }
    });
    (port, asking)
}

/// A port on which nobody listens.
async fn dead_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port()
}

#[test]
fn x18_requests_go_through_a_tunnel_of_the_proxy() {
    run(async {
        let ca = Ca::new();
        for alpn in [["h2"], ["http/1.1"]] {
            let tls = Some(ca.acceptor("api.example", &alpn, |_| ()));
            let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
            let (port, mut asked) = proxy(server.address()).await;
            let proxies = Proxies::through(format!("http://user:pass@127.0.0.1:{port}"));
            let transport = ca.trusted().proxies(proxies).build().unwrap();
            let client = Client::builder().base_url("https://api.example").api_key(API_KEY);
            read(&client.transport(transport).build().unwrap()).await.unwrap();
            let head = asked.recv().await.unwrap();
            assert!(head.starts_with("CONNECT api.example:443 HTTP/1.1\r\n"), "{head}");
            assert!(head.contains("Host: api.example:443\r\n"), "{head}");
            assert!(head.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"), "{head}");
            assert!(!head.contains("canary"), "the key is for the server");
            assert_eq!(server.seen().len(), 1);
        }
    });
}

#[test]
fn x18_a_dead_proxy_is_named_in_the_error() {
    run(async {
        let port = dead_port().await;
        let proxies = Proxies::through(format!("http://user:canary@127.0.0.1:{port}"));
        let transport = HyperTransport::builder().proxies(proxies).build().unwrap();
        let client = Client::builder().base_url("https://api.example").api_key(API_KEY);
        let client = client.transport(transport).build().unwrap();
        let error = read(&client).await.unwrap_err();
        let (kind, text) = cause(&error);
        assert_eq!(kind, Kind::Connect);
        assert!(text.contains(&format!("through the proxy 127.0.0.1:{port}: connection refused")), "{text}");
        assert!(!error.outcome_is_unknown());
    });
}

#[test]
fn x18_a_proxy_that_gives_no_tunnel_is_named_with_its_reason() {
    run(async {
        for (answer, reason) in [
            ("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n", "other credentials"),
            ("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 4\r\n\r\ndead", "it answered 502"),
            ("HTTP/1.1 200 OK\r\n\r\nand more", "more than an answer"),
            ("", "it broke off"),
            ("what?\r\n\r\n", "it broke off"),
        ] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let port = listener.local_addr().unwrap().port();
            tokio::spawn(async move {
                while let Ok((mut client, _)) = listener.accept().await {
                    let mut head = [0; 1024];
                    let _ = client.read(&mut head).await.unwrap();
                    client.write_all(answer.as_bytes()).await.unwrap();
                }
            });
            let proxies = Proxies::through(format!("http://user:canary@127.0.0.1:{port}"));
            let transport = HyperTransport::builder().proxies(proxies).build().unwrap();
            let client = Client::builder().base_url("https://api.example").api_key(API_KEY);
            let error = read(&client.transport(transport).build().unwrap()).await.unwrap_err();
            let (kind, text) = cause(&error);
            assert_eq!(kind, Kind::Connect, "{text}");
            assert!(text.contains(&format!("through the proxy 127.0.0.1:{port}: ")), "{text}");
            assert!(text.contains(reason) && !text.contains("canary"), "{text}");
        }
    });
}

#[test]
fn x18_what_is_left_out_goes_past_a_dead_proxy() {
    run(async {
        let server = Setup::new(Wire::Http1).start([]).await;
        let dead = format!("http://127.0.0.1:{}", dead_port().await);
        // Loopback never goes through one.
        let transport = HyperTransport::builder().proxies(Proxies::through(dead)).build().unwrap();
        read(&super::client_over(&server, transport).build().unwrap()).await.unwrap();
    });
}

/// Run by the test below in a process with another environment.
#[test]
#[ignore = "the test below runs it in a process of its own, with the variables of a proxy"]
fn child_with_a_proxy_in_its_environment() {
    run(async {
        for host in ["api.example", "left.out.example"] {
            let client =
                Client::builder().base_url(format!("https://{host}")).api_key(API_KEY).build().unwrap();
            println!("{}", read(&client).await.unwrap_err());
        }
    });
}

#[test]
fn x18_the_environment_says_which_proxy_and_for_what_not() {
    for (set, named) in
        [("HTTPS_PROXY", true), ("https_proxy", true), ("ALL_PROXY", true), ("HTTP_PROXY", false)]
    {
        let mut child = Command::new(std::env::current_exe().unwrap());
        for name in
            ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy", "no_proxy"]
        {
            child.env_remove(name);
        }
        let child = child
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "faults::proxies::child_with_a_proxy_in_its_environment",
            ])
            .env(set, "http://127.0.0.1:9")
            .env("NO_PROXY", "out.example");
        let printed = String::from_utf8(child.output().unwrap().stdout).unwrap();
        assert_eq!(printed.contains("api.example through the proxy 127.0.0.1:9"), named, "{set}: {printed}");
        assert!(!printed.contains("left.out.example through"), "{set}: {printed}");
        assert!(printed.contains("left.out.example"), "{set}: {printed}");
    }
}
