//! The transport itself.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header;
use http_body_util::Full;
use hyper::body::Incoming;
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::body::collect;
use crate::build_error::BuildError;
use crate::builder::{HttpVersions, HyperTransportBuilder};
use crate::classify;
use crate::clock::TokioClock;
use crate::compression::{Compression, Encoding};
use crate::connector::Connector;
use crate::gzip::{Decompressors, packed_limit};
use crate::http1::{Carrier, Pool};
#[cfg(feature = "http2")]
use crate::http2::{Connections, Route, UnderWay};
use crate::origin::Origin;
use crate::proxy::Rules;
use crate::tls::Tls;

/// How many connections of HTTP/2 may turn out closed before anything of a request was written to one.
#[cfg(feature = "http2")]
const CONNECTIONS: u32 = 3;

/// Carries requests over hyper and rustls, with a pool of connections.
///
/// Clones share the pool. Requests have to be sent within a Tokio runtime whose I/O and time drivers are on.
/// Certificates are always verified and redirects never followed. The environment's proxies are used unless the
/// builder says otherwise.
#[derive(Clone)]
pub struct HyperTransport {
    http1: Arc<Pool>,
    #[cfg(feature = "http2")]
    http2: Arc<Connections>,
    decompressors: Arc<Decompressors>,
    about: About,
}

/// What `Debug` shows.
#[derive(Clone, Copy)]
struct About {
    connect_timeout: Duration,
    pool_idle_timeout: Duration,
    versions: HttpVersions,
    compression: Compression,
}

impl HyperTransport {
    /// A transport with the defaults of [`builder`](Self::builder). Cheap: no connection is opened and no file read.
    ///
    /// # Errors
    /// When a proxy variable of the environment cannot be understood, see [`Proxies::from_env`](crate::Proxies::from_env).
    pub fn new() -> Result<Self, BuildError> {
        HyperTransportBuilder::new().build()
    }

    /// Settings of a transport: 3 s to connect, idle connections kept for 50 s, HTTP/2 or HTTP/1.1 by ALPN
    /// (HTTP/1.1 without the feature `http2`), the operating system's roots and resolver, the environment's proxies.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::new()
    }

    pub(crate) fn assemble(settings: &HyperTransportBuilder, tls: Tls, proxies: Rules) -> Self {
        let resolver = Arc::clone(&settings.resolver);
        let connector = Connector::new(resolver, proxies, tls, settings.connect_timeout);
        let (idle_timeout, max_idle) = (settings.pool_idle_timeout, settings.pool_max_idle_per_host);
        let http1 = Pool::new(connector, idle_timeout, max_idle);
        let about = About {
            connect_timeout: settings.connect_timeout,
            pool_idle_timeout: settings.pool_idle_timeout,
            versions: settings.versions,
            compression: settings.compression,
        };
        Self {
            #[cfg(feature = "http2")]
            http2: Connections::new(Arc::clone(&http1), settings),
            http1,
            decompressors: Arc::default(),
            about,
        }
    }

    /// The body of an answer, unpacked. What carries it is free as soon as all of it has arrived.
    async fn read(
        &self,
        body: Incoming,
        encoding: Encoding,
        limit: usize,
        idle: Duration,
        on: On,
        origin: &Origin,
    ) -> Result<Bytes, TransportError> {
        let layers = encoding.gzip_layers;
        let sent_limit = if layers == 0 { limit } else { packed_limit(limit) };
        let body = collect(body, sent_limit, idle)
            .await
            .map_err(|failure| classify::body_failure(failure, origin, limit, idle))?;
        match on {
            On::Http1(carrier) => self.http1.give_back(origin, carrier),
            #[cfg(feature = "http2")]
            On::Http2(_) => {}
        }
        let unpacked = self.decompressors.unpack(body, layers, limit);
        unpacked.map_err(|failure| classify::not_unpacked(failure, origin, limit))
    }

    /// The head of an answer, its unread body, and what carries it.
    async fn exchange(
        &self,
        http: http::Request<Full<Bytes>>,
        origin: &Origin,
    ) -> Result<Exchanged, TransportError> {
        #[cfg(feature = "http2")]
        if match self.about.versions {
            HttpVersions::Auto => origin.is_tls(),
            HttpVersions::Http1 => false,
            HttpVersions::Http2 => true,
        } {
            return self.exchange_shared(http, origin).await;
        }
        self.exchange_http1(http, origin).await
    }

    async fn exchange_http1(
        &self,
        mut http: http::Request<Full<Bytes>>,
        origin: &Origin,
    ) -> Result<Exchanged, TransportError> {
        loop {
            let carrier = self.http1.take(origin).await;
            let mut carrier = carrier.map_err(|failure| classify::connect_failure(failure, origin))?;
            let reused = carrier.is_reused();
            let mut error = match carrier.send(http).await {
                Ok(answer) => {
                    let (head, body) = answer.into_parts();
                    return Ok(Exchanged { head, body, reused, on: On::Http1(carrier) });
                }
                Err(error) => error,
            };
            match error.take_message() {
                // Nothing was written on a connection that was closed while it was kept: to the server another one
                // makes it one request, and to the engine an attempt that a dead connection did not cost.
                Some(unsent) if carrier.is_used_or_kept() => http = unsent,
                Some(_) => return Err(classify::not_taken(origin)),
                None => return Err(classify::no_answer(error.into_error(), origin, reused)),
            }
        }
    }

    #[cfg(feature = "http2")]
    async fn exchange_shared(
        &self,
        mut http: http::Request<Full<Bytes>>,
        origin: &Origin,
    ) -> Result<Exchanged, TransportError> {
        for _ in 0..CONNECTIONS {
            let route = self.http2.route(origin).await;
            let mut shared = match route.map_err(|failure| classify::connect_failure(failure, origin))? {
                Route::Http2(shared) => shared,
                Route::Http1 => return self.exchange_http1(http, origin).await,
            };
            let under_way = shared.begin(&self.http2, origin);
            let reused = shared.answers.any();
            let mut error = match shared.sender.try_send_request(http).await {
                Ok(answer) => {
                    let (head, body) = answer.into_parts();
                    let reused = shared.answers.count();
                    return Ok(Exchanged { head, body, reused, on: On::Http2(under_way) });
                }
                Err(error) => error,
            };
            let Some(unsent) = error.take_message() else {
                return Err(classify::no_answer(error.into_error(), origin, reused));
            };
            self.http2.forget(origin, &shared);
            http = unsent;
        }
        Err(classify::not_taken(origin))
    }
}

