//! The Admin Portal: its links, its pages, and the icons.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, NewOrganization};

use crate::page::token;
use crate::*;

const RETURN: &str = "https://yourapp.com/settings";

fn generate(emulator: &Emulator, more: &Value) -> Answer {
    let mut body = json!({"organization": ACME, "intent": "sso", "return_url": RETURN});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    post_json(emulator, "/portal/generate_link", &body)
}

/// The path of a new link.
fn link(emulator: &Emulator, more: &Value) -> String {
    let answer = generate(emulator, more);
    assert_eq!(answer.status, 201, "{}", answer.text);
    path_of(answer.json()["link"].as_str().unwrap()).to_owned()
}

fn submit(emulator: &Emulator, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    send(emulator, "POST", "/_emulator/portal", &all, form)
}

/// Opens a new link; returns its page and the page's token.
fn open(emulator: &Emulator, more: &Value) -> (Answer, String) {
    let page = browse(emulator, &link(emulator, more));
    let token = token(&page);
    (page, token)
}

#[test]
fn a_connection_is_set_up_and_people_sign_in_through_it() {
    let emulator = Emulator::new();
    let (page, token) = open(&emulator, &json!({}));
    for text in ["Acme Corp", "Acme Corp SAML", "<label for=\"type\">", "admin@acme.com", RETURN] {
        assert!(page.text.contains(text), "{text}");
    }
    assert!(!page.text.contains("<script"));
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    let form = format!("token={token}&connection_type=OktaSAML&name=Acme+Okta&email=alan%40acme.com");
    let answer = submit(&emulator, &form, &[("origin", "https://workos.test")]);
    assert_eq!((answer.status, answer.location.as_str()), (302, RETURN));
    assert_eq!(emulator.event_count("connection.activated"), 1);
    let made = call(&emulator, "GET", "/connections?limit=1").json()["data"][0].clone();
    assert_eq!(
        (&made["name"], &made["connection_type"], &made["state"], &made["organization_id"]),
        (&json!("Acme Okta"), &json!("OktaSAML"), &json!("active"), &json!(ACME))
    );
    let token = sign_in(&emulator, &format!("connection={}", made["id"].as_str().unwrap()));
    assert_eq!(token["profile"]["email"], "alan@acme.com");
    // The form is taken once.
    assert_eq!(submit(&emulator, &form, &[]).status, 400);
}

#[test]
fn the_example_of_the_documents_works_as_it_stands() {
    let emulator = Emulator::new();
    let body = json!({"organization": INITECH, "intent": "sso", "return_url": RETURN});
    let answer = post_json(&emulator, "/portal/generate_link", &body);
    assert_eq!((answer.status, answer.headers["cache-control"].to_str().unwrap()), (201, "no-store"));
    assert!(browse(&emulator, path_of(answer.json()["link"].as_str().unwrap())).text.contains("Initech"));
}

#[test]
fn a_link_opens_once_within_five_minutes() {
    let emulator = Emulator::new();
    let path = link(&emulator, &json!({}));
    assert!(path.starts_with("/portal/launch?token="));
    assert_eq!(browse(&emulator, &format!("{path}x")).status, 400);
    assert_eq!(browse(&emulator, &path).status, 200);
    let reused = browse(&emulator, &path);
    assert_eq!(reused.status, 400);
    assert!(reused.text.contains("used before or has expired"));
    let path = link(&emulator, &json!({}));
    emulator.advance(Duration::from_secs(300));
    assert_eq!(browse(&emulator, &path).status, 400);
    assert_eq!(browse(&emulator, "/portal/launch").status, 400);
}

#[test]
fn a_change_of_the_organization_leaves_its_links_and_accounts_alone() {
    let emulator = Emulator::new();
    let link = link(&emulator, &json!({}));
    let account = format!("/user_management/users/{JOHN}/connected_accounts/github?organization_id={ACME}");
    assert_eq!(post_json(&emulator, &account, &json!({"access_token": "gho_1"})).status, 201);
    let update = json!({"metadata": {"tier": "gold"}});
    assert_eq!(call_json(&emulator, "PUT", &format!("/organizations/{ACME}"), &update).status, 200);
    assert_eq!(call(&emulator, "GET", &account).status, 200);
    assert_eq!(browse(&emulator, &link).status, 200);
}

