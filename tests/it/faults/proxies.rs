//! X18, X19, X21 to X23: proxies that work, proxies that are dead or refuse, and hosts that bypass the proxy.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use workos_client::{Client, Error};
use workos_transport::{TransportErrorKind as Kind, async_trait};
use workos_transport_hyper::{HyperTransport, HyperTransportBuilder, Proxies, Resolve};

use super::proxy_servers::{ProxyServer, Role, dead_port};
use super::server::{FaultServer, Setup};
use super::tls::Ca;
use super::{API_KEY, Wire, cause, read, run};

/// Starts a TLS server for `api.example`.
async fn server(ca: &Ca, alpn: &[&str]) -> FaultServer {
    let tls = Some(ca.acceptor("api.example", alpn, |_| ()));
    Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await
}

/// Returns a client of `api.example` that uses this proxy.
fn client(transport: HyperTransportBuilder, proxy: impl Into<String>) -> Client {
    let transport = transport.proxies(Proxies::through(proxy)).build().unwrap();
    let client = Client::builder().base_url("https://api.example").api_key(API_KEY);
    client.transport(transport).build().unwrap()
}

/// Returns the error of a call through this proxy. Checks that the error does not contain the password `canary`.
async fn refused(url: &str) -> Error {
    let error = read(&client(HyperTransport::builder(), url)).await.unwrap_err();
    let shown = format!("{error:?} {:#?}", cause(&error));
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!error.outcome_is_unknown() && error.hint().is_some());
    error
}

