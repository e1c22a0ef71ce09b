//! The bucket of a key: the generic cell rate algorithm (GCRA) on one atomic.

#[cfg(all(test, workos_loom))]
use loom::sync::atomic::{AtomicU32, AtomicU64, Ordering};
#[cfg(not(all(test, workos_loom)))]
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// The speed of a bucket that grants the full rate of its rule.
///
/// Fine enough for the steps in which the speed of a rule with a large limit recovers.
pub(crate) const FULL_SPEED: u32 = 1 << 24;
/// The lowest speed of a bucket: 1/32 of the rate of its rule.
const MIN_SPEED: u32 = FULL_SPEED / 32;

/// The state of one key under one rule. All times are nanoseconds of one monotonic clock.
///
/// `arrival` is the theoretical arrival time of GCRA: the time at which the bucket is full again. One compare-and-swap
/// on it takes a slot, whatever the number of threads. The other two fields follow the server's answers: `paused_until`
/// is the time before which no request is sent, and `speed` the share of the rule's rate that is granted.
#[derive(Debug)]
pub(crate) struct Bucket {
    arrival: AtomicU64,
    paused_until: AtomicU64,
    speed: AtomicU32,
}

/// How fast a bucket refills and how much it holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The time between two requests at the steady rate.
    pub(crate) interval: u64,
    /// How many requests may be sent at once.
    pub(crate) burst: u32,
}

/// A slot that a request took from a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// When the request may be sent.
    pub(crate) at: u64,
    /// The arrival time of the bucket after the slot was taken.
    pub(crate) after: u64,
    /// The arrival time of the bucket before the slot was taken.
    pub(crate) before: u64,
}

impl Bucket {
    /// Creates a bucket that is full again at `arrival`.
    pub(crate) fn new(arrival: u64) -> Self {
        Self {
            arrival: AtomicU64::new(arrival),
            paused_until: AtomicU64::new(0),
            speed: AtomicU32::new(FULL_SPEED),
        }
    }

    /// Takes `cost` slots if the wait for them is at most `patience`. Otherwise takes none and returns the wait as the
    /// error.
    pub(crate) fn take(&self, pace: Pace, cost: u32, now: u64, patience: u64) -> Result<Slot, u64> {
        let interval = self.scale_interval(pace.interval);
        let mut before = self.arrival.load(Ordering::Acquire);
        loop {
            let earliest = match self.paused_until.load(Ordering::Acquire) {
                pause if pause > now => arrival_with_one_slot(pause, interval, pace.burst),
                _ => now,
            };
            let after = before.max(earliest).saturating_add(interval.saturating_mul(cost.into()));
            let at = after.saturating_sub(interval.saturating_mul(pace.burst.into())).max(now);
            if at - now > patience {
                return Err(at - now);
            }
            match self.arrival.compare_exchange_weak(before, after, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Ok(Slot { at, after, before }),
                Err(changed) => before = changed,
            }
        }
    }

