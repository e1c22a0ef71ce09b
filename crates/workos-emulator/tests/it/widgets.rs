//! Tokens for widgets, in both dialects.

use serde_json::json;
use workos_emulator::Emulator;

use crate::*;

const ORGANIZATION: &str = ACME;

#[test]
fn scopes_give_a_jwt_of_an_hour_that_the_jwks_verifies() {
    let emulator = Emulator::new();
    let body = json!({"organization_id": ORGANIZATION, "user_id": JOHN, "scopes": ["widgets:sso:manage"]});
    let answer = post_json(&emulator, "/widgets/token", &body);
    assert_eq!((answer.status, answer.headers["cache-control"].to_str().unwrap()), (201, "no-store"));
    assert!(answer.json().get("expires_at").is_none());
    let claims = verified_claims(&emulator, answer.json()["token"].as_str().unwrap());
    assert_eq!((&claims["sub"], &claims["org_id"]), (&json!(JOHN), &json!(ORGANIZATION)));
    assert_eq!(claims["scopes"], json!(["widgets:sso:manage"]));
    assert_eq!(claims["exp"].as_i64().unwrap(), emulator.now().as_secs() + 3600);
}

#[test]
fn a_widget_scope_gives_a_prefixed_token_with_its_expiry() {
    let emulator = Emulator::new();
    for (expires_in, seconds, expiry) in
        [(json!(null), 600, "2026-01-15T12:10:00.000Z"), (json!(60), 60, "2026-01-15T12:01:00.000Z")]
    {
        let body =
            json!({"organization_id": ORGANIZATION, "widget_scope": "audit_logs", "expires_in": expires_in});
        let answer = post_json(&emulator, "/widgets/token", &body);
        assert_eq!((answer.status, &answer.json()["expires_at"]), (200, &json!(expiry)));
        let token = answer.json()["token"].as_str().unwrap().to_owned();
        let claims = verified_claims(&emulator, token.strip_prefix("widget_").unwrap());
        assert_eq!((&claims["sub"], &claims["widget_scope"]), (&json!(ORGANIZATION), &json!("audit_logs")));
        assert_eq!(claims["exp"].as_i64().unwrap(), emulator.now().as_secs() + seconds);
    }
}

#[test]
fn each_dialect_refuses_in_its_own_shape() {
    let emulator = Emulator::new();
    for (body, message) in [
        (json!({"widget_scope": "sso"}), "organization_id is required"),
        (json!({"organization_id": "", "widget_scope": "sso"}), "organization_id must be a string"),
        (json!({"organization_id": ORGANIZATION, "expires_in": 600}), "widget_scope is required"),
        (
            json!({"organization_id": ORGANIZATION, "widget_scope": "users"}),
            "widget_scope must be one of sso, dsync, audit_logs, log_streams",
        ),
        (json!({"organization_id": ORGANIZATION, "widget_scope": "sso", "expires_in": 0}), "expires_in"),
        (json!({"organization_id": ORGANIZATION, "widget_scope": "sso", "expires_in": "600"}), "expires_in"),
    ] {
        let answer = post_json(&emulator, "/widgets/token", &body);
        let (status, _, error) = answer.error();
        assert_eq!((status, error.as_str()), (400, "invalid_request"), "{body}");
        assert!(answer.json()["error_description"].as_str().unwrap().starts_with(message), "{}", answer.text);
    }
    for (body, message) in [
        (json!({"scopes": ["widgets:sso:manage"]}), "organization_id is required when scopes are given"),
        (json!({"organization_id": ORGANIZATION, "scopes": ["widgets:nope"]}), "each value in scopes"),
        (json!({"organization_id": ORGANIZATION, "scopes": "widgets:sso:manage"}), "scopes must be an array"),
        (json!({"organization_id": 7}), "organization_id must be a string"),
        (json!({}), "user_id is required"),
    ] {
        let answer = post_json(&emulator, "/widgets/token", &body);
        assert_eq!((answer.status, &answer.json()["error"]), (400, &json!("Bad Request")), "{body}");
        assert!(answer.json()["message"][0].as_str().unwrap().starts_with(message), "{}", answer.text);
    }
    assert_eq!(send(&emulator, "POST", "/widgets/token", &[], "{}").error().0, 401);
    for body in [
        json!({"organization_id": "org_nope", "widget_scope": "sso"}),
        json!({"organization_id": "org_nope", "scopes": ["widgets:sso:manage"]}),
        json!({"organization_id": ORGANIZATION, "user_id": "user_nope", "scopes": ["widgets:sso:manage"]}),
        json!({"user_id": "user_nope"}),
    ] {
        assert_eq!(post_json(&emulator, "/widgets/token", &body).error().0, 404, "{body}");
    }
    assert_eq!(post_json(&emulator, "/widgets/token", &json!({"user_id": JOHN})).status, 201);
}

#[test]
fn a_client_token_stands_for_a_user_of_an_organization() {
    let emulator = Emulator::new();
    let body = json!({"organization_id": ORGANIZATION, "user_id": JOHN});
    let answer = post_json(&emulator, "/client/token", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let claims = verified_claims(&emulator, answer.json()["token"].as_str().unwrap());
    assert_eq!((&claims["sub"], &claims["org_id"]), (&json!(JOHN), &json!(ORGANIZATION)));
    for (body, status) in [
        (json!({"organization_id": ORGANIZATION}), 422),
        (json!({"organization_id": "org_nope", "user_id": JOHN}), 404),
        (json!({"organization_id": ORGANIZATION, "user_id": "user_nope"}), 404),
    ] {
        assert_eq!(post_json(&emulator, "/client/token", &body).error().0, status, "{body}");
    }
}

#[test]
fn the_scopes_for_api_keys_of_users_are_granted() {
    let emulator = Emulator::new();
    let scopes = ["widgets:user-api-keys:manage-self", "widgets:user-api-keys:manage-all"];
    let body = json!({"organization_id": ORGANIZATION, "user_id": JOHN, "scopes": scopes});
    let answer = post_json(&emulator, "/widgets/token", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(verified_claims(&emulator, &token)["scopes"], json!(scopes));
}
