//! Verification: which requests are accepted, and which are refused with which error.

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use workos_webhooks::{
    Clock, HeaderProblem, ManualClock, SecretError, Timestamp, VerifyError, WebhookVerifier, sign,
};

const SECRET: &str = "whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4";
const BODY: &[u8] = br#"{"id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"pipes.connected_account.connected","data":{"object":"connected_account"},"created_at":"2026-01-15T12:00:00.000Z"}"#;
const SIGNATURE: &str = "c462fef573c84f5aa156b968197dcfeaa12554c48bfec7d05ff8ec46f651f73c";
const OTHER: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn now() -> Timestamp {
    Timestamp::from_millis(1_768_478_400_000).unwrap()
}

fn verifier() -> WebhookVerifier {
    WebhookVerifier::new(SECRET).unwrap()
}

fn check(header: &str) -> Result<usize, VerifyError> {
    check_body(BODY, header)
}

fn check_body(body: &[u8], header: &str) -> Result<usize, VerifyError> {
    verifier().verify(body, header, now()).map(|verified| verified.secret_index())
}

#[test]
fn a_genuine_request_is_accepted() {
    let header = format!("t=1768478400000, v1={SIGNATURE}");
    let verifier = verifier();
    let verified = verifier.verify(BODY, header.as_str(), now()).unwrap();
    assert_eq!((verified.body(), verified.timestamp(), verified.secret_index()), (BODY, now(), 0));
    assert_eq!(verified.unknown_components().count(), 0);
    let event = verified.envelope().unwrap();
    assert_eq!(event.id, "event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D");
    assert_eq!(event.event, "pipes.connected_account.connected");
    assert_eq!(event.data["object"], "connected_account");
    assert_eq!((event.created_at, event.context), (Some(now()), None));
}

#[test]
fn the_form_of_the_header_does_not_matter() {
    for header in [
        format!("t=1768478400000,v1={SIGNATURE}"),
        format!("v1={SIGNATURE}, t=1768478400000"),
        format!("t=1768478400000, v1={SIGNATURE},"),
        format!("t=1768478400000, v1={}", SIGNATURE.to_uppercase()),
        format!("t=1768478400000, v1={SIGNATURE}, v1={OTHER}"),
        format!("t=1768478400000, v1={OTHER}, v1={SIGNATURE}"),
        format!("t=1768478400000, v1=truncated, v1={SIGNATURE}"),
    ] {
        assert_eq!(check(&header), Ok(0), "{header}");
    }
}

#[test]
fn a_newer_scheme_is_reported_beside_v1_and_refused_without_v1() {
    let header = format!("t=1768478400000, v1={SIGNATURE}, v2=abc");
    let verifier = verifier();
    let verified = verifier.verify(BODY, header.as_str(), now()).unwrap();
    assert_eq!(verified.unknown_components().collect::<Vec<_>>(), ["v2"]);

    let refusal = check("t=1768478400000, v2=abc").unwrap_err();
    assert_eq!(refusal, VerifyError::Malformed(HeaderProblem::NoSignature));
    assert!(refusal.hint().contains("update"), "{}", refusal.hint());
}

#[test]
fn a_missing_header_is_refused() {
    for header in [None, Some(""), Some("  ")] {
        assert_eq!(verifier().verify(BODY, header, now()).unwrap_err(), VerifyError::MissingHeader);
    }
}

#[test]
fn a_malformed_header_is_refused() {
    let ten_thousand = "v1=00,".repeat(10_000);
    for (header, problem) in [
        ("nonsense", HeaderProblem::NoTimestamp),
        (&format!("t=+1768478400000, v1={SIGNATURE}"), HeaderProblem::InvalidTimestamp),
        (&format!("t=abc, v1={SIGNATURE}"), HeaderProblem::InvalidTimestamp),
        (&format!("t=99999999999999999, v1={SIGNATURE}"), HeaderProblem::InvalidTimestamp),
        (&format!("t={}, v1={SIGNATURE}", "9".repeat(80)), HeaderProblem::InvalidTimestamp),
        ("t=1768478400000", HeaderProblem::NoSignature),
        (&format!("t=1768478400000, v1={}", &SIGNATURE[..63]), HeaderProblem::InvalidSignature),
        (&format!("t=1768478400000, {ten_thousand}"), HeaderProblem::TooLong),
        (
            &format!("t=1768478400000, v1={SIGNATURE}{}", ",v2=0".repeat(100)),
            HeaderProblem::TooManyComponents,
        ),
    ] {
        let refusal = check(header).unwrap_err();
        assert_eq!(refusal, VerifyError::Malformed(problem), "{header}");
        assert!(refusal.to_string().len() < 200, "{refusal}");
    }
}

