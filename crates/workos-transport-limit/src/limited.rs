//! The transport that limits the rate of another transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use workos_internal::within;
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::admission::Admission;
use crate::semaphore::{Semaphore, SemaphorePermit};
use crate::{LocalLimiter, RateLimiter, RequestOutcome, Rules};

/// A transport that waits for quota before it sends.
///
/// A wait never exceeds [`Request::remaining`]: if the quota comes later than that, `send` fails at once. The error is
/// a [`TransportErrorKind::Timeout`] which guarantees that nothing was sent. Its [`TransportError::retry_after`] is the
/// time until quota is available, and its source is a [`WouldExceedError`](crate::WouldExceedError).
///
/// If a request waited, its answer has a [`Waited`] in its extensions. Each wait is also a `tracing` event at level
/// debug. Retries are requests like any other: each waits for its own quota.
pub struct RateLimited<T> {
    inner: T,
    clock: Arc<dyn Clock>,
    rules: Rules,
    limiter: Arc<dyn RateLimiter>,
    in_flight: Option<Semaphore>,
}

impl<T: Transport> RateLimited<T> {
    /// Wraps `inner` and limits it by these rules, counted in this process.
    pub fn new(inner: T, rules: Rules) -> Self {
        let clock = inner.clock();
        let limiter = Arc::new(LocalLimiter::new(Arc::clone(&clock)));
        Self { inner, clock, rules, limiter, in_flight: None }
    }

    /// Adapts to 429s and `X-RateLimit-*` headers with an [adaptive](LocalLimiter::adaptive) limiter, which counts in
    /// this process.
    #[must_use]
    pub fn adaptive(self) -> Self {
        let limiter = LocalLimiter::new(Arc::clone(&self.clock)).adaptive();
        self.with_limiter(limiter)
    }

    /// Uses another limiter. Pass an `Arc` of a limiter to share it between several transports.
    #[must_use]
    pub fn with_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.limiter = Arc::new(limiter);
        self
    }

    /// Sets how many requests may be in flight at once; 0 counts as 1. Further requests wait in the order of their
    /// arrival.
    #[must_use]
    pub fn with_max_in_flight(mut self, requests: usize) -> Self {
        self.in_flight = Some(Semaphore::new(requests));
        self
    }

    /// Returns the wrapped transport.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

/// The time that a request waited before it was sent, in the extensions of its answer.
///
/// The request waited for quota, or because too many others were in flight ([`RateLimited::with_max_in_flight`]).
///
/// ```
/// # fn waited(response: &workos_transport::Response) -> std::time::Duration {
/// use workos_transport_limit::Waited;
///
/// response.extensions().get::<Waited>().map(|waited| waited.duration).unwrap_or_default()
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waited {
    /// The total time of all waits.
    pub duration: Duration,
    /// The name of the rule with the longest wait; `None` if the request waited only because too many others were in
    /// flight.
    pub rule: Option<String>,
}

#[async_trait]
impl<T: Transport> Transport for RateLimited<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let clock = &*self.clock;
        let started = clock.elapsed();
        let mut admission = Admission::new(&*self.limiter, clock, &self.rules, &request);
        let mut permit = None;
        loop {
            admission.wait().await?;
            if let (None, Some(in_flight)) = (&permit, &self.in_flight) {
                permit = Some(acquire_in_flight(in_flight, clock, admission.left()).await?);
            }
            if admission.is_fresh() {
                break;
            }
        }
        let spent = clock.elapsed().saturating_sub(started);
        let remaining = request.remaining().saturating_sub(spent);
        let waited = admission.longest_wait();
        let sent = admission.spend();
        let mut result = self.inner.send(request.with_remaining(remaining)).await;
        drop(permit);
        match &mut result {
            Ok(response) => {
                sent.observe(&RequestOutcome::of(response, clock));
                if spent > Duration::ZERO && (waited.is_some() || self.in_flight.is_some()) {
                    let rule = waited.map(|(_, rule)| rule.to_owned());
                    response.extensions_mut().insert(Waited { duration: spent, rule });
                }
            }
            Err(error) if error.is_unprocessed() => sent.release(),
            Err(_) => {}
        }
        result
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }
}

impl<T: fmt::Debug> fmt::Debug for RateLimited<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimited")
            .field("inner", &self.inner)
            .field("limiter", &self.limiter)
            .field("rules", &self.rules.iter().map(crate::Rule::name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

async fn acquire_in_flight(
    in_flight: &Semaphore,
    clock: &dyn Clock,
    patience: Duration,
) -> Result<SemaphorePermit, TransportError> {
    within(in_flight.acquire(), || clock.sleep(patience)).await.ok_or_else(|| {
        let message = format!(
            "not sent: as many requests as allowed were in flight, and none of them ended within {:.1} s; raise \
             `with_max_in_flight`, or send fewer requests at once",
            patience.as_secs_f64()
        );
        TransportError::new(TransportErrorKind::Timeout, message).unprocessed()
    })
}
