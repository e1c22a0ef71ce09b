//! Polling until a state is reached.

use std::future::Future;
use std::ops::ControlFlow;
use std::time::Duration;

use workos_transport::Clock;

use crate::Error;

/// The shortest pause between two requests. A pause of zero would poll as fast as the server answers.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// Polls until a state is reached or the time is up. Each pause is twice the previous one.
#[derive(Clone, Copy, Debug)]
pub struct Poller {
    /// The total time. The last poll happens when the time is up, so a duration of zero polls once.
    pub within: Duration,
    /// The pause after the first poll; at least a second.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
}

impl Poller {
    /// Calls `ask` until it returns a `Break` or the time is up, and returns the last result.
    ///
    /// # Errors
    /// An error of `ask`. A retryable error is returned only when the time is up.
    pub async fn poll_until<D, O, F>(
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
