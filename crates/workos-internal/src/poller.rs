//! Polling until a state is reached.

use std::future::Future;
use std::ops::ControlFlow;
use std::time::Duration;

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
    /// `elapsed` reads the clock, `sleep` waits on it. `retry` returns how long the server asks to
    /// wait after an error, if it asks, or `None` if the error ends the polling.
    ///
    /// # Errors
    /// An error of `ask`. An error after which `retry` goes on is returned only when the time is up.
    pub async fn poll_until<
        D,
        O,
        E,
        A: Future<Output = Result<ControlFlow<D, O>, E>>,
        S: Future<Output = ()>,
    >(
        self,
        elapsed: impl Fn() -> Duration,
        sleep: impl Fn(Duration) -> S,
        retry: impl Fn(&E) -> Option<Option<Duration>>,
        mut ask: impl FnMut() -> A,
    ) -> Result<ControlFlow<D, O>, E> {
        let end = elapsed().saturating_add(self.within);
        let mut pause = self.first.max(SHORTEST_PAUSE);
        loop {
            let answer = ask().await;
            let left = end.saturating_sub(elapsed());
            if left.is_zero() {
                return answer;
            }
            let asked_to_wait = match &answer {
                Ok(ControlFlow::Continue(_)) => None,
                Ok(ControlFlow::Break(_)) => return answer,
                Err(error) => match retry(error) {
                    Some(asked_to_wait) => asked_to_wait,
                    None => return answer,
                },
            };
            sleep(pause.max(asked_to_wait.unwrap_or_default()).min(left)).await;
            pause = pause.saturating_mul(2).min(self.longest.max(SHORTEST_PAUSE));
        }
    }
}
