//! Tests login attempts in cookies.

use std::collections::HashSet;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};
use workos_oauth::iron::Iron;
use workos_oauth::{CallbackError, InvalidAttemptError, LoginAttempt, ReturnPath, SealKeys, Timestamp};

use crate::{now, text, vectors};

const PASSWORD: &str = "correct horse battery staple 12345678";

fn keys() -> SealKeys {
    SealKeys::from_password(PASSWORD).unwrap()
}

fn attempt() -> LoginAttempt {
    LoginAttempt::start(now()).unwrap().return_path(ReturnPath::parse("/projects/7?tab=files").unwrap())
}

fn sealed(attempt: &LoginAttempt) -> String {
    attempt.seal(&keys()).unwrap().expose().to_owned()
}

fn open(text: &str) -> Result<LoginAttempt, InvalidAttemptError> {
    LoginAttempt::open(&keys(), text, now())
}

fn after(seconds: u64) -> Timestamp {
    now().saturating_add(Duration::from_secs(seconds))
}

#[test]
fn a_sealed_attempt_is_opened_unchanged_and_completes() {
    let attempt = attempt();
    let opened = LoginAttempt::open(&keys(), &sealed(&attempt), after(3599)).unwrap();
    assert_eq!(opened, attempt);
    let query = format!("code=c1&state={}", attempt.state().expose());
    let verified = opened.complete(&query, after(3599)).unwrap();
    assert_eq!(verified.return_path().as_str(), "/projects/7?tab=files");
}

