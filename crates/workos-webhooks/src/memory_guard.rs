//! An in-memory replay guard for a single process.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use workos_core::EventId;
use workos_transport::{Clock, StdClock, async_trait};

use crate::{Claim, GuardError, Lease, ReplayGuard};

/// An in-memory [`ReplayGuard`] for one process. Its state is lost when the process ends.
///
/// Remembers each handled event for three days, and at most 100 000 events (about 40 MB); beyond that limit, it forgets
/// the oldest first. A claim expires after five minutes unless it is confirmed or released. Dropping a running handler
/// releases its claim at once.
///
/// Share a guard in an [`Arc`].
pub struct MemoryReplayGuard {
    clock: Arc<dyn Clock>,
    lease: Duration,
    retention: Duration,
    capacity: usize,
    state: Mutex<State>,
}

impl MemoryReplayGuard {
    /// Creates a guard that uses the system's clock.
    #[must_use]
    pub fn new() -> Self {
        Self {
            clock: Arc::new(StdClock::new()),
            lease: Duration::from_secs(5 * 60),
            retention: Duration::from_secs(3 * 24 * 60 * 60),
            capacity: 100_000,
            state: Mutex::default(),
        }
    }

    /// Sets the clock by which claims expire and events are forgotten. Default: the system's monotonic clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Sets the time after which an unfinished claim expires. Default: five minutes.
    ///
    /// Choose more time than any handler takes: after a claim has expired, the next delivery is handled too.
    #[must_use]
    pub const fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Sets how long a handled event is remembered. Default: three days, as long as WorkOS retries.
    #[must_use]
    pub const fn retention(mut self, retention: Duration) -> Self {
        self.retention = retention;
        self
    }

    /// Sets how many events are remembered at most, including claims. Default: 100 000. The minimum is one.
    ///
    /// If all of them are claims, a further claim is an error: the guard never forgets an event that is being handled.
    #[must_use]
    pub const fn capacity(mut self, capacity: usize) -> Self {
        self.capacity = capacity;
        self
    }

    /// Returns how many events are remembered now, including claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.current().1.entries.len()
    }

    /// Returns whether no event is remembered now.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the current time, and the locked state without expired entries.
    fn current(&self) -> (Duration, MutexGuard<'_, State>) {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Reading the clock under the lock makes the times of claims follow the order of claims.
        let now = self.clock.elapsed();
        state.forget_expired(now);
        (now, state)
    }

    fn release_now(&self, lease: &Lease) {
        let (_, mut state) = self.current();
        if state
            .entries
            .get(lease.event())
            .is_some_and(|entry| !entry.handled && entry.key.1 == lease.token())
        {
            state.remove(lease.event());
        }
    }
}

impl Default for MemoryReplayGuard {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl ReplayGuard for MemoryReplayGuard {
    async fn claim(&self, event: &EventId) -> Result<Claim, GuardError> {
        let (now, mut state) = self.current();
        match state.entries.get(event) {
            Some(entry) if entry.handled => Ok(Claim::Handled),
            Some(_) => Ok(Claim::InProgress),
            None => {
                state.make_room(self.capacity)?;
                let token = state.insert(event, now.saturating_add(self.lease), false);
                Ok(Claim::Granted(Lease::new(event.clone(), token)))
            }
        }
    }

    async fn confirm(&self, lease: &Lease) -> Result<(), GuardError> {
        let (now, mut state) = self.current();
        state.remove(lease.event());
        state.make_room(self.capacity)?;
        state.insert(lease.event(), now.saturating_add(self.retention), true);
        Ok(())
    }

    async fn release(&self, lease: &Lease) -> Result<(), GuardError> {
        self.release_now(lease);
        Ok(())
    }

    fn abandon(&self, lease: &Lease) {
        self.release_now(lease);
    }
}

impl fmt::Debug for MemoryReplayGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayGuard")
            .field("lease", &self.lease)
            .field("retention", &self.retention)
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}

/// The expiry time of an entry, and a unique number.
type Key = (Duration, u64);

struct Entry {
    key: Key,
    handled: bool,
}

/// The entries by event, and two indexes of events by expiry time.
///
/// Claims and handled events have separate indexes, because only handled events are evicted.
#[derive(Default)]
struct State {
    entries: HashMap<EventId, Entry>,
    claimed: BTreeMap<Key, EventId>,
    handled: BTreeMap<Key, EventId>,
    next_token: u64,
}

impl State {
    fn insert(&mut self, event: &EventId, until: Duration, handled: bool) -> u64 {
        let key = (until, self.next_token);
        self.next_token += 1;
        self.index(handled).insert(key, event.clone());
        self.entries.insert(event.clone(), Entry { key, handled });
        key.1
    }

    fn remove(&mut self, event: &EventId) {
        if let Some(Entry { key, handled }) = self.entries.remove(event) {
            self.index(handled).remove(&key);
        }
    }

    fn forget_expired(&mut self, now: Duration) {
        for index in [&mut self.claimed, &mut self.handled] {
            while let Some(oldest) = index.first_entry().filter(|oldest| oldest.key().0 <= now) {
                self.entries.remove(&oldest.remove());
            }
        }
    }

    /// Evicts the oldest handled events until one more entry fits.
    fn make_room(&mut self, capacity: usize) -> Result<(), GuardError> {
        while self.entries.len() >= capacity.max(1) {
            let Some((_, oldest)) = self.handled.pop_first() else {
                return Err(GuardError::new(
                    "the guard is full: all events that it remembers are being handled",
                ));
            };
            self.entries.remove(&oldest);
        }
        Ok(())
    }

    const fn index(&mut self, handled: bool) -> &mut BTreeMap<Key, EventId> {
        if handled { &mut self.handled } else { &mut self.claimed }
    }
}
