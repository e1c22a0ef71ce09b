//! The wrapper.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::admission::Admission;
use crate::semaphore::{Seat, Semaphore};
use crate::{LocalLimiter, Outcome, RateLimiter, Rules};

/// A transport that waits for quota before it sends.
///
/// A wait never outlasts [`Request::remaining`]: where the quota comes later than that, `send` fails at once. The
/// error is a [`TransportErrorKind::Timeout`] that promises that nothing was sent, says how long it would have been
/// ([`TransportError::retry_after`]) and has a [`WouldExceed`](crate::WouldExceed) as its source. A wait that ended
/// well is noted as [`Waited`] in the answer's extensions; each wait is a `tracing` event at level debug.
///
/// Retries are requests like any other: each waits for its own quota.
pub struct RateLimited<T> {
    inner: T,
    clock: Arc<dyn Clock>,
    rules: Rules,
    limiter: Arc<dyn RateLimiter>,
    seats: Option<Semaphore>,
}

impl<T: Transport> RateLimited<T> {
    /// Limits `inner` by these rules, counted in this process.
    pub fn new(inner: T, rules: Rules) -> Self {
        let clock = inner.clock();
        let limiter = Arc::new(LocalLimiter::new(Arc::clone(&clock)));
        Self { inner, clock, rules, limiter, seats: None }
    }

    /// Learns from 429 and `X-RateLimit-*` ([`LocalLimiter::adaptive`]), counting in this process.
    #[must_use]
    pub fn adaptive(self) -> Self {
        let limiter = LocalLimiter::new(Arc::clone(&self.clock)).adaptive();
        self.with_limiter(limiter)
    }

    /// Has another limiter count. An `Arc` of one is shared by several transports.
    #[must_use]
    pub fn with_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.limiter = Arc::new(limiter);
        self
    }

    /// Lets at most so many requests be under way at once; 0 counts as 1. The others wait in the order in which they
    /// came.
    #[must_use]
    pub fn with_max_in_flight(mut self, requests: usize) -> Self {
        self.seats = Some(Semaphore::new(requests));
        self
    }

    /// The transport that is wrapped.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

/// How long a request waited for quota and a seat: in the extensions of an answer that had to wait.
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
    /// How long it waited in all.
    pub duration: Duration,
    /// The name of the rule it waited for longest; `None` if only for a seat.
    pub rule: Option<String>,
}

#[async_trait]
impl<T: Transport> Transport for RateLimited<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let clock = &*self.clock;
        let started = clock.elapsed();
        let mut admission = Admission::new(&*self.limiter, clock, &self.rules, &request);
        let mut seat = None;
        loop {
            admission.wait().await?;
            if let (None, Some(seats)) = (&seat, &self.seats) {
                seat = Some(take_seat(seats, clock, admission.left()).await?);
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
        drop(seat);
        match &mut result {
            Ok(response) => {
                sent.observe(&Outcome::of(response, clock));
                if spent > Duration::ZERO && (waited.is_some() || self.seats.is_some()) {
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

async fn take_seat(seats: &Semaphore, clock: &dyn Clock, patience: Duration) -> Result<Seat, TransportError> {
    let mut waiting = pin!(seats.seat());
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(seat) = waiting.as_mut().poll(context) {
            return Poll::Ready(Ok(seat));
        }
        let timer = timer.get_or_insert_with(|| Box::pin(clock.sleep(patience)));
        timer.as_mut().poll(context).map(|()| {
            let message = format!(
                "not sent: the requests under way at once are limited, and none ended within {:.1} s",
                patience.as_secs_f64()
            );
            Err(TransportError::new(TransportErrorKind::Timeout, message).unprocessed())
        })
    })
    .await
}
