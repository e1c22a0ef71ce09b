//! Checks of a request against the route table, before its handler sees it.

use serde_json::{Map, Value, json};
use workos_core::Timestamp;

use crate::base::lenient::{Check, Lenient};
use crate::base::suggest::did_you_mean;
use crate::base::text_limits;
use crate::http::answer::{Failure, shown};
use crate::http::contract::{Kind, Param, Route};
use crate::http::form::{Pairs, read_boolean};
use crate::http::request::Call;

/// Operations whose handlers check everything: those that speak OAuth, because their errors have other codes and
/// some of them travel as redirects, and the one whose errors have the shape of the dialect that it is asked in.
const SELF_CHECKED: &[&str] = &["sso.authorize", "sso.profile_and_token", "sso.logout", "widgets.token"];

/// What is wrong with these parameters has a code of its own: (operation, parameter, code).
const CODES: &[(&str, &str, &str)] = &[("admin_portal.generate_link", "intent", "invalid_intent")];

/// How many things that are wrong are told.
const MOST_PROBLEMS: usize = 100;

/// Parameters whose absence has an error of its own, which the handler answers with: (operation, parameter).
const REQUIRED_BY_HANDLER: &[(&str, &str)] = &[("events.list", "events")];

/// Longer lists of values help nobody in a message.
const MOST_NAMED: usize = 20;

/// Values beyond the contract that the other dialect sends: (operation, parameter, value).
const ALSO: &[(&str, &str, &str)] = &[
    ("connections.list", "connection_type", "SAML"),
    ("connections.list", "connection_type", "GitHubOAuth"),
    ("connections.list", "connection_type", "GithubOAuth"),
];

/// # Errors
/// 422 with one entry in `errors` for each thing that is wrong, or 400 for a body that cannot be read.
pub(crate) fn check(route: &Route, call: &Call, unknown: &Unknown, is_strict: bool) -> Result<(), Failure> {
    let mut problems = Problems { found: Vec::new(), lenient: call.lenient };
    if is_strict {
        for path in &unknown.fields {
            let message =
                format!("{path} is not a field of this operation{}.", similar_field(route.body, path));
            problems.add(path, "unknown_field", &message);
        }
        for name in &unknown.parameters {
            let similar = did_you_mean(name, route.query.iter().map(|param| param.name));
            let message = format!("{name} is not a parameter of this operation{similar}.");
            problems.add(name, "unknown_parameter", &message);
        }
    }
    if !SELF_CHECKED.contains(&route.operation) {
        for param in route.query {
            problems.check_query(route.operation, param, &call.query);
        }
        if !route.body.is_empty() {
            problems.check_fields("", route.body, call.fields()?, call.has_form());
        }
    }
    problems.into_result(route.operation)
}

/// Checks the fields of a body that does not come from a request of the operation.
///
/// # Errors
/// 422 with one entry in `errors` for each field that is wrong.
pub(crate) fn check_body(
    route: &Route,
    fields: &Map<String, Value>,
    lenient: Lenient,
) -> Result<(), Failure> {
    let mut problems = Problems { found: Vec::new(), lenient };
    problems.check_fields("", route.body, fields, false);
    problems.into_result(route.operation)
}

/// How many names of a request are noted as unknown.
const MOST_UNKNOWN: usize = 100;

/// What a request has and its operation does not.
#[derive(Debug)]
pub(crate) struct Unknown {
    /// Fields of the body: `name`, or `domain_data.0.name` further down. A body that cannot be read has none.
    fields: Vec<String>,
    /// Parameters of the query.
    parameters: Vec<String>,
}

impl Unknown {
    pub(crate) fn of(route: &Route, call: &Call) -> Self {
        Self { fields: unknown_fields(route, call), parameters: unknown_parameters(route, call) }
    }

    /// All names, for the journal.
    pub(crate) fn into_names(self) -> Vec<String> {
        self.fields.into_iter().chain(self.parameters).collect()
    }
}

fn unknown_fields(route: &Route, call: &Call) -> Vec<String> {
    let mut unknown = Vec::new();
    if call.has_body()
        && let Ok(fields) = call.fields()
    {
        collect_unknown("", route.body, fields, &mut unknown);
    }
    unknown
}

struct Problems {
    found: Vec<Value>,
    lenient: Lenient,
}

impl Problems {
    fn add(&mut self, field: &str, code: &str, message: &str) {
        if self.found.len() >= MOST_PROBLEMS {
            return;
        }
        self.found.push(json!({"field": field, "code": code, "message": message}));
    }

