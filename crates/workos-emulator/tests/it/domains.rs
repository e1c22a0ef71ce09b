//! Proving that an organization owns a domain.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{DomainState, DomainVerificationMode, Emulator, NewDomain, NewOrganization};

use crate::*;

fn create(emulator: &Emulator, domain: &str) -> Value {
    let body = json!({"organization_id": ACME, "domain": domain});
    let answer = post_json(emulator, "/organization_domains", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

fn path(domain: &Value) -> String {
    format!("/organization_domains/{}", domain["id"].as_str().unwrap())
}

fn state(emulator: &Emulator, domain: &Value) -> String {
    call(emulator, "GET", &path(domain)).json()["state"].as_str().unwrap().to_owned()
}

fn verify(emulator: &Emulator, domain: &Value) -> Answer {
    call(emulator, "POST", &format!("{}/verify", path(domain)))
}

#[test]
fn a_domain_is_pending_until_the_lookup_has_ended() {
    let emulator = Emulator::new();
    let domain = create(&emulator, "Acme.dev");
    assert_eq!((&domain["domain"], &domain["state"]), (&json!("acme.dev"), &json!("pending")));
    assert_eq!(
        (&domain["object"], &domain["verification_strategy"]),
        (&json!("organization_domain"), &json!("dns"))
    );
    let answer = verify(&emulator, &domain);
    assert_eq!((answer.status, &answer.json()["state"]), (201, &json!("pending")));
    emulator.advance(Duration::from_secs(9));
    assert_eq!(state(&emulator, &domain), "pending");
    emulator.advance(Duration::from_secs(1));
    assert_eq!(state(&emulator, &domain), "verified");
    assert_eq!(emulator.event_count("organization_domain.verified"), 1);
    assert_eq!(verify(&emulator, &domain).error().1, "domain_already_verified");
    let shown = call(&emulator, "GET", &format!("/organizations/{ACME}")).json();
    assert_eq!(shown["domains"][1]["state"], "verified");
    assert_eq!(call(&emulator, "DELETE", &path(&domain)).status, 204);
    assert_eq!(call(&emulator, "DELETE", &path(&domain)).status, 404);
    assert_eq!(emulator.event_count("organization_domain.deleted"), 1);
}

#[test]
fn a_switch_lets_verifications_fail_and_they_can_begin_again() {
    let emulator = Emulator::builder().domain_verification(DomainVerificationMode::Fail).build().unwrap();
    let domain = create(&emulator, "acme.dev");
    verify(&emulator, &domain);
    emulator.advance(Duration::from_secs(10));
    assert_eq!(state(&emulator, &domain), "failed");
    let events = emulator.events();
    let event = events.last().unwrap();
    assert_eq!(event["event"], "organization_domain.verification_failed");
    assert_eq!(event["data"]["reason"], "domain_verification_period_expired");
    assert_eq!(event["data"]["organization_domain"]["id"], domain["id"]);
    assert_eq!(verify(&emulator, &domain).json()["state"], "pending");
    emulator.verify_domain(domain["id"].as_str().unwrap()).unwrap();
    emulator.advance(Duration::from_secs(60));
    assert_eq!(state(&emulator, &domain), "verified");
}

#[test]
fn a_test_can_end_a_verification_itself() {
    let emulator = Emulator::builder().domain_verification(DomainVerificationMode::Wait).build().unwrap();
    let domain = create(&emulator, "acme.dev");
    verify(&emulator, &domain);
    emulator.advance(Duration::from_secs(100_000));
    assert_eq!(state(&emulator, &domain), "pending");
    emulator.fail_domain(domain["id"].as_str().unwrap()).unwrap();
    assert_eq!(state(&emulator, &domain), "failed");
    assert!(emulator.verify_domain("org_domain_nope").is_err());
}

#[test]
fn a_domain_that_another_organization_has_proved_fails() {
    let emulator = Emulator::new();
    let domain = create(&emulator, "globex.com");
    verify(&emulator, &domain);
    emulator.advance(Duration::from_secs(10));
    assert_eq!(state(&emulator, &domain), "failed");
    assert_eq!(emulator.events().last().unwrap()["data"]["reason"], "domain_verified_by_other_organization");
}

#[test]
fn bad_domains_are_refused() {
    let emulator = Emulator::new();
    create(&emulator, "acme.dev");
    for (body, status, code) in [
        (json!({"organization_id": ACME}), 422, "invalid_request_parameters"),
        (json!({"organization_id": ACME, "domain": "a b"}), 422, "invalid_request_parameters"),
        (json!({"organization_id": ACME, "domain": "ACME.dev"}), 409, "domain_already_exists"),
        (json!({"organization_id": ACME, "domain": "acme.com"}), 409, "domain_already_exists"),
        (json!({"organization_id": "org_nope", "domain": "x.com"}), 404, "entity_not_found"),
    ] {
        let answer = post_json(&emulator, "/organization_domains", &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
    }
    for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/verify")] {
        let answer = call(&emulator, method, &format!("/organization_domains/org_domain_nope{path}"));
        assert_eq!(answer.error().1, "entity_not_found");
    }
}

#[test]
fn a_fixtures_domain_can_be_in_any_state() {
    let emulator = Emulator::new();
    let failed = NewDomain::new("failed.com").id("org_domain_failed").state(DomainState::Failed);
    emulator.add_organization(NewOrganization::new("A").domain_data(failed)).unwrap();
    let shown = call(&emulator, "GET", "/organization_domains/org_domain_failed").json();
    assert_eq!((&shown["state"], &shown["verification_strategy"]), (&json!("failed"), &json!("dns")));
}
