//! Reading and writing instants as RFC 3339 text.

use std::str;

use jiff_core::Timestamp;
use jiff_core::civil::DateTime;
use jiff_core::tz::Offset;

/// Reads RFC 3339, and common variants of ISO 8601: without seconds, without a time, without an offset (read as UTC),
/// with a decimal comma, and with a signed year of six digits.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    read_api_format(text).or_else(|| read_general(text))
}

/// Reads the format that the API writes: `2026-01-15T12:00:00.000Z`. Returns `None` for every other format, which
/// [`read_general`] reads.
///
/// This is the fast path: a page of a list holds hundreds of timestamps.
fn read_api_format(text: &str) -> Option<Timestamp> {
    const MIN: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
    const MAX: &[u8; 24] = b"9999-99-99T99:99:99.999Z";
    let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
    // Compares all bytes before the only branch, so that the compiler can compare sixteen bytes at a time.
    let fits = (0..24).fold(true, |fits, at| fits & (MIN[at] <= bytes[at]) & (bytes[at] <= MAX[at]));
    if !fits {
        return None;
    }
    let digit = |at: usize| (bytes[at] - b'0').cast_signed();
    let two = |at: usize| digit(at) * 10 + digit(at + 1);
    let year = i16::from(two(0)) * 100 + i16::from(two(2));
    let nanos = (i32::from(two(20)) * 10 + i32::from(digit(22))) * 1_000_000;
    let civil = DateTime::new(year, two(5), two(8), two(11), two(14), two(17), nanos).ok()?;
    Offset::UTC.to_timestamp(civil).ok()
}

fn read_general(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.year()?;
    rest.accept(b"-")?;
    let month = rest.two_digits()?;
    rest.accept(b"-")?;
    let day = rest.two_digits()?;
    let (mut hour, mut minute, mut second, mut nanos, mut offset) = (0, 0, 0, 0, Offset::UTC);
    if !rest.is_empty() {
        rest.accept(b"Tt ")?;
        hour = rest.two_digits()?;
        rest.accept(b":")?;
        minute = rest.two_digits()?;
        if rest.accept(b":").is_some() {
            // A leap second (RFC 3339 §5.7) has no instant of its own in Unix time.
            second = rest.two_digits().map(|second| if second == 60 { 59 } else { second })?;
            if rest.accept(b".,").is_some() {
                nanos = rest.fraction()?;
            }
        }
        offset = rest.offset()?;
    }
    if !rest.is_empty() {
        return None;
    }
    // The fraction is added last: jiff-core would accept the second before its first instant if it had a fraction.
    let civil = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    match offset.to_timestamp(civil) {
        Ok(at) => at.checked_add(0, nanos).ok(),
        // A certificate that never expires ends at 9999-12-31T23:59:59Z (RFC 5280 §4.1.2.5), a day after
        // `Timestamp::MAX`.
        Err(_) => (year == 9999).then_some(Timestamp::MAX),
    }
}

/// The bytes that have not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the next byte if it is one of these.
    fn accept(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn digit(&mut self) -> Option<u8> {
        self.accept(b"0123456789").map(|digit| digit - b'0')
    }

    /// Takes a number of `digits` digits. It cannot overflow, because no caller asks for more than six.
    fn number(&mut self, digits: usize) -> Option<i32> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + i32::from(self.digit()?)))
    }

    /// Takes a number of two digits.
    fn two_digits(&mut self) -> Option<i8> {
        self.number(2)?.try_into().ok()
    }

    /// Takes a year: four digits, or a sign and six digits (ISO 8601's expanded years).
    fn year(&mut self) -> Option<i16> {
        let year = match self.accept(b"+-") {
            None => self.number(4)?,
            Some(b'+') => self.number(6)?,
            Some(_) => Some(-self.number(6)?).filter(|year| *year != 0)?,
        };
        year.try_into().ok()
    }

    /// Takes the digits of a fraction of a second, in nanoseconds. Further digits are dropped.
    fn fraction(&mut self) -> Option<i32> {
        let mut nanos = i32::from(self.digit()?) * 100_000_000;
        let mut unit = 10_000_000;
        while let Some(digit) = self.digit() {
            nanos += i32::from(digit) * unit;
            unit /= 10;
        }
        Some(nanos)
    }

    /// Takes an offset: `Z`, `+01:00`, `+0100` or `+01`. The end of the text means UTC.
    fn offset(&mut self) -> Option<Offset> {
        if self.is_empty() || self.accept(b"Zz").is_some() {
            return Some(Offset::UTC);
        }
        let sign = if self.accept(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.number(2)?;
        let minutes = if self.accept(b":").is_some() || !self.is_empty() { self.number(2)? } else { 0 };
        if hours > 23 || minutes > 59 {
            return None;
        }
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
    }
}

