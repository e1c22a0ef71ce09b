//! Integration tests against a scripted server: requests, responses and errors.

#![expect(clippy::unwrap_used, reason = "the helpers of these tests are outside of test functions")]

mod calls;
mod wait;

use serde_json::{Value, json};
use workos_organizations::{Client, ItContacts, OrganizationDomains, Organizations, Retry};
use workos_transport_mock::{RecordedRequest, Reply, Script};

fn client(script: &Script) -> Client {
    Client::builder()
        .api_key("sk_test_canary")
        .transport(script.clone())
        .retry(Retry::none())
        .build()
        .unwrap()
}

fn organizations(script: &Script) -> Organizations {
    Organizations::new(&client(script))
}

fn domains(script: &Script) -> OrganizationDomains {
    OrganizationDomains::new(&client(script))
}

fn it_contacts(script: &Script) -> ItContacts {
    ItContacts::new(&client(script))
}

/// Returns the method, path with query, and body of a request.
fn wire(request: &RecordedRequest) -> String {
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {} {body}", request.method(), request.uri().path_and_query().unwrap()).trim_end().to_owned()
}

/// Returns the only request that was sent.
fn sent(script: &Script) -> String {
    let requests = script.requests();
    assert_eq!(requests.len(), 1);
    wire(&requests[0])
}

fn acme() -> Value {
    json!({
        "object": "organization", "id": "org_1", "name": "Acme", "domains": [domain("pending")],
        "metadata": {"tier": "diamond"}, "external_id": null, "created_at": "2026-01-15T12:00:00.000Z",
        "updated_at": "2026-01-15T12:00:00.000Z",
    })
}

fn domain(state: &str) -> Value {
    json!({
        "object": "organization_domain", "id": "org_domain_1", "organization_id": "org_1", "domain": "acme.com",
        "state": state, "verification_prefix": "acme-domain-verification", "verification_token": "m5Oz",
        "verification_strategy": "dns", "created_at": "2026-01-15T12:00:00.000Z",
        "updated_at": "2026-01-15T12:00:00.000Z",
    })
}

fn replies(status: u16, body: &Value) -> Script {
    Script::new().reply(Reply::json(status, body.clone()))
}
