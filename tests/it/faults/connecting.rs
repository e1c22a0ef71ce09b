//! X1 to X4 and X24: failures of TLS, TCP and DNS, and how fast they are reported.

use std::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, SanType, date_time_ymd};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use workos_client::Client;
use workos_transport::{TransportErrorKind as Kind, async_trait};
use workos_transport_hyper::{HyperTransport, Resolve, Roots};

use super::script::{Action, Ending, status};
use super::server::{FaultServer, Setup};
use super::tls::{Ca, without_close_notify};
use super::{API_KEY, Wire, cause, client_over, figures, get, read, run, timed, write};

/// Returns the error text for a server with this certificate. Checks that the client connects only once.
async fn refused_certificate(host: &str, change: impl FnOnce(&mut CertificateParams)) -> String {
    let ca = Ca::new();
    let tls = Some(ca.acceptor(host, &["h2", "http/1.1"], change));
    let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
    refused(&server, ca.trusted().build().unwrap()).await
}

async fn refused(server: &FaultServer, transport: HyperTransport) -> String {
    let error = read(&client_over(server, transport).build().unwrap()).await.unwrap_err();
    let (kind, text) = cause(&error);
    assert_eq!((kind, server.accepted(), server.seen().len()), (Kind::Tls, 1, 0), "{error}");
    assert!(!error.is_retryable() && !error.outcome_is_unknown() && error.hint().is_some());
    text
}

#[test]
fn x1_an_expired_certificate_is_refused_once_and_named() {
    run(async {
        let text = refused_certificate("localhost", |params| {
            params.not_before = date_time_ymd(2019, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 1);
        });
        assert!(text.await.contains("has expired"));
    });
}

#[test]
fn x1_a_certificate_for_another_host_is_refused_once_and_named() {
    run(async { assert!(refused_certificate("other.example", |_| ()).await.contains("another host name")) });
}

#[test]
fn x1_an_unknown_authority_is_refused_once_and_named() {
    run(async {
        let tls = Some(Ca::new().acceptor("localhost", &["h2"], |_| ()));
        let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        let transport = HyperTransport::builder().roots(Roots::Bundled).build().unwrap();
        let text = refused(&server, transport).await;
        assert!(text.contains("unknown issuer"), "{text}");
    });
}

#[test]
fn x1_a_server_that_only_speaks_old_tls_is_refused_once_and_named() {
    run(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            // A fatal alert, `protocol_version` (RFC 8446 §6.2), in a record of TLS 1.1.
            stream.write_all(&[21, 3, 2, 0, 2, 2, 70]).await.unwrap();
            // The connection stays open until the test ends.
            std::future::pending::<()>().await;
        });
        let client = Client::builder().base_url(url).api_key(API_KEY).build().unwrap();
        let error = read(&client).await.unwrap_err();
        let (kind, text) = cause(&error);
        assert!(kind == Kind::Tls && text.contains("ProtocolVersion"), "{text}");
    });
}

#[test]
fn x24_a_rare_tls_failure_is_reported_in_a_sentence_that_says_what_to_do() {
    run(async {
        let ca_as_server = refused_certificate("localhost", |params| {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        });
        let for_clients = refused_certificate("localhost", |params| {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        });
        let (ca_as_server, for_clients) = (ca_as_server.await, for_clients.await);
        assert!(
            ca_as_server.contains("uses the certificate of a CA as its own; its operator has to"),
            "{ca_as_server}"
        );
        assert!(
            for_clients.contains("is not for servers but for clients; the server's operator has to"),
            "{for_clients}"
        );
        for text in [ca_as_server, for_clients] {
            assert!(text.len() < 300 && !text.contains("Other") && !text.contains("1.3.6"), "{text}");
        }
    });
}

#[test]
fn x24_error_texts_of_a_failed_handshake_are_short() {
    run(async {
        let ca = Ca::new();
        let tls = Some(ca.acceptor("other.example", &["h2"], |params| {
            let names =
                (0..200).map(|n| SanType::DnsName(format!("host-{n}.other.example").try_into().unwrap()));
            params.subject_alt_names = names.collect();
        }));
        let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        let client = client_over(&server, ca.trusted().build().unwrap()).build().unwrap();
        let error = read(&client).await.unwrap_err();
        let mut next: Option<&dyn Error> = Some(&error);
        while let Some(error) = next {
            let (shown, debug) = (error.to_string(), format!("{error:?}"));
            assert!(shown.len() < 400 && debug.len() < 1500, "{shown} {debug}");
            next = error.source();
        }
    });
}

#[test]
fn x2_tls_without_close_notify_is_fine_after_a_complete_body_and_lost_inside_one() {
    run(async {
        let whole = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
        let open = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}";
        let raw = |text: &'static str| Action::Raw(text.into(), Some(Ending::Fin));
        let server = FaultServer::start(Wire::Http1, [raw(whole), raw(open)]).await;
        let ca = Ca::new();
        let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
        let front = without_close_notify(acceptor, server.address()).await.unwrap();
        let client = Client::builder()
            .base_url(format!("https://localhost:{}", front.port()))
            .api_key(API_KEY)
            .transport(ca.trusted().build().unwrap())
            .build()
            .unwrap();
        read(&client).await.unwrap();
        let error = write(&client).await.unwrap_err();
        assert_eq!(cause(&error).0, Kind::Lost, "{error}");
    });
}

