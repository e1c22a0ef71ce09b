//! The limiter that counts in this process.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use workos_transport::Clock;

use crate::gcra::{Bucket, FULL_SPEED};
use crate::{Acquire, Key, Permit, RateLimiter, RequestOutcome, Rule, WouldExceedError};

/// A rate limiter that counts in this process, with one GCRA bucket per key.
///
/// A 429 with `Retry-After` pauses its key for that time. After the pause there is no burst: requests of the key are
/// spaced evenly. An [`adaptive`](Self::adaptive) limiter also finds a slower pace if other clients use part of the
/// limit.
///
/// The limiter holds 10,000 keys by default. Beyond that it first drops buckets that are full again, which changes no
/// result. If all buckets are in use, further keys share one bucket per rule: their requests may wait longer than
/// necessary, but never exceed the limit.
pub struct LocalLimiter {
    clock: Arc<dyn Clock>,
    adaptive: bool,
    max_keys: usize,
    buckets: RwLock<HashMap<Key, Bucket>>,
    /// Before this time no bucket is full again, so there is none to drop.
    no_idle_before: AtomicU64,
}

impl LocalLimiter {
    /// Creates a limiter on this clock, usually the clock of the transport that it limits.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            adaptive: false,
            max_keys: 10_000,
            buckets: RwLock::default(),
            no_idle_before: AtomicU64::new(0),
        }
    }

    /// Adapts the pace to the server's answers, for keys whose limit is unknown or shared with other clients.
    ///
    /// Each 429 slows its key down by three tenths. Successes speed it up again, to full speed after about 32 times
    /// as many successes as the limit. A 429 without `Retry-After` pauses the key for a second. If the server sends
    /// `X-RateLimit-*` headers, a limit below the rule's is adopted, and a key with none remaining is paused until the
    /// window ends.
    #[must_use]
    pub const fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// Sets how many keys the limiter holds at most; 0 counts as 1.
    #[must_use]
    pub const fn with_max_keys(mut self, keys: usize) -> Self {
        self.max_keys = if keys == 0 { 1 } else { keys };
        self
    }

    /// Returns how many keys the limiter holds now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.buckets.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Returns whether the limiter holds no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn now(&self) -> u64 {
        nanos(self.clock.elapsed())
    }

    fn reserve(
        &self,
        rule: &Rule,
        key: Key,
        cost: u32,
        deadline: Duration,
    ) -> Result<Permit, WouldExceedError> {
        let now = self.now();
        let taken =
            self.with_bucket(rule, key, now, |bucket| bucket.take(rule.pace(), cost, now, nanos(deadline)));
        taken
            .map(|slot| Permit::of(slot, Duration::from_nanos(slot.at - now)))
            .map_err(|wait| WouldExceedError::new(rule, Duration::from_nanos(wait)))
    }

    /// Runs `work` on the bucket of a key. The map stays locked meanwhile, so that no bucket in use is dropped.
    fn with_bucket<R>(&self, rule: &Rule, key: Key, now: u64, work: impl FnOnce(&Bucket) -> R) -> R {
        if let Some(bucket) = self.buckets.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return work(bucket);
        }
        let mut buckets = self.buckets.write().unwrap_or_else(PoisonError::into_inner);
        let overflow = Key::overflow(rule.name());
        let has_room = buckets.contains_key(&key) || self.make_room(&mut buckets, now);
        // The key may have used the shared bucket before, so its own bucket starts with the quota used there.
        let used = buckets.get(&overflow).map_or(0, Bucket::arrival);
        work(buckets.entry(if has_room { key } else { overflow }).or_insert_with(|| Bucket::new(used)))
    }

    fn make_room(&self, buckets: &mut HashMap<Key, Bucket>, now: u64) -> bool {
        if buckets.len() >= self.max_keys && self.no_idle_before.load(Ordering::Relaxed) <= now {
            buckets.retain(|_, bucket| !bucket.is_idle(now));
            let next = buckets.values().map(Bucket::arrival).min().unwrap_or(0);
            self.no_idle_before.store(next, Ordering::Relaxed);
        }
        buckets.len() < self.max_keys
    }

    fn learn(&self, rule: &Rule, bucket: &Bucket, now: u64, outcome: &RequestOutcome) {
        let pace = rule.pace();
        let reported = outcome.rate_limit();
        let exhausted = reported.reset.filter(|_| self.adaptive && reported.remaining == Some(0));
        let exhausted = exhausted.map(|reset| reset.duration_since(self.clock.now()));
        let pause = match outcome {
            RequestOutcome::Throttled { retry_after: Some(wait), .. } => Some(*wait),
            RequestOutcome::Throttled { .. } if self.adaptive => {
                Some(exhausted.unwrap_or(Duration::from_secs(1)))
            }
            _ => exhausted,
        };
        if self.adaptive {
            let ceiling = match reported.limit {
                Some(limit) if limit < rule.limit() => scale(limit, rule.limit()),
                _ => FULL_SPEED,
            };
            match outcome {
                // Requests in flight together may all get a 429: only the first of these slows the key down.
                RequestOutcome::Throttled { .. } if bucket.is_paused(now) => {}
                RequestOutcome::Throttled { .. } => bucket.slow_down(),
                RequestOutcome::Passed(_) => {
                    bucket.speed_up((FULL_SPEED / rule.limit().saturating_mul(32)).max(1), ceiling);
                }
            }
        }
        if let Some(pause) = pause {
            // A rate limit ends with its window. A longer `Retry-After` has another cause, so it is cut.
            let pause = pause.min(rule.window().max(Duration::from_secs(60)));
            bucket.pause(pace, now.saturating_add(nanos(pause)));
        }
    }
}

