//! The sign-in page's forms for somebody else, and for an error.

use serde_json::json;
use workos_emulator::{Emulator, NewConnection};

use crate::page::token;
use crate::*;

fn interactive() -> Emulator {
    Emulator::builder().interactive(true).build().unwrap()
}

fn open(emulator: &Emulator, connection: &str) -> String {
    token(&browse(emulator, &authorize(&format!("connection={connection}&state=s"))))
}

fn submit(emulator: &Emulator, form: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    send(emulator, "POST", "/_emulator/sign-in", &headers, form)
}

fn profile(emulator: &Emulator, answer: &Answer) -> Value {
    exchange(emulator, &answer.code(), SECRET).json()["profile"].clone()
}

#[test]
fn anybody_signs_in_with_names_groups_and_attributes() {
    let emulator = interactive();
    let empty = emulator.add_connection(NewConnection::new("OktaSAML").organization(ACME)).unwrap();
    let token = open(&emulator, &empty);
    let form = format!(
        "token={token}&email=new%40acme.com&first_name=New&last_name=Person&groups=Engineering,+Admins\
         &custom_attributes=%7B%22department%22%3A%22R%26D%22%7D"
    );
    let signed_in = profile(&emulator, &submit(&emulator, &form));
    assert_eq!(
        json!([signed_in["email"], signed_in["name"], signed_in["groups"], signed_in["custom_attributes"]]),
        json!(["new@acme.com", "New Person", ["Engineering", "Admins"], {"department": "R&D"}])
    );
    assert_eq!(emulator.event_count("authentication.sso_succeeded"), 1);
    // The person is there from now on.
    let page = browse(&emulator, &authorize(&format!("connection={empty}")));
    assert!(page.text.contains("New Person"));
}

#[test]
fn a_known_person_keeps_their_id_and_gets_what_was_entered() {
    let emulator = interactive();
    let form = format!("token={}&email=GRACE%40acme.com&groups=Navy", open(&emulator, SAML));
    let signed_in = profile(&emulator, &submit(&emulator, &form));
    assert_eq!(signed_in["id"], "prof_01HQRS5H000000000000000002");
    assert_eq!((&signed_in["first_name"], &signed_in["groups"]), (&json!("Grace"), &json!(["Navy"])));
}

#[test]
fn a_form_with_a_mistake_is_shown_again_with_what_was_entered() {
    let emulator = interactive();
    let token = open(&emulator, SAML);
    let long = "x".repeat(300);
    for (fields, problem) in [
        ("email=nobody", "E-mail address: enter an address"),
        ("email=a%40b.c&custom_attributes=%5B%5D", "Custom attributes: enter a JSON object"),
        ("email=a%40b.c&custom_attributes=%7Bx", "Custom attributes: enter a JSON object"),
        (&format!("email=a%40b.c&first_name={long}"), "First name: enter a string of at most 255 characters"),
        (&format!("email=a%40b.c&groups={}", "g,".repeat(101)), "Groups: enter at most 100."),
        (
            &format!("email=a%40b.c&custom_attributes=%7B%22a%22%3A[{}0]%7D", "0,".repeat(1500)),
            "this one is too large",
        ),
        ("error=nope", "Choose an error from the list."),
        ("", "Choose a person"),
    ] {
        let page = submit(&emulator, &format!("token={token}&{fields}&last_name=Kept"));
        assert_eq!(page.status, 400, "{fields}");
        for text in ["role=\"alert\"", problem, "value=\"Kept\""] {
            assert!(page.text.contains(text), "{text} is missing: {}", page.text);
        }
    }
    // The page is still valid.
    assert_eq!(submit(&emulator, &format!("token={token}&email=a%40b.c")).status, 302);
    assert_eq!(submit(&emulator, &format!("token={token}&email=a%40b.c")).status, 400);
}

#[test]
fn every_error_of_the_list_reaches_the_application() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}&state=s")));
    let (_, select) = page.text.split_once("name=\"error\">").unwrap();
    let options = select.split_once("</select>").unwrap().0;
    let codes: Vec<_> =
        options.split("<option value=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert!(codes.len() >= 12, "{codes:?}");
    for code in &codes {
        let answer = submit(&emulator, &format!("token={}&error={code}", open(&emulator, SAML)));
        assert_eq!(
            (answer.status, answer.param("error"), answer.param("state")),
            (302, Some(*code), Some("s"))
        );
        assert!(answer.param("error_description").is_some_and(|text| !text.is_empty()));
        let parsed = workos_sso::CallbackErrorCode::from(*code);
        assert!(parsed.hint().is_some(), "{code} is no documented error");
    }
    assert_eq!(emulator.event_count("authentication.sso_failed"), codes.len());
}
