//! Compares requests with recorded requests.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::cassette::{Body, RecordedRequest};
use crate::mask::{EMAIL_END, LINK_START, Masker, PREFIX};

/// A field in which a request differs from a recorded request. The values are masked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    field: String,
    recorded: Option<String>,
    sent: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| {
            value.as_ref().map_or_else(|| "nothing".to_owned(), |v| format!("{v:?}"))
        };
        write!(f, "{}: recorded {}, sent {}", self.field, shown(&self.recorded), shown(&self.sent))
    }
}

/// Maps unbound pseudonyms of this run to recorded pseudonyms.
pub(crate) type Bindings = BTreeMap<String, String>;

/// Compares two requests field by field. Returns the differences and the new bindings of pseudonyms.
///
/// A value that is new in this run matches any recorded pseudonym that is not bound to another value. The match binds
/// the pseudonym of the value to the recorded one.
pub(crate) fn compare(
    recorded: &RecordedRequest,
    sent: &RecordedRequest,
    masker: &Masker,
) -> (Vec<Difference>, Bindings) {
    let (recorded, mut sent) = (fields(recorded), fields(sent));
    let mut bindings = Bindings::new();
    let mut differences = Vec::new();
    for (field, recorded) in recorded {
        let sent = sent.remove(&field);
        if !sent.as_ref().is_some_and(|sent| matches(&recorded, sent, masker, &mut bindings)) {
            differences.push(Difference { field, recorded: Some(recorded), sent });
        }
    }
    let extra = sent.into_iter().map(|(field, sent)| Difference { field, recorded: None, sent: Some(sent) });
    differences.extend(extra);
    (differences, bindings)
}

/// Finds the pseudonyms in a text, in order and including the surroundings of an e-mail address or a link.
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

fn matches(recorded: &str, sent: &str, masker: &Masker, bindings: &mut Bindings) -> bool {
    if recorded == sent {
        return true;
    }
    let (mut recorded_rest, mut sent_rest) = (recorded, sent);
    for (known, unbound) in pseudonyms(recorded).zip(pseudonyms(sent)) {
        let (Some((before_known, after_known)), Some((before_unbound, after_unbound))) =
            (recorded_rest.split_once(known), sent_rest.split_once(unbound))
        else {
            return false;
        };
        if before_known != before_unbound || !bind(known, unbound, masker, bindings) {
            return false;
        }
        (recorded_rest, sent_rest) = (after_known, after_unbound);
    }
    recorded_rest == sent_rest
}

/// Binds a pseudonym of this run to the recorded one, if possible. Returns whether it is bound to it now.
fn bind(known: &str, unbound: &str, masker: &Masker, bindings: &mut Bindings) -> bool {
    match bindings.get(unbound) {
        _ if known == unbound => true,
        Some(bound) => bound == known,
        None if !masker.is_unbound(unbound) || masker.value_of(known).is_some() => false,
        None if bindings.values().any(|bound| bound == known) => false,
        None => {
            bindings.insert(unbound.to_owned(), known.to_owned());
            true
        }
    }
}

/// Lists every field of a request with its value as text.
fn fields(request: &RecordedRequest) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    fields.insert("method".to_owned(), request.method.clone());
    fields.insert("path".to_owned(), request.path.clone());
    for (name, value) in &request.query {
        flatten(&format!("query.{name}"), value, &mut fields);
    }
    match &request.body {
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

    fn request(query: &Value, body: Value) -> RecordedRequest {
        RecordedRequest {
            method: "POST".to_owned(),
            path: "/things".to_owned(),
            query: query.as_object().unwrap().clone(),
            body: Some(Body::Json(body)),
        }
    }

    #[test]
    fn a_difference_names_the_field_and_both_values() {
        let recorded = request(&json!({"limit": "10", "order": "asc"}), json!({"a": [1, {"b": true}]}));
        let now = request(&json!({"limit": "20", "after": "x"}), json!({"a": [1, {"b": true}]}));
        let (differences, _) = compare(&recorded, &now, &Masker::for_replay());
        let shown: Vec<_> = differences.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                r#"query.limit: recorded "10", sent "20""#,
                r#"query.order: recorded "asc", sent nothing"#,
                r#"query.after: recorded nothing, sent "x""#,
            ]
        );
    }

    #[test]
    fn new_values_match_recorded_pseudonyms_consistently() {
        let mut masker = Masker::for_replay();
        let (a, b) = (masker.pseudonym("token", "a"), masker.pseudonym("email", "b@c.d"));
        let recorded = request(&json!({}), json!(["masked-token-3", "to masked-email-1@masked.example!"]));
        let (differences, bindings) =
            compare(&recorded, &request(&json!({}), json!([a, format!("to {b}!")])), &masker);
        assert_eq!(differences, []);
        assert_eq!(bindings[&a], "masked-token-3");
        let twice = request(&json!({}), json!([a, a]));
        assert_eq!(compare(&recorded, &twice, &masker).0.len(), 1);

        masker.bind(&a, "masked-token-3");
        assert_eq!(masker.pseudonym("token", "a"), "masked-token-3");
        let other = request(&json!({}), json!([masker.pseudonym("token", "other"), format!("to {b}!")]));
        assert_eq!(compare(&recorded, &other, &masker).0.len(), 1, "the pseudonym is bound to another value");
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
