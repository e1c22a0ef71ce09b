//! Error responses of the API: every documented shape of the body, decoded into one type.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::error_body::{ErrorBody, LONGEST_MESSAGE};
use crate::hint::FOREIGN;
use crate::{FieldError, Hint, Report, Secret, mask};
use workos_internal::is_transient;
use workos_internal::shorten;
use workos_internal::shown;

/// Limits on the field errors that are printed: their number, and their bytes in total.
const SHOWN_ERRORS: usize = 10;
const SHOWN_ERRORS_BYTES: usize = 1000;

/// The longest request id that is kept, in bytes.
const LONGEST_REQUEST_ID: usize = 128;

/// An error response of the API.
///
/// The API has no single shape of error bodies. Every documented shape decodes into this type, and so does any other
/// body: a bare string, an HTML page, an empty body. Decide by [`status`](Self::status) first and by
/// [`code`](Self::code) second, or use the predicates.
///
/// `Debug` is a [`Report`]: message, request id and hint on separate lines. Neither `Debug` nor `Display` prints the
/// [other fields](Self::extra) of the body, which can hold tokens. Texts of the server are shortened, and parts that
/// look like keys or tokens are masked.
#[derive(Clone, PartialEq)]
pub struct ApiError {
    operation: &'static str,
    status: u16,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    hint: Option<&'static str>,
    /// The hint for a write whose outcome is unknown; `None` if the outcome is known.
    unknown_outcome: Option<&'static str>,
    /// Whether a server other than the API wrote the body.
    foreign: bool,
    code: Option<String>,
    message: Option<String>,
    errors: Vec<FieldError>,
    further_errors: usize,
    extra: Map<String, Value>,
}

impl ApiError {
    /// Decodes an error body. Never fails: a body that is not JSON becomes the message.
    ///
    /// The error keeps a bounded part of any body. Texts are cut to a kilobyte; other fields are kept up to a total of
    /// 2,000 values and 64 KiB.
    #[must_use]
    pub fn decode(operation: &'static str, status: u16, body: &[u8]) -> Self {
        let ErrorBody { code, message, errors, further_errors, extra, foreign } = ErrorBody::read(body);
        Self {
            operation,
            status,
            request_id: None,
            retry_after: None,
            hint: None,
            unknown_outcome: None,
            foreign,
            code,
            message,
            errors,
            further_errors,
            extra,
        }
    }

