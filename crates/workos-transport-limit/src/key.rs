//! The key by which a rule counts a request.

use std::borrow::Cow;
use std::fmt::{self, Write};

use http::header::AUTHORIZATION;
use http::{HeaderName, header};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};
use workos_transport::{Auth, Request};

/// The part of a request that a rule uses as its key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyBy {
    /// All requests share one key. For a limit per environment, on a transport that serves one environment.
    All,
    /// The API key: the `Authorization` header, or the `client_secret` of the body if the operation sends no API key in
    /// that header. Requests without an API key share one key.
    ApiKey,
    /// A header of the request.
    Header(HeaderName),
    /// A path parameter, by its name in the path template.
    PathParameter(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A top-level field of the JSON or form body. Surrounding white space and the case of ASCII letters are ignored,
    /// so that `Ann@acme.com` and `ann@acme.com` share a limit.
    Field(&'static str),
    /// The first part in this list that the request has.
    FirstOf(Vec<Self>),
}

impl KeyBy {
    pub(crate) fn read(&self, rule: &str, request: &Request) -> Option<Key> {
        match self {
            Self::All => Some(Key::new(rule, &[])),
            Self::FirstOf(sources) => sources.iter().find_map(|source| source.read(rule, request)),
            Self::ApiKey => Some(Key::new(rule, api_key(request).as_bytes())),
            Self::Header(name) => Some(Key::new(rule, request.headers().get(name)?.as_bytes())),
            Self::PathParameter(name) => Some(Key::new(rule, path_parameter(request, name)?.as_bytes())),
            Self::Query(name) => {
                Some(Key::new(rule, form_value(request.uri().query()?.as_bytes(), name)?.as_bytes()))
            }
            Self::Field(name) => {
                Some(Key::new(rule, field(request, name)?.trim().to_ascii_lowercase().as_bytes()))
            }
        }
    }
}

/// The key of a request under a rule, as a hash.
///
/// A limiter and its store therefore never hold an API key or an e-mail address. The hash is the same in all processes.
/// `Display` prints it in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([u8; 16]);

impl Key {
    /// Creates the key of a value under the rule with this name.
    #[must_use]
    pub fn new(rule: &str, value: &[u8]) -> Self {
        Self::tagged(rule, 0, value)
    }

    /// Creates the key that stands for all keys beyond a limiter's maximum.
    pub(crate) fn overflow(rule: &str) -> Self {
        Self::tagged(rule, 1, &[])
    }

    fn tagged(rule: &str, tag: u8, value: &[u8]) -> Self {
        // The zero byte and the tag separate name and value, so that two different pairs never give the same bytes.
        let digest = Sha256::new().chain_update(rule).chain_update([0, tag]).chain_update(value).finalize();
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        Self(key)
    }

    /// Returns the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(")?;
        fmt::Display::fmt(self, f)?;
        f.write_char(')')
    }
}

fn api_key(request: &Request) -> Cow<'_, str> {
    let header =
        request.headers().get(AUTHORIZATION).filter(|_| request.operation().auth_kind() == Auth::ApiKey);
    if let Some(value) = header.and_then(|value| value.to_str().ok()) {
        return Cow::Borrowed(value.strip_prefix("Bearer ").unwrap_or(value));
    }
    field(request, "client_secret").unwrap_or_default()
}

/// Returns the path segment at the position of `{name}` in the template. Aligns the two from the end, because a base
/// URL can have a path too.
fn path_parameter<'a>(request: &'a Request, name: &str) -> Option<Cow<'a, str>> {
    let mut template = request.operation().path().rsplit('/');
    let mut path = request.uri().path().rsplit('/');
    loop {
        let (wanted, segment) = (template.next()?, path.next()?);
        if wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) == Some(name) {
            return Some(percent_decode_str(segment).decode_utf8_lossy());
        }
    }
}

fn field<'a>(request: &'a Request, name: &str) -> Option<Cow<'a, str>> {
    if request.body().is_empty() {
        return None;
    }
    let content_type = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    if content_type.starts_with("application/x-www-form-urlencoded") {
        return form_value(request.body(), name);
    }
    match serde_json::from_slice(request.body()) {
        Ok(Value::Object(mut object)) => match object.remove(name)? {
            Value::String(text) => Some(Cow::Owned(text)),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            _ => None,
        },
        _ => None,
    }
}

