//! Messages of JSON decoders, without the values that they read.

use std::fmt::Display;

use crate::mask;
use crate::text::{shorten, shown_ends};

/// The longest reason, in bytes.
const LONGEST: usize = 600;

/// Returns the message of a JSON decoder in at most 600 bytes, without the value that it refused. The original message
/// may have any length.
#[must_use]
pub fn reason_of(error: &dyn Display) -> String {
    shorten(without_value(&shown_ends(error)), LONGEST)
}

/// Removes the refused value from a decoder's message: `invalid type: string "…", expected an id`. The value could be a
/// token or personal data.
fn without_value(message: &str) -> String {
    let value = ["string \"", "integer `", "floating point `", "boolean `", "character `", "byte array"];
    let start = value
        .iter()
        .filter_map(|kind| Some(message.find(kind)? + kind.find([' ', '`']).unwrap_or(kind.len())));
    match (start.min(), message.rfind(", expected")) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &message[..start], &message[end..]),
        _ => mask(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_refused_value_is_removed_from_the_message() {
        let message =
            |json: &str| without_value(&serde_json::from_str::<Vec<bool>>(json).unwrap_err().to_string());
        assert_eq!(
            message(r#"["canary, expected x"]"#),
            "invalid type: string, expected a boolean at line 1 column 21"
        );
        assert_eq!(message("[4711]"), "invalid type: integer, expected a boolean at line 1 column 5");
        assert_eq!(message("[47.11]"), "invalid type: floating, expected a boolean at line 1 column 6");
        assert_eq!(message("[null]"), "invalid type: null, expected a boolean at line 1 column 5");
        assert!(message("[tru").starts_with("EOF"));
    }

    #[test]
    fn a_value_of_any_length_leaves_a_short_reason() {
        let json = format!("[\"{}, expected x\"]", "\u{7f}".repeat(100_000));
        let error = serde_json::from_str::<Vec<bool>>(&json).unwrap_err();
        assert_eq!(
            reason_of(&error),
            format!("invalid type: string, expected a boolean at line 1 column {}", json.len() - 1)
        );
        assert!(reason_of(&"a b ".repeat(100_000)).len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn any_message_is_handled_without_panic(message in ".{0,100}") {
            let _ = without_value(&message);
        }
    }
}