#[test]
fn a_sealed_attempt_hides_its_content_and_differs_each_time() {
    let attempt = attempt();
    let seals: HashSet<_> = (0..5).map(|_| sealed(&attempt)).collect();
    assert_eq!(seals.len(), 5);
    for seal in &seals {
        for secret in [attempt.state().expose(), attempt.verifier().secret().expose(), "projects"] {
            assert!(!seal.contains(secret));
        }
        // Characters that are allowed in a cookie value (RFC 6265) and that no framework escapes.
        assert!(seal.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*.-_~".contains(&byte)), "{seal}");
        assert!(seal.len() < 700, "{}", seal.len());
    }
    let (one, other) = (sealed(&attempt), sealed(&attempt));
    let fields = |seal: &str| seal.split('*').map(str::to_owned).collect::<Vec<_>>();
    // Salts, initialization vector, ciphertext and authentication code differ. Only the prefix, the id and the expiry
    // are equal.
    let same = fields(&one).into_iter().zip(fields(&other)).filter(|(one, other)| one == other).count();
    assert_eq!(same, 3);
}

#[test]
fn the_content_of_a_sealed_attempt_is_json_with_its_kind() {
    let attempt = attempt();
    let content: Value = Iron::new(&keys()).open(&sealed(&attempt), now()).unwrap().json().unwrap();
    assert_eq!((&content["kind"], &content["v"]), (&json!("login_attempt"), &json!(1)));
    assert_eq!(content["state"], attempt.state().expose());
}

#[test]
fn a_seal_with_any_changed_bit_is_refused() {
    let seal = sealed(&attempt());
    for at in 0..seal.len() {
        for bit in 0..7 {
            let mut bytes = seal.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(open(&changed).is_err(), "bit {bit} of {at}: {changed}");
        }
    }
}

#[test]
fn a_seal_truncated_at_any_place_is_refused() {
    let attempt = attempt();
    let seal = sealed(&attempt);
    for length in 0..seal.len() {
        match open(&seal[..length]) {
            // The two characters of the version are optional, as some libraries do not write them.
            Ok(opened) => assert_eq!((length, opened), (seal.len() - 2, attempt.clone())),
            Err(error) => {
                assert!(matches!(error, InvalidAttemptError::Malformed | InvalidAttemptError::NotAuthentic));
            }
        }
        assert!(open(&seal[seal.len() - length..]).is_err());
    }
    for changed in [format!("{seal}x"), format!("{seal}="), format!("\"{seal}\""), format!(" {seal}")] {
        assert!(open(&changed).is_err(), "{changed}");
    }
}

#[test]
fn a_mix_of_fields_of_two_seals_is_refused() {
    let (one, other) = (sealed(&attempt()), sealed(&attempt().valid_for(Duration::from_secs(9))));
    let fields: Vec<_> = one.split('*').zip(other.split('*')).collect();
    for mask in 1..(1_u32 << fields.len()) - 1 {
        let choose = |(at, (one, other)): (usize, &(&str, &str))| {
            (if mask & 1 << at == 0 { one } else { other }).to_string()
        };
        let mixed: Vec<_> = fields.iter().enumerate().map(choose).collect();
        let mixed = mixed.join("*");
        assert!(
            mixed == one || mixed == other || open(&mixed) == Err(InvalidAttemptError::NotAuthentic),
            "{mixed}"
        );
    }
}

#[test]
fn an_attempt_sealed_with_another_password_is_refused_until_that_password_is_added() {
    let other = "a second password, for the rotation!";
    let rotated = SealKeys::from_password(other).unwrap();
    let attempt = attempt();
    let seal = sealed(&attempt);
    assert_eq!(LoginAttempt::open(&rotated, &seal, now()), Err(InvalidAttemptError::NotAuthentic));
    let rotated = rotated.previous(PASSWORD).unwrap();
    assert_eq!(LoginAttempt::open(&rotated, &seal, now()), Ok(attempt.clone()));
    // New seals need the new password.
    let seal = attempt.seal(&rotated).unwrap();
    assert_eq!(open(seal.expose()), Err(InvalidAttemptError::NotAuthentic));
    let numbered = SealKeys::from_numbered([(7, PASSWORD)]).unwrap();
    let seal = attempt.seal(&numbered).unwrap();
    assert_eq!(LoginAttempt::open(&numbered, seal.expose(), now()), Ok(attempt));
    assert_eq!(open(seal.expose()), Err(InvalidAttemptError::NotAuthentic));
}

#[test]
fn an_attempt_expires_to_the_millisecond() {
    let seal = sealed(&attempt());
    let last = Timestamp::from_millis(after(3600).as_millis() - 1).unwrap();
    assert!(LoginAttempt::open(&keys(), &seal, last).is_ok());
    for seconds in [3600, 3601, 3660, 3661, 1_000_000] {
        let error = LoginAttempt::open(&keys(), &seal, after(seconds)).unwrap_err();
        assert_eq!(error, InvalidAttemptError::Expired, "{seconds}");
        assert!(error.hint().contains("Offer sign-in again"));
    }
    let short = attempt().valid_for(Duration::from_secs(5));
    assert_eq!(LoginAttempt::open(&keys(), &sealed(&short), after(5)), Err(InvalidAttemptError::Expired));
    // The attempt expires between opening and completing.
    let opened = LoginAttempt::open(&keys(), &sealed(&short), after(4)).unwrap();
    let query = format!("code=c1&state={}", short.state().expose());
    assert_eq!(opened.complete(&query, after(5)).unwrap_err(), CallbackError::Expired);
}

#[test]
fn an_attempt_that_starts_more_than_a_minute_in_the_future_is_refused() {
    let start = |seconds| sealed(&LoginAttempt::start(after(seconds)).unwrap());
    assert!(open(&start(60)).is_ok());
    assert_eq!(open(&start(61)), Err(InvalidAttemptError::NotYetValid));
}

#[test]
fn other_content_sealed_with_the_same_password_is_refused() {
    let sessions = vectors("session_iron.json");
    let good = sessions["opening"].as_array().unwrap().iter().find(|case| case["name"] == "good").unwrap();
    assert_eq!(good["password"], PASSWORD);
    assert_eq!(open(text(&good["cookie"])), Err(InvalidAttemptError::AnotherKind), "a session");
    let states = vectors("state_cookies.json");
    for state in states["states"].as_array().unwrap() {
        assert_eq!(
            open(text(&state["state_and_cookie_value"])),
            Err(InvalidAttemptError::AnotherKind),
            "a state"
        );
    }
    let iron = Iron::new(&keys());
    let seal = |content: &Value| iron.seal_json(content, None).unwrap();
    for content in [json!({}), json!({"kind": "session", "v": 1}), json!({"v": 1, "state": "s"})] {
        assert_eq!(open(seal(&content).expose()), Err(InvalidAttemptError::AnotherKind), "{content}");
    }
    for content in [json!(null), json!([]), json!("text"), json!({"kind": "login_attempt", "v": 1})] {
        assert_eq!(open(seal(&content).expose()), Err(InvalidAttemptError::Malformed), "{content}");
    }
    let newer = seal(&json!({"kind": "login_attempt", "v": 2}));
    assert_eq!(open(newer.expose()), Err(InvalidAttemptError::UnsupportedVersion(2)));
    let bytes = iron.seal(&[0xff; 40], None).unwrap();
    assert_eq!(open(bytes.expose()), Err(InvalidAttemptError::Malformed));
}

#[test]
fn the_text_for_a_server_session_cannot_be_opened_as_a_cookie() {
    let attempt = attempt();
    assert_eq!(open(attempt.to_server_session().expose()), Err(InvalidAttemptError::Malformed));
    assert_eq!(LoginAttempt::from_server_session(&sealed(&attempt)), Err(InvalidAttemptError::Malformed));
}

#[test]
fn the_largest_attempt_fits_into_one_cookie_and_longer_cookies_are_refused() {
    // An id has at most 255 characters, as an authorization URL with a longer id is refused.
    let attempt = || attempt().organization_id("o".repeat(255)).valid_for(Duration::from_secs(u64::MAX));
    let verbose = |path: String| sealed(&attempt().return_path(ReturnPath::parse(path).unwrap()));
    let longest = verbose(format!("/{}", "a".repeat(ReturnPath::MAX_LEN - 1)));
    let quoted = verbose(format!("/{}", "\"".repeat((ReturnPath::MAX_LEN - 1) / 2)));
    for seal in [longest, quoted] {
        assert!((3000..=3800).contains(&seal.len()), "{}", seal.len());
        assert!(open(&seal).is_ok());
    }
    for length in [3801, 4096, 1 << 20] {
        assert_eq!(open(&"x".repeat(length)), Err(InvalidAttemptError::Malformed));
        let padded =
            Iron::new(&keys()).seal_json(&json!({"kind": "login_attempt", "x": "x".repeat(length)}), None);
        assert_eq!(open(padded.unwrap().expose()), Err(InvalidAttemptError::Malformed));
    }
}

#[test]
fn debug_and_display_show_no_state_verifier_or_password() {
    let attempt = attempt();
    let seal = attempt.seal(&keys()).unwrap();
    let opened = Iron::new(&keys()).open(seal.expose(), now()).unwrap();
    let shown = format!("{attempt:?} {seal:?} {opened:?} {:?} {:?}", keys(), Iron::new(&keys()));
    for secret in [attempt.state().expose(), attempt.verifier().secret().expose(), PASSWORD, seal.expose()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    for changed in [format!("{}canary", seal.expose()), "canary".to_owned()] {
        let error = open(&changed).unwrap_err();
        assert!(!format!("{error} {error:?} {}", error.hint()).contains("canary"), "{error:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_opened_or_refused(text in "\\PC{0,300}") {
        prop_assert!(open(&text).is_err());
    }

    #[test]
    fn text_that_resembles_a_seal_is_refused(
        seal in "Fe26\\.2(\\*[1-9A-Za-z_-]{0,44}){6,8}(~[0-9]{0,2}){0,2}",
    ) {
        prop_assert!(open(&seal).is_err());
    }

    #[test]
    fn any_content_sealed_with_the_right_password_is_refused_if_it_is_not_an_attempt(
        content in proptest::collection::vec(any::<u8>(), 0..300),
        json in "\\{\"kind\":\"login_attempt\",\"v\":1(,\"(state|verifier|return_path|started_at)\":(\"\\PC{0,9}\"|[0-9]{1,20})){0,5}\\}",
    ) {
        let iron = Iron::new(&keys());
        for content in [content.as_slice(), json.as_bytes()] {
            let seal = iron.seal(content, None).unwrap();
            let opened = iron.open(seal.expose(), now()).unwrap();
            prop_assert_eq!(opened.bytes(), content);
            prop_assert!(open(seal.expose()).is_err());
        }
    }

    #[test]
    fn an_attempt_with_any_return_path_fits_into_a_cookie_and_is_opened_unchanged(
        path in "/[!-~]{0,2100}",
        lifetime in 1..1_u64 << 48,
    ) {
        let attempt = match ReturnPath::parse(path) {
            Ok(path) => attempt().return_path(path),
            Err(_) => attempt(),
        };
        let attempt = attempt.valid_for(Duration::from_millis(lifetime));
        let seal = attempt.seal(&keys()).unwrap();
        prop_assert!(seal.expose().len() <= 3800);
        prop_assert_eq!(open(seal.expose()), Ok(attempt));
    }
}
