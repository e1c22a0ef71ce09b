//! TLS: handshakes that must fail, root certificates, and connections that end without `close_notify`.

use rcgen::{CertificateParams, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use workos_transport::conformance::{Log, Reply, Server};
use workos_transport::{TransportError, TransportErrorKind as Kind};
use workos_transport_hyper::{HyperTransport, Roots};

use crate::support::{Ca, TEST_TIMEOUT, TlsEnd, send, terminate};

/// Returns the TLS error of a request through a terminator. Checks that nothing reached the server.
async fn refused(transport: &HyperTransport, acceptor: TlsAcceptor) -> TransportError {
    let log = Log::new();
    let server = Server::start(vec![Reply::Echo], log.clone()).unwrap();
    let address = terminate(acceptor, server.address(), TlsEnd::CloseNotify).unwrap();
    let error = send(transport, &format!("https://localhost:{}/secret", address.port())).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed(), error.reused()), (Kind::Tls, true, false), "{error}");
    assert!(error.to_string().contains("localhost") && !error.to_string().contains("secret"), "{error}");
    assert!(log.received().is_empty());
    error
}

async fn refused_certificate(host: &str, change: impl FnOnce(&mut CertificateParams)) -> TransportError {
    let ca = Ca::new();
    refused(&ca.trusted().build().unwrap(), ca.acceptor(host, &["http/1.1"], change)).await
}

#[tokio::test]
async fn an_expired_certificate_is_refused_with_the_reason() {
    let error = refused_certificate("localhost", |params| {
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 1);
    })
    .await;
    assert!(error.to_string().contains("expired"), "{error}");
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_yet_is_refused_with_the_reason() {
    let error = refused_certificate("localhost", |params| {
        params.not_before = date_time_ymd(2999, 1, 1);
        params.not_after = date_time_ymd(3000, 1, 1);
    })
    .await;
    assert!(error.to_string().contains("not valid yet"), "{error}");
}

#[tokio::test]
async fn a_certificate_for_another_host_is_refused_with_the_reason() {
    let error = refused_certificate("elsewhere.example", |_| ()).await;
    assert!(error.to_string().contains("another host name"), "{error}");
}

#[tokio::test]
async fn a_certificate_of_an_unknown_issuer_is_refused_with_the_reason() {
    for roots in [Roots::Bundled, Roots::Platform] {
        let transport = HyperTransport::builder().roots(roots).connect_timeout(TEST_TIMEOUT).build().unwrap();
        let error = refused(&transport, Ca::new().acceptor("localhost", &["http/1.1"], |_| ())).await;
        assert!(error.to_string().contains("unknown issuer"), "{error}");
    }
}

#[tokio::test]
async fn an_added_root_certificate_is_trusted_besides_those_of_the_system() {
    let ca = Ca::new();
    let transport = ca.trusted().roots(Roots::Platform).build().unwrap();
    let server = Server::start(vec![Reply::Echo], Log::new()).unwrap();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let address = terminate(acceptor, server.address(), TlsEnd::CloseNotify).unwrap();
    send(&transport, &format!("https://localhost:{}/", address.port())).await.unwrap();
}

/// Sends a request with the roots of the environment. The test below runs this in another process.
#[tokio::test]
#[ignore = "the test below runs this in a process of its own, with variables that name other roots"]
async fn child_with_roots_in_its_environment() {
    let Ok(url) = std::env::var("WORKOS_TEST_URL") else { return };
    match send(&HyperTransport::new().unwrap(), &url).await {
        Ok(answer) => println!("answer {}", answer.status()),
        Err(error) => println!("error {error}"),
    }
}

#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_environment_can_name_other_roots_as_with_openssl() {
    let ca = Ca::new();
    let server = Server::start(vec![Reply::Echo; 2], Log::new()).unwrap();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let address = terminate(acceptor, server.address(), TlsEnd::CloseNotify).unwrap();
    let directory = std::env::temp_dir().join(format!("workos-roots-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    // OpenSSL looks in a directory for file names that are hashes.
    let file = directory.join("0123abcd.0");
    std::fs::write(&file, ca.pem()).unwrap();
    for (name, place, printed) in [
        ("SSL_CERT_FILE", file, "answer 200"),
        ("SSL_CERT_DIR", directory.clone(), "answer 200"),
        ("SSL_CERT_FILE", directory.join("none.pem"), "SSL_CERT_FILE is set and names no CA certificates"),
    ] {
        let other = if name == "SSL_CERT_FILE" { "SSL_CERT_DIR" } else { "SSL_CERT_FILE" };
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", "tls::child_with_roots_in_its_environment"])
            .env(other, "") // counts as not set
            .env("WORKOS_TEST_URL", format!("https://localhost:{}/", address.port()))
            .env(name, place)
            .output()
            .unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        assert!(output.contains(printed), "{name}: {output}");
    }
    std::fs::remove_dir_all(directory).unwrap();
}

#[tokio::test]
async fn the_error_of_a_server_without_tls_says_so() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        std::future::pending::<()>().await;
    });
    let error =
        send(&HyperTransport::new().unwrap(), &format!("https://localhost:{port}/")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Tls, true), "{error}");
    assert!(error.to_string().contains("does not speak TLS"), "{error}");
}

#[tokio::test]
async fn a_body_without_length_is_lost_if_tls_ends_without_close_notify() {
    // Without `close_notify`, an attacker may have ended the connection (RFC 8446 §6.1).
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        use std::io::{BufRead, BufReader, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        lines.map_while(Result::ok).find(String::is_empty);
        stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhalf of a bo").unwrap();
    });
    let ca = Ca::new();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let address = terminate(acceptor, server, TlsEnd::Abrupt).unwrap();
    let url = format!("https://localhost:{}/", address.port());
    let error = send(&ca.trusted().build().unwrap(), &url).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, false), "{error}");
}

#[cfg(all(feature = "ring", feature = "aws-lc-rs"))]
#[tokio::test]
async fn with_both_providers_the_builder_chooses() {
    use workos_transport_hyper::TlsProvider;

    let ca = Ca::new();
    let server = Server::start(vec![Reply::Echo; 3], Log::new()).unwrap();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let address = terminate(acceptor, server.address(), TlsEnd::CloseNotify).unwrap();
    let url = format!("https://localhost:{}/", address.port());
    for builder in [
        ca.trusted(),
        ca.trusted().tls_provider(TlsProvider::Ring),
        ca.trusted().tls_provider(TlsProvider::AwsLcRs),
    ] {
        send(&builder.build().unwrap(), &url).await.unwrap();
    }
}
