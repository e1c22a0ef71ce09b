//! What is expected of JSON, and in what it differs.

use std::fmt;

use serde_json::Value;

use crate::base::secrets::{MASK, is_secret};

/// How much has to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Everything.
    Whole,
    /// Of every object the fields that are expected. Lists agree item by item.
    Among,
    /// As [`Among`](Self::Among), with a form on the other side: its values are text.
    AmongTexts,
}

/// One value that is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference {
    /// Where, for instance `intent_options.sso.provider_type`; empty for the whole.
    pub(crate) at: String,
    pub(crate) expected: Option<Value>,
    pub(crate) was: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_secret = is_secret(self.at.rsplit('.').next().unwrap_or_default());
        let show = |value: &Value| if is_secret { MASK.to_owned() } else { short(value) };
        match (&self.expected, &self.was) {
            (Some(expected), Some(was)) => write!(f, "expected {}, was {}", show(expected), show(was)),
            (Some(expected), None) => write!(f, "expected {}, is missing", show(expected)),
            (None, Some(was)) => write!(f, "not expected, was {}", show(was)),
            (None, None) => Ok(()),
        }
    }
}

/// Every value of `actual` that is not as expected.
pub(crate) fn differences(expected: &Value, actual: &Value, extent: Extent) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), expected, actual, extent, &mut found);
    found
}

fn compare(at: String, expected: &Value, actual: &Value, extent: Extent, found: &mut Vec<Difference>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                let inner = join(&at, name);
                match actual.get(name) {
                    Some(was) => compare(inner, value, was, extent, found),
                    None => {
                        found.push(Difference { at: inner, expected: Some(value.clone()), was: None });
                    }
                }
            }
            if extent == Extent::Whole {
                let further = actual.iter().filter(|(name, _)| !expected.contains_key(*name));
                found.extend(further.map(|(name, value)| Difference {
                    at: join(&at, name),
                    expected: None,
                    was: Some(value.clone()),
                }));
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(join(&at, &index.to_string()), expected, actual, extent, found);
            }
        }
        (Value::Number(number), Value::String(text))
            if extent == Extent::AmongTexts && number.to_string().as_str() == text => {}
        (Value::Bool(is_so), Value::String(text))
            if extent == Extent::AmongTexts && text.parse() == Ok(*is_so) => {}
        _ if expected == actual => {}
        _ => found.push(Difference { at, expected: Some(expected.clone()), was: Some(actual.clone()) }),
    }
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// A value as a message shows it: masked, and not too long.
pub(crate) fn short(value: &Value) -> String {
    const LONGEST: usize = 300;
    let mut masked = value.clone();
    crate::base::secrets::mask(&mut masked);
    let text = masked.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(expected: &Value, actual: &Value, extent: Extent) -> Vec<String> {
        differences(expected, actual, extent).iter().map(|found| format!("{}: {found}", found.at)).collect()
    }

    #[test]
    fn every_difference_is_told_with_its_place() {
        let actual = json!({"a": 1, "b": {"c": [1, {"d": 2, "e": 3}]}, "f": null});
        let among = json!({"a": 1, "b": {"c": [1, {"d": 2}]}});
        assert_eq!(shown(&among, &actual, Extent::Among), [""; 0]);
        assert_eq!(
            shown(&among, &actual, Extent::Whole),
            ["b.c.1.e: not expected, was 3", "f: not expected, was null"]
        );
        let wrong = json!({"a": 2, "b": {"c": [1]}, "g": "x"});
        assert_eq!(
            shown(&wrong, &actual, Extent::Among),
            [
                "a: expected 2, was 1",
                "b.c: expected [1], was [1,{\"d\":2,\"e\":3}]",
                "g: expected \"x\", is missing"
            ]
        );
    }

    #[test]
    fn the_values_of_a_form_are_text_and_secrets_are_not_told() {
        let form = json!({"limit": "10", "on": "true", "client_secret": "canary"});
        assert!(differences(&json!({"limit": 10, "on": true}), &form, Extent::AmongTexts).is_empty());
        assert!(!differences(&json!({"limit": 10}), &form, Extent::Among).is_empty());
        let found = shown(&json!({"client_secret": "other"}), &form, Extent::Among);
        assert_eq!(found, ["client_secret: expected [masked], was [masked]"]);
    }
}
