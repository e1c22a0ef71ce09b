use super::*;
use http::Method;
use proptest::prelude::*;

static READ: Operation = Operation::new("things.list", Method::GET, "/things").repeatable();
static WRITE: Operation = Operation::new("things.create", Method::POST, "/things");

fn answered(status: u16, retry_after: Option<u64>) -> Outcome<'static> {
    Outcome::Answered { status, retry_after: retry_after.map(Duration::from_secs) }
}

fn decide(retry: Retry, operation: &Operation, attempt: u32, outcome: &Outcome<'_>) -> Decision {
    let remaining = Duration::from_secs(60);
    retry.decide(operation, &Situation { attempt, outcome, remaining, jitter: 1.0 })
}

#[test]
fn a_status_is_retried_only_where_a_second_execution_does_no_harm() {
    let retried = |operation: &Operation, status| {
        decide(Retry::standard(), operation, 1, &answered(status, None)) != Decision::Stop
    };
    for (status, read, write) in [
        (200, false, false),
        (400, false, false),
        (401, false, false),
        (404, false, false),
        (408, true, false),
        (409, false, false),
        (429, true, true),
        (500, true, false),
        (501, false, false),
        (502, true, false),
        (503, true, false),
        (504, true, false),
        (505, false, false),
        (519, false, false),
        (520, true, false),
        (521, true, false),
        (522, true, false),
        (523, true, false),
        (524, true, false),
        (525, true, false),
        (526, true, false),
        (527, true, false),
        (528, false, false),
        (529, false, false),
        (530, true, false),
        (531, false, false),
    ] {
        assert_eq!((retried(&READ, status), retried(&WRITE, status)), (read, write), "{status}");
    }
}

#[test]
fn reads_are_retried_after_temporary_failures_and_writes_only_if_unprocessed() {
    let retried = |operation: &Operation, error: &TransportError| {
        decide(Retry::standard(), operation, 1, &Outcome::Failed(error)) != Decision::Stop
    };
    use TransportErrorKind::{Connect, Lost, Protocol, Timeout, Tls, TooLarge};
    for (kind, read, write) in [
        (Connect, true, true),
        (Tls, false, false),
        (Timeout, true, false),
        (Lost, true, false),
        (Protocol, false, false),
        (TooLarge, false, false),
    ] {
        let error = TransportError::new(kind, "x");
        assert_eq!((retried(&READ, &error), retried(&WRITE, &error)), (read, write), "{kind:?}");
    }
    assert!(retried(&WRITE, &TransportError::new(Lost, "refused stream").unprocessed()));
}

#[test]
fn the_persistent_preset_waits_1_2_4_8_16_seconds_and_then_stops() {
    let outcome = answered(503, None);
    let waits: Vec<_> =
        (1..=6).map(|attempt| decide(Retry::persistent(), &READ, attempt, &outcome)).collect();
    let mut expected: Vec<_> = [1, 2, 4, 8, 16].map(|s| Decision::After(Duration::from_secs(s))).into();
    expected.push(Decision::Stop);
    assert_eq!(waits, expected);
}

#[test]
fn retry_after_is_obeyed_within_the_deadline_and_ends_the_call_beyond_it() {
    let plain = Retry::standard().with_jitter(Jitter::None);
    let decided = decide(plain, &WRITE, 1, &answered(429, Some(7)));
    assert_eq!(decided, Decision::After(Duration::from_secs(7)));
    assert_eq!(decide(Retry::standard(), &WRITE, 1, &answered(429, Some(3600))), Decision::Stop);
}

#[test]
fn a_transport_that_asks_for_a_wait_beyond_the_deadline_ends_the_call() {
    let error = TransportError::new(TransportErrorKind::Timeout, "limit").unprocessed();
    let asking = |secs| {
        let error = TransportError::new(TransportErrorKind::Timeout, "limit").unprocessed();
        error.with_retry_after(Duration::from_secs(secs))
    };
    assert_ne!(decide(Retry::standard(), &WRITE, 1, &Outcome::Failed(&error)), Decision::Stop);
    let plain = Retry::standard().with_jitter(Jitter::None);
    let waited = decide(plain, &WRITE, 1, &Outcome::Failed(&asking(5)));
    assert_eq!(waited, Decision::After(Duration::from_secs(5)));
    assert_eq!(decide(Retry::standard(), &WRITE, 1, &Outcome::Failed(&asking(61))), Decision::Stop);
}

