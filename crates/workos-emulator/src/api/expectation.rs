//! What a test expects to have been asked of the emulator.

use std::error::Error;
use std::fmt::{self, Write as _};

use http::Method;
use serde_json::Value;

use crate::api::emulator::Emulator;
use crate::base::json_match::{Difference, Extent, differences, short};
use crate::base::secrets::{MASK, is_secret, masked};
use crate::http::routes::path_fits;
use crate::journal::{Body, Entry, JournalEntry};

/// How many of the requests a message names.
const MOST_NAMED: usize = 5;

/// An expectation about the requests so far, created by [`Emulator::expect`].
///
/// It is compared with the journal by [`verify`](Self::verify) or [`check`](Self::check). Without a number, at least one
/// request is expected.
#[derive(Clone, Debug)]
#[must_use = "an expectation is only checked by `verify` or `check`"]
pub struct Expectation {
    emulator: Emulator,
    method: Method,
    path: String,
    number: Number,
    conditions: Vec<Condition>,
}

#[derive(Clone, Copy, Debug)]
enum Number {
    Exactly(usize),
    AtLeast(usize),
}

#[derive(Clone)]
enum Condition {
    Json(Value, Extent),
    Form(String, String),
    Query(String, String),
    Header(String, String),
}

impl Emulator {
    /// Expects requests with this method and path.
    ///
    /// The path is exact, or a template of the API such as `/connections/{id}`, whose parameters may have any names.
    /// All requests in the [journal](Self::journal) count, whatever their responses were, except those before
    /// [`clear_journal`](Self::clear_journal).
    ///
    /// ```
    /// use bytes::Bytes;
    /// use http::{Method, Request};
    /// use serde_json::json;
    /// use workos_emulator::Emulator;
    ///
    /// let emulator = Emulator::new();
    /// let body = r#"{"organization": "org_01H1234567890ABCDEFGHIJK", "intent": "sso"}"#;
    /// let request = Request::post("https://workos.test/portal/generate_link")
    ///     .header("authorization", "Bearer sk_test_default")
    ///     .header("content-type", "application/json")
    ///     .body(Bytes::from(body))?;
    /// emulator.handle(request);
    ///
    /// emulator.expect(Method::POST, "/portal/generate_link").times(1).with_json(json!({"intent": "sso"})).verify();
    /// emulator.expect(Method::DELETE, "/connections/{id}").never().verify();
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn expect(&self, method: Method, path: impl Into<String>) -> Expectation {
        Expectation {
            emulator: self.clone(),
            method,
            path: path.into(),
            number: Number::AtLeast(1),
            conditions: Vec::new(),
        }
    }
}

impl Expectation {
    /// Expects exactly this number of requests.
    pub const fn times(mut self, times: usize) -> Self {
        self.number = Number::Exactly(times);
        self
    }

    /// Expects at least this number of requests.
    pub const fn at_least(mut self, times: usize) -> Self {
        self.number = Number::AtLeast(times);
        self
    }

    /// Expects no request.
    pub const fn never(self) -> Self {
        self.times(0)
    }

    /// Expects a JSON body that contains these fields.
    ///
    /// The body and its nested objects may have additional fields; [`with_exact_json`](Self::with_exact_json) allows
    /// none. Lists have to match item by item.
    pub fn with_json(mut self, fields: Value) -> Self {
        self.conditions.push(Condition::Json(fields, Extent::Among));
        self
    }

    /// Expects exactly this JSON body.
    pub fn with_exact_json(mut self, body: Value) -> Self {
        self.conditions.push(Condition::Json(body, Extent::Whole));
        self
    }

    /// Expects a form that contains this field.
    pub fn with_form(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.conditions.push(Condition::Form(name.into(), value.into()));
        self
    }

