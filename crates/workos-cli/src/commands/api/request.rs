//! The request that the arguments describe: checked, and sent as a call of the SDK.

use std::path::Path;

use http::Method;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use workos_kit::transport::Operation;
use workos_kit::{Call, Client, Secret};

use super::endpoint::{Encoding, Endpoint};
use super::endpoints;
use crate::args::Api;
use crate::failure::Failure;
use crate::files;
use crate::settings::secret;

/// The size limit of a body in bytes; requests of this API are much smaller.
const MAX_BODY: u64 = 4 * 1024 * 1024;

/// The credentials of a client, as members of a body.
pub(super) const CLIENT_ID: &str = "client_id";
const CLIENT_SECRET: &str = "client_secret";

/// A request, before credentials are added.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The path without its query, as it was given.
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
    /// The operation, if this version knows it.
    pub(super) endpoint: Option<&'static Endpoint>,
    pub(super) access_token: Option<Secret>,
}

#[derive(Debug)]
pub(super) enum Body {
    None,
    Json(Value),
    Form(Vec<(String, String)>),
}

impl Request {
    /// Reads arguments, files and the environment.
    pub(super) fn read(command: Api) -> Result<Self, Failure> {
        let target = command.target.as_deref().unwrap_or_default();
        let (method, path) = match command.path {
            Some(path) if command.parameters.is_empty() => (endpoints::method(target)?, path),
            Some(_) => return Err(Failure::usage("`--param` requires the name of an operation, not a path")),
            None => endpoints::named(target, &command.parameters)?,
        };
        let (path, in_path) = path.split_once('?').unwrap_or((&path, ""));
        check_path(path)?;
        let endpoint = endpoints::find(&method, path);
        let mut query: Vec<_> = form_urlencoded::parse(in_path.as_bytes()).into_owned().collect();
        query.extend(command.query);
        let body = body(command.data.as_deref(), endpoint)?;
        let needs_token =
            endpoint.is_some_and(|it| it.operation.auth_kind() == workos_kit::transport::Auth::AccessToken);
        let access_token = if needs_token || command.token_file.is_some() {
            secret(command.token_file.as_deref(), "WORKOS_ACCESS_TOKEN")?
        } else {
            None
        };
        if needs_token && access_token.is_none() && !command.dry_run {
            let hint = "Set WORKOS_ACCESS_TOKEN or --token-file; `workos sso exchange --token-file PATH` writes one.";
            return Err(Failure::usage("this operation takes an access token").with_hint(hint));
        }
        let headers = command.header;
        Ok(Self { method, path: path.to_owned(), query, headers, body, endpoint, access_token })
    }

    /// A remark on a path that leads to no operation of this version.
    pub(super) fn note(&self) -> Option<String> {
        if self.endpoint.is_some() {
            return None;
        }
        let methods: Vec<_> = endpoints::methods(&self.path).into_iter().map(Method::as_str).collect();
        let advice = match (&methods[..], endpoints::most_similar(&self.path)) {
            ([_, ..], _) => format!("; known methods: {}", methods.join(", ")),
            ([], Some(template)) => format!("; did you mean {template}?"),
            ([], None) => String::new(),
        };
        Some(format!("note: {} {} is no operation that this version knows{advice}", self.method, self.path))
    }

    /// The call that sends it.
    pub(super) fn into_call(self, client: &Client) -> Result<Call<()>, Failure> {
        let operation = match self.endpoint {
            Some(endpoint) => &endpoint.operation,
            None => leaked(Operation::new("api", self.method.clone(), leak(&self.path))),
        };
        let mut call = Call::new(client, operation);
        for (name, value) in endpoints::parameters(operation.path(), &self.path) {
            let value = percent_decode_str(value).decode_utf8().map_err(|_| not_text(name))?;
            if is_secret(operation, name) {
                call.path_secret(name, &Secret::from(value.into_owned()));
            } else {
                call.path(name, &value);
            }
        }
        for (name, value) in self.query {
            if is_secret(operation, &name) {
                call.query_secret(leak(&name), &Secret::from(value));
            } else {
                call.query(leak(&name), value);
            }
        }
        for (name, value) in &self.headers {
            call.header(name.as_str(), value.as_str());
        }
        if let Some(token) = &self.access_token {
            call.bearer(token);
        }
        let credentials = self.endpoint.map_or(&[][..], |endpoint| endpoint.credentials);
        match self.body {
            Body::None if credentials.is_empty() => {}
            Body::None | Body::Json(_) => {
                let body = match self.body {
                    Body::Json(body) => body,
                    _ => Value::Object(serde_json::Map::new()),
                };
                for name in missing(credentials, |name| body.get(name).is_some()) {
                    if name == CLIENT_ID {
                        call.json_client_id();
                    } else {
                        call.json_client_secret();
                    }
                }
                for secret in secrets(&body, operation) {
                    call.secret("body", &secret);
                }
                call.json(&body);
            }
            Body::Form(fields) => {
                for name in missing(credentials, |name| fields.iter().any(|(field, _)| field == name)) {
                    if name == CLIENT_ID {
                        call.form_client_id();
                    } else {
                        call.form_client_secret();
                    }
                }
                for (name, value) in fields {
                    if is_secret(operation, &name) {
                        call.form_secret(leak(&name), &Secret::from(value));
                    } else {
                        call.form(leak(&name), value);
                    }
                }
            }
        }
        Ok(call)
    }
}

