//! One entry of the journal.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{Method, StatusCode};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use workos_core::Timestamp;

use crate::base::secrets::{mask, masked};
use crate::faults::active::FaultId;
use crate::http::form::Pairs;
use crate::http::path_secrets;
use crate::http::request::is_form;
use crate::journal::response::ResponseBody;

/// A recorded request and the result of its response.
///
/// Secrets are masked: `Authorization`, cookies, and every parameter or field whose name ends in `secret`, `password`,
/// `token`, `api_key` or similar.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// The number of the request; the first request has number 1.
    pub number: u64,
    /// The time of the request, in the emulator's time.
    pub at: Timestamp,
    /// The name of the operation, for instance `connections.list`, if the request belongs to one.
    pub operation: Option<&'static str>,
    /// The method.
    pub method: String,
    /// The path as it was sent, with secrets masked.
    pub path: String,
    /// The template of the path, for instance `/connections/{id}`, if there is one.
    pub path_template: Option<&'static str>,
    /// The decoded parameters of the query.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body: JSON unchanged, a form as an object of strings, and `null` without a body. For any other body, a
    /// string that contains only its length.
    pub body: Value,
    /// The status of the response; `None` if a fault suppressed it.
    pub status: Option<u16>,
    /// The `code` of an error response.
    pub code: Option<String>,
    /// The JSON of the response body, and `null` without a body. For any other body, a string that contains only its
    /// length. Only the last 1,000 bodies are kept, at most 4 MiB of them.
    pub response_body: Value,
    /// The time from the head of the request to the response, for requests to a server; in milliseconds in JSON. `None`
    /// until the response is sent.
    #[serde(rename = "duration_ms", serialize_with = "in_milliseconds")]
    pub duration: Option<Duration>,
    /// The faults that were applied.
    pub faults: Vec<FaultId>,
    /// The fields of the body and the parameters of the query that are unknown to the operation.
    pub unknown_fields: Vec<String>,
}

/// A request as the journal keeps it: its text in one piece, copied, because what a server reads from a socket is part
/// of a larger buffer. It is read apart only when somebody looks.
pub(crate) struct Entry {
    number: u64,
    at: Timestamp,
    method: Method,
    route: Option<(Option<&'static str>, &'static str)>,
    status: Option<StatusCode>,
    code: Option<Cow<'static, str>>,
    response: ResponseBody,
    duration: Option<Duration>,
    faults: Vec<FaultId>,
    unknown_fields: Vec<String>,
    /// Path and query, then the headers as lines, then the body.
    text: Box<[u8]>,
    headers_start: usize,
    body_start: usize,
}

/// The body of a request.
#[derive(Debug)]
pub(crate) enum Body {
    Empty,
    Json(Value),
    /// Its fields, each a text, or a list of texts where its name was given more than once.
    Form(Value),
    Other(usize),
}

/// The result of a request.
#[derive(Debug, Default)]
pub(crate) struct Fate {
    pub(crate) response: ResponseBody,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<Cow<'static, str>>,
    pub(crate) faults: Vec<FaultId>,
    pub(crate) unknown_fields: Vec<String>,
}

impl Entry {
    /// A request with the operation and the path template of its route.
    pub(crate) fn new(
        at: Timestamp,
        parts: &Parts,
        body: &Bytes,
        route: Option<(Option<&'static str>, &'static str)>,
        fate: Fate,
    ) -> Self {
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let of_header =
            |(name, value): (&http::HeaderName, &http::HeaderValue)| name.as_str().len() + value.len() + 2;
        let headers: usize = parts.headers.iter().map(of_header).sum();
        let mut text = Vec::with_capacity(target.len() + headers + body.len());
        text.extend_from_slice(target.as_bytes());
        for (name, value) in &parts.headers {
            text.extend_from_slice(name.as_str().as_bytes());
            text.push(b':');
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
        text.extend_from_slice(body);
        let Fate { response, status, code, faults, unknown_fields } = fate;
        Self {
            number: 0,
            at,
            method: parts.method.clone(),
            route,
            status,
            code,
            response,
            duration: None,
            faults,
            unknown_fields,
            text: text.into_boxed_slice(),
            headers_start: target.len(),
            body_start: target.len() + headers,
        }
    }

    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    pub(crate) const fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) const fn status(&self) -> Option<StatusCode> {
        self.status
    }

    pub(crate) fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    pub(crate) fn faults(&self) -> &[FaultId] {
        &self.faults
    }

