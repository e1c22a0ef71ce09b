//! Test vectors from the JavaScript libraries. The vector files name the libraries and their versions.

use serde_json::{Map, Value};
use workos_oauth::iron::{Iron, OpenError};
use workos_oauth::{SealKeys, SealKeysError};

use crate::{now, text, vectors};

fn iron(password: &str) -> Iron {
    Iron::new(&SealKeys::from_password(password).unwrap())
}

fn numbered(passwords: &Value) -> Iron {
    let passwords = passwords.as_object().unwrap().iter();
    let passwords = passwords.map(|(id, password)| (id.parse().unwrap(), text(password)));
    Iron::new(&SealKeys::from_numbered(passwords).unwrap())
}

#[test]
fn seals_of_other_libraries_are_opened() {
    let file = vectors("session_iron.json");
    let cases = file["sealed_by_others"].as_array().unwrap();
    assert_eq!(cases.len(), 9);
    for case in cases {
        let seal = text(&case["seal"]);
        assert_eq!(case["length"], seal.len());
        let opened = numbered(&case["passwords"]).open(seal, now()).unwrap();
        assert_eq!(opened.bytes(), text(&case["plaintext"]).as_bytes(), "{}", case["name"]);
        assert!(!opened.needs_resealing());
    }
}

#[test]
fn opening_each_cookie_gives_the_result_of_its_vector() {
    let file = vectors("session_iron.json");
    let cases = file["opening"].as_array().unwrap();
    assert_eq!(cases.len(), 53);
    for case in cases {
        let name = text(&case["name"]);
        let keys = match SealKeys::from_password(text(&case["password"])) {
            Ok(keys) => keys,
            Err(error) => {
                assert_eq!(
                    (&error, &case["ours"]),
                    (&SealKeysError::TooShort { length: 31 }, &"config".into())
                );
                continue;
            }
        };
        let opened = Iron::new(&keys).open(text(&case["cookie"]), now());
        let result = opened.and_then(|opened| opened.json::<Map<String, Value>>());
        let found = match result {
            Ok(_) => "ok",
            Err(OpenError::Malformed) => "invalid",
            Err(OpenError::UnknownPassword) => "unknown_password",
            Err(OpenError::NotAuthentic) => "bad_mac",
            Err(OpenError::Expired) => "expired",
            Err(error) => panic!("{name}: {error}"),
        };
        // These two results concern the content of sessions. This test checks the format only.
        let expected = match text(&case["ours"]) {
            "no_access_token" => "ok",
            "no_cookie" => "invalid",
            other => other,
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn the_content_of_version_1_is_below_the_member_persistent() {
    let file = vectors("session_iron.json");
    let case = |name: &str| {
        let case = file["opening"].as_array().unwrap().iter().find(|case| case["name"] == name).unwrap();
        let opened = iron(text(&case["password"])).open(text(&case["cookie"]), now()).unwrap();
        opened.json::<Map<String, Value>>().unwrap()
    };
    let good = case("good");
    assert_eq!(good["accessToken"], "at");
    assert_eq!(case("version 1: under persistent"), good);
    assert_eq!(case("version 1 without persistent"), good);
    assert_eq!(case("no version suffix (Kotlin SDK, plain Iron)"), good);
}

#[test]
fn a_percent_encoded_cookie_opens_once_it_is_decoded() {
    let file = vectors("session_iron.json");
    let case =
        file["opening"].as_array().unwrap().iter().find(|case| case["name"] == "percent-encoded").unwrap();
    let decoded = percent_encoding::percent_decode_str(text(&case["cookie"])).decode_utf8().unwrap();
    assert!(iron(text(&case["password"])).open(&decoded, now()).is_ok());
}

#[test]
fn passwords_with_the_same_id_can_be_rotated() {
    let file = vectors("session_iron.json");
    let case = &file["rotation"][0];
    let (old, new) = (text(&case["old_password"]), text(&case["new_password"]));
    let (old_cookie, new_cookie) = (text(&case["old_cookie"]), text(&case["new_cookie"]));
    let both = Iron::new(&SealKeys::from_password(new).unwrap().previous(old).unwrap());
    assert!(both.open(old_cookie, now()).unwrap().needs_resealing());
    assert!(!both.open(new_cookie, now()).unwrap().needs_resealing());
    assert_eq!(iron(new).open(old_cookie, now()).unwrap_err(), OpenError::NotAuthentic);
    assert_eq!(iron(old).open(new_cookie, now()).unwrap_err(), OpenError::NotAuthentic);
    // Sealing again uses the new password.
    let content = both.open(old_cookie, now()).unwrap();
    let resealed = both.seal(content.bytes(), None).unwrap();
    assert_eq!(iron(new).open(resealed.expose(), now()).unwrap().bytes(), content.bytes());
}

#[test]
fn the_id_in_a_seal_selects_the_numbered_password() {
    let file = vectors("session_iron.json");
    let case = &file["rotation"][1];
    let cookie = text(&case["cookie"]);
    assert!(!numbered(&case["passwords"]).open(cookie, now()).unwrap().needs_resealing());
    let passwords: Vec<_> = case["passwords"].as_object().unwrap().values().map(text).collect();
    let list = SealKeys::from_password(passwords[0]).unwrap().previous(passwords[1]).unwrap();
    assert_eq!(Iron::new(&list).open(cookie, now()).unwrap_err(), OpenError::UnknownPassword);
}

#[test]
fn state_cookies_of_authkit_session_are_opened() {
    let file = vectors("state_cookies.json");
    let states = file["states"].as_array().unwrap();
    assert_eq!(states.len(), 3);
    for state in states {
        let opened =
            iron(text(&file["password"])).open(text(&state["state_and_cookie_value"]), now()).unwrap();
        assert_eq!(opened.bytes(), text(&state["plaintext"]).as_bytes());
    }
}
