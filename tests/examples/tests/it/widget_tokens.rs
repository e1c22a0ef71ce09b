//! Tests of the widget token route.

use axum::body::Body;
use axum::{Extension, Router};
use http::{Request, StatusCode, header};
use serde_json::json;
use workos_emulator::Emulator;
use workos_examples::widget_tokens::{SignedIn, router};
use workos_sso::{Client, Retry};
use workos_transport_mock::{Reply, Script};

use crate::support::{Answer, ask, client};

const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
const USER: &str = "user_01HQRS5H000000000000000001";

fn app(client: &Client, organization_id: &str) -> Router {
    let signed_in = SignedIn { user_id: USER.into(), organization_id: organization_id.into() };
    router(client).layer(Extension(signed_in))
}

async fn post(app: &Router, body: &str) -> Answer {
    let request = Request::post("/api/widget-token").header(header::CONTENT_TYPE, "application/json");
    ask(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

/// Returns the response of the route to this response of the API.
async fn answer_to(reply: Reply) -> Answer {
    let script = Script::new().reply(reply);
    let client =
        Client::builder().api_key("sk_test_1").retry(Retry::none()).transport(script).build().unwrap();
    post(&app(&client, ACME), r#"{"widget":"sso"}"#).await
}

#[tokio::test]
async fn a_person_who_is_signed_in_gets_a_token() {
    let client = client(&Emulator::new());
    let answer = post(&app(&client, ACME), r#"{"widget":"sso"}"#).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let body = answer.json();
    assert!(body["token"].as_str().unwrap().starts_with("eyJ"));
    assert_eq!(body["expires_in"], 3600);
}

#[tokio::test]
async fn the_organization_comes_from_the_session_and_not_from_the_body() {
    let emulator = Emulator::new();
    assert_eq!(
        post(&router(&client(&emulator)), r#"{"widget":"sso"}"#).await.status,
        StatusCode::UNAUTHORIZED
    );

    let script = Script::new().reply(Reply::json(201, json!({"token": "eyJ.x"})));
    let client = Client::builder().api_key("sk_test_1").transport(script.clone()).build().unwrap();
    post(
        &app(&client, ACME),
        r#"{"widget":"sso","organizationId":"org_other","organization_id":"org_other"}"#,
    )
    .await;
    assert_eq!(script.requests()[0].json().unwrap()["organization_id"], ACME);
}

#[tokio::test]
async fn an_unknown_widget_is_refused() {
    let answer = post(&app(&client(&Emulator::new()), ACME), r#"{"widget":"everything"}"#).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_unknown_organization_is_not_found() {
    let answer = post(&app(&client(&Emulator::new()), "org_unknown"), r#"{"widget":"sso"}"#).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.json(), json!({"error": "Organization not found"}));
}

#[tokio::test]
async fn errors_become_statuses_that_a_page_can_act_on() {
    let limited =
        answer_to(Reply::json(429, json!({"message": "slow down"})).header("retry-after", "7")).await;
    assert_eq!(
        (limited.status, &limited.headers[header::RETRY_AFTER]),
        (StatusCode::SERVICE_UNAVAILABLE, &"7".parse().unwrap())
    );

    for (reply, status) in [
        (Reply::json(422, json!({"message": "canary"})), StatusCode::FORBIDDEN),
        (Reply::json(401, json!({"message": "canary"})), StatusCode::INTERNAL_SERVER_ERROR),
        (Reply::json(503, json!({"message": "canary"})), StatusCode::SERVICE_UNAVAILABLE),
        (Reply::text(200, "canary"), StatusCode::INTERNAL_SERVER_ERROR),
    ] {
        let answer = answer_to(reply).await;
        assert_eq!(answer.status, status);
        assert!(!answer.body.contains("canary"), "{}", answer.body);
    }
}
