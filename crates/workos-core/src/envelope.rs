//! Objects of which one field says what another holds: `{"event": "user.created", "data": {…}, …}`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::decoder_message::reason_of;

/// An enum of what an object can hold.
pub trait Content<'de>: Sized {
    /// The field that names the content. Known when it is compiled, so that a key is compared without a call.
    const TAG: &'static str;
    /// The field that holds it.
    const FIELD: &'static str;

    /// Reads what the object holds, by the name of it.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn read<D: Deserializer<'de>>(name: &str, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads an object in one pass: its content by the name beside it, and the rest as `R`.
///
/// Only a content that stands before its name is kept as JSON until the name is known; the API writes the name first.
///
/// # Errors
/// Those of the deserializer, and a name or content that is missing or there twice.
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

/// What is kept back from the fields of the rest.
struct Found<'de, C> {
    name: Option<Name<'de>>,
    /// The content, where it stands before its name.
    early: Option<Value>,
    content: Option<C>,
}

/// The fields of the object but for two.
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
                // As in any other struct: a name that comes again would not be that of the content before it.
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

/// Tells the two fields from the others, whose key is the business of the seed.
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

/// The name of a content, borrowed unless it is written with escapes.
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
    fn the_content_is_read_by_its_name_wherever_that_stands() {
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
    fn a_content_of_an_unknown_name_is_kept() {
        let (_, payload) = read(r#"{"id":"1","kind":"new","data":{"a":1}}"#).unwrap();
        assert_eq!(payload, Payload::Unknown("new".to_owned(), serde_json::json!({"a": 1})));
    }

    #[test]
    fn an_error_inside_the_content_names_its_place() {
        let error = read("{\"id\":\"1\",\"kind\":\"count\",\n\"data\":\"x\"}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 10), "{error}");
    }

    #[test]
    fn what_is_there_twice_is_refused() {
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
    fn what_is_missing_is_named() {
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
