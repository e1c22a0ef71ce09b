//! Reading JSON of any size into a value of a bounded size.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use workos_internal::shortened;

/// The longest key that is kept, in bytes. A longer key is dropped with its value.
const LONGEST_KEY: usize = 200;

/// How much more of a value may be kept.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    /// Number of values that may still be kept, lists and objects included.
    pub(crate) values: usize,
    /// Number of bytes of texts and keys that may still be kept.
    pub(crate) bytes: usize,
    /// Number of elements that were dropped from the outermost list.
    pub(crate) dropped: usize,
    /// Whether a part of the value was cut or dropped.
    pub(crate) is_exceeded: bool,
}

impl Budget {
    pub(crate) const fn new(values: usize, bytes: usize) -> Self {
        Self { values, bytes, dropped: 0, is_exceeded: false }
    }
}

/// Reads a value, and keeps as much of it as the budget allows. Long texts are cut and end with `…`; further elements
/// and fields are read and dropped.
pub(crate) struct Bounded<'b> {
    budget: &'b mut Budget,
    depth: usize,
}

impl<'b> Bounded<'b> {
    pub(crate) const fn new(budget: &'b mut Budget) -> Self {
        Self { budget, depth: 0 }
    }

    fn take(&mut self) {
        match self.budget.values.checked_sub(1) {
            Some(left) => self.budget.values = left,
            None => self.budget.is_exceeded = true,
        }
    }

    fn take_text(&mut self, text: &str) -> String {
        let kept = shortened(text, self.budget.bytes.max(3));
        self.budget.is_exceeded |= kept.len() < text.len();
        self.budget.bytes = self.budget.bytes.saturating_sub(text.len());
        kept
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(mut self) -> Result<Value, E> {
        self.take();
        Ok(Value::Null)
    }

    fn visit_bool<E>(mut self, value: bool) -> Result<Value, E> {
        self.take();
        Ok(value.into())
    }

    fn visit_i64<E>(mut self, value: i64) -> Result<Value, E> {
        self.take();
        Ok(value.into())
    }

    fn visit_u64<E>(mut self, value: u64) -> Result<Value, E> {
        self.take();
        Ok(value.into())
    }

    fn visit_f64<E>(mut self, value: f64) -> Result<Value, E> {
        self.take();
        Ok(value.into())
    }

    fn visit_str<E>(mut self, text: &str) -> Result<Value, E> {
        self.take();
        Ok(self.take_text(text).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        self.take();
        let mut items = Vec::new();
        while self.budget.values > 0 {
            let next = Bounded { budget: self.budget, depth: self.depth + 1 };
            match seq.next_element_seed(next)? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {
            self.budget.is_exceeded = true;
            self.budget.dropped += usize::from(self.depth == 0);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        self.take();
        let mut fields = Map::new();
        while self.budget.values > 0 {
            match map.next_key_seed(Key)? {
                Some(Some(key)) => {
                    self.budget.bytes = self.budget.bytes.saturating_sub(key.len());
                    let next = Bounded { budget: self.budget, depth: self.depth + 1 };
                    let value = map.next_value_seed(next)?;
                    fields.insert(key, value);
                }
                Some(None) => {
                    self.budget.is_exceeded = true;
                    map.next_value::<IgnoredAny>()?;
                }
                None => return Ok(Value::Object(fields)),
            }
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            self.budget.is_exceeded = true;
        }
        Ok(Value::Object(fields))
    }
}

/// Reads a key; `None` if it is too long.
pub(crate) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<String>, E> {
        Ok((key.len() <= LONGEST_KEY).then(|| key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(json: &str, mut budget: Budget) -> (Value, Budget) {
        let value =
            Bounded::new(&mut budget).deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap();
        (value, budget)
    }

    #[test]
    fn a_value_within_the_budget_is_kept_completely() {
        let json = json!({"a": [1, -1, 0.5, true, null, {"b": "c"}], "d": []});
        let (value, budget) = read(&json.to_string(), Budget::new(10, 4));
        assert_eq!(value, json);
        assert!(!budget.is_exceeded && budget.values == 0 && budget.bytes == 0);
    }

    #[test]
    fn parts_beyond_the_budget_are_cut_or_dropped_and_reported() {
        let (value, budget) = read("[0,[1,2,3],4,5,6]", Budget::new(5, 0));
        assert_eq!((value, budget.dropped, budget.is_exceeded), (json!([0, [1, 2]]), 3, true));
        let (value, budget) = read(r#"["long text"]"#, Budget::new(9, 6));
        assert_eq!((value, budget.is_exceeded), (json!(["lon…"]), true));
        let long = "k".repeat(LONGEST_KEY + 1);
        let (value, budget) = read(&format!(r#"{{"{long}":1,"a":2}}"#), Budget::new(9, 99));
        assert_eq!((value, budget.is_exceeded), (json!({"a": 2}), true));
        let (value, _) = read(r#"{"a":1,"b":2,"c":3}"#, Budget::new(2, 99));
        assert_eq!(value, json!({"a": 1}));
    }
}
