//! What is kept for a limited time: codes, sign-in pages, sessions.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use workos_core::Timestamp;

/// How many values are kept at most, so that requests without a key cannot fill the memory.
const MOST: usize = 10_000;

/// Values by key, forgotten some time after they were put in.
#[derive(Debug)]
pub(crate) struct Expiring<T> {
    lifetime: Duration,
    values: HashMap<String, T>,
    /// In the order of their expiry, which is that of insertion: the lifetime is the same for all.
    queue: VecDeque<(Timestamp, String)>,
}

impl<T> Expiring<T> {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Self { lifetime, values: HashMap::new(), queue: VecDeque::new() }
    }

    /// Keeps a value for the lifetime; beyond the most that are kept, the oldest goes.
    pub(crate) fn insert(&mut self, now: Timestamp, key: String, value: T) {
        self.forget_old(now);
        if self.queue.len() >= MOST
            && let Some((_, oldest)) = self.queue.pop_front()
        {
            self.values.remove(&oldest);
        }
        self.queue.push_back((now.saturating_add(self.lifetime), key.clone()));
        self.values.insert(key, value);
    }

    /// Keeps a value until it is removed.
    pub(crate) fn insert_lasting(&mut self, key: String, value: T) {
        self.values.insert(key, value);
    }

    pub(crate) fn get(&mut self, now: Timestamp, key: &str) -> Option<&T> {
        self.forget_old(now);
        self.values.get(key)
    }

    pub(crate) fn remove(&mut self, now: Timestamp, key: &str) -> Option<T> {
        self.forget_old(now);
        self.values.remove(key)
    }

    /// Takes out what has expired, oldest first.
    pub(crate) fn take_old(&mut self, now: Timestamp) -> Vec<T> {
        let mut old = Vec::new();
        while self.queue.front().is_some_and(|(expiry, _)| *expiry <= now) {
            old.extend(self.queue.pop_front().and_then(|(_, key)| self.values.remove(&key)));
        }
        old
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.values.retain(|_, value| keep(value));
    }

    fn forget_old(&mut self, now: Timestamp) {
        drop(self.take_old(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let mut kept = Expiring::new(Duration::from_secs(600));
        let now = Timestamp::from_secs(0).unwrap();
        for number in 0..=MOST {
            kept.insert(now, number.to_string(), number);
        }
        assert_eq!(kept.get(now, "0"), None);
        assert_eq!(kept.get(now, "1"), Some(&1));
        assert_eq!((kept.values.len(), kept.queue.len()), (MOST, MOST));
    }

    #[test]
    fn a_value_is_there_until_its_last_moment_and_gone_then() {
        let mut kept = Expiring::new(Duration::from_secs(600));
        let at = |secs| Timestamp::from_secs(secs).unwrap();
        kept.insert(at(0), "code".to_owned(), 1);
        kept.insert_lasting("pinned".to_owned(), 2);
        assert_eq!(kept.get(at(599), "code"), Some(&1));
        assert_eq!(kept.get(at(600), "code"), None);
        assert_eq!(kept.remove(at(10_000), "pinned"), Some(2));
        assert_eq!(kept.remove(at(10_000), "pinned"), None);
    }
}
