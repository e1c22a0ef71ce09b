//! The transport itself.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::body::collect;
use crate::builder::{HttpVersions, HyperTransportBuilder};
use crate::classify;
use crate::clock::TokioClock;
use crate::connector::{ConnectionAnswers, Connector};
use crate::tls::{Tls, default_provider};

/// Carries requests over hyper and rustls, with a pool of connections.
///
/// Clones share the pool. Requests have to be sent within a Tokio runtime whose I/O and time drivers are on.
/// Certificates are always verified, redirects never followed, and proxies not read from the environment.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<Connector, Full<Bytes>>,
    about: About,
}

/// What `Debug` shows.
#[derive(Clone, Copy)]
struct About {
    connect_timeout: Duration,
    pool_idle_timeout: Duration,
    versions: HttpVersions,
}

impl HyperTransport {
    /// A transport with the defaults of [`builder`](Self::builder). Cheap: nothing is opened or read.
    #[must_use]
    pub fn new() -> Self {
        HyperTransportBuilder::new().build_with(default_provider())
    }

    /// Settings of a transport: 3 s to connect, idle connections kept for 50 s, HTTP/2 or HTTP/1.1 by ALPN, the
    /// operating system's roots.
    pub const fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::new()
    }

    pub(crate) fn assemble(settings: &HyperTransportBuilder, tls: Tls) -> Self {
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            // Without a timer of its own the pool would never close an idle connection.
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(settings.pool_idle_timeout)
            .pool_max_idle_per_host(settings.pool_max_idle_per_host)
            .http2_only(settings.versions == HttpVersions::Http2)
            .http2_keep_alive_interval(settings.keep_alive.interval)
            .http2_keep_alive_timeout(settings.keep_alive.timeout)
            // Repeats only what was never written, on another connection, when a pooled one turns out closed: to
            // the server it is one request, and to the engine an attempt that a dead connection did not cost.
            .retry_canceled_requests(true)
            .build(Connector::new(Arc::new(tls), settings.connect_timeout));
        let about = About {
            connect_timeout: settings.connect_timeout,
            pool_idle_timeout: settings.pool_idle_timeout,
            versions: settings.versions,
        };
        Self { client, about }
    }
}

#[async_trait]
impl Transport for HyperTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "HyperTransport has to be used within a Tokio runtime";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        }
        let (limit, idle) = (request.body_limit(), request.idle_timeout());
        let uri = request.uri().clone();
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            let message = "the URI of a request has to be absolute, over http or https";
            return Err(TransportError::new(TransportErrorKind::Connect, message));
        }
        let http = request.into_http().map(Full::new);
        let answer =
            self.client.request(http).await.map_err(|error| classify::send_failure(error, &host(&uri)))?;
        let (mut head, body) = answer.into_parts();
        let reused = head.extensions.remove().is_some_and(|answers: ConnectionAnswers| answers.count());
        head.extensions.clear();
        let body = collect(body, limit, idle).await.map_err(|failure| {
            let error = classify::body_failure(failure, &host(&uri), limit, idle);
            if reused { error.on_reused_connection() } else { error }
        })?;
        Ok(http::Response::from_parts(head, body).into())
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(TokioClock::new())
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.about.connect_timeout)
            .field("pool_idle_timeout", &self.about.pool_idle_timeout)
            .field("versions", &self.about.versions)
            .finish_non_exhaustive()
    }
}

/// The part of a URI that errors may name: host and port, without user information.
fn host(uri: &Uri) -> String {
    let host = uri.host().unwrap_or("the server");
    uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn the_host_of_an_error_holds_no_credentials() {
        assert_eq!(host(&Uri::from_static("https://user:secret@api.workos.com/a?b=c")), "api.workos.com");
        assert_eq!(host(&Uri::from_static("http://127.0.0.1:4100/")), "127.0.0.1:4100");
    }

    #[test]
    fn without_a_runtime_a_request_fails_and_nothing_panics() {
        static OPERATION: workos_transport::Operation =
            workos_transport::Operation::new("things.get", http::Method::GET, "/things");
        let http = http::Request::get("http://127.0.0.1:9/things").body(Bytes::new()).unwrap();
        let transport = HyperTransport::new();
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
