//! Renders handles with their methods, and the calls and static metadata of their operations.

use super::calls::{body_checks, call, is_in_body};
use super::docs::{LINE_WIDTH, aliases, comment_around, comment_or};
use super::metadata::{errors, metadata, static_name};
use super::models::{argument, deprecated, field_argument};
use super::scope::Scope;
use super::steps::{give, give_json, send};
use super::usage;
use crate::codegen::plan::{Auth, Body, Credential, Direction, Given, Handle, Input, Operation, Plan, snake};

/// Renders the operations of some handles of a crate.
pub(super) fn render(plan: &Plan, handles: &[Handle]) -> Result<(Scope, String), String> {
    let scope = Scope::new(plan, "operations");
    let mut code = String::new();
    for handle in handles {
        if handle.operations.iter().any(|operation| !operation.hand_written) {
            code.push_str(&structure(handle, plan, &scope)?);
        }
        for operation in &handle.operations {
            if !operation.hand_written {
                code.push_str(&call(handle, operation, &scope)?);
            }
            code.push_str(&metadata(operation, plan, &scope));
        }
    }
    Ok((scope, code))
}

fn structure(handle: &Handle, plan: &Plan, scope: &Scope) -> Result<String, String> {
    let client = scope.client("Client");
    let mut verbs = String::new();
    for operation in handle.operations.iter().filter(|operation| !operation.hand_written) {
        verbs.push('\n');
        verbs.push_str(&verb(handle, operation, plan, scope)?);
    }
    Ok(format!(
        "{doc}#[derive(Clone, Debug)]\npub struct {name} {{\npub(crate) client: {client},\n}}\n\nimpl {name} {{\n\
         /// Creates the handle, without sending a request.\n#[must_use]\npub fn new(client: &{client}) -> Self {{\n\
         Self {{ client: client.clone() }}\n}}\n{verbs}}}\n\n",
        doc = comment_or("", &handle.doc, &handle.name),
        name = handle.name,
    ))
}

fn verb(handle: &Handle, operation: &Operation, plan: &Plan, scope: &Scope) -> Result<String, String> {
    let required: Vec<&Input> =
        operation.inputs.iter().filter(|input| input.field.required && input.given.is_none()).collect();
    let mut arguments = Vec::new();
    let mut steps = Vec::new();
    if operation.auth == Auth::AccessToken {
        arguments.push(format!("access_token: impl Into<{}>", scope.core("Secret")));
        steps.push("call.bearer(&access_token.into());".to_owned());
    }
    if !operation.require_any.is_empty() {
        steps.push(format!("call.require_any(&{:?});", operation.require_any));
    }
    for input in &operation.inputs {
        if let Some(given) = &input.given {
            steps.extend(give(input, given));
        } else if input.field.required {
            let (bound, sending) = send(input, scope)?;
            arguments.push(format!("{}: {bound}", input.field.name));
            steps.extend(sending);
        }
    }
    let make = made(operation, steps, scope);
    let described: Vec<String> = required
        .iter()
        .filter(|input| !input.field.doc.trim().is_empty())
        .map(|input| format!("- `{}`: {}", input.field.name, input.field.doc.trim()))
        .collect();
    let source = match &operation.url {
        Some(url) => format!("`{} {}`, <{url}>", operation.method, operation.path),
        None => format!("`{} {}`", operation.method, operation.path),
    };
    let doc = comment_around(
        "    ",
        &[&operation.doc, &described.join("\n")],
        &usage::example(handle, operation, plan),
        &[&errors(&operation.errors), &source],
    );
    Ok(format!(
        "{doc}{}{}pub fn {}(&self{}) -> {} {{\n{make}\n}}\n",
        aliases(
            [operation.official_id.as_deref(), Some(&snake(&operation.call))].into_iter().flatten(),
            &operation.verb
        ),
        deprecated(operation.deprecated.as_deref()),
        operation.verb,
        arguments.iter().map(|argument| format!(", {argument}")).collect::<String>(),
        operation.call,
    ))
}

/// Renders the statements that make the call with these steps.
fn made(operation: &Operation, mut steps: Vec<String>, scope: &Scope) -> String {
    let new = format!("{}::new(&self.client, &{})", scope.client("Call"), static_name(operation));
    let call = &operation.call;
    let value = match &operation.body {
        Body::None | Body::Form => None,
        Body::Whole(ty) => Some(argument("body", ty, scope).1),
        Body::Fields(name) => {
            let fields = operation.inputs.iter().filter(|input| is_in_body(input));
            let values: Vec<_> = fields.filter_map(|input| body_value(input, scope)).collect();
            Some(format!("{name}::new({})", values.join(", ")))
        }
    };
    let mut checks = body_checks(operation);
    checks.extend(operation.credentials.iter().map(|credential| credential_step(credential, scope)));
    let body = value.as_ref().map_or("", |value| if value == "body" { ", body" } else { ", body: " });
    let short = format!(
        "{call} {{ call: {new}{body}{} }}",
        value.as_deref().filter(|value| *value != "body").unwrap_or_default()
    );
    // The statement is indented by two levels.
    if steps.is_empty() && checks.is_empty() && short.len() + 8 <= LINE_WIDTH {
        return short;
    }
    if let Some(value) = value.filter(|value| value != "body") {
        steps.push(format!("let body = {value};"));
    }
    let body = if body.is_empty() { "" } else { ", body" };
    steps.extend(checks);
    let mutable = if steps.iter().any(|step| step.contains("call.")) { "mut " } else { "" };
    format!("let {mutable}call = {new};\n{}\n{call} {{ call{body} }}", steps.join("\n"))
}

/// Renders the argument of the body's `new` for a field: a required value or a constant.
fn body_value(input: &Input, scope: &Scope) -> Option<String> {
    let field = &input.field;
    match &input.given {
        Some(Given::Constant(constant)) => Some(constant.to_string()),
        _ if field.required => Some(field_argument(field, field.presence(Direction::REQUEST), scope).1),
        _ => None,
    }
}

/// Renders the statement that adds a credential of the client to `body`.
fn credential_step(credential: &Credential, scope: &Scope) -> String {
    let step = give_json(&credential.given);
    match &credential.only {
        None => step,
        Some((union, arms)) => {
            let union = scope.import("super::models", union);
            let arms: Vec<_> = arms.iter().map(|arm| format!("{union}::{arm}(_)")).collect();
            format!("if matches!(body, {}) {{\n{step}\n}}", arms.join(" | "))
        }
    }
}
