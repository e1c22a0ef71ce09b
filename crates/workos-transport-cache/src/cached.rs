//! The wrapper.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::header::{AGE, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::flight::{Flight, Landing, share};
use crate::key::{Key, varies_beyond};
use crate::policy::family;
use crate::store::{Found, Kept, Store, Target};
use crate::{CachePolicy, CacheStatus};

/// A transport that keeps answers of reads.
///
/// Put it outermost (`Cached(RateLimited(…))`): what it answers costs no quota.
pub struct Cached<T> {
    inner: T,
    clock: Arc<dyn Clock>,
    shared: Arc<Shared>,
}

/// Invalidates what a [`Cached`] keeps, from wherever the news of a change arrive. Clones are the same handle.
#[derive(Clone)]
pub struct Invalidator(Arc<Shared>);

struct Shared {
    policy: CachePolicy,
    store: Mutex<Store>,
}

impl<T: Transport> Cached<T> {
    /// Keeps answers of `inner` as the policy says.
    pub fn new(inner: T, policy: CachePolicy) -> Self {
        let clock = inner.clock();
        let store = Mutex::new(Store::new(&policy));
        Self { inner, clock, shared: Arc::new(Shared { policy, store }) }
    }

    /// The handle that invalidates; take it before the transport goes into a client.
    #[must_use]
    pub fn invalidator(&self) -> Invalidator {
        Invalidator(Arc::clone(&self.shared))
    }

    /// The transport that is wrapped.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

impl Invalidator {
    /// Forgets what was read from a path (`/connections`), from below it, and from the paths on the way to it:
    /// `/connections/conn_1` concerns that connection and the lists of connections, but no other connection.
    ///
    /// A read that is under way is answered, and not kept. This holds for all invalidations.
    pub fn invalidate(&self, path: &str) {
        self.0.store().invalidate(Target::Path(path));
    }

    /// Forgets the answers that were asked by the id of an object, and those that mention it.
    pub fn invalidate_id(&self, id: &str) {
        self.0.store().invalidate(Target::Id(id));
    }

    /// Forgets the answers of an operation, by its id (`connections.list`).
    pub fn invalidate_operation(&self, operation: &str) {
        self.0.store().invalidate(Target::Operation(operation));
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.0.store().invalidate(Target::All);
    }

    /// How many answers are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.store().len()
    }

    /// Whether no answer is kept.
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
        if asks_for(request.headers(), &["no-cache", "no-store"]) {
            self.shared.store().forget(&key);
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
                Found::Fresh(kept) => return Ok(kept.serve(now, CacheStatus::hit)),
                Found::Join(flight) => match flight.landing().await {
                    Some(Landing::Answer(mut response, status)) => {
                        status.mark(&mut response);
                        return Ok(response);
                    }
                    // The leader's time was over; this caller may have more of it.
                    Some(Landing::Failed(error))
                        if error.kind() == TransportErrorKind::Timeout && self.clock.elapsed() < deadline => {
                    }
                    Some(Landing::Failed(error)) => return Err(share(&error)),
                    // Its caller left before it ended: somebody else has to ask.
                    None => {}
                },
                Found::Lead(flight, stale) => {
                    let request = request.with_remaining(deadline.saturating_sub(now));
                    let lead = Lead { shared: &self.shared, key, flight: Some(flight) };
                    return self.lead(lead, request, ttl, stale).await;
                }
            }
        }
    }

    /// Asks, for this caller and all who join.
    async fn lead(
        &self,
        lead: Lead<'_>,
        request: Request,
        ttl: Duration,
        stale: Option<Kept>,
    ) -> Result<Response, TransportError> {
        let since = self.clock.elapsed();
        let result = match &stale {
            Some(_) => self.send_in_time(request).await,
            None => self.inner.send(request).await,
        };
        let now = self.clock.elapsed();
        if let (Some(kept), true) =
            (&stale, result.as_ref().map_or(true, |response| failed(response.status())))
            && lead.is_listed()
        {
            return Ok(lead.land_stale(kept, now));
        }
        match result {
            Ok(mut response) if response.status() == StatusCode::OK => {
                let kept = may_be_kept(&response).then(|| Kept { response: keepable(&response), since, ttl });
                let stored = lead.land(&response, kept, now);
                CacheStatus::Miss { stored }.mark(&mut response);
                Ok(response)
            }
            Ok(mut response) => {
                if !failed(response.status()) {
                    // What was kept is not there any more, or not for this credential.
                    self.shared.store().forget(lead.key);
                }
                lead.land(&response, None, now);
                CacheStatus::Miss { stored: false }.mark(&mut response);
                Ok(response)
            }
            Err(error) => Err(lead.fail(error)),
        }
    }

    /// Leaves a tenth of the time for serving what is stale, should there be no answer.
    async fn send_in_time(&self, request: Request) -> Result<Response, TransportError> {
        let patience = request.remaining() / 10 * 9;
        let mut sending = pin!(self.inner.send(request));
        let mut timer = None;
        poll_fn(|context| {
            if let Poll::Ready(result) = sending.as_mut().poll(context) {
                return Poll::Ready(result);
            }
            let timer = timer.get_or_insert_with(|| Box::pin(self.clock.sleep(patience)));
            let late = || TransportError::new(TransportErrorKind::Timeout, "no answer in time");
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
        // Before the answer is returned: who has it must not read what was there before.
        drop(write);
        result
    }
}

impl Shared {
    fn store(&self) -> MutexGuard<'_, Store> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A flight in the hands of the one who asks. Dropped before it landed, it is abandoned, and one of those who wait
/// takes over.
struct Lead<'a> {
    shared: &'a Shared,
    key: &'a Key,
    flight: Option<Arc<Flight>>,
}

impl Lead<'_> {
    /// Shares an answer and keeps it, unless it was invalidated under way. Says whether it was kept.
    fn land(mut self, response: &Response, kept: Option<Kept>, now: Duration) -> bool {
        let Some(flight) = self.flight.take() else { return false };
        let mut store = self.shared.store();
        let stored = store.end(self.key, &flight) && kept.is_some_and(|kept| store.keep(self.key, kept, now));
        drop(store);
        flight.land(Some(Landing::Answer(response.clone(), CacheStatus::Joined)));
        stored
    }

    /// Whether nothing was invalidated under way.
    fn is_listed(&self) -> bool {
        self.flight.as_ref().is_some_and(|flight| self.shared.store().lists(self.key, flight))
    }

    fn land_stale(mut self, kept: &Kept, now: Duration) -> Response {
        if let Some(flight) = self.flight.take() {
            self.shared.store().end(self.key, &flight);
            let age = now.saturating_sub(kept.since);
            flight.land(Some(Landing::Answer(kept.response.clone(), CacheStatus::stale(age, kept.ttl))));
        }
        kept.clone().serve(now, CacheStatus::stale)
    }

    fn fail(mut self, error: TransportError) -> TransportError {
        let Some(flight) = self.flight.take() else { return error };
        self.shared.store().end(self.key, &flight);
        let error = Arc::new(error);
        flight.land(Some(Landing::Failed(Arc::clone(&error))));
        drop(flight);
        // With nobody else waiting the error is this caller's own again.
        Arc::try_unwrap(error).unwrap_or_else(|error| share(&error))
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        if let Some(flight) = self.flight.take() {
            self.shared.store().end(self.key, &flight);
            flight.land(None);
        }
    }
}

