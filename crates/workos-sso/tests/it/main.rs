//! Tests the calls of the crate against a scripted server.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of these tests are outside of test functions"
)]

mod calls;
mod connection_management;
mod failures;
mod fetched_url;

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_sso::{AuthorizationUrl, Client, Connections, Error, Provider, Sso};
use workos_transport_mock::{RecordedRequest, Reply, Script};

const KEY: &str = "sk_test_canary";
const CALLBACK: &str = "https://yourapp.com/callback";

fn client(script: &Script) -> Client {
    Client::builder().api_key(KEY).client_id("client_1").transport(script.clone()).build().unwrap()
}

fn public_client(script: &Script) -> Client {
    Client::builder().client_id("client_1").transport(script.clone()).build().unwrap()
}

fn sso(script: &Script) -> Sso {
    Sso::new(&client(script))
}

fn connections(script: &Script) -> Connections {
    Connections::new(&client(script))
}

/// Formats a request as text: the request line, the relevant headers and the body.
fn wire(request: &RecordedRequest) -> String {
    let mut text = format!("{} {}", request.method(), request.uri().path_and_query().unwrap());
    for name in ["authorization", "content-type"] {
        if let Some(value) = request.header(name) {
            text.push_str(&format!("\n{name}: {value}"));
        }
    }
    if !request.body().is_empty() {
        text.push_str(&format!("\n\n{}", String::from_utf8_lossy(request.body())));
    }
    text
}

/// Returns the only request that was sent.
fn sent(script: &Script) -> String {
    let requests = script.requests();
    assert_eq!(requests.len(), 1);
    wire(&requests[0])
}

fn profile() -> Value {
    // The example profile of the legacy dialect.
    json!({"id": "prof_1", "email": "user@example.com", "first_name": "John", "last_name": "Doe",
        "connection_id": "conn_1", "connection_type": "GoogleOAuth", "organization_id": "org_1"})
}

fn connection(id: &str) -> Value {
    json!({"id": id, "name": "Acme Corp SAML", "connection_type": "SAML", "state": "active",
        "organization_id": "org_1", "domains": [{"domain": "acme.com", "id": "domain_1"}]})
}

fn google() -> AuthorizationUrl {
    AuthorizationUrl::new("client_1", CALLBACK, Provider::GoogleOAuth).state("s1")
}

/// Calls an operation that gets this reply, and returns its error.
fn failure(operation: &str, reply: Reply) -> Error {
    let script = Script::new().reply(reply);
    let (sso, connections) = (sso(&script), connections(&script));
    let verifier = "v".repeat(43);
    let result = match operation {
        "sso.authorize" => block_on(sso.fetch_authorization_url(google()).send()).map(drop),
        "sso.profile_and_token" => {
            block_on(sso.profile_and_token("canary").code_verifier(verifier).send()).map(drop)
        }
        "sso.profile" => block_on(sso.profile("canary").send()).map(drop),
        "sso.profile_by_post" => block_on(sso.profile_by_post("canary").send()).map(drop),
        "sso.authorize_logout" => block_on(sso.authorize_logout("prof_1").send()).map(drop),
        "connections.list" => block_on(connections.list().send()).map(drop),
        "connections.get" => block_on(connections.get("conn_1").send()).map(drop),
        "connections.delete" => block_on(connections.delete("conn_1").send()),
        other => panic!("{other}"),
    };
    let error = result.unwrap_err();
    assert_eq!(error.operation(), Some(operation));
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    error
}
