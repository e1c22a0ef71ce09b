//! The pool: origins behind one lock, tasks that open connections, and the requests that wait.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use tokio::runtime::Handle;
use tokio::sync::oneshot::Receiver;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout};

use super::PooledConnection;
use super::limits::{Demand, NoConnection, SUSPECT_AFTER, Settings};
use super::queue::{self, Connections};
use crate::connector::{ConnectFailure, Connector};
use crate::origin::Origin;
#[cfg(feature = "http2")]
use crate::stream::Stream;
use crate::task::spawn;
use crate::tls::Offer;

type Pooled = Box<PooledConnection>;
type Grant = queue::Grant<Pooled, Slot>;

/// The HTTP/1.1 connections of a transport.
pub(crate) struct Pool {
    connector: Connector,
    settings: Settings,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// A transport has few origins, mostly one: a linear search is faster than hashing.
    origins: Vec<Connections<Pooled, Slot>>,
    /// Closes connections whose idle timeout is over.
    sweeper: Option<AbortHandle>,
}

impl Pool {
    pub(crate) fn new(connector: Connector, settings: Settings) -> Arc<Self> {
        Arc::new(Self { connector, settings, state: Mutex::default() })
    }

    /// What opens its connections.
    #[cfg(feature = "http2")]
    pub(crate) const fn connector(&self) -> &Connector {
        &self.connector
    }

    /// How many connections there are at most, per origin.
    pub(crate) const fn max_connections(&self) -> usize {
        self.settings.max_connections
    }

    /// A connection to an origin: an idle one, one that comes back, or a new one. Also returns how long the request
    /// waited because there were as many connections as allowed.
    pub(crate) async fn take(
        self: &Arc<Self>,
        origin: &Origin,
        demand: Demand,
    ) -> Result<(Pooled, Duration), NoConnection> {
        let now = Instant::now();
        let (mut waiter, has_slot) = {
            let mut state = self.state();
            let connections = state.of(origin);
            if !demand.new
                && let Some(mut connection) = connections.take_idle(now, self.settings.idle_timeout)
            {
                connection.take_at(now);
                return Ok((connection, Duration::ZERO));
            }
            let enqueued = connections.enqueue(demand.new, self.settings.max_connections);
            let waiter =
                Waiter { pool: self, origin, id: enqueued.id, new: demand.new, grant: enqueued.grant };
            (waiter, enqueued.has_slot)
        };
        let taken = if has_slot {
            waiter.open(Slot::new(self, origin));
            waiter.connection().await
        } else {
            let waiting = timeout(demand.remaining, waiter.connection()).await;
            waiting.unwrap_or(Err(NoConnection::Busy))
        };
        let mut connection = taken?;
        let taken_at = Instant::now();
        connection.take_at(taken_at);
        let waited = if has_slot { Duration::ZERO } else { taken_at.saturating_duration_since(now) };
        Ok((connection, waited))
    }

    /// Sends a request on a connection of this pool and waits for the head of its answer. Learns from what happens
    /// whether the idle connections to the origin can be trusted.
    pub(crate) async fn send(
        &self,
        origin: &Origin,
        connection: &mut PooledConnection,
        request: Request<Full<Bytes>>,
        remaining: Duration,
    ) -> Result<Response<Incoming>, TrySendError<Request<Full<Bytes>>>> {
        let mut watch = Watch {
            pool: self,
            origin,
            began: connection.taken(),
            patience: remaining.min(SUSPECT_AFTER),
            armed: connection.may_be_stale(),
        };
        let result = connection.send(request).await;
        watch.armed = false;
        if let Err(error) = &result
            && error.message().is_none()
            && !error.error().is_parse()
            && connection.may_be_stale()
        {
            self.distrust(origin, connection.taken());
        }
        result
    }

