//! The connections of HTTP/1.1: each carries one request at a time, and is kept for the next.
//!
//! A connection that is being made is for who asked for it, so that nobody depends on a runtime that has ended or is at
//! rest. Who goes away takes nothing along, and one for whom a connection comes back in the meantime does not wait for a
//! new one: what is made then is for whoever waits first.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, Uri, header};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout};

use crate::connector::{Cause, ConnectFailure, Connector};
use crate::origin::Origin;
use crate::stream::Stream;
use crate::task::spawn;
use crate::tls::Offer;

type Sender = http1::SendRequest<Full<Bytes>>;
type Made = Result<Box<Carrier>, ConnectFailure>;

/// The connections of a transport.
pub(crate) struct Pool {
    connector: Connector,
    idle_timeout: Duration,
    max_idle_per_origin: usize,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// A transport has few origins, mostly one: looking through them is quicker than hashing.
    places: Vec<Place>,
    /// Closes what nobody used for its time.
    sweeper: Option<AbortHandle>,
}

/// What there is for an origin.
struct Place {
    origin: Origin,
    /// Unused connections, the one that waits longest first.
    idle: Vec<Idle>,
    /// Who waits for one. For each of them one is being made.
    waiting: VecDeque<Waiting>,
    /// How many are being made.
    connecting: usize,
    /// The number of the next that will be.
    next_id: u64,
}

struct Waiting {
    /// Which of those that are being made is made for it.
    id: u64,
    made: oneshot::Sender<Made>,
}

struct Idle {
    carrier: Box<Carrier>,
    since: Instant,
}

/// A connection in the hands of one request. Dropped, it is closed.
pub(crate) struct Carrier {
    sender: Sender,
    host: HeaderValue,
    answers: u64,
    /// Whether nobody used it for a while, in which the server may have closed it.
    was_kept: bool,
    task: AbortHandle,
}

impl Pool {
    pub(crate) fn new(connector: Connector, idle_timeout: Duration, max_idle_per_origin: usize) -> Arc<Self> {
        Arc::new(Self { connector, idle_timeout, max_idle_per_origin, kept: Mutex::default() })
    }

    /// What opens its connections.
    #[cfg(feature = "http2")]
    pub(crate) const fn connector(&self) -> &Connector {
        &self.connector
    }

    /// A connection to an origin: one that is kept, or that comes back before the one that is made for this.
    pub(crate) async fn take(self: &Arc<Self>, origin: &Origin) -> Made {
        let (id, made) = {
            let mut kept = self.kept();
            let place = kept.place(origin);
            if let Some(carrier) = place.take_idle(self.idle_timeout) {
                return Ok(carrier);
            }
            let (sender, made) = oneshot::channel();
            let id = place.next_id;
            place.next_id += 1;
            place.waiting.push_back(Waiting { id, made: sender });
            place.connecting += 1;
            (id, made)
        };
        let connecting = Connecting { pool: Arc::clone(self), origin: origin.to_kept(), id, made: None };
        spawn(connecting.run());
        let mut waiter = Waiter { pool: self, origin, made };
        (&mut waiter.made).await.unwrap_or_else(|_| Err(ended_with_its_runtime()))
    }

    /// Takes back a connection whose request was answered as a whole, for the next.
    pub(crate) fn give_back(self: &Arc<Self>, origin: &Origin, mut carrier: Box<Carrier>) {
        carrier.answers += 1;
        if carrier.sender.is_ready() {
            self.offer(origin, carrier);
        } else if !carrier.sender.is_closed() {
            // The answer came before the request was written to its end, or its last bytes just now on another thread.
            let (pool, origin) = (Arc::clone(self), origin.to_kept());
            spawn(async move {
                // Not for ever: a server that has answered may never read the rest.
                if let Ok(Ok(())) = timeout(pool.idle_timeout, carrier.sender.ready()).await {
                    pool.offer(&origin, carrier);
                }
            });
        }
    }

