//! Errors that the API reports for single fields of a request.

use std::fmt;

use serde_json::{Map, Value};

use workos_internal::shown;
use workos_internal::{shorten, shortened};

/// The longest message that is kept and shown, in bytes.
const LONGEST: usize = 200;

/// The longest field name or code that is kept, in bytes.
const LONGEST_NAME: usize = 100;

/// An error that the server reports for one field of the request.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The field: a name, or a JSON pointer into the body.
    pub field: Option<String>,
    /// The machine-readable code, for instance `required`.
    pub code: Option<String>,
    /// The message of the server.
    pub message: Option<String>,
}

impl FieldError {
    pub(crate) fn read(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(text_or_number);
        let constraints = || {
            let constraints = value.get("constraints")?.as_object()?;
            Some(constraints.values().filter_map(Value::as_str).collect::<Vec<_>>().join("; "))
        };
        // JSON:API sends a JSON pointer, FastAPI a list of path segments.
        let pointer = || value.pointer("/source/pointer").and_then(text_or_number);
        let location = || {
            let steps = value.get("loc")?.as_array()?.iter().filter_map(text_or_number);
            Some(steps.collect::<Vec<_>>().join("."))
        };
        let field = ["field", "property", "instancePath", "param"].into_iter().find_map(text);
        let message = ["message", "detail", "msg", "title"].into_iter().find_map(text);
        let message = message.or_else(constraints).or_else(|| value.as_str().map(str::to_owned));
        let read = Self {
            field: field.or_else(pointer).or_else(location).map(|field| shorten(field, LONGEST_NAME)),
            code: text("code").map(|code| shorten(code, LONGEST_NAME)),
            message: message.map(|message| shorten(message, LONGEST)),
        };
        if read.field.is_none() && read.code.is_none() && read.message.is_none() {
            return Self { message: Some(shown(&value.to_string(), LONGEST)), ..read };
        }
        read
    }

    /// Reads an object that maps field names to errors: `{"name": ["is odd", "is long"]}`.
    pub(crate) fn by_field(fields: &Map<String, Value>) -> impl Iterator<Item = Self> {
        fields.iter().flat_map(|(field, value)| {
            let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
            items.iter().map(|item| {
                let read = Self::read(item);
                Self { field: Some(read.field.unwrap_or_else(|| shortened(field, LONGEST_NAME))), ..read }
            })
        })
    }

    pub(crate) fn is_repeated_in(&self, message: &str) -> bool {
        self.message.as_ref().is_some_and(|own| message.contains(own.as_str()))
    }
}

/// Returns a string, or a number as a string.
fn text_or_number(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.field, &self.code, &self.message];
        let parts: Vec<_> = parts.into_iter().flatten().map(|text| shown(text, LONGEST)).collect();
        f.write_str(&parts.join(": "))
    }
}

impl fmt::Debug for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldError({self})")
    }
}
