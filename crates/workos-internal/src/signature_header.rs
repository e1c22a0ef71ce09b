//! The `WorkOS-Signature` header: `t=<milliseconds>, v1=<hex>`.

use crate::signature::Signature;

/// The longest accepted header, in bytes: more than thirty signatures, far more than a rotation needs.
const MAX_LENGTH: usize = 4096;
const MAX_COMPONENTS: usize = 64;
const HEX_LENGTH: usize = 2 * size_of::<Signature>();

/// Why a text is not a signature header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// It is empty.
    Missing,
    /// It has two timestamps.
    DuplicateTimestamp,
    /// It is longer than 4096 bytes.
    TooLong,
    /// It has more than 64 components.
    TooManyComponents,
    /// It has no timestamp.
    NoTimestamp,
    /// Its timestamp is not a number of milliseconds.
    InvalidTimestamp,
    /// It has no `v1` signature.
    NoSignature,
    /// None of its `v1` signatures is 64 hexadecimal digits.
    InvalidSignature,
}

/// A well-formed header, borrowed. Its values are untrusted until a signature matches.
#[derive(Clone, Copy, Debug)]
pub struct SignatureHeader<'h> {
    text: &'h str,
    timestamp_text: &'h str,
    millis: i64,
    /// The first valid signature.
    first: Signature,
    /// Whether the header has more than one `v1`.
    several: bool,
}

impl<'h> SignatureHeader<'h> {
    /// Parses a header. Components may come in any order; components of other schemes are ignored.
    ///
    /// # Errors
    /// The reason why the text is not a signature header.
    pub fn parse(text: &'h str) -> Result<Self, HeaderError> {
        if text.len() > MAX_LENGTH {
            return Err(HeaderError::TooLong);
        }
        Self::parse_usual(text).map_or_else(|| Self::parse_any(text), Ok)
    }

    /// Parses the form that WorkOS writes, `t=<milliseconds>, v1=<hex>`; this is the fast path.
    ///
    /// Returns `None` for any other text, including a malformed header.
    fn parse_usual(text: &'h str) -> Option<Self> {
        let (start, hex) = text.split_at_checked(text.len().checked_sub(HEX_LENGTH)?)?;
        let timestamp_text = start.strip_prefix("t=")?.strip_suffix(", v1=")?;
        let first = read_hex(hex.as_bytes())?;
        let millis = read_timestamp(timestamp_text)?;
        Some(Self { text, timestamp_text, millis, first, several: false })
    }

    fn parse_any(text: &'h str) -> Result<Self, HeaderError> {
        if trim(text).is_empty() {
            return Err(HeaderError::Missing);
        }
        let mut timestamp_text = None;
        let mut signatures = 0;
        let mut first = None;
        for (index, (name, value)) in components(text).enumerate() {
            if index == MAX_COMPONENTS {
                return Err(HeaderError::TooManyComponents);
            }
            match name {
                "t" if timestamp_text.is_some() => return Err(HeaderError::DuplicateTimestamp),
                "t" => timestamp_text = Some(value),
                "v1" => {
                    signatures += 1;
                    first = first.or_else(|| read_hex(value.as_bytes()));
                }
                _ => {}
            }
        }
        let timestamp_text = timestamp_text.ok_or(HeaderError::NoTimestamp)?;
        let millis = read_timestamp(timestamp_text).ok_or(HeaderError::InvalidTimestamp)?;
        if signatures == 0 {
            return Err(HeaderError::NoSignature);
        }
        let first = first.ok_or(HeaderError::InvalidSignature)?;
        Ok(Self { text, timestamp_text, millis, first, several: signatures > 1 })
    }

    /// Returns the timestamp as written in the header: this text is part of the signed message.
    #[must_use]
    pub const fn timestamp_text(&self) -> &'h str {
        self.timestamp_text
    }

    /// Returns the timestamp, in milliseconds since the epoch of Unix. A number that is out of range is `i64::MAX`.
    #[must_use]
    pub const fn millis(&self) -> i64 {
        self.millis
    }

    /// Returns every valid `v1` signature; there is at least one.
    ///
    /// The header is parsed again only if it has more than one.
    pub fn signatures(&self) -> impl Iterator<Item = Signature> + use<'h> {
        let others = if self.several { self.text } else { "" };
        let others = components(others)
            .filter(|(name, _)| *name == "v1")
            .filter_map(|(_, value)| read_hex(value.as_bytes()))
            .skip(1);
        std::iter::once(self.first).chain(others)
    }

    /// Returns the names of the components that this version does not know.
    pub fn unknown_components(&self) -> impl Iterator<Item = &'h str> + use<'h> {
        components(self.text).map(|(name, _)| name).filter(|name| !matches!(*name, "t" | "v1"))
    }
}

/// Splits the header into names and values; a component without `=` has an empty value.
fn components(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(',')
        .map(trim)
        .filter(|component| !component.is_empty())
        .map(|component| component.split_once('=').unwrap_or((component, "")))
}

