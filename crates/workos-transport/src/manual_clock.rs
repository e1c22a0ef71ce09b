//! A clock that tests control.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use workos_core::Timestamp;

use crate::{Clock, Sleep};

/// Number of polls without activity after which the earliest sleeper concludes that no other task is ready.
const QUIET_ROUNDS: u32 = 32;

/// Number of polls after which the earliest sleeper counts as abandoned, and a later sleeper moves the time.
///
/// A sleeper is abandoned if nobody polls it, for instance the sleeper of a prefetch whose list is not being read.
const ABANDONED_ROUNDS: u32 = 64 * QUIET_ROUNDS;

/// A clock whose time moves only by [`advance`](Self::advance), or automatically to the earliest sleeper.
///
/// A clock made by [`auto`](Self::auto) moves to the earliest sleeper once no other task is ready. A scripted hang then
/// times out at once, and a response that is ready leaves the time unchanged. The clock finds out that no other task is
/// ready by yielding to the executor. This is exact if the whole test runs on one single-threaded executor and waits
/// for no sockets.
///
/// Clones share the time.
///
/// ```
/// use std::time::Duration;
/// use workos_transport::{Clock, ManualClock};
///
/// let clock = ManualClock::manual();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(600));
/// assert_eq!(clock.now().duration_since(before), Duration::from_secs(600));
/// ```
#[derive(Clone)]
pub struct ManualClock(Arc<Mutex<State>>);

struct State {
    /// The wall time that was set last, and the elapsed time at that moment.
    start: (Timestamp, Duration),
    elapsed: Duration,
    auto: bool,
    next_id: u64,
    /// Changes whenever a sleep starts or ends, which shows that another task still runs.
    activity: u64,
    sleepers: BTreeMap<(Duration, u64), Waker>,
}

impl ManualClock {
    /// Creates a clock that moves only by [`advance`](Self::advance), starting at 2026-01-15T12:00:00Z.
    #[must_use]
    pub fn manual() -> Self {
        Self::starting_at(Timestamp::from_secs(1_768_478_400).unwrap_or(Timestamp::UNIX_EPOCH), false)
    }

    /// Creates a clock that also moves automatically to the earliest sleeper, starting at 2026-01-15T12:00:00Z.
    #[must_use]
    pub fn auto() -> Self {
        let clock = Self::manual();
        clock.state().auto = true;
        clock
    }

    /// Creates a clock that starts at `start`; `auto` says whether it moves automatically.
    #[must_use]
    pub fn starting_at(start: Timestamp, auto: bool) -> Self {
        Self(Arc::new(Mutex::new(State {
            start: (start, Duration::ZERO),
            elapsed: Duration::ZERO,
            auto,
            next_id: 0,
            activity: 0,
            sleepers: BTreeMap::new(),
        })))
    }

    /// Moves the clock forward and wakes every sleeper whose time has come.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        let target = state.elapsed.saturating_add(duration);
        let woken = state.move_to(target);
        drop(state);
        woken.into_iter().for_each(Waker::wake);
    }

    /// Sets the wall time, forward or back, as an administrator does. This changes neither [`elapsed`](Clock::elapsed)
    /// nor pending sleeps.
    pub fn set_now(&self, now: Timestamp) {
        let mut state = self.state();
        state.start = (now, state.elapsed);
    }

    /// The number of pending sleeps.
    #[must_use]
    pub fn sleepers(&self) -> usize {
        self.state().sleepers.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Sets the time, and removes and returns the wakers of the sleepers that are due.
    fn move_to(&mut self, target: Duration) -> Vec<Waker> {
        self.elapsed = self.elapsed.max(target);
        let later = self.sleepers.split_off(&(self.elapsed.saturating_add(Duration::from_nanos(1)), 0));
        std::mem::replace(&mut self.sleepers, later).into_values().collect()
    }

    /// The waker of the sleeper that an automatic clock moves to next. The clock moves only when that sleeper is
    /// polled.
    fn earliest(&self) -> Option<Waker> {
        self.sleepers.first_key_value().filter(|_| self.auto).map(|(_, waker)| waker.clone())
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        let state = self.state();
        let (start, before) = state.start;
        start.saturating_add(state.elapsed.saturating_sub(before))
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let mut state = self.state();
        state.next_id += 1;
        state.activity += 1;
        let key = (state.elapsed.saturating_add(duration), state.next_id);
        Sleep::new(ManualSleep { clock: self.clone(), key, seen: 0, rounds: 0 })
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ManualClock").field(&self.now()).finish()
    }
}

struct ManualSleep {
    clock: ManualClock,
    key: (Duration, u64),
    seen: u64,
    rounds: u32,
}

