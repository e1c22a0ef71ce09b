//! The limiter that counts in this process.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use workos_transport::Clock;

use crate::gcra::{Bucket, FULL_SPEED};
use crate::{Acquire, Key, Outcome, Permit, RateLimiter, Rule, WouldExceed};

/// Counts in this process: a bucket (GCRA, one atomic) for each key.
///
/// After a 429 with `Retry-After` nothing of its key goes before that time, and then one by one. Made
/// [`adaptive`](Self::adaptive), it also finds a pace where the rule's limit is not all its own.
///
/// It keeps 10,000 keys, or as many as told. Buckets that are full again are forgotten first, which changes nothing;
/// should all be in use, further keys share one bucket for each rule: slower than they need be, never faster.
pub struct LocalLimiter {
    clock: Arc<dyn Clock>,
    adaptive: bool,
    max_keys: usize,
    buckets: RwLock<HashMap<Key, Bucket>>,
    /// Until then no bucket is full again, so looking for one is no use.
    crowded_until: AtomicU64,
}

impl LocalLimiter {
    /// A limiter on this clock, usually that of the transport it serves.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            adaptive: false,
            max_keys: 10_000,
            buckets: RwLock::default(),
            crowded_until: AtomicU64::new(0),
        }
    }

    /// Makes it learn, for keys whose limit others use too or whose limit is unknown.
    ///
    /// Each 429 slows its key by three tenths and successes speed it up again, to full speed within 32 times the
    /// limit; a 429 without `Retry-After` pauses it for a second. Where the server sends `X-RateLimit-*`, a limit
    /// below the rule's is adopted, and with none remaining nothing goes before the window ends.
    #[must_use]
    pub const fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// Sets how many keys it keeps at most; 0 counts as 1.
    #[must_use]
    pub const fn with_max_keys(mut self, keys: usize) -> Self {
        self.max_keys = if keys == 0 { 1 } else { keys };
        self
    }

    /// How many keys it keeps now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.buckets.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether it keeps no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn now(&self) -> u64 {
        nanos(self.clock.elapsed())
    }

    fn reserve(&self, rule: &Rule, key: Key, cost: u32, deadline: Duration) -> Result<Permit, WouldExceed> {
        let now = self.now();
        let taken =
            self.with_bucket(rule, key, now, |bucket| bucket.take(rule.pace(), cost, now, nanos(deadline)));
        taken
            .map(|slot| Permit::of(slot, Duration::from_nanos(slot.at - now)))
            .map_err(|wait| WouldExceed::new(rule, Duration::from_nanos(wait)))
    }

    /// Works on the bucket of a key. It stays locked in the map meanwhile, so that no bucket in use is forgotten.
    fn with_bucket<R>(&self, rule: &Rule, key: Key, now: u64, work: impl FnOnce(&Bucket) -> R) -> R {
        if let Some(bucket) = self.buckets.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return work(bucket);
        }
        let mut buckets = self.buckets.write().unwrap_or_else(PoisonError::into_inner);
        let crowd = Key::crowd(rule);
        let has_room = buckets.contains_key(&key) || self.make_room(&mut buckets, now);
        // A key that moves out of the shared bucket can have used what that one has lent.
        let used = buckets.get(&crowd).map_or(0, Bucket::arrival);
        work(buckets.entry(if has_room { key } else { crowd }).or_insert_with(|| Bucket::new(used)))
    }

    fn make_room(&self, buckets: &mut HashMap<Key, Bucket>, now: u64) -> bool {
        if buckets.len() >= self.max_keys && self.crowded_until.load(Ordering::Relaxed) <= now {
            buckets.retain(|_, bucket| !bucket.is_idle(now));
            let next = buckets.values().map(Bucket::arrival).min().unwrap_or(0);
            self.crowded_until.store(next, Ordering::Relaxed);
        }
        buckets.len() < self.max_keys
    }

    fn learn(&self, rule: &Rule, bucket: &Bucket, now: u64, outcome: &Outcome) {
        let pace = rule.pace();
        let reported = outcome.reported();
        let exhausted = reported.reset.filter(|_| self.adaptive && reported.remaining == Some(0));
        let pause = match outcome {
            Outcome::Throttled { retry_after: Some(wait), .. } => Some(*wait),
            Outcome::Throttled { .. } if self.adaptive => Some(exhausted.unwrap_or(Duration::from_secs(1))),
            _ => exhausted,
        };
        if self.adaptive {
            let ceiling = match reported.limit {
                Some(limit) if limit < rule.limit() => scale(limit, rule.limit()),
                _ => FULL_SPEED,
            };
            match outcome {
                // One answer speaks for all that were under way together.
                Outcome::Throttled { .. } if bucket.is_paused(now) => {}
                Outcome::Throttled { .. } => bucket.slow_down(),
                Outcome::Passed(_) => {
                    bucket.speed_up(FULL_SPEED / rule.limit().saturating_mul(32).max(1), ceiling);
                }
            }
        }
        if let Some(pause) = pause {
            // No limit lasts longer than its window; a longer pause would be about something else.
            let pause = pause.min(rule.window().max(Duration::from_secs(60)));
            bucket.pause(pace, now.saturating_add(nanos(pause)));
        }
    }
}

impl RateLimiter for LocalLimiter {
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a> {
        Acquire::ready(self.reserve(rule, key, cost, deadline))
    }

    fn observe(&self, rule: &Rule, key: Key, outcome: &Outcome) {
        if self.adaptive || matches!(outcome, Outcome::Throttled { .. }) {
            let now = self.now();
            self.with_bucket(rule, key, now, |bucket| self.learn(rule, bucket, now, outcome));
        }
    }

