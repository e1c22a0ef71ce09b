//! Which objects a list is about.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeBounds as _};

/// Which objects a list is about; only these are visited.
#[derive(Clone, Debug)]
pub(crate) enum Among<'a> {
    All,
    Places(&'a BTreeSet<u64>),
    /// Those in every one of these sets.
    Every(Vec<&'a BTreeSet<u64>>),
    /// Those in any of these sets, between two places.
    Any {
        of: Vec<&'a BTreeSet<u64>>,
        within: Option<&'a BTreeSet<u64>>,
        range: Range,
    },
}

/// A range of places.
pub(crate) type Range = (Bound<u64>, Bound<u64>);

impl<'a> Among<'a> {
    /// The objects in any of these sets.
    pub(crate) const fn any(of: Vec<&'a BTreeSet<u64>>) -> Self {
        Self::Any { of, within: None, range: (Bound::Unbounded, Bound::Unbounded) }
    }
}

/// The places in every one of these sets, in order.
pub(super) fn every<'a>(
    sets: &[&'a BTreeSet<u64>],
    range: Range,
    downwards: bool,
) -> Box<dyn Iterator<Item = u64> + 'a> {
    let mut sets = sets.to_vec();
    sets.sort_unstable_by_key(|set| set.len());
    let Some((smallest, others)) = sets.split_first() else { return Box::new(std::iter::empty()) };
    let others = others.to_vec();
    Box::new(
        walk(smallest, range, downwards).filter(move |place| others.iter().all(|set| set.contains(place))),
    )
}

/// The places in any of these sets, in order and once each.
pub(super) fn any<'a>(
    sets: &[&'a BTreeSet<u64>],
    range: Range,
    downwards: bool,
) -> Box<dyn Iterator<Item = u64> + 'a> {
    let mut walks: Vec<_> = sets.iter().map(|set| walk(set, range, downwards).peekable()).collect();
    Box::new(std::iter::from_fn(move || {
        let heads = walks.iter_mut().filter_map(|walk| walk.peek().copied());
        let next = if downwards { heads.max() } else { heads.min() }?;
        for walk in &mut walks {
            let _ = walk.next_if_eq(&next);
        }
        Some(next)
    }))
}

/// The places of a set, in order.
pub(super) fn walk(set: &BTreeSet<u64>, range: Range, downwards: bool) -> Box<dyn Iterator<Item = u64> + '_> {
    let places = set.range(range).copied();
    if downwards { Box::new(places.rev()) } else { Box::new(places) }
}

/// What two ranges have in common; `None` where that is nothing.
pub(super) fn intersect((low, high): Range, (other_low, other_high): Range) -> Option<Range> {
    let from = |bound: Bound<u64>| match bound {
        Bound::Included(place) => place,
        Bound::Excluded(place) => place.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let to = |bound: Bound<u64>| match bound {
        Bound::Included(place) => Some(place),
        Bound::Excluded(place) => place.checked_sub(1),
        Bound::Unbounded => Some(u64::MAX),
    };
    let (from, to) = (from(low).max(from(other_low)), to(high)?.min(to(other_high)?));
    let range = (Bound::Included(from), Bound::Included(to));
    // A range whose ends have met would panic in the standard library.
    (from <= to && range.contains(&from)).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Range = (Bound::Unbounded, Bound::Unbounded);

    #[test]
    fn sets_are_joined_and_intersected_in_order() {
        let (a, b, c) = (BTreeSet::from([1, 3, 5, 7]), BTreeSet::from([3, 4, 5]), BTreeSet::new());
        let list = |places: Box<dyn Iterator<Item = u64> + '_>| places.collect::<Vec<_>>();
        assert_eq!(list(every(&[&a, &b], ALL, false)), [3, 5]);
        assert_eq!(list(every(&[&a, &b], ALL, true)), [5, 3]);
        assert_eq!(list(every(&[&a, &c], ALL, false)), [0; 0]);
        assert_eq!(list(any(&[&a, &b, &c], ALL, false)), [1, 3, 4, 5, 7]);
        assert_eq!(list(any(&[&a, &b], (Bound::Excluded(1), Bound::Excluded(7)), true)), [5, 4, 3]);
    }

    #[test]
    fn ranges_intersect_and_never_panic() {
        let (open, from_3, to_3) =
            (ALL, (Bound::Included(3), Bound::Unbounded), (Bound::Unbounded, Bound::Excluded(3)));
        assert_eq!(intersect(open, from_3), Some((Bound::Included(3), Bound::Included(u64::MAX))));
        assert_eq!(intersect(from_3, to_3), None);
        assert_eq!(intersect(open, (Bound::Excluded(4), Bound::Excluded(5))), None);
        assert_eq!(intersect(open, (Bound::Unbounded, Bound::Excluded(0))), None);
    }
}