    /// Takes a connection on which TLS agreed on HTTP/1.1 when HTTP/2 was offered too.
    #[cfg(feature = "http2")]
    pub(crate) async fn adopt(
        self: &Arc<Self>,
        origin: &Origin,
        stream: Stream,
    ) -> Result<(), ConnectFailure> {
        let carrier = Carrier::start(origin, stream).await?;
        self.offer(origin, carrier);
        Ok(())
    }

    fn offer(self: &Arc<Self>, origin: &Origin, carrier: Box<Carrier>) {
        self.place(&mut self.kept(), origin, carrier);
    }

    /// Gives a connection to the first who waits; else keeps it, if there is room.
    fn place(self: &Arc<Self>, kept: &mut Kept, origin: &Origin, mut carrier: Box<Carrier>) {
        let place = kept.place(origin);
        while let Some(waiting) = place.waiting.pop_front() {
            match waiting.made.send(Ok(carrier)) {
                Err(Ok(unwanted)) => carrier = unwanted,
                _ => return,
            }
        }
        if place.idle.len() >= self.max_idle_per_origin {
            place.idle.retain(|idle| idle.is_of_use(self.idle_timeout));
        }
        if place.idle.len() < self.max_idle_per_origin {
            carrier.was_kept = true;
            place.idle.push(Idle { carrier, since: Instant::now() });
            // One that ended without being told to ended with its runtime.
            if kept.sweeper.as_ref().is_none_or(AbortHandle::is_finished) {
                kept.sweeper = Some(spawn(sweep(Arc::downgrade(self), self.idle_timeout)));
            }
        }
    }

    /// Notes that connecting came to an end.
    fn connected(self: &Arc<Self>, origin: &Origin, id: u64, made: Made) {
        let mut kept = self.kept();
        let place = kept.place(origin);
        place.connecting -= 1;
        let index = place.waiting.iter().position(|waiting| waiting.id == id);
        let left = match index.and_then(|index| place.waiting.remove(index)) {
            Some(waiting) => waiting.made.send(made).err(),
            None => Some(made),
        };
        // A failure that is left concerns nobody: for all who wait others are being made.
        if let Some(Ok(carrier)) = left {
            self.place(&mut kept, origin, carrier);
        }
        kept.places.retain(|place| !place.is_empty());
    }

    /// Closes what was unused for its time, or was closed; says for how long there is nothing more to do, if there will be.
    fn expire(&self) -> Option<Duration> {
        let mut kept = self.kept();
        for place in &mut kept.places {
            place.idle.retain(|idle| idle.is_of_use(self.idle_timeout));
        }
        kept.places.retain(|place| !place.is_empty());
        let oldest = kept.places.iter().filter_map(|place| Some(place.idle.first()?.since)).min();
        if oldest.is_none() {
            kept.sweeper = None;
        }
        oldest.map(|since| self.idle_timeout.saturating_sub(since.elapsed()))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing panics while the lock is held, so what is behind a poisoned lock is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who waits for a connection. One who goes away leaves behind what came without having been looked at.
struct Waiter<'a> {
    pool: &'a Arc<Pool>,
    origin: &'a Origin,
    made: oneshot::Receiver<Made>,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.made.close();
        // To keep a connection takes a task; one who is dropped outside of a runtime can start none.
        if let Ok(Ok(carrier)) = self.made.try_recv()
            && Handle::try_current().is_ok()
        {
            self.pool.offer(self.origin, carrier);
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(sweeper) = kept.sweeper.take() {
            // It would find out at its next turn, for which it may sleep for ever.
            sweeper.abort();
        }
    }
}

/// Closes connections of a pool that nobody used for its time, until there are none left or the pool is gone.
async fn sweep(pool: Weak<Pool>, idle_timeout: Duration) {
    let mut next = Some(idle_timeout);
    while let Some(time) = next {
        sleep(time).await;
        let Some(pool) = pool.upgrade() else { return };
        next = pool.expire();
    }
}

impl Kept {
    fn place(&mut self, origin: &Origin) -> &mut Place {
        let index = self.places.iter().position(|place| place.origin == *origin).unwrap_or_else(|| {
            self.places.push(Place {
                origin: origin.to_kept(),
                idle: Vec::new(),
                waiting: VecDeque::new(),
                connecting: 0,
                next_id: 0,
            });
            self.places.len() - 1
        });
        &mut self.places[index]
    }
}

impl Idle {
    fn is_of_use(&self, idle_timeout: Duration) -> bool {
        !self.carrier.sender.is_closed() && self.since.elapsed() < idle_timeout
    }
}

impl Place {
    /// The connection that was used last: the likeliest to be there still.
    fn take_idle(&mut self, idle_timeout: Duration) -> Option<Box<Carrier>> {
        while let Some(idle) = self.idle.pop() {
            if idle.is_of_use(idle_timeout) {
                return Some(idle.carrier);
            }
        }
        None
    }

