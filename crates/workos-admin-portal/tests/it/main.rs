//! Integration tests against a scripted server: requests, responses and errors.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of these tests are outside of test functions"
)]

mod calls;
mod failures;

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_admin_portal::{AdminPortal, Client, Error, Retry};
use workos_transport_mock::{Reply, Script};

const LINK: &str = "https://setup.workos.com?token=canary";

fn client(script: &Script) -> Client {
    Client::builder()
        .api_key("sk_test_canary")
        .transport(script.clone())
        .retry(Retry::none())
        .build()
        .unwrap()
}

fn portal(script: &Script) -> AdminPortal {
    AdminPortal::new(&client(script))
}

fn link() -> Value {
    json!({"link": LINK})
}

/// Checks the headers of the only request that was sent, and returns its method, URI and body.
fn sent(script: &Script) -> String {
    let [request] = &script.requests()[..] else { panic!("{:?}", script.requests()) };
    assert_eq!(request.header("authorization"), Some("Bearer sk_test_canary"));
    let has_body = !request.body().is_empty();
    assert_eq!(request.header("content-type"), has_body.then_some("application/json"));
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {} {body}", request.method(), request.uri()).trim_end().to_owned()
}

/// Returns the error of an operation whose call gets this reply.
fn failure(operation: &str, reply: Reply) -> Error {
    let portal = portal(&Script::new().reply(reply));
    let result = match operation {
        "admin_portal.generate_link" => block_on(portal.generate_link("org_1").send()).map(drop),
        "admin_portal.revoke_link" => block_on(portal.revoke_link("org_1", "user_7").send()),
        "admin_portal.provider_icons" => block_on(portal.provider_icons().send()).map(drop),
        other => panic!("{other}"),
    };
    let error = result.unwrap_err();
    assert_eq!(error.operation(), Some(operation));
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    error
}
