//! Renders the static `Operation` of each call, with its hints.

use super::scope::Scope;
use crate::codegen::plan::{Auth, ErrorRow, Operation, Plan, snake};

/// The constant with the advice that the operations share.
const SHARED_HINTS: &str = "SHARED_HINTS";

/// The maximum number of columns in a line of a hint's string literal.
const HINT_WIDTH: usize = 96;

/// Renders the hints that the operations of a crate share.
pub(super) fn shared_hints(plan: &Plan) -> (Scope, String) {
    let scope = Scope::new(plan, "hints");
    if plan.hints.is_empty() {
        return (scope, String::new());
    }
    let hints: String = plan.hints.iter().map(|row| hint(row, &scope)).collect();
    let code = format!("pub(super) const {SHARED_HINTS}: &[{}] = &[\n{hints}];\n", scope.client("Hint"));
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

/// The expression that makes a hint, with its comma.
fn hint(row: &ErrorRow, scope: &Scope) -> String {
    let code = row.code.as_ref().map_or_else(|| "None".to_owned(), |code| format!("Some({code:?})"));
    format!("{}::new({}, {code}, {}),\n", scope.client("Hint"), row.status, string_literal(&row.hint))
}

pub(super) fn metadata(operation: &Operation, plan: &Plan, scope: &Scope) -> String {
    let (operation_type, method) = (scope.client("Operation"), scope.client("Method"));
    let mut parts = String::new();
    if operation.repeatable {
        parts.push_str(".repeatable()");
    }
    match operation.auth {
        Auth::ApiKey => {}
        Auth::None => parts.push_str(&format!(".auth({}::None)", scope.client("Auth"))),
        Auth::AccessToken => parts.push_str(&format!(".auth({}::AccessToken)", scope.client("Auth"))),
    }
    if let Some(class) = &operation.quota {
        parts.push_str(&format!(".quota({class:?})"));
    }
    if !operation.secrets.is_empty() {
        parts.push_str(&format!(".with_secret_fields(&{:?})", operation.secrets));
    }
    let name = static_name(operation);
    let mut code = String::new();
    let own = operation.errors.iter().filter(|row| !row.is_shared).map(|row| hint(row, scope));
    let unknown = operation
        .unknown_outcome
        .iter()
        .map(|text| format!("{}::unknown_outcome({}),\n", scope.client("Hint"), string_literal(text)));
    let hints: String = own.chain(unknown).collect();
    if !hints.is_empty() {
        parts.push_str(&format!(".hints({name}_HINTS)"));
        code = format!("const {name}_HINTS: &[{}] = &[\n{hints}];\n\n", scope.client("Hint"));
    }
    if !plan.hints.is_empty() {
        parts.push_str(&format!(".with_default_hints({})", scope.import("super::hints", SHARED_HINTS)));
    }
    let doc = if operation.hand_written { super::models::line(&operation.doc) } else { String::new() };
    let visibility = if operation.hand_written { "pub(crate) " } else { "" };
    let new = format!(
        "{operation_type}::new({:?}, {method}::{}, {:?}){parts}",
        operation.id, operation.method, operation.path,
    );
    let with_key =
        operation.inputs.iter().find(|input| input.idempotency_key).map_or_else(String::new, |_| {
            let with_key = with_key_name(operation);
            format!(
                "/// The same operation with an idempotency key, so that it is repeatable.\n\
                 static {with_key}: {operation_type} = {new}.repeatable();\n\n"
            )
        });
    format!("{doc}{visibility}static {name}: {operation_type} = {new};\n\n{with_key}{code}")
}

/// Renders a string literal. A long one continues on further lines, since rustfmt does not break literals.
fn string_literal(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let at = lines.len() - 1;
        if !lines[at].is_empty() && lines[at].len() + word.len() > HINT_WIDTH {
            lines.push(word.to_owned());
        } else {
            if !lines[at].is_empty() {
                lines[at].push(' ');
            }
            lines[at].push_str(word);
        }
    }
    let escaped: Vec<String> = lines.iter().map(|line| line.escape_default().to_string()).collect();
    format!("\"{}\"", escaped.join(" \\\n         "))
}
