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
use crate::resolve::{Resolve, System};
use crate::tcp_keep_alive::TcpKeepAlive;
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
#[must_use = "a builder does nothing until `build`"]
pub struct HyperTransportBuilder {
    pub(crate) connect_timeout: Duration,
    pub(crate) pool_idle_timeout: Duration,
    pub(crate) pool_max_idle_per_host: usize,
    pub(crate) max_connections_per_host: usize,
    pub(crate) tcp_keep_alive: TcpKeepAlive,
    #[cfg(feature = "http2")]
    pub(crate) keep_alive: KeepAlive,
    pub(crate) versions: HttpVersions,
    pub(crate) compression: Compression,
    pub(crate) resolver: Arc<dyn Resolve>,
    proxies: Proxies,
    roots: Roots,
    extra_roots: Vec<CertificateDer<'static>>,
    provider: Option<TlsProvider>,
    fault: Option<BuildError>,
}

/// When an HTTP/2 connection with open streams is asked whether it is still there.
#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
pub(crate) struct KeepAlive {
    pub(crate) interval: Duration,
    pub(crate) timeout: Duration,
}

/// Which versions of HTTP are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HttpVersions {
    /// What ALPN agrees on over TLS, HTTP/1.1 without TLS.
    #[cfg(feature = "http2")]
    Auto,
    Http1,
    #[cfg(feature = "http2")]
    Http2,
}

impl HyperTransportBuilder {
    pub(crate) fn new() -> Self {
        Self {
            connect_timeout: Duration::from_secs(3),
            pool_idle_timeout: Duration::from_secs(50),
            pool_max_idle_per_host: 64,
            max_connections_per_host: 256,
            tcp_keep_alive: TcpKeepAlive {
                time: Some(Duration::from_secs(10)),
                user_timeout: Some(Duration::from_secs(20)),
            },
            #[cfg(feature = "http2")]
            keep_alive: KeepAlive { interval: Duration::from_secs(10), timeout: Duration::from_secs(10) },
            #[cfg(feature = "http2")]
            versions: HttpVersions::Auto,
            #[cfg(not(feature = "http2"))]
            versions: HttpVersions::Http1,
            compression: Compression::Auto,
            resolver: Arc::new(System),
            proxies: Proxies::from_env(),
            roots: Roots::Platform,
            extra_roots: Vec::new(),
            provider: None,
            fault: None,
        }
    }

