//! What `workos api ls` and `--dry-run` print.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use workos_kit::transport::{Auth, Operation};

use super::endpoint::Endpoint;
use super::endpoints;
use super::request::{Body, Request, is_secret};
use crate::args::Global;
use crate::failure::Failure;
use crate::output::{Output, Style, one_line};

/// What stands for a secret.
const MASK: &str = "***";

const PRODUCTION: &str = "https://api.workos.com";

/// Lists the operations that a word leads to, and one alone with its parameters.
pub(super) fn list(word: &str, output: &Output) -> Result<(), Failure> {
    let found: Vec<&Endpoint> = endpoints::search(word).collect();
    let document: Vec<Value> = found.iter().map(|endpoint| to_json(endpoint)).collect();
    output.print(&json!({"object": "list", "data": document}), |output| match &found[..] {
        [] => format!("no operation has `{}` in its name, path or summary\n", one_line(word)),
        [only] => one(only, output),
        _ => {
            let rows: Vec<_> = found
                .iter()
                .map(|it| {
                    [
                        it.operation.method().to_string(),
                        it.operation.path().to_owned(),
                        it.operation.id().to_owned(),
                    ]
                })
                .collect();
            output.table(["METHOD", "PATH", "NAME"], &rows)
        }
    })
}

fn to_json(endpoint: &Endpoint) -> Value {
    let Endpoint { operation, summary, query, body, .. } = endpoint;
    json!({
        "name": operation.id(), "method": operation.method().as_str(), "path": operation.path(), "summary": summary,
        "query": query, "body": body,
    })
}

fn one(endpoint: &Endpoint, output: &Output) -> String {
    let Endpoint { operation, summary, query, body, .. } = endpoint;
    let title = format!("{} {}", operation.method(), operation.path());
    let mut facts = vec![("name", operation.id().to_owned())];
    for (label, names) in [("query", query), ("body", body)] {
        if !names.is_empty() {
            facts.push((label, names.join(", ")));
        }
    }
    format!("{}\n{summary}\n\n{}", output.paint(Style::Bold, &title), output.facts(&facts))
}

/// Prints the request and the curl command that sends it; secrets are masked.
pub(super) fn dry_run(request: &Request, global: &Global, output: &Output) -> Result<(), Failure> {
    let shown = Shown::of(request, global);
    let headers: Vec<_> = shown.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let document = json!({
        "method": request.method.as_str(), "url": shown.url, "headers": headers, "body": shown.body, "curl": shown.curl(request),
    });
    output.print(&document, |output| {
        let mut text =
            format!("{}\n", output.paint(Style::Bold, &format!("{} {}", request.method, shown.url)));
        headers.iter().for_each(|line| text.push_str(&format!("{}\n", one_line(line))));
        if let Some(body) = &shown.body {
            text.push_str(&format!("\n{}\n", one_line(body)));
        }
        format!("{text}\n{}\n", shown.curl(request))
    })
}

/// A request without its secrets.
struct Shown {
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Shown {
    fn of(request: &Request, global: &Global) -> Self {
        let operation = request.endpoint.map(|endpoint| &endpoint.operation);
        let hidden = |name: &str, value: &str| match operation {
            Some(operation) if is_secret(operation, name) => MASK.to_owned(),
            _ => value.to_owned(),
        };
        let mut path = request.path.clone();
        if let Some(operation) = operation {
            for (name, value) in endpoints::parameters(operation.path(), &request.path) {
                if is_secret(operation, name) {
                    path = path.replace(value, MASK);
                }
            }
        }
        let base = global.base_url.as_deref().unwrap_or(PRODUCTION).trim_end_matches('/');
        let pairs: Vec<_> = request
            .query
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(&hidden(name, value))))
            .collect();
        let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        let mut headers = Vec::new();
        match operation.map_or(Auth::ApiKey, Operation::auth_kind) {
            Auth::None => {}
            Auth::AccessToken => {
                headers.push(("authorization".to_owned(), "Bearer $WORKOS_ACCESS_TOKEN".to_owned()));
            }
            _ => headers.push(("authorization".to_owned(), "Bearer $WORKOS_API_KEY".to_owned())),
        }
        let credentials = request.endpoint.map_or(&[][..], |endpoint| endpoint.credentials);
        let body = match &request.body {
            Body::None if credentials.is_empty() => None,
            Body::None => Some(json_body(&json!({}), operation, credentials)),
            Body::Json(body) => Some(json_body(body, operation, credentials)),
            Body::Form(fields) => Some(form_body(fields, &hidden, credentials)),
        };
        if body.is_some() {
            let kind = if matches!(request.body, Body::Form(_)) {
                "application/x-www-form-urlencoded"
            } else {
                "application/json"
            };
            headers.push(("content-type".to_owned(), kind.to_owned()));
        }
        headers
            .extend(request.headers.iter().map(|(name, value)| (name.to_lowercase(), hidden(name, value))));
        Self { url: format!("{base}{path}{query}"), headers, body }
    }

    /// The curl command, with variables in place of credentials.
    fn curl(&self, request: &Request) -> String {
        let mut command = format!("curl -X {} {}", request.method, quoted(&self.url));
        for (name, value) in &self.headers {
            command.push_str(&format!(" \\\n  -H {}", quoted(&format!("{name}: {value}"))));
        }
        if let Some(body) = &self.body {
            command.push_str(&format!(" \\\n  -d {}", quoted(body)));
        }
        command
    }
}

/// A JSON body with masked secrets, and variables for the credentials that it lacks.
fn json_body(body: &Value, operation: Option<&Operation>, credentials: &[&str]) -> String {
    let mut body = masked(body, operation);
    if let Value::Object(members) = &mut body {
        for name in credentials {
            members.entry(*name).or_insert_with(|| variable(name).into());
        }
    }
    body.to_string()
}

fn masked(value: &Value, operation: Option<&Operation>) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| match operation {
                Some(operation) if is_secret(operation, name) => (name.clone(), MASK.into()),
                _ => (name.clone(), masked(value, operation)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| masked(item, operation)).collect(),
        other => other.clone(),
    }
}

/// A form with masked secrets, and variables for the credentials that it lacks.
fn form_body(
    fields: &[(String, String)],
    hidden: &impl Fn(&str, &str) -> String,
    credentials: &[&str],
) -> String {
    let missing = credentials.iter().filter(|name| fields.iter().all(|(field, _)| field != *name));
    let missing = missing.map(|name| format!("{name}={}", variable(name)));
    let given =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(&hidden(name, value))));
    missing.chain(given).collect::<Vec<_>>().join("&")
}

/// The variable that holds a credential.
fn variable(credential: &str) -> &'static str {
    if credential == "client_id" { "$WORKOS_CLIENT_ID" } else { "$WORKOS_API_KEY" }
}

fn encoded(text: &str) -> String {
    if text == MASK {
        return MASK.to_owned();
    }
    utf8_percent_encode(text, NON_ALPHANUMERIC)
        .to_string()
        .replace("%5F", "_")
        .replace("%2D", "-")
        .replace("%2E", ".")
}

/// A word for the shell: in single quotes, or in double quotes where it names a variable.
fn quoted(text: &str) -> String {
    if ["$WORKOS_API_KEY", "$WORKOS_ACCESS_TOKEN", "$WORKOS_CLIENT_ID"].iter().any(|name| text.contains(name))
    {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('`', "\\`");
        return format!("\"{escaped}\"");
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
