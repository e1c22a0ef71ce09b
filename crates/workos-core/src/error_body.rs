//! Reads error bodies of every shape into one type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::bom::without_bom;
use crate::bounded_value::{Bounded, Budget, Key};
use crate::field_error::FieldError;
use crate::mask::shown;
use crate::short::{shorten, shortened};

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
mod tests {
    use super::*;

    #[test]
    fn every_documented_body_shape_decodes() {
        let long = "x".repeat(600);
        let html = "<html><h1>Bad Gateway</h1></html>";
        // (body, code, message): the shapes E0 to E8 of the API, and bodies of proxies.
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
        assert!(message.len() <= LONGEST_MESSAGE);
    }

    #[test]
    fn code_message_and_fields_are_read_from_a_body_of_any_size() {
        let zeros = vec!["0"; 200_000].join(",");
        let pad = "x".repeat(1_000_000);
        let deep = format!("{}{}", "{\"a\":".repeat(50_000) + "1", "}".repeat(50_000));
        for hostile in [
            format!(r#""errors":[{zeros}]"#),
            format!(r#""x":[{zeros}]"#),
            format!(r#""x":"{pad}","{pad}":1"#),
            format!(r#""errors":[{{"code":"{pad}","{pad}":[{zeros}]}}]"#),
            (0..50_000).map(|i| format!(r#""k{i}":{{"a":0}}"#)).collect::<Vec<_>>().join(","),
            vec![r#""code":"old""#; 100_000].join(","),
        ] {
            let body = format!(r#"{{"token":"t",{hostile},"code":"x","message":"No","error":"{pad}"}}"#);
            let error = ErrorBody::read(body.as_bytes());
            assert_eq!((error.code.as_deref(), error.message.as_deref()), (Some("x"), Some("No")));
            assert_eq!(error.extra["token"], "t");
            assert!(error.extra.len() <= FURTHER.values && error.errors.len() <= MOST_ERRORS);
            assert!(serde_json::to_string(&error.extra).unwrap().len() <= 2 * FURTHER.bytes);
        }
        let error = ErrorBody::read(format!(r#"{{"errors":[{zeros}]}}"#).as_bytes());
        assert_eq!(error.errors.len() + error.further_errors, 200_000);
        let error = ErrorBody::read(format!(r#"{{"message":"{pad}","x":{deep}}}"#).as_bytes());
        assert!(error.message.unwrap().len() <= LONGEST_KEPT_MESSAGE);
    }

    #[test]
    fn an_oversized_field_is_dropped_and_the_other_fields_are_kept() {
        let long = "t".repeat(FURTHER.bytes);
        let body = format!(r#"{{"a":"{long}","b":"kept","message":{{"c":1}},"errors":{{"name":"odd"}}}}"#);
        let error = ErrorBody::read(body.as_bytes());
        assert_eq!(Value::from(error.extra), serde_json::json!({"b": "kept", "message": {"c": 1}}));
        assert_eq!(error.errors[0].to_string(), "name: odd");
    }

    #[test]
    fn the_shapes_of_gateways_and_frameworks_keep_code_and_message() {
        for (body, code, message) in [
            (r#"{"error":{"message":"No","code":"denied"}}"#, Some("denied"), Some("No")),
            (
                r#"{"error":{"code":401,"message":"No","status":"UNAUTHENTICATED"}}"#,
                Some("UNAUTHENTICATED"),
                Some("No"),
            ),
            (r#"{"message":"outer","error":{"message":"inner"}}"#, None, Some("inner")),
            (
                r#"{"error":{"error":"invalid_grant","error_description":"Used"}}"#,
                Some("invalid_grant"),
                Some("Used"),
            ),
            (r#"{"errors":"It is odd"}"#, None, Some("It is odd")),
            (r#"{"message":"m","errors":"It is odd"}"#, None, Some("m")),
            (
                r#"{"title":"Forbidden","detail":"No access","status":403}"#,
                None,
                Some("Forbidden: No access"),
            ),
            (r#"{"detail":"Not found."}"#, None, Some("Not found.")),
            (r#"{"title":"Not Found"}"#, None, Some("Not Found")),
            ("\u{feff}{\"message\":\"m\",\"code\":\"c\"}", Some("c"), Some("m")),
            ("\u{feff}", None, None),
        ] {
            let error = ErrorBody::read(body.as_bytes());
            assert_eq!((error.code.as_deref(), error.message.as_deref()), (code, message), "{body}");
        }
    }

    #[test]
    fn the_errors_of_fields_are_kept_in_every_shape() {
        for (body, expected) in [
            (
                r#"{"errors":{"name":["is odd","is long"],"url":"is no URL"}}"#,
                "name: is odd|name: is long|url: is no URL",
            ),
            (r#"{"error":{"errors":[{"reason":"x","message":"m"}]}}"#, "m"),
            (r#"{"errors":[{"detail":"d","source":{"pointer":"/data/name"}}]}"#, "/data/name: d"),
            (r#"{"errors":[{"code":1003,"message":"Invalid"}]}"#, "1003: Invalid"),
            (r#"{"errors":[{"title":"t"},["a"]]}"#, "t|[\"a\"]"),
            (
                r#"{"detail":[{"loc":["body","name"],"msg":"field required","type":"missing"}]}"#,
                "body.name: field required",
            ),
        ] {
            let errors = ErrorBody::read(body.as_bytes()).errors;
            let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
            assert_eq!(errors.join("|"), expected, "{body}");
        }
    }

    #[test]
    fn a_body_that_another_server_wrote_is_recognized() {
        for (body, foreign) in [
            ("<html>", true),
            ("error code: 521", true),
            ("{}", false),
            ("\"text\"", false),
            ("", false),
            ("[1]", false),
        ] {
            assert_eq!(ErrorBody::read(body.as_bytes()).foreign, foreign, "{body}");
        }
    }

    #[test]
    fn the_remaining_fields_of_a_nested_error_are_kept() {
        let read = ErrorBody::read(br#"{"error":{"message":"m","pending":"p"},"other":1}"#);
        assert_eq!(Value::Object(read.extra).to_string(), r#"{"error":{"pending":"p"},"other":1}"#);
        assert!(ErrorBody::read(br#"{"error":{"message":"m"}}"#).extra.is_empty());
    }
}
