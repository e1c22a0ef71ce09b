//! Instants as the API writes them.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rfc3339::{self, Written};

/// An instant in UTC.
///
/// A timestamp decodes from RFC 3339 (`2026-01-15T12:00:00.000Z`, any offset), from the API's older format
/// `2023-04-28 20:05:31.093` (read as UTC), and from whole numbers. A number from `100_000_000_000` on is in
/// milliseconds since the epoch, a smaller one in seconds. A timestamp is written in UTC with three decimals, as the
/// API does.
///
/// The last instant is 9999-12-30T22:00:00.999Z. A later time of that year, such as the end of a certificate that never
/// expires, reads as the last instant.
///
/// Arithmetic with [`Duration`] saturates at the first and the last instant and never panics; the `checked_` methods
/// return `None` instead. [`SystemTime`] converts both ways.
///
/// ```
/// use std::time::Duration;
/// use workos_core::Timestamp;
///
/// let at: Timestamp = "2026-01-15T13:00:00+01:00".parse()?;
/// assert_eq!(at.to_string(), "2026-01-15T12:00:00.000Z");
/// assert_eq!(at.as_millis(), 1_768_478_400_000);
/// let later = at + Duration::from_secs(90);
/// assert_eq!(later - at, Duration::from_secs(90));
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
        // jiff-core's constructor from milliseconds refuses the last second of the range, although `as_millisecond`
        // returns values of that second.
        let Self(second) = Self::from_secs(millis.div_euclid(1000))?;
        let nanos = i32::try_from(millis.rem_euclid(1000)).ok()? * (NANOS_PER_SEC / 1000);
        second.checked_add(0, nanos).ok().map(Self)
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

    /// This instant plus `duration`, or `None` after the last instant.
    #[must_use]
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let (secs, nanos) = parts(duration);
        self.0.checked_add(secs, nanos).ok().map(Self)
    }

    /// This instant minus `duration`, or `None` before the first instant.
    #[must_use]
    pub fn checked_sub(self, duration: Duration) -> Option<Self> {
        let (secs, nanos) = parts(duration);
        // jiff-core's subtraction accepts results that are less than a second before the first instant.
        let at = self.0.checked_sub(secs, nanos).ok().filter(|at| *at >= jiff_core::Timestamp::MIN);
        at.map(Self)
    }

    /// This instant plus `duration`, at most the last instant; `at + duration` is the same.
    #[must_use]
    pub fn saturating_add(self, duration: Duration) -> Self {
        self.checked_add(duration).unwrap_or(Self(jiff_core::Timestamp::MAX))
    }

    /// This instant minus `duration`, at least the first instant; `at - duration` is the same.
    #[must_use]
    pub fn saturating_sub(self, duration: Duration) -> Self {
        self.checked_sub(duration).unwrap_or(Self(jiff_core::Timestamp::MIN))
    }

    /// The time from `earlier` to this instant, or zero if `earlier` is later, as with [`Instant`](std::time::Instant).
    /// `at - earlier` is the same.
    #[must_use]
    pub fn duration_since(self, earlier: Self) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// The time from `earlier` to this instant, or `None` if `earlier` is later.
    #[must_use]
    pub fn checked_duration_since(self, earlier: Self) -> Option<Duration> {
        let secs = self.0.as_second() - earlier.0.as_second();
        let nanos = self.0.subsec_nanosecond() - earlier.0.subsec_nanosecond();
        // Fractions of seconds before 1970 are negative, so the difference is between -2 and 2 seconds. Whole seconds
        // of the difference are carried.
        let whole = secs + i64::from(nanos.div_euclid(NANOS_PER_SEC));
        let secs = u64::try_from(whole).ok()?;
        Some(Duration::new(secs, nanos.rem_euclid(NANOS_PER_SEC).unsigned_abs()))
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

/// Splits a duration into seconds and nanoseconds. Seconds beyond `i64` become `i64::MAX`, which is more than the
/// seconds between any two instants.
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

/// Saturates at the last instant; [`checked_add`](Timestamp::checked_add) returns `None` instead.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        self.saturating_add(duration)
    }
}

/// Saturates at the first instant; [`checked_sub`](Timestamp::checked_sub) returns `None` instead.
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        self.saturating_sub(duration)
    }
}

/// Saturates at zero; [`checked_duration_since`](Timestamp::checked_duration_since) returns `None` instead.
impl Sub for Timestamp {
    type Output = Duration;

    fn sub(self, earlier: Self) -> Duration {
        self.duration_since(earlier)
    }
}

impl AddAssign<Duration> for Timestamp {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl SubAssign<Duration> for Timestamp {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::UNIX_EPOCH + after,
            Err(before) => Self::UNIX_EPOCH - before.duration(),
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(at: Timestamp) -> Self {
        // Seconds and nanoseconds have the same sign, unless one of them is zero.
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

/// The error of a text that is not a timestamp in any format of the API.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ParseTimestampError(());

impl fmt::Debug for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a timestamp: expected RFC 3339, for instance 2026-01-15T12:00:00.000Z")
    }
}

impl std::error::Error for ParseTimestampError {}

#[cfg(test)]
mod tests;
