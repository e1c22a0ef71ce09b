//! Instants as the API writes them.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rfc3339::{self, Written};

/// An instant in UTC.
///
/// Reads RFC 3339 (`2026-01-15T12:00:00.000Z`, any offset), the API's older `2023-04-28 20:05:31.093`
/// (taken as UTC), and whole numbers: seconds since the epoch, or milliseconds from `100_000_000_000` on.
/// Writes UTC with three decimals, as the API does. The last instant is 9999-12-30T22:00:00.999Z; what is later in that
/// year, such as the end of a certificate that never expires, reads as the last.
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
pub struct Timestamp(jiff_core::Timestamp);

impl Timestamp {
    /// The Unix epoch.
    pub const UNIX_EPOCH: Self = Self(jiff_core::Timestamp::UNIX_EPOCH);

    /// The instant that many milliseconds after the Unix epoch, or `None` outside the years -9999 to 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        jiff_core::Timestamp::from_millisecond(millis).ok().map(Self)
    }

    /// The instant that many seconds after the Unix epoch, or `None` outside the years -9999 to 9999.
    #[must_use]
    pub fn from_secs(secs: i64) -> Option<Self> {
        jiff_core::Timestamp::from_second(secs).ok().map(Self)
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
        let (secs, nanos) = parts(duration);
        Self(self.0.checked_add(secs, nanos).unwrap_or(jiff_core::Timestamp::MAX))
    }

    /// How much later this instant is than `earlier`; zero when it is not later.
    #[must_use]
    pub fn saturating_since(self, earlier: Self) -> Duration {
        let secs = self.0.as_second() - earlier.0.as_second();
        let nanos = self.0.subsec_nanosecond() - earlier.0.subsec_nanosecond();
        // Negative nanoseconds borrow a second, and those of two instants on either side of 1970 make up to two.
        let whole = secs + i64::from(nanos.div_euclid(NANOS_PER_SEC));
        u64::try_from(whole).map_or(Duration::ZERO, |secs| {
            Duration::new(secs, nanos.rem_euclid(NANOS_PER_SEC).unsigned_abs())
        })
    }

    /// Reads the date of an HTTP header (RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, and the two obsolete forms).
    ///
    /// # Errors
    /// When the text is not such a date.
    pub fn parse_http_date(text: &str) -> Result<Self, ParseTimestampError> {
        httpdate::parse_http_date(text).map(Self::from).map_err(|_| ParseTimestampError(()))
    }
}

const NANOS_PER_SEC: i32 = 1_000_000_000;

/// Seconds and nanoseconds; with more seconds than there are from any instant to any other where those are no `i64`.
fn parts(duration: Duration) -> (i64, i32) {
    (i64::try_from(duration.as_secs()).unwrap_or(i64::MAX), duration.subsec_nanos().cast_signed())
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        rfc3339::read(text).map(Self).ok_or(ParseTimestampError(()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Written::new(self.0).as_str())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::UNIX_EPOCH.saturating_add(after),
            Err(before) => {
                let (secs, nanos) = parts(before.duration());
                let first = jiff_core::Timestamp::MIN;
                // The subtraction lets a fraction of a second before the first instant pass.
                Self(Self::UNIX_EPOCH.0.checked_sub(secs, nanos).map_or(first, |at| at.max(first)))
            }
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(at: Timestamp) -> Self {
        // Of the same sign, where neither is zero.
        let (secs, nanos) = (at.0.as_second(), at.0.subsec_nanosecond());
        let distance = Duration::new(secs.unsigned_abs(), nanos.unsigned_abs());
        if at < Timestamp::UNIX_EPOCH { Self::UNIX_EPOCH - distance } else { Self::UNIX_EPOCH + distance }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Written::new(self.0).as_str())
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

    /// Nanoseconds since the epoch.
    fn instant() -> impl Strategy<Value = i128> {
        jiff::Timestamp::MIN.as_nanosecond()..=jiff::Timestamp::MAX.as_nanosecond()
    }

    proptest! {
        #[test]
        fn arithmetic_is_as_in_jiff(
            from in instant(),
            to in instant(),
            secs in prop_oneof![0u64..=u64::MAX, 0u64..1_000_000_000_000],
            nanos in 0u32..1_000_000_000,
        ) {
            let ours = |nanos| Timestamp(jiff_core::Timestamp::from_nanosecond(nanos).unwrap());
            let theirs = |nanos| jiff::Timestamp::from_nanosecond(nanos).unwrap();
            let since = Duration::try_from(theirs(to).duration_since(theirs(from))).unwrap_or(Duration::ZERO);
            prop_assert_eq!(ours(to).saturating_since(ours(from)), since);
            let duration = Duration::new(secs, nanos);
            let later = jiff::SignedDuration::try_from(duration).ok().and_then(|d| theirs(from).checked_add(d).ok());
            let later = later.unwrap_or(jiff::Timestamp::MAX);
            prop_assert_eq!(ours(from).saturating_add(duration), ours(later.as_nanosecond()));
            prop_assert_eq!(ours(from).as_millis(), theirs(from).as_millisecond());
            prop_assert_eq!(ours(from).as_secs(), theirs(from).as_second());
            prop_assert_eq!(ours(from).cmp(&ours(to)), from.cmp(&to));
            prop_assert_eq!(SystemTime::from(ours(from)), SystemTime::from(theirs(from)));
            prop_assert_eq!(Timestamp::from(SystemTime::from(theirs(from))), ours(from));
        }

        #[test]
        fn http_dates_read_as_jiff_writes_them(secs in 0i64..253_402_207_200) {
            let date = jiff::fmt::rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&jiff::Timestamp::from_second(secs).unwrap())
                .unwrap();
            prop_assert_eq!(Timestamp::parse_http_date(&date).ok(), Timestamp::from_secs(secs), "{}", date);
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
    fn an_http_date_is_read_in_each_of_its_forms() {
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(Timestamp::parse_http_date(text).unwrap().as_secs(), 784_111_777, "{text}");
        }
        for text in ["tomorrow", "", "Mon, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"] {
            assert!(Timestamp::parse_http_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn system_times_beyond_the_calendar_become_its_ends() {
        let far = Duration::from_secs(1_000_000_000_000);
        assert_eq!(Timestamp::from(SystemTime::UNIX_EPOCH + far).0, jiff_core::Timestamp::MAX);
        assert_eq!(Timestamp::from(SystemTime::UNIX_EPOCH - far).0, jiff_core::Timestamp::MIN);
        let first = SystemTime::from(Timestamp(jiff_core::Timestamp::MIN));
        assert_eq!(Timestamp::from(first - Duration::from_millis(500)).0, jiff_core::Timestamp::MIN);
    }

    #[test]
    fn arithmetic_saturates() {
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(at.saturating_add(Duration::from_secs(5)).as_secs(), 5);
        assert_eq!(at.saturating_since(at.saturating_add(Duration::from_secs(5))), Duration::ZERO);
        assert!(at.saturating_add(Duration::MAX) > at);
    }
}
