//! Listing, getting and deleting connections.

use serde_json::json;
use workos_emulator::{Emulator, Fixture, NewConnection, NewOrganization};

use crate::*;

#[test]
fn a_connection_has_every_field_of_the_contract() {
    let emulator = Emulator::new();
    let connection = call(&emulator, "GET", &format!("/connections/{SAML}")).json();
    let domain = &connection["domains"][0];
    assert!(domain["id"].as_str().unwrap().starts_with("org_domain_"));
    assert_eq!(
        connection,
        json!({
            "object": "connection", "id": SAML, "organization_id": ACME, "connection_type": "GenericSAML",
            "name": "Acme Corp SAML", "state": "active", "status": "linked",
            "domains": [{"object": "connection_domain", "id": domain["id"], "domain": "acme.com"}],
            "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z",
        })
    );
    let inactive = call(&emulator, "GET", &format!("/connections/{INACTIVE}")).json();
    assert_eq!((&inactive["state"], &inactive["status"]), (&json!("inactive"), &json!("unlinked")));
}

#[test]
fn lists_are_newest_first_and_filtered() {
    let emulator = Emulator::new();
    emulator.add_connection(NewConnection::new("GitHubOAuth").id("conn_github").name("Code")).unwrap();
    let list = |query: &str| ids(&call(&emulator, "GET", &format!("/connections?{query}")));
    let all = ["conn_github", GOOGLE, OIDC, SAML, "conn_test_idp", INACTIVE];
    assert_eq!(list(""), all);
    assert_eq!(list("order=desc"), all);
    assert_eq!(list("order=normal"), all);
    assert_eq!(list("order=asc&limit=2"), [INACTIVE, "conn_test_idp"]);
    assert_eq!(list(&format!("organization_id={ACME}")), [SAML]);
    assert_eq!(list("organization_id=org_nope"), [""; 0]);
    assert_eq!(list("connection_type=SAML"), [SAML, INACTIVE]);
    assert_eq!(list("connection_type=GenericOIDC"), [OIDC]);
    assert_eq!(list("connection_type=GithubOAuth"), ["conn_github"]);
    assert_eq!(list("connection_type=GitHubOAuth"), ["conn_github"]);
    assert_eq!(list("domain=GLOBEX.com"), [OIDC, INACTIVE]);
    assert_eq!(list("search=globex"), [OIDC, INACTIVE]);
    assert_eq!(list("search=globex&connection_type=SAML"), [INACTIVE]);
}

#[test]
fn pages_can_be_walked_in_both_directions() {
    let mut fixture = Fixture::empty();
    fixture.organizations = vec![NewOrganization::new("Acme")];
    let connection = |n| NewConnection::new("OktaSAML").id(format!("conn_{n:02}")).organization("Acme");
    fixture.connections = (0..25).map(connection).collect();
    let emulator = Emulator::builder().fixture(fixture).build().unwrap();
    for (order, first, forward, backward) in [
        ("asc", "conn_00", "after", "before"),
        ("desc", "conn_24", "after", "before"),
        ("normal", "conn_24", "before", "after"),
    ] {
        let mut cursor = String::new();
        let mut pages = Vec::new();
        loop {
            let page = call(&emulator, "GET", &format!("/connections?order={order}{cursor}"));
            pages.push(ids(&page));
            match page.json()["list_metadata"][forward].as_str() {
                Some(next) => cursor = format!("&{forward}={next}"),
                None => break,
            }
        }
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5], "{order}");
        assert_eq!(pages[0][0], first);
        let page = call(&emulator, "GET", &format!("/connections?order={order}&{backward}={}", pages[2][0]));
        assert_eq!(ids(&page), pages[1], "{order}");
        assert_eq!(page.json()["list_metadata"][backward], pages[1][0].as_str());
        assert_eq!(page.json()["list_metadata"][forward], pages[1][9].as_str());
    }
}

#[test]
fn bad_parameters_are_422_and_name_the_parameter() {
    let emulator = Emulator::new();
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=abc", "limit"),
        ("limit=", "limit"),
        ("order=sideways", "order"),
        ("connection_type=Nope", "connection_type"),
        ("after=conn_nope", "after"),
        ("before=..", "before"),
        ("after=", "after"),
    ] {
        let answer = call(&emulator, "GET", &format!("/connections?{query}"));
        assert_eq!(
            (answer.status, answer.error().1.as_str()),
            (422, "invalid_request_parameters"),
            "{query}"
        );
        assert_eq!(answer.json()["errors"][0]["field"], field, "{query}");
    }
    assert_eq!(ids(&call(&emulator, "GET", "/connections?limit=100")).len(), 5);
}

#[test]
fn odd_ids_are_not_found() {
    let emulator = Emulator::new();
    let long = "x".repeat(10_000);
    for id in ["conn_nope", "..", "%2e%2e", "a%2Fb", "%00%0A", "%ff", &long] {
        for method in ["GET", "DELETE"] {
            let answer = call(&emulator, method, &format!("/connections/{id}"));
            assert_eq!((answer.status, answer.error().1.as_str()), (404, "entity_not_found"), "{id}");
            assert!(answer.text.len() < 1000);
        }
    }
}

#[test]
fn a_deleted_connection_takes_its_people_and_their_sessions_along() {
    let emulator = Emulator::new();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    let code = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let answer = call(&emulator, "DELETE", &format!("/connections/{SAML}"));
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(call(&emulator, "GET", &format!("/connections/{SAML}")).status, 404);
    assert_eq!(call(&emulator, "DELETE", &format!("/connections/{SAML}")).status, 404);
    assert_eq!(ids(&call(&emulator, "GET", "/connections")), [GOOGLE, OIDC, "conn_test_idp", INACTIVE]);
    assert_eq!(profile_status(&emulator, &token), 401);
    assert_eq!(exchange(&emulator, &code, SECRET).error().1, "invalid_grant");
}
