//! Converts requests and responses to their recorded form, and back.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;
use workos_transport::{Operation, Request, Response, TransportError, TransportErrorKind};

use crate::cassette::{Body, RecordedError, RecordedRequest, RecordedResponse};
use crate::mask::Masker;

/// The response headers that are recorded.
const RECORDED_HEADERS: [&str; 8] = [
    "content-type",
    "location",
    "retry-after",
    "retry-after-ms",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
];

/// Converts a request to its recorded form.
pub(crate) fn record_request(request: &Request, masker: &mut Masker) -> RecordedRequest {
    masker.enter_request(request.operation());
    // The credential is not recorded. The masker has to know it, so that it is masked if a response repeats it.
    for value in request.headers().get_all(AUTHORIZATION) {
        if let Some(credential) = value.to_str().ok().and_then(|text| text.rsplit(' ').next()) {
            masker.pseudonym("secret", credential);
        }
    }
    RecordedRequest {
        method: request.method().as_str().to_owned(),
        path: path(request, masker),
        query: masker.pairs(request.uri().query().unwrap_or_default().as_bytes()),
        body: body(request.headers(), request.body(), masker),
    }
}

/// Converts a response to its recorded form.
pub(crate) fn record_response(
    operation: &Operation,
    response: &Response,
    masker: &mut Masker,
) -> RecordedResponse {
    masker.enter_response(operation);
    let headers = RECORDED_HEADERS.iter().filter_map(|name| {
        let value = response.header(&HeaderName::from_static(name))?;
        // Request ids differ in every recording. They are numbered, so that two recordings can be compared.
        let shown =
            if *name == "x-request-id" { masker.pseudonym("request", value) } else { masker.text(value) };
        Some(((*name).to_owned(), Value::String(shown)))
    });
    RecordedResponse {
        status: response.status(),
        headers: headers.collect(),
        body: body(response.headers(), response.body(), masker),
        body_failure: response.body_failure().map(|error| record_error(operation, error, masker)),
    }
}

/// Converts an error to its recorded form.
pub(crate) fn record_error(
    operation: &Operation,
    error: &TransportError,
    masker: &mut Masker,
) -> RecordedError {
    masker.enter_response(operation);
    let kind = match error.kind() {
        TransportErrorKind::Connect => "connect",
        TransportErrorKind::Tls => "tls",
        TransportErrorKind::Proxy => "proxy",
        TransportErrorKind::Timeout => "timeout",
        TransportErrorKind::Lost => "lost",
        TransportErrorKind::TooLarge => "too_large",
        _ => "protocol",
    };
    RecordedError {
        kind: kind.to_owned(),
        message: masker.text(&error.to_string()),
        unprocessed: error.is_unprocessed(),
    }
}

/// Rebuilds a recorded response. Pseudonyms are replaced by the values of this run where they are known.
pub(crate) fn replay_response(
    recorded: &RecordedResponse,
    masker: &Masker,
) -> Result<Response, TransportError> {
    let broken = |error: http::Error| {
        TransportError::new(
            TransportErrorKind::Protocol,
            format!("the recorded response is invalid: {error}"),
        )
    };
    let bytes = match &recorded.body {
        None => Bytes::new(),
        Some(Body::Json(value)) => {
            let mut value = value.clone();
            unmask(&mut value, masker);
            Bytes::from(value.to_string())
        }
        Some(Body::Text(text)) => Bytes::from(unmasked(text, masker).into_owned()),
        Some(Body::Form(pairs)) => {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for (name, value) in pairs {
                for value in value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice) {
                    form.append_pair(name, &unmasked(value.as_str().unwrap_or_default(), masker));
                }
            }
            Bytes::from(form.finish())
        }
        Some(Body::Base64(text)) => STANDARD.decode(text).map(Bytes::from).map_err(|error| {
            TransportError::new(
                TransportErrorKind::Protocol,
                format!("the recorded body is not valid Base64: {error}"),
            )
        })?,
    };
    let mut http = http::Response::builder().status(recorded.status).body(bytes).map_err(broken)?;
    for (name, value) in &recorded.headers {
        let value = unmasked(value.as_str().unwrap_or_default(), masker);
        let name = HeaderName::try_from(name).map_err(|error| broken(error.into()))?;
        let value = HeaderValue::try_from(&*value).map_err(|error| broken(error.into()))?;
        http.headers_mut().insert(name, value);
    }
    match &recorded.body_failure {
        Some(recorded) => Response::without_body(http.into_parts().0, replay_error(recorded)),
        None => Ok(Response::new(http)),
    }
}