#[test]
fn every_bad_request_has_its_documented_code() {
    let emulator = Emulator::new();
    for (more, status, code) in [
        (json!({"organization": "org_nope"}), 404, "organization_not_found"),
        (json!({"organization": "../x"}), 404, "organization_not_found"),
        (json!({"intent": "everything"}), 422, "invalid_intent"),
        (json!({"intent": 5}), 422, "invalid_intent"),
        (json!({"return_url": "/settings"}), 422, "invalid_url"),
        (json!({"return_url": "http://yourapp.com"}), 422, "invalid_url"),
        (json!({"return_url": "javascript:alert(1)"}), 422, "invalid_url"),
        (json!({"success_url": "https://user@yourapp.com"}), 422, "invalid_url"),
        (json!({"organization": null}), 422, "invalid_request_parameters"),
        (json!({"it_contact_emails": ["nobody"]}), 422, "invalid_request_parameters"),
        (json!({"admin_emails": vec!["a@b.c"; 21]}), 422, "invalid_request_parameters"),
    ] {
        let (got, got_code, _) = generate(&emulator, &more).error();
        assert_eq!((got, got_code.as_str()), (status, code), "{more}");
    }
    let answer = send(&emulator, "POST", "/portal/generate_link", &[("authorization", "Bearer x")], "{}");
    assert_eq!(answer.error().0, 401);
    for good in [
        json!({"intent": null, "return_url": null}),
        json!({"return_url": "http://localhost:3000/#/settings", "success_url": "https://yourapp.com"}),
        json!({"intent": "bring_your_own_key", "it_contact_emails": ["it@acme.com"]}),
    ] {
        assert_eq!(generate(&emulator, &good).status, 201, "{good}");
    }
}

#[test]
fn forms_of_other_sites_are_refused_and_bad_ones_shown_again() {
    let emulator = Emulator::new();
    let (_, mut token) = open(&emulator, &json!({}));
    let form = format!("token={token}&connection_type=OktaSAML");
    for header in [("origin", "https://evil.com"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(submit(&emulator, &form, &[header]).status, 403, "{header:?}");
    }
    for bad in ["connection_type=Nope", "connection_type=", "connection_type=OktaSAML&email=%3Cb%3E"] {
        let answer = submit(&emulator, &format!("token={token}&{bad}"), &[]);
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.text.contains("role=\"alert\"") && !answer.text.contains("<b>"), "{bad}");
        let (_, rest) = answer.text.split_once("name=\"token\" value=\"").unwrap();
        token = rest.split_once('"').unwrap().0.to_owned();
    }
    assert_eq!(submit(&emulator, &format!("token={token}&connection_type=OktaSAML"), &[]).status, 302);
    assert_eq!(emulator.event_count("connection.activated"), 1);
}

#[test]
fn a_domain_is_verified_as_the_switch_says() {
    let emulator = Emulator::new();
    let intent = json!({"intent": "domain_verification", "success_url": "https://yourapp.com/done"});
    let (page, token) = open(&emulator, &intent);
    for text in ["<strong>acme.com</strong>", ">Verified<"] {
        assert!(page.text.contains(text), "{}", page.text);
    }
    let answer = submit(&emulator, &format!("token={token}&domain=acme.dev"), &[]);
    assert_eq!((answer.status, answer.location.as_str()), (302, "https://yourapp.com/done"));
    emulator.advance(Duration::from_secs(10));
    let events: Vec<_> =
        emulator.events().iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect();
    assert_eq!(events, ["organization_domain.created", "organization_domain.verified"]);
    let body = json!({"organization_id": ACME, "domain": "acme.org"});
    let pending = post_json(&emulator, "/organization_domains", &body).json();
    let id = pending["id"].as_str().unwrap();
    let (page, token) = open(&emulator, &intent);
    assert!(page.text.contains(pending["verification_token"].as_str().unwrap()));
    let elsewhere = emulator.add_organization(NewOrganization::new("Other").domain("other.com")).unwrap();
    let other = call(&emulator, "GET", &format!("/organizations/{elsewhere}")).json();
    let other = other["domains"][0]["id"].as_str().unwrap();
    let refused = submit(&emulator, &format!("token={token}&domain_id={other}"), &[]);
    assert_eq!(refused.status, 422);
    let (_, token) = open(&emulator, &intent);
    assert_eq!(submit(&emulator, &format!("token={token}&domain_id={id}"), &[]).status, 302);
    emulator.advance(Duration::from_secs(10));
    assert_eq!(emulator.event_count("organization_domain.verified"), 2);
}

