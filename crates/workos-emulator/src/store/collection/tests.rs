//! Tests of pages and of what is remembered.

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
    let among = owner.map_or(Among::All, |owner| Among::Places(letters.owned_places(owner)));
    let page = letters.page(&query, &among, |item| item.0 != "y").unwrap();
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
    let page = letters.page(&query, &Among::Places(&places), |item| {
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
            let page = many.page(&query, &Among::All, |_| {
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
    assert_eq!(letters().page(&query, &Among::All, |_| true).unwrap_err(), UnknownCursor("after"));
}

#[test]
fn the_ids_of_removed_objects_are_bounded_too() {
    let mut items = Collection::default();
    for number in 0..MOST_REMOVED + 5 {
        items.insert(Item(number.to_string(), None));
        items.remove(&number.to_string());
    }
    assert_eq!((items.len(), items.index.places.len()), (0, MOST_REMOVED));
    assert!(!items.knows("4") && items.knows("5"));
}

#[test]
fn groups_follow_changes() {
    #[derive(Clone, Debug)]
    struct Grouped(String, &'static str);

    impl Stored for Grouped {
        fn id(&self) -> &str {
            &self.0
        }

        fn groups(&self) -> Vec<String> {
            vec![self.1.to_owned()]
        }
    }

    let mut items = Collection::default();
    for id in ["a", "b", "c"] {
        items.insert(Grouped(id.to_owned(), "red"));
    }
    items.change("b", |item| item.1 = "blue");
    let ids = |items: &Collection<Grouped>, group: &str| {
        items.group(group).map(|item| item.0.clone()).collect::<String>()
    };
    assert_eq!(
        (ids(&items, "red"), ids(&items, "blue"), ids(&items, "none")),
        ("ac".into(), "b".into(), String::new())
    );
    items.remove("a");
    assert_eq!(ids(&items, "red"), "c");
    let page = PageQuery { before: None, after: None, limit: 10, order: Order::Asc };
    let both = vec![items.group_places("red"), items.group_places("blue")];
    let page_ids = |among: &Among<'_>| {
        let page = items.page(&page, among, |_| true).unwrap();
        page.items.iter().map(|item| item.id()).collect::<String>()
    };
    assert_eq!(page_ids(&Among::any(both.clone())), "bc");
    assert_eq!(page_ids(&Among::Every(both)), "");
}
