//! What handlers answer: JSON, pages, redirects, and the API's error bodies.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::http::advice::Advice;

/// What every handler returns.
pub(crate) type Answer = Result<Response<Bytes>, Failure>;

/// The code of an error, beside the answer whose body has it: the journal need not read that.
#[derive(Clone, Debug)]
pub(crate) struct ErrorCode(pub(crate) Cow<'static, str>);

/// Headers beyond those that an answer has anyway.
pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// The code of a 404 about an object; one about a path has another code.
pub(crate) const ENTITY_NOT_FOUND: &str = "entity_not_found";

const JSON: &str = "application/json; charset=utf-8";

/// A JSON body with this status.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response<Bytes> {
    with_body(status, JSON, body.to_string())
}

/// A JSON body that is written as it is, without a tree of its values before.
pub(crate) fn written(status: StatusCode, body: &impl Serialize) -> Answer {
    let text = serde_json::to_string(body);
    let text =
        text.map_err(|error| Failure::internal(&format!("The response cannot be written: {error}.")))?;
    Ok(with_body(status, JSON, text))
}

/// A JSON answer that holds a token, a profile or a link that works once: nobody may keep it (RFC 6749 §5.1).
pub(crate) fn secret_json(status: StatusCode, body: &Value) -> Response<Bytes> {
    let mut response = json(status, body);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}

