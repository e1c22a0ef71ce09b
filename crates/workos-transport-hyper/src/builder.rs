//! The settings of a transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::build_error::BuildError;
use crate::compression::Compression;
use crate::proxy::Proxies;
use crate::resolve::Resolve;
#[cfg(feature = "http2")]
use crate::settings::KeepAlive;
use crate::settings::{HttpVersions, Settings};
use crate::tls::{Roots, Tls, TlsProvider, default_provider};
use crate::transport::HyperTransport;

const ROOT_HINT: &str =
    "Give the CA's certificates, not its keys: PEM texts with `-----BEGIN CERTIFICATE-----`, or DER.";

/// Sets up a [`HyperTransport`].
///
/// ```
/// use std::time::Duration;
/// use workos_transport_hyper::{HyperTransport, Roots};
///
/// let transport = HyperTransport::builder()
///     .connect_timeout(Duration::from_secs(1))
///     .roots(Roots::Bundled)
///     .build()?;
/// # Ok::<(), workos_transport_hyper::BuildError>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct HyperTransportBuilder {
    settings: Settings,
    proxies: Proxies,
    roots: Roots,
    extra_roots: Vec<CertificateDer<'static>>,
    provider: Option<TlsProvider>,
    /// The first error of a setter, which `build` returns.
    error: Option<BuildError>,
}

impl HyperTransportBuilder {
    pub(crate) fn new() -> Self {
        Self {
            settings: Settings::default(),
            proxies: Proxies::from_env(),
            roots: Roots::Platform,
            extra_roots: Vec::new(),
            provider: None,
            error: None,
        }
    }

    /// Sets how long name resolution, TCP, a proxy and TLS may take together; 3 seconds by default.
    ///
    /// The addresses of a host are tried a quarter of a second apart, so that a dead address does not use up the whole
    /// timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Sets how long an unused connection is kept for the next request; 50 seconds by default.
    ///
    /// The default is below the idle timeout of most servers.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.pool_idle_timeout = timeout;
        self
    }

    /// Sets how many unused connections are kept per host; 64 by default, 0 for none.
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.settings.pool_max_idle_per_host = connections;
        self
    }

    /// Sets how many HTTP/1.1 connections to a host may exist at once; 256 by default, and 0 counts as 1.
    ///
    /// Connections that are being opened count too. Further requests wait in the order of their arrival, within their
    /// deadline. HTTP/2 has one connection per host, and its requests wait for the streams that the server allows.
    pub fn max_connections_per_host(mut self, connections: usize) -> Self {
        self.settings.max_connections_per_host = connections.max(1);
        self
    }

    /// Sets after which silence TCP keep-alive probes a connection; 10 seconds by default, `None` for never.
    ///
    /// Connections are probed whether a request uses them or not. Further probes follow after half of that time. Times
    /// below one second count as one second. Systems without this option ignore it.
    pub fn tcp_keepalive(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.tcp_keep_alive.time = time.into();
        self
    }

    /// Sets how long sent data may stay unacknowledged before the connection is lost; 20 seconds by default.
    ///
    /// `None` stands for the system's own limit, which is many minutes. A slow answer is not affected, because the peer
    /// acknowledges the request before it answers. Only Linux, Android and Fuchsia have this option.
    pub fn tcp_user_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.tcp_keep_alive.user_timeout = timeout.into();
        self
    }

    /// Sets after which silence an HTTP/2 connection with requests in flight is pinged, and how long the answer to the
    /// ping may take; 10 seconds each by default.
    ///
    /// A connection without an answer to the ping counts as lost. Needs the feature `http2`.
    #[cfg(feature = "http2")]
    pub fn http2_keep_alive(mut self, interval: Duration, timeout: Duration) -> Self {
        self.settings.keep_alive = KeepAlive { interval, timeout };
        self
    }

    /// Uses HTTP/1.1 only.
    ///
    /// By default TLS negotiates HTTP/2 or HTTP/1.1, and HTTP without TLS is HTTP/1.1. Without the feature `http2` only
    /// HTTP/1.1 is used in any case.
    pub fn http1_only(mut self) -> Self {
        self.settings.versions = HttpVersions::Http1;
        self
    }

    /// Uses HTTP/2 only, also without TLS. A server without TLS has to expect HTTP/2 from the first byte (prior
    /// knowledge). Needs the feature `http2`.
    #[cfg(feature = "http2")]
    pub fn http2_only(mut self) -> Self {
        self.settings.versions = HttpVersions::Http2;
        self
    }

    /// Sets whether compressed answers are requested; by default only for answers that are expected to be large.
    ///
    /// A request with an `Accept-Encoding` header keeps that header.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.settings.compression = compression;
        self
    }

    /// Sets the resolver for host names; the operating system's resolver by default.
    pub fn resolver(mut self, resolver: impl Resolve + 'static) -> Self {
        self.settings.resolver = Arc::new(resolver);
        self
    }

    /// Sets the proxies that requests go through; the proxies of the environment by default.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Sets which root certificates are trusted; those of the operating system by default.
    pub fn roots(mut self, roots: Roots) -> Self {
        self.roots = roots;
        self
    }

    /// Also trusts the CA certificates of a PEM text, one or more. [`build`](Self::build) reports an invalid
    /// certificate.
    pub fn add_root_certificate_pem(mut self, pem: &[u8]) -> Self {
        match CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>() {
            Ok(found) if !found.is_empty() => self.extra_roots.extend(found),
            Ok(_) => self.fail("the PEM text of a root certificate contains no certificate"),
            Err(_) => self.fail("the PEM text of a root certificate is malformed"),
        }
        self
    }

    /// Also trusts this CA certificate, in DER. [`build`](Self::build) reports an invalid certificate.
    pub fn add_root_certificate_der(mut self, der: &[u8]) -> Self {
        self.extra_roots.push(CertificateDer::from(der.to_vec()));
        self
    }

    /// Sets the cryptography of TLS; ring by default if its feature is enabled.
    pub fn tls_provider(mut self, provider: TlsProvider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// Builds the transport. Opens no connection. The system's trust store is read only when the first HTTPS connection
    /// is opened.
    ///
    /// # Errors
    /// When an added root certificate is malformed, when a [proxy](Proxies) or a proxy variable of the environment is
    /// invalid, or when the feature of the chosen [`TlsProvider`] is off.
    pub fn build(mut self) -> Result<HyperTransport, BuildError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let provider = match self.provider {
            None => default_provider(),
            Some(chosen) => chosen.provider().ok_or_else(|| {
                let feature = chosen.feature();
                let message = format!("the feature `{feature}` of workos-transport-hyper is off");
                BuildError::new(message, "Turn the feature on, or choose another `tls_provider`.")
            })?,
        };
        let mut store = RootCertStore::empty();
        for root in &self.extra_roots {
            let added = store.add(root.clone());
            added.map_err(|error| {
                BuildError::new("a root certificate is malformed", ROOT_HINT).with_source(error)
            })?;
        }
        let proxies = self.proxies.rules()?;
        let tls = Tls::new(provider, self.roots, self.extra_roots.clone());
        Ok(HyperTransport::assemble(&self.settings, tls, proxies))
    }

    fn fail(&mut self, message: &str) {
        self.error.get_or_insert_with(|| BuildError::new(message, ROOT_HINT));
    }
}

