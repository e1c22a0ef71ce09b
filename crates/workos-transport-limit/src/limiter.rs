//! The trait of rate limiters, and its types.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use workos_transport::{Clock, RateLimit, Response};

use crate::{Key, Rule};

/// Grants the quota of rules, separately for each key.
///
/// [`LocalLimiter`](crate::LocalLimiter) counts in this process. The trait also suits a store that many processes
/// share:
///
/// - `acquire` reserves quota and returns how long to wait, so one round trip is enough and the store's own clock
///   decides. All rules that count a request are asked concurrently.
/// - All times are durations, so the clocks of the processes need not agree.
/// - An implementation that cannot reach its store can grant a local share of the quota instead of failing.
pub trait RateLimiter: fmt::Debug + Send + Sync {
    /// Reserves quota for `cost` requests of a key under a rule.
    ///
    /// The caller waits for [`Permit::wait`] and then sends. `deadline` is the longest acceptable wait: if the wait
    /// would be longer, nothing is reserved, and the result is [`WouldExceedError`].
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a>;

    /// Records how a request of this key ended.
    fn observe(&self, rule: &Rule, key: Key, outcome: &RequestOutcome);

    /// Returns whether a permit is still valid after the wait for it. If its key was paused meanwhile, the limiter
    /// returns `false`, and the request acquires another permit. Returns `true` by default.
    fn holds(&self, rule: &Rule, key: Key, permit: &Permit) -> bool {
        let _unused = (rule, key, permit);
        true
    }

    /// Takes back the quota of a permit that no request used, if that is possible. Does nothing by default.
    fn release(&self, rule: &Rule, key: Key, permit: Permit) {
        let _unused = (rule, key, permit);
    }
}

impl<L: RateLimiter + ?Sized> RateLimiter for Arc<L> {
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a> {
        (**self).acquire(rule, key, cost, deadline)
    }

    fn observe(&self, rule: &Rule, key: Key, outcome: &RequestOutcome) {
        (**self).observe(rule, key, outcome);
    }

    fn holds(&self, rule: &Rule, key: Key, permit: &Permit) -> bool {
        (**self).holds(rule, key, permit)
    }

    fn release(&self, rule: &Rule, key: Key, permit: Permit) {
        (**self).release(rule, key, permit);
    }
}

/// A reservation of quota, and how long to wait before its request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "wait for the permit and send, or release it"]
pub struct Permit {
    wait: Duration,
    slot: Option<crate::gcra::Slot>,
    token: Option<u64>,
}

impl Permit {
    /// Creates a permit for a request that is sent after `wait`.
    pub const fn after(wait: Duration) -> Self {
        Self { wait, slot: None, token: None }
    }

    pub(crate) const fn of(slot: crate::gcra::Slot, wait: Duration) -> Self {
        Self { wait, slot: Some(slot), token: None }
    }

    /// Adds a token, by which a custom limiter recognizes this permit when it is released.
    pub const fn with_token(mut self, token: u64) -> Self {
        self.token = Some(token);
        self
    }

    /// Returns the token that [`with_token`](Self::with_token) added.
    #[must_use]
    pub const fn token(&self) -> Option<u64> {
        self.token
    }

    pub(crate) const fn slot(&self) -> Option<crate::gcra::Slot> {
        self.slot
    }

    /// Returns how long to wait before sending. Zero means that the request may be sent at once.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

/// The error of a request that would have to wait for quota beyond its deadline.
///
/// It is the source of the [`TransportError`](workos_transport::TransportError) that the call returns.
#[derive(Clone, PartialEq, Eq)]
pub struct WouldExceedError {
    rule: String,
    wait: Duration,
}

impl WouldExceedError {
    /// Creates the error for a rule whose next quota is available after `wait`.
    #[must_use]
    pub fn new(rule: &Rule, wait: Duration) -> Self {
        Self { rule: rule.name().to_owned(), wait }
    }

    /// Returns the name of the rule.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// Returns how long the request would have had to wait.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for WouldExceedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the rate limit `{}` allows the next request in {:.3} s",
            self.rule,
            self.wait.as_secs_f64()
        )
    }
}

impl fmt::Debug for WouldExceedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for WouldExceedError {}

/// The future that [`RateLimiter::acquire`] returns. It needs no allocation if it is ready from the start.
#[must_use = "futures do nothing unless awaited"]
pub struct Acquire<'a>(State<'a>);

enum State<'a> {
    Ready(Option<Result<Permit, WouldExceedError>>),
    Waiting(Pin<Box<dyn Future<Output = Result<Permit, WouldExceedError>> + Send + 'a>>),
}

impl<'a> Acquire<'a> {
    /// Creates a future that is ready with this result.
    pub const fn ready(result: Result<Permit, WouldExceedError>) -> Self {
        Self(State::Ready(Some(result)))
    }

    /// Creates a future that waits for another one, for example for the answer of a store.
    pub fn new(future: impl Future<Output = Result<Permit, WouldExceedError>> + Send + 'a) -> Self {
        Self(State::Waiting(Box::pin(future)))
    }
}

impl Future for Acquire<'_> {
    type Output = Result<Permit, WouldExceedError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            // `None`: the future was polled again after it was ready, which no caller should do.
            State::Ready(result) => result.take().map_or(Poll::Pending, Poll::Ready),
            State::Waiting(future) => future.as_mut().poll(context),
        }
    }
}

impl fmt::Debug for Acquire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acquire").finish_non_exhaustive()
    }
}

/// How a request ended, as far as rate limits are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestOutcome {
    /// The server answered with another status than 429.
    Passed(RateLimit),
    /// The server answered with status 429.
    Throttled {
        /// The time of the `Retry-After` header, if there is one.
        retry_after: Option<Duration>,
        /// The values of the `X-RateLimit-*` headers.
        rate_limit: RateLimit,
    },
}

impl RequestOutcome {
    /// Reads the outcome from an answer.
    #[must_use]
    pub fn of(response: &Response, clock: &dyn Clock) -> Self {
        let rate_limit = RateLimit::of(response, clock);
        match response.status() {
            429 => Self::Throttled { retry_after: response.retry_after(clock), rate_limit },
            _ => Self::Passed(rate_limit),
        }
    }

    /// Returns the values of the `X-RateLimit-*` headers.
    #[must_use]
    pub const fn rate_limit(&self) -> &RateLimit {
        match self {
            Self::Passed(rate_limit) | Self::Throttled { rate_limit, .. } => rate_limit,
        }
    }
}
