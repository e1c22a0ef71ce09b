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

    /// Returns the connector that opens the connections.
    #[cfg(feature = "http2")]
    pub(crate) const fn connector(&self) -> &Connector {
        &self.connector
    }

    /// How many connections may exist, per origin.
    pub(crate) const fn max_connections(&self) -> usize {
        self.settings.max_connections
    }

    /// Takes a connection to an origin: an idle one, one that is given back, or a new one. Also returns how long the
    /// request waited because the limit of connections was reached.
    pub(crate) async fn take(
        self: &Arc<Self>,
        origin: &Origin,
        demand: Demand,
    ) -> Result<(Pooled, Duration), NoConnection> {
        let now = Instant::now();
        let (mut waiter, has_slot) = {
            let mut state = self.state();
            let connections = state.connections_to(origin);
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

    /// Sends a request on a connection of this pool and waits for the head of its answer.
    ///
    /// If a request on a reused connection is lost or times out, closes the connections that were idle for as long.
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
            // The answer arrived before the whole request was written, or another thread is writing the last bytes just
            // now. A server that has answered may never read the remaining bytes, so the wait is limited.
            let (pool, origin) = (Arc::clone(self), origin.to_unshared());
            spawn(async move {
                if let Ok(true) = timeout(pool.settings.idle_timeout, connection.is_ready()).await {
                    pool.offer(&origin, connection);
                }
            });
        }
    }

    /// Adds a stream on which TLS agreed on HTTP/1.1 although HTTP/2 was offered too. Closes it if the limit of
    /// connections is reached.
    #[cfg(feature = "http2")]
    pub(crate) async fn adopt(
        self: &Arc<Self>,
        origin: &Origin,
        stream: Stream,
    ) -> Result<(), ConnectFailure> {
        if self.state().connections_to(origin).take_slot(self.settings.max_connections) {
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

    /// Closes the connections that have been idle since this moment or for longer.
    fn distrust(&self, origin: &Origin, moment: Instant) {
        self.state().connections_to(origin).close_idle_since(moment);
    }

    /// Gives a connection to the first request that waits for one, or else keeps it.
    fn offer(self: &Arc<Self>, origin: &Origin, connection: Pooled) {
        self.update(origin, |connections| connections.grant(connection));
    }

    /// Updates the connections to an origin. Keeps the connection that `change` returns because no request can use it.
    fn update(
        self: &Arc<Self>,
        origin: &Origin,
        change: impl FnOnce(&mut Connections<Pooled, Slot>) -> Option<Pooled>,
    ) {
        let Settings { idle_timeout, max_idle, .. } = self.settings;
        let mut state = self.state();
        let connections = state.connections_to(origin);
        let Some(mut unused) = change(connections) else { return };
        unused.keep();
        let kept = connections.keep(unused, Instant::now(), idle_timeout, max_idle);
        // A sweeper that was not stopped and is finished has ended with its runtime.
        if kept && state.sweeper.as_ref().is_none_or(AbortHandle::is_finished) {
            state.sweeper = Some(spawn(sweep(Arc::downgrade(self), idle_timeout)));
        }
    }

    /// Closes expired connections. Returns the time until the next one expires, if there is one.
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
    /// Returns the connections to an origin. Adds an entry if there is none.
    fn connections_to(&mut self, origin: &Origin) -> &mut Connections<Pooled, Slot> {
        let index = self.origins.iter().position(|known| known.origin == *origin).unwrap_or_else(|| {
            self.origins.push(Connections::new(origin.to_unshared()));
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
            // The sweeper would end by itself, but only after its current sleep, which may be very long.
            sweeper.abort();
        }
    }
}

/// Closes expired connections of a pool until the pool has no idle ones left or is dropped.
async fn sweep(pool: Weak<Pool>, idle_timeout: Duration) {
    let mut next = Some(idle_timeout);
    while let Some(time) = next {
        sleep(time).await;
        let Some(pool) = pool.upgrade() else { return };
        next = pool.close_expired();
    }
}

/// Watches a request on a connection that may be dead. If it is dropped while armed, the request was cancelled or timed
/// out.
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
        Self(Some((Arc::downgrade(pool), origin.to_unshared())))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some((pool, origin)) = self.0.take() else { return };
        let Some(pool) = pool.upgrade() else { return };
        let mut state = pool.state();
        let slot = Self(Some((Arc::downgrade(&pool), origin.clone())));
        if let Some(mut unused) = state.connections_to(&origin).grant_slot(slot) {
            // The drop of `unused` must not free the slot again.
            unused.0 = None;
            state.connections_to(&origin).free_slot();
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
                    self.grant = self.pool.state().connections_to(self.origin).open(self.id, self.new);
                    self.open(slot);
                }
                Err(_) => return Err(NoConnection::Failed(ConnectFailure::ended_with_its_runtime())),
            }
        }
    }

    /// Starts a task that opens a connection. Meanwhile the request can take another connection that is given back.
    fn open(&self, slot: Slot) {
        let (pool, origin) = (Arc::clone(self.pool), self.origin.to_unshared());
        let next_id_at_start = pool.state().connections_to(&origin).next_id();
        spawn(Opening { pool, origin, id: self.id, next_id_at_start, slot: Some(slot), result: None }.run());
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.grant.close();
        match self.grant.try_recv() {
            // Keeping a connection may start the sweeper task, which needs a runtime.
            Ok(Grant::Connection(connection)) if Handle::try_current().is_ok() => {
                self.pool.offer(self.origin, connection);
            }
            Ok(granted) => drop(granted),
            Err(_) => self.pool.state().connections_to(self.origin).cancel(self.id),
        }
    }
}

/// A connection attempt. It reports its result to the pool when it is dropped: at its end, or earlier together with its
/// runtime.
struct Opening {
    pool: Arc<Pool>,
    origin: Origin,
    id: u64,
    /// The id of the next request when the attempt began. Requests with lower ids may share its failure.
    next_id_at_start: u64,
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
        self.pool.update(&self.origin, |connections| {
            match self.result.take() {
                Some(Ok(connection)) => return connections.opened(self.id, connection),
                Some(Err(failure)) => connections.failed(self.id, failure, self.next_id_at_start),
                // 0: no other request shares this failure, because the end of a runtime says nothing about the server.
                None => connections.failed(self.id, ConnectFailure::ended_with_its_runtime(), 0),
            }
            None
        });
    }
}
