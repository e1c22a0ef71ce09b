//! Where the objects of a collection are, by id, by owner and by group.

use std::collections::{BTreeSet, HashMap};

use crate::store::collection::stored::Stored;

/// The places of no object.
static NOWHERE: BTreeSet<u64> = BTreeSet::new();

/// What is found without a look at other objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// Where each id is or was: the place of a removed object stays valid as a cursor.
    pub(super) places: HashMap<String, u64>,
    owned: HashMap<String, BTreeSet<u64>>,
    groups: HashMap<String, BTreeSet<u64>>,
}

impl Index {
    pub(super) fn add(&mut self, place: u64, item: &impl Stored) {
        self.places.insert(item.id().to_owned(), place);
        if let Some(owner) = item.owner() {
            self.owned.entry(owner.to_owned()).or_default().insert(place);
        }
        self.join(place, item.groups());
    }

    /// Forgets an object but for the place of its id.
    pub(super) fn remove(&mut self, place: u64, item: &impl Stored) {
        if let Some(owner) = item.owner() {
            leave(&mut self.owned, owner, place);
        }
        self.part(place, &item.groups());
    }

    pub(super) fn join(&mut self, place: u64, groups: Vec<String>) {
        for group in groups {
            self.groups.entry(group).or_default().insert(place);
        }
    }

    pub(super) fn part(&mut self, place: u64, groups: &[String]) {
        for group in groups {
            leave(&mut self.groups, group, place);
        }
    }

    pub(super) fn owned(&self, owner: &str) -> &BTreeSet<u64> {
        self.owned.get(owner).unwrap_or(&NOWHERE)
    }

    pub(super) fn group(&self, group: &str) -> &BTreeSet<u64> {
        self.groups.get(group).unwrap_or(&NOWHERE)
    }
}

fn leave(index: &mut HashMap<String, BTreeSet<u64>>, name: &str, place: u64) {
    if let Some(places) = index.get_mut(name) {
        places.remove(&place);
        if places.is_empty() {
            index.remove(name);
        }
    }
}
