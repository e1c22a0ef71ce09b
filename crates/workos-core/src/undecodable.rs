//! JSON that does not decode, kept whole with the reason.

use std::fmt;

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use workos_internal::shortened;

/// The longest name, in bytes.
const LONGEST_NAME: usize = 200;

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
    raw: Box<str>,
}

impl Undecodable {
    /// Keeps a JSON text with the name of its kind and the reason why it does not decode.
    ///
    /// A name of more than 200 bytes and a reason of more than 300 bytes are cut. The reason must not repeat a value of
    /// the text.
    #[must_use]
    pub fn new(name: &str, reason: &str, raw: impl Into<Box<str>>) -> Self {
        let name = shortened(name, LONGEST_NAME);
        let reason = shortened(reason, LONGEST_REASON);
        Self { name: name.into(), reason: reason.into(), raw: raw.into() }
    }

    /// The name of the value's kind, for instance `user.created`, at most 200 bytes. Empty if the value has no
    /// readable name.
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

    /// The whole value as JSON. If it was received as text, this is the text, byte for byte.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }
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
        let raw: &RawValue = serde_json::from_str(&self.raw).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(reason: &str) -> Undecodable {
        Undecodable::new("lamp.lit", reason, r#"{"token":"canary"}"#)
    }

    #[test]
    fn a_reason_and_a_name_are_short() {
        let kept_long = kept(&"é".repeat(1000));
        assert!(kept_long.reason().len() <= 300 && kept_long.reason().ends_with('…'));
        assert!(Undecodable::new(&"x".repeat(1000), "", "null").name().len() <= 200);
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
        assert!(serde_json::to_string(&Undecodable::new("", "", "{")).is_err(), "a text that is not JSON");
    }
}
