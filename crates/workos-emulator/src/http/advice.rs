//! What the page of an error tells a person beyond the message: what was sent, what is allowed, and what to change.

use serde_json::Value;

/// How to correct what caused an error. Only pages show it; JSON answers stay as they are.
#[derive(Debug, Default)]
pub(crate) struct Advice {
    /// The title of the page.
    pub(crate) title: &'static str,
    /// The parameters that matter, as they were sent.
    pub(crate) sent: Vec<(&'static str, String)>,
    /// The values that would have been accepted.
    pub(crate) allowed: Vec<String>,
    /// What would have been accepted, in a sentence.
    pub(crate) rule: &'static str,
    /// What to do, in a sentence.
    pub(crate) action: &'static str,
    /// The lines to change in the seed file.
    pub(crate) seed: Option<SeedList>,
    /// Where the production dashboard has the same setting.
    pub(crate) production: &'static str,
}

/// A list of the seed file with a new item.
#[derive(Debug)]
pub(crate) struct SeedList {
    /// The key of the list.
    pub(crate) key: &'static str,
    /// The items that the emulator has now.
    pub(crate) present: Vec<String>,
    /// The item to add.
    pub(crate) added: String,
}

impl SeedList {
    /// The longest list that is shown whole. A list in a seed file replaces the default, so items must not get lost.
    const LONGEST: usize = 10;

    /// The lines before the added one, and the added one. YAML reads the quoted strings of JSON.
    pub(crate) fn to_yaml(&self) -> (String, String) {
        let item = |text: &str| format!("  - {}\n", Value::from(text));
        let mut before = format!("{}:\n", self.key);
        if self.present.len() > Self::LONGEST {
            before.push_str("  # … the present ones\n");
        } else {
            before.extend(self.present.iter().map(|text| item(text)));
        }
        (before, item(&self.added))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_the_seed_keeps_its_items_and_gets_the_new_one() {
        let mut list = SeedList { key: "client_ids", present: vec!["a".into()], added: "b: \"c\"".into() };
        let lines = ("client_ids:\n  - \"a\"\n".to_owned(), "  - \"b: \\\"c\\\"\"\n".to_owned());
        assert_eq!(list.to_yaml(), lines);
        list.present = vec!["a".to_owned(); 11];
        assert_eq!(list.to_yaml().0, "client_ids:\n  # … the present ones\n");
    }
}
