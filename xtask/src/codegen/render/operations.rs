//! Renders handles with their methods, calls with their setters, and the static metadata.

use serde_json::Value;

use super::docs::{aliases, comment_around, comment_or};
use super::fields::{field_attribute, field_type};
use super::limits::{limit_check, range_check, widening};
use super::metadata::{errors, metadata, static_name, with_key_name};
use super::models::{argument, deprecated, field_argument};
use super::scope::Scope;
use super::usage;
use crate::codegen::plan::{
    Auth, Body, Direction, Field, Given, Handle, Input, Operation, Place, Plan, Presence, Type, snake,
};

/// The widest line of code.
const LINE_WIDTH: usize = 110;

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
    let mut steps = String::new();
    if operation.auth == Auth::AccessToken {
        arguments.push(format!("access_token: impl Into<{}>", scope.core("Secret")));
        steps.push_str("call.bearer(&access_token.into());\n");
    }
    if !operation.require_any.is_empty() {
        steps.push_str(&format!("call.require_any(&{:?});\n", operation.require_any));
    }
    for input in &operation.inputs {
        let is_argument = required.iter().any(|one| std::ptr::eq(*one, input));
        if is_argument {
            let (bound, step) = send(input, "call", scope)?;
            arguments.push(format!("{}: {bound}", input.field.name));
            steps.push_str(&step);
        } else if let Some(given) = &input.given {
            steps.push_str(&give(input, given));
        }
    }
    if operation.credentials.iter().any(|credential| credential.only.is_some()) {
        steps.push_str("let body = body.into();\n");
    }
    for credential in &operation.credentials {
        let step = give_json(&credential.given);
        steps.push_str(&match &credential.only {
            None => step,
            Some((union, arms)) => {
                let union = scope.import("super::models", union);
                let arms: Vec<_> = arms.iter().map(|arm| format!("{union}::{arm}(_)")).collect();
                format!("if matches!(body, {}) {{\n{step}}}\n", arms.join(" | "))
            }
        });
    }
    let name = static_name(operation);
    let new = format!("{}::new(&self.client, &{name})", scope.client("Call"));
    let body = body_value(operation, scope);
    let make = match (steps.is_empty(), body) {
        (true, None) => format!("{} {{ call: {new} }}", operation.call),
        (true, Some(body)) => format!("{} {{ call: {new}, {body} }}", operation.call),
        (false, body) => {
            let body = body.map_or_else(String::new, |body| format!(", {body}"));
            format!("let mut call = {new};\n{steps}{} {{ call{body} }}", operation.call)
        }
    };
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

/// Renders `body: …` of the call's struct literal.
fn body_value(operation: &Operation, scope: &Scope) -> Option<String> {
    match &operation.body {
        Body::None | Body::Form => None,
        Body::Whole(_) if operation.credentials.iter().any(|credential| credential.only.is_some()) => {
            Some("body".to_owned())
        }
        Body::Whole(ty) => {
            let value = argument("body", ty, scope).1;
            Some(if value == "body" { value } else { format!("body: {value}") })
        }
        Body::Fields(name) => {
            let inputs = || operation.inputs.iter().filter(|input| is_in_body(input));
            let is_given = |input: &&Input| input.field.required || input.given.is_some();
            let has_default = has_default(operation) && !inputs().all(|input| is_given(&input));
            if has_default && !inputs().any(|input| is_given(&input)) {
                return Some(format!("body: {name}::default()"));
            }
            let fields = inputs().filter(|input| !has_default || is_given(input)).map(|input| {
                let field = &input.field;
                let presence = field.presence(Direction::REQUEST);
                let value = match (&input.given, field.required) {
                    (Some(Given::Constant(constant)), _) => constant.to_string(),
                    (_, true) => field_argument(field, presence, scope).1,
                    (_, false) if presence == Presence::Patch => format!("{}::Keep", scope.core("Patch")),
                    (_, false) => "None".to_owned(),
                };
                if value == field.name { value } else { format!("{}: {value}", field.name) }
            });
            let mut fields: Vec<_> = fields.collect();
            if has_default {
                fields.push(format!("..{name}::default()"));
            }
            Some(format!("body: {name} {{ {} }}", fields.join(", ")))
        }
    }
}

