//! Reads error bodies of every shape into one type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::bounded_value::{Bounded, Budget, Key};
use crate::field_error::FieldError;
use workos_internal::shown;
use workos_internal::without_bom;
use workos_internal::{shorten, shortened};

/// The longest message that is printed, in bytes; error pages of proxies can be megabytes.
pub(crate) const LONGEST_MESSAGE: usize = 600;

/// The longest message that is kept, in bytes.
const LONGEST_KEPT_MESSAGE: usize = 1000;

/// The longest text that counts as a code, in bytes.
const LONGEST_CODE: usize = 100;

/// Number of bytes at the start of a body that is not JSON from which the message is made.
const START: usize = 64 * 1024;

/// The budget of a message or code, which may be a list of texts.
const TEXT: Budget = Budget::new(50, 2 * LONGEST_KEPT_MESSAGE);

/// The budget of the errors of single fields.
const ERRORS: Budget = Budget::new(1000, 32 * 1024);

/// How many errors of single fields are kept.
const MOST_ERRORS: usize = 100;

/// The budget of all other fields together.
const FURTHER: Budget = Budget::new(2000, 64 * 1024);

/// The kept part of an error body: at most about a megabyte, whatever the body is.
#[derive(Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) errors: Vec<FieldError>,
    /// How many errors of fields were dropped.
    pub(crate) further_errors: usize,
    /// The other fields of the body.
    pub(crate) extra: Map<String, Value>,
    /// Whether the body is neither empty nor JSON, which means that a server other than the API wrote it.
    pub(crate) foreign: bool,
}

impl ErrorBody {
    /// Reads a body in one pass. Never fails: a body that is not JSON becomes the message.
    pub(crate) fn read(body: &[u8]) -> Self {
        let body = without_bom(body);
        let (message, foreign) = match serde_json::from_slice(body) {
            Ok(Read::Object(fields)) => return Self::of_fields(fields),
            Ok(Read::Text(text)) => (non_empty(text), false),
            read => {
                let start = String::from_utf8_lossy(&body[..body.len().min(START)]);
                (non_empty(shown(&start, LONGEST_MESSAGE)), read.is_err())
            }
        };
        Self { foreign: foreign && message.is_some(), message, ..Self::default() }
    }

    fn of_fields(Fields { mut fields, further_errors }: Fields) -> Self {
        // A nested `error` object is read first: where both levels have a field, the inner one is more specific.
        let inner = match fields.get_mut("error") {
            Some(Value::Object(inner)) => {
                Self::of_fields(Fields { fields: std::mem::take(inner), further_errors: 0 })
            }
            _ => Self::default(),
        };
        if let Some(Value::Object(left)) = fields.get_mut("error") {
            if inner.extra.is_empty() {
                fields.remove("error");
            } else {
                *left = inner.extra;
            }
        }
        let further_errors = further_errors + inner.further_errors;
        let mut read = Self {
            code: inner.code,
            message: inner.message,
            errors: inner.errors,
            further_errors,
            ..Self::default()
        };
        // `detail` is a list of errors in FastAPI, and a text in problem details (RFC 9457).
        for key in ["errors", "detail"] {
            match fields.get(key) {
                Some(Value::Array(items)) => read.errors.extend(items.iter().map(FieldError::read)),
                Some(Value::Object(by_field)) => read.errors.extend(FieldError::by_field(by_field)),
                _ => continue,
            }
            fields.remove(key);
        }
        read.further_errors += read.errors.len().saturating_sub(MOST_ERRORS);
        read.errors.truncate(MOST_ERRORS);
        if let Some(code) = take_text(&mut fields, "code").filter(|code| is_code(code)) {
            read.code.get_or_insert(code);
        }
        let mut add_message = |message: Option<String>| {
            if let Some(message) = message {
                read.message.get_or_insert(message);
            }
        };
        add_message(take_text(&mut fields, "message"));
        add_message(take_text(&mut fields, "error_description"));
        add_message(take_problem(&mut fields));
        // `error` is an OAuth code (`invalid_grant`), a reason phrase (`Bad Request`) or a whole sentence.
        if let Some(error) = take_text(&mut fields, "error") {
            let slot = if is_code(&error) { &mut read.code } else { &mut read.message };
            slot.get_or_insert(error);
        }
        if let Some(errors) = take_text(&mut fields, "errors") {
            read.message.get_or_insert(errors);
        }
        // Google APIs send the code as `status`; their `code` repeats the HTTP status.
        if let (None, Some(status)) = (&read.code, fields.get("status").and_then(Value::as_str)) {
            read.code = Some(status.to_owned()).filter(|code| is_code(code));
        }
        Self { extra: fields, ..read }
    }
}

/// Takes `title: detail` of problem details (RFC 9457), or the only one of the two that is present.
fn take_problem(fields: &mut Map<String, Value>) -> Option<String> {
    let (title, detail) = (take_text(fields, "title"), take_text(fields, "detail"));
    match (title, detail) {
        (Some(title), Some(detail)) if !detail.contains(&title) => Some(format!("{title}: {detail}")),
        (title, detail) => detail.or(title),
    }
}

/// The top level of a JSON body.
enum Read {
    Object(Fields),
    Text(String),
    Other,
}

/// The kept fields of an object.
struct Fields {
    fields: Map<String, Value>,
    further_errors: usize,
}

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadVisitor)
    }
}

struct ReadVisitor;

impl<'de> Visitor<'de> for ReadVisitor {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(Read::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Read, E> {
        Ok(Read::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Read, E> {
        Ok(Read::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Read, E> {
        Ok(Read::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Read, E> {
        Ok(Read::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(Read::Text(shortened(text, LONGEST_KEPT_MESSAGE)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Read, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Read::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        let mut read = Fields { fields: Map::new(), further_errors: 0 };
        let mut further = FURTHER;
        while let Some(key) = map.next_key_seed(Key)? {
            let Some(key) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let own = match key.as_str() {
                "code" | "message" | "error_description" | "title" | "status" => Some(TEXT),
                // Some servers nest the whole error in `error`, and list field errors in `detail`.
                "error" | "errors" | "detail" => Some(ERRORS),
                _ => None,
            };
            let mut budget =
                own.unwrap_or_else(|| Budget { bytes: further.bytes.saturating_sub(key.len()), ..further });
            let value = map.next_value_seed(Bounded::new(&mut budget))?;
            if matches!(key.as_str(), "errors" | "detail") {
                read.further_errors += budget.dropped;
            }
            // A field is kept whole or dropped, because half a token is useless. Only a text or a list with a budget of
            // its own may be cut.
            if !budget.is_exceeded || own.is_some() && (value.is_string() || value.is_array()) {
                read.fields.insert(key, value);
                further = if own.is_none() { budget } else { further };
            }
        }
        Ok(Read::Object(read))
    }
}

fn take_text(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    let text = match fields.get(key)? {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect();
            items.join("; ")
        }
        _ => return None,
    };
    fields.remove(key);
    non_empty(shorten(text, LONGEST_KEPT_MESSAGE))
}

/// Whether a text is a single word that programs can compare, and not a sentence.
fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn non_empty(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
