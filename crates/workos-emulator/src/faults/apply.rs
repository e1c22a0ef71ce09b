//! What a fault makes of a request and of its answer.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::faults::effect::{FaultAnswer, Reset};
use crate::http::answer;
use crate::http::answer::ErrorCode;
use crate::http::request::Call;

/// How an exchange ends without a whole answer.
#[derive(Debug)]
pub(crate) enum Broken {
    Hang,
    /// With the answer, if the request was handled.
    Reset(Reset, Option<Box<Response<Bytes>>>),
    Truncated(Box<Response<Bytes>>),
}

impl Broken {
    /// The answer whose head the client sees all the same.
    pub(crate) fn seen(&self) -> Option<&Response<Bytes>> {
        match self {
            Self::Truncated(response) | Self::Reset(Reset::Inside | Reset::After, Some(response)) => {
                Some(response)
            }
            Self::Hang | Self::Reset(..) => None,
        }
    }
}

impl FaultAnswer {
    /// The answer, at this time.
    pub(crate) fn to_response(&self, now: Timestamp) -> Response<Bytes> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = match (&self.json, &self.text) {
            (Some(body), _) => answer::json(status, body),
            (None, Some(text)) => {
                let mut response = Response::new(Bytes::copy_from_slice(text.as_bytes()));
                let plain = HeaderValue::from_static("text/plain; charset=utf-8");
                response.headers_mut().insert(CONTENT_TYPE, plain);
                response
            }
            (None, None) if status.is_client_error() || status.is_server_error() => {
                let message = status.canonical_reason().unwrap_or("Error");
                answer::json(status, &json!({"message": message, "code": code_of(status)}))
            }
            (None, None) => answer::empty(status),
        };
        *response.status_mut() = status;
        if let Some(code) = self.code(status) {
            response.extensions_mut().insert(ErrorCode(code.into()));
        }
        let retry_after = self.retry_after.map(|retry_after| retry_after.header(now));
        let given = self.headers.iter().map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in given.chain(retry_after) {
            // Checked when the fault was injected.
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn code(&self, status: StatusCode) -> Option<String> {
        let of_body = self.json.as_ref().map(|body| body["code"].as_str().or_else(|| body["error"].as_str()));
        match of_body {
            Some(code) => code.map(str::to_owned),
            None if self.text.is_none() && status.as_u16() >= 400 => Some(code_of(status)),
            None => None,
        }
    }
}

/// What the API calls an error of this status, as far as is known.
fn code_of(status: StatusCode) -> String {
    match status {
        StatusCode::TOO_MANY_REQUESTS => "rate_limit_exceeded".to_owned(),
        _ => status.canonical_reason().unwrap_or("error").to_lowercase().replace([' ', '-'], "_"),
    }
}

/// Cuts a body so that it is no JSON any more.
pub(crate) fn make_malformed(response: &mut Response<Bytes>) {
    let body = response.body();
    // No half of an object or a list is one. Where there is no body, the half of one is put.
    let half = if body.len() < 2 { Bytes::from_static(b"{") } else { body.slice(..body.len() / 2) };
    *response.body_mut() = half;
}

/// Claims another content type.
pub(crate) fn change_content_type(response: &mut Response<Bytes>, content_type: &str) {
    // Checked when the fault was injected.
    if let Ok(value) = HeaderValue::try_from(content_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
}

/// Passes every text of a request that can be a code, a link or an access token to `expire`.
pub(crate) fn expire_request(call: &Call, mut expire: impl FnMut(&str)) {
    expire(&call.uri().to_string());
    call.query.iter().for_each(|(_, value)| expire(value));
    if let Some(bearer) = call.bearer() {
        expire(bearer);
    }
    if let Ok(fields) = call.fields() {
        fields.values().for_each(|value| each_text(value, &mut expire));
    }
}

/// Passes every text of an answer that can be a code, a link or an access token to `expire`.
pub(crate) fn expire_answer(response: &Response<Bytes>, mut expire: impl FnMut(&str)) {
    if let Some(location) = response.headers().get("location").and_then(|value| value.to_str().ok()) {
        expire(location);
    }
    if let Ok(body) = serde_json::from_slice(response.body()) {
        each_text(&body, &mut expire);
    }
}

fn each_text(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| each_text(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
