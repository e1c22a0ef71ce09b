//! The journal, and what tests expect of it.

use http::Method;
use serde_json::json;
use workos_emulator::{Emulator, Fault};

use crate::*;

const LINK: &str = "/portal/generate_link";

fn make_link(emulator: &Emulator, intent: &str) {
    post_json(emulator, LINK, &json!({"organization": INITECH, "intent": intent}));
}

#[test]
fn every_request_is_recorded_with_what_became_of_it() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("events.list").hang()).unwrap();
    call(&emulator, "GET", "/connections/conn_1?x=%20y");
    browse(&emulator, "/no/such/path");
    call(&emulator, "PATCH", "/connections");
    call(&emulator, "GET", "/directories");
    call(&emulator, "GET", "/events");
    browse(&emulator, "/health");
    let journal = emulator.journal();
    let seen: Vec<_> = journal
        .iter()
        .map(|entry| {
            let code = entry.code.as_deref().unwrap_or_default();
            (entry.number, entry.path_template.unwrap_or_default(), entry.status, code)
        })
        .collect();
    assert_eq!(
        seen,
        [
            (1, "/connections/{id}", Some(404), "entity_not_found"),
            (2, "", Some(404), "not_found"),
            (3, "", Some(405), "method_not_allowed"),
            (4, "/directories", Some(501), "not_implemented"),
            (5, "/events", None, ""),
        ]
    );
    let first = &journal[0];
    assert_eq!((first.operation, first.path.as_str()), (Some("connections.get"), "/connections/conn_1"));
    assert_eq!(first.query, [("x".to_owned(), " y".to_owned())]);
    assert_eq!((first.at, first.method.as_str()), (emulator.now(), "GET"));
    assert_eq!(emulator.journal_after(3).len(), 2);
    emulator.clear_journal();
    assert!(emulator.journal().is_empty());
}

#[test]
fn bodies_of_responses_are_recorded() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("events.list").truncate()).unwrap();
    make_link(&emulator, "sso");
    call(&emulator, "GET", "/connections?limit=1");
    call(&emulator, "GET", "/events?events=user.created");
    let journal = emulator.journal();
    let link = journal[0].response_body["link"].as_str().unwrap();
    assert!(link.ends_with("/portal/launch?token=[masked]"), "{link}");
    assert_eq!(journal[1].response_body["data"][0]["object"], "connection");
    assert_eq!(journal[2].response_body["object"], "list");
    // In process, time is emulated.
    assert!(journal.iter().all(|entry| entry.duration.is_none()));
}

#[test]
fn no_secret_is_shown() {
    let emulator = Emulator::new();
    let token = sign_in(&emulator, "provider=GoogleOAuth");
    profile_status(&emulator, &token);
    post_json(&emulator, "/user_management/users", &json!({"email": "a@b.com", "password": "canary-1"}));
    let shown = serde_json::to_string(&emulator.journal()).unwrap();
    for secret in ["canary-1", emulator.api_key(), token["access_token"].as_str().unwrap()] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("a@b.com"));
    // What is hidden can be asked about all the same, and a message does not give it away.
    let expected =
        |secret: &str| emulator.expect(Method::POST, "/sso/token").with_form("client_secret", secret).check();
    assert!(expected(emulator.api_key()).is_ok());
    let message = expected("canary-2").unwrap_err().to_string();
    assert!(!message.contains("canary-2") && !message.contains(emulator.api_key()), "{message}");
}

#[test]
fn the_journal_remembers_as_many_as_it_is_told_to() {
    let emulator = Emulator::builder().journal_limit(2).build().unwrap();
    for _ in 0..3 {
        call(&emulator, "GET", "/connections");
    }
    assert_eq!(emulator.journal().iter().map(|entry| entry.number).collect::<Vec<_>>(), [2, 3]);
    let mismatch = emulator.expect(Method::GET, "/connections").times(3).check().unwrap_err();
    assert!(mismatch.to_string().contains("the first 1 were dropped"), "{mismatch}");
    assert_eq!(mismatch.found(), 2);
}

