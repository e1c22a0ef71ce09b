//! Requests and responses of each call.

use futures_executor::block_on;
use serde_json::json;
use workos_transport_mock::{Reply, Script};
use workos_widgets::{Timestamp, WidgetPermission, WidgetScope};

use crate::{sent, widgets};

#[test]
fn a_token_is_requested_with_organization_user_and_scopes() {
    let script = Script::new().reply(Reply::json(201, json!({"token": "eyJcanary"})));
    let call = widgets(&script)
        .token()
        .scopes([WidgetPermission::ManageUsers, WidgetPermission::ManageLogStreams])
        .user_id("user_1")
        .organization_id("org_1");
    let token = block_on(call.send()).unwrap();
    assert_eq!((token.token.expose(), token.expires_at), ("eyJcanary", None));
    assert!(!format!("{token:?}").contains("canary"));
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/widgets/token {"organization_id":"org_1","user_id":"user_1","scopes":["widgets:users-table:manage","widgets:audit-log-streaming:manage"]}"#
    );
}

#[test]
fn a_token_for_a_user_alone_needs_no_organization() {
    let script = Script::new().reply(Reply::json(201, json!({"token": "t"})));
    block_on(widgets(&script).token().user_id("user_1").scopes(Vec::<WidgetPermission>::new()).send())
        .unwrap();
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/widgets/token {"user_id":"user_1","scopes":[]}"#
    );
}

#[test]
fn all_nine_permissions_are_known_and_a_new_one_is_sent_unchanged() {
    let known: Vec<_> = WidgetPermission::KNOWN.iter().map(WidgetPermission::as_str).collect();
    let names = [
        "users-table:manage",
        "domain-verification:manage",
        "sso:manage",
        "api-keys:manage",
        "dsync:manage",
        "audit-log-streaming:manage",
        "pipes:manage",
        "user-api-keys:manage-self",
        "user-api-keys:manage-all",
    ];
    assert_eq!(known, names.map(|name| format!("widgets:{name}")));
    let script = Script::new().reply(Reply::json(201, json!({"token": "t"})));
    block_on(widgets(&script).token().organization_id("org_1").scopes(["widgets:new:view"]).send()).unwrap();
    assert!(sent(&script).ends_with(r#"{"organization_id":"org_1","scopes":["widgets:new:view"]}"#));
}

#[test]
fn the_legacy_request_is_sent_and_its_response_is_read() {
    let answer = json!({"token": "widget_01H5K5ZABC123XYZ", "expires_at": "2024-01-15T12:45:00.000Z"});
    let script = Script::new().reply(Reply::json(200, answer));
    let call = widgets(&script).token_for_widget_scope("org_01H5K5Z4J8T9D3G2F1N6M8V7C4", WidgetScope::Sso);
    let answer = block_on(call.expires_in(600).send_with_meta()).unwrap();
    assert_eq!(answer.meta.status(), 200);
    assert_eq!(answer.value.token.expose(), "widget_01H5K5ZABC123XYZ");
    assert_eq!(answer.value.expires_at.map(|at| at.to_string()).as_deref(), Some("2024-01-15T12:45:00.000Z"));
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/widgets/token {"organization_id":"org_01H5K5Z4J8T9D3G2F1N6M8V7C4","widget_scope":"sso","expires_in":600}"#
    );
}

#[test]
fn a_request_without_a_lifetime_sends_no_expires_in() {
    let script = Script::new().reply(Reply::json(200, json!({"token": "t", "expires_at": null})));
    let token = block_on(widgets(&script).token_for_widget_scope("org_1", "log_streams").send()).unwrap();
    assert_eq!(token.expires_at, None);
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/widgets/token {"organization_id":"org_1","widget_scope":"log_streams"}"#
    );
}

#[test]
fn an_expiry_is_read_as_text_seconds_or_milliseconds() {
    for expires_at in [json!("2026-01-15T12:00:00.000Z"), json!(1_768_478_400), json!(1_768_478_400_000_i64)]
    {
        let script = Script::new().reply(Reply::json(201, json!({"token": "t", "expires_at": expires_at})));
        let token = block_on(widgets(&script).token().send()).unwrap();
        assert_eq!(token.expires_at, Timestamp::from_secs(1_768_478_400));
    }
}

#[test]
fn a_client_token_is_requested_with_organization_and_user() {
    let script = Script::new().reply(Reply::json(201, json!({"token": "eyJcanary"})));
    let token = block_on(widgets(&script).client_token("org_1", "user_1").send()).unwrap();
    assert_eq!(token.token.expose(), "eyJcanary");
    assert!(!format!("{token:?}").contains("canary"));
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/client/token {"organization_id":"org_1","user_id":"user_1"}"#
    );
}

#[test]
fn a_request_for_a_token_is_retried_after_a_server_failure() {
    let script = Script::new().reply(Reply::status(500)).reply(Reply::json(201, json!({"token": "t"})));
    let call = widgets(&script).token().user_id("user_1").with_retry(workos_widgets::Retry::persistent());
    block_on(call.send()).unwrap();
    assert_eq!(script.requests().len(), 2);
    assert_eq!(script.requests()[1].at().as_secs(), 1);
}
