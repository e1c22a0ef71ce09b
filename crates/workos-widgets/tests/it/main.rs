//! Integration tests against a scripted server: requests, responses and errors.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of these tests are outside of test functions"
)]

mod calls;
mod failures;

use futures_executor::block_on;
use workos_transport_mock::{Reply, Script};
use workos_widgets::{Client, Error, Retry, WidgetScope, Widgets};

fn widgets(script: &Script) -> Widgets {
    let client = Client::builder().api_key("sk_test_canary").transport(script.clone()).retry(Retry::none());
    Widgets::new(&client.build().unwrap())
}

/// Checks the headers of the only request that was sent, and returns its method, URI and body.
fn sent(script: &Script) -> String {
    let [request] = &script.requests()[..] else { panic!("{:?}", script.requests()) };
    assert_eq!(request.header("authorization"), Some("Bearer sk_test_canary"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()))
}

/// Returns the error of a call that gets this reply.
fn failure(call: &str, reply: Reply) -> Error {
    let widgets = widgets(&Script::new().reply(reply));
    let result = match call {
        "token" => block_on(widgets.token().organization_id("org_1").send()).map(drop),
        "token_for_widget_scope" => {
            block_on(widgets.token_for_widget_scope("org_1", WidgetScope::Sso).send()).map(drop)
        }
        "client_token" => block_on(widgets.client_token("org_1", "user_1").send()).map(drop),
        other => panic!("{other}"),
    };
    let error = result.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    error
}
