//! Helpers of the tests: certificates, a TLS terminator, and requests.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};
use workos_transport::{Operation, Request, Response, Transport, TransportError};
use workos_transport_hyper::{HyperTransport, HyperTransportBuilder, Roots};

/// A timeout that is longer than any step of these tests takes. A step that reaches it hangs.
pub(crate) const TEST_TIMEOUT: Duration = Duration::from_secs(60);

/// A CA that a test creates for itself.
pub(crate) struct Ca {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Ca {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// Returns the certificate of the CA.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// Returns a builder for transports that trust this CA.
    pub(crate) fn trusted(&self) -> HyperTransportBuilder {
        HyperTransport::builder()
            .roots(Roots::Bundled)
            .connect_timeout(TEST_TIMEOUT)
            .add_root_certificate_pem(self.pem.as_bytes())
    }

    /// Returns an acceptor with these ALPN protocols and a certificate for this host name, changed by `change`.
    pub(crate) fn acceptor(
        &self,
        host: &str,
        alpn: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> TlsAcceptor {
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let mut config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// How a terminator ends TLS when the server behind it closes the connection.
#[derive(Clone, Copy)]
pub(crate) enum TlsEnd {
    CloseNotify,
    Abrupt,
}

/// Starts a TLS terminator, which forwards between TLS clients and a server without TLS.
pub(crate) fn terminate(
    acceptor: TlsAcceptor,
    server: SocketAddr,
    tls_end: TlsEnd,
) -> io::Result<SocketAddr> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let mut client = acceptor.accept(client).await?;
                let mut server = TcpStream::connect(server).await?;
                match tls_end {
                    TlsEnd::CloseNotify => drop(copy_bidirectional(&mut client, &mut server).await?),
                    TlsEnd::Abrupt => {
                        let (mut from_client, mut to_client) = tokio::io::split(client);
                        let (mut from_server, mut to_server) = server.split();
                        tokio::select! {
                            _ = tokio::io::copy(&mut from_client, &mut to_server) => {}
                            _ = tokio::io::copy(&mut from_server, &mut to_client) => {}
                        }
                    }
                }
                io::Result::Ok(())
            });
        }
    });
    Ok(address)
}

/// Returns a GET request for a URL.
pub(crate) fn get(url: &str) -> Request {
    static OPERATION: Operation = Operation::new("things.get", Method::GET, "/things/{id}");
    Request::new(&OPERATION, http::Request::get(url).body(Bytes::new()).unwrap())
}

/// Sends a GET request, and panics if it takes longer than [`TEST_TIMEOUT`].
pub(crate) async fn send(transport: &HyperTransport, url: &str) -> Result<Response, TransportError> {
    tokio::time::timeout(TEST_TIMEOUT, transport.send(get(url))).await.expect("the request hangs")
}