    fn holds(&self, rule: &Rule, key: Key, permit: &Permit) -> bool {
        permit.slot().is_none_or(|slot| self.with_bucket(rule, key, self.now(), |bucket| bucket.holds(slot)))
    }

    fn release(&self, rule: &Rule, key: Key, permit: Permit) {
        if let Some(slot) = permit.slot() {
            self.with_bucket(rule, key, self.now(), |bucket| bucket.give_back(slot));
        }
    }
}

impl fmt::Debug for LocalLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalLimiter")
            .field("adaptive", &self.adaptive)
            .field("keys", &self.len())
            .field("max_keys", &self.max_keys)
            .finish_non_exhaustive()
    }
}

/// The speed of `limit` under a rule that allows `of`.
fn scale(limit: u32, of: u32) -> u32 {
    u32::try_from(u64::from(limit) * u64::from(FULL_SPEED) / u64::from(of.max(1))).unwrap_or(FULL_SPEED)
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;
    use crate::{KeyBy, Reported};
    use workos_transport::ManualClock;

    const MINUTE: Duration = Duration::from_secs(60);

    fn limiter() -> (LocalLimiter, ManualClock) {
        let clock = ManualClock::manual();
        (LocalLimiter::new(Arc::new(clock.clone())), clock)
    }

    /// Sixty a minute with a burst of 10: one in 1.2 s.
    fn rule() -> Rule {
        Rule::new("rule", 60, MINUTE).with_burst(10).keyed_by(KeyBy::All)
    }

    fn key(name: &str) -> Key {
        Key::new(&rule(), name.as_bytes())
    }

    #[expect(clippy::unwrap_used, reason = "with no deadline there is always a permit")]
    fn wait(limiter: &LocalLimiter, key: Key) -> Duration {
        limiter.reserve(&rule(), key, 1, Duration::MAX).unwrap().wait()
    }

    fn throttled(retry_after: Option<u64>) -> Outcome {
        Outcome::Throttled {
            retry_after: retry_after.map(Duration::from_secs),
            reported: Reported::default(),
        }
    }

    #[test]
    fn each_key_has_the_limit_for_itself() {
        let (limiter, _) = limiter();
        for name in ["a", "b"] {
            let waits: Vec<_> = (0..12).map(|_| wait(&limiter, key(name)).as_millis()).collect();
            assert_eq!(waits, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1200, 2400]);
        }
    }

    #[test]
    fn retry_after_pauses_its_key_and_no_other_and_voids_what_was_waiting() {
        let (limiter, clock) = limiter();
        (0..10).for_each(|_| assert_eq!(wait(&limiter, key("a")), Duration::ZERO));
        let early = limiter.reserve(&rule(), key("a"), 1, MINUTE).unwrap();
        limiter.observe(&rule(), key("a"), &throttled(Some(20)));
        assert!(!limiter.holds(&rule(), key("a"), &early));
        assert_eq!(wait(&limiter, key("a")), Duration::from_secs(20));
        assert_eq!(wait(&limiter, key("b")), Duration::ZERO);
        clock.advance(MINUTE);
        assert_eq!(wait(&limiter, key("a")), Duration::ZERO);
    }

    #[test]
    fn a_pause_is_not_longer_than_the_window() {
        let (limiter, _) = limiter();
        limiter.observe(&rule(), key("a"), &throttled(Some(86_400)));
        assert_eq!(wait(&limiter, key("a")), MINUTE);
    }

    #[test]
    fn adaptive_slows_down_once_for_answers_that_come_together_and_recovers() {
        let (limiter, clock) = limiter();
        let limiter = limiter.adaptive();
        (0..5).for_each(|_| limiter.observe(&rule(), key("a"), &throttled(None)));
        let spacing = |limiter: &LocalLimiter| wait(limiter, key("a")).abs_diff(wait(limiter, key("a")));
        assert_eq!(spacing(&limiter).as_millis(), 1714, "1.2 s at seven tenths of the speed");
        for _ in 0..600 {
            limiter.observe(&rule(), key("a"), &Outcome::Passed(Reported::default()));
        }
        clock.advance(MINUTE);
        (0..10).for_each(|_| _ = wait(&limiter, key("a")));
        assert_eq!(spacing(&limiter).as_millis(), 1200);
    }

    #[test]
    fn adaptive_believes_what_the_server_reports() {
        let (limiter, _) = limiter();
        let limiter = limiter.adaptive();
        let reported = Reported { limit: Some(30), remaining: Some(12), reset: Some(MINUTE) };
        limiter.observe(&rule(), key("a"), &Outcome::Passed(reported));
        (0..10).for_each(|_| _ = wait(&limiter, key("a")));
        assert_eq!(wait(&limiter, key("a")).as_millis(), 2400, "half of the rule's pace");
        let none_left = Reported { remaining: Some(0), reset: Some(Duration::from_secs(45)), ..reported };
        limiter.observe(&rule(), key("b"), &Outcome::Passed(none_left));
        assert_eq!(wait(&limiter, key("b")), Duration::from_secs(45));
    }

    #[test]
    fn the_number_of_keys_is_bounded_and_no_key_gets_more_for_it() {
        let (limiter, clock) = limiter();
        let limiter = limiter.with_max_keys(100);
        for name in 0..100 {
            wait(&limiter, key(&name.to_string()));
        }
        let crowded: Vec<_> =
            (100..112).map(|name| wait(&limiter, key(&name.to_string())).as_millis()).collect();
        assert_eq!(crowded, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1200, 2400], "further keys share a bucket");
        assert_eq!(limiter.len(), 101);

        clock.advance(Duration::from_secs(2));
        let moved_out = wait(&limiter, key("111"));
        assert_eq!(moved_out.as_millis(), 1600, "the shared bucket's debt goes with it");
        assert!(limiter.len() <= 3, "idle buckets were forgotten: {}", limiter.len());
    }
}
