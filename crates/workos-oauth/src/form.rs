//! Decodes the query string of a callback.

use zeroize::Zeroizing;

/// Decodes a component of `application/x-www-form-urlencoded`. Returns `None` if an escape is invalid or the text is
/// not UTF-8.
///
/// The result can be a code or a state. It is wiped when dropped, and no other buffer contains a part of it.
pub(crate) fn decode_component(text: &str) -> Option<Zeroizing<String>> {
    let mut decoded = Zeroizing::new(String::with_capacity(text.len()));
    // The bytes of a character that is not complete yet.
    let mut character = Zeroizing::new([0; 4]);
    let mut pending = 0;
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (*first, tail) {
            (b'%', [high, low, tail @ ..]) => (hex(*high)? << 4 | hex(*low)?, tail),
            (b'%', _) => return None,
            (b'+', tail) => (b' ', tail),
            (byte, tail) => (byte, tail),
        };
        rest = tail;
        *character.get_mut(pending)? = byte;
        pending += 1;
        if let Ok(text) = std::str::from_utf8(&character[..pending]) {
            decoded.push_str(text);
            pending = 0;
        }
    }
    (pending == 0).then_some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| value.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    fn decoded(text: &str) -> Option<String> {
        decode_component(text).map(|text| text.to_string())
    }

    #[test]
    fn escapes_and_plus_signs_are_decoded() {
        for (text, expected) in [("", ""), ("a+b%2Bc", "a b+c"), ("%c3%A9é", "éé"), ("%F0%9F%A6%80", "🦀")]
        {
            assert_eq!(decoded(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_invalid_escape_or_character_is_refused() {
        for text in
            ["%", "%2", "%zz", "%+1", "a%", "%ff", "%c3", "%c3a", "%e2%82", "%c0%80", "%ed%a0%80", "%80"]
        {
            assert_eq!(decoded(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_encoded_text_is_decoded_unchanged(text in "\\PC*") {
            let encoded = utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string();
            prop_assert_eq!(decoded(&encoded), Some(text));
        }

        #[test]
        fn any_escapes_are_decoded_like_another_decoder_does(text in "(%[0-9a-fA-F]{2}|[a-z]){0,12}") {
            let other = percent_encoding::percent_decode_str(&text).decode_utf8().ok();
            prop_assert_eq!(decoded(&text), other.map(|text| text.into_owned()));
        }
    }
}
