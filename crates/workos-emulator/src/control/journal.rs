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
    let listing = Listing::read(query, &["operation", "method", "path", "status", "code", "fault"])?;
    let status: Option<u16> = query
        .get("status")
        .map(str::parse)
        .transpose()
        .map_err(|_| invalid("status must be a number such as 404."))?;
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
            && status.is_none_or(|wanted| entry.status().is_some_and(|status| status == wanted))
            && code.is_none_or(|wanted| entry.code() == Some(wanted))
            && fault.is_none_or(|wanted| entry.faults().contains(&wanted))
    };
    let journal = control.emulator.shared().journal();
    listing.page(
        journal.iter(),
        |entry| entry.number().to_string(),
        matches,
        |entry| to_value(&entry.to_recorded()),
    )
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
