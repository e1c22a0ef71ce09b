//! Collections as they are kept: ids with their places and objects.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::store::collection::{Collection, Stored};
use crate::store::table::{Changes, Table};

/// An id as it is written: with its place and, unless it was removed, its object.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<I, T> {
    id: I,
    place: u64,
    #[serde(default = "nothing", skip_serializing_if = "Option::is_none")]
    object: Option<T>,
}

const fn nothing<T>() -> Option<T> {
    None
}

impl<T: Clone + Stored + Serialize + DeserializeOwned> Table for Collection<T> {
    type Key = String;
    type Entry = Entry<String, T>;

    fn changes(&self) -> &Changes<String> {
        &self.changes
    }

    fn changes_mut(&mut self) -> &mut Changes<String> {
        &mut self.changes
    }

    fn entry(&self, id: &String) -> Option<impl Serialize> {
        let place = self.place(id)?;
        Some(Entry { id, place, object: self.items.get(place).map(|item| &**item) })
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        // Both are in the order of the places. A copy has no index.
        let mut removed: Vec<_> = self.removed.iter().map(|(place, id)| (*place, id.as_str())).collect();
        removed.sort_unstable();
        let mut removed = removed.into_iter().peekable();
        let mut items = self.items.iter().peekable();
        std::iter::from_fn(move || {
            let next = items.peek().map(|(place, _)| *place);
            if let Some((place, id)) = removed.next_if(|(place, _)| next.is_none_or(|next| *place < next)) {
                return Some(Entry { id, place, object: None });
            }
            let (place, item) = items.next()?;
            Some(Entry { id: item.id(), place, object: Some(item) })
        })
    }

    fn put(&mut self, entry: Entry<String, T>) -> Result<(), String> {
        let Entry { id, place, object } = entry;
        // Leaves room for those that follow.
        if place >= u64::MAX / 2 {
            return Err(format!("the position of '{id}' is out of range"));
        }
        match self.place(&id) {
            Some(known) if known != place => return Err(format!("'{id}' has two positions")),
            Some(_) => self.take_or_forget(place),
            None if self.items.get(place).is_some() => {
                return Err(format!("the position of '{id}' is taken"));
            }
            None => {}
        }
        match object {
            Some(object) if object.id() != id => {
                return Err(format!("the entry of '{id}' contains the object '{}'", object.id()));
            }
            Some(object) => self.insert_at(place, object),
            None => {
                self.next = self.next.max(place + 1);
                self.index.places.insert(id.clone(), place);
                self.note_removed(place, id);
            }
        }
        Ok(())
    }

    fn drop_entry(&mut self, id: &String) {
        if let Some(place) = self.index.places.remove(id) {
            self.take_or_forget(place);
        }
    }

    fn copy(&self) -> Self {
        self.without_index()
    }

    fn reindex(&mut self) {
        self.rebuild_index();
    }
}