impl HyperTransport {
    /// Creates a transport with the defaults of [`builder`](Self::builder). Opens no connection and reads no file.
    ///
    /// # Errors
    /// When a proxy variable of the environment is invalid, see [`Proxies::from_env`].
    pub fn new() -> Result<Self, BuildError> {
        HyperTransportBuilder::new().build()
    }

    /// Returns a builder with the default settings.
    ///
    /// The defaults are: 3 s to connect, idle connections kept for 50 s, HTTP/2 or HTTP/1.1 by ALPN (HTTP/1.1 without
    /// the feature `http2`), the operating system's roots and resolver, and the proxies of the environment.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::new()
    }
}

impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.settings.connect_timeout)
            .field("pool_idle_timeout", &self.settings.pool_idle_timeout)
            .field("pool_max_idle_per_host", &self.settings.pool_max_idle_per_host)
            .field("max_connections_per_host", &self.settings.max_connections_per_host)
            .field("tcp_keep_alive", &self.settings.tcp_keep_alive)
            .field("versions", &self.settings.versions)
            .field("compression", &self.settings.compression)
            .field("resolver", &self.settings.resolver)
            .field("proxies", &self.proxies)
            .field("roots", &self.roots)
            .field("extra_roots", &self.extra_roots.len())
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_root_certificate_is_refused() {
        let empty = HyperTransport::builder().add_root_certificate_pem(b"").build().unwrap_err();
        assert!(empty.to_string().contains("no certificate"), "{empty}");
        let cut = b"-----BEGIN CERTIFICATE-----\nAAAA\n";
        assert!(HyperTransport::builder().add_root_certificate_pem(cut).build().is_err());
        let der = HyperTransport::builder().add_root_certificate_der(b"no DER").build().unwrap_err();
        assert!(der.to_string().contains("malformed"), "{der}");
    }

    #[test]
    #[cfg(not(feature = "aws-lc-rs"))]
    fn a_provider_whose_feature_is_off_is_refused_and_the_error_names_the_feature() {
        let error = HyperTransport::builder().tls_provider(TlsProvider::AwsLcRs).build().unwrap_err();
        assert!(error.to_string().contains("aws-lc-rs"), "{error}");
    }
}
