//! What `workos api ls` and `--dry-run` print.

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use workos_kit::core::mask;
use workos_kit::transport::{Auth, Operation};

use super::endpoint::Endpoint;
use super::endpoints;
use super::request::{Body, CLIENT_ID, Request, is_secret, missing};
use crate::args::Global;
use crate::failure::Failure;
use crate::output::{Output, Style, one_line};

/// What stands for a secret.
const MASK: &str = "***";

/// Variables of the shell that hold credentials.
const API_KEY: &str = "$WORKOS_API_KEY";
const ACCESS_TOKEN: &str = "$WORKOS_ACCESS_TOKEN";
const CLIENT_ID_VARIABLE: &str = "$WORKOS_CLIENT_ID";

/// The characters that a query or form escapes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Lists the operations that a word leads to, and one alone with its parameters.
pub(super) fn list(word: &str, output: &Output) -> Result<(), Failure> {
    let found: Vec<&Endpoint> = endpoints::search(word).collect();
    let document: Vec<Value> = found.iter().map(|endpoint| to_json(endpoint)).collect();
    output.print(&json!({"object": "list", "data": document}), |output| match &found[..] {
        [] => {
            let near =
                endpoints::like(word).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("no operation has `{}` in its name, path or summary{near}\n", one_line(word))
        }
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
    // Without a key, so that none is needed.
    let client = global.client_with(None).build()?;
    let shown = Shown::of(request, client.base_url());
    let headers: Vec<_> = shown.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let curl = shown.curl(&request.method);
    let document = json!({
        "method": request.method.as_str(), "url": shown.url, "headers": headers, "body": shown.body, "curl": curl,
    });
    output.print(&document, |output| {
        let title = format!("{} {}", request.method, shown.url);
        let mut text = format!("{}\n", output.paint(Style::Bold, &title));
        headers.iter().for_each(|line| text.push_str(&format!("{}\n", one_line(line))));
        if let Some(body) = &shown.body {
            text.push_str(&format!("\n{}\n", one_line(body)));
        }
        format!("{text}\n{curl}\n")
    })
}

/// A request with variables in place of credentials, and without other secrets.
struct Shown {
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Shown {
    fn of(request: &Request, base_url: &str) -> Self {
        let operation = request.endpoint.map(|endpoint| &endpoint.operation);
        let credentials = request.endpoint.map_or(&[][..], |endpoint| endpoint.credentials);
        let hidden = |name: &str, value: &str| hidden(operation, name, value);
        let pairs = request.query.iter().map(|(name, value)| pair(name, &hidden(name, value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        let separator = if query.is_empty() { "" } else { "?" };

        let mut headers = Vec::new();
        let auth = operation.map_or(Auth::ApiKey, Operation::auth_kind);
        if auth == Auth::AccessToken || request.access_token.is_some() {
            headers.push(("authorization".to_owned(), format!("Bearer {ACCESS_TOKEN}")));
        } else if auth == Auth::ApiKey {
            headers.push(("authorization".to_owned(), format!("Bearer {API_KEY}")));
        }
        let (content_type, body) = match &request.body {
            Body::None if credentials.is_empty() => (None, None),
            Body::None => (Some("application/json"), Some(json_body(&json!({}), operation, credentials))),
            Body::Json(body) => (Some("application/json"), Some(json_body(body, operation, credentials))),
            Body::Form(fields) => {
                let has = |name: &str| fields.iter().any(|(field, _)| field == name);
                let missing = missing(credentials, has).map(|name| format!("{name}={}", variable(name)));
                let given = fields.iter().map(|(name, value)| pair(name, &hidden(name, value)));
                let form = missing.chain(given).collect::<Vec<_>>().join("&");
                (Some("application/x-www-form-urlencoded"), Some(form))
            }
        };
        headers.extend(content_type.map(|kind| ("content-type".to_owned(), kind.to_owned())));
        let given = request.headers.iter();
        headers.extend(given.map(|(name, value)| (name.to_lowercase(), hidden(name, value))));
        Self { url: format!("{base_url}{}{separator}{query}", path(request, operation)), headers, body }
    }

    fn curl(&self, method: &Method) -> String {
        let mut command = format!("curl -X {method} {}", quoted(&self.url));
        for (name, value) in &self.headers {
            command.push_str(&format!(" \\\n  -H {}", quoted(&format!("{name}: {value}"))));
        }
        if let Some(body) = &self.body {
            command.push_str(&format!(" \\\n  -d {}", quoted(body)));
        }
        command
    }
}

/// A value without secrets: whole if the contract marks it, else the parts that look like one.
fn hidden(operation: Option<&Operation>, name: &str, value: &str) -> String {
    match operation {
        Some(operation) if is_secret(operation, name) => MASK.to_owned(),
        _ => mask(value),
    }
}

/// The path of the request, with masked secrets.
fn path(request: &Request, operation: Option<&Operation>) -> String {
    let Some(operation) = operation else { return mask(&request.path) };
    let secret = |value: &str| {
        endpoints::parameters(operation.path(), &request.path)
            .any(|(name, known)| known == value && is_secret(operation, name))
    };
    let segments = request.path.split('/').map(|segment| if secret(segment) { MASK } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// A JSON body with masked secrets, and variables for the credentials that it lacks.
fn json_body(body: &Value, operation: Option<&Operation>, credentials: &[&'static str]) -> String {
    let mut shown = masked(body, operation);
    if let Value::Object(members) = &mut shown {
        for name in missing(credentials, |name| body.get(name).is_some()) {
            members.insert(name.to_owned(), variable(name).into());
        }
    }
    shown.to_string()
}

fn masked(value: &Value, operation: Option<&Operation>) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let is_secret = operation.is_some_and(|operation| is_secret(operation, name));
                (name.clone(), if is_secret { MASK.into() } else { masked(value, operation) })
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| masked(item, operation)).collect(),
        Value::String(text) => mask(text).into(),
        other => other.clone(),
    }
}

/// The variable that holds a credential.
fn variable(credential: &str) -> &'static str {
    if credential == CLIENT_ID { CLIENT_ID_VARIABLE } else { API_KEY }
}

/// A pair of a query or form. What stands for a secret is not escaped.
fn pair(name: &str, value: &str) -> String {
    let value = if value == MASK { value.to_owned() } else { escaped(value) };
    format!("{}={value}", escaped(name))
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// A word for the shell: in single quotes, but for the variables of credentials.
fn quoted(text: &str) -> String {
    let mut word = format!("'{}'", text.replace('\'', "'\\''"));
    for variable in [API_KEY, ACCESS_TOKEN, CLIENT_ID_VARIABLE] {
        word = word.replace(variable, &format!("'\"{variable}\"'"));
    }
    // A variable at the end leaves an empty quotation.
    word.strip_suffix("\"''").map_or_else(|| word.clone(), |start| format!("{start}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_variables_of_credentials_are_expanded_by_the_shell() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("Bearer $WORKOS_API_KEY", r#"'Bearer '"$WORKOS_API_KEY""#),
            (r#"{"a":"$1","b":"$WORKOS_API_KEY"}"#, r#"'{"a":"$1","b":"'"$WORKOS_API_KEY"'"}'"#),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