    fn check_query(&mut self, operation: &str, param: &Param, query: &Pairs) {
        let name = param.name;
        let also = |value: &str| ALSO.contains(&(operation, name, value));
        match &param.kind {
            // `name[key]=value`: any keys, any values.
            Kind::Map | Kind::Object(_) | Kind::Any => {}
            Kind::List(item) => {
                let is_required = param.required && !REQUIRED_BY_HANDLER.contains(&(operation, name));
                if is_required && query.list(name).next().is_none() {
                    self.add(name, "required", &format!("{name} is required."));
                }
                for value in query.list(name) {
                    self.check_text(name, item, value);
                }
            }
            kind => match query.get(name) {
                None if param.required => self.add(name, "required", &format!("{name} is required.")),
                None => {}
                Some(value) if also(value) => {}
                Some(value) => self.check_text(name, kind, value),
            },
        }
    }

    fn check_fields(&mut self, at: &str, params: &[Param], fields: &Map<String, Value>, form: bool) {
        for param in params {
            let field = if at.is_empty() { param.name.to_owned() } else { format!("{at}.{}", param.name) };
            match fields.get(param.name) {
                None if param.required => self.add(&field, "required", &format!("{field} is required.")),
                None => {}
                Some(Value::Null) if param.nullable || !param.required => {}
                Some(Value::String(text)) if form => {
                    self.check_text(&field, &param.kind, text);
                    self.check_length(&field, &param.kind, text);
                }
                Some(value) => self.check_value(&field, &param.kind, value),
            }
        }
    }

    fn check_value(&mut self, field: &str, kind: &Kind, value: &Value) {
        let fits = match (kind, value) {
            (Kind::Text | Kind::Timestamp | Kind::Enum(_), Value::String(text)) => {
                self.check_length(field, kind, text);
                return self.check_text(field, kind, text);
            }
            (Kind::Integer { .. }, Value::Number(number)) if number.is_i64() || number.is_u64() => {
                return self.check_text(field, kind, &number.to_string());
            }
            (Kind::List(item), Value::Array(values)) => {
                if let Err(problem) = self.limit(|| text_limits::check_items(values)) {
                    return self.add(field, "invalid", &format!("{field} must be {problem}."));
                }
                for (index, value) in values.iter().enumerate() {
                    self.check_value(&format!("{field}.{index}"), item, value);
                }
                return;
            }
            (Kind::Object(params), Value::Object(fields)) => {
                return self.check_fields(field, params, fields, false);
            }
            (Kind::Number, Value::Number(_)) | (Kind::Boolean, Value::Bool(_)) => true,
            (Kind::Map, Value::Object(_)) | (Kind::Any, _) => {
                if let Err(problem) = self.limit(|| text_limits::check_object(value)) {
                    self.add(field, "invalid", &format!("{field} must take {problem}."));
                }
                true
            }
            _ => false,
        };
        if !fits {
            self.add(field, "invalid", &format!("{field} must be {}.", expected(kind)));
        }
    }

    /// Checks a limit, if limits are checked.
    fn limit(&self, check: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
        if self.lenient.skips(Check::Limits) { Ok(()) } else { check() }
    }

    fn check_length(&mut self, field: &str, kind: &Kind, text: &str) {
        if matches!(kind, Kind::Text)
            && let Err(problem) = self.limit(|| text_limits::check_text(field, text))
        {
            self.add(field, "invalid", &format!("{field} must be {problem}."));
        }
    }

    fn check_text(&mut self, field: &str, kind: &Kind, text: &str) {
        let fits = match kind {
            Kind::Integer { min, max } => text.parse::<i64>().is_ok_and(|number| {
                self.lenient.skips(Check::Limits)
                    || (min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max))
            }),
            Kind::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
            Kind::Boolean => read_boolean(text).is_some(),
            Kind::Timestamp => text.parse::<Timestamp>().is_ok(),
            Kind::Enum(values) => self.lenient.skips(Check::Enums) || values.contains(&text),
            Kind::Text | Kind::List(_) | Kind::Map | Kind::Object(_) | Kind::Any => true,
        };
        if !fits {
            let message = format!("{field} must be {}, not '{}'.", expected(kind), shown(text));
            // The names of events have an error code of their own.
            let of_events = field.split('.').next() == Some("events") && matches!(kind, Kind::Enum(_));
            self.add(field, if of_events { "unknown_event_type" } else { "invalid" }, &message);
        }
    }

    fn into_result(self, operation: &str) -> Result<(), Failure> {
        let Some(first) = self.found.first() else { return Ok(()) };
        let own = CODES.iter().find(|(of, field, _)| *of == operation && first["field"] == *field);
        Err(self.into_failure(own.map_or("invalid_request_parameters", |(_, _, code)| code)))
    }

    fn into_failure(self, code: &'static str) -> Failure {
        Failure::unprocessable(code, self.found)
    }
}