struct Exchanged {
    head: http::response::Parts,
    body: Incoming,
    /// Whether the connection had served before.
    reused: bool,
    on: On,
}

/// What carries an exchange, until its body was read.
enum On {
    /// Dropped before, it is closed.
    Http1(Box<Carrier>),
    /// Keeps a shared connection from counting as idle.
    #[cfg(feature = "http2")]
    Http2(#[expect(dead_code, reason = "held, and dropped at the end")] UnderWay),
}

#[async_trait]
impl Transport for HyperTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "HyperTransport has to be used within a Tokio runtime";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        }
        let (limit, idle) = (request.body_limit(), request.idle_timeout());
        let Some(origin) = Origin::of(request.uri()) else {
            let message = "the URI of a request has to be absolute, over http or https";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        };
        let accepted = self.about.compression.accepted(&request);
        let mut http = request.into_http().map(Full::new);
        http.headers_mut().entry(header::ACCEPT_ENCODING).or_insert(accepted);
        let Exchanged { mut head, body, reused, on } = self.exchange(http, &origin).await?;
        head.extensions.clear();
        let body = match Encoding::of(&head.headers) {
            Ok(encoding) => self.read(body, encoding, limit, idle, on, &origin).await.map(|body| {
                if encoding.gzip_layers > 0 {
                    // They speak of the body as it was on the way.
                    head.headers.remove(header::CONTENT_ENCODING);
                    head.headers.remove(header::CONTENT_LENGTH);
                }
                body
            }),
            // Nothing is lost if there is no body.
            Err(reason) => collect(body, 0, idle).await.map_err(|_| classify::undecodable(&reason, &origin)),
        };
        match body {
            Ok(body) => Ok(http::Response::from_parts(head, body).into()),
            Err(error) => {
                Response::without_body(head, if reused { error.on_reused_connection() } else { error })
            }
        }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(TokioClock::new())
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.about.connect_timeout)
            .field("pool_idle_timeout", &self.about.pool_idle_timeout)
            .field("versions", &self.about.versions)
            .field("compression", &self.about.compression)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn without_a_runtime_a_request_fails_and_nothing_panics() {
        static OPERATION: workos_transport::Operation =
            workos_transport::Operation::new("things.get", http::Method::GET, "/things");
        let http = http::Request::get("http://127.0.0.1:9/things").body(Bytes::new()).unwrap();
        let transport = HyperTransport::new().unwrap();
        let mut send = transport.send(Request::new(&OPERATION, http));
        let Poll::Ready(Err(error)) = send.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits, or it answers")
        };
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        assert!(error.is_unprocessed() && error.to_string().contains("Tokio"), "{error}");
    }

    #[test]
    fn it_is_cheap_to_share() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<HyperTransport>();
    }
}
