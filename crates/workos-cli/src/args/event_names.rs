//! Parses the names of events in arguments.

use workos_kit::webhooks::EventName;

/// The largest edit distance at which an unknown name counts as a typo of a known name.
///
/// A name at a larger distance may belong to an event that is newer than this version, so the API checks it.
const MOST_MISTYPED: usize = 2;

/// Parses the name of an event. The error for a mistyped name suggests the known name.
pub(crate) fn parse_event_name(text: &str) -> Result<String, String> {
    let known = || EventName::KNOWN.iter().map(EventName::as_str);
    if known().any(|name| name == text) {
        return Ok(text.to_owned());
    }
    let near = known()
        .map(|name| (strsim::damerau_levenshtein(name, &text.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= MOST_MISTYPED)
        .min();
    match near {
        Some((_, name)) => Err(format!("unknown event; did you mean `{name}`?")),
        None if !is_name(text) => Err("expected the name of an event, such as `user.created`".to_owned()),
        None => Ok(text.to_owned()),
    }
}

/// Whether a text has the form of an event name: words of lowercase letters, digits and underscores, separated by dots.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text.contains('.') && text.split('.').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_rejected_with_a_suggestion() {
        for (typed, meant) in [
            ("organization.crated", "organization.created"),
            ("User.Created", "user.created"),
            ("connection.activate", "connection.activated"),
        ] {
            assert!(
                parse_event_name(typed).unwrap_err().contains(&format!("did you mean `{meant}`?")),
                "{typed}"
            );
        }
        for typed in ["", "created!", "the user", "user.", "users"] {
            assert!(
                parse_event_name(typed).unwrap_err().contains("expected the name of an event"),
                "{typed}"
            );
        }
    }

    #[test]
    fn known_names_and_well_formed_unknown_names_are_accepted() {
        for typed in EventName::KNOWN
            .iter()
            .map(EventName::as_str)
            .chain(["robot.assembled", "vault.byok_key.rotated_2"])
        {
            assert_eq!(parse_event_name(typed).as_deref(), Ok(typed));
        }
    }
}
