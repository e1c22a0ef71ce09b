//! The HTTP/2 connections: one per origin, shared by all requests.
//!
//! The first request starts a connection attempt, and requests that arrive in the meantime share its result. The
//! attempt belongs to none of them: cancelling a request does not cancel the attempt.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::connector::{Cause, ConnectFailure};
use crate::http1::{Pool, SUSPECT_AFTER};
use crate::origin::Origin;
use crate::settings::{HttpVersions, KeepAlive, Settings};
use crate::stream::Stream;
use crate::task::{Tasks, spawn};
use crate::tls::Offer;

type Sender = http2::SendRequest<Full<Bytes>>;

/// How many connection attempts a request waits for if each attempt ends because its runtime is shut down.
const MAX_ATTEMPTS: u32 = 3;

/// The longest interval of pings. hyper adds it to an instant, which panics if the sum overflows.
const MAX_PING_INTERVAL: Duration = Duration::from_secs(365 * 24 * 3600);

/// The shortest interval between two checks whether a connection with requests in flight has become idle.
const MIN_IDLE_CHECK: Duration = Duration::from_millis(100);

/// How long an origin counts as HTTP/1.1 before HTTP/2 is offered again.
const HTTP1_TTL: Duration = Duration::from_secs(600);

/// The connections of a transport.
pub(crate) struct Connections {
    /// Takes the connections on which TLS agreed on HTTP/1.1.
    http1: Arc<Pool>,
    offer: Offer,
    keep_alive: KeepAlive,
    idle_timeout: Duration,
    origins: Mutex<HashMap<Origin, OriginState>>,
    next_id: AtomicU64,
}

/// The state of an origin: its protocol and its connection.
enum OriginState {
    Connecting(watch::Receiver<Option<AttemptResult>>),
    Http2(Shared),
    Http1 { until: Instant },
}

/// The result of a connection attempt.
#[derive(Clone)]
enum AttemptResult {
    Http2(Shared),
    Http1,
    Failed(ConnectFailure),
}

/// The connection that a request uses.
pub(crate) enum Route {
    Http2(Shared),
    /// A connection of the HTTP/1.1 pool.
    Http1,
}

/// A connection shared by many requests.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) sender: Sender,
    pub(crate) answers: ConnectionAnswers,
    id: u64,
    usage: Arc<Usage>,
}

/// Counts the answers of a connection, for all requests that use it.
#[derive(Clone, Default)]
pub(crate) struct ConnectionAnswers(Arc<AtomicU64>);

impl ConnectionAnswers {
    /// Returns the number of answers.
    pub(crate) fn number(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether there was an answer.
    pub(crate) fn any(&self) -> bool {
        self.number() > 0
    }

    /// Counts an answer. Returns whether there was an earlier one.
    pub(crate) fn count(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 0
    }
}

impl Connections {
    pub(crate) fn new(http1: Arc<Pool>, settings: &Settings) -> Arc<Self> {
        let offer = if settings.versions == HttpVersions::Http2 { Offer::Http2 } else { Offer::Either };
        Arc::new(Self {
            http1,
            offer,
            keep_alive: settings.keep_alive,
            idle_timeout: settings.pool_idle_timeout,
            origins: Mutex::default(),
            next_id: AtomicU64::new(0),
        })
    }

    /// Returns the connection of an origin, and opens it if there is none.
    ///
    /// A request that needs a new connection does not get one on which a request was lost or timed out. All such
    /// requests share the connection that replaces it.
    pub(crate) async fn route(
        self: &Arc<Self>,
        origin: &Origin,
        needs_new: bool,
    ) -> Result<Route, ConnectFailure> {
        for _ in 0..MAX_ATTEMPTS {
            let mut attempt = match self.route_or_attempt(origin, needs_new) {
                Ok(route) => return Ok(route),
                Err(attempt) => attempt,
            };
            let result = attempt.wait_for(Option::is_some).await.ok().and_then(|result| result.clone());
            match result {
                Some(AttemptResult::Http2(shared)) => return Ok(Route::Http2(shared)),
                Some(AttemptResult::Http1) => return Ok(Route::Http1),
                Some(AttemptResult::Failed(failure)) => return Err(failure),
                // The runtime of the attempt was shut down, so the next attempt runs on this request's runtime.
                None => {}
            }
        }
        Err(ConnectFailure::ended_with_its_runtime())
    }