    /// Takes back a connection after the whole answer was read.
    pub(crate) fn give_back(self: &Arc<Self>, origin: &Origin, mut connection: Pooled) {
        if connection.served() {
            self.offer(origin, connection);
        } else if !connection.is_closed() {
            // The answer came before the request was written to its end, or the last bytes were written just now on
            // another thread. A server that has answered may never read the rest, so there is a limit.
            let (pool, origin) = (Arc::clone(self), origin.to_kept());
            spawn(async move {
                if let Ok(true) = timeout(pool.settings.idle_timeout, connection.is_ready()).await {
                    pool.offer(&origin, connection);
                }
            });
        }
    }

    /// Takes a stream on which TLS agreed on HTTP/1.1 when HTTP/2 was offered too. Closes it if there are as many
    /// connections as allowed.
    #[cfg(feature = "http2")]
    pub(crate) async fn adopt(
        self: &Arc<Self>,
        origin: &Origin,
        stream: Stream,
    ) -> Result<(), ConnectFailure> {
        if self.state().of(origin).take_slot(self.settings.max_connections) {
            let connection = PooledConnection::start(origin, stream, Slot::new(self, origin)).await?;
            self.offer(origin, connection);
        }
        Ok(())
    }

    /// Closes all idle connections, to free their file descriptors.
    fn close_idle(&self) {
        let now = Instant::now();
        self.state().origins.iter_mut().for_each(|connections| connections.close_idle_since(now));
    }

    /// Closes the connections that have been idle since this moment or longer.
    fn distrust(&self, origin: &Origin, moment: Instant) {
        self.state().of(origin).close_idle_since(moment);
    }

    /// Gives a connection to the first request that waits for one, else keeps it.
    fn offer(self: &Arc<Self>, origin: &Origin, connection: Pooled) {
        self.settle(origin, |connections| connections.grant(connection));
    }

    /// Does something with the connections to an origin and keeps the connection that is left over, if there is one.
    fn settle(
        self: &Arc<Self>,
        origin: &Origin,
        change: impl FnOnce(&mut Connections<Pooled, Slot>) -> Option<Pooled>,
    ) {
        let Settings { idle_timeout, max_idle, .. } = self.settings;
        let mut state = self.state();
        let connections = state.of(origin);
        let Some(mut unused) = change(connections) else { return };
        unused.keep();
        let kept = connections.keep(unused, Instant::now(), idle_timeout, max_idle);
        // A sweeper that ended without being told to ended with its runtime.
        if kept && state.sweeper.as_ref().is_none_or(AbortHandle::is_finished) {
            state.sweeper = Some(spawn(sweep(Arc::downgrade(self), idle_timeout)));
        }
    }

    /// Closes expired connections. Returns after which time the next one expires, if there is one.
    fn close_expired(&self) -> Option<Duration> {
        let (now, idle_timeout) = (Instant::now(), self.settings.idle_timeout);
        let mut state = self.state();
        let oldest =
            state.origins.iter_mut().filter_map(|origin| origin.close_expired(now, idle_timeout)).min();
        state.forget_unused();
        if oldest.is_none() {
            state.sweeper = None;
        }
        oldest.map(|since| idle_timeout.saturating_sub(now.saturating_duration_since(since)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn of(&mut self, origin: &Origin) -> &mut Connections<Pooled, Slot> {
        let index = self.origins.iter().position(|known| known.origin == *origin).unwrap_or_else(|| {
            self.origins.push(Connections::new(origin.to_kept()));
            self.origins.len() - 1
        });
        &mut self.origins[index]
    }

    fn forget_unused(&mut self) {
        self.origins.retain(|origin| !origin.is_empty());
    }
}

impl queue::Reusable for Pooled {
    fn is_closed(&self) -> bool {
        PooledConnection::is_closed(self)
    }

    fn is_new(&self) -> bool {
        !self.may_be_stale()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(sweeper) = state.sweeper.take() {
            // It would notice at its next turn, which may be after a very long sleep.
            sweeper.abort();
        }
    }
}

/// Closes expired connections of a pool until it has none left or is dropped.
async fn sweep(pool: Weak<Pool>, idle_timeout: Duration) {
    let mut next = Some(idle_timeout);
    while let Some(time) = next {
        sleep(time).await;
        let Some(pool) = pool.upgrade() else { return };
        next = pool.close_expired();
    }
}

/// Watches a request on a connection that may be dead. Dropped while armed, the request was cancelled or timed out.
struct Watch<'a> {
    pool: &'a Pool,
    origin: &'a Origin,
    began: Instant,
    patience: Duration,
    armed: bool,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if self.armed && self.began.elapsed() >= self.patience {
            self.pool.distrust(self.origin, self.began);
        }
    }
}

/// The right to one connection, counted by the pool. Dropping it passes it to the next request in the queue.
struct Slot(Option<(Weak<Pool>, Origin)>);

impl Slot {
    fn new(pool: &Arc<Pool>, origin: &Origin) -> Self {
        Self(Some((Arc::downgrade(pool), origin.to_kept())))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some((pool, origin)) = self.0.take() else { return };
        let Some(pool) = pool.upgrade() else { return };
        let mut state = pool.state();
        let slot = Self(Some((Arc::downgrade(&pool), origin.clone())));
        if let Some(mut unused) = state.of(&origin).grant_slot(slot) {
            // Its own drop must not come here again.
            unused.0 = None;
            state.of(&origin).free_slot();
            state.forget_unused();
        }
    }
}

/// A request in the queue. Dropping it passes on what was granted to it.
struct Waiter<'a> {
    pool: &'a Arc<Pool>,
    origin: &'a Origin,
    id: u64,
    new: bool,
    grant: Receiver<Grant>,
}

