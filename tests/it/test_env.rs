//! An emulator, a transport to it, and the requests of a browser.

use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use workos_client::{Client, ClientBuilder, Retry};
use workos_emulator::{Builder, DEFAULT_BASE_URL, Emulator, Server, rustls};
use workos_sso::{Connections, Sso};
use workos_transport::{Auth, Operation, Request, Transport};
use workos_transport_hyper::{HyperTransport, Roots};

/// A redirect URI that the default emulator accepts.
pub(crate) const REDIRECT_URI: &str = "https://yourapp.com/callback";

/// The API key of every test environment. No error may contain it.
pub(crate) const API_KEY: &str = "sk_test_canary";

/// The transport between a client and the emulator.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TransportKind {
    InProcess,
    Http1,
    TlsHttp2,
}

/// An emulator and a transport to it.
pub(crate) struct TestEnv {
    pub(crate) emulator: Emulator,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) base_url: String,
    _server: Option<Server>,
}

impl TestEnv {
    /// Creates an emulator with the default fixture and the API key of the tests, modified by `change`.
    pub(crate) async fn with(kind: TransportKind, change: impl FnOnce(Builder) -> Builder) -> Self {
        let emulator = change(Emulator::builder().api_key(API_KEY)).build().unwrap();
        let (transport, base_url, server): (Arc<dyn Transport>, _, _) = match kind {
            TransportKind::InProcess => (Arc::new(emulator.transport()), DEFAULT_BASE_URL.to_owned(), None),
            TransportKind::Http1 => {
                let server = emulator.serve("127.0.0.1:0").await.unwrap();
                (Arc::new(HyperTransport::new().unwrap()), server.url().to_owned(), Some(server))
            }
            TransportKind::TlsHttp2 => {
                let certificate = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                let server = emulator.serve_with(listener, Some(tls(&certificate))).unwrap();
                let transport = HyperTransport::builder()
                    .roots(Roots::Bundled)
                    .http2_only()
                    .add_root_certificate_pem(certificate.cert.pem().as_bytes())
                    .build()
                    .unwrap();
                (Arc::new(transport), server.url().to_owned(), Some(server))
            }
        };
        Self { emulator, transport, base_url, _server: server }
    }

    pub(crate) async fn new(kind: TransportKind) -> Self {
        Self::with(kind, |builder| builder).await
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&self.base_url)
            .client_id(self.emulator.client_id())
            .retry(Retry::none())
            .transport(Arc::clone(&self.transport))
    }

    /// Returns a confidential client, which has an API key and a client id.
    pub(crate) fn client(&self) -> Client {
        self.builder().api_key(API_KEY).build().unwrap()
    }

    pub(crate) fn sso(&self) -> Sso {
        Sso::new(&self.client())
    }

    pub(crate) fn connections(&self) -> Connections {
        Connections::new(&self.client())
    }

    /// Sends a GET like a browser, without an API key. Does not follow redirects.
    pub(crate) async fn browse(&self, url: &str) -> Visit {
        static BROWSE: Operation = Operation::new("browser.get", http::Method::GET, "/").auth(Auth::None);
        let request = http::Request::get(url).header(header::ACCEPT, "text/html").body(Bytes::new()).unwrap();
        let response = self.transport.send(Request::new(&BROWSE, request)).await.unwrap().into_http();
        Visit { status: response.status(), headers: response.headers().clone() }
    }

    /// Follows an authorization URL to its callback and returns the callback's query.
    pub(crate) async fn sign_in(&self, url: &str) -> String {
        let visit = self.browse(url).await;
        assert_eq!(visit.status, StatusCode::FOUND, "{url}");
        visit.location().query().unwrap_or_default().to_owned()
    }

    /// Signs in at the connection of the default organization, and returns the code.
    pub(crate) async fn code(&self) -> String {
        let url = self.sso().authorization_url(REDIRECT_URI, acme()).build().unwrap();
        parameter(&self.sign_in(&url).await, "code")
    }
}

/// A response to a browser.
pub(crate) struct Visit {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Visit {
    pub(crate) fn location(&self) -> Uri {
        self.headers[header::LOCATION].to_str().unwrap().parse().unwrap()
    }
}

/// Returns the organization of the default fixture that has an active SAML connection.
pub(crate) fn acme() -> workos_core::OrganizationId {
    "org_01H5K5Z4J8T9D3G2F1N6M8V7C4".into()
}

/// Returns a decoded parameter of a query.
pub(crate) fn parameter(query: &str, name: &str) -> String {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    percent_decode_str(value.unwrap_or_else(|| panic!("no `{name}` in {query}")))
        .decode_utf8()
        .unwrap()
        .into()
}

/// Runs a test on a runtime of its own.
pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}

fn tls(certificate: &rcgen::CertifiedKey<rcgen::KeyPair>) -> Arc<rustls::ServerConfig> {
    let key = rustls::pki_types::PrivateKeyDer::try_from(certificate.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.cert.der().clone()], key)
        .unwrap();
    Arc::new(config)
}