    /// Removes a connection that takes no more requests.
    pub(crate) fn forget(&self, origin: &Origin, shared: &Shared) {
        self.forget_id(origin, shared.id);
    }

    fn forget_id(&self, origin: &Origin, gone: u64) {
        let mut origins = self.origins();
        if matches!(origins.get(origin), Some(OriginState::Http2(shared)) if shared.id == gone) {
            origins.remove(origin);
        }
    }

    /// Returns the connection of an origin. If there is none, starts or joins a connection attempt and returns it as
    /// the error.
    fn route_or_attempt(
        self: &Arc<Self>,
        origin: &Origin,
        needs_new: bool,
    ) -> Result<Route, watch::Receiver<Option<AttemptResult>>> {
        let mut origins = self.origins();
        match origins.get(origin) {
            Some(OriginState::Http2(shared))
                if !(shared.sender.is_closed() || needs_new && shared.usage.has_failed()) =>
            {
                return Ok(Route::Http2(shared.clone()));
            }
            Some(OriginState::Http1 { until }) if Instant::now() < *until => return Ok(Route::Http1),
            Some(OriginState::Connecting(attempt)) if attempt.has_changed().is_ok() => {
                return Err(attempt.clone());
            }
            _ => {}
        }
        let (sender, attempt) = watch::channel(None);
        let (this, origin) = (Arc::clone(self), origin.to_unshared());
        origins.insert(origin.clone(), OriginState::Connecting(attempt.clone()));
        drop(origins);
        spawn(async move {
            let result = this.connect(&origin).await;
            this.record(origin, &result);
            sender.send_replace(Some(result));
        });
        Err(attempt)
    }

    fn record(&self, origin: Origin, result: &AttemptResult) {
        let state = match result {
            AttemptResult::Http2(shared) => OriginState::Http2(shared.clone()),
            AttemptResult::Http1 => OriginState::Http1 { until: Instant::now() + HTTP1_TTL },
            AttemptResult::Failed(_) => {
                self.origins().remove(&origin);
                return;
            }
        };
        self.origins().insert(origin, state);
    }

    async fn connect(self: &Arc<Self>, origin: &Origin) -> AttemptResult {
        match self.http1.connector().connect(origin, self.offer).await {
            Ok(stream) if self.offer == Offer::Http2 || stream.is_http2() => self.start(origin, stream).await,
            Ok(stream) => match self.http1.adopt(origin, stream).await {
                Ok(()) => AttemptResult::Http1,
                Err(failure) => AttemptResult::Failed(failure),
            },
            Err(failure) => AttemptResult::Failed(failure),
        }
    }

    async fn start(self: &Arc<Self>, origin: &Origin, stream: Stream) -> AttemptResult {
        let handshake = http2::Builder::new(Tasks)
            .timer(TokioTimer::new())
            .keep_alive_interval(self.keep_alive.interval.min(MAX_PING_INTERVAL))
            .keep_alive_timeout(self.keep_alive.timeout.min(MAX_PING_INTERVAL))
            // Valid until the server's settings arrive. More streams than the server allows would be refused.
            .initial_max_send_streams(1)
            .handshake(TokioIo::new(stream))
            .await;
        let (sender, connection) = match handshake {
            Ok(connected) => connected,
            Err(error) => {
                return AttemptResult::Failed(ConnectFailure {
                    cause: Cause::Tcp(Arc::new(error)),
                    proxy: None,
                });
            }
        };
        let shared = Shared {
            sender,
            answers: ConnectionAnswers::default(),
            id: self.next_id.fetch_add(1, Ordering::Relaxed),
            usage: Arc::new(Usage::new()),
        };
        let (this, origin) = (Arc::downgrade(self), origin.clone());
        let (id, usage, idle) = (shared.id, Arc::clone(&shared.usage), self.idle_timeout);
        spawn(async move {
            let mut connection = pin!(connection);
            loop {
                tokio::select! {
                    // The result is not needed: each request on the connection gets its own error.
                    _ = connection.as_mut() => return forget(&this, &origin, id),
                    () = sleep(usage.next_idle_check(idle)) => {
                        if usage.is_idle_for(idle) {
                            break;
                        }
                    }
                }
            }
            // The connection shuts down as soon as no request holds its sender.
            forget(&this, &origin, id);
            let _ = connection.await;
        });
        AttemptResult::Http2(shared)
    }

