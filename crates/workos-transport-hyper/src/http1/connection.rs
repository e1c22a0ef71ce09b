//! An HTTP/1.1 connection.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, Uri, header};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use crate::connector::{Cause, ConnectFailure};
use crate::origin::Origin;
use crate::stream::Stream;
use crate::task::spawn;

type Sender = http1::SendRequest<Full<Bytes>>;

/// A connection handed out by the pool, for one request. Dropping it closes it.
pub(crate) struct PooledConnection {
    sender: Sender,
    host: HeaderValue,
    answers: u64,
    /// Whether the connection was ever idle in the pool. The server may have closed it in that time.
    was_idle: bool,
    /// When the pool last handed the connection out.
    taken: Instant,
    task: AbortHandle,
}

impl PooledConnection {
    /// Starts HTTP/1.1 on a stream. The slot is dropped when the stream is closed.
    pub(super) async fn start(
        origin: &Origin,
        stream: Stream,
        slot: impl Send + 'static,
    ) -> Result<Box<Self>, ConnectFailure> {
        let failed = |error| ConnectFailure { cause: Cause::Tcp(Arc::new(error)), proxy: None };
        let host = origin.host_header().map_err(|error| failed(io::Error::other(error)))?;
        let handshake = http1::handshake(TokioIo::new(stream)).await;
        let (sender, connection) = handshake.map_err(|error| failed(io::Error::other(error)))?;
        let task = spawn(async move {
            // The result is not needed: a request on the connection gets its own error.
            drop(connection.await);
            drop(slot);
        });
        Ok(Box::new(Self { sender, host, answers: 0, was_idle: false, taken: Instant::now(), task }))
    }

    /// Whether the connection has served an earlier request.
    pub(crate) const fn is_reused(&self) -> bool {
        self.answers > 0
    }

    /// Whether the server may have closed the connection before the current request was sent.
    pub(crate) const fn may_be_stale(&self) -> bool {
        self.is_reused() || self.was_idle
    }

    /// Whether the connection is known to be closed.
    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// When the pool last handed the connection out.
    pub(super) const fn taken(&self) -> Instant {
        self.taken
    }

    /// Records that the pool hands the connection out.
    pub(super) const fn take_at(&mut self, now: Instant) {
        self.taken = now;
    }

    /// Records that the pool keeps the connection as idle.
    pub(super) const fn keep(&mut self) {
        self.was_idle = true;
    }

    /// Records that the connection served a request. Returns whether it can take the next one at once.
    pub(super) fn served(&mut self) -> bool {
        self.answers += 1;
        self.sender.is_ready()
    }

    /// Waits until the connection can take the next request. Returns `false` if it never will.
    pub(super) async fn is_ready(&mut self) -> bool {
        self.sender.ready().await.is_ok()
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// The error contains the request if nothing of it was written.
    pub(super) async fn send(
        &mut self,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Full<Bytes>>>> {
        // RFC 9112 §3.2: the request target is in origin form, and `Host` names the server.
        let target = request.uri().path_and_query().cloned();
        *request.uri_mut() = target.map_or_else(Uri::default, Uri::from);
        request.headers_mut().entry(header::HOST).or_insert_with(|| self.host.clone());
        self.sender.try_send_request(request).await
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        // A connection without its sender shuts down by itself, but only after a request in flight was written. A
        // server that does not read could delay that for ever.
        if !self.sender.is_ready() && !self.sender.is_closed() {
            self.task.abort();
        }
    }
}
