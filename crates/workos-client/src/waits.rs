//! Asking again and again until something has happened.

use std::future::Future;
use std::ops::ControlFlow;
use std::time::Duration;

use workos_transport::Clock;

use crate::Error;

/// A pause of zero would ask as fast as the server answers.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// How long to wait in all, and in which pauses to ask; each pause is twice the one before.
#[derive(Clone, Copy, Debug)]
pub struct Waits {
    /// In all. The last question is asked when this has passed, so a duration of zero asks once.
    pub within: Duration,
    /// After the first question; a second at least.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
}

impl Waits {
    /// Asks until the answer is a `Break`, or the time is up: then the last answer is returned.
    ///
    /// # Errors
    /// That of a question. One that may pass ends the wait only when the time is up.
    pub async fn until<D, O, F>(
        self,
        clock: &dyn Clock,
        mut ask: impl FnMut() -> F,
    ) -> Result<ControlFlow<D, O>, Error>
    where
        F: Future<Output = Result<ControlFlow<D, O>, Error>>,
    {
        let end = clock.elapsed().saturating_add(self.within);
        let mut pause = self.first.max(SHORTEST_PAUSE);
        loop {
            let answer = ask().await;
            let left = end.saturating_sub(clock.elapsed());
            let asked_to_wait = match answer {
                Ok(ControlFlow::Continue(_)) if !left.is_zero() => None,
                Err(error) if error.is_retryable() && !left.is_zero() => error.retry_after(),
                last => return last,
            };
            clock.sleep(pause.max(asked_to_wait.unwrap_or_default()).min(left)).await;
            pause = pause.saturating_mul(2).min(self.longest.max(SHORTEST_PAUSE));
        }
    }
}
