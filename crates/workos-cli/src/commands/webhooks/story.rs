//! The events that `workos webhooks trigger` is given, as arguments or as a file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use serde_saphyr::Spanned;

use crate::args::parse_event_name;
use crate::failure::{Failure, Problem};
use crate::files;

/// The size limit of a file in bytes.
const MAX_FILE: u64 = 4 * 1024 * 1024;

/// An event to trigger.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) event: String,
    /// Fields by their dotted path.
    pub(super) set: Vec<(String, Value)>,
    pub(super) organization: Option<String>,
}

impl Step {
    /// Returns the body of the request that triggers the event.
    pub(super) fn body(&self) -> Result<Value, Failure> {
        let mut data = Map::new();
        for (path, value) in &self.set {
            set(&mut data, path, value.clone())?;
        }
        let mut body = json!({"event": self.event, "data": data});
        if let Some(id) = &self.organization {
            body["organization_id"] = json!(id);
        }
        Ok(body)
    }
}

/// Parses the value of an argument: JSON, or text if it is not JSON.
pub(super) fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// Reads a list of events from a YAML or JSON file, and checks their names.
pub(super) fn read(path: &Path) -> Result<Vec<Step>, Failure> {
    let content = files::read("the file", path, MAX_FILE)?;
    let shown = path.display().to_string();
    let text =
        String::from_utf8(content).map_err(|_| Failure::usage(format!("{shown} is not UTF-8 text")))?;
    let entries: Vec<Entry> = serde_saphyr::from_str(&text).map_err(|error| {
        let line = error.location().map(|location| location.line());
        let text = error.without_snippet().to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        Failure::InvalidFile { file: shown.clone(), problems: vec![Problem { line, message }] }
    })?;
    let (mut steps, mut problems) = (Vec::new(), Vec::new());
    for Entry { event, set, organization_id } in entries {
        let line = Some(event.referenced.line());
        let name = &event.value;
        if let Err(reason) = parse_event_name(name) {
            problems.push(Problem { line, message: format!("event '{name}': {reason}") });
        }
        let step = Step { event: event.value, set: set.into_iter().collect(), organization: organization_id };
        if let Err(failure) = step.body() {
            problems.push(Problem { line, message: failure.to_string() });
        }
        steps.push(step);
    }
    if problems.is_empty() { Ok(steps) } else { Err(Failure::InvalidFile { file: shown, problems }) }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    event: Spanned<String>,
    #[serde(default)]
    set: BTreeMap<String, Value>,
    organization_id: Option<String>,
}

/// Sets a field of the payload by its dotted path, which begins with `data.`.
fn set(data: &mut Map<String, Value>, path: &str, value: Value) -> Result<(), Failure> {
    let refuse = |reason: &str| Failure::usage(format!("`{path}` cannot be set: {reason}"));
    let Some(rest) = path.strip_prefix("data.") else {
        return Err(refuse("the path of a field begins with `data.`, for instance data.email"));
    };
    let mut segments: Vec<_> = rest.split('.').collect();
    if segments.iter().any(|segment| segment.is_empty()) {
        return Err(refuse("a part of the path is empty"));
    }
    if segments.iter().any(|segment| segment.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(refuse("items of a list have no path; set the whole list as JSON"));
    }
    let last = segments.pop().unwrap_or_default();
    let mut object = data;
    for segment in segments {
        let field = object.entry(segment).or_insert_with(|| json!({}));
        object = field.as_object_mut().ok_or_else(|| refuse("a part of the path is set to another value"))?;
    }
    object.insert(last.to_owned(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(set: &[(&str, &str)]) -> Step {
        let set = set.iter().map(|(path, text)| ((*path).to_owned(), value(text))).collect();
        Step { event: "user.created".to_owned(), set, organization: None }
    }

    #[test]
    fn fields_are_set_by_their_dotted_path_as_json_or_text() {
        let body = step(&[
            ("data.email", "ada@acme.com"),
            ("data.name.first", "Ada"),
            ("data.name.age", "36"),
            ("data.domains", r#"[{"domain": "acme.com"}]"#),
            ("data.quoted", r#""36""#),
        ]);
        let expected = json!({"email": "ada@acme.com", "name": {"first": "Ada", "age": 36},
            "domains": [{"domain": "acme.com"}], "quoted": "36"});
        assert_eq!(body.body().unwrap(), json!({"event": "user.created", "data": expected}));
    }

    #[test]
    fn paths_that_cannot_be_set_are_usage_errors() {
        for set in [
            &[("email", "x")][..],
            &[("data.", "x")],
            &[("data.a..b", "x")],
            &[("data.domains.0.domain", "x")],
            &[("data.a", "x"), ("data.a.b", "y")],
        ] {
            assert_eq!(step(set).body().unwrap_err().exit_code(), 2, "{set:?}");
        }
    }
}
