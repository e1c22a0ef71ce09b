//! Stored objects in the order of their creation, and the API's cursor pages over them.

pub(crate) mod entry;
pub(crate) mod page;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use crate::store::collection::page::{Order, Page, PageQuery, UnknownCursor};
use crate::store::table::Changes;

/// What can be kept in a [`Collection`].
pub(crate) trait Stored {
    fn id(&self) -> &str;

    /// The object it belongs to: lists of one owner's objects touch no others.
    fn owner(&self) -> Option<&str>;
}

/// Objects by the order of their creation, by id and by owner.
#[derive(Clone, Debug)]
pub(crate) struct Collection<T> {
    /// Shared with copies, which snapshots and instances that can be reset hold.
    items: BTreeMap<u64, Arc<T>>,
    /// Where each id is or was: the place of a removed object stays valid as a cursor.
    places: HashMap<String, u64>,
    owned: HashMap<String, BTreeSet<u64>>,
    next: u64,
    changes: Changes<String>,
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self {
            items: BTreeMap::new(),
            places: HashMap::new(),
            owned: HashMap::new(),
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
        self.items.get(self.places.get(id)?).map(|item| &**item)
    }

    /// To change an object. Its id and owner stay the same.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        let item = self.items.get_mut(self.places.get(id)?)?;
        self.changes.note(|| id.to_owned());
        Some(Arc::make_mut(item))
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn oldest(&self) -> Option<&T> {
        self.items.first_key_value().map(|(_, item)| &**item)
    }

    /// Removes the oldest object for good: it is no cursor any more.
    pub(crate) fn forget_oldest(&mut self) {
        let oldest = self.items.first_key_value().map(|(place, _)| *place);
        let Some(item) = oldest.and_then(|place| self.take_from(place)) else { return };
        self.changes.note(|| item.id().to_owned());
        self.places.remove(item.id());
    }

    /// The places of these objects, for [`Among::Places`].
    pub(crate) fn places<'a>(&self, ids: impl Iterator<Item = &'a str>) -> BTreeSet<u64> {
        ids.filter_map(|id| self.places.get(id).copied()).collect()
    }

    /// Whether the id is taken, by an object that exists or by one that did.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<T> {
        let place = *self.places.get(id)?;
        let item = self.take_from(place)?;
        self.changes.note(|| id.to_owned());
        Some(item)
    }

    /// All objects, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.values().map(|item| &**item)
    }

    /// The objects of one owner, oldest first.
    pub(crate) fn owned_by(&self, owner: &str) -> impl Iterator<Item = &T> {
        self.owned.get(owner).into_iter().flatten().filter_map(|place| Some(&**self.items.get(place)?))
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
        among: Among<'a>,
        matches: impl Fn(&T) -> bool,
    ) -> Result<Page<'a, T>, UnknownCursor> {
        let place = |cursor: Option<&str>, name| {
            cursor.map(|id| self.places.get(id).copied().ok_or(UnknownCursor(name))).transpose()
        };
        // `normal` lists newest first like `desc`, but `before` fetches older objects and `after` newer ones.
        let (left, right) = match query.order {
            Order::Normal => (place(query.after, "after")?, place(query.before, "before")?),
            Order::Asc | Order::Desc => (place(query.before, "before")?, place(query.after, "after")?),
        };
        let newest_first = query.order != Order::Asc;
        // In the order shown, the page lies strictly right of `right` and strictly left of `left`.
        let (low, high) = if newest_first { (left, right) } else { (right, left) };
        let places = match among {
            Among::All => None,
            Among::Owner(owner) => Some(self.owned.get(owner).unwrap_or(&NOWHERE)),
            Among::Places(places) => Some(places),
        };
        let walk =
            |low, high, downwards| self.walk(places, low, high, downwards).filter(|(_, item)| matches(item));

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
        self.places.insert(item.id().to_owned(), place);
        if let Some(owner) = item.owner() {
            self.owned.entry(owner.to_owned()).or_default().insert(place);
        }
        self.items.insert(place, Arc::new(item));
    }

    fn take_from(&mut self, place: u64) -> Option<T> {
        let item = self.items.remove(&place)?;
        if let Some(owner) = item.owner()
            && let Some(places) = self.owned.get_mut(owner)
        {
            places.remove(&place);
            if places.is_empty() {
                self.owned.remove(owner);
            }
        }
        Some(Arc::unwrap_or_clone(item))
    }

    /// The objects strictly between two places.
    fn walk<'a>(
        &'a self,
        among: Option<&'a BTreeSet<u64>>,
        low: Option<u64>,
        high: Option<u64>,
        downwards: bool,
    ) -> Box<dyn Iterator<Item = (u64, &'a T)> + 'a> {
        // A range whose ends have met would panic in the standard library.
        if let (Some(low), Some(high)) = (low, high)
            && low >= high
        {
            return Box::new(std::iter::empty());
        }
        let exclusive = |place: Option<u64>| place.map_or(Bound::Unbounded, Bound::Excluded);
        let range = (exclusive(low), exclusive(high));
        match among {
            None => {
                let all = self.items.range(range).map(|(place, item)| (*place, &**item));
                if downwards { Box::new(all.rev()) } else { Box::new(all) }
            }
            Some(places) => {
                let found = places.range(range).filter_map(|place| Some((*place, &**self.items.get(place)?)));
                if downwards { Box::new(found.rev()) } else { Box::new(found) }
            }
        }
    }
}

static NOWHERE: BTreeSet<u64> = BTreeSet::new();

