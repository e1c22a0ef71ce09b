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

#[test]
fn the_milliseconds_of_the_first_and_the_last_instant_round_trip() {
    let last = Timestamp::UNIX_EPOCH.saturating_add(Duration::MAX);
    for at in [last, Timestamp(jiff_core::Timestamp::MIN)] {
        assert_eq!(Timestamp::from_millis(at.as_millis()).unwrap().as_millis(), at.as_millis());
    }
    assert_eq!(Timestamp::from_millis(last.as_millis() + 1), None);
    assert_eq!(Timestamp::from_millis(jiff_core::Timestamp::MIN.as_millisecond() - 1), None);
    assert_eq!(Timestamp::from_millis(i64::MAX), None);
    assert_eq!(Timestamp::from_millis(i64::MIN), None);
}

proptest! {
    #[test]
    fn arithmetic_agrees_with_jiff(
        from in instant(),
        to in instant(),
        secs in prop_oneof![0u64..=u64::MAX, 0u64..1_000_000_000_000],
        nanos in 0u32..1_000_000_000,
    ) {
        let ours = |nanos| Timestamp(jiff_core::Timestamp::from_nanosecond(nanos).unwrap());
        let theirs = |nanos| jiff::Timestamp::from_nanosecond(nanos).unwrap();
        let since = Duration::try_from(theirs(to).duration_since(theirs(from))).unwrap_or(Duration::ZERO);
        prop_assert_eq!(ours(to) - ours(from), since);
        prop_assert_eq!(ours(to).checked_duration_since(ours(from)), (to >= from).then_some(since));
        let duration = Duration::new(secs, nanos);
        let signed = jiff::SignedDuration::try_from(duration).ok();
        let later = signed.and_then(|duration| theirs(from).checked_add(duration).ok());
        prop_assert_eq!(ours(from).checked_add(duration), later.map(|at| ours(at.as_nanosecond())));
        let later = later.unwrap_or(jiff::Timestamp::MAX);
        prop_assert_eq!(ours(from) + duration, ours(later.as_nanosecond()));
        let sooner = signed.and_then(|duration| theirs(from).checked_sub(duration).ok());
        prop_assert_eq!(ours(from).checked_sub(duration), sooner.map(|at| ours(at.as_nanosecond())));
        let sooner = sooner.unwrap_or(jiff::Timestamp::MIN);
        prop_assert_eq!(ours(from) - duration, ours(sooner.as_nanosecond()));
        prop_assert_eq!(ours(from).as_millis(), theirs(from).as_millisecond());
        prop_assert_eq!(ours(from).as_secs(), theirs(from).as_second());
        prop_assert_eq!(Timestamp::from_millis(ours(from).as_millis()).unwrap().as_millis(), theirs(from).as_millisecond());
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
fn the_error_for_another_text_names_the_expected_format() {
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
fn system_times_out_of_range_become_the_first_or_the_last_instant() {
    let far = Duration::from_secs(1_000_000_000_000);
    assert_eq!(Timestamp::from(SystemTime::UNIX_EPOCH + far).0, jiff_core::Timestamp::MAX);
    assert_eq!(Timestamp::from(SystemTime::UNIX_EPOCH - far).0, jiff_core::Timestamp::MIN);
    let first = SystemTime::from(Timestamp(jiff_core::Timestamp::MIN));
    assert_eq!(Timestamp::from(first - Duration::from_millis(500)).0, jiff_core::Timestamp::MIN);
}

#[test]
fn arithmetic_saturates() {
    let at = Timestamp::UNIX_EPOCH;
    let five = Duration::from_secs(5);
    assert_eq!((at + five).as_secs(), 5);
    assert_eq!(at - (at + five), Duration::ZERO);
    assert_eq!((at + Duration::MAX).0, jiff_core::Timestamp::MAX);
    assert_eq!((at - Duration::MAX).0, jiff_core::Timestamp::MIN);
    assert_eq!((at.checked_add(Duration::MAX), at.checked_sub(Duration::MAX)), (None, None));
    let mut moved = at;
    moved += five;
    moved -= Duration::from_secs(2);
    assert_eq!(moved.as_secs(), 3);
}
