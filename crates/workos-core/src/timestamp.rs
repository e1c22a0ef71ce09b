//! Instants as the API writes them.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant in UTC.
///
/// Reads RFC 3339 (`2026-01-15T12:00:00.000Z`, any offset), the API's older `2023-04-28 20:05:31.093`
/// (taken as UTC), and whole numbers: seconds since the epoch, or milliseconds from `100_000_000_000` on.
/// Writes UTC with three decimals, as the API does.
///
/// ```
/// use workos_core::Timestamp;
///
/// let at: Timestamp = "2026-01-15T13:00:00+01:00".parse()?;
/// assert_eq!(at.to_string(), "2026-01-15T12:00:00.000Z");
/// assert_eq!(at.as_millis(), 1_768_478_400_000);
/// # Ok::<(), workos_core::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The Unix epoch.
    pub const UNIX_EPOCH: Self = Self(jiff::Timestamp::UNIX_EPOCH);

    /// The instant that many milliseconds after the Unix epoch, or `None` outside the years -9999 to 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        jiff::Timestamp::from_millisecond(millis).ok().map(Self)
    }

    /// The instant that many seconds after the Unix epoch, or `None` outside the years -9999 to 9999.
    #[must_use]
    pub fn from_secs(secs: i64) -> Option<Self> {
        jiff::Timestamp::from_second(secs).ok().map(Self)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Whole seconds since the Unix epoch.
    #[must_use]
    pub fn as_secs(self) -> i64 {
        self.0.as_second()
    }

    /// This instant, later by `duration`; the last representable instant where that overflows.
    #[must_use]
    pub fn saturating_add(self, duration: Duration) -> Self {
        let later = jiff::SignedDuration::try_from(duration).ok().and_then(|d| self.0.checked_add(d).ok());
        Self(later.unwrap_or(jiff::Timestamp::MAX))
    }

    /// How much later this instant is than `earlier`; zero when it is not later.
    #[must_use]
    pub fn saturating_since(self, earlier: Self) -> Duration {
        self.0.duration_since(earlier.0).try_into().unwrap_or(Duration::ZERO)
    }

    /// Reads the date of an HTTP header (RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`).
    ///
    /// # Errors
    /// When the text is not such a date.
    pub fn parse_http_date(text: &str) -> Result<Self, ParseTimestampError> {
        // RFC 9110 has GMT where RFC 2822 has an offset; jiff reads both spellings.
        jiff::fmt::rfc2822::parse(text)
            .map(|zoned| Self(zoned.timestamp()))
            .map_err(|_| ParseTimestampError(()))
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        if let Some(at) = parse_usual(text) {
            return Ok(Self(at));
        }
        let naive = || text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
        text.parse()
            .ok()
            .or_else(|| naive().map(|zoned| zoned.timestamp()))
            .map(Self)
            .ok_or(ParseTimestampError(()))
    }
}

/// Reads what the API writes, `2026-01-15T12:00:00.000Z`; a page of a list holds hundreds of these. `None` for all else,
/// which is up to the general parser.
fn parse_usual(text: &str) -> Option<jiff::Timestamp> {
    let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
    let punctuation = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
    if punctuation.iter().any(|(at, mark)| bytes[*at] != *mark) {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: i16, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let small = |digits: &[u8]| i8::try_from(number(digits)?).ok();
    let nanos = i32::from(number(&bytes[20..23])?) * 1_000_000;
    let (year, month, day) = (number(&bytes[..4])?, small(&bytes[5..7])?, small(&bytes[8..10])?);
    let (hour, minute, second) = (small(&bytes[11..13])?, small(&bytes[14..16])?, small(&bytes[17..19])?);
    let civil = jiff::civil::DateTime::new(year, month, day, hour, minute, second, nanos).ok()?;
    jiff::tz::Offset::UTC.to_timestamp(civil).ok()
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let nearest = if time < SystemTime::UNIX_EPOCH { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        Self(jiff::Timestamp::try_from(time).unwrap_or(nearest))
    }
}

impl From<Timestamp> for SystemTime {
    fn from(at: Timestamp) -> Self {
        at.0.into()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wire;

        impl Visitor<'_> for Wire {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a timestamp (RFC 3339 text, or seconds or milliseconds since the epoch)")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Timestamp, E> {
                // The first date that would be misread as milliseconds is in the year 5138.
                let read = if number.unsigned_abs() >= 100_000_000_000 {
                    Timestamp::from_millis
                } else {
                    Timestamp::from_secs
                };
                read(number).ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Timestamp, E> {
                i64::try_from(number)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
                    .and_then(|number| self.visit_i64(number))
            }
        }

        deserializer.deserialize_any(Wire)
    }
}

/// A text that is no timestamp in any form the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTimestampError(());

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a timestamp: expected RFC 3339, for instance 2026-01-15T12:00:00.000Z")
    }
}

impl std::error::Error for ParseTimestampError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> String {
        serde_json::from_str::<Timestamp>(json).unwrap().to_string()
    }

    #[test]
    fn every_form_the_api_uses_reads_as_the_same_instant() {
        for json in [
            "\"2026-01-15T12:00:00.000Z\"",
            "\"2026-01-15T12:00:00Z\"",
            "\"2026-01-15 12:00:00.000\"",
            "\"2026-01-15T14:00:00+02:00\"",
            "1768478400",
            "1768478400000",
        ] {
            assert_eq!(read(json), "2026-01-15T12:00:00.000Z", "{json}");
        }
    }

    proptest! {
        #[test]
        fn the_usual_form_reads_as_the_general_parser_reads_it(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]\\.[0-9]{3}Z"
        ) {
            if let Some(at) = parse_usual(&text) {
                prop_assert_eq!(Some(at), text.parse().ok());
            }
        }

        #[test]
        fn what_is_written_is_of_the_usual_form(millis in 0i64..253_402_300_799_999) {
            let at = Timestamp::from_millis(millis).unwrap();
            prop_assert_eq!(parse_usual(&at.to_string()).map(Timestamp), Some(at));
        }
    }

    #[test]
    fn a_timestamp_writes_three_decimals() {
        let at = Timestamp::from_millis(1_768_478_400_120).unwrap();
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"2026-01-15T12:00:00.120Z\"");
    }

    #[test]
    fn other_texts_are_refused_with_what_was_expected() {
        let error = serde_json::from_str::<Timestamp>("\"yesterday\"").unwrap_err().to_string();
        assert!(error.contains("RFC 3339"), "{error}");
        assert!("".parse::<Timestamp>().is_err());
        assert!(serde_json::from_str::<Timestamp>("-9223372036854775808").is_err());
    }

    #[test]
    fn an_http_date_is_read() {
        let at = Timestamp::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(at.as_secs(), 784_111_777);
        assert!(Timestamp::parse_http_date("tomorrow").is_err());
    }

    #[test]
    fn arithmetic_saturates() {
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(at.saturating_add(Duration::from_secs(5)).as_secs(), 5);
        assert_eq!(at.saturating_since(at.saturating_add(Duration::from_secs(5))), Duration::ZERO);
        assert!(at.saturating_add(Duration::MAX) > at);
    }
}
