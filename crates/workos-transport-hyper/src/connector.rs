//! Opens connections: name resolution, TCP, proxy and TLS within one timeout. Each failure names its stage.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio_rustls::TlsConnector;

use crate::descriptors;
use crate::dial::dial;
use crate::origin::Origin;
use crate::proxy::socks5::{self, Target};
use crate::proxy::tunnel::tunnel;
use crate::proxy::{Proxy, Refusal, Rules, Scheme, without_brackets};
use crate::resolve::Resolve;
use crate::stream::Stream;
use crate::tcp_keep_alive::TcpKeepAlive;
use crate::tls::{Offer, Tls};
use crate::tls_failure::TlsFailure;

type SharedError = Arc<dyn Error + Send + Sync>;

/// Opens connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connector(Arc<Inner>);

struct Inner {
    resolver: Arc<dyn Resolve>,
    proxies: Rules,
    tls: Tls,
    timeout: Duration,
    keep_alive: TcpKeepAlive,
}

/// Why a connection could not be opened. Shared by all requests that waited for the connection.
#[derive(Clone, Debug)]
pub(crate) struct ConnectFailure {
    pub(crate) cause: Cause,
    /// The host and port of the proxy, if one was used.
    pub(crate) proxy: Option<Arc<str>>,
}

/// The stage at which opening a connection failed, and why.
#[derive(Clone, Debug)]
pub(crate) enum Cause {
    /// The name of the server or of the proxy did not resolve.
    Dns(Peer, SharedError),
    Tcp(SharedError),
    /// The proxy opened no connection to the server.
    Refused(Refusal),
    Tls(Peer, TlsFailure),
    TimedOut(Duration),
}

/// The peer that a failure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    Server,
    Proxy,
}

impl Connector {
    pub(crate) fn new(
        resolver: Arc<dyn Resolve>,
        proxies: Rules,
        tls: Tls,
        timeout: Duration,
        keep_alive: TcpKeepAlive,
    ) -> Self {
        Self(Arc::new(Inner { resolver, proxies, tls, timeout, keep_alive }))
    }

    /// Opens a connection to an origin. The TLS handshake offers these versions of HTTP.
    pub(crate) async fn connect(&self, origin: &Origin, offer: Offer) -> Result<Stream, ConnectFailure> {
        let inner = &*self.0;
        let proxy = inner.proxies.proxy_for(origin);
        let opened = tokio::time::timeout(inner.timeout, inner.open(origin, proxy.map(Arc::as_ref), offer));
        let cause = match opened.await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(cause)) => cause,
            Err(_) => Cause::TimedOut(inner.timeout),
        };
        Err(ConnectFailure { cause, proxy: proxy.map(|proxy| Arc::clone(&proxy.name)) })
    }
}

impl Inner {
    async fn open(&self, origin: &Origin, proxy: Option<&Proxy>, offer: Offer) -> Result<Stream, Cause> {
        let host = without_brackets(origin.host());
        let stream = match proxy {
            None => self.tcp(Peer::Server, host, origin.port()).await?,
            Some(proxy) => self.through_proxy(proxy, origin).await?,
        };
        if origin.is_tls() { self.tls(Peer::Server, host, stream, offer).await } else { Ok(stream) }
    }

