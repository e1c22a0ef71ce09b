//! Stored objects in the order of their creation, and the API's cursor pages over them.

mod among;
pub(crate) mod entry;
mod index;
mod items;
pub(crate) mod page;
mod stored;
#[cfg(test)]
mod tests;
pub(crate) mod visits;

pub(crate) use among::Among;
pub(crate) use stored::Stored;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Bound;
use std::sync::Arc;

use crate::store::collection::page::{Order, Page, PageQuery, UnknownCursor};
use crate::store::table::Changes;

use index::Index;
use items::Items;

/// How many removed objects are remembered as cursors.
const MOST_REMOVED: usize = 10_000;

/// Objects by the order of their creation, by id and by owner.
#[derive(Clone, Debug)]
pub(crate) struct Collection<T> {
    /// Shared with copies, which snapshots and instances that can be reset hold.
    items: Items<T>,
    index: Index,
    /// The removed objects whose places stay valid as cursors, in the order of their removal.
    removed: VecDeque<(u64, String)>,
    bytes: usize,
    next: u64,
    changes: Changes<String>,
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self {
            items: Items::default(),
            index: Index::default(),
            removed: VecDeque::new(),
            bytes: 0,
            next: 0,
            changes: Changes::default(),
        }
    }
}

impl<T: Clone + Stored> Collection<T> {
    /// Adds an object as the newest. The caller has checked that its id is new.
    pub(crate) fn insert(&mut self, item: T) {
        self.changes.note(|| item.id().to_owned());
        self.insert_at(self.next, item);
    }

    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        let item = self.items.get(*self.index.places.get(id)?)?;
        visits::count();
        Some(item)
    }

    /// To change an object. Its id, owner and groups stay the same.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        let item = self.items.get_mut(*self.index.places.get(id)?)?;
        visits::count();
        self.changes.note(|| id.to_owned());
        Some(Arc::make_mut(item))
    }

    /// Changes an object, and perhaps its groups. Its id and owner stay the same.
    pub(crate) fn change<R>(&mut self, id: &str, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let place = *self.index.places.get(id)?;
        let item = Arc::make_mut(self.items.get_mut(place)?);
        visits::count();
        let before = item.groups();
        let result = change(item);
        let after = item.groups();
        if before != after {
            self.index.part(place, &before);
            self.index.join(place, after);
        }
        self.changes.note(|| id.to_owned());
        Some(result)
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn oldest(&self) -> Option<&T> {
        self.items.iter().next().map(|(_, item)| item)
    }

    pub(crate) fn newest(&self) -> Option<&T> {
        self.items.range(..).next_back().map(|(_, item)| item)
    }

    /// Removes the oldest object for good: it is no cursor any more.
    pub(crate) fn forget_oldest(&mut self) {
        let oldest = self.items.iter().next().map(|(place, _)| place);
        let Some(item) = oldest.and_then(|place| self.take_from(place)) else { return };
        self.changes.note(|| item.id().to_owned());
        self.index.places.remove(item.id());
    }

    /// The bytes that the objects take, where they tell.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The place of an object, or of one that was removed.
    pub(crate) fn place(&self, id: &str) -> Option<u64> {
        self.index.places.get(id).copied()
    }

    /// The places of these objects, for [`Among::Places`].
    pub(crate) fn places<'a>(&self, ids: impl Iterator<Item = &'a str>) -> BTreeSet<u64> {
        ids.filter_map(|id| self.place(id)).collect()
    }

    /// Whether the id is taken, by an object that exists or by one that did.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.index.places.contains_key(id)
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<T> {
        let place = self.place(id)?;
        let item = self.take_from(place)?;
        visits::count();
        self.changes.note(|| id.to_owned());
        self.note_removed(place, id.to_owned());
        Some(item)
    }

    /// All objects, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(_, item)| item).inspect(|_| visits::count())
    }

    /// The objects of one owner, oldest first.
    pub(crate) fn owned_by(&self, owner: &str) -> impl Iterator<Item = &T> {
        self.at(self.index.owned(owner))
    }

    /// The objects of one group, oldest first.
    pub(crate) fn group<'a>(&'a self, group: &str) -> impl Iterator<Item = &'a T> + use<'a, T> {
        self.at(self.index.group(group))
    }

    /// The places of one owner's objects.
    pub(crate) fn owned_places(&self, owner: &str) -> &BTreeSet<u64> {
        self.index.owned(owner)
    }

    /// The places of a group's objects.
    pub(crate) fn group_places(&self, group: &str) -> &BTreeSet<u64> {
        self.index.group(group)
    }

    /// The first place whose object `has_passed` accepts, where it accepts all that follow. Visits as many objects as
    /// their number has binary digits.
    pub(crate) fn first_place(&self, has_passed: impl Fn(&T) -> bool) -> u64 {
        let mut low = self.items.iter().next().map_or(self.next, |(place, _)| place);
        let mut high = self.next;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.items.range(middle..high).next() {
                Some((place, item)) => {
                    visits::count();
                    if has_passed(item) { high = middle } else { low = place + 1 }
                }
                None => high = middle,
            }
        }
        low
    }

    fn at<'a>(&'a self, places: &'a BTreeSet<u64>) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let items = places.iter().filter_map(|place| Some(&**self.items.get(*place)?));
        items.inspect(|_| visits::count())
    }

    /// One page of the objects among these that `matches` accepts.
    ///
    /// Costs as much as the objects it passes over: the page itself where everything matches.
    ///
    /// # Errors
    /// When a cursor names no object of this collection.
    pub(crate) fn page<'a>(
        &'a self,
        query: &PageQuery<'_>,
        among: &Among<'a>,
        matches: impl Fn(&T) -> bool,
    ) -> Result<Page<'a, T>, UnknownCursor> {
        let place = |cursor: Option<&str>, name| {
            cursor.map(|id| self.place(id).ok_or(UnknownCursor(name))).transpose()
        };
        // `normal` lists newest first like `desc`, but `before` fetches older objects and `after` newer ones.
        let (left, right) = match query.order {
            Order::Normal => (place(query.after, "after")?, place(query.before, "before")?),
            Order::Asc | Order::Desc => (place(query.before, "before")?, place(query.after, "after")?),
        };
        let newest_first = query.order != Order::Asc;
        // In the order shown, the page lies strictly right of `right` and strictly left of `left`.
        let (low, high) = if newest_first { (left, right) } else { (right, left) };
        let walk =
            |low, high, downwards| self.walk(among, low, high, downwards).filter(|(_, item)| matches(item));

        let backwards = left.is_some() && right.is_none();
        let mut found: Vec<_> = walk(low, high, newest_first != backwards).take(query.limit).collect();
        if backwards {
            found.reverse();
        }
        let beyond = |place: u64, downwards: bool| {
            let (low, high) = if downwards { (None, Some(place)) } else { (Some(place), None) };
            walk(low, high, downwards).next().is_some()
        };
        let previous =
            found.first().filter(|(place, _)| beyond(*place, !newest_first)).map(|(_, item)| item.id());
        let next = found.last().filter(|(place, _)| beyond(*place, newest_first)).map(|(_, item)| item.id());
        let (before, after) = if query.order == Order::Normal { (next, previous) } else { (previous, next) };
        Ok(Page { before, after, items: found.into_iter().map(|(_, item)| item).collect() })
    }

    fn insert_at(&mut self, place: u64, item: T) {
        self.next = self.next.max(place + 1);
        self.index.add(place, &item);
        self.bytes += item.footprint();
        self.items.insert(place, item);
    }

    /// Remembers the place of a removed object as a cursor, and forgets the one that was removed longest ago.
    fn note_removed(&mut self, place: u64, id: String) {
        self.removed.push_back((place, id));
        while self.removed.len() > MOST_REMOVED {
            let Some((_, oldest)) = self.removed.pop_front() else { break };
            self.index.places.remove(&oldest);
            self.changes.note(|| oldest);
        }
    }

    /// Takes out the object at a place, or the cursor that a removed object has left there.
    fn take_or_forget(&mut self, place: u64) {
        if self.take_from(place).is_none() {
            self.removed.retain(|(removed, _)| *removed != place);
        }
    }

    /// A copy without an index; see [`Table::copy`](crate::store::table::Table::copy).
    fn without_index(&self) -> Self {
        Self {
            items: self.items.clone(),
            index: Index::default(),
            removed: self.removed.clone(),
            bytes: self.bytes,
            next: self.next,
            changes: Changes::default(),
        }
    }

    fn rebuild_index(&mut self) {
        self.index = Index::default();
        for (place, item) in self.items.iter() {
            self.index.add(place, item);
        }
        for (place, id) in &self.removed {
            self.index.places.insert(id.clone(), *place);
        }
    }

    fn take_from(&mut self, place: u64) -> Option<T> {
        let item = self.items.remove(place)?;
        self.index.remove(place, &*item);
        self.bytes -= item.footprint();
        Some(Arc::unwrap_or_clone(item))
    }

    /// The objects strictly between two places.
    fn walk<'a>(
        &'a self,
        among: &Among<'a>,
        low: Option<u64>,
        high: Option<u64>,
        downwards: bool,
    ) -> Box<dyn Iterator<Item = (u64, &'a T)> + 'a> {
        let exclusive = |place: Option<u64>| place.map_or(Bound::Unbounded, Bound::Excluded);
        let asked = match among {
            Among::Any { range, .. } => *range,
            _ => (Bound::Unbounded, Bound::Unbounded),
        };
        let Some(range) = among::intersect((exclusive(low), exclusive(high)), asked) else {
            return Box::new(std::iter::empty());
        };
        let places = match among {
            Among::All => {
                let all = self.items.range(range).inspect(|_| visits::count());
                return if downwards { Box::new(all.rev()) } else { Box::new(all) };
            }
            Among::Places(places) => among::walk(places, range, downwards),
            Among::Every(sets) => among::every(sets, range, downwards),
            Among::Any { of, within, .. } => {
                let within = *within;
                let any = among::any(of, range, downwards);
                Box::new(any.filter(move |place| within.is_none_or(|within| within.contains(place))))
            }
        };
        let found = places.filter_map(|place| Some((place, &**self.items.get(place)?)));
        Box::new(found.inspect(|_| visits::count()))
    }
}
