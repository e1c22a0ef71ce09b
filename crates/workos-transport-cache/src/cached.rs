//! The transport wrapper that caches responses.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::Method;
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::flight::{SharedOutcome, SingleFlight, share};
use crate::key::Key;
use crate::policy::family;
use crate::response::{has_directive, is_cacheable, is_failure, without_per_request_parts};
use crate::store::{Entry, Lookup, Store, Target};
use crate::{CachePolicy, CacheStatus};

/// A transport that caches responses of reads.
///
/// Put it outermost (`Cached(RateLimited(…))`), so that cache hits use no rate limit quota.
pub struct Cached<T> {
    inner: T,
    clock: Arc<dyn Clock>,
    shared: Arc<Shared>,
}

/// A handle that invalidates entries of a [`Cached`] transport, for instance on a webhook.
///
/// Clones refer to the same cache.
#[derive(Clone)]
pub struct Invalidator(Arc<Shared>);

struct Shared {
    policy: CachePolicy,
    store: Mutex<Store>,
}

impl<T: Transport> Cached<T> {
    /// Wraps `inner` and caches its responses according to `policy`.
    pub fn new(inner: T, policy: CachePolicy) -> Self {
        let clock = inner.clock();
        let store = Mutex::new(Store::new(&policy));
        Self { inner, clock, shared: Arc::new(Shared { policy, store }) }
    }

    /// Returns a handle that invalidates entries. Take it before you move the transport into a client.
    #[must_use]
    pub fn invalidator(&self) -> Invalidator {
        Invalidator(Arc::clone(&self.shared))
    }

    /// Returns the wrapped transport.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

impl Invalidator {
    /// Removes the entries of a path, of the paths below it, and of its parent paths.
    ///
    /// `/connections` removes every connection and list. `/connections/conn_1` removes that connection and the lists of
    /// connections, but no other connection.
    ///
    /// After any invalidation, a read that is in flight still returns its response, but the response is not cached.
    pub fn invalidate(&self, path: &str) {
        self.0.store().invalidate(Target::Path(path));
    }

    /// Removes the entries whose request or response contains the id of an object.
    pub fn invalidate_id(&self, id: &str) {
        self.0.store().invalidate(Target::Id(id));
    }

    /// Removes the entries of an operation, by its id (`connections.list`).
    pub fn invalidate_operation(&self, operation: &str) {
        self.0.store().invalidate(Target::Operation(operation));
    }

    /// Removes all entries.
    pub fn clear(&self) {
        self.0.store().invalidate(Target::All);
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.store().len()
    }

    /// Returns whether the cache has no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[async_trait]
impl<T: Transport> Transport for Cached<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let policy = &self.shared.policy;
        let operation = request.operation();
        if policy.writes(operation) {
            return self.write(request).await;
        }
        let ttl = policy
            .ttl_of(operation)
            .filter(|_| *request.method() == Method::GET && request.body().is_empty());
        let Some(ttl) = ttl else { return self.inner.send(request).await };
        let key = Key::of(&request);
        if has_directive(request.headers(), &["no-cache", "no-store"]) {
            self.shared.store().remove(&key);
            return self.inner.send(request).await;
        }
        self.read(request, &key, ttl).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }
}

impl<T: Transport> Cached<T> {
    async fn read(&self, request: Request, key: &Key, ttl: Duration) -> Result<Response, TransportError> {
        let deadline = self.clock.elapsed().saturating_add(request.remaining());
        loop {
            let now = self.clock.elapsed();
            let found = self.shared.store().find(key, now, self.shared.policy.stale);
            match found {
                Lookup::Fresh(entry) => return Ok(entry.serve(now, CacheStatus::hit)),
                Lookup::Join(flight) => match flight.wait().await {
                    Some(SharedOutcome::Response(mut response, status)) => {
                        status.mark(&mut response);
                        return Ok(response);
                    }
                    // The leader reached its own deadline; this caller may have a later one.
                    Some(SharedOutcome::Failed(error))
                        if error.kind() == TransportErrorKind::Timeout && self.clock.elapsed() < deadline => {
                    }
                    Some(SharedOutcome::Failed(error)) => return Err(share(&error)),
                    // The leader was cancelled before the response arrived: try again, possibly as the new leader.
                    None => {}
                },
                Lookup::Lead(flight, stale) => {
                    let request = request.with_remaining(deadline.saturating_sub(now));
                    let leader = Leader { shared: &self.shared, key, flight: Some(flight) };
                    return self.lead(leader, request, ttl, stale).await;
                }
            }
        }
    }

    /// Sends the request, for this caller and all callers that join the flight.
    async fn lead(
        &self,
        leader: Leader<'_>,
        request: Request,
        ttl: Duration,
        stale: Option<Entry>,
    ) -> Result<Response, TransportError> {
        let started = self.clock.elapsed();
        let result = match &stale {
            Some(_) => self.send_with_stale_fallback(request).await,
            None => self.inner.send(request).await,
        };
        let now = self.clock.elapsed();
        if let (Some(entry), true) =
            (&stale, result.as_ref().map_or(true, |response| is_failure(response.status())))
            && leader.is_current()
        {
            return Ok(leader.finish_stale(entry, now));
        }
        match result {
            Ok(mut response) if response.status() == 200 => {
                let entry = is_cacheable(&response).then(|| Entry {
                    response: without_per_request_parts(&response),
                    started,
                    ttl,
                });
                let stored = leader.finish(&response, entry, now);
                CacheStatus::Miss { stored }.mark(&mut response);
                Ok(response)
            }
            Ok(mut response) => {
                if !is_failure(response.status()) {
                    // The object no longer exists, or this credential may no longer read it.
                    self.shared.store().remove(leader.key);
                }
                leader.finish(&response, None, now);
                CacheStatus::Miss { stored: false }.mark(&mut response);
                Ok(response)
            }
            Err(error) => Err(leader.fail(error)),
        }
    }

