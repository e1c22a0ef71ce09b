//! The transport: sends requests over the connections of the pools, and reads the answers.

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
use crate::classify;
use crate::clock::TokioClock;
use crate::compression::{Compression, Encoding};
use crate::connector::Connector;
use crate::gzip::{Decompressors, compressed_limit};
use crate::http1::{self, Demand, NoConnection, Pool, PooledConnection};
#[cfg(feature = "http2")]
use crate::http2::{Connections, InFlight, Route};
use crate::origin::Origin;
use crate::proxy::Rules;
use crate::settings::{HttpVersions, Settings};
use crate::tls::Tls;

/// How many HTTP/2 connections are tried if each is closed before the request is written.
#[cfg(feature = "http2")]
const MAX_CONNECTIONS_TRIED: u32 = 3;

/// Sends requests with hyper and rustls, over pooled connections.
///
/// Clones share the pool. Requests must be sent within a Tokio runtime whose I/O and time drivers are enabled.
/// Certificates are always verified, and redirects are never followed. The proxies of the environment are used unless
/// the builder sets others.
#[derive(Clone)]
pub struct HyperTransport {
    http1: Arc<Pool>,
    #[cfg(feature = "http2")]
    http2: Arc<Connections>,
    decompressors: Arc<Decompressors>,
    options: Options,
}

/// The settings that `send` and `Debug` read.
#[derive(Clone, Copy)]
struct Options {
    connect_timeout: Duration,
    pool_idle_timeout: Duration,
    versions: HttpVersions,
    compression: Compression,
}

impl HyperTransport {
    pub(crate) fn assemble(settings: &Settings, tls: Tls, proxies: Rules) -> Self {
        let resolver = Arc::clone(&settings.resolver);
        let (timeout, keep_alive) = (settings.connect_timeout, settings.tcp_keep_alive);
        let connector = Connector::new(resolver, proxies, tls, timeout, keep_alive);
        let http1 = Pool::new(
            connector,
            http1::Settings {
                idle_timeout: settings.pool_idle_timeout,
                max_idle: settings.pool_max_idle_per_host,
                max_connections: settings.max_connections_per_host,
            },
        );
        let options = Options {
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
            options,
        }
    }

    /// Reads and decompresses the body of an answer. Gives the connection back as soon as the whole body has arrived.
    async fn read(
        &self,
        body: Incoming,
        encoding: Encoding,
        limit: usize,
        idle: Duration,
        connection: UsedConnection,
        origin: &Origin,
    ) -> Result<Bytes, TransportError> {
        let layers = encoding.gzip_layers;
        let sent_limit = if layers == 0 { limit } else { compressed_limit(limit) };
        let body = match collect(body, sent_limit, idle).await {
            Ok(body) => body,
            Err(failure) => {
                #[cfg(feature = "http2")]
                if let UsedConnection::Http2(in_flight) = connection {
                    in_flight.failed();
                }
                return Err(classify::body_failure(failure, origin, limit, idle));
            }
        };
        match connection {
            UsedConnection::Http1(connection) => self.http1.give_back(origin, connection),
            #[cfg(feature = "http2")]
            UsedConnection::Http2(in_flight) => in_flight.complete(),
        }
        let decompressed = self.decompressors.decompress(body, layers, limit);
        decompressed.map_err(|failure| classify::decompress_failure(failure, origin, limit))
    }

    /// Sends a request and waits for the head of its answer.
    async fn exchange(
        &self,
        http: http::Request<Full<Bytes>>,
        origin: &Origin,
        demand: Demand,
    ) -> Result<UnreadAnswer, TransportError> {
        #[cfg(feature = "http2")]
        if match self.options.versions {
            HttpVersions::Auto => origin.is_tls(),
            HttpVersions::Http1 => false,
            HttpVersions::Http2 => true,
        } {
            return self.exchange_shared(http, origin, demand).await;
        }
        self.exchange_http1(http, origin, demand).await
    }