    fn is_empty(&self) -> bool {
        self.idle.is_empty() && self.waiting.is_empty() && self.connecting == 0
    }
}

/// A connection that is being made. The pool hears of it when it is dropped: at its end, or with its runtime before.
struct Connecting {
    pool: Arc<Pool>,
    origin: Origin,
    id: u64,
    made: Option<Made>,
}

impl Connecting {
    async fn run(mut self) {
        let made = match self.pool.connector.connect(&self.origin, Offer::Http1).await {
            Ok(stream) => Carrier::start(&self.origin, stream).await,
            Err(failure) => Err(failure),
        };
        self.made = Some(made);
    }
}

impl Drop for Connecting {
    fn drop(&mut self) {
        let made = self.made.take().unwrap_or_else(|| Err(ended_with_its_runtime()));
        self.pool.connected(&self.origin, self.id, made);
    }
}

impl Carrier {
    async fn start(origin: &Origin, stream: Stream) -> Made {
        let failed = |error| ConnectFailure { cause: Cause::Tcp(Arc::new(error)), proxy: None };
        let host = origin.host_header().map_err(|error| failed(io::Error::other(error)))?;
        let handshake = http1::handshake(TokioIo::new(stream)).await;
        let (sender, connection) = handshake.map_err(|error| failed(io::Error::other(error)))?;
        // How it ended is told to the request on it; without one, nobody needs to know.
        let task = spawn(async { drop(connection.await) });
        Ok(Box::new(Self { sender, host, answers: 0, was_kept: false, task }))
    }

    /// Whether it has carried a request to its end before.
    pub(crate) const fn is_reused(&self) -> bool {
        self.answers > 0
    }

    /// Whether it may have been closed before the request at hand came to it.
    pub(crate) const fn is_used_or_kept(&self) -> bool {
        self.is_reused() || self.was_kept
    }

    /// Sends a request, and waits for the head of its answer.
    ///
    /// # Errors
    /// Holds the request when nothing of it was written.
    pub(crate) async fn send(
        &mut self,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Full<Bytes>>>> {
        // RFC 9112 §3.2: the target in origin form, the server in `Host`.
        let target = request.uri().path_and_query().cloned();
        *request.uri_mut() = target.map_or_else(Uri::default, Uri::from);
        request.headers_mut().entry(header::HOST).or_insert_with(|| self.host.clone());
        self.sender.try_send_request(request).await
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        // Without its sender it ends in order, but not before a request under way is written, which a server that does
        // not read can put off for ever.
        if !self.sender.is_ready() && !self.sender.is_closed() {
            self.task.abort();
        }
    }
}

fn ended_with_its_runtime() -> ConnectFailure {
    let error = io::Error::other("the runtime ended while the connection was being made");
    ConnectFailure { cause: Cause::Tcp(Arc::new(error)), proxy: None }
}