/// Rebuilds a recorded error.
pub(crate) fn replay_error(recorded: &RecordedError) -> TransportError {
    let kind = match recorded.kind.as_str() {
        "connect" => TransportErrorKind::Connect,
        "tls" => TransportErrorKind::Tls,
        "proxy" => TransportErrorKind::Proxy,
        "timeout" => TransportErrorKind::Timeout,
        "lost" => TransportErrorKind::Lost,
        "too_large" => TransportErrorKind::TooLarge,
        _ => TransportErrorKind::Protocol,
    };
    let error = TransportError::new(kind, recorded.message.clone());
    if recorded.unprocessed { error.unprocessed() } else { error }
}

/// Returns the path below the base URL. Its parameters are masked by their names in the template.
fn path(request: &Request, masker: &mut Masker) -> String {
    let template: Vec<_> = request.operation().path().split('/').skip(1).collect();
    let path: Vec<_> = request.uri().path().split('/').skip(1).collect();
    let below = path.len().saturating_sub(template.len());
    let names = template.iter().copied().chain(std::iter::repeat(""));
    let mut masked = String::new();
    for (segment, name) in path[below..].iter().zip(names) {
        // A segment that the template does not fix is a parameter. A segment beyond its end is a parameter without a
        // name.
        let named = name.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
        let parameter = named.or_else(|| name.is_empty().then_some(""));
        let decoded = percent_decode_str(segment).decode_utf8_lossy();
        let shown = match parameter.map(|name| masker.parameter(name, &decoded)) {
            Some(pseudonym) if pseudonym != decoded => pseudonym,
            // A segment that the template fixes, or a parameter that is not masked.
            _ => (*segment).to_owned(),
        };
        masked.push('/');
        masked.push_str(&shown);
    }
    masked
}

fn body(headers: &HeaderMap, body: &Bytes, masker: &mut Masker) -> Option<Body> {
    if body.is_empty() {
        return None;
    }
    let form = "application/x-www-form-urlencoded";
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.starts_with(form) {
        return Some(Body::Form(masker.pairs(body)));
    }
    let Ok(text) = std::str::from_utf8(body) else { return Some(Body::Base64(STANDARD.encode(body))) };
    match serde_json::from_str(text) {
        // A JSON `null` would be read back as no body.
        Ok(Value::Null) | Err(_) => Some(Body::Text(masker.text(text))),
        Ok(mut value) => {
            masker.json(&mut value);
            Some(Body::Json(value))
        }
    }
}

fn unmask(value: &mut Value, masker: &Masker) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|member| unmask(member, masker)),
        Value::Array(items) => items.iter_mut().for_each(|item| unmask(item, masker)),
        Value::String(text) => {
            if let Cow::Owned(unmasked) = unmasked(text, masker) {
                *text = unmasked;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Replaces pseudonyms by the values of this run. Parameters of a URL are percent-encoded.
fn unmasked<'a>(text: &'a str, masker: &Masker) -> Cow<'a, str> {
    let mut result = String::new();
    let mut rest = text;
    for pseudonym in crate::compare::pseudonyms(text) {
        let Some(value) = masker.value_of(pseudonym) else { continue };
        let Some((before, after)) = rest.split_once(pseudonym) else { continue };
        result.push_str(before);
        match before.ends_with('=') {
            true => result.extend(utf8_percent_encode(value, NON_ALPHANUMERIC)),
            false => result.push_str(value),
        }
        rest = after;
    }
    if rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(result + rest) }
}
