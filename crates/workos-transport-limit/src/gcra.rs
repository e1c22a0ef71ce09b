//! The bucket: GCRA on one atomic.

#[cfg(all(test, workos_loom))]
use loom::sync::atomic::{AtomicU32, AtomicU64, Ordering};
#[cfg(not(all(test, workos_loom)))]
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// The speed at which a bucket gives out all that its rule allows.
pub(crate) const FULL_SPEED: u32 = 1 << 16;
/// The slowest that a bucket learns to be: a thirty-second of its rule.
const LEAST_SPEED: u32 = FULL_SPEED / 32;

/// The state of one key under one rule. All times are nanoseconds of one monotonic clock.
///
/// `arrival` is the theoretical arrival time of the generic cell rate algorithm: when the bucket would be full again.
/// A slot is taken by one compare-and-swap on it, whatever the number of threads. The other two are what the server
/// taught: a time before which nothing goes, and how fast to go.
#[derive(Debug)]
pub(crate) struct Bucket {
    arrival: AtomicU64,
    paused_until: AtomicU64,
    speed: AtomicU32,
}

/// How fast a bucket refills and how much it holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The time that one request takes up.
    pub(crate) interval: u64,
    /// How many may go at once.
    pub(crate) burst: u32,
}

/// A slot that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// When its request may go.
    pub(crate) at: u64,
    /// The arrival time it left behind, and found.
    pub(crate) after: u64,
    pub(crate) before: u64,
}

impl Bucket {
    /// A bucket that is full again at `arrival`.
    pub(crate) fn new(arrival: u64) -> Self {
        Self {
            arrival: AtomicU64::new(arrival),
            paused_until: AtomicU64::new(0),
            speed: AtomicU32::new(FULL_SPEED),
        }
    }

    /// Takes `cost` slots, to go not later than `patience` from now; otherwise takes none and says how long it would
    /// have been.
    pub(crate) fn take(&self, pace: Pace, cost: u32, now: u64, patience: u64) -> Result<Slot, u64> {
        let interval = self.stretch(pace.interval);
        let mut before = self.arrival.load(Ordering::Acquire);
        loop {
            let earliest = match self.paused_until.load(Ordering::Acquire) {
                pause if pause > now => empty_at(pause, interval, pace.burst),
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

    /// Gives a slot back, unless another was taken after it: the later ones are spaced from it, and moving them
    /// together would let through more than the rule allows.
    pub(crate) fn give_back(&self, slot: Slot) -> bool {
        self.arrival.compare_exchange(slot.after, slot.before, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Whether a slot is not inside a pause that came after it was taken.
    pub(crate) fn holds(&self, slot: Slot) -> bool {
        slot.at >= self.paused_until.load(Ordering::Acquire)
    }

    /// Lets nothing go before `until`, and then one by one: after a pause there is no burst.
    pub(crate) fn pause(&self, pace: Pace, until: u64) {
        let interval = self.stretch(pace.interval);
        self.arrival.fetch_max(empty_at(until, interval, pace.burst), Ordering::AcqRel);
        self.paused_until.fetch_max(until, Ordering::AcqRel);
    }

    pub(crate) fn is_paused(&self, now: u64) -> bool {
        self.paused_until.load(Ordering::Acquire) > now
    }

    /// Whether it holds nothing worth keeping: full, not paused, at full speed.
    pub(crate) fn is_idle(&self, now: u64) -> bool {
        self.arrival() <= now && !self.is_paused(now) && self.speed.load(Ordering::Relaxed) == FULL_SPEED
    }

    pub(crate) fn arrival(&self) -> u64 {
        self.arrival.load(Ordering::Acquire)
    }

    /// Goes slower by three tenths.
    pub(crate) fn slow_down(&self) {
        self.learn(|speed| (speed / 10 * 7).max(LEAST_SPEED));
    }

    /// Goes faster by a step, up to `ceiling`.
    pub(crate) fn speed_up(&self, step: u32, ceiling: u32) {
        let ceiling = ceiling.clamp(LEAST_SPEED, FULL_SPEED);
        self.learn(|speed| speed.saturating_add(step).min(ceiling));
    }

    fn learn(&self, next: impl Fn(u32) -> u32) {
        // The closure always gives a value, so this cannot fail.
        let _previous =
            self.speed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |speed| Some(next(speed)));
    }

    fn stretch(&self, interval: u64) -> u64 {
        match self.speed.load(Ordering::Relaxed) {
            FULL_SPEED => interval,
            speed => interval.saturating_mul(FULL_SPEED.into()) / u64::from(speed.max(1)),
        }
    }
}

/// The arrival time of a bucket that has one slot left at `at`, and no burst.
fn empty_at(at: u64, interval: u64, burst: u32) -> u64 {
    at.saturating_add(interval.saturating_mul(burst.saturating_sub(1).into()))
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: u64 = 1_000_000_000;
    const PATIENT: u64 = u64::MAX;

    #[test]
    fn a_burst_goes_at_once_and_the_rest_one_by_one() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 3 };
        let at: Vec<_> =
            (0..5).map(|_| bucket.take(pace, 1, 10 * SECOND, PATIENT).unwrap().at / SECOND).collect();
        assert_eq!(at, [10, 10, 10, 11, 12]);
    }

    #[test]
    fn what_would_wait_too_long_takes_nothing() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 1 };
        bucket.take(pace, 1, 0, 0).unwrap();
        assert_eq!(bucket.take(pace, 1, 0, SECOND - 1), Err(SECOND));
        assert_eq!(bucket.take(pace, 1, 0, SECOND).unwrap().at, SECOND, "the refused one took nothing");
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
    fn after_a_pause_they_go_one_by_one_and_slots_inside_it_are_void() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 4 };
        let early = bucket.take(pace, 1, 0, PATIENT).unwrap();
        bucket.pause(pace, 30 * SECOND);
        assert!(!bucket.holds(early));
        let at: Vec<_> = (0..3).map(|_| bucket.take(pace, 1, SECOND, PATIENT).unwrap().at / SECOND).collect();
        assert_eq!(at, [30, 31, 32]);
    }

    #[test]
    fn speed_is_learnt_between_its_bounds() {
        let bucket = Bucket::new(0);
        let pace = Pace { interval: SECOND, burst: 1 };
        (0..100).for_each(|_| bucket.slow_down());
        bucket.take(pace, 1, 0, PATIENT).unwrap();
        assert_eq!(bucket.take(pace, 1, 0, PATIENT).unwrap().at, 32 * SECOND);
        bucket.speed_up(u32::MAX, FULL_SPEED / 2);
        assert_eq!(bucket.stretch(SECOND), 2 * SECOND);
    }

    proptest! {
        /// Whatever comes when, costs what and is given back: no window holds more than the limit, and nothing
        /// waits that could have gone.
        #[test]
        fn no_window_ever_holds_more_than_the_limit_and_nothing_waits_without_need(
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
    fn nothing_taken_after_a_pause_goes_inside_it() {
        loom::model(|| {
            let bucket = Arc::new(Bucket::new(0));
            let pauser = {
                let bucket = Arc::clone(&bucket);
                thread::spawn(move || bucket.pause(PACE, 500))
            };
            let slot = bucket.take(PACE, 1, 100, 1_000).unwrap();
            pauser.join().unwrap();
            // Either the pause was seen, or the slot is void: it is taken anew, behind the pause.
            let at = if bucket.holds(slot) { slot.at } else { bucket.take(PACE, 1, 100, 1_000).unwrap().at };
            assert!(at >= 500, "{at}");
        });
    }
}