    /// Expects a query that contains this parameter.
    pub fn with_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.conditions.push(Condition::Query(name.into(), value.into()));
        self
    }

    /// Expects this header.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.conditions.push(Condition::Header(name.into().to_ascii_lowercase(), value.into()));
        self
    }

    /// Checks the expectation, and panics if it is not met.
    ///
    /// # Panics
    /// If the requests so far do not meet the expectation. The message shows the nearest request and its differences.
    #[track_caller]
    #[expect(clippy::panic, reason = "an assertion of tests")]
    pub fn verify(self) {
        if let Err(mismatch) = self.check() {
            panic!("{mismatch}");
        }
    }

    /// Checks whether the requests so far meet the expectation.
    ///
    /// # Errors
    /// If they do not. The error shows the nearest request and its differences.
    pub fn check(&self) -> Result<(), Mismatch> {
        let journal = self.emulator.shared().journal();
        let mut found: Vec<&Entry> = Vec::new();
        let mut nearest: Option<Near<'_>> = None;
        for entry in journal.iter() {
            let near = self.compare(entry);
            if near.distance == 0 {
                found.push(entry);
            } else if nearest.as_ref().is_none_or(|other| near.distance <= other.distance) {
                nearest = Some(near);
            }
        }
        let is_met = match self.number {
            Number::Exactly(times) => found.len() == times,
            Number::AtLeast(times) => found.len() >= times,
        };
        if is_met {
            return Ok(());
        }
        let mut message = format!("expected {self}\nbut ");
        let total = journal.iter().count();
        // Writing to a string cannot fail.
        let _ = match (found.len(), total) {
            (_, 0) => write!(message, "the journal is empty"),
            (0, total) => write!(message, "none of the {total} requests in the journal matches"),
            (found, total) => write!(message, "{found} of the {total} requests in the journal match"),
        };
        if journal.forgotten() > 0 {
            let _ = write!(message, "; the first {} were dropped", journal.forgotten());
        }
        for entry in found.iter().take(MOST_NAMED) {
            let _ = write!(message, "\n  {}", Named(entry));
        }
        if found.len() > MOST_NAMED {
            let _ = write!(message, "\n  and {} more", found.len() - MOST_NAMED);
        }
        let is_short = match self.number {
            Number::Exactly(times) | Number::AtLeast(times) => found.len() < times,
        };
        let nearest = nearest.filter(|_| is_short);
        if let Some(near) = &nearest {
            let _ = write!(message, "\nthe nearest is {}", Named(near.entry));
            for difference in &near.differences {
                let _ = write!(message, "\n  {difference}");
            }
        }
        let nearest = nearest.map(|near| Box::new(near.entry.to_recorded()));
        Err(Mismatch { message, found: found.len(), nearest })
    }

    /// How far a request is from what is expected. Another path is worse than another method, and both are worse than
    /// anything else.
    fn compare<'a>(&self, entry: &'a Entry) -> Near<'a> {
        let mut near = Near { entry, distance: 0, differences: Vec::new() };
        if !path_fits(&self.path, entry.template(), entry.path()) {
            near.add(10_000, format!("path: expected {}, was {}", self.path, entry.shown_path()));
        }
        if self.method != *entry.method() {
            near.add(1000, format!("method: expected {}, was {}", self.method, entry.method()));
        }
        for condition in &self.conditions {
            condition.compare(entry, &mut near);
        }
        near
    }
}

/// `exactly 1 POST /portal/generate_link with JSON that contains {"intent":"sso"}`
impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Number::Exactly(0) => f.write_str("no")?,
            Number::Exactly(times) => write!(f, "exactly {times}")?,
            Number::AtLeast(times) => write!(f, "at least {times}")?,
        }
        write!(f, " {} {}", self.method, self.path)?;
        for (number, condition) in self.conditions.iter().enumerate() {
            write!(f, "\n  {} {condition:?}", if number == 0 { "with" } else { "and" })?;
        }
        Ok(())
    }
}

