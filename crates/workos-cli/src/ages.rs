//! Spans of time in words.

use std::time::Duration;

use workos_kit::Timestamp;

/// The units with their lengths in seconds, the longest first.
const UNITS: &[(&str, u64)] = &[
    ("year", 31_556_952),
    ("month", 2_629_746),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
    ("second", 1),
];

/// Describes a span of time in its largest unit, rounded down: `3 minutes`, `56 years`.
pub(crate) fn in_words(span: Duration) -> String {
    let seconds = span.as_secs();
    let found = UNITS.iter().map(|(unit, length)| (unit, seconds / length)).find(|(_, count)| *count > 0);
    match found {
        Some((unit, 1)) => format!("1 {unit}"),
        Some((unit, count)) => format!("{count} {unit}s"),
        None => "less than a second".to_owned(),
    }
}

/// Describes a time relative to now: `3 minutes ago`, `in 2 hours`, `just now`.
pub(crate) fn relative(time: Timestamp, now: Timestamp) -> String {
    match (now.checked_duration_since(time), time.checked_duration_since(now)) {
        (Some(age), _) if age >= Duration::from_secs(1) => format!("{} ago", in_words(age)),
        (_, Some(ahead)) if ahead >= Duration::from_secs(1) => format!("in {}", in_words(ahead)),
        _ => "just now".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_described_in_its_largest_unit() {
        for (seconds, expected) in [
            (0, "less than a second"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (3_599, "59 minutes"),
            (7_300, "2 hours"),
            (86_400, "1 day"),
            (2_629_746, "1 month"),
            (1_796_019_787, "56 years"),
        ] {
            assert_eq!(in_words(Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn a_time_is_described_relative_to_now() {
        let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
        let second = Duration::from_secs(1);
        assert_eq!(relative(now - second * 180, now), "3 minutes ago");
        assert_eq!(relative(now + second * 7200, now), "in 2 hours");
        assert_eq!(relative(now, now), "just now");
    }
}
