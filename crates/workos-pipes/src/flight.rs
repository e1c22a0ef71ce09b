//! One request for all concurrent callers with the same key.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_internal::SingleFlight;

/// The requests in flight, by key.
pub(crate) struct SingleFlightGroup<K, V>(Mutex<HashMap<K, Arc<SingleFlight<V>>>>);

impl<K: Clone + Eq + Hash, V: Clone> SingleFlightGroup<K, V> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    /// Runs the work, or waits for a caller that is running it already.
    ///
    /// If the caller that runs the work is dropped before the end, one of the waiting callers runs it again.
    pub(crate) async fn run<F: Future<Output = V>>(&self, key: &K, work: impl Fn() -> F) -> V {
        loop {
            let flight = match self.join(key) {
                Ok(leader) => {
                    let value = work().await;
                    leader.complete(value.clone());
                    return value;
                }
                Err(flight) => flight,
            };
            if let Some(value) = flight.wait().await {
                return value;
            }
        }
    }

    /// Makes later callers start new work. Callers that wait already still get the result of the old work.
    pub(crate) fn detach(&self, key: &K) {
        self.flights().remove(key);
    }

    /// Starts a new flight and returns its leader, or returns the flight that is already under way.
    fn join(&self, key: &K) -> Result<Leader<'_, K, V>, Arc<SingleFlight<V>>> {
        let mut flights = self.flights();
        if let Some(flight) = flights.get(key) {
            return Err(Arc::clone(flight));
        }
        let flight = Arc::new(SingleFlight::default());
        flights.insert(key.clone(), Arc::clone(&flight));
        drop(flights);
        Ok(Leader { flights: self, key: key.clone(), flight })
    }

    fn remove(&self, key: &K, flight: &Arc<SingleFlight<V>>) {
        let mut flights = self.flights();
        // After `detach` the key may belong to a later flight.
        if flights.get(key).is_some_and(|current| Arc::ptr_eq(current, flight)) {
            flights.remove(key);
        }
    }

    fn flights(&self) -> MutexGuard<'_, HashMap<K, Arc<SingleFlight<V>>>> {
        // Nothing panics while the lock is held, so the map behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The caller that runs the work. If it is dropped before the work ends, the flight is abandoned.
struct Leader<'a, K: Clone + Eq + Hash, V: Clone> {
    flights: &'a SingleFlightGroup<K, V>,
    key: K,
    flight: Arc<SingleFlight<V>>,
}

impl<K: Clone + Eq + Hash, V: Clone> Leader<'_, K, V> {
    fn complete(self, value: V) {
        // Remove the flight first: a caller that comes after the end must not get this value.
        self.flights.remove(&self.key, &self.flight);
        self.flight.complete(Some(value));
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Drop for Leader<'_, K, V> {
    fn drop(&mut self) {
        self.flights.remove(&self.key, &self.flight);
        self.flight.complete(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// Counts how often it was started, and returns its number once the gate is open.
    async fn work(started: &Cell<u32>, gate: &Cell<bool>) -> u32 {
        started.set(started.get() + 1);
        let number = started.get();
        poll_fn(|_| if gate.get() { Poll::Ready(number) } else { Poll::Pending }).await
    }

    #[test]
    fn concurrent_callers_share_one_run_of_the_work() {
        let (flights, started, gate) = (SingleFlightGroup::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&started, &gate));
        let (mut one, mut two, mut three) = (pin!(run()), pin!(run()), pin!(run()));
        for future in [one.as_mut(), two.as_mut(), three.as_mut()] {
            assert!(poll(future).is_pending());
        }
        gate.set(true);
        assert_eq!(poll(two.as_mut()), Poll::Pending, "the leader has not finished");
        for future in [one, two, three] {
            assert_eq!(poll(future), Poll::Ready(1));
        }
        assert_eq!(started.get(), 1);
        assert_eq!(poll(pin!(run())), Poll::Ready(2), "a caller after the end starts new work");
        assert!(flights.flights().is_empty());
    }

    #[test]
    fn different_keys_run_separately() {
        let (flights, started, gate) = (SingleFlightGroup::new(), Cell::new(0), Cell::new(true));
        assert_eq!(poll(pin!(flights.run(&1, || work(&started, &gate)))), Poll::Ready(1));
        assert_eq!(poll(pin!(flights.run(&2, || work(&started, &gate)))), Poll::Ready(2));
    }

    #[test]
    fn when_the_leader_is_dropped_a_waiting_caller_takes_over() {
        let (flights, started, gate) = (SingleFlightGroup::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&started, &gate));
        let mut one = Box::pin(run());
        let (mut two, mut three) = (pin!(run()), pin!(run()));
        assert!(poll(one.as_mut()).is_pending() && poll(two.as_mut()).is_pending());
        assert!(poll(three.as_mut()).is_pending());
        drop(one);
        assert!(poll(two.as_mut()).is_pending() && poll(three.as_mut()).is_pending());
        assert_eq!(started.get(), 2);
        gate.set(true);
        assert_eq!((poll(two), poll(three)), (Poll::Ready(2), Poll::Ready(2)));
    }

    #[test]
    fn after_detach_new_callers_start_new_work_and_waiting_callers_get_the_old_result() {
        let (flights, started, gate) = (SingleFlightGroup::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&started, &gate));
        let (mut one, mut two, mut later) = (pin!(run()), pin!(run()), pin!(run()));
        assert!(poll(one.as_mut()).is_pending() && poll(two.as_mut()).is_pending());
        flights.detach(&"key");
        assert!(poll(later.as_mut()).is_pending());
        gate.set(true);
        assert_eq!((poll(one), poll(two)), (Poll::Ready(1), Poll::Ready(1)));
        assert_eq!(flights.flights().len(), 1, "the end of the old flight does not remove the new one");
        assert_eq!(poll(later), Poll::Ready(2));
    }
}
