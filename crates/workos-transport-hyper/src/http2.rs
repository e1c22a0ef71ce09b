//! The connections of HTTP/2: one per origin, for all who call.
//!
//! The first caller starts a connection and all who come meanwhile share how it ends; it belongs to none of them, so that
//! one who goes away takes nothing along.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
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
use crate::http1::Pool;
use crate::origin::Origin;
use crate::stream::Stream;
use crate::task::{Tasks, spawn};
use crate::tls::Offer;

type Sender = http2::SendRequest<Full<Bytes>>;

/// A connection that gave no answer to anybody for so long is not trusted with the next request: it may be half open,
/// and pings tell only while somebody waits.
const SUSPECT_AFTER: Duration = Duration::from_secs(1);

/// On how many runtimes a connection is tried that ends with each.
const RUNTIMES: u32 = 3;

/// How long a wait for pings may be: hyper adds it to an instant, which panics where the sum cannot be written.
const AGES: Duration = Duration::from_secs(365 * 24 * 3600);

/// How often at most a connection with requests under way is looked at for having none.
const LOOK_AFTER: Duration = Duration::from_millis(100);

/// How long an origin counts as one of HTTP/1.1 before it is asked again.
const HTTP1_FOR: Duration = Duration::from_secs(600);

/// The connections of a transport.
pub(crate) struct Connections {
    /// Where a connection goes on which TLS agreed on HTTP/1.1.
    http1: Arc<Pool>,
    offer: Offer,
    keep_alive: KeepAlive,
    idle_timeout: Duration,
    origins: Mutex<HashMap<Origin, Known>>,
    next_id: AtomicU64,
}

/// What is known of an origin.
enum Known {
    Connecting(watch::Receiver<Option<Landing>>),
    Http2(Shared),
    Http1 { until: Instant },
}

/// How connecting ended.
#[derive(Clone)]
enum Landing {
    Http2(Shared),
    Http1,
    Failed(ConnectFailure),
}

/// Where a request goes.
pub(crate) enum Route {
    Http2(Shared),
    /// To the pool of HTTP/1.1.
    Http1,
}

/// A connection that many requests share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) sender: Sender,
    pub(crate) answers: ConnectionAnswers,
    id: u64,
    usage: Arc<Usage>,
}

/// How many answers a connection has given: known to all requests that use it.
#[derive(Clone, Default)]
pub(crate) struct ConnectionAnswers(Arc<AtomicU64>);

impl ConnectionAnswers {
    /// How many there were.
    pub(crate) fn number(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether there was one.
    pub(crate) fn any(&self) -> bool {
        self.number() > 0
    }

    /// Counts one, and says whether there was one before.
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

    /// The connection of an origin; made if there is none.
    pub(crate) async fn route(self: &Arc<Self>, origin: &Origin) -> Result<Route, ConnectFailure> {
        for _ in 0..RUNTIMES {
            let mut landing = match self.known(origin) {
                Ok(route) => return Ok(route),
                Err(landing) => landing,
            };
            let landed = landing.wait_for(Option::is_some).await.ok().and_then(|landed| landed.clone());
            match landed {
                Some(Landing::Http2(shared)) => return Ok(Route::Http2(shared)),
                Some(Landing::Http1) => return Ok(Route::Http1),
                Some(Landing::Failed(failure)) => return Err(failure),
                // The runtime on which it was being made is no more: it is made anew on this one.
                None => {}
            }
        }
        let error = std::io::Error::other("the runtime ended while the connection was being made");
        Err(ConnectFailure { cause: Cause::Tcp(Arc::new(error)), proxy: None })
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

    /// What is known of an origin, or how connecting to it will end.
    fn known(self: &Arc<Self>, origin: &Origin) -> Result<Route, watch::Receiver<Option<Landing>>> {
        let mut origins = self.origins();
        match origins.get(origin) {
            Some(Known::Http2(shared)) if !shared.sender.is_closed() => {
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
            // Until the server's settings are there: a burst beyond what it allows would be refused.
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
                    // How it ended is told to each request on it.
                    _ = connection.as_mut() => return forget(&this, &origin, id),
                    () = sleep(usage.idle_in(idle)) => {
                        if usage.is_idle_for(idle) {
                            break;
                        }
                    }
                }
            }
            // Once nobody holds its sender, it ends in order.
            forget(&this, &origin, id);
            let _ = connection.await;
        });
        Landing::Http2(shared)
    }

    fn origins(&self) -> MutexGuard<'_, HashMap<Origin, Known>> {
        // Nothing panics while the lock is held, so what is behind a poisoned lock is whole.
        self.origins.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn forget(connections: &Weak<Connections>, origin: &Origin, id: u64) {
    if let Some(connections) = connections.upgrade() {
        connections.forget_id(origin, id);
    }
}

impl Shared {
    /// Notes that a request is under way on the connection, until what is returned is dropped.
    pub(crate) fn begin(&self, connections: &Arc<Connections>, origin: &Origin) -> UnderWay {
        self.usage.requests.fetch_add(1, Ordering::SeqCst);
        UnderWay {
            connections: Arc::clone(connections),
            origin: origin.clone(),
            shared: self.clone(),
            began: Instant::now(),
            answers: self.answers.number(),
        }
    }
}

/// How many requests use a connection, and since when none does.
struct Usage {
    requests: AtomicUsize,
    last: Mutex<Instant>,
}

impl Usage {
    fn new() -> Self {
        Self { requests: AtomicUsize::new(0), last: Mutex::new(Instant::now()) }
    }

    /// When to look whether there was no request for this time.
    fn idle_in(&self, time: Duration) -> Duration {
        match self.requests.load(Ordering::SeqCst) {
            0 => time.saturating_sub(self.unused_for()),
            _ => time.max(LOOK_AFTER),
        }
    }

    fn is_idle_for(&self, time: Duration) -> bool {
        self.requests.load(Ordering::SeqCst) == 0 && self.unused_for() >= time
    }

    /// How long ago a request ended last.
    fn unused_for(&self) -> Duration {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

/// A request under way on a shared connection.
pub(crate) struct UnderWay {
    connections: Arc<Connections>,
    origin: Origin,
    shared: Shared,
    began: Instant,
    /// How many answers the connection had given when it began.
    answers: u64,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let usage = &self.shared.usage;
        *usage.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        usage.requests.fetch_sub(1, Ordering::SeqCst);
        if self.shared.answers.number() == self.answers && self.began.elapsed() >= SUSPECT_AFTER {
            self.connections.forget(&self.origin, &self.shared);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_in_use_is_seldom_looked_at_for_having_no_request() {
        let usage = Usage::new();
        assert_eq!(usage.idle_in(Duration::ZERO), Duration::ZERO);
        usage.requests.fetch_add(1, Ordering::SeqCst);
        assert_eq!(usage.idle_in(Duration::ZERO), LOOK_AFTER);
        assert_eq!(usage.idle_in(Duration::MAX), Duration::MAX);
        assert!(!usage.is_idle_for(Duration::ZERO));
    }
}
