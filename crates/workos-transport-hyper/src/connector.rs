//! How a connection comes to be: name resolution, TCP and TLS within one timeout, each failure with its stage.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::dns::{GaiAddrs, GaiResolver, Name};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::tls::Tls;

type BoxError = Box<dyn Error + Send + Sync>;
type BoxFuture<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

/// Opens connections for the pool.
#[derive(Clone)]
pub(crate) struct Connector {
    tcp: TcpConnector,
    tls: Arc<Tls>,
    timeout: Duration,
}

/// The stage at which there came to be no connection.
#[derive(Debug)]
pub(crate) enum ConnectFailure {
    Dns(BoxError),
    Tcp(BoxError),
    Tls(BoxError),
    TimedOut(Duration),
}

impl Connector {
    pub(crate) fn new(tls: Arc<Tls>, timeout: Duration) -> Self {
        let mut http = HttpConnector::new_with_resolver(Resolver(GaiResolver::new()));
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(timeout));
        Self { tcp: TcpConnector(http), tls, timeout }
    }

    async fn connect(self, uri: Uri) -> Result<PooledStream, ConnectFailure> {
        let (mut tcp, timeout) = (self.tcp, self.timeout);
        let connect = async {
            if uri.scheme() == Some(&Scheme::HTTP) {
                return tcp.call(uri).await.map(MaybeHttpsStream::Http);
            }
            let config = self.tls.config().await.map_err(|error| ConnectFailure::Tls(error.into()))?;
            HttpsConnector::from((tcp, config)).call(uri).await.map_err(|error| {
                error.downcast().map_or_else(ConnectFailure::Tls, |tcp: Box<ConnectFailure>| *tcp)
            })
        };
        match tokio::time::timeout(timeout, connect).await {
            Ok(connected) => {
                connected.map(|stream| PooledStream { stream, answers: ConnectionAnswers::default() })
            }
            Err(_) => Err(ConnectFailure::TimedOut(timeout)),
        }
    }
}

impl Service<Uri> for Connector {
    type Response = PooledStream;
    type Error = ConnectFailure;
    type Future = BoxFuture<PooledStream, ConnectFailure>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectFailure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().connect(uri))
    }
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(_) => f.write_str("name resolution failed"),
            Self::Tcp(_) => f.write_str("the TCP connection failed"),
            Self::Tls(_) => f.write_str("the TLS handshake failed"),
            Self::TimedOut(limit) => write!(f, "no connection within {limit:?}"),
        }
    }
}

impl Error for ConnectFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Dns(source) | Self::Tcp(source) | Self::Tls(source) => Some(source.as_ref()),
            Self::TimedOut(_) => None,
        }
    }
}

/// hyper-util's connector (several addresses, happy eyeballs), whose error says whether the name was the problem.
#[derive(Clone)]
struct TcpConnector(HttpConnector<Resolver>);

impl Service<Uri> for TcpConnector {
    type Response = TokioIo<TcpStream>;
    type Error = ConnectFailure;
    type Future = BoxFuture<TokioIo<TcpStream>, ConnectFailure>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectFailure>> {
        self.0.poll_ready(context).map_err(|error| ConnectFailure::Tcp(error.into()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.0.call(uri);
        Box::pin(async {
            connecting.await.map_err(|error| match find::<Unresolved>(&error) {
                Some(_) => ConnectFailure::Dns(error.into()),
                None => ConnectFailure::Tcp(error.into()),
            })
        })
    }
}

/// The system's resolver, whose errors are of a type that can be told from those of TCP.
#[derive(Clone)]
struct Resolver(GaiResolver);

#[derive(Debug)]
struct Unresolved(io::Error);

impl Service<Name> for Resolver {
    type Response = GaiAddrs;
    type Error = Unresolved;
    type Future = BoxFuture<GaiAddrs, Unresolved>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Unresolved>> {
        self.0.poll_ready(context).map_err(Unresolved)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let resolving = self.0.call(name);
        Box::pin(async { resolving.await.map_err(Unresolved) })
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for Unresolved {}

/// How many answers a connection has given: known to all requests that use it.
#[derive(Clone, Default)]
pub(crate) struct ConnectionAnswers(Arc<AtomicU64>);

impl ConnectionAnswers {
    /// Of the connection that is described.
    pub(crate) fn of(connected: &Connected) -> Option<Self> {
        let mut extensions = http::Extensions::new();
        connected.get_extras(&mut extensions);
        extensions.remove()
    }

    /// Whether there was one.
    pub(crate) fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }

    /// Counts one, and says whether there was one before.
    pub(crate) fn count(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 0
    }
}

/// A connection, plain or TLS, that carries its count of answers to the responses and errors of the pool.
pub(crate) struct PooledStream {
    stream: MaybeHttpsStream<TokioIo<TcpStream>>,
    answers: ConnectionAnswers,
}

impl Connection for PooledStream {
    fn connected(&self) -> Connected {
        self.stream.connected().extra(self.answers.clone())
    }
}

impl Read for PooledStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl Write for PooledStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
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
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
