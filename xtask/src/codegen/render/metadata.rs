//! Renders the static `Operation` of each endpoint, with its hints.

use super::docs::{LINE_WIDTH, comment};
use super::scope::Scope;
use crate::codegen::plan::{Auth, ErrorRow, Operation, Plan, snake};

/// The constant with the advice that the operations share.
const SHARED_HINTS: &str = "SHARED_HINTS";

/// Renders the hints that the operations of a crate share.
pub(super) fn shared_hints(plan: &Plan) -> (Scope, String) {
    let scope = Scope::new(plan, "hints");
    if plan.hints.is_empty() {
        return (scope, String::new());
    }
    let hints: String = plan.hints.iter().map(hint).collect();
    let (slice, hints_macro) = (scope.client("Hint"), scope.client("hints"));
    let code = format!("pub(super) const {SHARED_HINTS}: &[{slice}] = {hints_macro}! {{\n{hints}}};\n");
    (scope, code)
}

/// Returns the name of the static that describes an operation.
pub(super) fn static_name(operation: &Operation) -> String {
    snake(&operation.call).trim_start_matches("r#").to_uppercase()
}

/// Returns the name of the static that describes a call with an idempotency key.
pub(super) fn with_key_name(operation: &Operation) -> String {
    format!("{}_WITH_KEY", static_name(operation))
}

pub(super) fn errors(rows: &[ErrorRow]) -> String {
    if rows.is_empty() {
        return "# Errors\nOnly the errors that every call can return.".to_owned();
    }
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let code = row.code.as_ref().map_or_else(String::new, |code| format!(" `{code}`"));
            let predicate = predicate(row).map_or_else(String::new, |name| format!(" (`{name}()`)"));
            format!("- {}{code}{predicate}: {}", row.status, row.hint)
        })
        .collect();
    format!("# Errors\n{}", rows.join("\n"))
}

/// Returns the method of `Error` that identifies this error.
fn predicate(row: &ErrorRow) -> Option<&'static str> {
    Some(match (row.status, row.code.as_deref()) {
        (_, Some("invalid_grant")) => "is_invalid_grant",
        (400 | 422, _) => "is_invalid_request",
        (401, _) => "is_unauthorized",
        (403, _) => "is_forbidden",
        (404, _) => "is_not_found",
        (409, _) => "is_conflict",
        (429, _) => "is_rate_limited",
        _ => return None,
    })
}

/// Renders the row of a hint, for the macros `hints!` and `operation!`.
fn hint(row: &ErrorRow) -> String {
    let code = row.code.as_ref().map_or_else(String::new, |code| format!(" {code:?}"));
    format!("    {}{code} => {};\n", row.status, literal(&row.hint))
}

/// Renders the static of an operation.
pub(super) fn metadata(operation: &Operation, plan: &Plan, scope: &Scope) -> String {
    let mut settings = String::new();
    if operation.repeatable {
        settings.push_str(".repeatable()");
    }
    match operation.auth {
        Auth::ApiKey => {}
        Auth::None => settings.push_str(&format!(".auth({}::None)", scope.client("Auth"))),
        Auth::AccessToken => settings.push_str(&format!(".auth({}::AccessToken)", scope.client("Auth"))),
    }
    if let Some(class) = &operation.quota {
        settings.push_str(&format!(".quota({class:?})"));
    }
    if !operation.secrets.is_empty() {
        settings.push_str(&format!(".with_secret_fields(&{:?})", operation.secrets));
    }
    if !plan.hints.is_empty() {
        settings.push_str(&format!(".with_default_hints({})", scope.import("super::hints", SHARED_HINTS)));
    }
    let own: String = operation.errors.iter().filter(|row| !row.is_shared).map(hint).collect();
    let unknown = operation.unknown_outcome.iter();
    let unknown: String =
        unknown.map(|text| format!("    unknown_outcome => {};\n", literal(text))).collect();
    let (doc, visibility) = if operation.hand_written {
        (comment("    ", &[&operation.doc]), "pub(crate) ")
    } else {
        (String::new(), "")
    };
    let has_key = operation.inputs.iter().any(|input| input.idempotency_key);
    let with_key = if has_key { format!(", {}", with_key_name(operation)) } else { String::new() };
    let (operation_type, method) = (scope.client("Operation"), scope.client("Method"));
    let head = format!("    {visibility}static {}{with_key} =", static_name(operation));
    let new = format!(
        "{operation_type}::new({:?}, {method}::{}, {:?})",
        operation.id, operation.method, operation.path
    );
    let mut code = format!("{head} {new}");
    let mut indent = "        ";
    if code.len() > LINE_WIDTH {
        code = format!("{head}\n{indent}{new}");
        indent = "            ";
    }
    if !settings.is_empty() {
        let fits = !code.contains('\n') && code.len() + settings.len() < LINE_WIDTH;
        code = if fits { code + &settings } else { format!("{code}\n{indent}{settings}") };
    }
    let macro_name = scope.client("operation");
    format!("{macro_name}! {{\n{doc}{code};\n{own}{unknown}}}\n\n")
}

/// Renders a string literal on one line.
fn literal(text: &str) -> String {
    format!("{:?}", text.split_whitespace().collect::<Vec<_>>().join(" "))
}
