//! The interface of clocks. The engine gets the time only through it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use workos_core::Timestamp;

/// A source of time. Each transport provides one ([`Transport::clock`](crate::Transport::clock)).
///
/// [`StdClock`](crate::StdClock) needs no runtime; [`ManualClock`](crate::ManualClock) is for tests.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The wall time, which may jump. Compare it with timestamps of the API.
    fn now(&self) -> Timestamp;

    /// The time since an arbitrary fixed instant, which never goes back. Use it for deadlines and durations.
    fn elapsed(&self) -> Duration;

    /// Returns a future that is ready once `duration` has [elapsed](Self::elapsed).
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The future that [`Clock::sleep`] returns.
#[must_use = "a sleep does nothing unless it is awaited"]
pub struct Sleep(Pin<Box<dyn Future<Output = ()> + Send>>);

impl Sleep {
    /// Wraps the timer of a runtime.
    pub fn new(timer: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(Box::pin(timer))
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(context)
    }
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sleep").finish_non_exhaustive()
    }
}