    /// Adds the request id of the answer.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id.map(|id| shorten(id, LONGEST_REQUEST_ID));
        self
    }

    /// Adds how long the server asked to wait.
    #[must_use]
    pub const fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.retry_after = retry_after;
        self
    }

    /// Sets the hint: the first of these that matches, or the general hint for the status.
    #[must_use]
    pub fn with_hints<'a>(mut self, hints: impl IntoIterator<Item = &'a Hint>) -> Self {
        let refused = matches!(self.status, 300..=499) && !matches!(self.status, 408 | 429);
        self.hint = if self.foreign && refused {
            Some(FOREIGN)
        } else {
            Hint::advice(hints, self.status, self.code.as_deref())
        };
        self
    }

    /// Replaces the hint with a more specific one.
    #[must_use]
    pub const fn with_hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Masks secrets of the request, such as a code or a token, wherever the server repeats them.
    #[must_use]
    pub fn without<'a>(mut self, secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        // Masking a shorter text would also hide ordinary words.
        const SHORTEST: usize = 8;
        for secret in secrets.into_iter().map(Secret::expose).filter(|secret| secret.len() >= SHORTEST) {
            let fields = self.errors.iter_mut();
            let fields = fields.flat_map(|error| [&mut error.field, &mut error.code, &mut error.message]);
            for text in [&mut self.code, &mut self.message].into_iter().chain(fields).flatten() {
                if text.contains(secret) {
                    *text = text.replace(secret, "***");
                }
                if let Some(masked) = without_start(text, secret, SHORTEST) {
                    *text = masked;
                }
            }
        }
        self
    }

    /// Marks the request as a write that the server may have carried out, and sets the hint for this case. The hint
    /// takes precedence over every other.
    #[must_use]
    pub const fn with_unknown_outcome(mut self, hint: &'static str) -> Self {
        self.unknown_outcome = Some(hint);
        self
    }

    /// The operation that failed, for instance `connections.get`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The machine-readable code: the body's `code`, else its OAuth `error`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message of the server: `message`, `error_description`, or the start of a body that is not JSON.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The first 100 errors of single fields, if the server reports them.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The other fields of the body, for instance `pending_authentication_token` or `connection_ids`.
    ///
    /// A field that exceeds the limits of [`decode`](Self::decode) is left out.
    #[must_use]
    pub const fn extra(&self) -> &Map<String, Value> {
        &self.extra
    }

    /// The text of one of the [other fields](Self::extra), as a secret.
    #[must_use]
    pub fn extra_secret(&self, field: &str) -> Option<Secret> {
        self.extra.get(field)?.as_str().map(Secret::from)
    }

    /// The id that WorkOS gave the request (`X-Request-ID`). Quote it when you contact WorkOS support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long the server asked to wait (`Retry-After`).
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What to do about the error.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self.unknown_outcome {
            Some(hint) => Some(hint),
            None => self.hint,
        }
    }

    /// Whether the request was a write that the server may have carried out. True if the server or a gateway in front
    /// of it failed ([`is_retryable`](Self::is_retryable), except 429) and a second execution would do harm.
    #[must_use]
    pub const fn outcome_is_unknown(&self) -> bool {
        self.unknown_outcome.is_some()
    }

    /// Whether the same request can succeed later: 408, 429, 500, 502, 503, 504, and Cloudflare's 520 to 527 and 530.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.status == 429 || is_transient(self.status)
    }

    /// Whether the code is `invalid_grant`: a code or token that expired, was used before or was revoked.
    #[must_use]
    pub fn is_invalid_grant(&self) -> bool {
        self.code() == Some("invalid_grant")
    }

    /// Whether the API key or the token was missing or wrong (401).
    #[must_use]
    pub const fn is_unauthorized(&self) -> bool {
        self.status == 401
    }

    /// Whether the API key lacks the permission for the request (403).
    #[must_use]
    pub const fn is_forbidden(&self) -> bool {
        self.status == 403
    }

    /// Whether the object does not exist in this environment (404).
    #[must_use]
    pub const fn is_not_found(&self) -> bool {
        self.status == 404
    }

    /// Whether the state of the object forbids the request (409).
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        self.status == 409
    }

    /// Whether the request was malformed or refused by validation (400 or 422).
    #[must_use]
    pub const fn is_invalid_request(&self) -> bool {
        matches!(self.status, 400 | 422)
    }

    /// Whether a rate limit was exceeded (429).
    #[must_use]
    pub const fn is_rate_limited(&self) -> bool {
        self.status == 429
    }

    /// Whether the server failed (5xx).
    #[must_use]
    pub const fn is_server_error(&self) -> bool {
        self.status >= 500
    }
}

impl ApiError {
    /// The field errors that the message does not repeat.
    fn unrepeated_errors(&self) -> impl Iterator<Item = &FieldError> {
        let message = self.message.as_deref().unwrap_or_default();
        self.errors.iter().filter(|error| !error.is_repeated_in(message))
    }

    /// The field errors that are printed.
    fn shown_errors(&self) -> impl Iterator<Item = &FieldError> {
        let mut bytes = 0;
        self.unrepeated_errors().take(SHOWN_ERRORS).take_while(move |error| {
            let fits = bytes < SHOWN_ERRORS_BYTES;
            bytes += error.to_string().len();
            fits
        })
    }
}

/// Masks the start of a secret at the end of a text that was cut inside the secret.
fn without_start(text: &str, secret: &str, shortest: usize) -> Option<String> {
    let kept = text.strip_suffix('…')?;
    let starts = (shortest..secret.len()).rev().filter_map(|end| secret.get(..end));
    let before = starts.into_iter().find_map(|start| kept.strip_suffix(start))?;
    Some(format!("{before}***…"))
}

/// Displays what failed and why, without the request id.
struct Failure<'a>(&'a ApiError);

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        write!(f, "{} failed with status {}", error.operation, error.status)?;
        if let Some(code) = &error.code {
            write!(f, " {}", mask(code))?;
        }
        if let Some(message) = &error.message {
            write!(f, ": {}", shown(message, LONGEST_MESSAGE))?;
        }
        let mut printed = 0;
        for field in error.shown_errors() {
            write!(f, "; {field}")?;
            printed += 1;
        }
        let further = error.unrepeated_errors().count() + error.further_errors - printed;
        if further > 0 {
            write!(f, "; and {further} more")?;
        }
        if error.outcome_is_unknown() {
            f.write_str("; whether the server acted is unknown")?;
        }
        Ok(())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Failure(self).fmt(f)?;
        self.request_id().map_or(Ok(()), |id| write!(f, " (request {id})"))
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = Failure(self);
        let report = Report::new(self).message(&failure).request_id(self.request_id()).hint(self.hint());
        fmt::Display::fmt(&report, f)
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests;
