//! A result that is shared by all callers that need it at the same time.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The result of work that several callers wait for: a value, or `None` if the work was abandoned.
pub struct SingleFlight<V>(Mutex<State<V>>);

enum State<V> {
    Pending { next: u64, waiting: BTreeMap<u64, Waker> },
    Done(Option<V>),
}

impl<V> SingleFlight<V> {
    /// Sets the result and wakes all waiting callers; only the first call counts. `None` means that the caller that did
    /// the work was cancelled, so another caller has to do it.
    pub fn complete(&self, value: Option<V>) {
        let mut state = self.state();
        let State::Pending { waiting, .. } = &mut *state else { return };
        let waiting = std::mem::take(waiting);
        *state = State::Done(value);
        drop(state);
        waiting.into_values().for_each(Waker::wake);
    }

    /// Returns a future that waits for the result.
    pub const fn wait(self: Arc<Self>) -> SharedResult<V> {
        SharedResult { flight: self, ticket: None }
    }

    fn state(&self) -> MutexGuard<'_, State<V>> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Default for SingleFlight<V> {
    fn default() -> Self {
        Self(Mutex::new(State::Pending { next: 0, waiting: BTreeMap::new() }))
    }
}

impl<V> fmt::Debug for SingleFlight<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SingleFlight").finish_non_exhaustive()
    }
}

/// The future of the result of a [`SingleFlight`]: its value, or `None` if the work was abandoned.
#[must_use = "a future does nothing unless it is awaited"]
pub struct SharedResult<V> {
    flight: Arc<SingleFlight<V>>,
    ticket: Option<u64>,
}

impl<V: Clone> Future for SharedResult<V> {
    type Output = Option<V>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<V>> {
        let flight = Arc::clone(&self.flight);
        let mut state = flight.state();
        match &mut *state {
            State::Done(value) => Poll::Ready(value.clone()),
            State::Pending { next, waiting } => {
                let ticket = *self.ticket.get_or_insert_with(|| {
                    *next += 1;
                    *next
                });
                waiting.insert(ticket, context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<V> Drop for SharedResult<V> {
    fn drop(&mut self) {
        if let (Some(ticket), State::Pending { waiting, .. }) = (self.ticket, &mut *self.flight.state()) {
            waiting.remove(&ticket);
        }
    }
}

impl<V> fmt::Debug for SharedResult<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedResult").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn the_first_result_counts_and_reaches_all_waiting_callers() {
        let flight = Arc::new(SingleFlight::default());
        let (mut one, mut two) = (pin!(Arc::clone(&flight).wait()), pin!(Arc::clone(&flight).wait()));
        assert!(poll(one.as_mut()).is_pending() && poll(two.as_mut()).is_pending());
        flight.complete(Some(1));
        flight.complete(None);
        assert_eq!((poll(one), poll(two)), (Poll::Ready(Some(1)), Poll::Ready(Some(1))));
    }

    #[test]
    fn a_caller_that_stops_waiting_leaves_no_waker_behind() {
        let flight = Arc::new(SingleFlight::<u32>::default());
        let mut landing = Box::pin(Arc::clone(&flight).wait());
        assert!(poll(landing.as_mut()).is_pending());
        drop(landing);
        assert!(matches!(&*flight.state(), State::Pending { waiting, .. } if waiting.is_empty()));
    }
}
