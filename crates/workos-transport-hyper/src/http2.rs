//! The HTTP/2 connections: one per origin, shared by all requests.
//!
//! The first request starts a connection attempt, and requests that come in the meantime share its result. The attempt
//! belongs to none of them: cancelling a request cancels no attempt.

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

use crate::builder::{HttpVersions, HyperTransportBuilder, KeepAlive};
use crate::connector::{Cause, ConnectFailure};
use crate::http1::{Pool, SUSPECT_AFTER};
use crate::origin::Origin;
use crate::stream::Stream;
use crate::task::{Tasks, spawn};
use crate::tls::Offer;

type Sender = http2::SendRequest<Full<Bytes>>;

/// How many connection attempts may end with their runtimes before a request fails.
const RUNTIMES: u32 = 3;

/// The longest interval of pings. hyper adds it to an instant, which panics if the sum overflows.
const AGES: Duration = Duration::from_secs(365 * 24 * 3600);

/// The shortest interval at which a connection with requests in flight is checked for being idle.
const LOOK_AFTER: Duration = Duration::from_millis(100);

/// How long an origin counts as HTTP/1.1 before HTTP/2 is offered again.
const HTTP1_FOR: Duration = Duration::from_secs(600);

/// The connections of a transport.
pub(crate) struct Connections {
    /// Takes the connections on which TLS agreed on HTTP/1.1.
    http1: Arc<Pool>,
    offer: Offer,
    keep_alive: KeepAlive,
    idle_timeout: Duration,
    origins: Mutex<HashMap<Origin, Known>>,
    next_id: AtomicU64,
}

/// What is known of an origin: its protocol and its connection.
enum Known {
    Connecting(watch::Receiver<Option<Landing>>),
    Http2(Shared),
    Http1 { until: Instant },
}

/// The result of a connection attempt.
#[derive(Clone)]
enum Landing {
    Http2(Shared),
    Http1,
    Failed(ConnectFailure),
}

