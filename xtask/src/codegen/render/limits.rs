//! Renders checks of values before they are sent. A value that the API is known to refuse needs no request.

use crate::codegen::plan::{Direction, Field, Input, Limit, Presence, Type};

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
    let pattern = match input.field.presence(Direction::REQUEST) {
        Presence::Optional => "Some",
        Presence::Patch => "Patch::Set",
        _ => return String::new(),
    };
    let number = |limit: usize| if limit == usize::MAX { "usize::MAX".to_owned() } else { limit.to_string() };
    let check = match input.limit {
        None => return String::new(),
        Some(Limit::Text(max)) => format!("self.call.check_text({wire:?}, {name}, {max})"),
        Some(Limit::Map { entries, key, value }) => {
            let limits = [entries, key, value].map(number).join(", ");
            format!("self.call.check_map({wire:?}, {name}, [{limits}])")
        }
    };
    format!("if let {pattern}({name}) = &self.body.{name} {{\n{check};\n}}\n")
}