impl Waiter<'_> {
    async fn connection(&mut self) -> Result<Pooled, NoConnection> {
        loop {
            match (&mut self.grant).await {
                Ok(Grant::Connection(connection)) => return Ok(connection),
                Ok(Grant::Failed(failure)) => return Err(NoConnection::Failed(failure)),
                Ok(Grant::Slot(slot)) => {
                    self.grant = self.pool.state().of(self.origin).open(self.id, self.new);
                    self.open(slot);
                }
                Err(_) => return Err(NoConnection::Failed(ConnectFailure::ended_with_its_runtime())),
            }
        }
    }

    /// Starts to open a connection. It runs by itself, so that the request can take another that comes back before.
    fn open(&self, slot: Slot) {
        let (pool, origin) = (Arc::clone(self.pool), self.origin.to_kept());
        let began_before = pool.state().of(&origin).next_id();
        spawn(Opening { pool, origin, id: self.id, began_before, slot: Some(slot), result: None }.run());
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.grant.close();
        match self.grant.try_recv() {
            // To keep a connection takes a task, which cannot be started outside of a runtime.
            Ok(Grant::Connection(connection)) if Handle::try_current().is_ok() => {
                self.pool.offer(self.origin, connection);
            }
            Ok(granted) => drop(granted),
            Err(_) => self.pool.state().of(self.origin).cancel(self.id),
        }
    }
}

/// A connection attempt. It tells the pool its result when it is dropped: at its end, or with its runtime before.
struct Opening {
    pool: Arc<Pool>,
    origin: Origin,
    id: u64,
    began_before: u64,
    slot: Option<Slot>,
    result: Option<Result<Pooled, ConnectFailure>>,
}

impl Opening {
    async fn run(mut self) {
        let result = match self.pool.connector.connect(&self.origin, Offer::Http1).await {
            Ok(stream) => PooledConnection::start(&self.origin, stream, self.slot.take()).await,
            Err(failure) => Err(failure),
        };
        if result.as_ref().is_err_and(ConnectFailure::is_out_of_descriptors) {
            self.pool.close_idle();
        }
        self.result = Some(result);
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.pool.settle(&self.origin, |connections| {
            match self.result.take() {
                Some(Ok(connection)) => return connections.opened(self.id, connection),
                Some(Err(failure)) => connections.failed(self.id, failure, self.began_before),
                // The end of a runtime says nothing of the server.
                None => connections.failed(self.id, ConnectFailure::ended_with_its_runtime(), 0),
            }
            None
        });
    }
}
