//! Error answers of the API: every documented body shape, decoded into one type.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::error_body::{ErrorBody, LONGEST_MESSAGE};
use crate::mask::shown;
use crate::{FieldError, Hint, Secret, mask};

/// How many errors of fields are printed.
const SHOWN_ERRORS: usize = 10;

/// An answer of the API that is not a success.
///
/// The API has no single error body. Every shape it documents decodes into this type, and so does anything
/// else: a bare string, an HTML page, nothing at all. Decide by [`status`](Self::status) first and by
/// [`code`](Self::code) second, or use the predicates.
///
/// Neither `Debug` nor `Display` prints the body's further fields, which can hold tokens; texts of the server
/// are shortened, and what looks like a key or a token in them is masked.
#[derive(Clone, PartialEq)]
pub struct ApiError {
    operation: &'static str,
    status: u16,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    hint: Option<&'static str>,
    outcome_is_unknown: bool,
    code: Option<String>,
    message: Option<String>,
    errors: Vec<FieldError>,
    extra: Map<String, Value>,
}

impl ApiError {
    /// Decodes an error body. Never fails: what cannot be read as JSON becomes the message.
    #[must_use]
    pub fn decode(operation: &'static str, status: u16, body: &[u8]) -> Self {
        let ErrorBody { code, message, errors, extra } = ErrorBody::read(body);
        Self {
            operation,
            status,
            request_id: None,
            retry_after: None,
            hint: None,
            outcome_is_unknown: false,
            code,
            message,
            errors,
            extra,
        }
    }