/// As messages show it: secrets are masked.
impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(body, Extent::Whole) => write!(f, "exactly the JSON {}", short(body)),
            Self::Json(body, _) => write!(f, "JSON that contains {}", short(body)),
            Self::Form(name, value) => write!(f, "form field {name}={}", masked(name, value)),
            Self::Query(name, value) => write!(f, "query {name}={}", masked(name, value)),
            Self::Header(name, value) => write!(f, "header {name}: {}", masked(name, value)),
        }
    }
}

impl Condition {
    fn compare(&self, entry: &Entry, near: &mut Near<'_>) {
        match self {
            Self::Json(expected, extent) => match entry.body() {
                Body::Json(body) => {
                    for difference in differences(expected, &body, *extent) {
                        let Difference { at, .. } = &difference;
                        let at = if at.is_empty() { "JSON".to_owned() } else { format!("JSON {at}") };
                        near.add(1, format!("{at}: {difference}"));
                    }
                }
                other => near.add(100, format!("the body is {}, not JSON", other.kind())),
            },
            Self::Form(name, expected) => match entry.body() {
                Body::Form(fields) => {
                    let given: Vec<_> = match fields.get(name) {
                        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
                        value => value.and_then(Value::as_str).into_iter().collect(),
                    };
                    near.compare_texts("form field", name, expected, &given);
                }
                other => near.add(100, format!("the body is {}, not a form", other.kind())),
            },
            Self::Query(name, expected) => {
                let query = entry.query();
                let given: Vec<_> =
                    query.iter().filter(|(given, _)| given == name).map(|(_, value)| value).collect();
                near.compare_texts("query", name, expected, &given);
            }
            Self::Header(name, expected) => {
                let given: Vec<_> =
                    entry.headers().filter(|(given, _)| given == name).map(|(_, value)| value).collect();
                let given: Vec<_> = given.iter().map(AsRef::as_ref).collect();
                near.compare_texts("header", name, expected, &given);
            }
        }
    }
}

impl Body {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json(_) => "JSON",
            Self::Form(_) => "a form",
            Self::Other(_) => "neither JSON nor a form",
        }
    }
}

/// A request, and what differs.
struct Near<'a> {
    entry: &'a Entry,
    distance: u64,
    differences: Vec<String>,
}

impl Near<'_> {
    fn add(&mut self, distance: u64, difference: String) {
        self.distance += distance;
        self.differences.push(difference);
    }

    fn compare_texts(&mut self, kind: &str, name: &str, expected: &str, given: &[&str]) {
        if given.contains(&expected) {
            return;
        }
        let show = |value: &str| if is_secret(name) { MASK.to_owned() } else { format!("{value:?}") };
        let was = match given {
            [] => "is missing".to_owned(),
            given => format!("was {}", given.iter().map(|value| show(value)).collect::<Vec<_>>().join(", ")),
        };
        self.add(1, format!("{kind} {name}: expected {}, {was}", show(expected)));
    }
}

/// `#2 POST /portal/generate_link, answered with 422 invalid_intent`
struct Named<'a>(&'a Entry);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(entry) = self;
        write!(f, "#{} {} {}", entry.number(), entry.method(), entry.shown_path())?;
        match entry.status() {
            Some(status) => write!(f, ", answered with {}", status.as_u16())?,
            None => f.write_str(", not answered")?,
        }
        entry.code().map_or(Ok(()), |code| write!(f, " {code}"))
    }
}

/// The error of an expectation that is not met.
pub struct Mismatch {
    message: String,
    found: usize,
    nearest: Option<Box<JournalEntry>>,
}

impl Mismatch {
    /// Returns the number of matching requests.
    #[must_use]
    pub const fn found(&self) -> usize {
        self.found
    }

    /// Returns the request that is nearest to the expectation, if too few requests match.
    #[must_use]
    pub fn nearest(&self) -> Option<&JournalEntry> {
        self.nearest.as_deref()
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The message, so that `unwrap` shows it in lines.
impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Mismatch {}
