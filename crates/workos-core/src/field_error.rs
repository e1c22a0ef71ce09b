//! What the API says of single fields of a request.

use std::fmt;

use serde_json::Value;

use crate::mask::shown;

const LONGEST: usize = 200;

/// What the server says of one field of the request.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The field: a name, or a JSON pointer into the body.
    pub field: Option<String>,
    /// The machine-readable code, for instance `required`.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
}

impl FieldError {
    pub(crate) fn read(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let constraints = || {
            let constraints = value.get("constraints")?.as_object()?;
            Some(constraints.values().filter_map(Value::as_str).collect::<Vec<_>>().join("; "))
        };
        Self {
            field: text("field").or_else(|| text("property")).or_else(|| text("instancePath")),
            code: text("code"),
            message: text("message").or_else(constraints).or_else(|| value.as_str().map(str::to_owned)),
        }
    }

    pub(crate) fn is_said_in(&self, message: &str) -> bool {
        self.message.as_ref().is_some_and(|own| message.contains(own.as_str()))
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
