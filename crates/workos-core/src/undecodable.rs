//! JSON that does not decode, kept whole with the reason.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::decoder_message::reason_of;
use crate::short::shorten;

/// The longest reason, in bytes.
const LONGEST_REASON: usize = 300;

/// A JSON value that does not decode into the type for its name, kept as it was received.
///
/// Log [`name`](Self::name) and [`reason`](Self::reason), store [`raw`](Self::raw), and continue. A later version of
/// this crate may decode the stored text.
///
/// `Debug` shows the name, the reason and the length of the text, but no value of the text, which can hold tokens and
/// personal data. Serializing writes the text as it was received, and needs a JSON serializer.
#[derive(Clone)]
pub struct Undecodable {
    name: Box<str>,
    reason: Box<str>,
    raw: Box<RawValue>,
}

impl Undecodable {
    /// Keeps a JSON text and the reason why it does not decode.
    pub(crate) fn new(name: &str, error: &serde_json::Error, raw: Box<RawValue>) -> Self {
        let reason = shorten(reason_of(error), LONGEST_REASON);
        Self { name: name.into(), reason: reason.into(), raw }
    }

    /// The name of the value's kind, for instance `user.created`. Empty if the value has no readable name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The reason why it does not decode, for instance ``missing field `email` at line 1 column 118``.
    ///
    /// Line and column count from 1 and refer to [`raw`](Self::raw). At most 300 bytes, without any value of the text.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The whole value as valid JSON. If it was received as text, this is the text, byte for byte.
    #[must_use]
    pub fn raw(&self) -> &str {
        self.raw.get()
    }
}

/// Keeps a JSON value that does not decode into its type.
#[must_use]
pub fn undecodable(name: &str, value: &Value, error: &serde_json::Error) -> Undecodable {
    // A value is always valid JSON, so the default, `null`, is never used.
    let raw = serde_json::value::to_raw_value(value).unwrap_or_default();
    Undecodable::new(name, error, raw)
}

impl fmt::Debug for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undecodable")
            .field("name", &self.name)
            .field("reason", &self.reason)
            .field("raw_length", &self.raw().len())
            .finish()
    }
}

impl Serialize for Undecodable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::Error;

    use super::*;

    fn kept(message: &str) -> Undecodable {
        let raw = RawValue::from_string(r#"{"token":"canary"}"#.to_owned()).unwrap();
        Undecodable::new("lamp.lit", &serde_json::Error::custom(message), raw)
    }

    #[test]
    fn a_reason_is_short_and_contains_no_value() {
        let kept_long = kept(&"é".repeat(1000));
        assert!(kept_long.reason().len() <= 300 && kept_long.reason().ends_with('…'));
        let kept_value = kept("invalid type: string \"canary\", expected a boolean");
        assert_eq!(kept_value.reason(), "invalid type: string, expected a boolean");
    }

    #[test]
    fn debug_shows_no_value_and_serializing_writes_the_text() {
        let kept = kept("missing field `id`");
        assert_eq!(
            format!("{kept:?}"),
            r#"Undecodable { name: "lamp.lit", reason: "missing field `id`", raw_length: 18 }"#
        );
        assert_eq!(serde_json::to_string(&[&kept]).unwrap(), r#"[{"token":"canary"}]"#);
        assert_eq!(serde_json::to_value(&kept).unwrap()["token"], "canary");
    }
}