/// An instant as text, in UTC with three decimals; further decimals are cut off. Years outside 0 to 9999 have a sign
/// and six digits.
pub(crate) struct Written {
    text: [u8; 27],
    start: usize,
}

impl Written {
    pub(crate) fn new(at: Timestamp) -> Self {
        let civil = Offset::UTC.to_datetime(at);
        let (date, time) = (civil.date(), civil.time());
        // No instant is later than the year 9999, so the sign can only be a minus.
        let mut text = *b"-000000-00-00T00:00:00.000Z";
        put(&mut text[1..7], date.year().unsigned_abs());
        put(&mut text[8..10], date.month().unsigned_abs().into());
        put(&mut text[11..13], date.day().unsigned_abs().into());
        put(&mut text[14..16], time.hour().unsigned_abs().into());
        put(&mut text[17..19], time.minute().unsigned_abs().into());
        put(&mut text[20..22], time.second().unsigned_abs().into());
        put(&mut text[23..26], time.millisecond().unsigned_abs());
        Self { text, start: if date.year() < 0 { 0 } else { 3 } }
    }

    pub(crate) fn as_str(&self) -> &str {
        #[expect(clippy::expect_used, reason = "the template is ASCII, and `put` writes digits only")]
        str::from_utf8(&self.text[self.start..]).expect("ASCII")
    }
}

