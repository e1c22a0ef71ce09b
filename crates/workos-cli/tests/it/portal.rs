//! `workos portal`.

use crate::support::{Emulator, run, visit, workos};

const INITECH: &str = "org_01H1234567890ABCDEFGHIJK";

#[test]
fn a_link_opens_the_portal_once() {
    let emulator = Emulator::start("");
    let generate = format!(
        "portal generate-link --organization {INITECH} --intent sso --return-url https://yourapp.com/x"
    );
    let text = emulator.run(&generate);
    assert!(text.code == Some(0) && text.stdout.contains("Valid once, for 5 minutes"), "{text:?}");
    let link = text.stdout.lines().next().unwrap();
    assert!(
        visit(link).contains("Set up single sign-on") && visit(link).contains("Ask for a new link"),
        "{link}"
    );
    let json = emulator.run(&format!("{generate} --json")).json();
    assert!(
        json["link"].as_str().unwrap().contains("/portal/launch?token=") && json["expires_at"].is_string()
    );

    let unknown = emulator.run("portal generate-link --organization org_none --intent sso");
    assert!(unknown.code == Some(1) && unknown.stderr.contains("hint: "), "{unknown:?}");
}

#[test]
fn icons_are_listed_and_the_url_of_one_needs_no_call() {
    let emulator = Emulator::start("");
    assert!(emulator.run("portal icons").stdout.starts_with("PROVIDER "));
    let one = run(&mut workos("portal icons --provider okta --dark"));
    assert_eq!(one.stdout, "https://cdn.workos.com/provider-icons/dark/okta.svg\n");
}