/// The credentials that a body lacks; `has` says whether it has one.
pub(super) fn missing(
    credentials: &[&'static str],
    has: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &'static str> {
    credentials.iter().copied().filter(move |name| !has(name))
}

/// Whether a parameter or member is a secret of the operation.
pub(super) fn is_secret(operation: &Operation, name: &str) -> bool {
    operation.secret_fields().contains(&name) || name == CLIENT_SECRET
}

/// The secrets in a body, at any depth.
fn secrets(body: &Value, operation: &Operation) -> Vec<Secret> {
    match body {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(text) if is_secret(operation, name) && !text.is_empty() => {
                    vec![Secret::from(text.clone())]
                }
                other => secrets(other, operation),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(|item| secrets(item, operation)).collect(),
        _ => Vec::new(),
    }
}

/// A path that a request may have.
fn check_path(path: &str) -> Result<(), Failure> {
    let problem = if path.contains("://") {
        "the path has no scheme and host: they come from --base-url"
    } else if !path.starts_with('/') {
        "the path starts with `/`"
    } else if path.contains('#') {
        "a path of the API has no fragment"
    } else if path.contains(['{', '}']) {
        "fill in the parameters of the path"
    } else if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        "a path of the API has no dot segments"
    } else if path.contains(|c: char| c.is_whitespace() || c.is_control()) {
        "escape white space in the path: %20"
    } else {
        return Ok(());
    };
    Err(Failure::usage(format!("{path}: {problem}")).with_hint("`workos api ls WORD` lists paths."))
}

/// The body, as the operation takes it; JSON where it is unknown.
fn body(data: Option<&str>, endpoint: Option<&Endpoint>) -> Result<Body, Failure> {
    let encoding = endpoint.map(|endpoint| endpoint.encoding);
    let Some(data) = data else {
        return Ok(if encoding == Some(Encoding::Form) { Body::Form(Vec::new()) } else { Body::None });
    };
    let text = match data.strip_prefix('@') {
        Some(path) => {
            let content = files::read("the body", Path::new(path), MAX_BODY)?;
            String::from_utf8(content).map_err(|_| Failure::usage(format!("the body {path} is not UTF-8")))?
        }
        None => data.to_owned(),
    };
    if encoding == Some(Encoding::Form) {
        return Ok(Body::Form(form_urlencoded::parse(text.trim().as_bytes()).into_owned().collect()));
    }
    let json = serde_json::from_str(&text);
    json.map(Body::Json).map_err(|error| {
        let hint = "Quote it for the shell: -d '{\"name\": \"Acme\"}', or read it from a file: -d @FILE.";
        Failure::usage(format!("the body is not JSON: {error}")).with_hint(hint)
    })
}

fn not_text(name: &str) -> Failure {
    Failure::usage(format!("the parameter {name} of the path is not UTF-8"))
}

/// Makes a name live as long as the program, as the names of a call do. The program sends one request and ends.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Makes an operation live as long as the program.
fn leaked(operation: Operation) -> &'static Operation {
    Box::leak(Box::new(operation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_cannot_be_sent_is_refused_with_the_reason() {
        for (path, expected) in [
            ("https://api.workos.com/organizations", "scheme and host"),
            ("organizations", "starts with `/`"),
            ("/organizations/{id}", "fill in"),
            ("/organizations/../users", "dot segments"),
            ("/a b", "%20"),
            ("/a#b", "fragment"),
        ] {
            assert!(check_path(path).unwrap_err().to_string().contains(expected), "{path}");
        }
        check_path("/organizations/org_1").unwrap();
    }

    #[test]
    fn a_body_that_is_not_json_is_refused_before_anything_is_sent() {
        let error = body(Some("{name: 1}"), None).unwrap_err();
        assert!(error.to_string().contains("not JSON") && error.hint().is_some(), "{error}");
        assert!(body(Some("@/nowhere/body"), None).is_err());
    }
}