#[test]
fn other_intents_show_settings_and_none_lets_the_visitor_choose() {
    let emulator = Emulator::new();
    for intent in ["dsync", "audit_logs", "log_streams", "certificate_renewal", "bring_your_own_key"] {
        let (_, token) = open(&emulator, &json!({"intent": intent}));
        assert_eq!(submit(&emulator, &format!("token={token}"), &[]).location, RETURN, "{intent}");
    }
    let (page, first) = open(&emulator, &json!({"intent": null, "return_url": null}));
    assert!(page.text.contains("Log streams") && !page.text.contains("without saving"));
    let chosen = submit(&emulator, &format!("token={first}&intent=log_streams"), &[]);
    assert_eq!(chosen.status, 200, "{}", chosen.text);
    let done = submit(&emulator, &format!("token={}", token(&chosen)), &[]);
    assert!(done.status == 200 && done.text.contains("Everything is saved"));
    assert!(emulator.events().is_empty());
}

#[test]
fn links_and_visits_of_a_person_are_revoked() {
    let emulator = Emulator::new();
    let theirs = json!({"external_user_id": "user_7"});
    let unopened = link(&emulator, &theirs);
    let (_, token) = open(&emulator, &theirs);
    let other = link(&emulator, &json!({}));
    let revoke = |person: &str| {
        let body = json!({"organization": ACME, "external_user_id": person});
        post_json(&emulator, "/portal/revoke_link", &body).status
    };
    assert_eq!((revoke("user_8"), revoke("user_7"), revoke("user_7")), (404, 204, 204));
    assert_eq!(browse(&emulator, &unopened).status, 400);
    assert_eq!(submit(&emulator, &format!("token={token}&connection_type=OktaSAML"), &[]).status, 400);
    assert_eq!(browse(&emulator, &other).status, 200);
}

#[test]
fn names_are_escaped_on_every_page() {
    let emulator = Emulator::new();
    let id = emulator.add_organization(NewOrganization::new("<script>alert(1)</script>")).unwrap();
    for intent in ["sso", "domain_verification", "dsync"] {
        let more = json!({"organization": id, "intent": intent, "return_url": "https://a.com/?a='&b=<b>"});
        let answer = generate(&emulator, &more);
        assert_eq!(answer.error().1, "invalid_url", "{intent}");
        let (page, _) = open(
            &emulator,
            &json!({"organization": id, "intent": intent, "return_url": "https://a.com/?a='&b"}),
        );
        assert!(page.text.contains("&lt;script&gt;") && !page.text.contains("<script"), "{intent}");
        assert!(page.text.contains("href=\"https://a.com/?a='&amp;b"), "{}", page.text);
    }
}

#[test]
fn icons_are_listed_and_drawn() {
    let emulator = Emulator::new();
    let icons = call(&emulator, "GET", "/portal/provider_icons").json();
    let okta = icons.as_array().unwrap().iter().find(|icon| icon["provider"] == "OktaSAML").unwrap();
    let icon = browse(&emulator, path_of(okta["icon_url"].as_str().unwrap()));
    assert_eq!((icon.status, icon.headers["content-type"].to_str().unwrap()), (200, "image/svg+xml"));
    assert!(icon.text.starts_with("<svg ") && icon.text.contains("aria-label=\"OktaSAML\""));
    assert_eq!(browse(&emulator, "/portal/provider_icons/oktasaml.svg").text, icon.text);
    assert_eq!(browse(&emulator, "/portal/provider_icons/%3Cscript%3E").status, 404);
    assert_eq!(browse(&emulator, "/portal/provider_icons").status, 401);
}
