//! Every shape of an error body, read into one.

use serde_json::{Map, Value};

use crate::field_error::FieldError;
use crate::mask::shown;

/// The longest message that is printed; error pages of proxies can be megabytes.
pub(crate) const LONGEST_MESSAGE: usize = 500;

/// A longer text is no code.
const LONGEST_CODE: usize = 100;

/// What the body of an error says.
#[derive(Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) errors: Vec<FieldError>,
    /// Its other fields.
    pub(crate) extra: Map<String, Value>,
}

impl ErrorBody {
    /// Never fails: what cannot be read as JSON becomes the message.
    pub(crate) fn read(body: &[u8]) -> Self {
        let message = match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => return Self::of_fields(fields),
            Ok(Value::String(text)) => non_empty(text),
            _ => non_empty(shown(&String::from_utf8_lossy(body), LONGEST_MESSAGE)),
        };
        Self { message, ..Self::default() }
    }

    fn of_fields(mut fields: Map<String, Value>) -> Self {
        let mut read = Self::default();
        if let Some(Value::Array(errors)) = fields.get("errors") {
            read.errors = errors.iter().map(FieldError::read).collect();
            fields.remove("errors");
        }
        read.code = take_text(&mut fields, "code").filter(|code| is_code(code));
        read.message =
            take_text(&mut fields, "message").or_else(|| take_text(&mut fields, "error_description"));
        // `error` is an OAuth code (`invalid_grant`), a reason phrase (`Bad Request`) or a whole sentence.
        if let Some(error) = take_text(&mut fields, "error") {
            let slot = if is_code(&error) { &mut read.code } else { &mut read.message };
            slot.get_or_insert(error);
        }
        Self { extra: fields, ..read }
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
    non_empty(text)
}

/// Whether a text is one word that programs can compare, not a sentence.
fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn non_empty(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_body_shape_decodes() {
        let long = "x".repeat(600);
        let html = "<html><h1>Bad Gateway</h1></html>";
        // (body, code, message): the shapes E0 to E8 of the API, and what proxies send.
        let cases = [
            (r#"{"message":"Gone"}"#, None, Some("Gone")),
            (r#"{"code":"bad_request","message":"No"}"#, Some("bad_request"), Some("No")),
            (r#"{"code":"x","message":"No","role_slug":"admin"}"#, Some("x"), Some("No")),
            (r#"{"error":"invalid_grant","error_description":"Used"}"#, Some("invalid_grant"), Some("Used")),
            (
                r#"{"error":"sso_required","error_description":"d","connection_ids":["c"]}"#,
                Some("sso_required"),
                Some("d"),
            ),
            (
                r#"{"message":"Invalid","errors":[{"code":"required","field":"events"}]}"#,
                None,
                Some("Invalid"),
            ),
            (r#"{"code":"c","message":"m","errors":[{"code":"x","message":"y"}]}"#, Some("c"), Some("m")),
            (r#"{"message":["a","b"],"error":"Bad Request"}"#, None, Some("a; b")),
            (r#"{"message":"m","error":"unauthorized"}"#, Some("unauthorized"), Some("m")),
            (r#"{"error":"Unauthorized"}"#, Some("Unauthorized"), None),
            (r#"{"error":"Something went wrong"}"#, None, Some("Something went wrong")),
            (r#""Ratelimited""#, None, Some("Ratelimited")),
            (html, None, Some(html)),
            ("", None, None),
            ("  \n", None, None),
            ("[1]", None, Some("[1]")),
            ("null", None, Some("null")),
        ];
        for (body, code, message) in cases {
            let error = ErrorBody::read(body.as_bytes());
            assert_eq!((error.code.as_deref(), error.message.as_deref()), (code, message), "{body}");
        }
        let message = ErrorBody::read(long.as_bytes()).message.unwrap();
        assert!(message.chars().count() <= LONGEST_MESSAGE + 1);
    }
}
