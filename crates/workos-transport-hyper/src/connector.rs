//! How a connection comes to be: name resolution, TCP, proxy and TLS within one timeout, each failure with its stage.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use rustls::pki_types::ServerName;
use tokio_rustls::TlsConnector;

use crate::dial::dial;
use crate::origin::Origin;
use crate::proxy::{proxy_of, tunnel};
use crate::resolve::Resolve;
use crate::stream::Stream;
use crate::tls::{Offer, Tls};

type SharedError = Arc<dyn Error + Send + Sync>;

/// Opens connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connector(Arc<Inner>);

struct Inner {
    resolver: Arc<dyn Resolve>,
    proxies: Option<Matcher>,
    tls: Tls,
    timeout: Duration,
}

/// Why there came to be no connection. Shared by all who waited for it.
#[derive(Clone, Debug)]
pub(crate) struct ConnectFailure {
    pub(crate) cause: Cause,
    /// The proxy on the way, as host and port.
    pub(crate) proxy: Option<Arc<str>>,
}

/// The stage at which there came to be no connection.
#[derive(Clone, Debug)]
pub(crate) enum Cause {
    Dns(SharedError),
    Tcp(SharedError),
    Tunnel(String),
    Tls(SharedError),
    TimedOut(Duration),
}

impl Connector {
    pub(crate) fn new(
        resolver: Arc<dyn Resolve>,
        proxies: Option<Matcher>,
        tls: Tls,
        timeout: Duration,
    ) -> Self {
        Self(Arc::new(Inner { resolver, proxies, tls, timeout }))
    }

    /// Opens a connection to an origin, and offers these versions of HTTP in its TLS.
    pub(crate) async fn connect(&self, origin: &Origin, offer: Offer) -> Result<Stream, ConnectFailure> {
        let inner = &*self.0;
        let Some(uri) = origin.uri() else { return Err(ConnectFailure::no_server()) };
        let proxy = proxy_of(inner.proxies.as_ref(), &uri);
        let cause = match tokio::time::timeout(inner.timeout, inner.open(origin, proxy.as_ref(), offer)).await
        {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(cause)) => cause,
            Err(_) => Cause::TimedOut(inner.timeout),
        };
        let proxy =
            proxy.and_then(|proxy| Some(without_credentials(proxy.uri().authority()?.as_str()).into()));
        Err(ConnectFailure { cause, proxy })
    }
}

impl Inner {
    async fn open(&self, origin: &Origin, proxy: Option<&Intercept>, offer: Offer) -> Result<Stream, Cause> {
        let stream = match proxy {
            None => self.tcp(origin).await?,
            Some(proxy) => {
                let via = Origin::of(proxy.uri()).ok_or_else(|| {
                    let scheme = proxy.uri().scheme_str().unwrap_or_default();
                    Cause::Tunnel(format!("a proxy of scheme {scheme} is not supported"))
                })?;
                let mut stream = self.tcp(&via).await?;
                if via.is_tls() {
                    stream = self.tls(&via, stream, Offer::Http1).await?;
                }
                tunnel(stream, proxy, origin.host(), origin.port()).await?
            }
        };
        if origin.is_tls() { self.tls(origin, stream, offer).await } else { Ok(stream) }
    }

    async fn tcp(&self, origin: &Origin) -> Result<Stream, Cause> {
        let host = origin.host().trim_start_matches('[').trim_end_matches(']');
        let addresses = match host.parse::<IpAddr>() {
            Ok(address) => vec![address],
            Err(_) => self.resolver.resolve(host).await.map_err(|error| Cause::Dns(Arc::new(error)))?,
        };
        if addresses.is_empty() {
            let error = std::io::Error::new(std::io::ErrorKind::NotFound, "the name has no address");
            return Err(Cause::Dns(Arc::new(error)));
        }
        dial(addresses, origin.port()).await.map(Stream::Tcp).map_err(|error| Cause::Tcp(Arc::new(error)))
    }

    async fn tls(&self, origin: &Origin, stream: Stream, offer: Offer) -> Result<Stream, Cause> {
        let config = self.tls.config(offer).await.map_err(|error| Cause::Tls(Arc::new(error)))?;
        let host = origin.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(host).map_err(|error| Cause::Tls(Arc::new(error)))?;
        let stream = TlsConnector::from(config).connect(name, stream).await;
        stream.map(|stream| Stream::Tls(Box::new(stream))).map_err(|error| Cause::Tls(Arc::new(error)))
    }
}

/// A password with an `@` that is not escaped is cut at the first one by the matcher, and its rest left with the host.
fn without_credentials(authority: &str) -> &str {
    authority.rsplit_once('@').map_or(authority, |(_, server)| server)
}

impl ConnectFailure {
    fn no_server() -> Self {
        Self { cause: Cause::Tunnel("the URI names no server".into()), proxy: None }
    }
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Dns(_) => f.write_str("name resolution failed"),
            Cause::Tcp(_) => f.write_str("the TCP connection failed"),
            Cause::Tunnel(reason) => write!(f, "the proxy gave no tunnel: {reason}"),
            Cause::Tls(_) => f.write_str("the TLS handshake failed"),
            Cause::TimedOut(limit) => write!(f, "no connection within {limit:?}"),
        }
    }
}

impl Error for ConnectFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Dns(source) | Cause::Tcp(source) | Cause::Tls(source) => Some(&**source),
            Cause::Tunnel(_) | Cause::TimedOut(_) => None,
        }
    }
}

/// The first error of this type among an error and its causes.
///
/// An `io::Error` shows the cause of what it wraps as its own, and so hides the wrapped error: it is looked into.
pub(crate) fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