impl Future for ManualSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut state = clock.state();
        if state.elapsed >= self.key.0 {
            let own = state.sleepers.remove(&self.key);
            drop(state);
            drop(own);
            return Poll::Ready(());
        }
        // Dropped after the lock is released, because dropping a waker can run any code, even the drop of another
        // sleep.
        let replaced = state.sleepers.insert(self.key, context.waker().clone());
        let earliest = state.sleepers.first_key_value().is_some_and(|(key, _)| *key == self.key);
        if !state.auto {
            drop(state);
            drop(replaced);
            return Poll::Pending;
        }
        if self.seen == state.activity {
            self.rounds += 1;
        } else {
            (self.seen, self.rounds) = (state.activity, 0);
        }
        if self.rounds < if earliest { QUIET_ROUNDS } else { ABANDONED_ROUNDS } {
            drop(state);
            drop(replaced);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        state.activity += 1;
        if !earliest {
            // Moves the time to the abandoned sleeper, which is ready if it is polled again.
            let target = state.sleepers.first_key_value().map_or(self.key.0, |(key, _)| key.0);
            let woken = state.move_to(target);
            drop(state);
            drop(replaced);
            woken.into_iter().for_each(Waker::wake);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let own = state.sleepers.remove(&self.key);
        let woken = state.move_to(self.key.0);
        drop(state);
        drop((replaced, own));
        woken.into_iter().for_each(Waker::wake);
        Poll::Ready(())
    }
}

impl Drop for ManualSleep {
    fn drop(&mut self) {
        let mut state = self.clock.state();
        state.activity += 1;
        let removed = state.sleepers.remove(&self.key);
        let next = state.earliest();
        drop(state);
        drop(removed);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_executor::block_on;
    use std::future::{pending, poll_fn};

    /// Says which of two futures is ready first; the left one if both are.
    async fn race(left: impl Future<Output = ()>, right: impl Future<Output = ()>) -> &'static str {
        let (mut left, mut right) = (Box::pin(left), Box::pin(right));
        poll_fn(move |context| {
            if left.as_mut().poll(context).is_ready() {
                return Poll::Ready("left");
            }
            right.as_mut().poll(context).map(|()| "right")
        })
        .await
    }

    #[test]
    fn an_automatic_clock_moves_to_the_earliest_sleeper_only() {
        let clock = ManualClock::auto();
        let winner =
            block_on(race(clock.sleep(Duration::from_secs(30)), clock.sleep(Duration::from_secs(2))));
        assert_eq!((winner, clock.elapsed()), ("right", Duration::from_secs(2)));
        assert_eq!(clock.sleepers(), 0);
    }

    #[test]
    fn a_sleeper_that_nobody_polls_does_not_stop_the_clock() {
        let clock = ManualClock::auto();
        let mut abandoned = Box::pin(clock.sleep(Duration::from_secs(2)));
        assert!(abandoned.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        block_on(clock.sleep(Duration::from_secs(30)));
        assert_eq!((clock.elapsed(), clock.sleepers()), (Duration::from_secs(30), 0));
        assert!(abandoned.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
    }

    #[test]
    fn a_hang_times_out_at_once_and_a_ready_future_leaves_the_time_unchanged() {
        let clock = ManualClock::auto();
        assert_eq!(block_on(race(async {}, clock.sleep(Duration::from_secs(30)))), "left");
        assert_eq!(clock.elapsed(), Duration::ZERO);
        assert_eq!(block_on(race(pending(), clock.sleep(Duration::from_secs(30)))), "right");
        assert_eq!(clock.elapsed(), Duration::from_secs(30));
    }

    #[test]
    fn a_manual_clock_waits_to_be_advanced() {
        let clock = ManualClock::manual();
        let mut sleep = Box::pin(clock.sleep(Duration::from_secs(5)));
        let mut context = Context::from_waker(Waker::noop());
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(4));
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(1));
        assert!(sleep.as_mut().poll(&mut context).is_ready());
    }

    #[test]
    fn the_wall_time_can_be_set_back_without_a_sleeper_noticing() {
        let clock = ManualClock::manual();
        let begin = clock.now();
        let mut sleep = Box::pin(clock.sleep(Duration::from_secs(5)));
        let mut context = Context::from_waker(Waker::noop());
        clock.advance(Duration::from_secs(4));
        clock.set_now(begin);
        assert_eq!((clock.now(), clock.elapsed()), (begin, Duration::from_secs(4)));
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(1));
        assert!(sleep.as_mut().poll(&mut context).is_ready());
        assert_eq!(clock.now().duration_since(begin), Duration::from_secs(1));
    }

    #[test]
    fn sleeps_one_after_another_add_up() {
        let clock = ManualClock::auto();
        block_on(async {
            for seconds in [1, 2, 4] {
                clock.sleep(Duration::from_secs(seconds)).await;
            }
        });
        assert_eq!(clock.elapsed(), Duration::from_secs(7));
    }
}
