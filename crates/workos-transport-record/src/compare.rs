//! Whether a request is the recorded one, and in what it differs.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::cassette::{Asked, Body};
use crate::mask::{EMAIL_END, LINK_START, Masker, PREFIX};

/// One field in which a request differs from a recorded one; the values are masked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    field: String,
    recorded: Option<String>,
    asked: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| {
            value.as_ref().map_or_else(|| "nothing".to_owned(), |v| format!("{v:?}"))
        };
        write!(f, "{}: recorded {}, asked for {}", self.field, shown(&self.recorded), shown(&self.asked))
    }
}

/// Open pseudonyms, and the recorded ones that they turn out to be.
pub(crate) type Bindings = BTreeMap<String, String>;

/// Compares field by field. A value of this run that is met for the first time fits any recorded pseudonym that no
/// other value has claimed; which one it is then is the second part of the answer.
pub(crate) fn compare(recorded: &Asked, asked: &Asked, masker: &Masker) -> (Vec<Difference>, Bindings) {
    let (recorded, mut asked) = (fields(recorded), fields(asked));
    let mut bindings = Bindings::new();
    let mut differences = Vec::new();
    for (field, recorded) in recorded {
        let asked = asked.remove(&field);
        if !asked.as_ref().is_some_and(|asked| fits(&recorded, asked, masker, &mut bindings)) {
            differences.push(Difference { field, recorded: Some(recorded), asked });
        }
    }
    let extra =
        asked.into_iter().map(|(field, asked)| Difference { field, recorded: None, asked: Some(asked) });
    differences.extend(extra);
    (differences, bindings)
}

/// The pseudonyms in a text, in their order and in the form in which they stand there.
pub(crate) fn pseudonyms(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(PREFIX)?;
            let name = start + PREFIX.len();
            let word = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
            let end = text[name..].find(word).map_or(text.len(), |length| name + length);
            from = end;
            if !text[name..end].contains('-') {
                continue;
            }
            let end = if text[end..].starts_with(EMAIL_END) { end + EMAIL_END.len() } else { end };
            let start = if text[..start].ends_with(LINK_START) { start - LINK_START.len() } else { start };
            from = end;
            return Some(&text[start..end]);
        }
    })
}

fn fits(recorded: &str, asked: &str, masker: &Masker, bindings: &mut Bindings) -> bool {
    if recorded == asked {
        return true;
    }
    let (mut recorded_rest, mut asked_rest) = (recorded, asked);
    for (known, open) in pseudonyms(recorded).zip(pseudonyms(asked)) {
        let (Some((before_known, after_known)), Some((before_open, after_open))) =
            (recorded_rest.split_once(known), asked_rest.split_once(open))
        else {
            return false;
        };
        if before_known != before_open || !is_bound(known, open, masker, bindings) {
            return false;
        }
        (recorded_rest, asked_rest) = (after_known, after_open);
    }
    recorded_rest == asked_rest
}

/// Whether a pseudonym of this run is, or now becomes, the recorded one.
fn is_bound(known: &str, open: &str, masker: &Masker, bindings: &mut Bindings) -> bool {
    match bindings.get(open) {
        _ if known == open => true,
        Some(bound) => bound == known,
        None if !masker.is_open(open) || masker.value_of(known).is_some() => false,
        None if bindings.values().any(|bound| bound == known) => false,
        None => {
            bindings.insert(open.to_owned(), known.to_owned());
            true
        }
    }
}

/// Every field of a request with its value as text.
fn fields(asked: &Asked) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    fields.insert("method".to_owned(), asked.method.clone());
    fields.insert("path".to_owned(), asked.path.clone());
    for (name, value) in &asked.query {
        flatten(&format!("query.{name}"), value, &mut fields);
    }
    match &asked.body {
        None => {}
        Some(Body::Json(value)) => flatten("body", value, &mut fields),
        Some(Body::Form(pairs)) => pairs.iter().for_each(|(name, value)| {
            flatten(&format!("form.{name}"), value, &mut fields);
        }),
        Some(Body::Text(text) | Body::Base64(text)) => {
            fields.insert("body".to_owned(), text.clone());
        }
    }
    fields
}

fn flatten(name: &str, value: &Value, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            object.iter().for_each(|(member, value)| flatten(&format!("{name}.{member}"), value, fields));
        }
        Value::Array(items) if !items.is_empty() => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| flatten(&format!("{name}[{index}]"), item, fields));
        }
        Value::String(text) => {
            fields.insert(name.to_owned(), text.clone());
        }
        other => {
            fields.insert(name.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn asked(query: &Value, body: Value) -> Asked {
        Asked {
            method: "POST".to_owned(),
            path: "/things".to_owned(),
            query: query.as_object().unwrap().clone(),
            body: Some(Body::Json(body)),
        }
    }

    #[test]
    fn what_differs_is_named_with_both_values() {
        let recorded = asked(&json!({"limit": "10", "order": "asc"}), json!({"a": [1, {"b": true}]}));
        let now = asked(&json!({"limit": "20", "after": "x"}), json!({"a": [1, {"b": true}]}));
        let (differences, _) = compare(&recorded, &now, &Masker::open());
        let shown: Vec<_> = differences.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                r#"query.limit: recorded "10", asked for "20""#,
                r#"query.order: recorded "asc", asked for nothing"#,
                r#"query.after: recorded nothing, asked for "x""#,
            ]
        );
    }

    #[test]
    fn new_values_take_the_place_of_recorded_ones_consistently() {
        let mut masker = Masker::open();
        let (a, b) = (masker.pseudonym("token", "a"), masker.pseudonym("email", "b@c.d"));
        let recorded = asked(&json!({}), json!(["masked-token-3", "to masked-email-1@masked.example!"]));
        let (differences, bindings) =
            compare(&recorded, &asked(&json!({}), json!([a, format!("to {b}!")])), &masker);
        assert_eq!(differences, []);
        assert_eq!(bindings[&a], "masked-token-3");
        let twice = asked(&json!({}), json!([a, a]));
        assert_eq!(compare(&recorded, &twice, &masker).0.len(), 1);

        masker.bind(&a, "masked-token-3");
        assert_eq!(masker.pseudonym("token", "a"), "masked-token-3");
        let other = asked(&json!({}), json!([masker.pseudonym("token", "other"), format!("to {b}!")]));
        assert_eq!(compare(&recorded, &other, &masker).0.len(), 1, "that pseudonym is another value's");
    }

    #[test]
    fn pseudonyms_are_found_in_any_text() {
        let text = "masked-a-1 (masked-email-12@masked.example) https://masked.example/masked-link-3?x=masked-b-x1& masked-";
        let found: Vec<_> = pseudonyms(text).collect();
        assert_eq!(
            found,
            [
                "masked-a-1",
                "masked-email-12@masked.example",
                "https://masked.example/masked-link-3",
                "masked-b-x1"
            ]
        );
    }
}
