//! The tracing spans of calls. Their fields have OpenTelemetry's names for HTTP clients, and contain the path template
//! but never the path.

use std::fmt::Display;
use std::time::Duration;

use tracing::{Span, debug_span, field, warn};

use crate::prepared::Prepared;
use crate::retry::Outcome;
use crate::{Error, Meta};

/// The span of a whole call, retries and waits included.
pub(crate) fn call(call: &Prepared) -> Span {
    let operation = call.operation;
    let span = debug_span!(
        "workos.call",
        otel.name = field::Empty,
        otel.kind = "internal",
        otel.status_code = field::Empty,
        workos.operation = operation.id(),
        http.request.method = operation.method().as_str(),
        url.template = operation.path(),
        server.address = field::Empty,
        server.port = field::Empty,
        http.response.status_code = field::Empty,
        http.request.resend_count = field::Empty,
        workos.request_id = field::Empty,
        error.type = field::Empty,
    );
    record_target(&span, call);
    span
}

/// The span of one request: the HTTP client span of OpenTelemetry's convention.
pub(crate) fn attempt(call: &Prepared, number: u32) -> Span {
    let span = debug_span!(
        "workos.attempt",
        otel.name = field::Empty,
        otel.kind = "client",
        otel.status_code = field::Empty,
        workos.attempt = number,
        server.address = field::Empty,
        server.port = field::Empty,
        http.request.method = call.operation.method().as_str(),
        url.template = call.operation.path(),
        http.request.resend_count = number.saturating_sub(1),
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    );
    record_target(&span, call);
    span
}

/// Records the fields that need computation, if a subscriber listens.
fn record_target(span: &Span, call: &Prepared) {
    if span.is_disabled() {
        return;
    }
    span.record("otel.name", format!("{} {}", call.operation.method(), call.operation.path()));
    if let Some(host) = call.uri.host() {
        span.record("server.address", host);
    }
    let default = if call.uri.scheme_str() == Some("http") { 80 } else { 443 };
    span.record("server.port", call.uri.port_u16().unwrap_or(default));
}

/// Records how an attempt ended, and warns if the server throttles.
pub(crate) fn attempt_ended(span: &Span, call: &Prepared, outcome: &Outcome<'_>) {
    match outcome {
        Outcome::Answered { status, retry_after } => {
            span.record("http.response.status_code", *status);
            if *status >= 400 {
                fail(span, status);
            }
            if *status == 429 {
                let retry_after_ms = retry_after.map(millis);
                warn!(parent: span, workos.operation = call.operation.id(), retry_after_ms, "throttled");
            }
        }
        Outcome::Failed(error) => fail(span, format_args!("{:?}", error.kind())),
    }
}

/// Logs that a request is sent again, with the reason and the wait.
pub(crate) fn retrying(call: &Prepared, attempt: u32, outcome: &Outcome<'_>, wait: Duration) {
    let operation = call.operation.id();
    let wait_ms = millis(wait);
    match outcome {
        Outcome::Answered { status, .. } => {
            warn!(workos.operation = operation, attempt, status = *status, wait_ms, "retrying");
        }
        Outcome::Failed(error) => {
            warn!(workos.operation = operation, attempt, reason = %error, wait_ms, "retrying");
        }
    }
}

/// Records how a call ended.
pub(crate) fn call_ended(span: &Span, attempts: u32, result: Result<&Meta, &Error>) {
    if span.is_disabled() {
        return;
    }
    span.record("http.request.resend_count", attempts.saturating_sub(1));
    let (status, request_id) = match result {
        Ok(meta) => (Some(meta.status()), meta.request_id()),
        Err(error) => (error.status(), error.request_id()),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status);
    }
    if let Some(request_id) = request_id {
        span.record("workos.request_id", request_id);
    }
    match result {
        Err(Error::Api(error)) => fail(span, error.status()),
        Err(Error::Transport(error)) => fail(span, format_args!("{:?}", error.transport_error().kind())),
        Err(Error::Decode(_)) => fail(span, "Decode"),
        // The other errors occur outside of the span.
        Ok(_) | Err(Error::Config(_) | Error::InvalidInput(_) | Error::Cursor(_) | Error::ListTooLong(_)) => {
        }
    }
}

/// Records a failure. `kind` is a status or the name of a kind of error, so that it has few distinct values.
fn fail(span: &Span, kind: impl Display) {
    span.record("error.type", field::display(kind));
    span.record("otel.status_code", "ERROR");
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