/// A resolver that only knows one name, with these addresses.
#[derive(Debug)]
struct Names(&'static str, Vec<IpAddr>);

#[async_trait]
impl Resolve for Names {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        if host == self.0 { Ok(self.1.clone()) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

/// A resolver that takes ten seconds.
#[derive(Debug)]
struct Slow;

#[async_trait]
impl Resolve for Slow {
    async fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        tokio::time::sleep(Duration::from_secs(10)).await;
        Ok(vec![Ipv4Addr::LOCALHOST.into()])
    }
}

/// An address whose accept queue is full, so that the system drops all further connection attempts.
struct BlackHole {
    address: SocketAddr,
    _full: (TcpListener, Vec<TcpStream>),
}

impl BlackHole {
    async fn at(address: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(address).unwrap();
        let listener = socket.listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let mut held = Vec::new();
        while let Ok(stream) =
            tokio::time::timeout(Duration::from_millis(100), TcpStream::connect(address)).await
        {
            held.push(stream.unwrap());
        }
        Self { address, _full: (listener, held) }
    }
}

#[test]
fn x3_connecting_to_a_black_hole_ends_at_the_connect_timeout() {
    run(async {
        let hole = BlackHole::at((Ipv4Addr::LOCALHOST, 0).into()).await;
        let transport =
            HyperTransport::builder().connect_timeout(Duration::from_millis(300)).build().unwrap();
        let client = Client::builder().base_url(format!("http://{}", hole.address)).api_key(API_KEY);
        let client = client.transport(transport).build().unwrap();
        let (result, took) = timed(write(&client)).await;
        let error = result.unwrap_err();
        let (kind, text) = cause(&error);
        assert!(kind == Kind::Connect && text.contains("300ms"), "{text}");
        // A write may be sent again too, because nothing was written.
        assert!(!error.outcome_is_unknown() && error.is_retryable());
        assert!(error.to_string().contains("after 3 attempts"), "{error}");
        assert!(took >= Duration::from_millis(900) && took < Duration::from_secs(20), "{took:?}");
        figures::note(
            "X3",
            "seconds of 3 attempts with a connect timeout of 0.3",
            format!("{:.2}", took.as_secs_f64()),
        );
    });
}

#[test]
fn x3_the_second_address_is_tried_when_the_first_is_dead() {
    run(async {
        let server = FaultServer::start(Wire::Http1, []).await;
        let port = server.address().port();
        let _hole = BlackHole::at(([127, 0, 0, 2], port).into()).await;
        let (silent, refusing, live) =
            ([127, 0, 0, 2].into(), [127, 0, 0, 3].into(), Ipv4Addr::LOCALHOST.into());
        for addresses in [vec![silent, live], vec![refusing, live], vec![refusing, silent, live]] {
            let transport =
                HyperTransport::builder().resolver(Names("api.example", addresses)).build().unwrap();
            let client = Client::builder().base_url(format!("http://api.example:{port}")).allow_http();
            let client = client.api_key(API_KEY).transport(transport).build().unwrap();
            let (answer, took) = timed(get(&client).send_with_meta()).await;
            assert_eq!(answer.unwrap().meta.attempts(), 1);
            assert!(took < Duration::from_secs(3), "{took:?}");
        }
    });
}

#[test]
fn x4_a_name_that_does_not_resolve_is_a_connect_error_and_is_retried() {
    run(async {
        let transport = HyperTransport::builder().resolver(Names("api.example", vec![])).build().unwrap();
        for host in ["elsewhere.example", "api.example"] {
            let client = Client::builder().base_url(format!("https://{host}")).api_key(API_KEY);
            let client = client.transport(transport.clone()).build().unwrap();
            let error = write(&client).await.unwrap_err();
            let (kind, text) = cause(&error);
            assert!(kind == Kind::Connect && text.contains("DNS") && text.contains(host), "{text}");
            assert!(error.to_string().contains("after 3 attempts"), "{error}");
        }
    });
}

#[test]
fn x4_a_slow_dns_lookup_ends_at_the_connect_timeout() {
    run(async {
        let limit = Duration::from_millis(200);
        let transport = HyperTransport::builder().resolver(Slow).connect_timeout(limit).build().unwrap();
        let client = Client::builder().base_url("https://api.example").api_key(API_KEY);
        let (result, took) =
            timed(async { write(&client.transport(transport).build().unwrap()).await }).await;
        assert_eq!(cause(&result.unwrap_err()).0, Kind::Connect);
        assert!(took < Duration::from_secs(8), "{took:?}");
    });
}

#[test]
fn x3_a_failed_connection_does_not_affect_the_next_one() {
    run(async {
        let server = Setup { then: status(200).into(), ..Setup::new(Wire::Http1) };
        let ca = Ca::new();
        let tls = Some(ca.acceptor("localhost", &["h2"], |_| ()));
        let server = Setup { tls, ..server }.start([]).await;
        let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port();
        let transport = ca.trusted().build().unwrap();
        let dead = Client::builder().base_url(format!("https://localhost:{closed}")).api_key(API_KEY);
        let dead = dead.transport(transport.clone()).build().unwrap();
        assert_eq!(cause(&read(&dead).await.unwrap_err()).0, Kind::Connect);
        read(&client_over(&server, transport).build().unwrap()).await.unwrap();
    });
}
