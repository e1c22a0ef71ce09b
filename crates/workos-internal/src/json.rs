//! Decoding a JSON body within a limit on the number of its values.

use serde::{Deserialize, Deserializer};

use crate::bom::without_bom;
use crate::decoder_message::reason_of;

/// How many JSON values a body may hold unless a caller sets another limit.
pub const DEFAULT_VALUE_LIMIT: usize = 100_000;

/// Number of bytes that are scanned at a time. Each piece is read twice, and is small enough to stay in the CPU cache
/// between the two reads.
const PIECE: usize = 32 * 1024;

/// Why a JSON body does not decode.
#[derive(Debug)]
pub enum JsonError {
    /// The body holds more than this number of values.
    TooManyValues(usize),
    /// The body is not UTF-8; the offset of the first invalid byte.
    NotUtf8(usize),
    /// The body is not JSON, or not of the expected type.
    Unexpected(serde_json::Error),
}

impl JsonError {
    /// The reason, without any value of the body and in at most 600 bytes.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::TooManyValues(limit) => format!("it holds more than {limit} JSON values, the value limit"),
            Self::NotUtf8(offset) => format!("it is not UTF-8 at byte {offset}"),
            Self::Unexpected(error) => reason_of(error),
        }
    }
}

/// Decodes a JSON body that holds at most `limit` values.
///
/// Each string, number, `true`, `false`, `null`, list and object is a value; the keys of an object are not. The limit
/// bounds the memory that a body of legal JSON takes when it is decoded: a decoded value can take a few hundred bytes,
/// although the body needs only two bytes for it.
///
/// A body takes two linear passes: one that counts and checks UTF-8, and one that decodes. A body too short to exceed
/// the limit is not counted. Nesting needs no limit of its own: serde_json refuses to decode more than 128 levels, and
/// skips ignored values without recursion.
///
/// # Errors
/// A [`JsonError`] if the body does not decode or exceeds the limit.
pub fn from_json<'de, T: Deserialize<'de>>(json: &'de [u8], limit: usize) -> Result<T, JsonError> {
    let json = without_bom(json);
    if is_short(json, limit) {
        return serde_json::from_str(text(json)?).map_err(JsonError::Unexpected);
    }
    check(json, limit)?;
    serde_json::from_slice(json).map_err(JsonError::Unexpected)
}

/// Decodes `null` as the default value, so that a `null` list or map is empty, like an absent one.
///
/// # Errors
/// Any error of the deserializer.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Returns the text of a JSON body that holds at most `limit` values, without a byte order mark.
///
/// # Errors
/// Any [`JsonError`] except `Unexpected`, because the text is not decoded.
pub fn json_text(json: &[u8], limit: usize) -> Result<&str, JsonError> {
    let json = without_bom(json);
    if !is_short(json, limit) {
        check(json, limit)?;
    }
    text(json)
}

/// Whether a text is too short to hold more values than allowed. The shortest text of n values has 2n - 1 bytes, for
/// instance `[0,0]` with 3 values.
const fn is_short(json: &[u8], limit: usize) -> bool {
    json.len() <= limit.saturating_mul(2)
}

/// Checks UTF-8 once for the whole body, which takes a fraction of the time that a check of each string takes.
fn text(json: &[u8]) -> Result<&str, JsonError> {
    str::from_utf8(json).map_err(|error| JsonError::NotUtf8(error.valid_up_to()))
}

/// Refuses a text that is not UTF-8 or holds more values than allowed.
fn check(json: &[u8], limit: usize) -> Result<(), JsonError> {
    let mut scan = Scan { values: 1, ..Scan::default() };
    let mut start = 0;
    while start < json.len() {
        let piece = &json[start..json.len().min(start + PIECE)];
        let is_last = start + piece.len() == json.len();
        let piece = match str::from_utf8(piece) {
            Ok(_) => piece,
            // The piece ends inside a character.
            Err(error) if error.error_len().is_none() && !is_last && error.valid_up_to() > 0 => {
                &piece[..error.valid_up_to()]
            }
            Err(error) => return Err(JsonError::NotUtf8(start + error.valid_up_to())),
        };
        scan.add(piece);
        if scan.values > limit {
            return Err(JsonError::TooManyValues(limit));
        }
        start += piece.len();
    }
    Ok(())
}

/// Counts the values of well-formed JSON. For malformed text, the number has no meaning.
///
/// The count starts at 1, for the outermost value. A container with n elements has n - 1 commas, so every comma and
/// every opening bracket adds 1, except the bracket of an empty container.
#[derive(Default)]
struct Scan {
    values: usize,
    in_string: bool,
    is_escaped: bool,
    /// Whether only white space has followed the last opening bracket.
    just_opened: bool,
}

