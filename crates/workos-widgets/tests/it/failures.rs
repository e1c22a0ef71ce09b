//! Invalid input that is refused before anything is sent, and error responses of the API.

use futures_executor::block_on;
use serde_json::json;
use workos_transport_mock::{Reply, Script};
use workos_widgets::{Error, WidgetPermission, WidgetScope};

use crate::{failure, widgets};

#[test]
fn every_row_of_the_error_tables_is_recognised_and_has_its_hint() {
    let missing = json!({"error": "invalid_request", "error_description": "organization_id is required"});
    let unknown = json!({"error": "invalid_request", "error_description": "Invalid widget_scope"});
    let listed = json!({"message": ["organization_id must be a string"], "error": "Bad Request"});
    let plain = json!({"message": "No"});
    // (call, status, body, code, message, a part of the hint)
    for (call, status, body, code, message, part) in [
        (
            "token_for_widget_scope",
            400,
            missing,
            Some("invalid_request"),
            "organization_id is required",
            "organization_id",
        ),
        (
            "token_for_widget_scope",
            400,
            unknown,
            Some("invalid_request"),
            "Invalid widget_scope",
            "`audit_logs`",
        ),
        ("token_for_widget_scope", 401, json!({"error": "unauthorized"}), Some("unauthorized"), "", "sk_"),
        ("token_for_widget_scope", 404, plain.clone(), None, "No", "environment"),
        ("token_for_widget_scope", 429, plain.clone(), None, "No", "share one token across users"),
        ("token_for_widget_scope", 500, plain.clone(), None, "No", "exponential backoff"),
        ("token", 400, plain.clone(), None, "No", "WidgetPermission"),
        (
            "token",
            400,
            json!({"code": "invalid_request", "message": "No"}),
            Some("invalid_request"),
            "No",
            "WidgetPermission",
        ),
        ("token", 400, listed, None, "organization_id must be a string", "scopes"),
        ("token", 401, json!({"message": "Unauthorized"}), None, "Unauthorized", "environment"),
        ("token", 403, plain.clone(), None, "No", "access to widgets"),
        ("token", 404, plain.clone(), None, "No", "user exist"),
        ("token", 422, plain.clone(), None, "No", "permissions"),
        ("client_token", 400, plain.clone(), None, "No", "ids"),
        ("client_token", 404, plain.clone(), None, "No", "exist"),
        ("client_token", 422, plain, None, "No", "member"),
    ] {
        let reply = Reply::json(status, body).header("x-request-id", "req_1").header("retry-after", "7");
        let error = failure(call, reply);
        assert_eq!((error.status(), error.code(), error.request_id()), (Some(status), code, Some("req_1")));
        assert_eq!(error.api().unwrap().message().unwrap_or_default(), message);
        assert_eq!(error.is_retryable(), matches!(status, 429 | 500));
        assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(7));
        let hint = error.hint().unwrap_or_default();
        assert!(hint.contains(part), "{call} {status}: {hint}");
    }
}

#[test]
fn invalid_input_is_refused_by_name_before_anything_is_sent() {
    let script = Script::new();
    let widgets = widgets(&script);
    let sso = [WidgetPermission::ManageSso];
    for (result, expected) in [
        (block_on(widgets.token().scopes(sso.clone()).send()), "scopes"),
        (block_on(widgets.token().user_id("user_1").scopes(sso).send()), "scopes"),
        (block_on(widgets.token().organization_id("").send()), "organization_id"),
        (block_on(widgets.token().user_id("").send()), "user_id"),
        (block_on(widgets.token_for_widget_scope("", WidgetScope::Sso).send()), "organization_id"),
        (block_on(widgets.token_for_widget_scope("org_1", "sso").expires_in(0).send()), "expires_in"),
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.operation(), Some("widgets.token"));
        assert!(matches!(&error, Error::InvalidInput(input) if input.parameter() == expected), "{error}");
    }
    let error = block_on(widgets.token().scopes(["widgets:sso:manage"]).send()).unwrap_err();
    assert!(error.to_string().contains("need an organization"), "{error}");
    assert!(script.requests().is_empty());
}

#[test]
fn responses_that_do_not_decode_report_operation_and_request_and_show_no_secret() {
    for body in
        ["", r#"{"access_token":"canary"}"#, r#"{"token":7}"#, r#"{"token":"canary","expires_at":"soon"}"#]
    {
        let error = failure("token", Reply::text(201, body).header("x-request-id", "req_1"));
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_eq!((error.operation(), error.request_id()), (Some("widgets.token"), Some("req_1")));
    }
}