    fn origins(&self) -> MutexGuard<'_, HashMap<Origin, OriginState>> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.origins.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn forget(connections: &Weak<Connections>, origin: &Origin, id: u64) {
    if let Some(connections) = connections.upgrade() {
        connections.forget_id(origin, id);
    }
}

impl Shared {
    /// Counts a request as in flight on the connection, until the returned value is dropped.
    pub(crate) fn begin(
        &self,
        connections: &Arc<Connections>,
        origin: &Origin,
        remaining: Duration,
    ) -> InFlight {
        self.usage.requests.fetch_add(1, Ordering::SeqCst);
        InFlight {
            connections: Arc::clone(connections),
            origin: origin.clone(),
            shared: self.clone(),
            began: Instant::now(),
            patience: remaining.min(SUSPECT_AFTER),
            answers: self.answers.number(),
            complete: false,
        }
    }
}

/// The use of a connection: the number of requests in flight, and the end of the last one.
struct Usage {
    requests: AtomicUsize,
    /// Whether a request was lost or timed out on the connection.
    failed: AtomicBool,
    /// When the last request ended.
    last: Mutex<Instant>,
}

impl Usage {
    fn new() -> Self {
        Self {
            requests: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            last: Mutex::new(Instant::now()),
        }
    }

    fn has_failed(&self) -> bool {
        self.failed.load(Ordering::SeqCst)
    }

    /// Returns the time to wait before the next check whether the connection was idle for `time`.
    fn next_idle_check(&self, time: Duration) -> Duration {
        match self.requests.load(Ordering::SeqCst) {
            0 => time.saturating_sub(self.unused_for()),
            _ => time.max(MIN_IDLE_CHECK),
        }
    }

    fn is_idle_for(&self, time: Duration) -> bool {
        self.requests.load(Ordering::SeqCst) == 0 && self.unused_for() >= time
    }

    /// Returns the time since the last request ended.
    fn unused_for(&self) -> Duration {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

/// A request in flight on a shared connection.
pub(crate) struct InFlight {
    connections: Arc<Connections>,
    origin: Origin,
    shared: Shared,
    began: Instant,
    /// How long the request may go without an answer before the connection is suspected to be dead.
    patience: Duration,
    /// How many answers the connection had given when the request began.
    answers: u64,
    /// Whether the whole answer was read.
    complete: bool,
}

impl InFlight {
    /// Records that the whole answer was read.
    pub(crate) fn complete(mut self) {
        self.complete = true;
    }

    /// Records that the connection or the stream was lost.
    pub(crate) fn failed(self) {
        self.shared.usage.failed.store(true, Ordering::SeqCst);
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let usage = &self.shared.usage;
        *usage.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        usage.requests.fetch_sub(1, Ordering::SeqCst);
        if self.complete || self.began.elapsed() < self.patience {
            return;
        }
        usage.failed.store(true, Ordering::SeqCst);
        if self.shared.answers.number() == self.answers {
            // The connection answered no other request either, so no further request may use it.
            self.connections.forget(&self.origin, &self.shared);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_in_use_is_checked_for_idleness_at_long_intervals() {
        let usage = Usage::new();
        assert_eq!(usage.next_idle_check(Duration::ZERO), Duration::ZERO);
        usage.requests.fetch_add(1, Ordering::SeqCst);
        assert_eq!(usage.next_idle_check(Duration::ZERO), MIN_IDLE_CHECK);
        assert_eq!(usage.next_idle_check(Duration::MAX), Duration::MAX);
        assert!(!usage.is_idle_for(Duration::ZERO));
    }
}