fn form_value<'a>(pairs: &'a [u8], name: &str) -> Option<Cow<'a, str>> {
    form_urlencoded::parse(pairs).find(|(key, _)| key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rule;
    use bytes::Bytes;
    use http::Method;
    use std::time::Duration;
    use workos_transport::Operation;

    static GET: Operation =
        Operation::new("factors.get", Method::GET, "/users/{user_id}/auth_factors/{factor_id}");
    static POST: Operation = Operation::new("tokens.create", Method::POST, "/sso/token").auth(Auth::None);

    fn rule(key: KeyBy) -> Rule {
        Rule::new("rule", 10, Duration::from_secs(60)).keyed_by(key)
    }

    fn get(uri: &str, api_key: &str) -> Request {
        let http = http::Request::get(uri).header("authorization", format!("Bearer {api_key}"));
        Request::new(&GET, http.body(Bytes::new()).unwrap())
    }

    fn post(content_type: &str, body: &'static str) -> Request {
        let http = http::Request::post("https://x/sso/token").header("content-type", content_type);
        Request::new(&POST, http.body(Bytes::from_static(body.as_bytes())).unwrap())
    }

    const FORM: &str = "application/x-www-form-urlencoded";
    const JSON: &str = "application/json; charset=utf-8";

    #[test]
    fn a_key_comes_from_the_part_of_the_request_that_the_rule_names() {
        let request =
            get("https://host/base/users/user_1/auth_factors/auth%5F1?directory=dir_1&limit=5", "sk_1");
        for (key, value) in [
            (KeyBy::All, Some("")),
            (KeyBy::ApiKey, Some("sk_1")),
            (KeyBy::Header(AUTHORIZATION), Some("Bearer sk_1")),
            (KeyBy::PathParameter("user_id"), Some("user_1")),
            (KeyBy::PathParameter("factor_id"), Some("auth_1")),
            (KeyBy::PathParameter("id"), None),
            (KeyBy::Query("directory"), Some("dir_1")),
            (KeyBy::Query("group"), None),
            (KeyBy::Field("email"), None),
            (KeyBy::FirstOf(vec![KeyBy::Query("group"), KeyBy::Query("limit")]), Some("5")),
            (KeyBy::FirstOf(vec![]), None),
        ] {
            let rule = rule(key);
            assert_eq!(
                rule.key(&request),
                value.map(|value| Key::new(rule.name(), value.as_bytes())),
                "{rule:?}"
            );
        }
    }

    #[test]
    fn body_fields_are_read_from_json_and_forms_and_ignore_case() {
        let rule = rule(KeyBy::Field("email"));
        let expected = Some(Key::new(rule.name(), b"ann@acme.com"));
        assert_eq!(rule.key(&post(JSON, r#"{"email":"Ann@Acme.com"}"#)), expected);
        assert_eq!(rule.key(&post(FORM, "x=1&email=ann%40acme.com")), expected);
        for (content_type, body) in
            [(JSON, "{"), (JSON, r#"{"email":null}"#), (JSON, "[1]"), (FORM, "x=1"), (FORM, "")]
        {
            assert_eq!(rule.key(&post(content_type, body)), None, "{body}");
        }
    }

    #[test]
    fn a_client_secret_in_the_body_counts_as_the_api_key() {
        let rule = rule(KeyBy::ApiKey);
        let by_header = rule.key(&get("https://x/users/a/auth_factors/b", "sk_1"));
        assert_eq!(rule.key(&post(FORM, "client_secret=sk_1")), by_header);
        assert_ne!(rule.key(&post(FORM, "client_secret=sk_2")), by_header);
        assert_eq!(
            rule.key(&post(FORM, "code=1")),
            rule.key(&post(JSON, "{}")),
            "requests without an API key share a key"
        );
    }

    #[test]
    fn keys_differ_by_rule_and_debug_does_not_show_the_value() {
        let other = Rule::new("other", 10, Duration::from_secs(60));
        let rule = rule(KeyBy::All);
        assert_ne!(Key::new(rule.name(), b"canary"), Key::new(other.name(), b"canary"));
        assert_ne!(Key::new(rule.name(), b""), Key::overflow(rule.name()));
        let shown = format!("{:?}", Key::new(rule.name(), b"canary"));
        assert!(!shown.contains("canary") && shown.len() == "Key()".len() + 32, "{shown}");
    }
}
