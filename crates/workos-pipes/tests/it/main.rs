//! Integration tests against a scripted server: requests, responses and errors.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of these tests are outside of test functions"
)]

mod accounts;
mod connect;
mod failures;
mod integrations;
mod tokens;
mod wait;

use serde_json::{Value, json};
use workos_pipes::{Client, ConnectedAccounts, DataIntegrations, Retry};
use workos_transport_mock::{RecordedRequest, Reply, Script};

fn client(script: &Script) -> Client {
    Client::builder()
        .api_key("sk_test_canary")
        .transport(script.clone())
        .retry(Retry::none())
        .build()
        .unwrap()
}

fn integrations(script: &Script) -> DataIntegrations {
    DataIntegrations::new(&client(script))
}

fn accounts(script: &Script) -> ConnectedAccounts {
    ConnectedAccounts::new(&client(script))
}

/// Checks the headers of a request, and returns its method, path with query, and body.
fn wire(request: &RecordedRequest) -> String {
    assert_eq!(request.header("authorization"), Some("Bearer sk_test_canary"));
    let has_body = !request.body().is_empty();
    assert_eq!(request.header("content-type"), has_body.then_some("application/json"));
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {} {body}", request.method(), request.uri().path_and_query().unwrap()).trim_end().to_owned()
}

/// Returns the only request that was sent.
fn sent(script: &Script) -> String {
    let [request] = &script.requests()[..] else { panic!("{:?}", script.requests()) };
    wire(request)
}

fn replies(status: u16, body: Value) -> Script {
    Script::new().reply(Reply::json(status, body))
}

fn account(state: &str) -> Value {
    json!({
        "object": "connected_account", "id": "data_installation_1", "user_id": "user_1", "organization_id": null,
        "scopes": ["repo", "user:email"], "auth_method": "oauth", "api_key_last_4": null, "state": state,
        "created_at": "2024-01-16T14:20:00.000Z", "updated_at": "2024-01-16T14:20:00.000Z",
    })
}

fn integration() -> Value {
    json!({
        "object": "data_integration", "id": "data_integration_1", "slug": "github", "integration_type": "github",
        "description": null, "enabled": true, "state": "valid", "scopes": null,
        "redirect_uri": "https://api.workos.com/data-integrations/github/dik_1/callback", "auth_methods": ["oauth"],
        "credentials": {"type": "custom", "client_id": "Iv1.abc123", "redacted_client_secret": "6789"},
        "installation": null, "config": {}, "custom_provider": null,
        "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z",
    })
}

fn list(items: &[Value]) -> Value {
    json!({"object": "list", "data": items})
}

fn token(text: &str) -> Value {
    let token = json!({
        "object": "access_token", "access_token": text, "expires_at": "2026-01-15T13:00:00.000Z", "scopes": ["repo"],
        "missing_scopes": [],
    });
    json!({"active": true, "access_token": token})
}
