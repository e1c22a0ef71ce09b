//! Tests input that is refused before it is sent, and errors of the API.

use futures_executor::block_on;
use serde_json::json;
use workos_sso::{Client, ConnectionId, Connections, Error, Provider, Sso};
use workos_transport_mock::{Reply, Script};

use crate::{CALLBACK, KEY, connection, connections, failure, public_client, sso};

#[test]
fn every_row_of_the_error_tables_is_recognised_and_has_its_hint() {
    // (operation, status, code, a part of the hint)
    for (operation, status, code, fix) in [
        ("sso.authorize", 400, "invalid_request", "redirect_uri"),
        ("sso.authorize", 400, "invalid_redirect_uri", "dashboard"),
        ("sso.authorize", 401, "unauthorized", "sk_"),
        ("sso.authorize", 404, "connection_not_found", "connection"),
        ("sso.authorize", 404, "organization_not_found", "organization"),
        ("sso.profile_and_token", 400, "invalid_grant", "Offer sign-in again"),
        ("sso.profile_and_token", 400, "invalid_request", "code"),
        ("sso.profile_and_token", 401, "unauthorized", "API"),
        ("sso.profile_and_token", 400, "invalid_client", "client"),
        ("sso.profile_and_token", 400, "unauthorized_client", "dashboard"),
        ("sso.profile_and_token", 400, "unsupported_grant_type", "authorization_code"),
        ("sso.authorize_logout", 400, "connection_invalid", "OIDC"),
        ("sso.authorize_logout", 400, "unauthorized_client", "API key"),
        ("sso.profile_by_post", 401, "unauthorized", "WORKOS_API_KEY"),
        ("connections.list", 401, "unauthorized", "WORKOS_API_KEY"),
        ("connections.get", 401, "unauthorized", "WORKOS_API_KEY"),
        ("connections.get", 404, "not_found", "connection"),
        ("connections.get", 404, "entity_not_found", "connection"),
        ("connections.delete", 401, "unauthorized", "WORKOS_API_KEY"),
        ("connections.delete", 404, "not_found", "connection"),
        ("connections.delete", 404, "entity_not_found", "connection"),
        ("connections.delete", 409, "conflict", "eactivate"),
    ] {
        for body in
            [json!({"code": code, "message": "No"}), json!({"error": code, "error_description": "No"})]
        {
            let error = failure(operation, Reply::json(status, body).header("x-request-id", "req_1"));
            assert_eq!((error.status(), error.code()), (Some(status), Some(code)), "{operation}");
            assert_eq!(error.request_id(), Some("req_1"));
            let hint = error.hint().unwrap_or_default();
            assert!(hint.contains(fix), "{operation} {status} {code}: {hint}");
        }
    }
}

#[test]
fn a_used_code_and_a_wrong_verifier_are_invalid_grants() {
    let reply = Reply::json(400, json!({"error": "invalid_grant", "error_description": "The code was used"}));
    let error = failure("sso.profile_and_token", reply);
    assert!(error.api().unwrap().is_invalid_grant());
    assert!(!error.is_retryable());
}

#[test]
fn decode_errors_name_operation_and_request_id_and_no_secret() {
    for body in ["<html>Welcome</html>", "", r#"{"profile":{"id":"#, r#"{"access_token":7}"#] {
        let reply = Reply::text(200, body).header("x-request-id", "req_1");
        let error = failure("sso.profile_and_token", reply);
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_eq!(error.request_id(), Some("req_1"));
    }
    let error = failure("sso.profile_and_token", Reply::text(502, "<html>Bad Gateway</html>"));
    assert_eq!(error.status(), Some(502));
    for token in ["", "tok 1", "tok\n1"] {
        let script = Script::new();
        let error = block_on(sso(&script).profile(token).send()).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(script.requests().is_empty());
    }
}

#[test]
fn invalid_input_is_refused_before_anything_is_sent() {
    let script = Script::new();
    let (sso, connections) = (sso(&script), connections(&script));
    let long = "x".repeat(10_000);
    let mut errors = Vec::new();
    for id in ["", "..", "a/b", "%2e", "a\nb", &long] {
        errors.push(block_on(connections.get(id).send()).unwrap_err());
        errors.push(block_on(connections.delete(id).send()).unwrap_err());
        errors.push(block_on(sso.jwks(id).send()).unwrap_err());
        let url = sso.authorization_url(CALLBACK, ConnectionId::from(id));
        errors.push(block_on(sso.fetch_authorization_url(url).send()).unwrap_err());
    }
    for limit in [0, 101] {
        errors.push(block_on(connections.list().limit(limit).send()).unwrap_err());
    }
    errors.push(block_on(sso.profile_and_token("").send()).unwrap_err());
    for error in errors {
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(error.operation().is_some());
    }
    assert!(script.requests().is_empty());
}

#[test]
fn a_missing_client_id_or_api_key_is_named_in_the_hint() {
    let script = Script::new();
    let client = Client::builder().api_key(KEY).transport(script.clone()).build().unwrap();
    let sso = Sso::new(&client);
    let url = sso.authorization_url(CALLBACK, Provider::GoogleOAuth);
    for error in [
        url.build().unwrap_err(),
        block_on(sso.fetch_authorization_url(url).send()).unwrap_err(),
        block_on(sso.profile_and_token("c1").send()).unwrap_err(),
    ] {
        assert!(error.hint().is_some_and(|hint| hint.contains("WORKOS_CLIENT_ID")), "{error}");
        assert!(error.operation().is_some_and(|operation| operation.starts_with("sso.")));
    }
    let error = block_on(Connections::new(&public_client(&script)).list().send()).unwrap_err();
    assert!(error.hint().is_some_and(|hint| hint.contains("WORKOS_API_KEY")), "{error}");
    assert!(script.requests().is_empty());
}

#[test]
fn a_body_larger_than_the_limit_is_refused() {
    let script = Script::new().reply(Reply::json(200, connection("conn_1")));
    let error = block_on(connections(&script).get("conn_1").with_body_limit(10).send()).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.operation(), Some("connections.get"));
}