impl RateLimiter for LocalLimiter {
    fn acquire<'a>(&'a self, rule: &'a Rule, key: Key, cost: u32, deadline: Duration) -> Acquire<'a> {
        Acquire::ready(self.reserve(rule, key, cost, deadline))
    }

    fn observe(&self, rule: &Rule, key: Key, outcome: &RequestOutcome) {
        if self.adaptive || matches!(outcome, RequestOutcome::Throttled { .. }) {
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

/// Returns the speed at which a bucket grants `limit`, where full speed grants `rule_limit`.
fn scale(limit: u32, rule_limit: u32) -> u32 {
    u32::try_from(u64::from(limit) * u64::from(FULL_SPEED) / u64::from(rule_limit.max(1)))
        .unwrap_or(FULL_SPEED)
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;
    use crate::{KeyBy, RateLimit};
    use workos_transport::ManualClock;

    const MINUTE: Duration = Duration::from_secs(60);

    fn limiter() -> (LocalLimiter, ManualClock) {
        let clock = ManualClock::manual();
        (LocalLimiter::new(Arc::new(clock.clone())), clock)
    }

    /// 60 requests a minute with a burst of 10: after the burst, one request per 1.2 s.
    fn rule() -> Rule {
        Rule::new("rule", 60, MINUTE).with_burst(10).keyed_by(KeyBy::All)
    }

    fn key(name: &str) -> Key {
        Key::new(rule().name(), name.as_bytes())
    }

    #[expect(clippy::unwrap_used, reason = "with no deadline there is always a permit")]
    fn wait(limiter: &LocalLimiter, key: Key) -> Duration {
        limiter.reserve(&rule(), key, 1, Duration::MAX).unwrap().wait()
    }

    fn throttled(retry_after: Option<u64>) -> RequestOutcome {
        RequestOutcome::Throttled {
            retry_after: retry_after.map(Duration::from_secs),
            rate_limit: RateLimit::default(),
        }
    }

    #[test]
    fn each_key_has_its_own_limit() {
        let (limiter, _) = limiter();
        for name in ["a", "b"] {
            let waits: Vec<_> = (0..12).map(|_| wait(&limiter, key(name)).as_millis()).collect();
            assert_eq!(waits, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1200, 2400]);
        }
    }

    #[test]
    fn retry_after_pauses_only_its_key_and_voids_permits_inside_the_pause() {
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
    fn adaptive_slows_down_once_for_several_429s_at_the_same_time_and_recovers() {
        let (limiter, clock) = limiter();
        let limiter = limiter.adaptive();
        (0..5).for_each(|_| limiter.observe(&rule(), key("a"), &throttled(None)));
        let spacing = |limiter: &LocalLimiter| wait(limiter, key("a")).abs_diff(wait(limiter, key("a")));
        assert_eq!(spacing(&limiter).as_millis(), 1714, "1.2 s at seven tenths of the speed");
        for _ in 0..600 {
            limiter.observe(&rule(), key("a"), &RequestOutcome::Passed(RateLimit::default()));
        }
        clock.advance(MINUTE);
        (0..10).for_each(|_| _ = wait(&limiter, key("a")));
        assert_eq!(spacing(&limiter).as_millis(), 1200);
    }

    #[test]
    fn adaptive_recovers_under_rules_of_any_limit() {
        for limit in [1, 600, 6_000, 1_000_000] {
            let (limiter, _) = limiter();
            let (limiter, rule) = (limiter.adaptive(), Rule::new("large", limit, MINUTE));
            let key = Key::new(rule.name(), b"a");
            let speed = |limiter: &LocalLimiter| limiter.buckets.read().unwrap()[&key].speed();
            limiter.observe(&rule, key, &throttled(None));
            let slowed = speed(&limiter);
            assert!(slowed < FULL_SPEED, "{limit}");
            for _ in 0..1000 {
                limiter.observe(&rule, key, &RequestOutcome::Passed(RateLimit::default()));
            }
            assert!(speed(&limiter) > slowed, "{limit}");
        }
    }

    #[test]
    fn adaptive_follows_the_limits_that_the_server_reports() {
        let (limiter, clock) = limiter();
        let limiter = limiter.adaptive();
        let reset = |wait| clock.now().saturating_add(wait);
        let reported = RateLimit::default().with_limit(30).with_remaining(12).with_reset(reset(MINUTE));
        limiter.observe(&rule(), key("a"), &RequestOutcome::Passed(reported));
        (0..10).for_each(|_| _ = wait(&limiter, key("a")));
        assert_eq!(wait(&limiter, key("a")).as_millis(), 2400, "half of the rule's pace");
        let none_left = reported.with_remaining(0).with_reset(reset(Duration::from_secs(45)));
        limiter.observe(&rule(), key("b"), &RequestOutcome::Passed(none_left));
        assert_eq!(wait(&limiter, key("b")), Duration::from_secs(45));
    }

    #[test]
    fn the_number_of_keys_is_bounded_and_no_key_exceeds_its_limit() {
        let (limiter, clock) = limiter();
        let limiter = limiter.with_max_keys(100);
        for name in 0..100 {
            wait(&limiter, key(&name.to_string()));
        }
        let shared: Vec<_> =
            (100..112).map(|name| wait(&limiter, key(&name.to_string())).as_millis()).collect();
        assert_eq!(shared, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1200, 2400], "further keys share a bucket");
        assert_eq!(limiter.len(), 101);

        clock.advance(Duration::from_secs(2));
        let own_bucket = wait(&limiter, key("111"));
        assert_eq!(
            own_bucket.as_millis(),
            1600,
            "the key's own bucket starts with the quota used in the shared one"
        );
        assert!(limiter.len() <= 3, "idle buckets are dropped: {}", limiter.len());
    }
}