/// A page that loads nothing, runs no script and cannot be framed.
pub(crate) fn html(status: StatusCode, page: String) -> Response<Bytes> {
    let mut response = with_body(status, "text/html; charset=utf-8", page);
    let headers = response.headers_mut();
    // No `form-action`: browsers apply it to the redirect that follows the form as well.
    headers.insert(
        "content-security-policy",
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
        ),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("referrer-policy", HeaderValue::from_static("same-origin"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

/// Sends the browser to `url`.
pub(crate) fn redirect(url: &str) -> Answer {
    let location = HeaderValue::from_str(url).map_err(|_| {
        Failure::plain(StatusCode::BAD_REQUEST, "invalid_request", "The redirect target is not a valid URL.")
    })?;
    let mut response = empty(StatusCode::FOUND);
    response.headers_mut().insert(LOCATION, location);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn with_body(status: StatusCode, content_type: &'static str, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// An error answer, written as the superset of the shapes its readers expect.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
    oauth: bool,
    extra: Map<String, Value>,
    headers: Headers,
    /// What the page of the error says beyond the message.
    advice: Option<Box<Advice>>,
}

impl Failure {
    /// The usual error: `message` as in production, plus `code`. No `error`: by that field the official Node SDK takes
    /// an answer for one of OAuth's, and drops the message.
    pub(crate) fn plain(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            oauth: false,
            extra: Map::new(),
            headers: Headers::new(),
            advice: None,
        }
    }

    /// An error of RFC 6749 §5.2: `error` and `error_description` as in production, plus `code` and `message`.
    pub(crate) fn oauth(status: StatusCode, code: &'static str, description: impl Into<String>) -> Self {
        Self { oauth: true, ..Self::plain(status, code, description) }
    }

    /// The API key, or whatever else the caller has to prove, is missing or wrong.
    pub(crate) fn unauthorized() -> Self {
        // `GET /sso/profile` answers with `error` alone in production.
        Self::plain(StatusCode::UNAUTHORIZED, "unauthorized", "Unauthorized")
            .with("error", json!("Unauthorized"))
    }

    /// No object has this id.
    pub(crate) fn not_found(kind: &str, id: &str) -> Self {
        let id = shown(id);
        Self::plain(StatusCode::NOT_FOUND, ENTITY_NOT_FOUND, format!("{kind} not found: '{id}'."))
            .with("entity_id", json!(id))
    }

    /// A 422 about parameters, with an entry of `errors` for each: its field, code and message.
    pub(crate) fn unprocessable(code: &'static str, problems: Vec<Value>) -> Self {
        let messages: Vec<_> = problems.iter().filter_map(|problem| problem["message"].as_str()).collect();
        let message = format!("Validation failed: {}", messages.join(" "));
        Self::plain(StatusCode::UNPROCESSABLE_ENTITY, code, message).with("errors", Value::Array(problems))
    }

    /// A 422 about one parameter, with this code in its entry of `errors`.
    pub(crate) fn invalid_parameter(field: &str, code: &str, message: &str) -> Self {
        let problem = json!({"field": field, "code": code, "message": message});
        Self::unprocessable("invalid_request_parameters", vec![problem])
    }

    /// A path that neither the API nor the emulator has.
    pub(crate) fn no_such_path() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "not_found", "The WorkOS API has no such path.")
    }

    /// The path exists, with these methods.
    pub(crate) fn method_not_allowed(methods: &[&str]) -> Self {
        let allow = methods.join(", ");
        let message = format!("This path accepts {allow}.");
        let headers = HeaderValue::from_str(&allow).into_iter().map(|value| (ALLOW, value)).collect();
        Self::plain(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message).with_headers(headers)
    }

    /// The operation exists in production but not here: never 404, which would look like a missing object.
    pub(crate) fn not_implemented(operation: &str) -> Self {
        let message = format!("The emulator does not implement {operation}.");
        Self::plain(StatusCode::NOT_IMPLEMENTED, "not_implemented", message)
    }

    /// The emulator itself failed.
    pub(crate) fn internal(message: &str) -> Self {
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "internal_server_error", message)
    }

    /// Adds a field to the body.
    pub(crate) fn with(mut self, key: &str, value: Value) -> Self {
        self.extra.insert(key.to_owned(), value);
        self
    }

    /// Changes the message.
    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.message = message;
        self
    }

    /// Changes the code.
    pub(crate) fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Adds headers.
    pub(crate) fn with_headers(mut self, headers: Headers) -> Self {
        self.headers.extend(headers);
        self
    }

    /// Adds what the page of the error says beyond the message.
    pub(crate) fn advise(mut self, advice: Advice) -> Self {
        self.advice = Some(Box::new(advice));
        self
    }

    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn advice(&self) -> Option<&Advice> {
        self.advice.as_deref()
    }

    /// Adds the headers and the code of the error to its page.
    pub(crate) fn dress(self, mut page: Response<Bytes>) -> Response<Bytes> {
        page.headers_mut().extend(self.headers);
        page.extensions_mut().insert(ErrorCode(Cow::Borrowed(self.code)));
        page
    }

    pub(crate) fn into_response(self) -> Response<Bytes> {
        let mut body = self.extra;
        // A field of this name that was added wins: some of production's messages are lists.
        body.entry("message").or_insert_with(|| json!(self.message));
        body.insert("code".to_owned(), json!(self.code));
        if self.oauth {
            body.insert("error".to_owned(), json!(self.code));
            body.insert("error_description".to_owned(), json!(self.message));
        }
        let mut response = json(self.status, &Value::Object(body));
        response.headers_mut().extend(self.headers);
        response.extensions_mut().insert(ErrorCode(Cow::Borrowed(self.code)));
        response
    }
}

/// What a client sent, short enough to repeat in a message.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).filter(|c| !c.is_control()).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(failure: Failure) -> Value {
        serde_json::from_slice(failure.into_response().body()).unwrap()
    }

    #[test]
    fn every_error_carries_message_and_code_and_those_of_oauth_their_own_fields_too() {
        let plain = body(Failure::no_such_path());
        assert_eq!(plain, json!({"message": "The WorkOS API has no such path.", "code": "not_found"}));
        let unauthorized = body(Failure::unauthorized());
        assert_eq!(
            unauthorized,
            json!({"message": "Unauthorized", "code": "unauthorized", "error": "Unauthorized"})
        );
        let oauth = body(Failure::oauth(StatusCode::BAD_REQUEST, "invalid_grant", "Used."));
        assert_eq!(
            oauth,
            json!({"error": "invalid_grant", "error_description": "Used.", "code": "invalid_grant", "message": "Used."})
        );
    }

    #[test]
    fn long_and_odd_input_is_repeated_in_short() {
        let failure = Failure::not_found("Connection", &format!("a\u{7}{}", "x".repeat(10_000)));
        assert!(failure.into_response().body().len() < 500);
    }
}