fn unknown_parameters(route: &Route, call: &Call) -> Vec<String> {
    // `POST /sso/token` takes the fields of its body in the query too.
    let known = |name: &str| route.query.iter().chain(route.body).any(|param| param.name == name);
    let names = call.query.names().map(|name| name.split('[').next().unwrap_or(name));
    let mut unknown: Vec<String> = Vec::new();
    for name in names.filter(|name| !known(name)).map(shown) {
        if unknown.len() < MOST_UNKNOWN && unknown.last() != Some(&name) {
            unknown.push(name);
        }
    }
    unknown
}

fn collect_unknown(at: &str, params: &[Param], fields: &Map<String, Value>, unknown: &mut Vec<String>) {
    for (name, value) in fields {
        if unknown.len() >= MOST_UNKNOWN {
            return;
        }
        let path = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        match params.iter().find(|param| param.name == *name) {
            None => unknown.push(shown(&path)),
            Some(param) => collect_within(&path, &param.kind, value, unknown),
        }
    }
}

fn collect_within(at: &str, kind: &Kind, value: &Value, unknown: &mut Vec<String>) {
    match (kind, value) {
        (Kind::Object(params), Value::Object(fields)) => collect_unknown(at, params, fields, unknown),
        (Kind::List(item), Value::Array(values)) => {
            for (index, value) in values.iter().enumerate() {
                collect_within(&format!("{at}.{index}"), item, value, unknown);
            }
        }
        _ => {}
    }
}

/// The field that an unknown one may be meant to be, among those where it stands.
fn similar_field(params: &[Param], path: &str) -> String {
    let (at, name) = path.split_once('.').unwrap_or(("", path));
    if at.is_empty() {
        return did_you_mean(name, params.iter().map(|param| param.name));
    }
    let within = |kind: &'static Kind| match kind {
        Kind::Object(params) => Some(*params),
        _ => None,
    };
    let kind = params.iter().find(|param| param.name == at).map(|param| &param.kind);
    match kind {
        Some(Kind::Object(params)) => similar_field(params, name),
        Some(Kind::List(item)) => match (within(item), name.split_once('.')) {
            (Some(params), Some((_, name))) => similar_field(params, name),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text => "a string".to_owned(),
        Kind::Integer { min: Some(min), max: Some(max) } => format!("an integer from {min} to {max}"),
        Kind::Integer { min: Some(min), .. } => format!("an integer of at least {min}"),
        Kind::Integer { max: Some(max), .. } => format!("an integer of at most {max}"),
        Kind::Integer { .. } => "an integer".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Timestamp => "an RFC 3339 timestamp".to_owned(),
        Kind::Enum(values) if values.len() > MOST_NAMED => "one of the documented values".to_owned(),
        Kind::Enum(values) => format!("one of {}", values.join(", ")),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map | Kind::Object(_) => "an object".to_owned(),
        Kind::Any => "a value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn param(name: &'static str, kind: Kind) -> Param {
        Param { name, required: false, nullable: false, kind }
    }

    fn problems(params: &[Param], body: &Value) -> Vec<String> {
        let mut problems = Problems { found: Vec::new(), lenient: Lenient::STRICT };
        problems.check_fields("", params, body.as_object().unwrap(), false);
        problems.found.iter().map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn bodies_are_checked_down_to_the_item() {
        static INNER: &[Param] =
            &[Param { name: "mode", required: true, nullable: false, kind: Kind::Enum(&["a", "b"]) }];
        let params = [
            param("count", Kind::Integer { min: Some(1), max: None }),
            param("tags", Kind::List(&Kind::Text)),
            param("options", Kind::Object(INNER)),
            param("at", Kind::Timestamp),
            param("on", Kind::Boolean),
        ];
        let good = json!({"count": 1, "tags": ["x"], "options": {"mode": "a"}, "at": "2026-01-15T12:00:00Z", "on": true, "more": 1});
        assert_eq!(problems(&params, &good), [""; 0]);
        let bad = json!({"count": 0, "tags": ["x", 2], "options": {}, "at": "soon", "on": "yes"});
        assert_eq!(
            problems(&params, &bad),
            [
                "count must be an integer of at least 1, not '0'.",
                "tags.1 must be a string.",
                "options.mode is required.",
                "at must be an RFC 3339 timestamp, not 'soon'.",
                "on must be true or false.",
            ]
        );
    }

    #[test]
    fn null_is_taken_for_optional_and_nullable_fields_only() {
        let required = |nullable| [Param { name: "id", required: true, nullable, kind: Kind::Text }];
        assert!(problems(&required(true), &json!({"id": null})).is_empty());
        assert_eq!(problems(&required(false), &json!({"id": null})), ["id must be a string."]);
        assert!(problems(&[param("id", Kind::Text)], &json!({"id": null})).is_empty());
    }
}
