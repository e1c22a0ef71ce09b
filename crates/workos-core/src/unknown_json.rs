//! JSON of kinds that this version does not know, kept unchanged.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::mask;

/// JSON of a kind that this version does not know. It dereferences to [`Value`].
///
/// Its values may be secret, so `Debug` shows the names of its fields and none of the values.
///
/// ```
/// use workos_core::UnknownJson;
///
/// let json: UnknownJson = serde_json::from_str(r#"{"kind":"robot","token":"sk_1"}"#)?;
/// assert_eq!(json["kind"], "robot");
/// assert_eq!(format!("{json:?}"), "{kind: …, token: …}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct UnknownJson(Value);

impl UnknownJson {
    /// Returns the [`Value`], whose `Debug` shows everything.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl Deref for UnknownJson {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0
    }
}

impl From<Value> for UnknownJson {
    fn from(json: Value) -> Self {
        Self(json)
    }
}

impl fmt::Debug for UnknownJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Object(fields) => {
                let mut shown = f.debug_map();
                for name in fields.keys() {
                    shown.entry(&format_args!("{}", mask(name)), &format_args!("…"));
                }
                shown.finish()
            }
            Value::Null => f.write_str("null"),
            Value::Array(_) => f.write_str("[…]"),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => f.write_str("…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn debug_shows_field_names_and_no_values() {
        for (json, shown) in [
            (json!({"b": {"c": "secret"}, "a": [1]}), "{a: …, b: …}"),
            (json!({}), "{}"),
            (json!(["secret"]), "[…]"),
            (json!("secret"), "…"),
            (json!(7), "…"),
            (json!(null), "null"),
            (json!({"sk_test_secret": 1}), "{***: …}"),
        ] {
            assert_eq!(format!("{:?}", UnknownJson::from(json.clone())), shown);
            assert!(!format!("{:#?}", UnknownJson::from(json)).contains("secret"));
        }
    }

    #[test]
    fn unknown_json_is_written_as_it_was_read() {
        let json = json!({"a": [1, null, {"b": "c"}]});
        let read: UnknownJson = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), json);
        assert_eq!(read.into_value(), json);
    }
}