    /// Sends with a timeout of nine tenths of the remaining time, so that the stale entry can be served in time.
    async fn send_with_stale_fallback(&self, request: Request) -> Result<Response, TransportError> {
        let patience = request.remaining() / 10 * 9;
        let mut sending = pin!(self.inner.send(request));
        let mut timer = None;
        poll_fn(|context| {
            if let Poll::Ready(result) = sending.as_mut().poll(context) {
                return Poll::Ready(result);
            }
            let timer = timer.get_or_insert_with(|| Box::pin(self.clock.sleep(patience)));
            let late = || TransportError::new(TransportErrorKind::Timeout, "no response in time");
            timer.as_mut().poll(context).map(|()| Err(late()))
        })
        .await
    }

    async fn write(&self, request: Request) -> Result<Response, TransportError> {
        let written = family(request.operation().path());
        let mut write = Write { shared: &self.shared, clock: &*self.clock, written, effect: Effect::Unknown };
        let result = self.inner.send(request).await;
        write.effect = match &result {
            Ok(response) => Effect::of(response.status()),
            Err(error) if error.is_unprocessed() => Effect::None,
            Err(_) => Effect::Unknown,
        };
        // Invalidates before the response is returned: its caller must not read outdated entries afterwards.
        drop(write);
        result
    }
}

impl Shared {
    fn store(&self) -> MutexGuard<'_, Store> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The role of the caller that sends the request of a flight.
///
/// If it is dropped before the flight ends, the flight is abandoned and one of the waiting callers becomes the leader.
struct Leader<'a> {
    shared: &'a Shared,
    key: &'a Key,
    flight: Option<Arc<SingleFlight>>,
}

impl Leader<'_> {
    /// Shares a response with the waiting callers and caches it, unless it was invalidated in flight. Returns whether
    /// it was cached.
    fn finish(mut self, response: &Response, entry: Option<Entry>, now: Duration) -> bool {
        let Some(flight) = self.flight.take() else { return false };
        let mut store = self.shared.store();
        let stored =
            store.finish(self.key, &flight) && entry.is_some_and(|entry| store.insert(self.key, entry, now));
        drop(store);
        flight.complete(Some(SharedOutcome::Response(response.clone(), CacheStatus::Joined)));
        stored
    }

    /// Returns whether no invalidation affected the flight.
    fn is_current(&self) -> bool {
        self.flight.as_ref().is_some_and(|flight| self.shared.store().is_in_flight(self.key, flight))
    }

    fn finish_stale(mut self, entry: &Entry, now: Duration) -> Response {
        if let Some(flight) = self.flight.take() {
            self.shared.store().finish(self.key, &flight);
            let age = now.saturating_sub(entry.started);
            flight.complete(Some(SharedOutcome::Response(
                entry.response.clone(),
                CacheStatus::stale(age, entry.ttl),
            )));
        }
        entry.clone().serve(now, CacheStatus::stale)
    }

    fn fail(mut self, error: TransportError) -> TransportError {
        let Some(flight) = self.flight.take() else { return error };
        self.shared.store().finish(self.key, &flight);
        let error = Arc::new(error);
        flight.complete(Some(SharedOutcome::Failed(Arc::clone(&error))));
        drop(flight);
        // Without other waiting callers, this caller gets the original error.
        Arc::try_unwrap(error).unwrap_or_else(|error| share(&error))
    }
}

impl Drop for Leader<'_> {
    fn drop(&mut self) {
        if let Some(flight) = self.flight.take() {
            self.shared.store().finish(self.key, &flight);
            flight.complete(None);
        }
    }
}

/// A write in flight. It invalidates on drop, so that a write whose caller was cancelled counts too.
struct Write<'a> {
    shared: &'a Shared,
    clock: &'a dyn Clock,
    written: &'static str,
    effect: Effect,
}

#[derive(Clone, Copy)]
enum Effect {
    /// The server refused the write without processing it.
    None,
    /// The server responded, so the write may have changed data.
    Done,
    /// The server may still apply the write.
    Unknown,
}

impl Effect {
    const fn of(status: u16) -> Self {
        match status {
            401 | 403 | 429 => Self::None,
            408 | 500.. => Self::Unknown,
            _ => Self::Done,
        }
    }
}

impl Drop for Write<'_> {
    fn drop(&mut self) {
        let policy = &self.shared.policy;
        match self.effect {
            Effect::None => {}
            Effect::Done => self.shared.store().invalidate(Target::Family(self.written, policy)),
            Effect::Unknown => {
                let until = self.clock.elapsed().saturating_add(policy.unsettled);
                self.shared.store().unsettle(self.written, policy, until);
            }
        }
    }
}

impl Entry {
    fn serve(self, now: Duration, status: impl FnOnce(Duration, Duration) -> CacheStatus) -> Response {
        let mut response = self.response;
        status(now.saturating_sub(self.started), self.ttl).mark(&mut response);
        response
    }
}

impl<T: fmt::Debug> fmt::Debug for Cached<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cached")
            .field("inner", &self.inner)
            .field("policy", &self.shared.policy)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Invalidator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalidator").field("entries", &self.len()).finish_non_exhaustive()
    }
}