    /// Adds the request id of the answer.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// Adds how long the server asked to wait.
    #[must_use]
    pub const fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.retry_after = retry_after;
        self
    }

    /// Adds the advice of the first hint that fits, or what is generally true of the status.
    #[must_use]
    pub fn with_hints(mut self, hints: &[Hint]) -> Self {
        self.hint = Hint::advice(hints, self.status, self.code.as_deref());
        self.hint_at_unknown_outcome()
    }

    /// Masks these texts wherever the server repeats them: a code or token that the request carried.
    #[must_use]
    pub fn without<'a>(mut self, secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        // A shorter text would also hit innocent words.
        const SHORTEST: usize = 8;
        for secret in secrets.into_iter().map(Secret::expose).filter(|secret| secret.len() >= SHORTEST) {
            let fields = self.errors.iter_mut();
            let fields = fields.flat_map(|error| [&mut error.field, &mut error.code, &mut error.message]);
            for text in [&mut self.code, &mut self.message].into_iter().chain(fields).flatten() {
                if text.contains(secret) {
                    *text = text.replace(secret, "***");
                }
            }
            self.message = self.message.map(|text| without_start(text, secret, SHORTEST));
        }
        self
    }

    /// Notes that the request was a write which the server may have carried out all the same.
    #[must_use]
    pub const fn with_unknown_outcome(mut self, unknown: bool) -> Self {
        self.outcome_is_unknown = unknown;
        self.hint_at_unknown_outcome()
    }

    /// Whatever else is true of the status: a write that may have happened is not simply sent again.
    const fn hint_at_unknown_outcome(mut self) -> Self {
        if self.outcome_is_unknown {
            self.hint = Some("Look whether it happened before sending it again.");
        }
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

    /// What the server says happened: `message`, `error_description`, or the start of a body that is not JSON.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Errors of single fields, where the server names them.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The further fields of the body, for instance `pending_authentication_token` or `connection_ids`.
    #[must_use]
    pub const fn extra(&self) -> &Map<String, Value> {
        &self.extra
    }

    /// The text field of that name among the further fields, as a secret.
    #[must_use]
    pub fn extra_secret(&self, field: &str) -> Option<Secret> {
        self.extra.get(field)?.as_str().map(Secret::from)
    }

    /// The id WorkOS gave the request (`X-Request-ID`): name it when asking its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long the server asked to wait (`Retry-After`).
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    /// Whether the request was a write which the server may have carried out all the same: it timed out or failed
    /// there (408, 500, 502, 503, 504), and doing it again would do harm.
    #[must_use]
    pub const fn outcome_is_unknown(&self) -> bool {
        self.outcome_is_unknown
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

    /// Whether the key may not do this (403).
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

/// Masks what is left of a secret where a long text was cut in the middle of it.
fn without_start(text: String, secret: &str, shortest: usize) -> String {
    let Some(kept) = text.strip_suffix('…') else { return text };
    let starts = (shortest..secret.len()).rev().filter_map(|end| secret.get(..end));
    match starts.into_iter().find_map(|start| kept.strip_suffix(start)) {
        Some(before) => format!("{before}***…"),
        None => text,
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed with status {}", self.operation, self.status)?;
        if let Some(code) = &self.code {
            write!(f, " {}", mask(code))?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {}", shown(message, LONGEST_MESSAGE))?;
        }
        // Some answers say in `message` what `errors` says again.
        let said = self.message.as_deref().unwrap_or_default();
        let mut unsaid = self.errors.iter().filter(|error| !error.is_said_in(said));
        for error in unsaid.by_ref().take(SHOWN_ERRORS) {
            write!(f, "; {error}")?;
        }
        let further = unsaid.count();
        if further > 0 {
            write!(f, "; and {further} more")?;
        }
        if self.outcome_is_unknown {
            f.write_str("; whether the server acted is unknown")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code.as_deref().map(mask))
            .field("message", &self.message.as_deref().map(|text| shown(text, LONGEST_MESSAGE)))
            .field("errors", &self.errors.iter().take(SHOWN_ERRORS).collect::<Vec<_>>())
            .field("extra", &self.extra.keys().collect::<Vec<_>>())
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .field("outcome_is_unknown", &self.outcome_is_unknown)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(status: u16, body: &str) -> ApiError {
        ApiError::decode("connections.get", status, body.as_bytes())
    }

    #[test]
    fn a_secret_that_the_end_of_a_long_page_cuts_is_masked_too() {
        let secret = Secret::from("canary-0123456789");
        for before in LONGEST_MESSAGE - 20..LONGEST_MESSAGE + 2 {
            let page = format!("{} {} and more", " ".repeat(before), secret.expose());
            let error = ApiError::decode("things.get", 502, page.as_bytes()).without([&secret]);
            assert!(!error.message().unwrap_or_default().contains("canary-0"), "{before}: {error:?}");
        }
    }

    #[test]
    fn a_write_that_may_have_happened_says_so_and_is_not_advised_to_be_repeated() {
        let error = decode(503, "{}").with_unknown_outcome(true).with_hints(&[]);
        assert_eq!(
            error.to_string(),
            "connections.get failed with status 503; whether the server acted is unknown"
        );
        assert!(error.hint().unwrap().starts_with("Look whether"));
        assert!(decode(503, "{}").with_hints(&[]).hint().unwrap().contains("backoff"));
    }

    #[test]
    fn a_hostile_body_prints_little() {
        let code = "x".repeat(10_000);
        let errors = vec![r#"{"code":"e","message":"m"}"#; 5_000].join(",");
        let error = decode(422, &format!(r#"{{"code":"{code}\u001b[31m","errors":[{errors}]}}"#));
        assert_eq!((error.code(), error.errors().len()), (None, 5_000));
        assert!(error.to_string().len() < 1_000 && format!("{error:?}").len() < 2_000);
        assert!(error.to_string().ends_with("; and 4990 more"), "{error}");
        let error = decode(422, r#"{"code":"two words","errors":{"name":"is odd"}}"#);
        assert!(error.code().is_none() && error.extra().contains_key("errors"));
    }

    #[test]
    fn field_errors_of_every_shape_are_kept() {
        let body = r#"{"message":"m","errors":["plain",{"code":"required","field":"name"},
            {"instancePath":"/targets/0"},{"property":"origin","constraints":{"isUrl":"must be a URL"}}]}"#;
        let shown: Vec<_> = decode(422, body).errors().iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["plain", "name: required", "/targets/0", "origin: must be a URL"]);
    }

    #[test]
    fn the_hint_of_the_operation_wins_over_the_general_one() {
        let hints =
            [Hint::new(404, Some("connection_not_found"), "special"), Hint::new(409, None, "deactivate")];
        let hint = |status, body| decode(status, body).with_hints(&hints).hint();
        assert_eq!(hint(404, r#"{"code":"connection_not_found"}"#), Some("special"));
        assert_eq!(hint(409, "{}"), Some("deactivate"));
        assert!(hint(404, "{}").unwrap().starts_with("Check the id"));
        assert_eq!(hint(418, "{}"), None);
    }

    #[test]
    fn keys_and_tokens_are_masked_in_what_is_printed() {
        let token = format!("eyJ{}", "a".repeat(80));
        let body = format!(
            r#"{{"message":"bad key sk_test_canary and {token} for conn_01E4ZCR3C56J083X43JQXF3JK5",
                "pending_authentication_token":"canary"}}"#
        );
        let error = decode(401, &body);
        for shown in [format!("{error}"), format!("{error:?}")] {
            assert!(!shown.contains("canary") && !shown.contains("aaaa"), "{shown}");
            assert!(shown.contains("conn_01E4ZCR3C56J083X43JQXF3JK5"), "{shown}");
        }
        assert_eq!(error.extra_secret("pending_authentication_token").unwrap().expose(), "canary");
    }

    #[test]
    fn what_the_message_says_is_not_said_twice() {
        let body = r#"{"message":"limit must be small","errors":[{"field":"limit","message":"limit must be small"},
            {"field":"order","message":"unknown"}]}"#;
        let error = decode(422, body);
        assert_eq!(error.errors().len(), 2);
        assert_eq!(
            error.to_string(),
            "connections.get failed with status 422: limit must be small; order: unknown"
        );
    }

    #[test]
    fn what_the_request_carried_is_masked_where_the_server_repeats_it() {
        let body = r#"{"error":"invalid_grant","error_description":"The code '01HQRS5FJMJX' was used"}"#;
        let error = decode(400, body).without(&[Secret::from("01HQRS5FJMJX"), Secret::from("was")]);
        assert_eq!(error.message(), Some("The code '***' was used"));
    }

    #[test]
    fn a_message_names_operation_status_code_and_request() {
        let error = decode(404, r#"{"code":"entity_not_found","message":"Not here"}"#)
            .with_request_id(Some("req_1".into()));
        assert_eq!(
            error.to_string(),
            "connections.get failed with status 404 entity_not_found: Not here (request req_1)"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_decode_and_print(status in 300u16..600, body in prop::collection::vec(any::<u8>(), 0..300)) {
            let error = ApiError::decode("x", status, &body).with_hints(&[]);
            prop_assert!(error.to_string().contains(&status.to_string()));
        }

    }
}
