//! Renders checks of values before they are sent. A value that the API is known to refuse needs no request.

use super::operations::REQUEST;
use super::scope::Scope;
use crate::codegen::plan::{Field, Input, Limit, Place, Plan, Presence, Type};

/// Returns the function that converts a number to `i64`; empty if it is an `i64`.
pub(super) fn widening(ty: &Type) -> &'static str {
    if *ty == Type::U32 { "i64::from" } else { "" }
}

pub(super) fn range_check(input: &Input, call: &str, widen: &str) -> String {
    let Some((min, max)) = input.range else { return String::new() };
    let limit = |number: i64| match number {
        i64::MIN => "i64::MIN".to_owned(),
        i64::MAX => "i64::MAX".to_owned(),
        number => number.to_string(),
    };
    let Field { name, wire, .. } = &input.field;
    let value = if widen.is_empty() { name.clone() } else { format!("{widen}({name})") };
    format!("{call}.check_range({wire:?}, {value}, {}, {});\n", limit(min), limit(max))
}

/// Renders the statement that refuses a value in a JSON body if it is too large.
pub(super) fn limit_check(input: &Input) -> String {
    let Field { name, wire, .. } = &input.field;
    let pattern = match input.field.presence(REQUEST) {
        Presence::Optional => "Some",
        Presence::Patch => "Patch::Set",
        _ => return String::new(),
    };
    let number = |limit: usize| if limit == usize::MAX { "usize::MAX".to_owned() } else { limit.to_string() };
    let check = match input.limit {
        None => return String::new(),
        Some(Limit::Text(max)) => format!("check_text(&mut self.call, {wire:?}, {name}, {max})"),
        Some(Limit::Map { entries, key, value }) => {
            let limits = [entries, key, value].map(number).join(", ");
            format!("check_map(&mut self.call, {wire:?}, {name}, [{limits}])")
        }
    };
    format!("if let {pattern}({name}) = &self.body.{name} {{\n{check};\n}}\n")
}

/// Renders the functions that the statements of `limit_check` call.
pub(super) fn limit_helpers(plan: &Plan, scope: &Scope) -> String {
    let operations = plan.handles.iter().flat_map(|handle| &handle.operations);
    let inputs =
        operations.filter(|operation| !operation.hand_written).flat_map(|operation| &operation.inputs);
    let checked = inputs.filter(|input| input.place == Place::Json && !limit_check(input).is_empty());
    let limits: Vec<Limit> = checked.filter_map(|input| input.limit).collect();
    let mut code = String::new();
    if limits.iter().any(|limit| matches!(limit, Limit::Text(_))) {
        code.push_str(
            "/// Refuses a text with more characters than the API accepts.\n\
             fn check_text<T>(call: &mut Call<T>, name: &'static str, text: &str, max: usize) {\n\
             let length = text.chars().count();\nif length > max {\n\
             call.refuse(name, format!(\"{length} characters are more than {max}\"));\n}\n}\n\n",
        );
    }
    if limits.iter().any(|limit| matches!(limit, Limit::Map { .. })) {
        scope.import("std::collections", "BTreeMap");
        code.push_str(
            "/// Refuses a map with more entries, longer keys or longer values than the API accepts.\n\
             fn check_map<T>(\ncall: &mut Call<T>,\nname: &'static str,\nmap: &BTreeMap<String, String>,\n\
             [entries, key, value]: [usize; 3],\n) {\n\
             let longest = |texts: &mut dyn Iterator<Item = &String>| {\n\
             texts.map(|text| text.chars().count()).max().unwrap_or_default()\n};\n\
             for (length, max, what) in [\n\
             (map.len(), entries, \"entries\"),\n\
             (longest(&mut map.keys()), key, \"characters in a key\"),\n\
             (longest(&mut map.values()), value, \"characters in a value\"),\n] {\n\
             if length > max {\ncall.refuse(name, format!(\"{length} {what} are more than {max}\"));\n}\n}\n}\n\n",
        );
    }
    code
}
