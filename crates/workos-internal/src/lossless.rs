//! Reads objects that must not be lost: typed if they decode, otherwise kept as JSON text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::decoder_message::reason_of;

/// An object with a member that names its content and a member that holds the content, as
/// [`read_envelope`](crate::read_envelope) reads it.
pub trait Envelope: Sized {
    /// The member that names the content.
    const TAG: &'static str;

    /// Decodes the object.
    ///
    /// # Errors
    /// Any error of the deserializer.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Builds the object from the members that can be read, with `object` in place of the decoded content.
    fn keep(members: &Members<'_>, object: KeptObject) -> Self;
}

/// Reads any JSON value. A value that does not decode is passed to [`Envelope::keep`].
///
/// Takes at most three passes: to find the end of the value, to decode the value, and, if it does not decode, to find
/// its members.
///
/// # Errors
/// When the input is not valid JSON.
pub fn read_or_keep<'de, E: Envelope, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let raw = Box::<RawValue>::deserialize(Buffered(deserializer))?;
    Ok(decode(raw.get()).unwrap_or_else(|error| keep(raw, &error)))
}

/// Reads a JSON text. A text that does not decode is passed to [`Envelope::keep`]. A text that decodes takes one pass.
///
/// # Errors
/// When the text is not valid JSON.
pub fn read_text_or_keep<E: Envelope>(text: &str) -> Result<E, serde_json::Error> {
    decode(text).or_else(|error| Ok(keep(serde_json::from_str(text)?, &error)))
}

fn decode<E: Envelope>(text: &str) -> Result<E, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let envelope = E::read(&mut deserializer)?;
    deserializer.end()?;
    Ok(envelope)
}

#[cold]
fn keep<E: Envelope>(raw: Box<RawValue>, error: &serde_json::Error) -> E {
    let text = raw.clone();
    let members = Members::of(&text);
    let name: String = members.read(E::TAG).unwrap_or_default();
    E::keep(&members, KeptObject { name, reason: reason_of(error), json: raw.into() })
}

/// An object that does not decode.
#[derive(Debug)]
pub struct KeptObject {
    /// The name of its content; empty if it has no readable name.
    pub name: String,
    /// The reason why it does not decode, without any value.
    pub reason: String,
    /// The whole object as it was received.
    pub json: Box<str>,
}

/// The members of an object that does not decode as a whole; empty if the value is not an object.
#[derive(Debug)]
pub struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Members<'a> {
    fn of(raw: &'a RawValue) -> Self {
        serde_json::Deserializer::from_str(raw.get())
            .deserialize_map(MembersVisitor)
            .unwrap_or(Self(Vec::new()))
    }

    /// Returns the member with this name, if it occurs exactly once and decodes.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let mut all = self.0.iter().filter(|(key, _)| key == name);
        match (all.next(), all.next()) {
            (Some((_, raw)), None) => serde_json::from_str(raw.get()).ok(),
            _ => None,
        }
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key()? {
            members.push((key, map.next_value()?));
        }
        Ok(Members(members))
    }
}

/// A deserializer that provides the JSON text of a value even if the inner deserializer has no text. Such an inner
/// deserializer holds decoded values; untagged and flattened types use it.
struct Buffered<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Buffered<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    /// `RawValue` requests its text through this method. `serde_json` passes a map to the visitor, other deserializers
    /// pass the value itself.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, TextVisitor { name, visitor })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct TextVisitor<V> {
    name: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TextVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(map)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        let value = Value::deserialize(deserializer)?;
        value.deserialize_newtype_struct(self.name, self.visitor).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// `{"kind": "count", "id": …, "data": …}`.
    #[derive(Debug)]
    struct Counted {
        id: Option<String>,
        data: Result<u8, KeptObject>,
    }

    impl Envelope for Counted {
        const TAG: &'static str = "kind";

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            #[derive(Deserialize)]
            struct All {
                id: String,
                data: u8,
            }
            let All { id, data } = Deserialize::deserialize(deserializer)?;
            Ok(Self { id: Some(id), data: Ok(data) })
        }

        fn keep(members: &Members<'_>, object: KeptObject) -> Self {
            Self { id: members.read("id"), data: Err(object) }
        }
    }

    impl<'de> Deserialize<'de> for Counted {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read_or_keep(deserializer)
        }
    }

    #[test]
    fn an_object_that_decodes_is_typed_with_every_deserializer() {
        let text = r#"{"kind":"count","id":"1","data":7}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        #[derive(Debug, Deserialize)]
        #[serde(untagged)]
        enum Either {
            Counted(Counted),
        }
        let Either::Counted(untagged) = serde_json::from_str(text).unwrap();
        for counted in [
            read_text_or_keep::<Counted>(text).unwrap(),
            serde_json::from_str(text).unwrap(),
            serde_json::from_slice(text.as_bytes()).unwrap(),
            serde_json::from_reader(text.as_bytes()).unwrap(),
            serde_json::from_value(value).unwrap(),
            untagged,
        ] {
            assert!(matches!((counted.id.as_deref(), &counted.data), (Some("1"), Ok(7))), "{counted:?}");
        }
    }

    #[test]
    fn one_bad_object_of_a_list_is_kept_as_it_was_received_and_the_others_are_typed() {
        let bad = "{ \"kind\":\"count\", \"data\" : \"canary\",\n \"id\":\"2\" }";
        let text =
            format!(r#"[{{"kind":"count","id":"1","data":7}},{bad},{{"kind":"count","id":"3","data":9}}]"#);
        let list: Vec<Counted> = serde_json::from_str(&text).unwrap();
        let ids: Vec<_> = list.iter().map(|counted| counted.id.as_deref()).collect();
        assert_eq!(ids, [Some("1"), Some("2"), Some("3")]);
        let kept = list[1].data.as_ref().unwrap_err();
        assert_eq!((&*kept.name, &*kept.json), ("count", bad));
        assert_eq!(kept.reason, "invalid type: string, expected u8 at line 1 column 35");
    }

    #[test]
    fn the_readable_members_of_any_value_are_found() {
        let kept = |json: Value| read_text_or_keep::<Counted>(&json.to_string()).unwrap();
        let name = |counted: &Counted| counted.data.as_ref().unwrap_err().name.clone();
        for json in [json!(null), json!(7), json!("x"), json!([1]), json!({}), json!({"kind": 7, "id": [7]})]
        {
            let counted = kept(json);
            assert_eq!((counted.id.as_deref(), name(&counted).as_str()), (None, ""));
        }
        let twice = r#"{"kind":"a","kind":"b","id":"1"}"#;
        let counted: Counted = serde_json::from_str(twice).unwrap();
        assert_eq!((counted.id.as_deref(), name(&counted).as_str()), (Some("1"), ""));
    }

    #[test]
    fn json_that_is_nested_too_deeply_is_kept_and_invalid_json_is_an_error() {
        let deep =
            format!(r#"{{"kind":"count","id":"1","data":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
        let counted: Counted = serde_json::from_str(&deep).unwrap();
        assert_eq!((counted.id.as_deref(), &*counted.data.unwrap_err().json), (Some("1"), deep.as_str()));
        for broken in ["", "{", r#"{"kind":"count","id":"1","data":7}}"#, r#"{"kind":"count" "id":"1"}"#] {
            assert!(read_text_or_keep::<Counted>(broken).is_err(), "{broken}");
            assert!(serde_json::from_str::<Counted>(broken).is_err(), "{broken}");
        }
    }
}