    /// Gives a slot back, unless another slot was taken after it. Returns whether it was given back.
    ///
    /// Later slots are spaced relative to this one. If it became free again, more requests than the rule allows could
    /// be sent.
    pub(crate) fn give_back(&self, slot: Slot) -> bool {
        self.arrival.compare_exchange(slot.after, slot.before, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Returns whether a slot is still valid: no pause that began after it was taken includes its time.
    pub(crate) fn holds(&self, slot: Slot) -> bool {
        slot.at >= self.paused_until.load(Ordering::Acquire)
    }

    /// Grants no slot before `until`. After the pause there is no burst: slots follow one by one.
    pub(crate) fn pause(&self, pace: Pace, until: u64) {
        let interval = self.scale_interval(pace.interval);
        self.arrival.fetch_max(arrival_with_one_slot(until, interval, pace.burst), Ordering::AcqRel);
        self.paused_until.fetch_max(until, Ordering::AcqRel);
    }

    pub(crate) fn is_paused(&self, now: u64) -> bool {
        self.paused_until.load(Ordering::Acquire) > now
    }

    /// Returns whether the bucket is in its initial state: full, not paused, at full speed.
    pub(crate) fn is_idle(&self, now: u64) -> bool {
        self.arrival() <= now && !self.is_paused(now) && self.speed() == FULL_SPEED
    }

    pub(crate) fn arrival(&self) -> u64 {
        self.arrival.load(Ordering::Acquire)
    }

    /// Returns the share of the rule's rate that is granted, of [`FULL_SPEED`].
    pub(crate) fn speed(&self) -> u32 {
        self.speed.load(Ordering::Relaxed)
    }

    /// Lowers the speed by three tenths.
    pub(crate) fn slow_down(&self) {
        self.update_speed(|speed| (speed / 10 * 7).max(MIN_SPEED));
    }

    /// Raises the speed by a step, up to `ceiling`.
    pub(crate) fn speed_up(&self, step: u32, ceiling: u32) {
        let ceiling = ceiling.clamp(MIN_SPEED, FULL_SPEED);
        self.update_speed(|speed| speed.saturating_add(step).min(ceiling));
    }

    fn update_speed(&self, next: impl Fn(u32) -> u32) {
        // The closure always returns a value, so this cannot fail.
        let _previous =
            self.speed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |speed| Some(next(speed)));
    }

    /// Returns the interval between requests at the current speed.
    fn scale_interval(&self, interval: u64) -> u64 {
        match self.speed() {
            FULL_SPEED => interval,
            speed => {
                let interval = u128::from(interval) * u128::from(FULL_SPEED) / u128::from(speed.max(1));
                u64::try_from(interval).unwrap_or(u64::MAX)
            }
        }
    }
}

/// Returns the arrival time of a bucket that has a single slot left at `at`.
fn arrival_with_one_slot(at: u64, interval: u64, burst: u32) -> u64 {
    at.saturating_add(interval.saturating_mul(burst.saturating_sub(1).into()))
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: u64 = 1_000_000_000;
    const PATIENT: u64 = u64::MAX;

    #[test]
    fn a_burst_goes_at_once_and_further_requests_one_by_one() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 3 };
        let at: Vec<_> =
            (0..5).map(|_| bucket.take(pace, 1, 10 * SECOND, PATIENT).unwrap().at / SECOND).collect();
        assert_eq!(at, [10, 10, 10, 11, 12]);
    }

    #[test]
    fn a_request_that_would_wait_too_long_takes_no_slot() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 1 };
        bucket.take(pace, 1, 0, 0).unwrap();
        assert_eq!(bucket.take(pace, 1, 0, SECOND - 1), Err(SECOND));
        assert_eq!(bucket.take(pace, 1, 0, SECOND).unwrap().at, SECOND, "the refused request took no slot");
    }

    #[test]
    fn only_the_last_slot_can_be_given_back() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 1 };
        let first = bucket.take(pace, 1, 0, PATIENT).unwrap();
        let second = bucket.take(pace, 1, 0, PATIENT).unwrap();
        assert!(!bucket.give_back(first));
        assert!(bucket.give_back(second));
        assert_eq!(bucket.take(pace, 1, 0, PATIENT).unwrap().at, second.at);
    }

    #[test]
    fn after_a_pause_requests_go_one_by_one_and_slots_inside_it_are_void() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 4 };
        let early = bucket.take(pace, 1, 0, PATIENT).unwrap();
        bucket.pause(pace, 30 * SECOND);
        assert!(!bucket.holds(early));
        let at: Vec<_> = (0..3).map(|_| bucket.take(pace, 1, SECOND, PATIENT).unwrap().at / SECOND).collect();
        assert_eq!(at, [30, 31, 32]);
    }

    #[test]
    fn the_speed_stays_within_its_bounds() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 1 };
        (0..100).for_each(|_| bucket.slow_down());
        bucket.take(pace, 1, 0, PATIENT).unwrap();
        assert_eq!(bucket.take(pace, 1, 0, PATIENT).unwrap().at, 32 * SECOND);
        bucket.speed_up(u32::MAX, FULL_SPEED / 2);
        assert_eq!(bucket.scale_interval(SECOND), 2 * SECOND);
    }

    proptest! {
        /// Tries any arrival times and patience, with some slots given back: no window has more requests than the
        /// limit, and no request waits that could have been sent at once.
        #[test]
        fn no_window_has_more_requests_than_the_limit_and_no_request_waits_without_need(
            limit in 2u32..40, burst_share in 1u32..100, window in 1u64..100_000,
            arrivals in prop::collection::vec((0u64..5_000, 0u64..20_000, 0u8..8), 1..200),
        ) {
            let burst = (limit * burst_share / 100).clamp(1, limit - 1);
            let window = window * 1_000;
            let pace = Pace { interval: window.div_ceil(u64::from(limit - burst)), burst };
            let bucket = Bucket::new(0);
            let (mut now, mut sent) = (0, Vec::new());
            for (gap, patience, fate) in arrivals {
                now += gap * 1_000;
                let busy = bucket.arrival().saturating_sub(now);
                match bucket.take(pace, 1, now, patience * 1_000) {
                    Ok(slot) if fate == 0 && bucket.give_back(slot) => {}
                    Ok(slot) => {
                        prop_assert!(slot.at - now <= patience * 1_000);
                        prop_assert!(busy > pace.interval * u64::from(burst - 1) || slot.at == now);
                        sent.push(slot.at);
                    }
                    Err(wait) => prop_assert!(wait > patience * 1_000),
                }
            }
            sent.sort_unstable();
            for (index, start) in sent.iter().enumerate() {
                let inside = sent[index..].iter().take_while(|at| **at <= start + window).count();
                prop_assert!(inside <= limit as usize, "{inside} of {limit} in a window");
            }
        }
    }
}

