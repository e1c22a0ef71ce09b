//! What is kept for a limited time: codes, sign-in pages, sessions.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use workos_core::Timestamp;

use crate::store::collection::visits;
use crate::store::table::{Changes, Table};

/// How many values are kept at most, so that requests without a key cannot fill the memory.
const MOST: usize = 10_000;
/// How many bytes they take at most.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The bytes of an entry beside its key, which is there twice, and its value.
const ENTRY: usize = 128;

/// What can be kept for a limited time.
pub(crate) trait Expires {
    /// About how many bytes it takes.
    fn footprint(&self) -> usize;

    /// What it belongs to: all values of a group can be removed without a look at the others.
    fn groups(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Values by key, forgotten so many seconds after they were put in.
#[derive(Clone, Debug)]
pub(crate) struct Expiring<T, const SECONDS: u64> {
    values: HashMap<String, Lasting<T>>,
    /// In the order of their expiry, which is that of insertion: the lifetime is the same for all.
    queue: VecDeque<(Timestamp, String)>,
    /// The keys of each group.
    groups: HashMap<String, BTreeSet<String>>,
    bytes: usize,
    changes: Changes<String>,
}

#[derive(Clone, Debug)]
struct Lasting<T> {
    value: T,
    bytes: usize,
    /// Never, if absent.
    expiry: Option<Timestamp>,
}

impl<T, const SECONDS: u64> Default for Expiring<T, SECONDS> {
    fn default() -> Self {
        Self {
            values: HashMap::new(),
            queue: VecDeque::new(),
            groups: HashMap::new(),
            bytes: 0,
            changes: Changes::default(),
        }
    }
}

impl<T: Expires, const SECONDS: u64> Expiring<T, SECONDS> {
    /// Keeps a value for the lifetime; beyond the most that are kept, the oldest goes.
    pub(crate) fn insert(&mut self, now: Timestamp, key: String, value: T) {
        self.forget_old(now);
        let bytes = entry_bytes(&key, &value);
        while (self.queue.len() >= MOST || self.bytes + bytes > MOST_BYTES)
            && let Some((_, oldest)) = self.queue.pop_front()
        {
            self.take(&oldest);
        }
        let expiry = now.saturating_add(Duration::from_secs(SECONDS));
        self.changes.note(|| key.clone());
        self.queue.push_back((expiry, key.clone()));
        self.put_in(key, value, Some(expiry));
    }

    /// Keeps a value until it is removed.
    pub(crate) fn insert_lasting(&mut self, key: String, value: T) {
        self.changes.note(|| key.clone());
        self.put_in(key, value, None);
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

    /// Removes the values of a group that `remove` accepts.
    pub(crate) fn remove_group(&mut self, group: &str, remove: impl Fn(&T) -> bool) {
        let of_group = self.groups.get(group).into_iter().flatten();
        let mut removed = Vec::new();
        for key in of_group {
            visits::count();
            removed.extend(self.values.get(key).filter(|own| remove(&own.value)).map(|_| key.clone()));
        }
        for key in removed {
            self.take(&key);
        }
    }

    /// The bytes that the values take, about.
    #[cfg(test)]
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    fn forget_old(&mut self, now: Timestamp) {
        drop(self.take_old(now));
    }

    fn take(&mut self, key: &str) -> Option<T> {
        let value = self.take_out(key)?;
        self.changes.note(|| key.to_owned());
        Some(value)
    }

    fn put_in(&mut self, key: String, value: T, expiry: Option<Timestamp>) {
        self.take_out(&key);
        for group in value.groups() {
            self.groups.entry(group).or_default().insert(key.clone());
        }
        let bytes = entry_bytes(&key, &value);
        self.bytes += bytes;
        self.values.insert(key, Lasting { value, bytes, expiry });
    }

    fn take_out(&mut self, key: &str) -> Option<T> {
        let lasting = self.values.remove(key)?;
        self.bytes -= lasting.bytes;
        for group in lasting.value.groups() {
            if let Some(keys) = self.groups.get_mut(&group) {
                keys.remove(key);
                if keys.is_empty() {
                    self.groups.remove(&group);
                }
            }
        }
        Some(lasting.value)
    }
}

fn entry_bytes<T: Expires>(key: &str, value: &T) -> usize {
    let groups: usize = value.groups().iter().map(|group| group.len() + key.len() + ENTRY).sum();
    ENTRY + size_of::<T>() + 2 * key.len() + value.footprint() + groups
}

/// A value as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<K, T> {
    key: K,
    /// Never, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    value: T,
}

impl<T: Clone + Expires + Serialize + DeserializeOwned, const SECONDS: u64> Table for Expiring<T, SECONDS> {
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
        self.put_in(key, value, expiry);
        Ok(())
    }

    fn drop_entry(&mut self, key: &String) {
        self.take_out(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Expires for usize {
        fn footprint(&self) -> usize {
            *self
        }

        fn groups(&self) -> Vec<String> {
            vec![(self % 2).to_string()]
        }
    }

    #[test]
    fn values_are_bounded_in_bytes() {
        let mut kept = Expiring::<_, 600>::default();
        let now = Timestamp::from_secs(0).unwrap();
        for number in 0..100 {
            kept.insert(now, number.to_string(), 1024 * 1024);
        }
        assert_eq!((kept.values.len(), kept.get(now, "96")), (3, None));
        assert!(kept.get(now, "99").is_some());
        assert!(kept.bytes() <= MOST_BYTES);
        for number in 0..100 {
            kept.remove(now, &number.to_string());
        }
        assert_eq!((kept.bytes(), kept.groups.len()), (0, 0));
    }

    #[test]
    fn a_group_is_removed_without_a_look_at_others() {
        let mut kept = Expiring::<_, 600>::default();
        let now = Timestamp::from_secs(0).unwrap();
        for number in 0..1000_usize {
            kept.insert(now, number.to_string(), if number < 3 { 1 } else { 2 });
        }
        let before = visits::number();
        kept.remove_group("1", |_| true);
        kept.remove_group("none", |_| true);
        assert_eq!((visits::number() - before, kept.values.len()), (3, 997));
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let mut kept = Expiring::<_, 600>::default();
        let now = Timestamp::from_secs(0).unwrap();
        for number in 0..=MOST {
            kept.insert(now, number.to_string(), usize::from(number == 1));
        }
        assert_eq!(kept.get(now, "0"), None);
        assert_eq!(kept.get(now, "1"), Some(&1));
        assert_eq!((kept.values.len(), kept.queue.len()), (MOST, MOST));
    }

    #[test]
    fn a_value_is_there_until_its_last_moment_and_gone_then() {
        let mut kept = Expiring::<_, 600>::default();
        let at = |secs| Timestamp::from_secs(secs).unwrap();
        kept.insert(at(0), "code".to_owned(), 1_usize);
        kept.insert_lasting("pinned".to_owned(), 2);
        assert_eq!(kept.get(at(599), "code"), Some(&1));
        assert_eq!(kept.get(at(600), "code"), None);
        assert_eq!(kept.remove(at(10_000), "pinned"), Some(2));
        assert_eq!(kept.remove(at(10_000), "pinned"), None);
    }
}
