//! Tokio's timer as a clock.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use workos_transport::{Clock, Sleep};

/// The system's clocks, with sleeps on the timer of the Tokio runtime that awaits them.
///
/// Under Tokio's paused test time sleeps end at once while the readings go on with the system.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TokioClock;

impl TokioClock {
    /// The system's clocks and Tokio's timer.
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
        // Made when first polled, so that a sleep can be created outside of the runtime.
        Sleep::new(async move { tokio::time::sleep(duration).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleep_lasts_as_long_as_it_was_told() {
        let clock = TokioClock::new();
        let before = clock.elapsed();
        clock.sleep(Duration::from_millis(20)).await;
        assert!(clock.elapsed() - before >= Duration::from_millis(20));
    }

    #[test]
    fn a_sleep_can_be_made_before_there_is_a_runtime() {
        let sleep = TokioClock::new().sleep(Duration::ZERO);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(sleep);
    }
}
