//! Objects by their place, in chunks that copies share.

use std::collections::BTreeMap;
use std::ops::{Bound, RangeBounds};
use std::sync::Arc;

/// How many places a chunk has. A copy costs a reference for each chunk, and a change after it those of one chunk.
const CHUNK: u64 = 128;

/// Objects by place. Copies share what has not changed since.
#[derive(Clone, Debug)]
pub(super) struct Items<T> {
    chunks: BTreeMap<u64, Arc<BTreeMap<u64, Arc<T>>>>,
    length: usize,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { chunks: BTreeMap::new(), length: 0 }
    }
}

impl<T> Items<T> {
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    pub(super) fn get(&self, place: u64) -> Option<&Arc<T>> {
        self.chunks.get(&(place / CHUNK))?.get(&place)
    }

    pub(super) fn get_mut(&mut self, place: u64) -> Option<&mut Arc<T>> {
        Arc::make_mut(self.chunks.get_mut(&(place / CHUNK))?).get_mut(&place)
    }

    /// Puts an object at a place where there is none.
    pub(super) fn insert(&mut self, place: u64, item: T) {
        let chunk = self.chunks.entry(place / CHUNK).or_default();
        let old = Arc::make_mut(chunk).insert(place, Arc::new(item));
        self.length += usize::from(old.is_none());
    }

    pub(super) fn remove(&mut self, place: u64) -> Option<Arc<T>> {
        let number = place / CHUNK;
        let chunk = Arc::make_mut(self.chunks.get_mut(&number)?);
        let item = chunk.remove(&place)?;
        if chunk.is_empty() {
            self.chunks.remove(&number);
        }
        self.length -= 1;
        Some(item)
    }

    /// All objects with their places, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.chunks.values().flat_map(|chunk| chunk.iter()).map(|(place, item)| (*place, &**item))
    }

    /// The objects between two places, in order. The range is not empty.
    pub(super) fn range(
        &self,
        range: impl RangeBounds<u64> + Clone,
    ) -> impl DoubleEndedIterator<Item = (u64, &T)> {
        let number = |bound: Bound<&u64>| match bound {
            Bound::Included(place) | Bound::Excluded(place) => Bound::Included(place / CHUNK),
            Bound::Unbounded => Bound::Unbounded,
        };
        let chunks = self.chunks.range((number(range.start_bound()), number(range.end_bound())));
        let within = chunks.flat_map(move |(_, chunk)| chunk.range(range.clone()));
        within.map(|(place, item)| (*place, &**item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places<'a>(items: impl Iterator<Item = (u64, &'a u64)>) -> Vec<u64> {
        items.map(|(place, item)| if place == *item { place } else { 0 }).collect()
    }

    #[test]
    fn objects_are_found_in_order_across_chunks() {
        let mut items = Items::default();
        for place in (1..1000).step_by(3) {
            items.insert(place, place);
        }
        let all: Vec<_> = (1..1000).step_by(3).collect();
        assert_eq!((places(items.iter()), items.len()), (all.clone(), all.len()));
        let some: Vec<_> = all.iter().copied().filter(|place| (127..=300).contains(place)).collect();
        assert_eq!(places(items.range(127..=300)), some);
        assert_eq!(places(items.range(127..=300).rev()), some.into_iter().rev().collect::<Vec<_>>());
        for place in all {
            assert!(items.remove(place).is_some() && items.remove(place).is_none());
        }
        assert_eq!((items.len(), items.chunks.len()), (0, 0));
    }

    #[test]
    fn copies_share_what_has_not_changed() {
        let mut items = Items::default();
        for place in 0..1000 {
            items.insert(place, place);
        }
        let copy = items.clone();
        *Arc::make_mut(items.get_mut(500).unwrap()) = 7;
        items.remove(900);
        assert_eq!((copy.get(500).map(|item| **item), copy.len(), items.len()), (Some(500), 1000, 999));
        let shared = items.chunks.iter().filter(|(number, chunk)| Arc::ptr_eq(chunk, &copy.chunks[number]));
        assert_eq!((shared.count(), items.chunks.len()), (6, 8));
    }
}
