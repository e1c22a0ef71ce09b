//! What is kept for a limited time: codes, sign-in pages, sessions.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use workos_core::Timestamp;

use crate::store::table::{Changes, Table};

/// How many values are kept at most, so that requests without a key cannot fill the memory.
const MOST: usize = 10_000;

/// Values by key, forgotten so many seconds after they were put in.
#[derive(Clone, Debug)]
pub(crate) struct Expiring<T, const SECONDS: u64> {
    values: HashMap<String, Lasting<T>>,
    /// In the order of their expiry, which is that of insertion: the lifetime is the same for all.
    queue: VecDeque<(Timestamp, String)>,
    changes: Changes<String>,
}

#[derive(Clone, Debug)]
struct Lasting<T> {
    value: T,
    /// Never, if absent.
    expiry: Option<Timestamp>,
}

impl<T, const SECONDS: u64> Default for Expiring<T, SECONDS> {
    fn default() -> Self {
        Self { values: HashMap::new(), queue: VecDeque::new(), changes: Changes::default() }
    }
}

impl<T, const SECONDS: u64> Expiring<T, SECONDS> {
    /// Keeps a value for the lifetime; beyond the most that are kept, the oldest goes.
    pub(crate) fn insert(&mut self, now: Timestamp, key: String, value: T) {
        self.forget_old(now);
        if self.queue.len() >= MOST
            && let Some((_, oldest)) = self.queue.pop_front()
        {
            self.take(&oldest);
        }
        let expiry = now.saturating_add(Duration::from_secs(SECONDS));
        self.changes.note(|| key.clone());
        self.queue.push_back((expiry, key.clone()));
        self.values.insert(key, Lasting { value, expiry: Some(expiry) });
    }

    /// Keeps a value until it is removed.
    pub(crate) fn insert_lasting(&mut self, key: String, value: T) {
        self.changes.note(|| key.clone());
        self.values.insert(key, Lasting { value, expiry: None });
    }

    pub(crate) fn get(&mut self, now: Timestamp, key: &str) -> Option<&T> {
        self.forget_old(now);
        self.values.get(key).map(|lasting| &lasting.value)
    }

    pub(crate) fn remove(&mut self, now: Timestamp, key: &str) -> Option<T> {
        self.forget_old(now);
        self.take(key)
    }

    /// Takes out what has expired, oldest first.
    pub(crate) fn take_old(&mut self, now: Timestamp) -> Vec<T> {
        let mut old = Vec::new();
        while self.queue.front().is_some_and(|(expiry, _)| *expiry <= now) {
            old.extend(self.queue.pop_front().and_then(|(_, key)| self.take(&key)));
        }
        old
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        let changes = &mut self.changes;
        self.values.retain(|key, lasting| {
            let stays = keep(&lasting.value);
            if !stays {
                changes.note(|| key.clone());
            }
            stays
        });
    }

    fn forget_old(&mut self, now: Timestamp) {
        drop(self.take_old(now));
    }

    fn take(&mut self, key: &str) -> Option<T> {
        let (key, lasting) = self.values.remove_entry(key)?;
        self.changes.note(|| key);
        Some(lasting.value)
    }
}

/// A value on paper.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<K, T> {
    key: K,
    /// Never, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    value: T,
}

impl<T: Serialize + DeserializeOwned, const SECONDS: u64> Table for Expiring<T, SECONDS> {
    type Key = String;
    type Entry = Entry<String, T>;

    fn changes(&self) -> &Changes<String> {
        &self.changes
    }

    fn changes_mut(&mut self) -> &mut Changes<String> {
        &mut self.changes
    }

    fn entry(&self, key: &String) -> Option<impl Serialize> {
        let lasting = self.values.get(key)?;
        Some(Entry { key, expires_at: lasting.expiry, value: &lasting.value })
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        let mut entries: Vec<_> = self
            .values
            .iter()
            .map(|(key, lasting)| Entry { key, expires_at: lasting.expiry, value: &lasting.value })
            .collect();
        entries.sort_by_key(|entry| (entry.expires_at, entry.key));
        entries.into_iter()
    }

    fn put(&mut self, entry: Entry<String, T>) -> Result<(), String> {
        let Entry { key, expires_at: expiry, value } = entry;
        if let Some(expiry) = expiry {
            // Entries of one change come in the order of their keys.
            let place = self.queue.partition_point(|(other, _)| *other <= expiry);
            self.queue.insert(place, (expiry, key.clone()));
        }
        self.values.insert(key, Lasting { value, expiry });
        Ok(())
    }

    fn drop_entry(&mut self, key: &String) {
        self.values.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let mut kept = Expiring::<_, 600>::default();
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
        let mut kept = Expiring::<_, 600>::default();
        let at = |secs| Timestamp::from_secs(secs).unwrap();
        kept.insert(at(0), "code".to_owned(), 1);
        kept.insert_lasting("pinned".to_owned(), 2);
        assert_eq!(kept.get(at(599), "code"), Some(&1));
        assert_eq!(kept.get(at(600), "code"), None);
        assert_eq!(kept.remove(at(10_000), "pinned"), Some(2));
        assert_eq!(kept.remove(at(10_000), "pinned"), None);
    }
}
