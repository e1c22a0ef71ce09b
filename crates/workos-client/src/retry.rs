//! Whether and when a call is sent again: one pure decision.

use std::time::Duration;

use workos_transport::{Operation, TransportError, TransportErrorKind};

use crate::retry_settings::{Jitter, RetryStatuses};

/// A retry policy.
///
/// Whatever the policy, a call is only sent again when that does no harm:
///
/// - After 429, and after failures where the server cannot have acted, every operation is retried. A server that
///   answers 429 has refused the request without acting on it.
/// - After the other [statuses](RetryStatuses), timeouts and lost connections, an operation is retried only if its
///   contract marks it as repeatable.
///
/// `Retry-After` is obeyed: the wait is never shorter. [`Jitter`] makes it longer, so that callers with the same
/// `Retry-After` do not retry at the same moment. If the call's deadline does not leave enough time for the wait, the
/// call returns at once.
///
/// ```
/// use std::time::Duration;
/// use workos_client::{Jitter, Retry};
///
/// let retry = Retry::standard()
///     .with_max_attempts(5)
///     .with_initial_backoff(Duration::from_millis(200))
///     .with_max_backoff(Duration::from_secs(5))
///     .with_jitter(Jitter::Equal);
/// # let _ = retry;
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retry {
    attempts: u32,
    failure_base: Duration,
    throttle_base: Duration,
    cap: Duration,
    jitter: Jitter,
    statuses: RetryStatuses,
    budgeted: bool,
}

impl Retry {
    /// The default: 3 attempts; exponential backoff with full jitter from 50 ms, or from 1 s after 429, up to 20 s;
    /// within the client's retry budget.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            attempts: 3,
            failure_base: Duration::from_millis(50),
            throttle_base: Duration::from_secs(1),
            cap: Duration::from_secs(20),
            jitter: Jitter::Full,
            statuses: RetryStatuses::standard(),
            budgeted: true,
        }
    }

    /// Five retries after 1, 2, 4, 8 and 16 seconds, without jitter and outside the budget: for jobs that should wait
    /// rather than fail. Give such calls a deadline of more than 31 seconds plus the time of the attempts.
    #[must_use]
    pub const fn persistent() -> Self {
        Self {
            attempts: 6,
            failure_base: Duration::from_secs(1),
            throttle_base: Duration::from_secs(1),
            cap: Duration::from_secs(16),
            jitter: Jitter::None,
            statuses: RetryStatuses::standard(),
            budgeted: false,
        }
    }

    /// No retries: every call is sent once.
    #[must_use]
    pub const fn none() -> Self {
        Self { attempts: 1, ..Self::standard() }
    }

    /// Sets the maximum number of attempts, including the first; 0 counts as 1.
    #[must_use]
    pub const fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets the backoff before the first retry; each later backoff is twice as long. 50 ms in the standard policy.
    #[must_use]
    pub const fn with_initial_backoff(mut self, backoff: Duration) -> Self {
        self.failure_base = backoff;
        self
    }

    /// Sets the backoff before the first retry after 429 without `Retry-After`; 1 s in the standard policy.
    #[must_use]
    pub const fn with_initial_throttle_backoff(mut self, backoff: Duration) -> Self {
        self.throttle_base = backoff;
        self
    }

    /// Sets the longest backoff; 20 s in the standard policy. A longer `Retry-After` is still obeyed.
    #[must_use]
    pub const fn with_max_backoff(mut self, backoff: Duration) -> Self {
        self.cap = backoff;
        self
    }

    /// Sets the jitter of waits; [`Jitter::Full`] in the standard policy.
    #[must_use]
    pub const fn with_jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets the statuses after which a call is sent again; [`RetryStatuses::standard`] by default.
    #[must_use]
    pub const fn with_statuses(mut self, statuses: RetryStatuses) -> Self {
        self.statuses = statuses;
        self
    }

    /// Whether the policy allows retries.
    pub(crate) const fn allows_retries(&self) -> bool {
        self.attempts > 1
    }

    pub(crate) const fn is_budgeted(&self) -> bool {
        self.budgeted
    }

    /// Decides what follows an attempt. The function is pure: the same situation gives the same decision.
    pub(crate) fn decide(&self, operation: &Operation, situation: &Situation<'_>) -> Decision {
        let Some(cause) = self.cause(operation, situation.outcome) else {
            return Decision::Stop;
        };
        if situation.attempt >= self.attempts {
            return Decision::Stop;
        }
        let base = if cause == Cause::Throttle { self.throttle_base } else { self.failure_base };
        let exponential = base.saturating_mul(1 << situation.attempt.saturating_sub(1).min(16)).min(self.cap);
        let backoff = self.jitter.backoff(exponential, situation.share());
        let wait = match situation.outcome.retry_after() {
            Some(asked) => {
                backoff.max(self.jitter.retry_after(asked, situation.remaining, situation.share()))
            }
            None => backoff,
        };
        if wait < situation.remaining { Decision::After(wait) } else { Decision::Stop }
    }

    /// Returns the cost of a retry after this outcome; `None` if this operation is not retried after it. The number of
    /// attempts does not matter here.
    pub(crate) fn cost(&self, operation: &Operation, outcome: &Outcome<'_>) -> Option<u32> {
        self.cause(operation, outcome).map(|cause| match cause {
            Cause::Throttle => crate::budget::RetryBudget::THROTTLE,
            Cause::Failure => crate::budget::RetryBudget::FAILURE,
        })
    }

    /// Returns the reason for a retry after this outcome; `None` if this operation is not retried after it.
    fn cause(&self, operation: &Operation, outcome: &Outcome<'_>) -> Option<Cause> {
        match outcome {
            Outcome::Answered { status, .. } => match *status {
                status if !self.statuses.contains(status) => None,
                429 => Some(Cause::Throttle),
                _ => operation.is_repeatable().then_some(Cause::Failure),
            },
            Outcome::Failed(error) => (can_succeed_later(error)
                && (error.is_unprocessed() || operation.is_repeatable()))
            .then_some(Cause::Failure),
        }
    }
}