/// Which objects a list is about; only these are passed over.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Among<'a> {
    All,
    Owner(&'a str),
    Places(&'a BTreeSet<u64>),
}

impl<'a> Among<'a> {
    /// The objects of this owner, or all.
    pub(crate) fn owner(owner: Option<&'a str>) -> Self {
        owner.map_or(Self::All, Self::Owner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    struct Item(String, Option<&'static str>);

    impl Stored for Item {
        fn id(&self) -> &str {
            &self.0
        }

        fn owner(&self) -> Option<&str> {
            self.1
        }
    }

    /// Items `a` to `z`, oldest first; the vowels belong to `v`.
    fn letters() -> Collection<Item> {
        let mut letters = Collection::default();
        for letter in 'a'..='z' {
            letters.insert(Item(letter.to_string(), "aeiou".contains(letter).then_some("v")));
        }
        letters
    }

    /// `before|page|after` of a query such as `desc before=x after=y`.
    fn page_of(letters: &Collection<Item>, query: &str, owner: Option<&str>) -> String {
        let value = |name: &str| query.split(' ').find_map(|word| word.strip_prefix(name));
        let order = match query.split(' ').next().unwrap() {
            "asc" => Order::Asc,
            "desc" => Order::Desc,
            _ => Order::Normal,
        };
        let query = PageQuery { before: value("before="), after: value("after="), limit: 3, order };
        let page = letters.page(&query, Among::owner(owner), |item| item.0 != "y").unwrap();
        let ids: String = page.items.iter().map(|item| item.id()).collect();
        format!("{}|{ids}|{}", page.before.unwrap_or("-"), page.after.unwrap_or("-"))
    }

    #[test]
    fn pages_are_exact_in_both_directions_and_every_order() {
        // `y` does not match: it is skipped, and still works as a cursor.
        let cases = [
            ("desc", "-|zxw|w"),
            ("desc after=w", "v|vut|t"),
            ("desc after=y", "x|xwv|v"),
            ("desc before=t", "w|wvu|u"),
            ("desc before=w", "-|zx|x"),
            ("desc before=z", "-||-"),
            ("desc after=b", "a|a|-"),
            ("desc after=a", "-||-"),
            ("desc after=m before=k", "l|l|l"),
            ("desc after=m before=p", "-||-"),
            ("asc", "-|abc|c"),
            ("asc after=c", "d|def|f"),
            ("asc before=d", "-|abc|c"),
            ("asc before=f", "c|cde|e"),
            ("asc after=w", "x|xz|-"),
            ("normal", "w|zxw|-"),
            ("normal before=w", "t|vut|v"),
            ("normal after=t", "u|wvu|w"),
            ("normal before=b", "-|a|a"),
        ];
        let letters = letters();
        for (query, expected) in cases {
            assert_eq!(page_of(&letters, query, None), expected, "{query}");
        }
    }

    #[test]
    fn lists_of_one_owner_page_alike() {
        let letters = letters();
        assert_eq!(page_of(&letters, "desc", Some("v")), "-|uoi|i");
        assert_eq!(page_of(&letters, "desc after=i", Some("v")), "e|ea|-");
        assert_eq!(page_of(&letters, "asc before=o", Some("v")), "-|aei|i");
        assert_eq!(page_of(&letters, "desc", Some("nobody")), "-||-");
    }

    #[test]
    fn a_removed_object_still_serves_as_cursor() {
        let mut letters = letters();
        assert!(letters.remove("w").is_some());
        assert!(letters.remove("w").is_none());
        assert_eq!(page_of(&letters, "desc after=w", None), "v|vut|t");
        assert!(letters.get("w").is_none() && letters.knows("w"));
    }

    #[test]
    fn a_list_of_some_objects_passes_over_these_only() {
        let letters = letters();
        let places = letters.places(["c", "nope", "x", "g", "y"].into_iter());
        let query = PageQuery { before: None, after: None, limit: 2, order: Order::Desc };
        let seen = std::cell::Cell::new(0);
        let page = letters.page(&query, Among::Places(&places), |item| {
            seen.set(seen.get() + 1);
            item.0 != "y"
        });
        let page = page.unwrap();
        assert_eq!(page.items.iter().map(|item| item.id()).collect::<String>(), "xg");
        assert_eq!((page.before, page.after), (None, Some("g")));
        assert!(seen.get() < 8, "{}", seen.get());
    }

    #[test]
    fn a_page_among_very_many_looks_only_at_what_it_shows() {
        let mut many = Collection::default();
        for number in 0..100_000 {
            many.insert(Item(number.to_string(), None));
        }
        let seen = std::cell::Cell::new(0);
        for cursor in [None, Some("50000"), Some("7")] {
            for order in [Order::Asc, Order::Desc, Order::Normal] {
                let query = PageQuery { before: None, after: cursor, limit: 10, order };
                let page = many.page(&query, Among::All, |_| {
                    seen.set(seen.get() + 1);
                    true
                });
                assert!(page.unwrap().items.len() >= 7);
                // And one beyond each end, for the cursors.
                assert!(seen.replace(0) <= 12);
            }
        }
    }

    #[test]
    fn what_is_forgotten_is_no_cursor_any_more() {
        let mut letters = letters();
        letters.forget_oldest();
        assert_eq!((letters.len(), letters.oldest().map(Stored::id)), (25, Some("b")));
        assert!(!letters.knows("a"));
        assert_eq!(page_of(&letters, "asc", Some("v")), "-|eio|o");
    }

    #[test]
    fn an_unknown_cursor_is_an_error_and_not_the_first_page() {
        let query = PageQuery { before: None, after: Some("nope"), limit: 3, order: Order::Desc };
        assert_eq!(letters().page(&query, Among::All, |_| true).unwrap_err(), UnknownCursor("after"));
    }
}