#[test]
fn x18_requests_go_through_a_connect_tunnel() {
    run(async {
        let ca = Ca::new();
        for alpn in ["h2", "http/1.1"] {
            let server = server(&ca, &[alpn]).await;
            let mut proxy =
                ProxyServer::start(Role::Http { server: server.address(), credentials: None }).await;
            let client = client(ca.trusted(), format!("http://user:pass@127.0.0.1:{}", proxy.port));
            read(&client).await.unwrap();
            let head = proxy.asked().await;
            assert!(head.starts_with("CONNECT api.example:443 HTTP/1.1\r\n"), "{head}");
            assert!(head.contains("Host: api.example:443\r\n"), "{head}");
            assert!(head.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"), "{head}");
            assert!(!head.contains("canary"), "the proxy does not get the API key");
            assert_eq!(server.seen().len(), 1);
        }
    });
}

#[test]
fn x18_a_proxy_over_tls_is_checked_like_a_server() {
    run(async {
        let ca = Ca::new();
        let server = server(&ca, &["h2"]).await;
        let over_tls = |host| Role::Https {
            server: server.address(),
            acceptor: ca.acceptor(host, &["http/1.1"], |_| ()),
        };
        let mut proxy = ProxyServer::start(over_tls("localhost")).await;
        let url = |proxy: &ProxyServer| format!("https://user:canary@localhost:{}", proxy.port);
        read(&client(ca.trusted(), url(&proxy))).await.unwrap();
        assert!(proxy.asked().await.starts_with("CONNECT api.example:443 "));
        let impostor = ProxyServer::start(over_tls("other.example")).await;
        let error = read(&client(ca.trusted(), url(&impostor))).await.unwrap_err();
        let (kind, text) = cause(&error);
        assert_eq!((kind, impostor.accepted()), (Kind::Tls, 1));
        let start =
            format!("no TLS connection to the proxy localhost:{}: the certificate is for", impostor.port);
        assert!(text.starts_with(&start), "{text}");
        assert_eq!(server.seen().len(), 1);
    });
}

#[test]
fn x18_a_dead_proxy_is_named_in_the_error() {
    run(async {
        let port = dead_port().await;
        for scheme in ["http", "https", "socks5h"] {
            let error = refused(&format!("{scheme}://user:canary@127.0.0.1:{port}")).await;
            let (kind, text) = cause(&error);
            assert_eq!(kind, Kind::Connect);
            assert!(
                text.contains(&format!("through the proxy 127.0.0.1:{port}: connection refused")),
                "{text}"
            );
        }
    });
}

#[test]
fn x18_a_proxy_that_opens_no_tunnel_is_named_with_the_reason() {
    run(async {
        for (answer, kind, reason) in [
            ("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 4\r\n\r\ndead", Kind::Connect, "it answered 502"),
            ("HTTP/1.1 200 OK\r\n\r\nand more", Kind::Connect, "data after its answer"),
            ("", Kind::Connect, "the connection to the proxy failed"),
            ("what?\r\n\r\n", Kind::Connect, "the connection to the proxy failed"),
            ("HTTP/1.1 403 canary\r\ncontent-length: 0\r\n\r\n", Kind::Proxy, "it answered 403 Forbidden"),
        ] {
            let proxy = ProxyServer::start(Role::Says(answer.as_bytes())).await;
            let port = proxy.port;
            let error = refused(&format!("http://user:canary@127.0.0.1:{port}")).await;
            let (found, text) = cause(&error);
            assert_eq!(found, kind, "{text}");
            assert!(text.contains(&format!("through the proxy 127.0.0.1:{port}: ")), "{text}");
            assert!(text.contains(reason), "{text}");
        }
    });
}

#[test]
fn x18_loopback_requests_bypass_a_dead_proxy() {
    run(async {
        let server = Setup::new(Wire::Http1).start([]).await;
        let dead = format!("http://127.0.0.1:{}", dead_port().await);
        // Requests to loopback addresses never use a proxy.
        let transport = HyperTransport::builder().proxies(Proxies::through(dead)).build().unwrap();
        read(&super::client_over(&server, transport).build().unwrap()).await.unwrap();
    });
}

#[test]
fn x19_a_password_of_any_characters_reaches_the_proxy() {
    run(async {
        let ca = Ca::new();
        let server = server(&ca, &["http/1.1"]).await;
        for (written, decoded) in [
            ("svc:pa#ss", "svc:pa#ss"),
            ("svc:pa/ss", "svc:pa/ss"),
            ("svc:pa?ss", "svc:pa?ss"),
            ("svc:pa@ss", "svc:pa@ss"),
            (r"CORP\svc:pa\ss", r"CORP\svc:pa\ss"),
            ("svc:pa:ss", "svc:pa:ss"),
            ("svc:100%", "svc:100%"),
            ("svc:p ä[]|\"", "svc:p ä[]|\""),
            ("svc%40corp:p%23a%2Fs%3Fs%3A%25", "svc@corp:p#a/s?s:%"),
        ] {
            let credentials = Some(decoded.to_owned());
            let proxy = ProxyServer::start(Role::Http { server: server.address(), credentials }).await;
            for scheme in ["", "http://"] {
                let client = client(ca.trusted(), format!("{scheme}{written}@127.0.0.1:{}", proxy.port));
                read(&client).await.unwrap_or_else(|error| panic!("{written}: {error}"));
            }
            let (user, password) = decoded.split_once(':').unwrap();
            let credentials = Some((user.to_owned(), password.to_owned()));
            let proxy = ProxyServer::start(Role::Socks5 { server: server.address(), credentials }).await;
            let client = client(ca.trusted(), format!("socks5h://{written}@127.0.0.1:{}", proxy.port));
            read(&client).await.unwrap_or_else(|error| panic!("{written}: {error}"));
        }
    });
}

/// A resolver that only knows one name.
#[derive(Debug)]
struct Only(&'static str);

#[async_trait]
impl Resolve for Only {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        if host == self.0 {
            Ok(vec![Ipv4Addr::LOCALHOST.into()])
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }
}

#[test]
fn x21_excluded_hosts_use_no_proxy() {
    run(async {
        let server = Setup::new(Wire::Http1).start([]).await;
        let (port, dead) = (server.address().port(), dead_port().await);
        for (list, is_direct) in [
            ("*", true),
            ("example", true),
            (".example", true),
            ("*.example", true),
            ("api.*", true),
            ("other.corp, API.example.", true),
            ("other.corp api.example", true),
            (&format!("api.example:{port}"), true),
            ("", false),
            ("api.example:1", false),
            ("pi.example", false),
            ("*.api.example", false),
            // A host name is not resolved to compare it with a network.
            ("127.0.0.0/8,10.0.0.0/8", false),
        ] {
            let proxies = Proxies::through(format!("http://127.0.0.1:{dead}")).except(list);
            let transport = HyperTransport::builder().resolver(Only("api.example")).proxies(proxies);
            let client = Client::builder().base_url(format!("http://api.example:{port}")).allow_http();
            let client = client.api_key(API_KEY).transport(transport.build().unwrap()).build().unwrap();
            match read(&client).await {
                Ok(_) => assert!(is_direct, "{list}"),
                Err(error) => {
                    assert!(!is_direct && cause(&error).1.contains("through the proxy"), "{list}: {error}");
                }
            }
        }
    });
}

#[test]
fn x22_socks5_resolves_names_locally_and_socks5h_at_the_proxy() {
    run(async {
        let ca = Ca::new();
        for alpn in ["h2", "http/1.1"] {
            let server = server(&ca, &[alpn]).await;
            for credentials in [None, Some(("user".to_owned(), "p@ss".to_owned()))] {
                let userinfo = credentials.as_ref().map_or("", |_| "user:p@ss@");
                let role = Role::Socks5 { server: server.address(), credentials };
                let mut proxy = ProxyServer::start(role).await;
                // The client resolves the name of the proxy itself with both schemes.
                let url = |scheme, host| format!("{scheme}://{userinfo}{host}:{}", proxy.port);
                let here = client(ca.trusted().resolver(Only("api.example")), url("socks5", "127.0.0.1"));
                let there =
                    client(ca.trusted().resolver(Only("proxy.example")), url("socks5h", "proxy.example"));
                let unknown =
                    client(ca.trusted().resolver(Only("proxy.example")), url("socks5", "proxy.example"));
                read(&here).await.unwrap();
                assert_eq!(proxy.asked().await, "127.0.0.1:443");
                read(&there).await.unwrap();
                assert_eq!(proxy.asked().await, "api.example:443");
                let (kind, text) = cause(&read(&unknown).await.unwrap_err());
                assert!(kind == Kind::Connect && text.contains("the name does not resolve"), "{text}");
            }
        }
    });
}

#[test]
fn x22_an_unresolved_proxy_name_is_reported_as_such() {
    run(async {
        let client =
            client(HyperTransport::builder().resolver(Only("api.example")), "socks5://proxy.example");
        let (kind, text) = cause(&read(&client).await.unwrap_err());
        assert_eq!(kind, Kind::Connect);
        assert!(
            text.contains("through the proxy proxy.example:1080: DNS failure, the name of the proxy"),
            "{text}"
        );
    });
}

#[test]
fn x23_a_permanent_refusal_is_not_retried() {
    const BASIC: &[u8] =
        b"HTTP/1.1 407 canary\r\nproxy-authenticate: Basic realm=\"canary\"\r\ncontent-length: 0\r\n\r\n";
    const NTLM: &[u8] =
        b"HTTP/1.1 407 canary\r\nproxy-authenticate: NTLM canary\r\ncontent-length: 0\r\n\r\n";
    run(async {
        for (scheme, userinfo, answer, reason) in [
            ("http", "", BASIC, "put a user name and password into the URL"),
            ("http", "user:canary@", BASIC, "check the user name and password"),
            ("http", "user:canary@", NTLM, "it asks for NTLM, and only Basic is supported"),
            ("http", "", b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", "it answered 403 Forbidden"),
            ("socks5h", "", b"\x05\xff", "it asks for authentication"),
            ("socks5h", "user:canary@", b"\x05\xff", "no authentication by user name and password"),
            ("socks5h", "", b"\x05\x00\x05\x02\x00\x01", "its rules do not allow"),
            ("socks5h", "", b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak SOCKS5"),
        ] {
            let proxy = ProxyServer::start(Role::Says(answer)).await;
            let error = refused(&format!("{scheme}://{userinfo}127.0.0.1:{}", proxy.port)).await;
            let (kind, text) = cause(&error);
            assert_eq!((kind, proxy.accepted()), (Kind::Proxy, 1), "{text}");
            assert!(text.contains(reason) && text.contains(&format!("127.0.0.1:{}", proxy.port)), "{text}");
            assert!(!error.is_retryable() && error.hint().unwrap().contains("HTTPS_PROXY"));
        }
        let server = FaultServer::start(Wire::Http1, []).await;
        let credentials = Some(("user".to_owned(), "right".to_owned()));
        let proxy = ProxyServer::start(Role::Socks5 { server: server.address(), credentials }).await;
        let error = refused(&format!("socks5h://user:canary@127.0.0.1:{}", proxy.port)).await;
        let (kind, text) = cause(&error);
        assert_eq!((kind, proxy.accepted()), (Kind::Proxy, 1), "{text}");
        assert!(text.contains("it refused the user name and password"), "{text}");
    });
}

#[test]
fn x23_a_temporary_refusal_is_retried() {
    run(async {
        for (scheme, answer) in [
            ("http", &b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"[..]),
            ("socks5h", b"\x05\x00\x05\x05\x00\x01"),
        ] {
            let proxy = ProxyServer::start(Role::Says(answer)).await;
            let error = refused(&format!("{scheme}://user:canary@127.0.0.1:{}", proxy.port)).await;
            assert_eq!((cause(&error).0, proxy.accepted()), (Kind::Connect, 3), "{error}");
        }
    });
}
