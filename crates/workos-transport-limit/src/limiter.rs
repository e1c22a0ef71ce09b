//! The trait of rate limiters, and its types.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use workos_transport::{Clock, Response};

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
    /// would be longer, nothing is reserved, and the result is [`WouldExceed`].
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
pub struct WouldExceed {
    rule: String,
    wait: Duration,
}

impl WouldExceed {
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

impl fmt::Display for WouldExceed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the rate limit `{}` allows the next request in {:.3} s",
            self.rule,
            self.wait.as_secs_f64()
        )
    }
}

impl fmt::Debug for WouldExceed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for WouldExceed {}

/// The future that [`RateLimiter::acquire`] returns. It needs no allocation if it is ready from the start.
#[must_use = "futures do nothing unless awaited"]
pub struct Acquire<'a>(State<'a>);

enum State<'a> {
    Ready(Option<Result<Permit, WouldExceed>>),
    Waiting(Pin<Box<dyn Future<Output = Result<Permit, WouldExceed>> + Send + 'a>>),
}

impl<'a> Acquire<'a> {
    /// Creates a future that is ready with this result.
    pub const fn ready(result: Result<Permit, WouldExceed>) -> Self {
        Self(State::Ready(Some(result)))
    }

    /// Creates a future that waits for another one, for example for the answer of a store.
    pub fn new(future: impl Future<Output = Result<Permit, WouldExceed>> + Send + 'a) -> Self {
        Self(State::Waiting(Box::pin(future)))
    }
}

impl Future for Acquire<'_> {
    type Output = Result<Permit, WouldExceed>;

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
    Passed(Reported),
    /// The server answered with status 429.
    Throttled {
        /// The time of the `Retry-After` header, if there is one.
        retry_after: Option<Duration>,
        /// The values of the `X-RateLimit-*` headers.
        reported: Reported,
    },
}

impl RequestOutcome {
    /// Reads the outcome from an answer.
    #[must_use]
    pub fn of(response: &Response, clock: &dyn Clock) -> Self {
        let reported = Reported::read(response, clock);
        match response.status() {
            http::StatusCode::TOO_MANY_REQUESTS => {
                Self::Throttled { retry_after: response.retry_after(clock), reported }
            }
            _ => Self::Passed(reported),
        }
    }

    /// Returns the values of the `X-RateLimit-*` headers.
    #[must_use]
    pub const fn reported(&self) -> &Reported {
        match self {
            Self::Passed(reported) | Self::Throttled { reported, .. } => reported,
        }
    }
}

/// The values of an answer's `X-RateLimit-*` headers. The documentation of the production API mentions no such headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reported {
    /// How many requests the window allows.
    pub limit: Option<u32>,
    /// How many requests are left in the window.
    pub remaining: Option<u32>,
    /// The time until the window ends.
    pub reset: Option<Duration>,
}

impl Reported {
    /// Reads the headers of an answer.
    ///
    /// `X-RateLimit-Reset` is a Unix timestamp in seconds. A number below 1,000,000,000, which would be before
    /// September 2001, is taken as seconds from now.
    #[must_use]
    pub fn read(response: &Response, clock: &dyn Clock) -> Self {
        const LIMIT: http::HeaderName = http::HeaderName::from_static("x-ratelimit-limit");
        const REMAINING: http::HeaderName = http::HeaderName::from_static("x-ratelimit-remaining");
        const RESET: http::HeaderName = http::HeaderName::from_static("x-ratelimit-reset");
        const YEAR_2001: u64 = 1_000_000_000;
        let number = |name: &http::HeaderName| response.header(name)?.trim().parse::<u64>().ok();
        let count = |name| number(name).map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        let from_now = |reset: u64| match u64::try_from(clock.now().as_millis()) {
            Ok(now) if reset >= YEAR_2001 => {
                Duration::from_millis(reset.saturating_mul(1000).saturating_sub(now))
            }
            _ => Duration::from_secs(reset),
        };
        Self { limit: count(&LIMIT), remaining: count(&REMAINING), reset: number(&RESET).map(from_now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workos_transport::ManualClock;

    #[test]
    fn reset_is_a_unix_timestamp_or_a_number_of_seconds_from_now() {
        let clock = ManualClock::manual();
        let read = |reset: u64| {
            let http = http::Response::builder()
                .header("x-ratelimit-limit", "600")
                .header("x-ratelimit-remaining", " 0 ")
                .header("x-ratelimit-reset", reset)
                .body(bytes::Bytes::new())
                .unwrap();
            Reported::read(&Response::new(http), &clock)
        };
        let in_30_s = u64::try_from(clock.now().as_secs()).unwrap() + 30;
        for reset in [in_30_s, 30] {
            let reported = read(reset);
            assert_eq!((reported.limit, reported.remaining), (Some(600), Some(0)));
            assert_eq!(reported.reset, Some(Duration::from_secs(30)));
        }
        assert_eq!(read(1_640_000_000).reset, Some(Duration::ZERO), "a window that is over");
    }
}