impl Scan {
    fn add(&mut self, mut rest: &[u8]) {
        while let Some((&byte, after)) = rest.split_first() {
            if self.in_string {
                rest = self.skip_string(rest);
                continue;
            }
            rest = after;
            match byte {
                b'"' => (self.in_string, self.just_opened) = (true, false),
                b',' => (self.values, self.just_opened) = (self.values + 1, false),
                b'{' | b'[' => (self.values, self.just_opened) = (self.values + 1, true),
                b'}' | b']' => {
                    self.values -= usize::from(self.just_opened);
                    self.just_opened = false;
                }
                b' ' | b'\n' | b'\r' | b'\t' => {}
                _ => self.just_opened = false,
            }
        }
    }

    /// Returns the text after the string; empty if the string continues in the next piece.
    fn skip_string<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let mut rest = text;
        if self.is_escaped {
            self.is_escaped = false;
            rest = &rest[1..];
        }
        while let Some(at) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) {
            if rest[at] == b'"' {
                self.in_string = false;
                return &rest[at + 1..];
            }
            match rest.get(at + 2..) {
                Some(after) => rest = after,
                None => {
                    self.is_escaped = true;
                    return &[];
                }
            }
        }
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::IgnoredAny;
    use serde_json::{Value, json};

    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(fields) => fields.values().map(count).sum(),
            _ => 0,
        }
    }

    fn scanned(json: &[u8]) -> usize {
        let mut scan = Scan { values: 1, ..Scan::default() };
        // In pieces of one byte.
        json.chunks(1).for_each(|piece| scan.add(piece));
        let mut at_once = Scan { values: 1, ..Scan::default() };
        at_once.add(json);
        assert_eq!(scan.values, at_once.values);
        scan.values
    }

    #[test]
    fn the_limit_is_the_number_of_values_that_a_body_may_hold() {
        let body = format!("[{}0]", "0,".repeat(98));
        assert_eq!(from_json::<Vec<u8>>(body.as_bytes(), 100).unwrap().len(), 99);
        let error = from_json::<Vec<u8>>(body.as_bytes(), 99).unwrap_err();
        assert!(matches!(error, JsonError::TooManyValues(99)));
        assert_eq!(error.reason(), "it holds more than 99 JSON values, the value limit");
        let text = format!("\"{}\"", "[{,\\\"".repeat(100_000));
        assert_eq!(from_json::<String>(text.as_bytes(), 1).unwrap().len(), 400_000);
    }

    #[test]
    fn the_shortest_text_that_can_exceed_the_limit_is_counted() {
        for limit in 1..50 {
            let body = format!("{}{}", "[".repeat(limit + 1), "]".repeat(limit + 1));
            let error = from_json::<IgnoredAny>(body.as_bytes(), limit).unwrap_err();
            assert!(matches!(error, JsonError::TooManyValues(_)), "{body}");
            assert!(from_json::<IgnoredAny>(body.as_bytes(), limit + 1).is_ok());
        }
    }

    #[test]
    fn invalid_utf8_is_found_in_counted_and_in_uncounted_bodies() {
        for (before, limit) in [(0, 1000), (PIECE - 3, 1), (PIECE - 2, 1), (3 * PIECE, 1)] {
            let body = [b"\"", "é".repeat(before).as_bytes(), b"\xff\""].concat();
            let error = from_json::<String>(&body, limit).unwrap_err();
            assert!(matches!(error, JsonError::NotUtf8(at) if at == 2 * before + 1), "{before}: {error:?}");
        }
        let body = format!("\"{}\"", "€".repeat(PIECE));
        assert!(from_json::<String>(body.as_bytes(), 1).is_ok());
        let cut = &body.as_bytes()[..body.len() - 2];
        assert!(matches!(from_json::<String>(cut, 1), Err(JsonError::NotUtf8(_))));
    }

    #[test]
    fn only_an_ignored_field_may_nest_without_limit() {
        let deep = format!("{{\"x\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000));
        #[derive(Deserialize)]
        struct Nothing {}
        let Nothing {} = from_json(deep.as_bytes(), DEFAULT_VALUE_LIMIT).unwrap();
        assert!(from_json::<Value>(deep.as_bytes(), DEFAULT_VALUE_LIMIT).is_err());
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            r#"[\[\]{}:,"\\a é]{0,6}"#.prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(r#"[\[\]{}:,"\\a]{0,4}"#, inner, 0..6).prop_map(|map| json!(map)),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_counted_once_however_the_text_is_written(value in any_json()) {
            prop_assert_eq!(scanned(value.to_string().as_bytes()), count(&value));
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            prop_assert_eq!(scanned(pretty.as_bytes()), count(&value));
        }

        #[test]
        fn any_bytes_can_be_scanned(json in prop::collection::vec(any::<u8>(), 0..200)) {
            scanned(&json);
            let _ = from_json::<Value>(&json, 1);
        }
    }
}
