//! What containers of the state have in common: they are written and read entry by entry, and know what changed.

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde::de::{DeserializeOwned, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A container whose entries can be written, put back and removed one by one.
pub(crate) trait Table: Clone {
    /// What names an entry.
    type Key: Clone + Ord + Serialize + DeserializeOwned;
    /// An entry as it is read: with its key.
    type Entry: DeserializeOwned;

    fn changes(&self) -> &Changes<Self::Key>;
    fn changes_mut(&mut self) -> &mut Changes<Self::Key>;
    /// One entry, if there is one.
    fn entry(&self, key: &Self::Key) -> Option<impl Serialize>;
    /// Every entry, in the order in which they can be put back.
    fn entries(&self) -> impl Iterator<Item = impl Serialize>;
    /// Puts an entry in, in place of the one with its key.
    ///
    /// # Errors
    /// When it does not fit; the text says why.
    fn put(&mut self, entry: Self::Entry) -> Result<(), String>;
    /// Removes an entry without a trace.
    fn drop_entry(&mut self, key: &Self::Key);

    /// Returns a copy to be written, or to be restored after [`reindex`](Self::reindex). A table that can have many
    /// entries shares them with the copy, and leaves out its indexes: copies are made under the lock of the state.
    fn copy(&self) -> Self {
        self.clone()
    }

    /// Rebuilds the indexes that a copy does not have.
    fn reindex(&mut self) {}
}

/// The keys of entries that have changed since they were last written; nothing is noted until somebody asks.
#[derive(Debug)]
pub(crate) struct Changes<K>(Option<BTreeSet<K>>);

impl<K: Ord> Changes<K> {
    /// Notes that the entry of a key came, changed or went.
    pub(crate) fn note(&mut self, key: impl FnOnce() -> K) {
        if let Some(keys) = &mut self.0 {
            keys.insert(key());
        }
    }
}

impl<K> Default for Changes<K> {
    fn default() -> Self {
        Self(None)
    }
}

/// A copy is nobody's log: it starts without notes.
impl<K> Clone for Changes<K> {
    fn clone(&self) -> Self {
        Self(None)
    }
}

/// What changed in one table.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TableChange {
    /// Entries that came or changed.
    put: Vec<Value>,
    /// The keys of entries that went.
    gone: Vec<Value>,
}

/// Any [`Table`], as a log sees it.
pub(crate) trait Kept {
    /// From now on changes are noted.
    fn track(&mut self);
    fn has_changed(&self) -> bool;
    /// Writes what has changed in the form of a [`TableChange`].
    fn write_changes(&self, out: &mut Vec<u8>) -> serde_json::Result<()>;
    /// What has changed so far is written.
    fn written(&mut self);
    /// Makes a change that was written.
    ///
    /// # Errors
    /// When it is none of this table; the text says why.
    fn apply(&mut self, change: TableChange) -> Result<(), String>;
}

impl<T: Table> Kept for T {
    fn track(&mut self) {
        self.changes_mut().0 = Some(BTreeSet::new());
    }

    fn has_changed(&self) -> bool {
        self.changes().0.as_ref().is_some_and(|keys| !keys.is_empty())
    }

    fn write_changes(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        let (mut put, mut gone) = (Vec::new(), Vec::new());
        for key in self.changes().0.iter().flatten() {
            match self.entry(key) {
                Some(entry) => put.push(entry),
                None => gone.push(key),
            }
        }
        #[derive(Serialize)]
        struct Written<E, K> {
            #[serde(skip_serializing_if = "Vec::is_empty")]
            gone: Vec<K>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            put: Vec<E>,
        }
        serde_json::to_writer(out, &Written { gone, put })
    }

    fn written(&mut self) {
        if let Some(keys) = &mut self.changes_mut().0 {
            keys.clear();
        }
    }

    fn apply(&mut self, change: TableChange) -> Result<(), String> {
        // A full log of deliveries forgets its oldest before it takes the newest.
        for key in change.gone {
            self.drop_entry(&serde_json::from_value(key).map_err(|error| error.to_string())?);
        }
        for entry in change.put {
            self.put(serde_json::from_value(entry).map_err(|error| error.to_string())?)?;
        }
        Ok(())
    }
}

/// A state that consists of tables.
pub(crate) trait Tables: Serialize + DeserializeOwned + Debug {
    /// Every table, by the name that it has in snapshots.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Kept)>;

    /// Rebuilds what follows from the tables, after they were read.
    ///
    /// # Errors
    /// When they contradict each other; the text says where.
    fn index(&mut self) -> Result<(), String>;

    /// Returns a copy to be written, or to be restored after [`reindex`](Self::reindex). It shares the objects and has
    /// no indexes, so it is made under the lock of the state.
    fn copy(&self) -> Self;

    /// Rebuilds what a copy does not have.
    ///
    /// # Errors
    /// When the objects contradict each other; the text says where.
    fn reindex(&mut self) -> Result<(), String>;

    /// Takes over the content of another state, and returns the content before. The caller drops it outside the lock:
    /// that takes long if there are many objects.
    fn adopt(&mut self, other: Self) -> Self;
}

/// The tables of one domain.
pub(crate) trait Store {
    /// Every table, by the name that it has in snapshots.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Kept)>;

    /// Writes every table.
    ///
    /// # Errors
    /// The errors of the serializer.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Reads the table of this name; `false` if the store has none of this name.
    ///
    /// # Errors
    /// If the entries do not fit.
    fn read<'de, M: MapAccess<'de>>(&mut self, name: &str, map: &mut M) -> Result<bool, M::Error>;

    /// Returns a store with [copies](Table::copy) of the tables, and nothing else.
    fn copy(&self) -> Self;

    /// Rebuilds the indexes of the tables.
    fn reindex(&mut self);
}

/// Implements [`Store`]: each table by its name in snapshots, and its field.
macro_rules! tables {
    ($store:ident { $($name:literal => $field:ident),* $(,)? }) => {
        impl $crate::store::table::Store for $store {
            fn tables(&mut self) -> Vec<(&'static str, &mut dyn $crate::store::table::Kept)> {
                vec![$(($name, &mut self.$field as &mut dyn $crate::store::table::Kept)),*]
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(map.serialize_entry($name, &$crate::store::table::Entries(&self.$field))?;)*
                Ok(())
            }

            fn read<'de, M: serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                map: &mut M,
            ) -> Result<bool, M::Error> {
                match name {
                    $($name => self.$field = map.next_value::<$crate::store::table::Filled<_>>()?.0,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn copy(&self) -> Self {
                let mut copy = Self::default();
                $(copy.$field = $crate::store::table::Table::copy(&self.$field);)*
                copy
            }

            fn reindex(&mut self) {
                $($crate::store::table::Table::reindex(&mut self.$field);)*
            }
        }
    };
}
pub(crate) use tables;

/// A table that is written as the list of its entries.
#[derive(Debug)]
pub(crate) struct Entries<'a, T>(pub(crate) &'a T);

impl<T: Table> Serialize for Entries<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.entries())
    }
}

/// A table that was read from the list of its entries.
#[derive(Debug)]
pub(crate) struct Filled<T>(pub(crate) T);

impl<'de, T: Table + Default> Deserialize<'de> for Filled<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut table = T::default();
        for entry in Vec::<T::Entry>::deserialize(deserializer)? {
            table.put(entry).map_err(serde::de::Error::custom)?;
        }
        Ok(Self(table))
    }
}
