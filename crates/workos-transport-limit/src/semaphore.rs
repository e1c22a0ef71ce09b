//! The semaphore that limits the number of requests in flight.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A fair semaphore: permits go to waiters in the order of their arrival.
///
/// Published semaphores that need no runtime let a new caller overtake the waiters. Under full load a waiter can then
/// starve until its deadline.
#[derive(Clone, Debug)]
pub(crate) struct Semaphore(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    free: usize,
    next_ticket: u64,
    waiting: BTreeMap<u64, Waker>,
    /// Tickets that were granted a permit and have not been polled since.
    granted: Vec<u64>,
}

impl Semaphore {
    pub(crate) fn new(permits: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            free: permits.max(1),
            next_ticket: 0,
            waiting: BTreeMap::new(),
            granted: Vec::new(),
        })))
    }

    /// Waits for a permit. Dropping the future leaves the queue, and dropping the permit releases it.
    pub(crate) const fn acquire(&self) -> Waiting<'_> {
        Waiting { semaphore: self, ticket: None }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn release(&self) {
        let mut state = self.state();
        let next = state.waiting.pop_first();
        match &next {
            Some((ticket, _)) => state.granted.push(*ticket),
            None => state.free += 1,
        }
        drop(state);
        if let Some((_, waker)) = next {
            waker.wake();
        }
    }
}

/// The right of one request to be in flight.
#[derive(Debug)]
pub(crate) struct SemaphorePermit(Semaphore);

impl Drop for SemaphorePermit {
    fn drop(&mut self) {
        self.0.release();
    }
}

/// The future of [`Semaphore::acquire`].
pub(crate) struct Waiting<'a> {
    semaphore: &'a Semaphore,
    ticket: Option<u64>,
}

impl Future for Waiting<'_> {
    type Output = SemaphorePermit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<SemaphorePermit> {
        let mut state = self.semaphore.state();
        let ticket = match self.ticket {
            None if state.free > 0 => {
                state.free -= 1;
                return Poll::Ready(SemaphorePermit(self.semaphore.clone()));
            }
            None => {
                state.next_ticket += 1;
                state.next_ticket
            }
            Some(ticket) => match state.granted.iter().position(|granted| *granted == ticket) {
                Some(index) => {
                    state.granted.swap_remove(index);
                    drop(state);
                    self.ticket = None;
                    return Poll::Ready(SemaphorePermit(self.semaphore.clone()));
                }
                None => ticket,
            },
        };
        state.waiting.insert(ticket, context.waker().clone());
        drop(state);
        self.ticket = Some(ticket);
        Poll::Pending
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let mut state = self.semaphore.state();
        if state.waiting.remove(&ticket).is_none() {
            state.granted.retain(|granted| *granted != ticket);
            drop(state);
            self.semaphore.release();
        }
    }
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;

    fn poll(waiting: &mut Waiting<'_>) -> Option<SemaphorePermit> {
        match Pin::new(waiting).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(permit) => Some(permit),
            Poll::Pending => None,
        }
    }

    #[test]
    fn permits_go_to_waiters_in_the_order_of_their_arrival() {
        let semaphore = Semaphore::new(1);
        let permit = poll(&mut semaphore.acquire()).unwrap();
        let (mut first, mut second) = (semaphore.acquire(), semaphore.acquire());
        assert!(poll(&mut first).is_none() && poll(&mut second).is_none());
        drop(permit);
        assert!(poll(&mut semaphore.acquire()).is_none(), "a new caller does not overtake the waiters");
        assert!(poll(&mut second).is_none());
        let permit = poll(&mut first).unwrap();
        drop(permit);
        assert!(poll(&mut second).is_some());
    }

    #[test]
    fn a_waiter_that_leaves_the_queue_passes_its_permit_on() {
        let semaphore = Semaphore::new(2);
        let permits = [poll(&mut semaphore.acquire()).unwrap(), poll(&mut semaphore.acquire()).unwrap()];
        let (mut granted, mut waiting, mut last) =
            (semaphore.acquire(), semaphore.acquire(), semaphore.acquire());
        assert!([poll(&mut granted), poll(&mut waiting), poll(&mut last)].iter().all(Option::is_none));
        let [one, _other] = permits;
        drop(one);
        drop(waiting);
        drop(granted);
        assert!(poll(&mut last).is_some(), "the permit of the dropped waiter is passed on");
        assert!(poll(&mut semaphore.acquire()).is_some());
        assert!(semaphore.state().waiting.is_empty() && semaphore.state().granted.is_empty());
    }
}