/// Removes the optional whitespace of RFC 9110 §5.6.3 at both ends.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Parses milliseconds. Accepts digits only: `str::parse` would also accept a sign.
fn read_timestamp(text: &str) -> Option<i64> {
    let mut digits = text.bytes().map(|byte| byte.wrapping_sub(b'0'));
    // A number that saturates is out of range for every timestamp.
    let millis = digits.try_fold(0i64, |number, digit| {
        (digit < 10).then(|| number.saturating_mul(10).saturating_add(digit.into()))
    });
    millis.filter(|_| !text.is_empty())
}

/// Decodes 64 hexadecimal digits, upper or lower case.
fn read_hex(text: &[u8]) -> Option<Signature> {
    let mut signature = Signature::default();
    if text.len() != HEX_LENGTH {
        return None;
    }
    // No branch per digit: a table decodes all digits, and one check at the end finds an invalid digit.
    let mut seen = 0;
    for (byte, pair) in signature.iter_mut().zip(text.chunks_exact(2)) {
        let (high, low) = (NIBBLES[usize::from(pair[0])], NIBBLES[usize::from(pair[1])]);
        seen |= high | low;
        *byte = (high << 4) | (low & 0x0f);
    }
    (seen < 0x10).then_some(signature)
}

/// The value of each hexadecimal digit; 255 for any other byte.
const NIBBLES: [u8; 256] = {
    let mut nibbles = [255; 256];
    let mut value = 0;
    while value < 16 {
        let digit = b"0123456789abcdef"[value as usize];
        nibbles[digit as usize] = value;
        nibbles[digit.to_ascii_uppercase() as usize] = value;
        value += 1;
    }
    nibbles
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEX: &str = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

    fn problem(text: &str) -> Option<HeaderError> {
        SignatureHeader::parse(text).err()
    }

    #[test]
    fn order_spaces_and_empty_components_do_not_matter() {
        for text in [
            format!("t=1, v1={HEX}"),
            format!("v1={HEX},t=1"),
            format!(" t=1 ,\tv1={HEX} ,"),
            format!(",,t=1,,v1={HEX},,"),
        ] {
            let header = SignatureHeader::parse(&text).ok().unwrap();
            assert_eq!((header.timestamp_text(), header.signatures().count()), ("1", 1), "{text}");
        }
    }

    #[test]
    fn unknown_components_are_ignored_and_reported() {
        let text = format!("t=1, v2=abc, v1={HEX}, flag");
        let header = SignatureHeader::parse(&text).ok().unwrap();
        assert_eq!(header.unknown_components().collect::<Vec<_>>(), ["v2", "flag"]);
    }

    #[test]
    fn each_malformed_header_reports_its_problem() {
        let many = format!("t=1,v1={HEX}{}", ",x".repeat(63));
        for (text, expected) in [
            ("nonsense", HeaderError::NoTimestamp),
            (&format!("v1={HEX}"), HeaderError::NoTimestamp),
            (&format!("T=1, v1={HEX}"), HeaderError::NoTimestamp),
            ("t=1", HeaderError::NoSignature),
            ("t=1, v2=00", HeaderError::NoSignature),
            ("t=1, v1", HeaderError::InvalidSignature),
            ("t=1, v1=", HeaderError::InvalidSignature),
            (&format!("t=1, v1={}", &HEX[1..]), HeaderError::InvalidSignature),
            (&format!("t=1, v1={HEX}0"), HeaderError::InvalidSignature),
            (&format!("t=1, v1={}", "é".repeat(32)), HeaderError::InvalidSignature),
            (&many, HeaderError::TooManyComponents),
            (&"x,".repeat(5_000), HeaderError::TooLong),
        ] {
            assert_eq!(problem(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_timestamp_has_only_digits() {
        for value in ["", "+123", "-123", " 123", "1e3", "1.5", "0x10", "١٢٣"] {
            let text = format!("t={value}, v1={HEX}");
            assert_eq!(problem(&text), Some(HeaderError::InvalidTimestamp), "{value}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_agrees_with_the_general_parser(text in "t=[0-9]{1,14}, v1=[0-9a-fA-F]{64}") {
            let usual = SignatureHeader::parse_usual(&text).unwrap();
            let any = SignatureHeader::parse_any(&text).ok().unwrap();
            prop_assert_eq!(usual.timestamp_text(), any.timestamp_text());
            prop_assert_eq!(usual.millis(), any.millis());
            prop_assert!(usual.signatures().eq(any.signatures()));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,300}") {
            let _ = SignatureHeader::parse(&text);
        }

        #[test]
        fn no_header_like_text_makes_the_parser_panic(text in "([tv]1?2?=?[0-9a-fA-F+é ]{0,70},? ?){0,8}") {
            if let Ok(header) = SignatureHeader::parse(&text) {
                prop_assert!(header.signatures().count() >= 1);
                prop_assert!(header.timestamp_text().bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