/// Writes the last digits of a number, as many as fit into the field.
fn put(field: &mut [u8], number: u16) {
    field.iter_mut().rev().fold(number, |number, digit| {
        *digit = b'0' + (number % 10) as u8;
        number / 10
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a text with jiff; a text without an offset is read as UTC.
    fn by_jiff(text: &str) -> Option<i128> {
        let instant = |text: &str| text.parse::<jiff::Timestamp>().ok();
        let naive = |text: &str| {
            let civil = text.parse::<jiff::civil::DateTime>().ok()?;
            Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
        };
        // A text that is too late for jiff, but valid a year earlier, reads as the last instant.
        let before = text.replacen("9999-", "9998-", 1);
        let late = |read: &dyn Fn(&str) -> Option<jiff::Timestamp>| {
            (before != text).then(|| read(&before)).flatten().map(|_| jiff::Timestamp::MAX)
        };
        let with_offset = || instant(text).or_else(|| late(&instant));
        let without = || naive(text).or_else(|| late(&naive));
        with_offset().or_else(without).map(jiff::Timestamp::as_nanosecond)
    }

    fn nanos(text: &str) -> Option<i128> {
        read(text).map(Timestamp::as_nanosecond)
    }

    const DATE: &str = "([0-9]{4}|[+-]00[0-9]{4})-[01][0-9]-[0-3][0-9]";
    const TIME: &str = "[Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9]([.,][0-9]{1,9})?)?";
    const OFFSET: &str = "(Z|z|[+-][01][0-9](:?[0-6][0-9])?)?";

    fn matching(pattern: &str) -> impl Strategy<Value = String> + use<> {
        proptest::string::string_regex(pattern).unwrap()
    }

    #[test]
    fn an_instant_too_late_for_jiff_reads_as_the_last_instant() {
        for text in [
            "9999-12-31T23:59:59.000Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31",
            "+009999-12-30T22:00:01Z",
            "9999-12-30T21:59:59.5-01:00",
        ] {
            assert_eq!(read(text), Some(Timestamp::MAX), "{text}");
            assert_eq!(nanos(text), by_jiff(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn texts_read_as_jiff_reads_them(text in matching(&format!("{DATE}({TIME}{OFFSET})?"))) {
            prop_assert_eq!(nanos(&text), by_jiff(&text), "{}", text);
        }

        #[test]
        fn texts_of_the_api_read_as_jiff_reads_them(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]\\.[0-9]{3}Z"
        ) {
            prop_assert_eq!(nanos(&text), by_jiff(&text), "{}", text);
            if let Some(at) = read_api_format(&text) {
                prop_assert_eq!(Some(at), read_general(&text));
            }
        }

        #[test]
        fn malformed_texts_are_refused_or_read_as_jiff_reads_them(
            text in matching(&format!("{DATE}{TIME}{OFFSET}")),
            at in 0usize..35,
            length in 0usize..4,
            other in "[-+:.,TZz0-9 x]{0,4}",
        ) {
            let (start, end) = (at.min(text.len()), (at + length).min(text.len()));
            let text = [&text[..start], other.as_str(), &text[end..]].concat();
            // jiff refuses more than nine decimals; RFC 3339 allows them.
            let decimals = text.split_once(['.', ',']).map_or("", |(_, rest)| rest);
            let decimals = decimals.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(read) = nanos(&text) && decimals <= 9 {
                prop_assert_eq!(Some(read), by_jiff(&text), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,40}") {
            read(&text);
        }

        #[test]
        fn instants_are_written_as_jiff_writes_them(
            nanos in jiff::Timestamp::MIN.as_nanosecond()..=jiff::Timestamp::MAX.as_nanosecond()
        ) {
            let at = Written::new(Timestamp::from_nanosecond(nanos).unwrap());
            prop_assert_eq!(at.as_str(), format!("{:.3}", jiff::Timestamp::from_nanosecond(nanos).unwrap()));
        }

        #[test]
        fn written_instants_have_the_format_of_the_api(millis in 0i64..253_402_207_200_000) {
            let at = Timestamp::from_millisecond(millis).unwrap();
            prop_assert_eq!(read_api_format(Written::new(at).as_str()), Some(at));
        }
    }

    #[test]
    fn the_first_and_the_last_instant_round_trip() {
        for (at, jiff) in [(Timestamp::MIN, jiff::Timestamp::MIN), (Timestamp::MAX, jiff::Timestamp::MAX)] {
            let text = jiff.to_string();
            assert_eq!(read(&text), Some(at), "{text}");
            assert_eq!(Written::new(at).as_str(), format!("{jiff:.3}"));
            assert_eq!(at.as_nanosecond(), jiff.as_nanosecond());
        }
    }

    #[test]
    fn every_accepted_format_reads_as_its_instant() {
        let noon = read("2026-01-15T12:00:00.000Z").unwrap();
        for text in [
            "2026-01-15T12:00:00Z",
            "2026-01-15t12:00:00z",
            "2026-01-15T12:00Z",
            "2026-01-15 12:00:00",
            "2026-01-15 12:00:00.000",
            "2026-01-15T12:00:00,000000000000Z",
            "2026-01-15T12:00:00-00:00",
            "2026-01-15T13:00:00.0+01:00",
            "2026-01-15T13:00:00+01",
            "2026-01-15T06:30:00-0530",
            "+002026-01-15T12:00:00Z",
        ] {
            assert_eq!(read(text), Some(noon), "{text}");
        }
        assert_eq!(read("2026-01-15"), read("2026-01-15T00:00:00Z"));
        assert_eq!(read("2016-12-31T23:59:60Z"), read("2016-12-31T23:59:59Z"));
        assert_eq!(nanos("1970-01-01T00:00:00.123456789999Z"), Some(123_456_789));
        assert_eq!(nanos("1969-12-31T23:59:59.999999999Z"), Some(-1));
    }

    #[test]
    fn malformed_texts_are_refused() {
        for text in [
            "",
            "2026",
            "2026-01",
            "2026-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-01-15T",
            "2026-01-15Z",
            "2026-01-15T12",
            "2026-01-15T24:00:00Z",
            "2026-01-15T12:60:00Z",
            "2026-01-15T12:00:61Z",
            "2026-01-15T12:00:00.Z",
            "2026-01-15T12:00.5Z",
            "2026-01-15T12:00:00+1",
            "2026-01-15T12:00:00+01:",
            "2026-01-15T12:00:00+24:00",
            "2026-01-15T12:00:00+01:60",
            "2026-01-15T12:00:00ZZ",
            "2026-01-15T12:00:00 Z",
            " 2026-01-15T12:00:00Z",
            "-000000-01-15T12:00:00Z",
            "+12026-01-15T12:00:00Z",
            "+012026-01-15T12:00:00Z",
            "9999-12-32T23:59:59Z",
            "-009999-01-02T01:59:58.5Z",
            "-009999-01-02T23:59:58.999999999+22:00",
            "２０２６-01-15T12:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
