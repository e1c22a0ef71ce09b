//! Path segments, query pairs and form pairs.

use std::borrow::Cow;
use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The longest id that is sent, in bytes. The API's ids are shorter than 48 bytes.
const LONGEST_ID: usize = 255;

/// The longest text that is sent as a path segment, in bytes.
const LONGEST_SEGMENT: usize = 2048;

/// Encodes a query or form component.
#[must_use]
pub fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes the displayed text of a value. Most texts need no encoding and are returned without a copy.
pub fn displayed(value: impl Display) -> String {
    let text = value.to_string();
    match Cow::from(utf8_percent_encode(&text, COMPONENT)) {
        // The escape of a single byte is borrowed too, from a static table.
        Cow::Borrowed(encoded) if encoded == text => text,
        encoded => encoded.into_owned(),
    }
}

/// Decodes a text that [`component`] encoded.
pub fn decode(component: &str) -> String {
    percent_decode_str(component).decode_utf8_lossy().into_owned()
}

/// Decodes a component of `application/x-www-form-urlencoded`; `None` if an escape is broken or the text is not UTF-8.
#[must_use]
pub fn form_component(text: &str) -> Option<Cow<'_, str>> {
    let whole = |escape: &str| escape.len() >= 2 && escape.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    if !text.split('%').skip(1).all(whole) {
        return None;
    }
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        return Some(Cow::Owned(percent_decode_str(&spaced).decode_utf8().ok()?.into_owned()));
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// Encodes free text as one path segment, or returns the reason why it cannot be one.
pub fn segment(text: &str) -> Result<String, &'static str> {
    match text {
        "" => Err("it is empty"),
        "." | ".." => Err("it would change the path"),
        _ if text.len() > LONGEST_SEGMENT => Err("it is longer than 2048 bytes"),
        _ if text.chars().any(char::is_control) => Err("it holds control characters"),
        _ => Ok(component(text)),
    }
}

/// Checks whether a text can be an id. A text that cannot is refused rather than escaped, because it is a mistake or an
/// attack.
///
/// # Errors
/// The reason, which does not repeat the text.
pub fn check_id(text: &str) -> Result<(), &'static str> {
    match text {
        "" => Err("it is empty"),
        "." | ".." => Err("it would change the path"),
        _ if text.len() > LONGEST_ID => Err("it is longer than 255 bytes"),
        _ if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:~".contains(&byte)) => Ok(()),
        _ => Err("an id holds letters, digits, `_`, `-`, `.`, `:` and `~`"),
    }
}

/// Checks and encodes an id as one path segment.
pub fn id(text: &str) -> Result<String, &'static str> {
    check_id(text).map(|()| component(text))
}

/// Joins encoded pairs into a query or a form body.
pub fn pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut joined = String::new();
    for (name, value) in pairs {
        if !joined.is_empty() {
            joined.push('&');
        }
        push_pair(&mut joined, name, value);
    }
    joined
}

/// Writes an encoded pair.
pub fn push_pair(text: &mut String, name: &str, value: &str) {
    text.push_str(name);
    text.push('=');
    text.push_str(value);
}

/// Whether a text can be a header value: printable ASCII.
pub fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_cannot_be_an_id_are_refused() {
        let long = "x".repeat(10_000);
        for text in
            ["", ".", "..", "a/b", "a\\b", "%2e%2e", "a b", "conn_é", "a\nb", "a?b", "a#b", "a\u{0}b", &long]
        {
            assert!(id(text).is_err(), "{text:?}");
        }
        assert_eq!(id("conn_01E4ZCR3C56J083X43JQXF3JK5").unwrap(), "conn_01E4ZCR3C56J083X43JQXF3JK5");
    }

    #[test]
    fn free_text_becomes_one_segment() {
        assert_eq!(segment("a/b?x#é%2F").unwrap(), "a%2Fb%3Fx%23%C3%A9%252F");
        for text in ["", ".", "..", "a\rb", &"x".repeat(10_000)] {
            assert!(segment(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_broken_escape_does_not_decode() {
        assert_eq!(form_component("a+b%2Bc").as_deref(), Some("a b+c"));
        for text in ["%", "%2", "%zz", "%ff", "a%"] {
            assert_eq!(form_component(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_component_decodes_to_the_text_and_holds_no_delimiter(text in ".*") {
            let encoded = component(&text);
            prop_assert!(!encoded.contains(['/', '?', '#', '&', '=', '+', ' ', ',']));
            let decoded = form_component(&encoded);
            prop_assert_eq!(decoded.as_deref(), Some(text.as_str()));
            prop_assert_eq!(decode(&encoded), text);
        }
    }
}
