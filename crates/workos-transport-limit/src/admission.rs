//! Acquires permits for one request from all rules that count it.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tracing::debug;
use workos_transport::{Clock, Operation, Request, TransportError, TransportErrorKind};

use crate::{Key, Permit, RateLimiter, RequestOutcome, Rule, Rules, WouldExceedError};

/// The permits of a request that has not been sent. Dropping it releases them.
pub(crate) struct Admission<'a> {
    limiter: &'a dyn RateLimiter,
    clock: &'a dyn Clock,
    operation: &'static Operation,
    /// The time on the clock by which the request has to be sent.
    deadline: Duration,
    charges: Vec<Charge<'a>>,
    longest: Option<(Duration, &'a str)>,
}

/// A rule that counts the request, with its permit.
struct Charge<'a> {
    rule: &'a Rule,
    key: Key,
    /// The permit if it was acquired, and the time on the clock at which it is due.
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

    /// Returns the time until the deadline.
    pub(crate) fn left(&self) -> Duration {
        self.deadline.saturating_sub(self.clock.elapsed())
    }

    /// Returns the longest wait for a single rule, and the name of that rule.
    pub(crate) const fn longest_wait(&self) -> Option<(Duration, &'a str)> {
        self.longest
    }

    /// Acquires the missing permits and waits until the last of them is due.
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

    /// Acquires the permits that are missing or stale, all at the same time. Returns the longest wait and its rule, or
    /// `None` if there is nothing to wait for.
    async fn acquire(&mut self) -> Result<Option<(Duration, &'a str)>, TransportError> {
        self.drop_stale(self.clock.elapsed());
        let left = self.left();
        // A request that is sent only at the deadline cannot be answered in time.
        let patience = left.saturating_sub(Duration::from_nanos(1));
        // The permits are acquired concurrently: a remote limiter takes one round trip, however many rules there are.
        let (limiter, missing) =
            (self.limiter, self.charges.iter_mut().filter(|charge| charge.held.is_none()));
        let mut acquiring: Vec<_> = missing
            .map(|charge| {
                let acquire = limiter.acquire(charge.rule, charge.key, 1, patience);
                (charge, Some(acquire))
            })
            .collect();
        let clock = self.clock;
        let mut refused = None;
        poll_fn(|context| {
            let mut waiting = false;
            for (charge, pending) in &mut acquiring {
                let Some(acquire) = pending else { continue };
                match Pin::new(acquire).poll(context) {
                    Poll::Pending => waiting = true,
                    Poll::Ready(answer) => {
                        *pending = None;
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
        // A permit must not become stale only because the limiter took long to answer.
        for (_, due) in self.charges.iter_mut().filter_map(|charge| charge.held.as_mut()) {
            *due = (*due).max(now);
        }
        let last = self.charges.iter().filter_map(|charge| Some((charge.held?.1, charge.rule.name()))).max();
        let Some((due, rule)) = last.filter(|(due, _)| *due > now) else { return Ok(None) };
        // Permits that would be stale after the wait are released for other requests, and acquired again then.
        self.drop_stale(due);
        Ok(Some((due - now, rule)))
    }

    /// Returns whether the request may be sent now: it has all permits, and none of them is stale.
    pub(crate) fn is_fresh(&mut self) -> bool {
        self.drop_stale(self.clock.elapsed());
        self.charges.iter().all(|charge| charge.held.is_some())
    }

    /// Releases the permits that are stale at `time`: due for longer than one interval of their rule, or no longer
    /// valid because of a pause.
    ///
    /// The limiter spaces requests by the times at which they are due. A request that is sent later would come on top
    /// of the requests of a later time. A delay of one interval is within the limit.
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

    /// Marks the permits as used, just before the request is sent.
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
    /// Tells the limiter how the request ended.
    ///
    /// A 429 and the reported values concern one rule: the one with the reported limit, or else the narrowest. The
    /// other rules are told only that a request passed.
    pub(crate) fn observe(&self, outcome: &RequestOutcome) {
        let reported = outcome.rate_limit().limit;
        let concerned = self.charges.iter().rposition(|charge| Some(charge.rule.limit()) == reported);
        let concerned = concerned.or_else(|| self.charges.len().checked_sub(1));
        for (index, charge) in self.charges.iter().enumerate() {
            if Some(index) == concerned {
                self.limiter.observe(charge.rule, charge.key, outcome);
            } else if matches!(outcome, RequestOutcome::Passed(_)) {
                self.limiter.observe(
                    charge.rule,
                    charge.key,
                    &RequestOutcome::Passed(crate::RateLimit::default()),
                );
            }
        }
    }

    /// Releases the permits of a request that the server did not process and therefore did not count.
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

fn refusal(rule: &Rule, exceeded: WouldExceedError, left: Duration) -> TransportError {
    let message = format!(
        "not sent: the rate limit `{}` ({} requests in {} s) allows the next request in {:.1} s, and the call has \
         {:.1} s left",
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
