//! The sign-in page.

use std::time::Duration;

use workos_emulator::{Emulator, NewConnection, NewProfile};

use crate::*;

fn interactive() -> Emulator {
    Emulator::builder().interactive(true).build().unwrap()
}

/// The value of the page's hidden token.
pub(crate) fn token(page: &Answer) -> String {
    assert_eq!(page.status, 200, "{}", page.location);
    let (_, rest) = page.text.split_once("name=\"token\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

fn submit(emulator: &Emulator, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    send(emulator, "POST", "/_emulator/sign-in", &all, form)
}

const GRACE: &str = "prof_01HQRS5H000000000000000002";

#[test]
fn a_person_is_chosen_once() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}&state=s")));
    for text in
        ["Acme Corp SAML", "https://yourapp.com<", "Ada Lovelace", "todd@acme.com", "Cancel", "<legend>"]
    {
        assert!(page.text.contains(text), "{text}");
    }
    assert!(!page.text.contains("<script"));
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    let form = format!("token={}&profile={GRACE}", token(&page));
    let answer = submit(&emulator, &form, &[("origin", "https://workos.test")]);
    assert_eq!(answer.param("state"), Some("s"));
    let signed_in = exchange(&emulator, &answer.code(), SECRET).json();
    assert_eq!(signed_in["profile"]["email"], "grace@acme.com");
    assert_eq!(submit(&emulator, &form, &[]).status, 400);
}

#[test]
fn cancelling_is_access_denied() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}&state=s")));
    let answer = submit(&emulator, &format!("token={}&decision=deny", token(&page)), &[]);
    assert_eq!(
        (answer.status, answer.param("error"), answer.param("state")),
        (302, Some("access_denied"), Some("s"))
    );
}

#[test]
fn forms_of_other_sites_and_unknown_tokens_are_refused() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}")));
    let form = format!("token={}&profile={GRACE}", token(&page));
    for header in [
        ("origin", "https://evil.com"),
        ("origin", "null"),
        ("origin", "http://localhost:9999"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        assert_eq!(submit(&emulator, &form, &[header]).status, 403, "{header:?}");
    }
    // A foreign name that resolves to this machine.
    assert_eq!(
        submit(&emulator, &form, &[("origin", "http://evil.com:1"), ("host", "evil.com:1")]).status,
        403
    );
    for form in ["", "token=&profile=x", &format!("token=guess&profile={GRACE}")] {
        assert_eq!(submit(&emulator, form, &[]).status, 400, "{form}");
    }
    // Somebody of another connection.
    let other = form.replace(GRACE, "prof_01HQRS5H000000000000000004");
    assert_eq!(submit(&emulator, &other, &[]).status, 400);
    assert_eq!(
        submit(&emulator, &form, &[("origin", "http://localhost:1"), ("host", "localhost:1")]).status,
        302
    );
}

#[test]
fn a_page_expires_after_ten_minutes() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}")));
    emulator.advance(Duration::from_secs(600));
    let answer = submit(&emulator, &format!("token={}&profile={GRACE}", token(&page)), &[]);
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("Start again"));
}

#[test]
fn names_and_addresses_are_escaped() {
    let emulator = interactive();
    let evil = "<script>alert(1)</script>";
    let id = emulator.add_connection(NewConnection::new("OktaSAML").name(evil)).unwrap();
    emulator.add_profile(NewProfile::new(&id, "\"><b>@x").id("\"><i>").name(evil, evil)).unwrap();
    let page = browse(&emulator, &authorize(&format!("connection={id}&login_hint=%3Cscript%3E")));
    for raw in ["<script", "<b>", "<i>"] {
        assert!(!page.text.contains(raw), "{raw}");
    }
    assert!(page.text.contains("&lt;script&gt;"));
}

#[test]
fn the_hinted_person_comes_first_and_an_empty_connection_says_so() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize(&format!("connection={SAML}&login_hint=todd@acme.com")));
    assert!(page.text.find("todd@acme.com").unwrap() < page.text.find("Ada Lovelace").unwrap());
    let id = emulator.add_connection(NewConnection::new("OktaSAML")).unwrap();
    let page = browse(&emulator, &authorize(&format!("connection={id}")));
    assert!(page.text.contains("Nobody can sign in"));
}