fn call(handle: &Handle, operation: &Operation, scope: &Scope) -> Result<String, String> {
    // For a paged call, the macro `call!` knows the path of `Page` itself.
    let returns = match (&operation.returns, operation.paged) {
        (Type::Page(item), Some(_)) => format!("Page<{}>", scope.ty(item)),
        (returns, _) => scope.ty(returns),
    };
    let body = match &operation.body {
        Body::None | Body::Form => String::new(),
        Body::Whole(ty) => format!(" {{ body: {} }}", scope.ty(ty)),
        Body::Fields(name) => format!(" {{ body: {name} }}"),
    };
    let paged = operation.paged.map_or_else(String::new, |max| format!(", paged({max})"));
    let macro_name = scope.client("call");
    let mut code = format!(
        "{macro_name}! {{\n    /// The call of [`{}::{}`].\n    pub struct {}{body} -> {returns}{paged};\n}}\n\n",
        handle.name, operation.verb, operation.call,
    );
    let mut setters = Vec::new();
    // Setters that only fill a field of the body, for the macro.
    let mut fields = Vec::new();
    for input in operation.inputs.iter().filter(|input| !input.field.required && input.given.is_none()) {
        let (bound, mut step) = send(input, "self.call", scope)?;
        if input.idempotency_key {
            step.push_str(&format!("self.call.repeatable_as(&{});\n", with_key_name(operation)));
        }
        let field = &input.field;
        let assigned = step.strip_prefix(&format!("self.body.{} = ", field.name));
        if let Some(value) =
            assigned.and_then(|rest| rest.strip_suffix(";\n")).filter(|value| !value.contains('\n'))
        {
            fields.push(setter(field, &bound, value));
            continue;
        }
        setters.push(format!(
            "{}{}pub fn {name}(mut self, {name}: {bound}) -> Self {{\n{step}self\n}}\n",
            comment_or("    ", &field.doc, &field.wire),
            deprecated(field.deprecated.as_deref()),
            name = field.name,
        ));
    }
    if !fields.is_empty() {
        let setters = scope.client("setters");
        code.push_str(&format!("{setters}! {{\n    {}:\n{}}}\n\n", operation.call, fields.concat()));
    }
    if !setters.is_empty() {
        code.push_str(&format!("impl {} {{\n{}}}\n\n", operation.call, setters.join("\n")));
    }
    if let Body::Fields(name) = &operation.body {
        code.push_str(&body_struct(name, operation, scope));
    }
    Ok(code)
}

/// A setter of the macro, which rustfmt leaves as it is.
fn setter(field: &Field, bound: &str, value: &str) -> String {
    let head = format!("    {}({bound}) =", field.name);
    let space = if head.len() + value.len() + 2 > LINE_WIDTH { "\n        " } else { " " };
    format!(
        "{}{}{head}{space}{value};\n",
        comment_or("    ", &field.doc, &field.wire),
        deprecated(field.deprecated.as_deref()),
    )
}

/// Whether the private struct of a body has a `Default`: its required fields have one.
fn has_default(operation: &Operation) -> bool {
    let required = operation.inputs.iter().filter(|input| is_in_body(input) && input.field.required);
    let simple = |ty: &Type| {
        matches!(
            ty,
            Type::Bool | Type::I64 | Type::U32 | Type::String | Type::List(_) | Type::Map(_) | Type::Json
        )
    };
    required.clone().all(|input| {
        simple(&input.field.ty) || input.field.presence(Direction::REQUEST) == Presence::Nullable
    })
}

fn body_struct(name: &str, operation: &Operation, scope: &Scope) -> String {
    let mut fields = String::new();
    for input in operation.inputs.iter().filter(|input| is_in_body(input)) {
        let field = &input.field;
        let presence = field.presence(Direction::REQUEST);
        fields.push_str(&field_attribute(field, presence, false, true, scope));
        let ty = match &input.given {
            Some(Given::Constant(Value::String(_))) => "&'static str".to_owned(),
            Some(Given::Constant(Value::Bool(_))) => "bool".to_owned(),
            _ => field_type(field, presence, scope),
        };
        fields.push_str(&format!("{}: {ty},\n", field.name));
    }
    let serialize = scope.import("serde", "Serialize");
    let default = if has_default(operation) { "Default, " } else { "" };
    format!("#[derive(Clone, Debug, {default}{serialize})]\nstruct {name} {{\n{fields}}}\n\n")
}

/// Whether an input is a field of the private struct of a JSON body.
fn is_in_body(input: &Input) -> bool {
    input.place == Place::Json && !input.is_from_client()
}

