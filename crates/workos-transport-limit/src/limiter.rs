//! What decides whether a request may go: the trait, and what passes through it.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use workos_transport::{Clock, Response};

use crate::{Key, Rule};

/// Hands out the quota of rules, key by key.
///
/// [`LocalLimiter`](crate::LocalLimiter) counts in this process. The trait is made so that one shared by many
/// processes fits too: `acquire` reserves and returns how long to wait, and the rules that count a request are asked
/// side by side, so one round trip is enough and the store's own clock decides; all times are durations, so clocks
/// need not agree; and an implementation that cannot reach its store answers from a local share instead of failing.
pub trait RateLimiter: fmt::Debug + Send + Sync {
    /// Reserves `cost` requests of a key under a rule.
    ///
    /// The caller waits for [`Permit::wait`] and sends then. `deadline` is the longest wait that is of use: where it
    /// would be longer, nothing is reserved.
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a>;

    /// Learns how a request of this key ended.
    fn observe(&self, rule: &Rule, key: Key, outcome: &Outcome);

    /// Whether a permit that was waited for still holds. A limiter that has learnt of a pause meanwhile answers
    /// `false`, and the request acquires anew. `true` by default.
    fn holds(&self, rule: &Rule, key: Key, permit: &Permit) -> bool {
        let _unused = (rule, key, permit);
        true
    }

    /// Takes back a permit that no request used, if it can. Does nothing by default.
    fn release(&self, rule: &Rule, key: Key, permit: Permit) {
        let _unused = (rule, key, permit);
    }
}

impl<L: RateLimiter + ?Sized> RateLimiter for Arc<L> {
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a> {
        (**self).acquire(rule, key, cost, deadline)
    }

    fn observe(&self, rule: &Rule, key: Key, outcome: &Outcome) {
        (**self).observe(rule, key, outcome);
    }

    fn holds(&self, rule: &Rule, key: Key, permit: &Permit) -> bool {
        (**self).holds(rule, key, permit)
    }

    fn release(&self, rule: &Rule, key: Key, permit: Permit) {
        (**self).release(rule, key, permit);
    }
}

/// A reservation: when its request may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a permit is waited for, or released"]
pub struct Permit {
    wait: Duration,
    slot: Option<crate::gcra::Slot>,
    token: Option<u64>,
}

impl Permit {
    /// A permit for a request that goes after `wait`.
    pub const fn after(wait: Duration) -> Self {
        Self { wait, slot: None, token: None }
    }

    pub(crate) const fn of(slot: crate::gcra::Slot, wait: Duration) -> Self {
        Self { wait, slot: Some(slot), token: None }
    }

    /// Adds what a limiter of another making tells its permits apart by, to find this one when it is released.
    pub const fn with_token(mut self, token: u64) -> Self {
        self.token = Some(token);
        self
    }

    /// What [`with_token`](Self::with_token) added.
    #[must_use]
    pub const fn token(&self) -> Option<u64> {
        self.token
    }

    pub(crate) const fn slot(&self) -> Option<crate::gcra::Slot> {
        self.slot
    }

    /// How long to wait before sending; zero for at once.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

/// A rule has no room before the deadline. It is the source of the
/// [`TransportError`](workos_transport::TransportError) that the call ends with.
#[derive(Clone, PartialEq, Eq)]
pub struct WouldExceed {
    rule: String,
    wait: Duration,
}

impl WouldExceed {
    /// That the rule has room only after `wait`.
    #[must_use]
    pub fn new(rule: &Rule, wait: Duration) -> Self {
        Self { rule: rule.name().to_owned(), wait }
    }

    /// The name of the rule.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// How long it would have been.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for WouldExceed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the rate limit `{}` has room in {:.3} s", self.rule, self.wait.as_secs_f64())
    }
}

impl fmt::Debug for WouldExceed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for WouldExceed {}

/// The future of [`RateLimiter::acquire`]; one that is ready needs no allocation.
#[must_use = "futures do nothing unless awaited"]
pub struct Acquire<'a>(State<'a>);

enum State<'a> {
    Ready(Option<Result<Permit, WouldExceed>>),
    Waiting(Pin<Box<dyn Future<Output = Result<Permit, WouldExceed>> + Send + 'a>>),
}

impl<'a> Acquire<'a> {
    /// An answer that is known at once.
    pub const fn ready(answer: Result<Permit, WouldExceed>) -> Self {
        Self(State::Ready(Some(answer)))
    }

    /// An answer that has to be asked for.
    pub fn new(future: impl Future<Output = Result<Permit, WouldExceed>> + Send + 'a) -> Self {
        Self(State::Waiting(Box::pin(future)))
    }
}

impl Future for Acquire<'_> {
    type Output = Result<Permit, WouldExceed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            // Like any future, it is not to be polled again after it was ready.
            State::Ready(answer) => answer.take().map_or(Poll::Pending, Poll::Ready),
            State::Waiting(future) => future.as_mut().poll(context),
        }
    }
}

impl fmt::Debug for Acquire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acquire").finish_non_exhaustive()
    }
}

/// How a request ended, as far as limits are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The server did not refuse it for its rate.
    Passed(Reported),
    /// 429: the server wants `retry_after` to pass first, if it said so.
    Throttled {
        /// Its `Retry-After`.
        retry_after: Option<Duration>,
        /// Its `X-RateLimit-*`.
        reported: Reported,
    },
}

impl Outcome {
    /// What an answer says.
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

    /// Its `X-RateLimit-*`.
    #[must_use]
    pub const fn reported(&self) -> &Reported {
        match self {
            Self::Passed(reported) | Self::Throttled { reported, .. } => reported,
        }
    }
}

/// What the server says of a limit in its `X-RateLimit-*` headers. Production documents none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reported {
    /// How many requests the window allows.
    pub limit: Option<u32>,
    /// How many of them are left.
    pub remaining: Option<u32>,
    /// How long until the window ends.
    pub reset: Option<Duration>,
}

impl Reported {
    /// Reads the headers. `X-RateLimit-Reset` is an instant in seconds since the epoch; a number too small to be one
    /// of this century is taken as seconds from now.
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
    fn reset_is_an_instant_or_a_number_of_seconds() {
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