/// Whether the same request can succeed later, regardless of whether a second execution does harm.
pub(crate) fn can_succeed_later(error: &TransportError) -> bool {
    use TransportErrorKind::{Connect, Lost, Proxy, Timeout, Tls};
    match error.kind() {
        Tls | Proxy => false,
        Connect | Lost | Timeout => true,
        _ => error.is_unprocessed(),
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}

/// The input of a retry decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    /// The number of the attempt that just ended, counted from 1.
    pub(crate) attempt: u32,
    /// How the attempt ended.
    pub(crate) outcome: &'a Outcome<'a>,
    /// How much of the call's deadline is left.
    pub(crate) remaining: Duration,
    /// A random number from 0 to 1.
    pub(crate) jitter: f64,
}

impl<'a> Situation<'a> {
    /// Creates the situation after an attempt.
    pub(crate) const fn new(
        attempt: u32,
        outcome: &'a Outcome<'a>,
        remaining: Duration,
        jitter: f64,
    ) -> Self {
        Self { attempt, outcome, remaining, jitter }
    }

    /// The share of the longest backoff to wait, from 0 to 1; 1 if the random number is NaN.
    fn share(&self) -> f64 {
        if self.jitter.is_nan() { 1.0 } else { self.jitter.clamp(0.0, 1.0) }
    }
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome<'a> {
    /// The server answered.
    Answered {
        /// The status of the answer.
        status: u16,
        /// Its `Retry-After`.
        retry_after: Option<Duration>,
    },
    /// There was no complete answer.
    Failed(&'a TransportError),
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The call ends with this outcome.
    Stop,
    /// The request is sent again after this time.
    After(Duration),
}

impl Outcome<'_> {
    /// How long the server asked to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Answered { retry_after, .. } => *retry_after,
            Self::Failed(error) => error.retry_after(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Throttle,
    Failure,
}

#[cfg(test)]
mod tests;