#[test]
fn two_timestamps_are_refused_even_when_they_agree() {
    for second in ["1768478400000", "1", ""] {
        let header = format!("t=1768478400000, t={second}, v1={SIGNATURE}");
        assert_eq!(check(&header), Err(VerifyError::DuplicateTimestamp));
    }
}

#[test]
fn the_tolerance_applies_in_both_directions() {
    let signed = sign(SECRET, now(), BODY);
    let verifier = verifier();
    let at = |offset: i64| {
        verifier.verify(BODY, &*signed, Timestamp::from_millis(now().as_millis() + offset).unwrap())
    };
    assert!(at(180_000).is_ok() && at(-180_000).is_ok());
    let tolerance = Duration::from_secs(180);
    assert_eq!(
        at(181_000).unwrap_err(),
        VerifyError::TooOld { timestamp: now(), age: Duration::from_secs(181), tolerance }
    );
    assert_eq!(
        at(-185_000).unwrap_err(),
        VerifyError::InFuture { timestamp: now(), ahead: Duration::from_secs(185), tolerance }
    );
    assert!(at(180_001).is_err() && at(-180_001).is_err());

    let strict = verifier.clone().tolerance(Duration::from_secs(30));
    assert!(strict.verify(BODY, &*signed, now().saturating_add(Duration::from_secs(31))).is_err());
}

#[test]
fn the_verifiers_own_clock_is_used_when_no_time_is_given() {
    let clock = ManualClock::manual();
    let verifier = verifier().clock(Arc::new(clock.clone()));
    let signed = sign(SECRET, clock.now(), BODY);
    assert!(verifier.verify_now(BODY, &*signed).is_ok());
    clock.advance(Duration::from_secs(181));
    assert!(matches!(verifier.verify_now(BODY, &*signed), Err(VerifyError::TooOld { .. })));
}

#[test]
fn a_timestamp_in_seconds_is_recognised() {
    let header = format!("t=1768478400, v1={SIGNATURE}");
    let refusal = check(&header).unwrap_err();
    assert_eq!(refusal, VerifyError::TimestampInSeconds { timestamp: now() });
    assert!(refusal.hint().contains("milliseconds"));
    let refusal = check(&format!("t=0, v1={SIGNATURE}")).unwrap_err();
    assert!(matches!(refusal, VerifyError::TooOld { .. }), "{refusal}");
    let refusal = check(&format!("t=1768478400000000, v1={SIGNATURE}"));
    assert!(matches!(refusal, Err(VerifyError::Malformed(_) | VerifyError::InFuture { .. })), "{refusal:?}");
}

#[test]
fn a_wrong_secret_is_refused_and_the_hint_lists_the_causes_in_order() {
    let refusal = check(&sign("whsec_of_another_endpoint", now(), BODY)).unwrap_err();
    assert_eq!(refusal, VerifyError::NoMatchingSignature { signatures: 1, secrets: 1 });
    let place = |word: &str| refusal.hint().find(word).unwrap();
    assert!(place("secret") < place("raw bytes") && place("raw bytes") < place("proxy"));
}

#[test]
fn during_a_rotation_both_secrets_are_accepted_and_the_index_tells_which_one_matched() {
    let verifier = verifier().with_secret("whsec_new").unwrap();
    for (secret, index) in [(SECRET, 0), ("whsec_new", 1)] {
        let signed = sign(secret, now(), BODY);
        assert_eq!(verifier.verify(BODY, &*signed, now()).unwrap().secret_index(), index);
    }
    let signed = sign("whsec_third", now(), BODY);
    let refusal = verifier.verify(BODY, &*signed, now()).unwrap_err();
    assert_eq!(refusal, VerifyError::NoMatchingSignature { signatures: 1, secrets: 2 });
}

