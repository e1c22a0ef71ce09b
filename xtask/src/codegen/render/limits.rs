//! Renders checks of values before they are sent. A value that the API is known to refuse needs no request.

use crate::codegen::plan::{Field, Input, Limit, Type};

/// Renders the statement that refuses a number outside its range. `number` is an expression of the input's type.
pub(super) fn range_check(input: &Input, number: &str) -> Option<String> {
    let (min, max) = input.range?;
    let limit = |number: i64| match number {
        i64::MIN => "i64::MIN".to_owned(),
        i64::MAX => "i64::MAX".to_owned(),
        number => number.to_string(),
    };
    let Field { wire, ty, .. } = &input.field;
    let number = if *ty == Type::U32 { format!("i64::from({number})") } else { number.to_owned() };
    Some(format!("call.check_range({wire:?}, {number}, {}, {});", limit(min), limit(max)))
}

/// Renders the statements that refuse a text or map outside its limits. `value` is an expression of a reference to it.
pub(super) fn limit_checks(input: &Input, value: &str) -> Vec<String> {
    let wire = &input.field.wire;
    match &input.limit {
        None => Vec::new(),
        Some(Limit::Text { min, max, class }) => {
            let text = match input.field.ty {
                Type::Secret => format!("{}.expose()", value.trim_start_matches('&')),
                _ => value.to_owned(),
            };
            let lengths = match (*min, *max) {
                (0, max) => format!("..={max}"),
                (min, usize::MAX) => format!("{min}.."),
                (min, max) => format!("{min}..={max}"),
            };
            let length = format!("call.check_text({wire:?}, {text}, {lengths});");
            let class =
                class.iter().map(|class| format!("call.check_characters({wire:?}, {text}, {class:?});"));
            std::iter::once(length).chain(class).collect()
        }
        Some(Limit::Map { entries, key, value: longest }) => {
            let limits = [entries, key, longest].map(|limit| match *limit {
                usize::MAX => "usize::MAX".to_owned(),
                limit => limit.to_string(),
            });
            vec![format!("call.check_map({wire:?}, {value}, [{}]);", limits.join(", "))]
        }
    }
}
