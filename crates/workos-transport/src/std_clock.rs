//! A clock that uses only the standard library, for transports without a runtime.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use workos_core::Timestamp;

use crate::{Clock, Sleep};

/// The system's clocks, with one timer thread for the whole process, started by the first sleep.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct StdClock;

impl StdClock {
    /// Creates the clock.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Clock for StdClock {
    #[expect(clippy::disallowed_methods, reason = "this clock is where time enters")]
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    fn elapsed(&self) -> Duration {
        static ORIGIN: OnceLock<Instant> = OnceLock::new();
        ORIGIN.get_or_init(instant).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        match instant().checked_add(duration) {
            Some(at) => Sleep::new(StdSleep { at, id: None }),
            None => Sleep::new(std::future::pending()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this clock is where time enters")]
fn instant() -> Instant {
    Instant::now()
}

/// Wakers by the instant they are due at; one thread waits for the first.
#[derive(Default)]
struct Timer {
    state: Mutex<TimerState>,
    changed: Condvar,
}

#[derive(Default)]
struct TimerState {
    running: bool,
    next_id: u64,
    sleepers: BTreeMap<(Instant, u64), Waker>,
}

impl Timer {
    fn shared() -> &'static Self {
        static TIMER: OnceLock<Timer> = OnceLock::new();
        TIMER.get_or_init(Self::default)
    }

    fn state(&self) -> MutexGuard<'_, TimerState> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers or replaces a waker. If the system refuses a thread, the sleeper is woken at once, so that it polls
    /// again.
    fn register(&'static self, at: Instant, id: Option<u64>, waker: &Waker) -> u64 {
        let mut state = self.state();
        let id = id.unwrap_or_else(|| {
            state.next_id += 1;
            state.next_id
        });
        // Dropped after the lock is released, because dropping a waker can run any code, even the drop of another
        // sleep.
        let replaced = state.sleepers.insert((at, id), waker.clone());
        if !state.running {
            let thread = thread::Builder::new().name("workos-timer".into());
            state.running = thread.spawn(|| self.run_until_panic()).is_ok();
        }
        if !state.running {
            waker.wake_by_ref();
        }
        drop(state);
        drop(replaced);
        self.changed.notify_one();
        id
    }

    /// Runs the timer. A waker that panics ends the thread; the next sleep starts another.
    fn run_until_panic(&self) {
        struct Stopped<'a>(&'a Timer);

        impl Drop for Stopped<'_> {
            fn drop(&mut self) {
                self.0.state().running = false;
            }
        }

        let _stopped = Stopped(self);
        self.run();
    }

    fn run(&self) {
        let mut state = self.state();
        loop {
            let now = instant();
            let later = state.sleepers.split_off(&(now, u64::MAX));
            let due = std::mem::replace(&mut state.sleepers, later);
            if !due.is_empty() {
                drop(state);
                due.into_values().for_each(Waker::wake);
                state = self.state();
                continue;
            }
            let wait = state.sleepers.first_key_value().map(|((at, _), _)| at.saturating_duration_since(now));
            state = match wait {
                Some(wait) => {
                    self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

struct StdSleep {
    at: Instant,
    id: Option<u64>,
}

impl Future for StdSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if instant() >= self.at {
            return Poll::Ready(());
        }
        self.id = Some(Timer::shared().register(self.at, self.id, context.waker()));
        Poll::Pending
    }
}

impl Drop for StdSleep {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            let removed = Timer::shared().state().sleepers.remove(&(self.at, id));
            drop(removed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_executor::block_on;

    #[test]
    fn the_shorter_of_two_sleeps_ends_first() {
        let clock = StdClock::new();
        let mut long = Box::pin(clock.sleep(Duration::from_secs(3600)));
        let mut short = Box::pin(clock.sleep(Duration::from_millis(1)));
        block_on(std::future::poll_fn(|context| {
            assert!(long.as_mut().poll(context).is_pending());
            short.as_mut().poll(context)
        }));
    }

    #[test]
    fn a_dropped_sleep_leaves_nothing_behind() {
        // Longer than the sleeps of the other tests, which share the timer.
        let mut sleep = Box::pin(StdClock::new().sleep(Duration::from_secs(7200)));
        let mut context = Context::from_waker(Waker::noop());
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        drop(sleep);
        let far = instant() + Duration::from_secs(5400);
        assert!(Timer::shared().state().sleepers.range((far, 0)..).next().is_none());
    }
}
