//! Renders the type of a call, its body and its setters.

use serde_json::Value;

use super::docs::{LINE_WIDTH, comment_or};
use super::fields::{field_type, is_secret};
use super::limits::{limit_checks, range_check};
use super::metadata::with_key_name;
use super::models::{deprecated, field_argument};
use super::scope::Scope;
use super::steps::send;
use crate::codegen::plan::{Body, Direction, Given, Handle, Input, Operation, Place, Presence, Type};

/// Renders the call type of an operation.
pub(super) fn call(handle: &Handle, operation: &Operation, scope: &Scope) -> Result<String, String> {
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
    if let Body::Fields(name) = &operation.body {
        code.push_str(&body_of_fields(name, operation, scope));
    }
    let optional = |input: &&Input| !input.field.required && input.given.is_none();
    let parameters = operation.inputs.iter().filter(optional).filter(|input| !is_in_body(input));
    let setters: String =
        parameters.map(|input| setter(input, operation, scope)).collect::<Result<_, String>>()?;
    if !setters.is_empty() {
        let macro_name = scope.client("setters");
        code.push_str(&format!("{macro_name}! {{\n    {}:\n{setters}}}\n\n", operation.call));
    }
    Ok(code)
}

/// Whether an input is a field of the private struct of a JSON body.
pub(super) fn is_in_body(input: &Input) -> bool {
    input.place == Place::Json && !input.is_from_client()
}

/// Renders a setter of a parameter. It stands in a macro, so rustfmt leaves it as it is.
fn setter(input: &Input, operation: &Operation, scope: &Scope) -> Result<String, String> {
    let (bound, mut steps) = send(input, scope)?;
    if input.idempotency_key {
        steps.push(format!("call.repeatable_as(&{});", with_key_name(operation)));
    }
    let head = format!("    {}({bound}) => |call|", input.field.name);
    Ok(format!("{}{head}{};\n", attributes(input), closure(&head, &steps)))
}

/// Renders the docs and the attributes of a setter.
fn attributes(input: &Input) -> String {
    let field = &input.field;
    let deprecated = deprecated(field.deprecated.as_deref());
    let indent = if deprecated.is_empty() { "" } else { "    " };
    format!("{}{indent}{deprecated}", comment_or("    ", &field.doc, &field.wire))
}

/// Renders the expression that evaluates statements, behind a head. Breaks the line if it would be too long.
fn closure(head: &str, steps: &[String]) -> String {
    match steps {
        [step] if !step.contains('\n') => {
            let step = step.trim_end_matches(';');
            // The line ends with a semicolon.
            let fits = head.len() + step.len() + 2 <= LINE_WIDTH;
            format!("{}{step}", if fits { " " } else { "\n        " })
        }
        steps => {
            let lines = steps.iter().flat_map(|step| step.lines());
            let lines: String = lines.map(|line| format!("        {line}\n")).collect();
            format!(" {{\n{lines}    }}")
        }
    }
}

/// Renders the private struct of a JSON body, with the setters of its optional fields.
fn body_of_fields(name: &str, operation: &Operation, scope: &Scope) -> String {
    let inputs = operation.inputs.iter().filter(|input| is_in_body(input));
    let fields: String = inputs.map(|input| body_field(input, scope)).collect();
    format!("{}! {{\n    struct {name} of {};\n{fields}}}\n\n", scope.client("body"), operation.call)
}

fn body_field(input: &Input, scope: &Scope) -> String {
    let field = &input.field;
    let presence = field.presence(Direction::REQUEST);
    let wire = if field.name.trim_start_matches("r#") == field.wire {
        String::new()
    } else {
        format!(" as {:?}", field.wire)
    };
    let ty = match &input.given {
        Some(Given::Constant(Value::String(_))) => "&'static str".to_owned(),
        Some(Given::Constant(Value::Bool(_))) => "bool".to_owned(),
        _ => field_type(field, presence, scope),
    };
    let secret = if is_secret(&field.ty) { " as secret" } else { "" };
    if field.required {
        return format!("    {}{wire}: {ty}{secret} = required;\n", field.name);
    }
    let (bound, value) = field_argument(field, presence, scope);
    let head = format!("    {}{wire}({bound}): {ty}{secret} =", field.name);
    let space = if head.len() + value.len() + 2 > LINE_WIDTH { "\n        " } else { " " };
    let checks: Vec<String> = range_check(input, &format!("*{}", field.name))
        .into_iter()
        .chain(limit_checks(input, &field.name))
        .collect();
    let check = if checks.is_empty() {
        String::new()
    } else {
        let closure_head = format!("|call, {}|", field.name);
        let fits =
            head.len() + space.len() + value.len() + closure_head.len() + checks[0].len() + 3 <= LINE_WIDTH;
        let gap = if fits || checks.len() > 1 { " " } else { "\n        " };
        format!(",{gap}{closure_head}{}", closure("", &checks))
    };
    format!("{}{head}{space}{value}{check};\n", attributes(input))
}

/// Renders the statements that check the required fields of `body`.
pub(super) fn body_checks(operation: &Operation) -> Vec<String> {
    let inputs = operation.inputs.iter().filter(|input| is_in_body(input));
    let required = inputs.filter(|input| input.field.required && input.given.is_none());
    required
        .flat_map(|input| {
            let name = &input.field.name;
            if input.field.presence(Direction::REQUEST) == Presence::Always {
                return limit_checks(input, &format!("&body.{name}"));
            }
            let checks = limit_checks(input, name);
            let check = format!("if let Some({name}) = &body.{name} {{\n{}\n}}", checks.join("\n"));
            if checks.is_empty() { Vec::new() } else { vec![check] }
        })
        .collect()
}
