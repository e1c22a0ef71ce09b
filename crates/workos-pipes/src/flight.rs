//! One request for all who want the same at the same time.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_client::private::Flight;

/// The requests in flight, by what they ask for.
pub(crate) struct SingleFlight<K, V>(Mutex<HashMap<K, Arc<Flight<V>>>>);

impl<K: Clone + Eq + Hash, V: Clone> SingleFlight<K, V> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    /// Does the work, or waits for somebody who is at it already. Whoever is dropped before the work is done leaves it to
    /// one of those who wait.
    pub(crate) async fn run<F: Future<Output = V>>(&self, key: &K, work: impl Fn() -> F) -> V {
        loop {
            let flight = match self.join(key) {
                Ok(lead) => {
                    let value = work().await;
                    lead.land(value.clone());
                    return value;
                }
                Err(flight) => flight,
            };
            if let Some(value) = flight.landing().await {
                return value;
            }
        }
    }

    /// Lets whoever comes from now on start anew; those who wait already get what they wait for.
    pub(crate) fn detach(&self, key: &K) {
        self.flights().remove(key);
    }

    /// The lead of a new flight, or the one that is on its way.
    fn join(&self, key: &K) -> Result<Lead<'_, K, V>, Arc<Flight<V>>> {
        let mut flights = self.flights();
        if let Some(flight) = flights.get(key) {
            return Err(Arc::clone(flight));
        }
        let flight = Arc::new(Flight::default());
        flights.insert(key.clone(), Arc::clone(&flight));
        drop(flights);
        Ok(Lead { flights: self, key: key.clone(), flight })
    }

    fn remove(&self, key: &K, flight: &Arc<Flight<V>>) {
        let mut flights = self.flights();
        // After `detach` the key may belong to a later flight.
        if flights.get(key).is_some_and(|current| Arc::ptr_eq(current, flight)) {
            flights.remove(key);
        }
    }

    fn flights(&self) -> MutexGuard<'_, HashMap<K, Arc<Flight<V>>>> {
        // Nothing panics while the lock is held, so the map behind a poisoned lock is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by the one who does the work; dropped without landing, the flight is abandoned.
struct Lead<'a, K: Clone + Eq + Hash, V: Clone> {
    flights: &'a SingleFlight<K, V>,
    key: K,
    flight: Arc<Flight<V>>,
}

impl<K: Clone + Eq + Hash, V: Clone> Lead<'_, K, V> {
    fn land(self, value: V) {
        // Out of the map first: who comes after the landing must not get this value.
        self.flights.remove(&self.key, &self.flight);
        self.flight.land(Some(value));
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Drop for Lead<'_, K, V> {
    fn drop(&mut self) {
        self.flights.remove(&self.key, &self.flight);
        self.flight.land(None);
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

    /// Work that is done when the gate is open, and counts how often it was begun.
    async fn work(begun: &Cell<u32>, gate: &Cell<bool>) -> u32 {
        begun.set(begun.get() + 1);
        let mine = begun.get();
        poll_fn(|_| if gate.get() { Poll::Ready(mine) } else { Poll::Pending }).await
    }

    #[test]
    fn all_who_come_while_it_is_under_way_share_one_piece_of_work() {
        let (flights, begun, gate) = (SingleFlight::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&begun, &gate));
        let (mut one, mut two, mut three) = (pin!(run()), pin!(run()), pin!(run()));
        for future in [one.as_mut(), two.as_mut(), three.as_mut()] {
            assert!(poll(future).is_pending());
        }
        gate.set(true);
        assert_eq!(poll(two.as_mut()), Poll::Pending, "the one who does it has to come to its end");
        for future in [one, two, three] {
            assert_eq!(poll(future), Poll::Ready(1));
        }
        assert_eq!(begun.get(), 1);
        assert_eq!(poll(pin!(run())), Poll::Ready(2), "who comes after the end starts anew");
        assert!(flights.flights().is_empty());
    }

    #[test]
    fn other_keys_are_other_work() {
        let (flights, begun, gate) = (SingleFlight::new(), Cell::new(0), Cell::new(true));
        assert_eq!(poll(pin!(flights.run(&1, || work(&begun, &gate)))), Poll::Ready(1));
        assert_eq!(poll(pin!(flights.run(&2, || work(&begun, &gate)))), Poll::Ready(2));
    }

    #[test]
    fn when_the_one_who_does_it_is_dropped_one_of_the_others_takes_over() {
        let (flights, begun, gate) = (SingleFlight::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&begun, &gate));
        let mut one = Box::pin(run());
        let (mut two, mut three) = (pin!(run()), pin!(run()));
        assert!(poll(one.as_mut()).is_pending() && poll(two.as_mut()).is_pending());
        assert!(poll(three.as_mut()).is_pending());
        drop(one);
        assert!(poll(two.as_mut()).is_pending() && poll(three.as_mut()).is_pending());
        assert_eq!(begun.get(), 2);
        gate.set(true);
        assert_eq!((poll(two), poll(three)), (Poll::Ready(2), Poll::Ready(2)));
    }

    #[test]
    fn after_a_detach_new_callers_start_anew_and_the_old_ones_get_theirs() {
        let (flights, begun, gate) = (SingleFlight::new(), Cell::new(0), Cell::new(false));
        let run = || flights.run(&"key", || work(&begun, &gate));
        let (mut one, mut two, mut later) = (pin!(run()), pin!(run()), pin!(run()));
        assert!(poll(one.as_mut()).is_pending() && poll(two.as_mut()).is_pending());
        flights.detach(&"key");
        assert!(poll(later.as_mut()).is_pending());
        gate.set(true);
        assert_eq!((poll(one), poll(two)), (Poll::Ready(1), Poll::Ready(1)));
        assert_eq!(flights.flights().len(), 1, "the end of the old flight leaves the new one alone");
        assert_eq!(poll(later), Poll::Ready(2));
    }
}