#[test]
fn a_text_that_cannot_be_a_secret_is_refused_at_construction() {
    for (text, error) in [
        ("", SecretError::Empty),
        ("whsec_a\n", SecretError::ControlCharacter),
        ("whsec\0a", SecretError::ControlCharacter),
        (" whsec_a", SecretError::Blank),
    ] {
        assert_eq!(WebhookVerifier::new(text).unwrap_err(), error);
        assert_eq!(verifier().with_secret(text).unwrap_err(), error);
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn a_body_that_was_parsed_and_serialized_again_is_refused_and_recognised() {
    let header = format!("t=1768478400000, v1={SIGNATURE}");
    let text = str::from_utf8(BODY).unwrap();
    for changed in [
        text.replace(':', ": ").replace("12: 00: 00", "12:00:00"),
        text.replace(',', ",\n  "),
        text.replace("connected_account", "connected\\u005faccount"),
        format!("{text}\n"),
        format!("\u{feff}{text}"),
    ] {
        assert_eq!(check_body(changed.as_bytes(), &header), Err(VerifyError::BodyReserialized), "{changed}");
    }
    let tampered = text.replace("connected_account", "connected_Account").replace(',', ", ");
    let refusal = check_body(tampered.as_bytes(), &header).unwrap_err();
    assert!(matches!(refusal, VerifyError::NoMatchingSignature { .. }), "{refusal}");
}

#[test]
fn a_body_of_ten_megabytes_is_verified_like_any_other() {
    let mut body = vec![b' '; 10 << 20];
    let signed = sign(SECRET, now(), &body);
    assert_eq!(check_body(&body, &signed), Ok(0));
    body[5 << 20] = b'x';
    assert!(matches!(check_body(&body, &signed), Err(VerifyError::NoMatchingSignature { .. })));
}

#[test]
fn events_of_a_newer_api_decode() {
    let event = envelope(
        r#"{"object":"event","id":"wh_1","event":"comet.sighted","data":{"a":null},"created_at":"2026-01-15T12:00:00Z",
            "context":{"client_id":"client_1"},"new_field":[1]}"#,
    )
    .unwrap();
    assert_eq!((event.event.as_str(), event.id.as_str()), ("comet.sighted", "wh_1"));
    assert_eq!(event.context.unwrap()["client_id"], "client_1");
}

#[test]
fn a_signed_body_that_is_not_an_event_is_an_error_that_shows_no_secret() {
    for body in [
        "",
        "[]",
        "null",
        "<html>",
        "{\"id\":1}",
        "{}",
        &"[".repeat(100_000),
        "\"whsec_canary_canary\"",
        "\"canary@acme.com\"",
    ] {
        let error = envelope(body).unwrap_err();
        assert!(!error.to_string().contains("canary"), "{error}");
        assert!(error.to_string().len() < 300 && !error.hint().is_empty(), "{error}");
    }
}

fn envelope(body: &str) -> Result<workos_webhooks::Envelope, workos_webhooks::PayloadError> {
    let signed = sign(SECRET, now(), body.as_bytes());
    verifier().verify(body.as_bytes(), &*signed, now()).unwrap().envelope()
}

#[test]
fn debug_output_shows_neither_the_secret_nor_the_body() {
    let signed = sign(SECRET, now(), b"canary");
    let verifier = verifier();
    let verified = verifier.verify(b"canary", &*signed, now()).unwrap();
    let printed =
        format!("{verifier:?} {verified:?} {:?}", check_body(b"canary", &sign("x", now(), b"canary")));
    assert!(!printed.contains("canary") && !printed.contains("0FWAi"), "{printed}");
}

#[test]
fn a_flipped_bit_in_the_header_is_refused_unless_only_the_case_of_a_digit_changes() {
    let header = sign(SECRET, now(), BODY);
    let signature = header.find("v1=").unwrap() + 3;
    for bit in 0..header.len() * 8 {
        let mut flipped = header.clone().into_bytes();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let Ok(text) = String::from_utf8(flipped) else { continue };
        let same = bit / 8 >= signature && text.eq_ignore_ascii_case(&header);
        assert_eq!(check(&text).is_ok(), same, "{text}");
    }
}

proptest! {
    #[test]
    fn every_signed_body_is_accepted(
        secret in "[!-~]{1,100}",
        body in proptest::collection::vec(any::<u8>(), 0..500),
        millis in 0_i64..200_000_000_000_000,
    ) {
        let at = Timestamp::from_millis(millis).unwrap();
        let signed = sign(secret.as_str(), at, &body);
        let verifier = WebhookVerifier::new(secret).unwrap();
        prop_assert!(verifier.verify(&body, &*signed, at).is_ok());
    }

    #[test]
    fn any_flipped_bit_of_the_body_is_refused(
        mut body in proptest::collection::vec(any::<u8>(), 1..300),
        bit in any::<prop::sample::Index>(),
    ) {
        let signed = sign(SECRET, now(), &body);
        let bit = bit.index(body.len() * 8);
        body[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(check_body(&body, &signed).is_err());
    }

    #[test]
    fn random_headers_are_refused_without_a_panic(header in "(t=[0-9+]{0,14}|v[12]=[0-9a-fA-F]{0,66}|.{0,9}|[,= ]){0,9}") {
        prop_assert!(check(&header).is_err());
    }
}