/// A write under way. Its drop invalidates, so that a write whose caller left counts as well.
struct Write<'a> {
    shared: &'a Shared,
    clock: &'a dyn Clock,
    written: &'static str,
    effect: Effect,
}

#[derive(Clone, Copy)]
enum Effect {
    /// The server refused it unseen.
    None,
    /// It was answered.
    Done,
    /// The server may act on it yet.
    Unknown,
}

impl Effect {
    const fn of(status: StatusCode) -> Self {
        match status.as_u16() {
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

impl Kept {
    fn serve(self, now: Duration, status: impl FnOnce(Duration, Duration) -> CacheStatus) -> Response {
        let mut response = self.response;
        status(now.saturating_sub(self.since), self.ttl).mark(&mut response);
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
        f.debug_struct("Invalidator").field("kept", &self.len()).finish_non_exhaustive()
    }
}

/// Whether a status is a failure that a stale answer helps over.
const fn failed(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500..)
}

fn may_be_kept(response: &Response) -> bool {
    !asks_for(response.headers(), &["no-store"]) && !varies_beyond(response.headers())
}

/// The answer without what is true of one request only.
fn keepable(response: &Response) -> Response {
    const OF_ONE_REQUEST: [HeaderName; 5] = [
        HeaderName::from_static("x-ratelimit-limit"),
        HeaderName::from_static("x-ratelimit-remaining"),
        HeaderName::from_static("x-ratelimit-reset"),
        http::header::RETRY_AFTER,
        http::header::SET_COOKIE,
    ];
    let mut http = response.clone().into_http();
    http.extensions_mut().clear();
    for name in &OF_ONE_REQUEST {
        http.headers_mut().remove(name);
    }
    Response::new(http)
}

/// Whether `Cache-Control` has one of these directives.
fn asks_for(headers: &HeaderMap, directives: &[&str]) -> bool {
    let values = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|found| {
        let name = found.split('=').next().unwrap_or_default().trim();
        directives.iter().any(|directive| name.eq_ignore_ascii_case(directive))
    })
}

impl CacheStatus {
    /// Notes it in the extensions and in the headers `Cache-Status` (RFC 9211) and `Age`.
    fn mark(self, response: &mut Response) {
        const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");
        let mut http = std::mem::replace(response, Response::new(http::Response::default())).into_http();
        if let Ok(value) = HeaderValue::try_from(self.to_string()) {
            http.headers_mut().insert(CACHE_STATUS, value);
        }
        if let Some(age) = self.age() {
            http.headers_mut().insert(AGE, HeaderValue::from(age.as_secs()));
        }
        http.extensions_mut().insert(self);
        *response = Response::new(http);
    }
}