    /// Sets how long name resolution, TCP, a proxy and TLS may take together; 3 seconds by default. The addresses of
    /// a host are tried a quarter of a second apart, so that a dead one does not use up the time of the next.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long an unused connection is kept for the next request; 50 seconds by default, which is below
    /// what servers usually allow.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.pool_idle_timeout = timeout;
        self
    }

    /// Sets how many unused connections are kept per host; 64 by default, 0 for none.
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.pool_max_idle_per_host = connections;
        self
    }

    /// Sets how many HTTP/1.1 connections to a host may exist at once, those that are being opened included; 256 by
    /// default, and 0 counts as 1. Further requests wait in the order in which they came, within their deadline. HTTP/2
    /// has one connection per host, and its requests wait for the streams that the server allows.
    pub fn max_connections_per_host(mut self, connections: usize) -> Self {
        self.max_connections_per_host = connections.max(1);
        self
    }

    /// Sets after which silence TCP probes whether a connection still exists, used or not; 10 seconds by default, `None`
    /// for never. Further probes follow after half of that time. At least one second, where the system has the option.
    pub fn tcp_keepalive(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.tcp_keep_alive.time = time.into();
        self
    }

    /// Sets after which time a connection is lost whose peer acknowledges nothing; 20 seconds by default, `None` for the
    /// system's own limit, which is many minutes. An answer that takes long is not affected. Linux, Android and Fuchsia
    /// have this option.
    pub fn tcp_user_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.tcp_keep_alive.user_timeout = timeout.into();
        self
    }

    /// Sets after which silence an HTTP/2 connection with requests under way is pinged, and how long the answer
    /// may take before the connection counts as lost; 10 seconds each by default. Needs the feature `http2`.
    #[cfg(feature = "http2")]
    pub fn http2_keep_alive(mut self, interval: Duration, timeout: Duration) -> Self {
        self.keep_alive = KeepAlive { interval, timeout };
        self
    }

    /// Speaks HTTP/1.1 only. By default TLS negotiates HTTP/2 or HTTP/1.1, and plain HTTP is HTTP/1.1; without the feature
    /// `http2` there is nothing to negotiate.
    pub fn http1_only(mut self) -> Self {
        self.versions = HttpVersions::Http1;
        self
    }

    /// Speaks HTTP/2 only, over plain HTTP too, where the server has to expect it. Needs the feature `http2`.
    #[cfg(feature = "http2")]
    pub fn http2_only(mut self) -> Self {
        self.versions = HttpVersions::Http2;
        self
    }

    /// Sets whether compressed answers are asked for; where a large answer is expected by default. A request with an
    /// `Accept-Encoding` header keeps it.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// Sets how the names of hosts become addresses; the operating system's resolver by default.
    pub fn resolver(mut self, resolver: impl Resolve + 'static) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// Sets which proxy requests go through; what the environment says by default.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Sets whose certificates are trusted; the operating system decides by default.
    pub fn roots(mut self, roots: Roots) -> Self {
        self.roots = roots;
        self
    }

    /// Trusts the CA certificates of a PEM text as well, one or more. [`build`](Self::build) reports a bad one.
    pub fn add_root_certificate_pem(mut self, pem: &[u8]) -> Self {
        match CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>() {
            Ok(found) if !found.is_empty() => self.extra_roots.extend(found),
            Ok(_) => self.fail("there is no certificate in the PEM text of a root"),
            Err(_) => self.fail("the PEM text of a root certificate is malformed"),
        }
        self
    }

    /// Trusts this CA certificate as well, in DER. [`build`](Self::build) reports a bad one.
    pub fn add_root_certificate_der(mut self, der: &[u8]) -> Self {
        self.extra_roots.push(CertificateDer::from(der.to_vec()));
        self
    }

    /// Sets the cryptography of TLS; ring by default where its feature is on.
    pub fn tls_provider(mut self, provider: TlsProvider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The transport. It opens no connection, and reads the system's trust store only when a first HTTPS
    /// connection is needed.
    ///
    /// # Errors
    /// When a root certificate that was added is malformed, a [proxy](Proxies) or a proxy variable of the environment
    /// cannot be understood, or the chosen [`TlsProvider`] was compiled out.
    pub fn build(mut self) -> Result<HyperTransport, BuildError> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
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
        Ok(HyperTransport::assemble(&self, tls, proxies))
    }

    fn fail(&mut self, message: &str) {
        self.fault.get_or_insert_with(|| BuildError::new(message, ROOT_HINT));
    }
}

impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("pool_max_idle_per_host", &self.pool_max_idle_per_host)
            .field("max_connections_per_host", &self.max_connections_per_host)
            .field("tcp_keep_alive", &self.tcp_keep_alive)
            .field("versions", &self.versions)
            .field("compression", &self.compression)
            .field("resolver", &self.resolver)
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
    fn a_bad_root_certificate_is_refused() {
        let empty = HyperTransport::builder().add_root_certificate_pem(b"").build().unwrap_err();
        assert!(empty.to_string().contains("no certificate"), "{empty}");
        let cut = b"-----BEGIN CERTIFICATE-----\nAAAA\n";
        assert!(HyperTransport::builder().add_root_certificate_pem(cut).build().is_err());
        let der = HyperTransport::builder().add_root_certificate_der(b"no DER").build().unwrap_err();
        assert!(der.to_string().contains("malformed"), "{der}");
    }

    #[test]
    #[cfg(not(feature = "aws-lc-rs"))]
    fn a_provider_that_was_compiled_out_is_refused_by_name() {
        let error = HyperTransport::builder().tls_provider(TlsProvider::AwsLcRs).build().unwrap_err();
        assert!(error.to_string().contains("aws-lc-rs"), "{error}");
    }
}
