//! What was asked of the emulator, and what a test expects of that.

use std::collections::BTreeMap;

use http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::control::listing::Listing;
use crate::control::request::{Control, invalid, to_value};
use crate::faults::active::FaultId;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::routes::path_fits;
use crate::journal::Entry;

/// `GET /_emulator/journal`
pub(crate) fn list(control: &Control<'_>) -> Answer {
    let call = &control.call;
    let query = &call.query;
    let listing = Listing::read(query, &["operation", "method", "path", "status", "code", "fault", "text"])?;
    let status = query.get("status").map(Statuses::read).transpose()?;
    let text = query.filled("text").map(str::to_lowercase);
    let fault: Option<FaultId> = query
        .get("fault")
        .map(str::parse)
        .transpose()
        .map_err(|_| invalid("fault must be a fault id such as fault_1."))?;
    let (operation, method, path, code) =
        (query.get("operation"), query.get("method"), query.get("path"), query.get("code"));
    let matches = |entry: &&Entry| {
        operation.is_none_or(|wanted| entry.operation() == Some(wanted))
            && method.is_none_or(|wanted| entry.method() == wanted)
            && path.is_none_or(|wanted| path_fits(wanted, entry.template(), entry.path()))
            && status.is_none_or(|wanted| wanted.contains(entry.status()))
            && code.is_none_or(|wanted| entry.code() == Some(wanted))
            && fault.is_none_or(|wanted| entry.faults().contains(&wanted))
            && text.as_ref().is_none_or(|wanted| has_text(entry, wanted))
    };
    let journal = control.emulator.shared().journal();
    listing.page(
        journal.iter(),
        |entry| entry.number().to_string(),
        matches,
        |entry| to_value(&entry.to_recorded()),
    )
}

/// The statuses that a filter selects.
#[derive(Clone, Copy)]
enum Statuses {
    One(u16),
    /// All statuses with this first digit.
    Class(u16),
    /// No response.
    None,
}

impl Statuses {
    /// # Errors
    /// 422 for a text that is neither a status nor a class of statuses.
    fn read(text: &str) -> Result<Self, Failure> {
        let class = text.strip_suffix("xx").and_then(|digit| digit.parse().ok());
        match class {
            _ if text == "none" => Ok(Self::None),
            Some(class @ 1..=5) => Ok(Self::Class(class)),
            _ => text
                .parse()
                .map(Self::One)
                .map_err(|_| invalid("status must be a number such as 404, a class such as 4xx, or none.")),
        }
    }

    fn contains(self, status: Option<StatusCode>) -> bool {
        match self {
            Self::One(wanted) => status.is_some_and(|status| status == wanted),
            Self::Class(wanted) => status.is_some_and(|status| status.as_u16() / 100 == wanted),
            Self::None => status.is_none(),
        }
    }
}

/// Whether an entry, as it is shown, contains a text in lowercase. A secret that is masked is therefore not found.
fn has_text(entry: &Entry, wanted: &str) -> bool {
    let shown = entry.to_recorded();
    let is_in = |text: &str| text.to_lowercase().contains(wanted);
    let is_in_pair = |(name, value): &(String, String)| is_in(name) || is_in(value);
    is_in(&format!("{} {}", shown.method, shown.path))
        || shown.operation.is_some_and(is_in)
        || shown.code.as_deref().is_some_and(is_in)
        || shown.query.iter().any(is_in_pair)
        || shown.headers.iter().any(is_in_pair)
        || json_has_text(&shown.body, &is_in)
        || json_has_text(&shown.response_body, &is_in)
}

fn json_has_text(value: &Value, is_in: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => is_in(text),
        Value::Array(items) => items.iter().any(|item| json_has_text(item, is_in)),
        Value::Object(fields) => {
            fields.iter().any(|(name, value)| is_in(name) || json_has_text(value, is_in))
        }
        other => is_in(&other.to_string()),
    }
}

/// `DELETE /_emulator/journal`
pub(crate) fn clear(control: &Control<'_>) -> Answer {
    control.emulator.clear_journal();
    Ok(answer::empty(StatusCode::NO_CONTENT))
}

/// What is expected: requests of this method and path, this many of them, with these parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    method: String,
    path: String,
    times: Option<usize>,
    at_least: Option<usize>,
    json: Option<Value>,
    exact_json: Option<Value>,
    #[serde(default)]
    form: BTreeMap<String, String>,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

/// `POST /_emulator/expect`
pub(crate) fn expect(control: &Control<'_>) -> Answer {
    let expected: Expected = control.json()?;
    let method = expected.method.to_ascii_uppercase();
    let method =
        Method::from_bytes(method.as_bytes()).map_err(|_| invalid("method must be an HTTP method."))?;
    let mut expectation = control.emulator.expect(method, expected.path);
    match (expected.times, expected.at_least) {
        (Some(_), Some(_)) => return Err(invalid("times and at_least cannot be combined.")),
        (Some(times), None) => expectation = expectation.times(times),
        (None, Some(times)) => expectation = expectation.at_least(times),
        (None, None) => {}
    }
    if let Some(fields) = expected.json {
        expectation = expectation.with_json(fields);
    }
    if let Some(body) = expected.exact_json {
        expectation = expectation.with_exact_json(body);
    }
    for (name, value) in expected.form {
        expectation = expectation.with_form(name, value);
    }
    for (name, value) in expected.query {
        expectation = expectation.with_query(name, value);
    }
    for (name, value) in expected.headers {
        expectation = expectation.with_header(name, value);
    }
    match expectation.check() {
        Ok(()) => Ok(answer::json(StatusCode::OK, &json!({"object": "expectation", "met": true}))),
        Err(mismatch) => {
            let nearest = mismatch.nearest().map(to_value).transpose()?;
            Err(Failure::plain(StatusCode::CONFLICT, "not_as_expected", mismatch.to_string())
                .with("found", json!(mismatch.found()))
                .with("nearest", nearest.unwrap_or_default()))
        }
    }
}