    pub(crate) fn operation(&self) -> Option<&'static str> {
        self.route.and_then(|(operation, _)| operation)
    }

    pub(crate) fn template(&self) -> Option<&'static str> {
        self.route.map(|(_, template)| template)
    }

    /// The path as it was sent; [`shown_path`](Self::shown_path) is for messages.
    pub(crate) fn path(&self) -> &str {
        let target = self.target();
        target.split_once('?').map_or(target, |(path, _)| path)
    }

    /// The path, with a secret in it masked.
    pub(crate) fn shown_path(&self) -> String {
        path_secrets::shown_path(self.path()).into_owned()
    }

    pub(crate) fn query(&self) -> Pairs {
        Pairs::parse(self.target().split_once('?').map_or("", |(_, query)| query))
    }

    /// Names and values, the latter as text even where they are none.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let lines = self.text[self.headers_start..self.body_start].split(|byte| *byte == b'\n');
        lines.filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = std::str::from_utf8(&line[..colon]).ok()?;
            Some((name, String::from_utf8_lossy(&line[colon + 1..])))
        })
    }

    pub(crate) fn body(&self) -> Body {
        let body = &self.text[self.body_start..];
        if body.is_empty() {
            return Body::Empty;
        }
        let has_form = self.headers().any(|(name, value)| name == CONTENT_TYPE.as_str() && is_form(&value));
        if has_form {
            return Body::Form(Pairs::parse(&String::from_utf8_lossy(body)).to_json());
        }
        serde_json::from_slice(body).map_or(Body::Other(body.len()), Body::Json)
    }

    fn target(&self) -> &str {
        // A URI is ASCII.
        std::str::from_utf8(&self.text[..self.headers_start]).unwrap_or_default()
    }

    pub(super) const fn set_number(&mut self, number: u64) {
        self.number = number;
    }

    pub(super) const fn set_duration(&mut self, duration: Duration) {
        self.duration = Some(duration);
    }

    pub(super) const fn response(&self) -> &ResponseBody {
        &self.response
    }

    pub(super) const fn response_mut(&mut self) -> &mut ResponseBody {
        &mut self.response
    }

    /// The number of bytes that the entry takes.
    pub(super) fn size(&self) -> usize {
        let unknown: usize = self.unknown_fields.iter().map(|name| name.len() + size_of::<String>()).sum();
        self.text.len()
            + self.response.size()
            + size_of::<Self>()
            + unknown
            + self.faults.len() * size_of::<FaultId>()
    }

    /// What is shown of it.
    pub(crate) fn to_recorded(&self) -> JournalEntry {
        let show = |name: &str, value: &str| match name {
            // The browser's previous page, whose URL can contain a token.
            "referer" => (name.to_owned(), path_secrets::shown_url(value).into_owned()),
            _ => (name.to_owned(), masked(name, value).into_owned()),
        };
        let body = match self.body() {
            Body::Empty => Value::Null,
            Body::Json(mut body) | Body::Form(mut body) => {
                mask(&mut body);
                body
            }
            Body::Other(length) => {
                Value::String(format!("[{length} bytes that are neither JSON nor a form]"))
            }
        };
        JournalEntry {
            number: self.number,
            at: self.at,
            operation: self.operation(),
            method: self.method.to_string(),
            path: self.shown_path(),
            path_template: self.template(),
            query: self.query().iter().map(|(name, value)| show(name, value)).collect(),
            headers: self.headers().map(|(name, value)| show(name, &value)).collect(),
            body,
            status: self.status.map(|status| status.as_u16()),
            code: self.code.as_deref().map(str::to_owned),
            response_body: self.response.shown(),
            duration: self.duration,
            faults: self.faults.clone(),
            unknown_fields: self.unknown_fields.clone(),
        }
    }
}

fn in_milliseconds<S: Serializer>(duration: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    // Microseconds are precise enough.
    let milliseconds = duration.map(|duration| (duration.as_secs_f64() * 1e6).round() / 1e3);
    milliseconds.serialize(serializer)
}

/// Its text can hold secrets.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("number", &self.number)
            .field("route", &self.route)
            .finish_non_exhaustive()
    }
}

impl Pairs {
    /// An object of texts; of names that are there more than once, lists of texts.
    fn to_json(&self) -> Value {
        let mut fields = Map::new();
        for (name, value) in self.iter() {
            let value = Value::String(value.to_owned());
            match fields.get_mut(name) {
                None => {
                    fields.insert(name.to_owned(), value);
                }
                Some(Value::Array(values)) => values.push(value),
                Some(first) => *first = Value::Array(vec![first.take(), value]),
            }
        }
        Value::Object(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::secrets::MASK;
    use http::Request;
    use serde_json::json;

    fn entry(request: http::request::Builder, body: &str) -> Entry {
        let (parts, body) = request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap().into_parts();
        Entry::new(Timestamp::UNIX_EPOCH, &parts, &body, None, Fate::default())
    }

    #[test]
    fn a_request_is_read_back_as_it_was_sent_but_for_its_secrets() {
        let request = Request::post("https://workos.test/sso/token?a=1&a=2&token=canary")
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("authorization", "Bearer canary")
            .header("x-odd", http::HeaderValue::from_bytes(b"a:b\xff").unwrap());
        let entry = entry(request, "client_secret=canary&scope=x&scope=y&code=c+d");
        let recorded = entry.to_recorded();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!((recorded.method.as_str(), recorded.path.as_str()), ("POST", "/sso/token"));
        assert_eq!(recorded.query, [pair("a", "1"), pair("a", "2"), pair("token", MASK)]);
        assert_eq!(recorded.headers[1], pair("authorization", "Bearer [masked]"));
        assert_eq!(recorded.headers[2], pair("x-odd", "a:b\u{fffd}"));
        assert_eq!(recorded.body, json!({"client_secret": MASK, "scope": ["x", "y"], "code": "c d"}));
        assert!(!format!("{entry:?}").contains("canary"));
    }

    #[test]
    fn bodies_of_every_kind_are_told_apart() {
        let plain = |body: &str| entry(Request::post("/"), body).to_recorded().body;
        assert_eq!(plain(""), Value::Null);
        assert_eq!(plain(r#"[{"api_key": "x"}, 1]"#), json!([{"api_key": MASK}, 1]));
        assert_eq!(plain("{\"client_secret\": "), json!("[18 bytes that are neither JSON nor a form]"));
    }

    #[test]
    fn a_duration_is_in_milliseconds_in_json() {
        let mut entry = entry(Request::get("/"), "");
        assert_eq!(serde_json::to_value(entry.to_recorded()).unwrap()["duration_ms"], Value::Null);
        entry.set_duration(Duration::from_nanos(1_234_567));
        assert_eq!(serde_json::to_value(entry.to_recorded()).unwrap()["duration_ms"], json!(1.235));
    }
}