    async fn exchange_http1(
        &self,
        mut http: http::Request<Full<Bytes>>,
        origin: &Origin,
        Demand { new, mut remaining }: Demand,
    ) -> Result<UnreadAnswer, TransportError> {
        let limit = self.http1.max_connections();
        loop {
            let (mut connection, waited) = match self.http1.take(origin, Demand { new, remaining }).await {
                Ok(taken) => taken,
                Err(NoConnection::Failed(failure)) => return Err(classify::connect_failure(failure, origin)),
                Err(NoConnection::Busy) => {
                    return Err(classify::no_free_connection(origin, limit, remaining));
                }
            };
            let reused = connection.is_reused();
            let left = remaining.saturating_sub(waited);
            let sending = self.http1.send(origin, &mut connection, http, left);
            let sent = if waited.is_zero() {
                sending.await
            } else {
                // The error has to mention the wait for a connection, which the client does not know of. The client's
                // own timeout ends at the same time, but polls this future first.
                let late = |_| classify::late_without_answer(origin, limit, waited, remaining);
                tokio::time::timeout(left, sending).await.map_err(late)?
            };
            let mut error = match sent {
                Ok(answer) => {
                    let (head, body) = answer.into_parts();
                    let connection = UsedConnection::Http1(connection);
                    return Ok(UnreadAnswer { head, body, reused, connection });
                }
                Err(error) => error,
            };
            match error.take_message() {
                // The connection was closed while it was idle, so nothing was written. Sending on another connection is
                // safe, and saves the client one attempt.
                Some(unsent) if connection.may_be_stale() => (http, remaining) = (unsent, left),
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
        demand: Demand,
    ) -> Result<UnreadAnswer, TransportError> {
        for _ in 0..MAX_CONNECTIONS_TRIED {
            let route = self.http2.route(origin, demand.new).await;
            let mut shared = match route.map_err(|failure| classify::connect_failure(failure, origin))? {
                Route::Http2(shared) => shared,
                Route::Http1 => return self.exchange_http1(http, origin, demand).await,
            };
            let in_flight = shared.begin(&self.http2, origin, demand.remaining);
            let reused = shared.answers.any();
            let mut error = match shared.sender.try_send_request(http).await {
                Ok(answer) => {
                    let (head, body) = answer.into_parts();
                    let reused = shared.answers.count();
                    let connection = UsedConnection::Http2(in_flight);
                    return Ok(UnreadAnswer { head, body, reused, connection });
                }
                Err(error) => error,
            };
            let Some(unsent) = error.take_message() else {
                in_flight.failed();
                return Err(classify::no_answer(error.into_error(), origin, reused));
            };
            self.http2.forget(origin, &shared);
            http = unsent;
        }
        Err(classify::not_taken(origin))
    }
}

/// An answer whose head has arrived and whose body was not read yet.
struct UnreadAnswer {
    head: http::response::Parts,
    body: Incoming,
    /// Whether the connection had served an earlier request.
    reused: bool,
    connection: UsedConnection,
}

/// The connection of an answer whose body was not read yet.
enum UsedConnection {
    /// Closed if it is dropped.
    Http1(Box<PooledConnection>),
    /// Counts the request as in flight on a shared connection.
    #[cfg(feature = "http2")]
    Http2(InFlight),
}

#[async_trait]
impl Transport for HyperTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "HyperTransport must be used within a Tokio runtime";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        }
        let (limit, idle) = (request.body_limit(), request.idle_timeout());
        let demand = Demand { new: request.needs_new_connection(), remaining: request.remaining() };
        let Some(origin) = Origin::of(request.uri()) else {
            let message = "the URI of a request must be absolute and have the scheme http or https";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        };
        let accepted = self.options.compression.accepted(&request);
        let mut http = request.into_http().map(Full::new);
        http.headers_mut().entry(header::ACCEPT_ENCODING).or_insert(accepted);
        let UnreadAnswer { mut head, body, reused, connection } =
            self.exchange(http, &origin, demand).await?;
        head.extensions.clear();
        let body = match Encoding::of(&head.headers) {
            Ok(encoding) => {
                if encoding.gzip_layers > 0 {
                    // These headers describe the compressed body.
                    head.headers.remove(header::CONTENT_ENCODING);
                    head.headers.remove(header::CONTENT_LENGTH);
                }
                self.read(body, encoding, limit, idle, connection, &origin).await
            }
            // The encoding is unknown, which does not matter if the body is empty.
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
            .field("connect_timeout", &self.options.connect_timeout)
            .field("pool_idle_timeout", &self.options.pool_idle_timeout)
            .field("versions", &self.options.versions)
            .field("compression", &self.options.compression)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn without_a_runtime_a_request_fails_without_a_panic() {
        static OPERATION: workos_transport::Operation =
            workos_transport::Operation::new("things.get", http::Method::GET, "/things");
        let http = http::Request::get("http://127.0.0.1:9/things").body(Bytes::new()).unwrap();
        let transport = HyperTransport::new().unwrap();
        let mut send = transport.send(Request::new(&OPERATION, http));
        let Poll::Ready(Err(error)) = send.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("the request is pending, or it succeeded")
        };
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        assert!(error.is_unprocessed() && error.to_string().contains("Tokio"), "{error}");
    }

    #[test]
    fn a_transport_is_clone_send_and_sync() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<HyperTransport>();
    }
}