/// The connection that a request uses.
pub(crate) enum Route {
    Http2(Shared),
    /// One of the HTTP/1.1 pool.
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
    /// The number of answers.
    pub(crate) fn number(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether there was one.
    pub(crate) fn any(&self) -> bool {
        self.number() > 0
    }

    /// Counts an answer. Returns whether there was one before.
    pub(crate) fn count(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 0
    }
}

impl Connections {
    pub(crate) fn new(http1: Arc<Pool>, settings: &HyperTransportBuilder) -> Arc<Self> {
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

    /// The connection of an origin, opened if there is none.
    ///
    /// A request that needs a new one does not get a connection on which another request was lost or timed out. All such
    /// requests share the connection that replaces it.
    pub(crate) async fn route(
        self: &Arc<Self>,
        origin: &Origin,
        needs_new: bool,
    ) -> Result<Route, ConnectFailure> {
        for _ in 0..RUNTIMES {
            let mut landing = match self.known(origin, needs_new) {
                Ok(route) => return Ok(route),
                Err(landing) => landing,
            };
            let landed = landing.wait_for(Option::is_some).await.ok().and_then(|landed| landed.clone());
            match landed {
                Some(Landing::Http2(shared)) => return Ok(Route::Http2(shared)),
                Some(Landing::Http1) => return Ok(Route::Http1),
                Some(Landing::Failed(failure)) => return Err(failure),
                // The runtime of the attempt was shut down, so the next attempt runs on this one.
                None => {}
            }
        }
        Err(ConnectFailure::ended_with_its_runtime())
    }

    /// Forgets a connection that takes no more requests.
    pub(crate) fn forget(&self, origin: &Origin, shared: &Shared) {
        self.forget_id(origin, shared.id);
    }

    fn forget_id(&self, origin: &Origin, gone: u64) {
        let mut origins = self.origins();
        if matches!(origins.get(origin), Some(Known::Http2(shared)) if shared.id == gone) {
            origins.remove(origin);
        }
    }

    /// The connection of an origin, or the future result of an attempt to open one.
    fn known(
        self: &Arc<Self>,
        origin: &Origin,
        needs_new: bool,
    ) -> Result<Route, watch::Receiver<Option<Landing>>> {
        let mut origins = self.origins();
        match origins.get(origin) {
            Some(Known::Http2(shared))
                if !(shared.sender.is_closed() || needs_new && shared.usage.has_failed()) =>
            {
                return Ok(Route::Http2(shared.clone()));
            }
            Some(Known::Http1 { until }) if Instant::now() < *until => return Ok(Route::Http1),
            Some(Known::Connecting(landing)) if landing.has_changed().is_ok() => return Err(landing.clone()),
            _ => {}
        }
        let (land, landing) = watch::channel(None);
        let (this, origin) = (Arc::clone(self), origin.to_kept());
        origins.insert(origin.clone(), Known::Connecting(landing.clone()));
        drop(origins);
        spawn(async move {
            let landed = this.connect(&origin).await;
            this.note(origin, &landed);
            land.send_replace(Some(landed));
        });
        Err(landing)
    }

    fn note(&self, origin: Origin, landed: &Landing) {
        let known = match landed {
            Landing::Http2(shared) => Known::Http2(shared.clone()),
            Landing::Http1 => Known::Http1 { until: Instant::now() + HTTP1_FOR },
            Landing::Failed(_) => {
                self.origins().remove(&origin);
                return;
            }
        };
        self.origins().insert(origin, known);
    }

    async fn connect(self: &Arc<Self>, origin: &Origin) -> Landing {
        match self.http1.connector().connect(origin, self.offer).await {
            Ok(stream) if self.offer == Offer::Http2 || stream.is_http2() => self.start(origin, stream).await,
            Ok(stream) => match self.http1.adopt(origin, stream).await {
                Ok(()) => Landing::Http1,
                Err(failure) => Landing::Failed(failure),
            },
            Err(failure) => Landing::Failed(failure),
        }
    }

    async fn start(self: &Arc<Self>, origin: &Origin, stream: Stream) -> Landing {
        let handshake = http2::Builder::new(Tasks)
            .timer(TokioTimer::new())
            .keep_alive_interval(self.keep_alive.interval.min(AGES))
            .keep_alive_timeout(self.keep_alive.timeout.min(AGES))
            // Until the server's settings arrive. A burst beyond its limit would be refused.
            .initial_max_send_streams(1)
            .handshake(TokioIo::new(stream))
            .await;
        let (sender, connection) = match handshake {
            Ok(made) => made,
            Err(error) => {
                return Landing::Failed(ConnectFailure { cause: Cause::Tcp(Arc::new(error)), proxy: None });
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
                    // Each request on the connection learns how it ended.
                    _ = connection.as_mut() => return forget(&this, &origin, id),
                    () = sleep(usage.idle_in(idle)) => {
                        if usage.is_idle_for(idle) {
                            break;
                        }
                    }
                }
            }
            // It ends in order as soon as no request holds its sender.
            forget(&this, &origin, id);
            let _ = connection.await;
        });
        Landing::Http2(shared)
    }

    fn origins(&self) -> MutexGuard<'_, HashMap<Origin, Known>> {
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

/// The use of a connection: how many requests, and since when none.
struct Usage {
    requests: AtomicUsize,
    /// Whether a request was lost or timed out on the connection.
    failed: AtomicBool,
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

    /// After which time to check whether the connection was idle for `time`.
    fn idle_in(&self, time: Duration) -> Duration {
        match self.requests.load(Ordering::SeqCst) {
            0 => time.saturating_sub(self.unused_for()),
            _ => time.max(LOOK_AFTER),
        }
    }

    fn is_idle_for(&self, time: Duration) -> bool {
        self.requests.load(Ordering::SeqCst) == 0 && self.unused_for() >= time
    }

    /// The time since the last request ended.
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
    /// How long it may go without an answer before the connection is suspected.
    patience: Duration,
    /// How many answers the connection had given when the request began.
    answers: u64,
    /// Whether its whole answer was read.
    complete: bool,
}

impl InFlight {
    /// Notes that the whole answer was read.
    pub(crate) fn complete(mut self) {
        self.complete = true;
    }

    /// Notes that the connection or the stream was lost.
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
            // It answered no other request either, so no request may use it any more.
            self.connections.forget(&self.origin, &self.shared);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_in_use_is_seldom_checked_for_being_idle() {
        let usage = Usage::new();
        assert_eq!(usage.idle_in(Duration::ZERO), Duration::ZERO);
        usage.requests.fetch_add(1, Ordering::SeqCst);
        assert_eq!(usage.idle_in(Duration::ZERO), LOOK_AFTER);
        assert_eq!(usage.idle_in(Duration::MAX), Duration::MAX);
        assert!(!usage.is_idle_for(Duration::ZERO));
    }
}