#[test]
fn a_wait_that_the_transport_asks_for_is_obeyed() {
    let error = |secs| {
        TransportError::new(TransportErrorKind::Lost, "calm").with_retry_after(Duration::from_secs(secs))
    };
    let plain = Retry::standard().with_jitter(Jitter::None);
    let decided = |secs| decide(plain, &READ, 1, &Outcome::Failed(&error(secs)));
    assert_eq!(decided(3), Decision::After(Duration::from_secs(3)));
    assert_eq!(decided(3600), Decision::Stop);
}

#[test]
fn callers_with_the_same_retry_after_retry_within_an_additional_quarter_of_it() {
    let after = |asked: u64, remaining: u64, jitter: f64| {
        let (outcome, remaining) = (answered(429, Some(asked)), Duration::from_secs(remaining));
        let situation = Situation { attempt: 1, outcome: &outcome, remaining, jitter };
        match Retry::standard().decide(&WRITE, &situation) {
            Decision::After(wait) => wait.as_millis(),
            Decision::Stop => 0,
        }
    };
    let spread: Vec<_> = (0..60).map(|caller| after(1, 60, f64::from(caller) / 59.0)).collect();
    assert_eq!((spread[0], spread[59]), (1000, 1250));
    assert!(spread.windows(2).all(|pair| pair[1] - pair[0] <= 5 && pair[1] > pair[0]), "{spread:?}");
    assert_eq!((after(20, 60, 0.0), after(20, 60, 1.0)), (20_000, 25_000));
    // The jitter is at most half of the time that remains, because the request needs time too.
    assert_eq!((after(50, 51, 1.0), after(60, 60, 0.0)), (50_500, 0));
}

#[test]
fn statuses_backoff_and_jitter_can_be_set() {
    let ms = Duration::from_millis;
    let retry = Retry::standard()
        .with_statuses(RetryStatuses::none().with(503).with(409))
        .with_initial_backoff(ms(100))
        .with_initial_throttle_backoff(ms(700))
        .with_max_backoff(ms(300))
        .with_max_attempts(9);
    let after = |retry: Retry, attempt, status, jitter| {
        let outcome = answered(status, None);
        let situation = Situation { attempt, outcome: &outcome, remaining: ms(60_000), jitter };
        match retry.decide(&READ, &situation) {
            Decision::After(wait) => Some(wait),
            Decision::Stop => None,
        }
    };
    let whole: Vec<_> = (1..=4).map(|attempt| after(retry, attempt, 503, 1.0)).collect();
    assert_eq!(whole, [ms(100), ms(200), ms(300), ms(300)].map(Some));
    assert_eq!(after(retry, 1, 409, 0.5), Some(ms(50)));
    assert_eq!((after(retry, 1, 500, 0.5), after(retry, 1, 429, 0.5)), (None, None));
    assert_eq!(decide(retry, &WRITE, 1, &answered(409, None)), Decision::Stop);
    assert_eq!(after(retry.with_jitter(Jitter::Equal), 1, 503, 0.5), Some(ms(75)));
    assert_eq!(after(retry.with_jitter(Jitter::None), 1, 503, 0.5), Some(ms(100)));
    let throttled = retry.with_statuses(RetryStatuses::standard()).with_max_backoff(ms(10_000));
    assert_eq!(after(throttled, 1, 429, 1.0), Some(ms(700)));
}

#[test]
fn a_policy_without_retries_sends_once() {
    assert_eq!(decide(Retry::none(), &READ, 1, &answered(503, None)), Decision::Stop);
    assert_eq!(
        decide(Retry::standard().with_max_attempts(0), &READ, 1, &answered(503, None)),
        Decision::Stop
    );
}

proptest! {
    #[test]
    fn a_wait_is_never_longer_than_what_remains(
        attempt in 0u32..40, jitter in prop::sample::select(vec![0.0, 0.3, 1.0, -1.0, 7.0, f64::NAN, f64::INFINITY]), remaining in 0u64..100_000, asked in prop::option::of(0u64..100_000),
        status in prop::sample::select(vec![429u16, 503]),
    ) {
        let outcome = answered(status, asked);
        let remaining = Duration::from_millis(remaining);
        for retry in [Retry::standard().with_max_attempts(50), Retry::persistent().with_max_attempts(50)] {
            let situation = Situation { attempt, outcome: &outcome, remaining, jitter };
            if let Decision::After(wait) = retry.decide(&READ, &situation) {
                prop_assert!(wait < remaining);
                prop_assert!(wait >= Duration::from_secs(asked.unwrap_or(0)));
                prop_assert!(asked.is_some() || wait <= Duration::from_secs(20));
            }
        }
    }
}
