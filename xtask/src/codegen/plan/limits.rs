//! The limits of parameters and of the fields of bodies, which are checked before a request is sent.

use super::model::{Limit, Type};
use crate::codegen::parse::{Extra, Schema};

/// Returns the limits of a value of this type.
pub(super) fn limit(schema: &Schema, ty: &Type) -> Option<Limit> {
    let values = match schema.additional_properties.as_ref() {
        Some(Extra::Schema(values)) => values.max_length,
        _ => None,
    };
    let keys = schema.property_names.as_ref().and_then(|names| names.max_length);
    match ty {
        Type::String | Type::Secret => text_limit(schema),
        Type::Map(value) if **value == Type::String => Some(Limit::Map {
            entries: schema.max_properties?,
            key: keys.unwrap_or(usize::MAX),
            value: values.unwrap_or(usize::MAX),
        }),
        _ => None,
    }
}

fn text_limit(schema: &Schema) -> Option<Limit> {
    let class = schema.pattern.as_deref().and_then(class_of);
    let min = schema.min_length.unwrap_or(0).max(usize::from(class.is_some()));
    let max = schema.max_length.unwrap_or(usize::MAX);
    let is_limited = min > 0 || max < usize::MAX;
    is_limited.then_some(Limit::Text { min, max, class })
}

/// Returns the characters of a pattern `^[…]+$`. The server checks every other pattern.
fn class_of(pattern: &str) -> Option<String> {
    let mut rest = pattern.strip_prefix("^[")?.strip_suffix("]+$")?.chars();
    let mut class = String::new();
    while let Some(letter) = rest.next() {
        class.push(match letter {
            '[' | ']' | '&' => return None,
            '^' if class.is_empty() => return None,
            '\\' => match rest.next()? {
                'x' => {
                    let digits: String = rest.by_ref().take(2).collect();
                    char::from(u8::from_str_radix(&digits, 16).ok().filter(|byte| *byte != b'-')?)
                }
                escaped if escaped.is_ascii_alphanumeric() || escaped == '-' => return None,
                escaped => escaped,
            },
            letter => letter,
        });
    }
    Some(class).filter(|class| !class.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_of_one_class_is_checked_and_any_other_is_not() {
        for (pattern, expected) in [
            ("^[A-Za-z0-9._~-]+$", Some("A-Za-z0-9._~-")),
            (r"^[\x00-\x7F]+$", Some("\0-\u{7f}")),
            (r"^[a\.]+$", Some("a.")),
            (r"^[\w]+$", None),
            (r"^[a\-z]+$", None),
            ("^[^a]+$", None),
            ("^[a]+[b]+$", None),
            ("^[a-z]$", None),
            ("[a-z]+", None),
            ("^[]+$", None),
        ] {
            assert_eq!(class_of(pattern).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn a_text_without_limits_needs_no_check() {
        let limit = |schema: &str| limit(&serde_saphyr::from_str(schema).unwrap(), &Type::String);
        assert!(limit("type: string").is_none());
        assert!(limit("{type: string, pattern: '^a+$'}").is_none());
        let classed = limit("{type: string, pattern: '^[a]+$'}");
        assert!(
            matches!(classed, Some(Limit::Text { min: 1, max: usize::MAX, class: Some(_) })),
            "{classed:?}"
        );
    }
}
