//! The clock whose sleeps use Tokio's timer.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use tokio::runtime::Handle;
use workos_transport::{Clock, Sleep, StdClock};

/// The system's clocks, with sleeps on Tokio's timer.
///
/// A sleep uses the timer of the Tokio runtime that awaits it, or [`StdClock`]'s timer outside of a runtime. While
/// Tokio's time is paused in a test, sleeps end at once, but `now` and `elapsed` still follow the system's clocks.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TokioClock;

impl TokioClock {
    /// Creates the clock.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Clock for TokioClock {
    #[expect(clippy::disallowed_methods, reason = "this clock is where time enters")]
    fn now(&self) -> workos_core::Timestamp {
        SystemTime::now().into()
    }

    #[expect(clippy::disallowed_methods, reason = "this clock is where time enters")]
    fn elapsed(&self) -> Duration {
        static ORIGIN: OnceLock<Instant> = OnceLock::new();
        ORIGIN.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        // The timer is created at the first poll, so that a sleep can be created outside of the runtime.
        Sleep::new(async move {
            match Handle::try_current() {
                Ok(_) => tokio::time::sleep(duration).await,
                Err(_) => StdClock::new().sleep(duration).await,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;

    #[tokio::test]
    async fn the_shorter_of_two_sleeps_ends_first() {
        let clock = TokioClock::new();
        tokio::select! {
            () = clock.sleep(Duration::from_secs(3600)) => panic!("an hour has not passed"),
            () = clock.sleep(Duration::from_millis(1)) => {}
        }
    }

    #[test]
    fn a_sleep_outside_of_any_runtime_ends_too() {
        let mut sleep = std::pin::pin!(TokioClock::new().sleep(Duration::from_millis(1)));
        let waker = std::task::Waker::from(std::sync::Arc::new(Unpark(std::thread::current())));
        while sleep.as_mut().poll(&mut std::task::Context::from_waker(&waker)).is_pending() {
            std::thread::park();
        }
    }

    struct Unpark(std::thread::Thread);

    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn a_sleep_can_be_created_before_the_runtime() {
        let sleep = TokioClock::new().sleep(Duration::ZERO);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(sleep);
    }
}
