//! Objects in which one field names the content of another: `{"event": "user.created", "data": {…}, …}`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::decoder_message::reason_of;

/// An enum of the contents that an object can hold.
pub trait Content<'de>: Sized {
    /// The field that names the content. It is a constant so that the comparison with a key needs no function call.
    const TAG: &'static str;
    /// The field that holds the content.
    const FIELD: &'static str;

    /// Reads the content with this name.
    ///
    /// # Errors
    /// Any error of the deserializer.
    fn read<D: Deserializer<'de>>(name: &str, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads an object in one pass: the content, whose type depends on its name, and the other fields as `R`.
///
/// A content that comes before its name is buffered as JSON until the name is known. The API writes the name first.
///
/// # Errors
/// Any error of the deserializer, and a name or content that is missing or occurs twice.
pub fn read_envelope<'de, R, C, D>(deserializer: D) -> Result<(R, C), D::Error>
where
    R: Deserialize<'de>,
    C: Content<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(Envelope(PhantomData))
}

struct Envelope<R, C>(PhantomData<fn() -> (R, C)>);

impl<'de, R: Deserialize<'de>, C: Content<'de>> Visitor<'de> for Envelope<R, C> {
    type Value = (R, C);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}` and `{}`", C::TAG, C::FIELD)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(R, C), A::Error> {
        let mut found = Found { name: None, early: None, content: None };
        let fields = Fields { map, found: &mut found };
        let rest = R::deserialize(MapAccessDeserializer::new(fields))?;
        let name = found.name.ok_or_else(|| A::Error::missing_field(C::TAG))?;
        let content = match (found.content, found.early) {
            (Some(content), _) => content,
            (None, Some(json)) => {
                C::read(&name.0, json).map_err(|error| A::Error::custom(reason_of(&error)))?
            }
            (None, None) => return Err(A::Error::missing_field(C::FIELD)),
        };
        Ok((rest, content))
    }
}

/// The name and the content, which are not passed on to the type of the other fields.
struct Found<'de, C> {
    name: Option<Name<'de>>,
    /// The content, if it came before its name.
    early: Option<Value>,
    content: Option<C>,
}

/// The fields of the object without the name and the content.
struct Fields<'a, 'de, A, C> {
    map: A,
    found: &'a mut Found<'de, C>,
}

impl<'de, A: MapAccess<'de>, C: Content<'de>> MapAccess<'de> for Fields<'_, 'de, A, C> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, mut seed: K) -> Result<Option<K::Value>, A::Error> {
        loop {
            match self.map.next_key_seed(Key::<_, C>(seed, PhantomData))? {
                None => return Ok(None),
                Some(Kind::Other(key)) => return Ok(Some(key)),
                // Duplicates are refused, as in derived structs: a second name would not be the name of the content
                // that was read before.
                Some(Kind::Tag(_)) if self.found.name.is_some() => {
                    return Err(A::Error::duplicate_field(C::TAG));
                }
                Some(Kind::Content(_)) if self.found.content.is_some() || self.found.early.is_some() => {
                    return Err(A::Error::duplicate_field(C::FIELD));
                }
                Some(Kind::Tag(unused)) => {
                    self.found.name = Some(self.map.next_value()?);
                    seed = unused;
                }
                Some(Kind::Content(unused)) => {
                    match &self.found.name {
                        Some(name) => {
                            let content = Named { name: &name.0, content: PhantomData };
                            self.found.content = Some(self.map.next_value_seed(content)?);
                        }
                        None => self.found.early = Some(self.map.next_value()?),
                    }
                    seed = unused;
                }
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// Recognizes the keys of the name and the content. The inner seed reads any other key.
struct Key<K, C>(K, PhantomData<fn() -> C>);

enum Kind<K, V> {
    Tag(K),
    Content(K),
    Other(V),
}

impl<'de, K: DeserializeSeed<'de>, C: Content<'de>> DeserializeSeed<'de> for Key<K, C> {
    type Value = Kind<K, K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>, C: Content<'de>> Visitor<'de> for Key<K, C> {
    type Value = Kind<K, K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        match key {
            _ if key == C::TAG => Ok(Kind::Tag(self.0)),
            _ if key == C::FIELD => Ok(Kind::Content(self.0)),
            _ => self.0.deserialize(key.into_deserializer()).map(Kind::Other),
        }
    }
}

/// The name of a content, borrowed from the input unless it contains escapes.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

/// Reads a content whose name is known.
struct Named<'a, C> {
    name: &'a str,
    content: PhantomData<fn() -> C>,
}

impl<'de, C: Content<'de>> DeserializeSeed<'de> for Named<'_, C> {
    type Value = C;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<C, D::Error> {
        C::read(self.name, deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Rest {
        id: String,
        #[serde(default)]
        note: Option<String>,
    }

    #[derive(Debug, PartialEq)]
    enum Payload {
        Count(u8),
        Unknown(String, Value),
    }

    impl<'de> Content<'de> for Payload {
        const TAG: &'static str = "kind";
        const FIELD: &'static str = "data";

        fn read<D: Deserializer<'de>>(name: &str, deserializer: D) -> Result<Self, D::Error> {
            match name {
                "count" => u8::deserialize(deserializer).map(Self::Count),
                _ => Value::deserialize(deserializer).map(|json| Self::Unknown(name.to_owned(), json)),
            }
        }
    }

    fn read(json: &str) -> Result<(Rest, Payload), serde_json::Error> {
        read_envelope(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn the_content_may_come_before_or_after_its_name() {
        let rest = Rest { id: "1".to_owned(), note: Some("n".to_owned()) };
        for json in [
            r#"{"id":"1","kind":"count","data":7,"new":{"a":[]},"note":"n"}"#,
            r#"{"data":7,"note":"n","kind":"count","id":"1"}"#,
        ] {
            let (read_rest, payload) = read(json).unwrap();
            assert_eq!((&read_rest, &payload), (&rest, &Payload::Count(7)));
        }
    }

    #[test]
    fn a_content_with_an_unknown_name_is_kept() {
        let (_, payload) = read(r#"{"id":"1","kind":"new","data":{"a":1}}"#).unwrap();
        assert_eq!(payload, Payload::Unknown("new".to_owned(), serde_json::json!({"a": 1})));
    }

    #[test]
    fn an_error_inside_the_content_has_its_line_and_column() {
        let error = read("{\"id\":\"1\",\"kind\":\"count\",\n\"data\":\"x\"}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 10), "{error}");
    }

    #[test]
    fn a_field_that_occurs_twice_is_refused() {
        for (json, field) in [
            (r#"{"id":"1","kind":"count","data":7,"kind":"new"}"#, "`kind`"),
            (r#"{"id":"1","kind":"new","kind":"count","data":7}"#, "`kind`"),
            (r#"{"id":"1","kind":"count","data":7,"data":8}"#, "`data`"),
            (r#"{"data":7,"id":"1","kind":"count","data":8}"#, "`data`"),
            (r#"{"data":7,"data":8,"id":"1","kind":"count"}"#, "`data`"),
            (r#"{"id":"1","id":"2","kind":"count","data":7}"#, "`id`"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains("duplicate field") && error.contains(field), "{json}: {error}");
        }
    }

    #[test]
    fn the_error_names_the_missing_field() {
        for (json, field) in [
            (r#"{"kind":"count","data":7}"#, "`id`"),
            (r#"{"id":"1","data":7}"#, "`kind`"),
            (r#"{"id":"1","kind":"count"}"#, "`data`"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains("missing field") && error.contains(field), "{error}");
        }
    }
}
