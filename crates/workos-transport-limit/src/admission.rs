//! One request's way through all the rules that count it.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tracing::debug;
use workos_transport::{Clock, Operation, Request, TransportError, TransportErrorKind};

use crate::{Key, Outcome, Permit, RateLimiter, Rule, Rules, WouldExceed};

/// The permits of a request that has not been sent. Dropping it gives them back.
pub(crate) struct Admission<'a> {
    limiter: &'a dyn RateLimiter,
    clock: &'a dyn Clock,
    operation: &'static Operation,
    /// The time on the clock by which the request has to go.
    deadline: Duration,
    charges: Vec<Charge<'a>>,
    longest: Option<(Duration, &'a str)>,
}

/// One rule that counts the request.
struct Charge<'a> {
    rule: &'a Rule,
    key: Key,
    /// The permit, and the time on the clock at which it is due.
    held: Option<(Permit, Duration)>,
}

impl<'a> Admission<'a> {
    pub(crate) fn new(
        limiter: &'a dyn RateLimiter,
        clock: &'a dyn Clock,
        rules: &'a Rules,
        request: &Request,
    ) -> Self {
        let charge = |rule: &'a Rule| Some(Charge { rule, key: rule.key(request)?, held: None });
        Self {
            limiter,
            clock,
            operation: request.operation(),
            deadline: clock.elapsed().saturating_add(request.remaining()),
            charges: rules.iter().filter_map(charge).collect(),
            longest: None,
        }
    }

    /// How much time is left.
    pub(crate) fn left(&self) -> Duration {
        self.deadline.saturating_sub(self.clock.elapsed())
    }

    /// The longest wait for one rule.
    pub(crate) const fn longest_wait(&self) -> Option<(Duration, &'a str)> {
        self.longest
    }

    /// Acquires what is not held, and waits for the latest of it.
    pub(crate) async fn wait(&mut self) -> Result<(), TransportError> {
        while let Some((wait, rule)) = self.acquire().await? {
            debug!(
                workos.operation = self.operation.id(),
                rule,
                wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                "waiting for a rate limit"
            );
            if self.longest.is_none_or(|(longest, _)| wait > longest) {
                self.longest = Some((wait, rule));
            }
            self.clock.sleep(wait).await;
        }
        Ok(())
    }

    /// Acquires what is missing or stale, all at one time, and returns the longest wait and its rule.
    async fn acquire(&mut self) -> Result<Option<(Duration, &'a str)>, TransportError> {
        self.drop_stale(self.clock.elapsed());
        let left = self.left();
        // A request that would go in the last moment could not be answered any more.
        let patience = left.saturating_sub(Duration::from_nanos(1));
        // Asked side by side: a limiter shared by a fleet costs one round trip, however many rules count.
        let (limiter, missing) =
            (self.limiter, self.charges.iter_mut().filter(|charge| charge.held.is_none()));
        let mut asking: Vec<_> = missing
            .map(|charge| {
                let acquire = limiter.acquire(charge.rule, charge.key, 1, patience);
                (charge, Some(acquire))
            })
            .collect();
        let clock = self.clock;
        let mut refused = None;
        poll_fn(|context| {
            let mut waiting = false;
            for (charge, asked) in &mut asking {
                let Some(acquire) = asked else { continue };
                match Pin::new(acquire).poll(context) {
                    Poll::Pending => waiting = true,
                    Poll::Ready(answer) => {
                        *asked = None;
                        match answer {
                            Ok(permit) => {
                                charge.held = Some((permit, clock.elapsed().saturating_add(permit.wait())));
                            }
                            Err(exceeded) => {
                                refused.get_or_insert((charge.rule, exceeded));
                            }
                        }
                    }
                }
            }
            if waiting { Poll::Pending } else { Poll::Ready(()) }
        })
        .await;
        if let Some((rule, exceeded)) = refused {
            return Err(refusal(rule, exceeded, left));
        }
        let now = self.clock.elapsed();
        // What held when the limiter was asked is not stale for how long the limiter took to answer.
        for (_, due) in self.charges.iter_mut().filter_map(|charge| charge.held.as_mut()) {
            *due = (*due).max(now);
        }
        let last = self.charges.iter().filter_map(|charge| Some((charge.held?.1, charge.rule.name()))).max();
        let Some((due, rule)) = last.filter(|(due, _)| *due > now) else { return Ok(None) };
        // Permits that would be stale by then are of more use to others; they are acquired anew after the wait.
        self.drop_stale(due);
        Ok(Some((due - now, rule)))
    }

    /// Whether the request may go now: every permit holds and none is stale.
    pub(crate) fn is_fresh(&mut self) -> bool {
        self.drop_stale(self.clock.elapsed());
        self.charges.iter().all(|charge| charge.held.is_some())
    }

    /// Gives back permits that at `time` will have been due for longer than an interval of their rule, or that a
    /// pause has overtaken. The limiter spaces requests by when they are due, so one that goes later would meet
    /// those of a later time; being late by one interval is within the limit.
    fn drop_stale(&mut self, time: Duration) {
        for Charge { rule, key, held } in &mut self.charges {
            let stale = |(permit, due): &mut (Permit, Duration)| {
                time > due.saturating_add(rule.interval()) || !self.limiter.holds(rule, *key, permit)
            };
            if let Some((permit, _)) = held.take_if(stale) {
                self.limiter.release(rule, *key, permit);
            }
        }
    }

    /// The permits are used now, whatever becomes of the request.
    pub(crate) fn spend(mut self) -> Sent<'a> {
        Sent { limiter: self.limiter, charges: std::mem::take(&mut self.charges) }
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        release(self.limiter, &mut self.charges);
    }
}

/// The permits of a request that was sent.
pub(crate) struct Sent<'a> {
    limiter: &'a dyn RateLimiter,
    charges: Vec<Charge<'a>>,
}

impl Sent<'_> {
    /// Tells the limiter how the request ended. A report or refusal concerns one limit: the rule with the reported
    /// limit, else the narrowest; the others only learn that nothing was held against them.
    pub(crate) fn observe(&self, outcome: &Outcome) {
        let reported = outcome.reported().limit;
        let concerned = self.charges.iter().rposition(|charge| Some(charge.rule.limit()) == reported);
        let concerned = concerned.or_else(|| self.charges.len().checked_sub(1));
        for (index, charge) in self.charges.iter().enumerate() {
            if Some(index) == concerned {
                self.limiter.observe(charge.rule, charge.key, outcome);
            } else if matches!(outcome, Outcome::Passed(_)) {
                self.limiter.observe(charge.rule, charge.key, &Outcome::Passed(crate::Reported::default()));
            }
        }
    }

    /// The server has not seen the request, so it did not count it.
    pub(crate) fn release(mut self) {
        release(self.limiter, &mut self.charges);
    }
}

fn release(limiter: &dyn RateLimiter, charges: &mut [Charge<'_>]) {
    for charge in charges {
        if let Some((permit, _)) = charge.held.take() {
            limiter.release(charge.rule, charge.key, permit);
        }
    }
}

fn refusal(rule: &Rule, exceeded: WouldExceed, left: Duration) -> TransportError {
    let message = format!(
        "not sent: the rate limit `{}` ({} in {} s) has room in {:.1} s, and {:.1} s are left",
        rule.name(),
        rule.limit(),
        rule.window().as_secs_f64(),
        exceeded.wait().as_secs_f64(),
        left.as_secs_f64()
    );
    TransportError::new(TransportErrorKind::Timeout, message)
        .unprocessed()
        .with_retry_after(exceeded.wait())
        .with_source(exceeded)
}