    /// Opens a connection to an origin through a proxy.
    async fn through_proxy(&self, proxy: &Proxy, origin: &Origin) -> Result<Stream, Cause> {
        let (host, port) = (without_brackets(origin.host()), origin.port());
        let credentials = proxy.credentials.as_ref();
        match proxy.scheme {
            Scheme::Http | Scheme::Https => {
                let mut stream = self.tcp(Peer::Proxy, &proxy.host, proxy.port).await?;
                if proxy.scheme == Scheme::Https {
                    stream = self.tls(Peer::Proxy, &proxy.host, stream, Offer::Http1).await?;
                }
                tunnel(stream, credentials, origin.host(), port).await.map_err(Cause::Refused)
            }
            Scheme::Socks5 => {
                let mut refused = Refusal::temporary("the server has no address");
                // Each address needs a new connection, because the proxy closes a connection after a refusal.
                for address in self.resolve(Peer::Server, host).await? {
                    let mut stream = self.tcp(Peer::Proxy, &proxy.host, proxy.port).await?;
                    match socks5::connect(&mut stream, credentials, Target::Address(address), port).await {
                        Ok(()) => return Ok(stream),
                        Err(refusal) => refused = refusal,
                    }
                }
                Err(Cause::Refused(refused))
            }
            Scheme::Socks5h => {
                let mut stream = self.tcp(Peer::Proxy, &proxy.host, proxy.port).await?;
                let target = host.parse().map_or(Target::Name(host), Target::Address);
                let connected = socks5::connect(&mut stream, credentials, target, port).await;
                connected.map(|()| stream).map_err(Cause::Refused)
            }
        }
    }

    async fn tcp(&self, peer: Peer, host: &str, port: u16) -> Result<Stream, Cause> {
        let addresses = self.resolve(peer, host).await?;
        let stream = dial(addresses, port).await.map_err(|error| Cause::Tcp(Arc::new(error)))?;
        self.keep_alive.apply(&stream);
        Ok(Stream::Tcp(stream))
    }

    /// Returns the addresses of a host, at least one.
    async fn resolve(&self, peer: Peer, host: &str) -> Result<Vec<IpAddr>, Cause> {
        if let Ok(address) = host.parse() {
            return Ok(vec![address]);
        }
        match self.resolver.resolve(host).await {
            Ok(addresses) if addresses.is_empty() => {
                let error = std::io::Error::new(std::io::ErrorKind::NotFound, "the name has no address");
                Err(Cause::Dns(peer, Arc::new(error)))
            }
            Ok(addresses) => Ok(addresses),
            // A resolver needs a file descriptor too, and its error does not say if there was none.
            Err(error) => Err(Cause::Dns(peer, Arc::new(descriptors::probe().unwrap_or(error)))),
        }
    }

    async fn tls(&self, peer: Peer, host: &str, stream: Stream, offer: Offer) -> Result<Stream, Cause> {
        let failed = |failure| Cause::Tls(peer, failure);
        let config = self.tls.config(offer).await.map_err(|error| match descriptors::probe() {
            // The files of the trust store could not be opened, because there was no free file descriptor.
            Some(error) => Cause::Tcp(Arc::new(error)),
            None => failed((&error).into()),
        })?;
        let name = ServerName::try_from(host.to_owned()).map_err(|_| failed(TlsFailure::bad_name()))?;
        let stream = TlsConnector::from(config).connect(name, stream).await;
        stream.map(|stream| Stream::Tls(Box::new(stream))).map_err(|error| failed(TlsFailure::of(&error)))
    }
}

impl ConnectFailure {
    /// The failure of an attempt whose runtime was shut down.
    pub(crate) fn ended_with_its_runtime() -> Self {
        let error = std::io::Error::other("the runtime ended while the connection was being opened");
        Self { cause: Cause::Tcp(Arc::new(error)), proxy: None }
    }

    /// Whether the process or the system has no free file descriptor.
    pub(crate) fn is_out_of_descriptors(&self) -> bool {
        descriptors::limit_reached(self).is_some()
    }
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Dns(..) => f.write_str("name resolution failed"),
            Cause::Tcp(_) => f.write_str("the TCP connection failed"),
            Cause::Refused(_) => f.write_str("the proxy opened no connection"),
            Cause::Tls(..) => f.write_str("the TLS handshake failed"),
            Cause::TimedOut(limit) => write!(f, "no connection within {limit:?}"),
        }
    }
}

impl Error for ConnectFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Dns(_, source) | Cause::Tcp(source) => Some(&**source),
            Cause::Tls(_, failure) => Some(failure),
            Cause::Refused(_) | Cause::TimedOut(_) => None,
        }
    }
}
