//! Connections to the endpoints of webhooks, and their TLS.

use std::fmt;
use std::io;
use std::sync::Arc;

use http::Uri;
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::base::hosts::{WebhookHosts, advice};
use crate::base::redirect_uri::is_loopback;
use crate::net::own_listeners::OwnListeners;

type Load = dyn Fn() -> io::Result<Arc<ClientConfig>> + Send + Sync;

/// The TLS configuration for HTTPS endpoints, loaded by the first of them.
#[derive(Clone, Default)]
pub(crate) struct WebhookTls {
    load: Option<Arc<Load>>,
    config: OnceCell<Arc<ClientConfig>>,
}

impl fmt::Debug for WebhookTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookTls").finish_non_exhaustive()
    }
}

impl WebhookTls {
    pub(crate) fn new(load: impl Fn() -> io::Result<Arc<ClientConfig>> + Send + Sync + 'static) -> Self {
        Self { load: Some(Arc::new(load)), config: OnceCell::new() }
    }

    async fn config(&self) -> io::Result<Arc<ClientConfig>> {
        let load = self.load.clone().ok_or_else(|| {
            io::Error::other(
                "no trusted certificates are set for https: set them with `Builder::webhook_tls`",
            )
        })?;
        let config = self.config.get_or_try_init(|| async {
            // Reading the certificates of the system blocks.
            let config = tokio::task::spawn_blocking(move || load()).await.map_err(io::Error::other)??;
            let mut config = ClientConfig::clone(&config);
            config.alpn_protocols = vec![b"http/1.1".to_vec()];
            Ok::<_, io::Error>(Arc::new(config))
        });
        config.await.cloned()
    }

    /// Makes a TLS connection to a host over a TCP connection.
    pub(crate) async fn connect(&self, host: &str, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let config = self.config().await?;
        let name =
            ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(io::Error::other)?;
        let connected = TlsConnector::from(config).connect(name, stream).await;
        connected.map_err(|error| {
            io::Error::new(
                error.kind(),
                format!(
                    "the TLS handshake failed: {error}. If the certificate is not issued by a public authority, trust \
                     its authority with `workos emulate --webhook-ca FILE` or `Builder::webhook_tls`"
                ),
            )
        })
    }
}

/// Connects to the host of an endpoint.
///
/// # Errors
/// If the host is neither this machine nor allowed, if the endpoint is the emulator itself, or if no connection can be
/// made.
pub(crate) async fn connect(uri: &Uri, hosts: &WebhookHosts, own: &OwnListeners) -> io::Result<TcpStream> {
    let host = uri.host().unwrap_or_default();
    let port = uri.port_u16().unwrap_or_else(|| if is_https(uri) { 443 } else { 80 });
    let is_allowed = hosts.contains(host);
    let mut last = not_allowed(host);
    let found = tokio::net::lookup_host(format!("{host}:{port}")).await;
    for addr in found.map_err(|error| if is_allowed { error } else { not_allowed(host) })? {
        if !is_allowed && !addr.ip().to_canonical().is_loopback() {
            continue;
        }
        match TcpStream::connect(addr).await {
            Ok(stream) if own.has(stream.local_addr()?, stream.peer_addr()?) => {
                last = io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    format!("{host}:{port} is this emulator: it sends no webhooks to itself"),
                );
            }
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

pub(crate) fn is_https(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

fn not_allowed(host: &str) -> io::Error {
    let message = if is_loopback(&host.to_ascii_lowercase()) {
        format!("{host} has no loopback address")
    } else {
        format!("{host} is not this machine: {}", advice(host))
    };
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}
