//! The names of events, as they are typed.

use workos_kit::webhooks::EventName;

/// A name that differs from a known one by no more than this is taken for a mistake. What differs by more may be an
/// event that is newer than this version, and the API decides.
const MOST_MISTYPED: usize = 2;

/// Reads the name of an event; one that is nearly the name of a known event is refused with that name.
pub(super) fn parse_event_name(text: &str) -> Result<String, String> {
    let known = || EventName::KNOWN.iter().map(EventName::as_str);
    if known().any(|name| name == text) {
        return Ok(text.to_owned());
    }
    let near = known()
        .map(|name| (strsim::damerau_levenshtein(name, &text.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= MOST_MISTYPED)
        .min();
    match near {
        Some((_, name)) => Err(format!("there is no such event; did you mean `{name}`?")),
        None if !is_name(text) => Err("it is not the name of an event, such as `user.created`".to_owned()),
        None => Ok(text.to_owned()),
    }
}

/// Whether a text has the form of an event's name: words of small letters and underscores, with dots between them.
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
    fn a_mistyped_name_is_refused_with_the_name_that_was_meant() {
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
            assert!(parse_event_name(typed).unwrap_err().contains("not the name of an event"), "{typed}");
        }
    }

    #[test]
    fn known_names_and_those_of_newer_events_are_taken() {
        for typed in EventName::KNOWN
            .iter()
            .map(EventName::as_str)
            .chain(["robot.assembled", "vault.byok_key.rotated_2"])
        {
            assert_eq!(parse_event_name(typed).as_deref(), Ok(typed));
        }
    }
}
