//! The seats of a concurrency limit.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A semaphore that serves in the order of arrival.
///
/// The runtime-free ones of the field let a newcomer overtake those who wait, which under a full load can starve one
/// of them until its deadline.
#[derive(Clone, Debug)]
pub(crate) struct Semaphore(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    free: usize,
    next_ticket: u64,
    waiting: BTreeMap<u64, Waker>,
    /// Tickets whose seat is theirs already, although they have not been polled since.
    called: Vec<u64>,
}

impl Semaphore {
    pub(crate) fn new(seats: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            free: seats.max(1),
            next_ticket: 0,
            waiting: BTreeMap::new(),
            called: Vec::new(),
        })))
    }

    /// Waits for a seat. Dropping the future leaves the queue; dropping the seat frees it.
    pub(crate) const fn seat(&self) -> Waiting<'_> {
        Waiting { semaphore: self, ticket: None }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn vacate(&self) {
        let mut state = self.state();
        let next = state.waiting.pop_first();
        match &next {
            Some((ticket, _)) => state.called.push(*ticket),
            None => state.free += 1,
        }
        drop(state);
        if let Some((_, waker)) = next {
            waker.wake();
        }
    }
}

#[derive(Debug)]
pub(crate) struct Seat(Semaphore);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.vacate();
    }
}

pub(crate) struct Waiting<'a> {
    semaphore: &'a Semaphore,
    ticket: Option<u64>,
}

impl Future for Waiting<'_> {
    type Output = Seat;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Seat> {
        let mut state = self.semaphore.state();
        let ticket = match self.ticket {
            None if state.free > 0 => {
                state.free -= 1;
                return Poll::Ready(Seat(self.semaphore.clone()));
            }
            None => {
                state.next_ticket += 1;
                state.next_ticket
            }
            Some(ticket) => match state.called.iter().position(|called| *called == ticket) {
                Some(index) => {
                    state.called.swap_remove(index);
                    drop(state);
                    self.ticket = None;
                    return Poll::Ready(Seat(self.semaphore.clone()));
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
            state.called.retain(|called| *called != ticket);
            drop(state);
            self.semaphore.vacate();
        }
    }
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;

    fn poll(waiting: &mut Waiting<'_>) -> Option<Seat> {
        match Pin::new(waiting).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(seat) => Some(seat),
            Poll::Pending => None,
        }
    }

    #[test]
    fn seats_go_to_those_who_wait_in_the_order_of_their_arrival() {
        let semaphore = Semaphore::new(1);
        let seat = poll(&mut semaphore.seat()).unwrap();
        let (mut first, mut second) = (semaphore.seat(), semaphore.seat());
        assert!(poll(&mut first).is_none() && poll(&mut second).is_none());
        drop(seat);
        assert!(poll(&mut semaphore.seat()).is_none(), "a newcomer does not overtake");
        assert!(poll(&mut second).is_none());
        let seat = poll(&mut first).unwrap();
        drop(seat);
        assert!(poll(&mut second).is_some());
    }

    #[test]
    fn one_who_leaves_the_queue_takes_no_seat_along() {
        let semaphore = Semaphore::new(2);
        let seats = [poll(&mut semaphore.seat()).unwrap(), poll(&mut semaphore.seat()).unwrap()];
        let (mut called, mut waiting, mut last) = (semaphore.seat(), semaphore.seat(), semaphore.seat());
        assert!([poll(&mut called), poll(&mut waiting), poll(&mut last)].iter().all(Option::is_none));
        let [one, _other] = seats;
        drop(one);
        drop(waiting);
        drop(called);
        assert!(poll(&mut last).is_some(), "the seat of the called one went on");
        assert!(poll(&mut semaphore.seat()).is_some());
        assert!(semaphore.state().waiting.is_empty() && semaphore.state().called.is_empty());
    }
}