/// Returns the type of the argument for an input, and the statements that add the value to the call.
fn send(input: &Input, call: &str, scope: &Scope) -> Result<(String, String), String> {
    let Field { name, wire, ty, .. } = &input.field;
    let unknown = || Err(format!("{wire}: {ty:?} cannot be sent as {:?}", input.place));
    let text = || ("impl AsRef<str>".to_owned(), format!("{name}.as_ref()"));
    let (bound, value) = argument(name, ty, scope);
    let step = match (input.place, ty) {
        (Place::Json, _) => {
            let (bound, value) =
                field_argument(&input.field, input.field.presence(Direction::REQUEST), scope);
            let step = if input.field.required {
                String::new()
            } else {
                format!("self.body.{name} = {value};\n{}", limit_check(input))
            };
            return Ok((bound, range_check(input, call, widening(ty)) + &step));
        }
        (Place::WholeJson, _) => return Ok((bound, String::new())),
        (Place::Path, Type::Id(_)) => format!("{call}.path_id({wire:?}, {value}.as_str());\n"),
        (Place::Path, Type::Enum(_)) => format!("{call}.path({wire:?}, {value}.as_str());\n"),
        (Place::Path, Type::String) => {
            let (bound, value) = text();
            return Ok((bound, format!("{call}.path({wire:?}, {value});\n")));
        }
        (Place::Path, Type::I64 | Type::U32) => format!("{call}.path({wire:?}, &{value}.to_string());\n"),
        (Place::Header, Type::String) if input.idempotency_key => {
            let (bound, value) = text();
            return Ok((bound, format!("{call}.idempotency_key({value});\n")));
        }
        (Place::Header, Type::String) => {
            let (bound, value) = text();
            return Ok((bound, format!("{call}.header({wire:?}, {value});\n")));
        }
        (Place::Path, Type::Secret) => format!("{call}.path_secret({wire:?}, &{value});\n"),
        (Place::Query, Type::Secret) => format!("{call}.query_secret({wire:?}, &{value});\n"),
        (Place::Form, Type::Secret) => format!("{call}.form_secret({wire:?}, &{value});\n"),
        (Place::Query, Type::List(item)) => {
            let (bound, value) = match **item {
                Type::String => ("impl IntoIterator<Item = impl AsRef<str>>".to_owned(), name.clone()),
                Type::Id(_) | Type::Enum(_) => {
                    (bound, format!("{name}.into_iter().map(Into::<{}>::into)", scope.ty(item)))
                }
                _ => return unknown(),
            };
            return Ok((bound, format!("{call}.query_list({wire:?}, {value});\n")));
        }
        (Place::Query, Type::Map(_) | Type::Object) => {
            let bound = "impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>".to_owned();
            return Ok((bound, format!("{call}.query_map({wire:?}, {name});\n")));
        }
        (Place::Query, Type::Enum(_)) if !input.wire_values.is_empty() => {
            let ty = scope.ty(ty);
            let arms: String = input
                .wire_values
                .iter()
                .map(|(variant, text)| format!("{ty}::{variant} => {text:?},\n"))
                .collect();
            format!(
                "let {name} = {value};\nlet wire_value = match &{name} {{\n{arms}other => other.as_str(),\n}};\n\
                 {call}.query({wire:?}, wire_value);\n"
            )
        }
        (Place::Query, Type::Model(_) | Type::Union(_) | Type::Scalar(_) | Type::Json) => return unknown(),
        (Place::Query, _) => {
            format!("{}{call}.query({wire:?}, {value});\n", range_check(input, call, widening(ty)))
        }
        (
            Place::Form,
            Type::String | Type::Id(_) | Type::Enum(_) | Type::Bool | Type::I64 | Type::U32 | Type::Timestamp,
        ) => {
            format!("{}{call}.form({wire:?}, {value});\n", range_check(input, call, widening(ty)))
        }
        (Place::Path | Place::Header | Place::Form, _) => return unknown(),
    };
    Ok((bound, step))
}

/// Renders the statement that sends a value that is not an argument of the caller.
fn give(input: &Input, given: &Given) -> String {
    let wire = &input.field.wire;
    match (given, input.place) {
        // The constant is in the struct of the body.
        (Given::Constant(_), Place::Json | Place::WholeJson) => String::new(),
        (Given::Constant(constant), Place::Form) => format!("call.form({wire:?}, {constant});\n"),
        (Given::Constant(constant), _) => format!("call.query({wire:?}, {constant});\n"),
        (given, Place::Json) => give_json(given),
        (Given::ClientId, _) => "call.form_client_id();\n".to_owned(),
        (Given::ClientSecret, _) => "call.form_client_secret();\n".to_owned(),
    }
}

/// Renders the statement that adds a credential of the client to a JSON body.
fn give_json(given: &Given) -> String {
    match given {
        Given::ClientSecret => "call.json_client_secret();\n".to_owned(),
        _ => "call.json_client_id();\n".to_owned(),
    }
}
