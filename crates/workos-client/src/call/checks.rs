//! Checks of parameters before anything is sent.

use std::collections::BTreeMap;
use std::ops::{Bound, RangeBounds};

use super::Call;

impl<T> Call<T> {
    /// Makes `send` fail unless the number is in the range.
    pub fn check_range(&mut self, name: &'static str, value: i64, min: i64, max: i64) {
        if !(min..=max).contains(&value) {
            self.refuse(name, format!("{value} is not in {min}..={max}"));
        }
    }

    /// Makes `send` fail unless the number of characters of a text is in the range.
    pub fn check_text(&mut self, name: &'static str, text: &str, lengths: impl RangeBounds<usize>) {
        let length = text.chars().count();
        if lengths.contains(&length) {
            return;
        }
        let reason = match (lengths.start_bound(), lengths.end_bound()) {
            (Bound::Included(1), _) if length == 0 => "it is empty".to_owned(),
            (Bound::Included(min), _) if length < *min => format!("{length} characters are fewer than {min}"),
            (_, Bound::Included(max)) => format!("{length} characters are more than {max}"),
            _ => format!("its length is {length} characters"),
        };
        self.refuse(name, reason);
    }

    /// Makes `send` fail if a text has a character outside a class, for instance `A-Za-z0-9._~-`.
    ///
    /// The class lists characters and ranges. A `-` at its start or end is the character itself.
    pub fn check_characters(&mut self, name: &'static str, text: &str, class: &'static str) {
        if !text.chars().all(|letter| is_in_class(letter, class)) {
            self.refuse(name, format!("it has a character outside {}", class.escape_debug()));
        }
    }

    /// Makes `send` fail if a map has more than `entries` entries, or a key or a value with more characters than given.
    pub fn check_map(
        &mut self,
        name: &'static str,
        map: &BTreeMap<String, String>,
        [entries, key, value]: [usize; 3],
    ) {
        let longest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| text.chars().count()).max().unwrap_or_default()
        };
        for (length, max, unit) in [
            (map.len(), entries, "entries"),
            (longest(&mut map.keys()), key, "characters in a key"),
            (longest(&mut map.values()), value, "characters in a value"),
        ] {
            if length > max {
                self.refuse(name, format!("{length} {unit} are more than {max}"));
            }
        }
    }
}

/// Whether a class such as `A-Z_-` lists a character.
fn is_in_class(letter: char, class: &str) -> bool {
    let mut rest = class;
    loop {
        let mut letters = rest.chars();
        let Some(first) = letters.next() else { return false };
        let single = letters.as_str();
        let (last, after) = match (letters.next(), letters.next()) {
            (Some('-'), Some(last)) => (last, letters.as_str()),
            _ => (first, single),
        };
        if (first..=last).contains(&letter) {
            return true;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Client, Method, Operation};

    static ADD: Operation = Operation::new("lamps.add", Method::POST, "/lamps");

    /// Returns the reason for which a check refuses a call.
    fn reason(check: impl Fn(&mut Call<()>)) -> Option<String> {
        let client = Client::builder().api_key("sk_test").transport(workos_transport_mock::Script::new());
        let mut call = Call::new(&client.build().unwrap(), &ADD);
        check(&mut call);
        match call.problem {
            Some(crate::call::Problem::Input(input)) => Some(input.to_string()),
            _ => None,
        }
    }

    #[test]
    fn the_length_of_a_text_is_checked_in_characters() {
        for (text, expected) in [
            ("", Some("it is empty")),
            ("ä", None),
            ("äöü", None),
            ("äöüx", Some("4 characters are more than 3")),
        ] {
            let reason = reason(|call| call.check_text("name", text, 1..=3));
            assert_eq!(reason.is_some(), expected.is_some(), "{text}: {reason:?}");
            assert!(reason.unwrap_or_default().contains(expected.unwrap_or_default()), "{text}");
        }
        assert!(reason(|call| call.check_text("name", "", ..=3)).is_none());
        let short = reason(|call| call.check_text("name", "xx", 3..)).unwrap();
        assert!(short.contains("2 characters are fewer than 3"), "{short}");
    }

    #[test]
    fn the_characters_of_a_text_are_checked_without_being_shown() {
        for (text, class, is_valid) in [
            ("aZ09-._~", "A-Za-z0-9._~-", true),
            ("a b", "A-Za-z0-9._~-", false),
            ("-", "-a", true),
            ("b", "a-", false),
            ("tab\t", "\0-\u{7f}", true),
            ("ä", "\0-\u{7f}", false),
            ("", "a", true),
        ] {
            let reason = reason(|call| call.check_characters("name", text, class));
            assert_eq!(reason.is_none(), is_valid, "{text} in {class}: {reason:?}");
        }
        let reason = reason(|call| call.check_characters("name", "secret!", "a-z")).unwrap();
        assert!(reason.contains("a character outside a-z") && !reason.contains("secret!"), "{reason}");
    }
}
