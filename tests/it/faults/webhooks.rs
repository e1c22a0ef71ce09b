//! W: webhooks that are old, forged, truncated or unusual.

use std::time::Duration;

use workos_webhooks::{HeaderProblem, Timestamp, VerifyError, WebhookVerifier, sign};

const SECRET: &str = "whsec_test";
const BODY: &[u8] = br#"{"id":"event_1"}"#;

fn now() -> Timestamp {
    "2026-01-15T12:00:00Z".parse().unwrap()
}

/// Verifies the test body with this header, and returns the unknown components of the header.
fn verify(header: &str) -> Result<Vec<String>, VerifyError> {
    let verified = WebhookVerifier::new(SECRET).unwrap();
    let verified = verified.verify(BODY, header, now())?;
    Ok(verified.unknown_components().map(str::to_owned).collect())
}

fn signed_at(at: Timestamp) -> String {
    sign(SECRET, at, BODY)
}

/// Returns the hexadecimal signature of a valid header.
fn signature() -> String {
    signed_at(now()).rsplit("v1=").next().unwrap().to_owned()
}

const MILLIS: &str = "1768478400000";
const OTHER: &str = "0000000000000000000000000000000000000000000000000000000000000000";

#[test]
fn w1_a_valid_webhook_is_accepted() {
    assert_eq!(verify(&signed_at(now())), Ok(Vec::new()));
}

#[test]
fn w2_a_webhook_of_181_seconds_ago_is_refused() {
    let ago = |secs: i64| {
        let at = Timestamp::from_millis(now().as_millis() - secs * 1000).unwrap();
        verify(&signed_at(at))
    };
    assert!(ago(180).is_ok());
    assert!(matches!(ago(181), Err(VerifyError::TooOld { .. })));
}

#[test]
fn w3_a_webhook_of_185_seconds_ahead_is_refused() {
    let ahead = |secs| verify(&signed_at(now().saturating_add(Duration::from_secs(secs))));
    assert!(ahead(180).is_ok());
    assert!(matches!(ahead(185), Err(VerifyError::InFuture { .. })));
}

#[test]
fn w4_the_first_of_two_signatures_may_be_the_valid_one() {
    assert!(verify(&format!("t={MILLIS}, v1={}, v1={OTHER}", signature())).is_ok());
}

#[test]
fn w5_the_last_of_two_signatures_may_be_the_valid_one() {
    assert!(verify(&format!("t={MILLIS}, v1={OTHER}, v1={}", signature())).is_ok());
}

#[test]
fn w6_hexadecimal_in_upper_case_is_accepted() {
    assert!(verify(&format!("t={MILLIS}, v1={}", signature().to_uppercase())).is_ok());
}

#[test]
fn w7_a_newer_scheme_next_to_v1_is_ignored_and_reported() {
    assert_eq!(verify(&format!("t={MILLIS}, v1={}, v2=abc", signature())), Ok(vec!["v2".to_owned()]));
    assert!(verify(&format!("t={MILLIS}, v2={}", signature())).is_err());
}

#[test]
fn w8_two_timestamps_are_refused() {
    let header = format!("t={MILLIS}, t={MILLIS}, v1={}", signature());
    assert_eq!(verify(&header), Err(VerifyError::DuplicateTimestamp));
}

#[test]
fn w9_an_empty_secret_is_refused_at_construction() {
    assert!(WebhookVerifier::new("").is_err());
    assert!(WebhookVerifier::new(SECRET).unwrap().with_secret("").is_err());
}

#[test]
fn w10_a_truncated_signature_is_refused() {
    let header = format!("t={MILLIS}, v1={}", &signature()[..63]);
    assert_eq!(verify(&header), Err(VerifyError::Malformed(HeaderProblem::InvalidSignature)));
    assert!(
        WebhookVerifier::new(SECRET).unwrap().verify(&BODY[1..], signed_at(now()).as_str(), now()).is_err()
    );
}

#[test]
fn w11_a_timestamp_in_seconds_is_refused_and_named() {
    let header = format!("t=1768478400, v1={}", signature());
    assert!(matches!(verify(&header), Err(VerifyError::TimestampInSeconds { .. })));
}

#[test]
fn w12_a_timestamp_with_a_sign_is_refused() {
    for value in ["+1768478400000", "-1", " 1768478400000 "] {
        let result = verify(&format!("t={value}, v1={}", signature()));
        assert_eq!(result, Err(VerifyError::Malformed(HeaderProblem::InvalidTimestamp)), "{value}");
    }
}

#[test]
fn x14_ten_thousand_signatures_are_refused_without_being_checked() {
    let header = format!("t={MILLIS}{}", format!(", v1={OTHER}").repeat(10_000));
    assert_eq!(verify(&header), Err(VerifyError::Malformed(HeaderProblem::TooLong)));
    let many = format!("t={MILLIS}{}", ",v1=0".repeat(100));
    assert_eq!(verify(&many), Err(VerifyError::Malformed(HeaderProblem::TooManyComponents)));
}

#[test]
fn x11_a_clock_that_is_an_hour_off_is_reported_as_such() {
    let hour = Duration::from_secs(3600);
    match verify(&signed_at(now().saturating_add(hour))) {
        Err(VerifyError::InFuture { ahead, tolerance, .. }) => {
            assert_eq!((ahead, tolerance), (hour, Duration::from_secs(180)));
        }
        other => panic!("{other:?}"),
    }
}
