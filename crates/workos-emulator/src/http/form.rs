//! Lists and objects in forms and queries, in every spelling that clients use.
//!
//! A list is `name=a,b`, `name=a&name=b`, `name[]=a` or `name[0]=a&name[1]=b`; an object is `name[key]=value`, and both
//! nest. A form has text only: the parameters of the operation decide which values become numbers, booleans and lists.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::http::contract::{Kind, Param};

/// Deeper brackets than any operation has are not read.
const DEEPEST: usize = 8;

/// Decoded `name=value` pairs of a query or a form, in their order.
#[derive(Debug, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(crate) fn parse(text: &str) -> Self {
        let decode =
            |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        });
        Self(pairs.collect())
    }

    /// Names and values, as sent.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The first value of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The first value of this name, unless it is empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Every value of this name, spelled `name`, `name[]` or `name[0]`.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| list_name(key) == name).map(|(_, value)| value.as_str())
    }

    /// The items of a list: comma-joined, repeated, or both.
    pub(crate) fn list<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.all(name).flat_map(|value| value.split(',')).filter(|item| !item.is_empty())
    }
}

/// The name of a list without its brackets: `name[]` and `name[0]` are `name`.
pub(crate) fn list_name(key: &str) -> &str {
    match key.split_once('[') {
        Some((name, rest)) if rest.strip_suffix(']').is_some_and(is_index) => name,
        _ => key,
    }
}

fn is_index(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a boolean; PHP writes 1 and 0.
pub(crate) fn read_boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The fields of a form whose operation has these parameters.
pub(crate) fn read_fields(form: &Pairs, params: &[Param]) -> Map<String, Value> {
    let mut tree = Tree::default();
    for (name, value) in form.iter() {
        tree.add(name, value);
    }
    typed_fields(tree, params)
}

/// The values under one name, or under one name and its brackets so far.
#[derive(Debug, Default)]
struct Tree {
    /// Every value without further brackets.
    texts: Vec<String>,
    /// By the text in the next brackets; lists are in the order of their indexes.
    within: BTreeMap<Key, Self>,
}

/// What stands in brackets.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Index(usize),
    Name(String),
}

impl Tree {
    fn add(&mut self, name: &str, value: &str) {
        let (first, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
        let mut node = self.within.entry(Key::Name(first.to_owned())).or_default();
        for _ in 0..DEEPEST {
            let Some((inside, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
                break;
            };
            rest = behind;
            let key = match inside.parse() {
                Ok(index) => Key::Index(index),
                // `[]` appends.
                Err(_) if inside.is_empty() => Key::Index(node.next_index()),
                Err(_) => Key::Name(inside.to_owned()),
            };
            node = node.within.entry(key).or_default();
        }
        node.texts.push(value.to_owned());
    }

    fn next_index(&self) -> usize {
        let last = self.within.keys().rev().find_map(|key| match key {
            Key::Index(index) => Some(*index),
            Key::Name(_) => None,
        });
        last.map_or(0, |last| last.saturating_add(1))
    }

    /// The last value counts where one is expected.
    fn into_text(mut self) -> Option<Value> {
        self.texts.pop().map(Value::String)
    }
}

fn typed_fields(tree: Tree, params: &[Param]) -> Map<String, Value> {
    let field = |(key, tree): (Key, Tree)| {
        let name = match key {
            Key::Index(index) => index.to_string(),
            Key::Name(name) => name,
        };
        let kind = params.iter().find(|param| param.name == name).map_or(&Kind::Any, |param| &param.kind);
        let value = typed(tree, kind);
        (name, value)
    };
    tree.within.into_iter().map(field).collect()
}

fn typed(tree: Tree, kind: &Kind) -> Value {
    match kind {
        Kind::List(item) => typed_list(tree, item),
        Kind::Object(params) if !tree.within.is_empty() => Value::Object(typed_fields(tree, params)),
        _ if !tree.within.is_empty() => Value::Object(typed_fields(tree, &[])),
        Kind::Boolean | Kind::Integer { .. } | Kind::Number => {
            let text = tree.into_text().unwrap_or(Value::Null);
            text.as_str().and_then(|text| typed_text(text, kind)).unwrap_or(text)
        }
        _ => tree.into_text().unwrap_or(Value::Null),
    }
}

/// `None` for a text that is no such value: its check says so.
fn typed_text(text: &str, kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Boolean => read_boolean(text).map(Value::Bool),
        Kind::Integer { .. } => text.parse::<i64>().ok().map(Value::from),
        _ => text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map(Value::Number),
    }
}

fn typed_list(tree: Tree, item: &Kind) -> Value {
    let is_plain = matches!(item, Kind::Text | Kind::Enum(_));
    let mut items = Vec::new();
    for text in tree.texts {
        if is_plain {
            items.extend(text.split(',').filter(|item| !item.is_empty()).map(Value::from));
        } else if !text.is_empty() {
            items.push(Value::String(text));
        }
    }
    items.extend(tree.within.into_values().map(|tree| typed(tree, item)));
    Value::Array(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const fn param(name: &'static str, kind: Kind) -> Param {
        Param { name, required: false, nullable: false, kind }
    }

    #[test]
    fn every_spelling_of_a_list_reads_alike() {
        let params = [param("domains", Kind::List(&Kind::Text))];
        for form in [
            "domains=a,b",
            "domains=a&domains=b",
            "domains[]=a&domains[]=b",
            "domains[0]=a&domains[1]=b",
            "domains%5B1%5D=b&domains%5B0%5D=a",
        ] {
            assert_eq!(
                Value::from(read_fields(&Pairs::parse(form), &params)),
                json!({"domains": ["a", "b"]})
            );
        }
        assert_eq!(Value::from(read_fields(&Pairs::parse("domains="), &params)), json!({"domains": []}));
    }

    #[test]
    fn brackets_nest_and_texts_become_what_the_operation_takes() {
        static DATA: Kind = Kind::Object(&[param("domain", Kind::Text), param("primary", Kind::Boolean)]);
        let params = [
            param("domain_data", Kind::List(&DATA)),
            param("metadata", Kind::Map),
            param("limit", Kind::Integer { min: None, max: None }),
            param("flag", Kind::Boolean),
            param("name", Kind::Text),
        ];
        let form = "domain_data[0][domain]=a.com&domain_data[0][primary]=1&domain_data[1][domain]=b.com\
                    &metadata[tier]=gold&limit=5&flag=no&name=x&name=y,z&other=1&other=2";
        let expected = json!({
            "domain_data": [{"domain": "a.com", "primary": true}, {"domain": "b.com"}],
            "metadata": {"tier": "gold"},
            "limit": 5,
            "flag": "no",
            "name": "y,z",
            "other": "2",
        });
        assert_eq!(Value::from(read_fields(&Pairs::parse(form), &params)), expected);
    }

    #[test]
    fn deep_brackets_and_large_indexes_cost_nothing() {
        let deep = format!("a{}=1&b[18446744073709551615]=1&b[]=2&c[=1&d]=2", "[x]".repeat(20_000));
        let fields = read_fields(&Pairs::parse(&deep), &[param("b", Kind::List(&Kind::Text))]);
        assert_eq!(fields["b"], json!(["2"]));
        assert_eq!((&fields["c"], &fields["d]"]), (&json!("1"), &json!("2")));
    }

    #[test]
    fn only_brackets_of_a_list_are_left_out_of_its_name() {
        for key in ["events", "events[]", "events[0]", "events[17]"] {
            assert_eq!(list_name(key), "events");
        }
        for key in ["events[a]", "events[0", "events[0][1]"] {
            assert_eq!(list_name(key), key);
        }
    }
}