#[test]
fn what_came_is_as_expected() {
    let emulator = Emulator::new();
    let connections = || emulator.expect(Method::GET, "/connections");
    connections().never().verify();
    make_link(&emulator, "sso");
    make_link(&emulator, "dsync");
    call(&emulator, "GET", "/connections?limit=5&order=asc");
    call(&emulator, "GET", "/connections/conn_1");
    exchange(&emulator, "c", SECRET);
    let links = || emulator.expect(Method::POST, LINK);
    links().verify();
    links().times(2).verify();
    links().times(1).with_json(json!({"intent": "sso"})).verify();
    links().times(1).with_exact_json(json!({"organization": INITECH, "intent": "dsync"})).verify();
    links().never().with_exact_json(json!({"intent": "dsync"})).verify();
    links().at_least(2).with_header("Authorization", "Bearer sk_test_default").verify();
    connections().with_query("limit", "5").with_query("order", "asc").times(1).verify();
    emulator.expect(Method::GET, "/connections/{any}").times(1).verify();
    emulator.expect(Method::GET, "/connections/conn_1").times(1).verify();
    emulator.expect(Method::POST, "/sso/token").with_form("code", "c").verify();
}

/// What `verify` says.
fn complaint(expectation: &workos_emulator::Expectation) -> String {
    expectation.check().unwrap_err().to_string()
}

#[test]
fn a_failed_expectation_shows_the_nearest_request_and_what_differs() {
    let emulator = Emulator::new();
    let expected = emulator.expect(Method::POST, LINK).times(1).with_json(json!({"intent": "sso"}));
    assert_eq!(
        complaint(&expected),
        "expected exactly 1 POST /portal/generate_link\n  with JSON that contains {\"intent\":\"sso\"}\n\
         but the journal is empty"
    );
    call(&emulator, "GET", "/organizations");
    make_link(&emulator, "dsync");
    post_json(&emulator, LINK, &json!({"organization": "org_1", "intent": "fly"}));
    let expected = emulator
        .expect(Method::POST, LINK)
        .times(1)
        .with_json(json!({"organization": INITECH, "intent": "sso"}))
        .with_header("x-tenant", "a");
    assert_eq!(
        complaint(&expected),
        format!(
            "expected exactly 1 POST /portal/generate_link\n  \
               with JSON that contains {{\"intent\":\"sso\",\"organization\":\"{INITECH}\"}}\n  \
               and header x-tenant: a\n\
             but none of the 3 requests in the journal matches\n\
             the nearest is #2 POST /portal/generate_link, answered with 201\n  \
               JSON intent: expected \"sso\", was \"dsync\"\n  \
               header x-tenant: expected \"a\", is missing"
        )
    );
    assert_eq!(expected.check().unwrap_err().nearest().unwrap().number, 2);
    assert_eq!(
        complaint(&emulator.expect(Method::POST, LINK).never()),
        "expected no POST /portal/generate_link\nbut 2 of the 3 requests in the journal match\n  \
         #2 POST /portal/generate_link, answered with 201\n  \
         #3 POST /portal/generate_link, answered with 422 invalid_intent"
    );
    let other = emulator.expect(Method::PUT, "/organizations/{id}").with_form("name", "x");
    let complaint = complaint(&other);
    assert!(complaint.contains("path: expected /organizations/{id}, was"), "{complaint}");
    assert!(complaint.contains("not a form"), "{complaint}");
}

#[test]
#[should_panic(expected = "expected at least 1 GET /connections\nbut the journal is empty")]
fn verify_panics_with_the_message() {
    Emulator::new().expect(Method::GET, "/connections").verify();
}

#[test]
fn fields_and_parameters_that_an_operation_does_not_have_are_told() {
    let emulator = Emulator::new();
    let body = json!({"name": "A", "nme": 1, "domain_data": [{"domain": "a.com", "state": "pending", "why": {}}], "metadata": {"x": "y"}});
    assert_eq!(post_json(&emulator, "/organizations?dry_run=1", &body).status, 201);
    // A refusal is told as well.
    assert_eq!(post_json(&emulator, "/organizations", &json!({"nme": "A"})).status, 422);
    assert_eq!(post_json(&emulator, "/organizations", &json!({"name": "B"})).status, 201);
    assert_eq!(post_json(&emulator, "/organizations", &json!(["name"])).status, 400);
    call(&emulator, "GET", "/connections?limit=1&orgnization_id=org_1&domains[]=x");
    browse(&emulator, &authorize(&format!("connection={SAML}&provider_query_params[hd]=acme.com")));
    let told: Vec<_> = emulator.journal().into_iter().map(|entry| entry.unknown_fields).collect();
    let expected: [&[&str]; 6] =
        [&["domain_data.0.why", "nme", "dry_run"], &["nme"], &[], &[], &["orgnization_id", "domains"], &[]];
    assert_eq!(told, expected);
}