#[cfg(all(test, workos_loom))]
mod loom_tests {
    use super::*;
    use loom::sync::Arc;
    use loom::thread;

    const PACE: Pace = Pace { interval: 10, burst: 1 };

    #[test]
    fn threads_never_share_a_slot() {
        loom::model(|| {
            let bucket = Arc::new(Bucket::new(0));
            let threads: Vec<_> = (0..2)
                .map(|_| {
                    let bucket = Arc::clone(&bucket);
                    thread::spawn(move || bucket.take(PACE, 1, 100, 1_000).unwrap().at)
                })
                .collect();
            let mut at: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
            at.push(bucket.take(PACE, 1, 100, 1_000).unwrap().at);
            at.sort_unstable();
            assert_eq!(at, [100, 110, 120]);
        });
    }

    #[test]
    fn a_slot_given_back_while_another_is_taken_is_used_once() {
        loom::model(|| {
            let bucket = Arc::new(Bucket::new(0));
            let slot = bucket.take(PACE, 1, 100, 1_000).unwrap();
            let taker = {
                let bucket = Arc::clone(&bucket);
                thread::spawn(move || bucket.take(PACE, 1, 100, 1_000).unwrap().at)
            };
            let returned = bucket.give_back(slot);
            let at = taker.join().unwrap();
            assert_eq!(at, if returned { 100 } else { 110 });
        });
    }

    #[test]
    fn a_slot_taken_during_the_start_of_a_pause_is_after_it_or_void() {
        loom::model(|| {
            let bucket = Arc::new(Bucket::new(0));
            let pauser = {
                let bucket = Arc::clone(&bucket);
                thread::spawn(move || bucket.pause(PACE, 500))
            };
            let slot = bucket.take(PACE, 1, 100, 1_000).unwrap();
            pauser.join().unwrap();
            // Either `take` saw the pause, or the slot is void and another one is taken, after the pause.
            let at = if bucket.holds(slot) { slot.at } else { bucket.take(PACE, 1, 100, 1_000).unwrap().at };
            assert!(at >= 500, "{at}");
        });
    }
}
