//! A plain map whose entries are kept.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::store::collection::visits;
use crate::store::table::{Changes, Table};

/// Values by key, in the order of the keys.
#[derive(Clone, Debug)]
pub(crate) struct KeptMap<K, V> {
    values: BTreeMap<K, V>,
    changes: Changes<K>,
}

impl<K, V> Default for KeptMap<K, V> {
    fn default() -> Self {
        Self { values: BTreeMap::new(), changes: Changes::default() }
    }
}

impl<K: Clone + Ord, V> KeptMap<K, V> {
    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.changes.note(|| key.clone());
        self.values.insert(key, value);
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.values.get(key)
    }

    pub(crate) fn contains_key(&self, key: &K) -> bool {
        self.values.contains_key(key)
    }

    pub(crate) fn first(&self) -> Option<(&K, &V)> {
        self.values.first_key_value()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.values.iter().inspect(|_| visits::count())
    }

    /// The keys from this one on, in order.
    pub(crate) fn keys_from(&self, first: &K) -> impl Iterator<Item = &K> {
        self.values.range(first..).map(|(key, _)| key).inspect(|_| visits::count())
    }

    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        visits::count();
        let value = self.values.remove(key)?;
        self.changes.note(|| key.clone());
        Some(value)
    }

    pub(crate) fn remove_first(&mut self) -> Option<(K, V)> {
        let (key, value) = self.values.pop_first()?;
        self.changes.note(|| key.clone());
        Some((key, value))
    }
}

/// An entry as it is written and read; borrowed when it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MapEntry<K, V> {
    key: K,
    value: V,
}

impl<K, V> Table for KeptMap<K, V>
where
    K: Clone + Debug + Ord + Serialize + DeserializeOwned,
    V: Clone + Serialize + DeserializeOwned,
{
    type Key = K;
    type Entry = MapEntry<K, V>;

    fn changes(&self) -> &Changes<K> {
        &self.changes
    }

    fn changes_mut(&mut self) -> &mut Changes<K> {
        &mut self.changes
    }

    fn entry(&self, key: &K) -> Option<impl Serialize> {
        self.values.get_key_value(key).map(|(key, value)| MapEntry { key, value })
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.values.iter().map(|(key, value)| MapEntry { key, value })
    }

    fn put(&mut self, entry: MapEntry<K, V>) -> Result<(), String> {
        self.values.insert(entry.key, entry.value);
        Ok(())
    }

    fn drop_entry(&mut self, key: &K) {
        self.values.remove(key);
    }
}

/// Moves an entry of an index of unique values: the old value is free again, and the new one belongs to this id.
pub(crate) fn replace(index: &mut HashMap<String, String>, id: &str, old: Option<&str>, new: Option<&str>) {
    if let Some(old) = old {
        index.remove(old);
    }
    if let Some(new) = new {
        index.insert(new.to_owned(), id.to_owned());
    }
}
