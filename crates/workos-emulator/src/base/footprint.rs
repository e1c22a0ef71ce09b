//! About how much memory values take, so that stores can be bounded in bytes.

use serde_json::{Map, Value};

/// The size of a B-tree's node with room for eleven fields of a JSON object.
const NODE: usize = 11 * (size_of::<String>() + size_of::<Value>()) + 32;
/// The number of fields that a node has at least, except for the last one.
const FIELDS_OF_NODE: usize = 6;

/// The bytes that a text takes beside its handle.
pub(crate) fn of_texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> usize {
    texts.into_iter().map(|text| text.len() + size_of::<String>()).sum()
}

/// The bytes that a JSON value takes.
pub(crate) fn of_value(value: &Value) -> usize {
    let within = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(of_value).sum(),
        Value::Object(fields) => of_fields(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    size_of::<Value>() + within
}

/// The bytes that the fields of a JSON object take.
pub(crate) fn of_fields(fields: &Map<String, Value>) -> usize {
    let nodes = NODE * fields.len().div_ceil(FIELDS_OF_NODE);
    nodes + fields.iter().map(|(name, value)| name.len() + of_value(value)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn small_values_count_as_what_they_take_and_not_as_what_they_look_like() {
        assert!(of_value(&json!("x".repeat(1000))) < 1100);
        // Two bytes of JSON each, and a value in memory.
        assert!(of_value(&json!(vec![0; 1000])) >= 1000 * size_of::<Value>());
        // Six bytes of JSON each, and a node in memory.
        let nested = (0..100).fold(json!({}), |within, _| json!({"a": within}));
        assert!(of_value(&nested) >= 100 * NODE);
    }
}
