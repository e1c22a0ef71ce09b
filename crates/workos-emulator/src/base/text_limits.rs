//! How long texts and lists of a request may be, and how large its objects.
//!
//! Where a contract or the API's documentation has a limit, the operation checks that one. These limits hold for all
//! else, so that no request can make the emulator keep much.

use serde_json::Value;

use crate::base::footprint;

/// The characters of a name.
pub(crate) const LONGEST_NAME: usize = 255;
/// The bytes of an e-mail address (RFC 5321 section 4.5.3.1.3, without the angle brackets).
pub(crate) const LONGEST_EMAIL: usize = 254;
/// The bytes of a certificate, a key or a token.
const LONGEST_CREDENTIAL: usize = 32 * 1024;
/// The bytes of any other text.
const LONGEST_TEXT: usize = 4096;
/// The items of a list.
const MOST_ITEMS: usize = 1000;
/// The bytes in memory of an object with fields of the caller's choice.
const LARGEST_OBJECT: usize = 64 * 1024;
/// The bytes of a user agent that events tell; more are cut.
const LONGEST_USER_AGENT: usize = 512;

const NAMES: &[&str] = &["name", "first_name", "last_name", "account_display_name"];
const CREDENTIALS: &[&str] = &[
    "value",
    "cert",
    "key",
    "secret",
    "client_secret",
    "access_token",
    "refresh_token",
    "subject_token",
    "password_hash",
];

/// # Errors
/// When the text is too long for the field; the error says what is expected.
pub(crate) fn check_text(field: &str, text: &str) -> Result<(), String> {
    let name = field.rsplit('.').find(|part| !is_index(part)).unwrap_or(field);
    let (is_long, most, unit) = if NAMES.contains(&name) {
        (text.chars().nth(LONGEST_NAME).is_some(), LONGEST_NAME, "characters")
    } else if CREDENTIALS.contains(&name) || field.contains("_certs.") {
        (text.len() > LONGEST_CREDENTIAL, LONGEST_CREDENTIAL, "bytes")
    } else {
        (text.len() > LONGEST_TEXT, LONGEST_TEXT, "bytes")
    };
    if is_long { Err(format!("a string of at most {most} {unit}, not {}", text.len())) } else { Ok(()) }
}

/// # Errors
/// When the list has too many items; the error says what is expected.
pub(crate) fn check_items(items: &[Value]) -> Result<(), String> {
    match items.len() {
        0..=MOST_ITEMS => Ok(()),
        more => Err(format!("a list of at most {MOST_ITEMS} items, not {more}")),
    }
}

/// # Errors
/// When the object, or whatever else the field takes, is too large; the error says what is expected.
pub(crate) fn check_object(value: &Value) -> Result<(), String> {
    let size = footprint::of_value(value);
    if size > LARGEST_OBJECT {
        Err(format!("at most {LARGEST_OBJECT} bytes in memory, not {size}"))
    } else {
        Ok(())
    }
}

/// A user agent as events tell it.
pub(crate) fn cut_user_agent(text: &str) -> String {
    cut(text, LONGEST_USER_AGENT)
}

/// The beginning of a text, at most so many bytes.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text[..end.unwrap_or_default()].to_owned()
}

fn is_index(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_are_limited_by_what_they_are() {
        let fits = |field: &str, length: usize| check_text(field, &"x".repeat(length)).is_ok();
        for (field, most) in [
            ("name", LONGEST_NAME),
            ("custom_provider.name", LONGEST_NAME),
            ("saml_options.idp_signing_certs.0", LONGEST_CREDENTIAL),
            ("saml_options.sp_encryption_key_pairs.3.key", LONGEST_CREDENTIAL),
            ("return_url", LONGEST_TEXT),
            ("scopes.7", LONGEST_TEXT),
        ] {
            assert!(fits(field, most) && !fits(field, most + 1), "{field}");
        }
        assert!(check_text("name", &"ö".repeat(LONGEST_NAME)).is_ok());
    }

    #[test]
    fn lists_and_objects_are_limited_too() {
        assert!(check_items(&vec![Value::Null; MOST_ITEMS]).is_ok());
        let error = check_items(&vec![Value::Null; 80_000]).unwrap_err();
        assert_eq!(error, "a list of at most 1000 items, not 80000");
        assert!(check_object(&json!({"a": "x".repeat(60_000)})).is_ok());
        assert!(check_object(&json!({"a": "x".repeat(70_000)})).is_err());
        assert!(check_object(&json!(vec![0; 3000])).is_err());
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!((cut("aö", 2), cut("aö", 3), cut("aö", 99)), ("a".into(), "aö".into(), "aö".into()));
        assert_eq!(cut_user_agent(&"x".repeat(400_000)).len(), LONGEST_USER_AGENT);
    }
}
