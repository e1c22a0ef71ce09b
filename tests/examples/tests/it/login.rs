//! Tests of the sign-in example, from the view of a browser.

use std::time::Duration;

use axum::Router;
use http::StatusCode;
use workos_emulator::{Emulator, NewConnection};
use workos_examples::login::{Login, router};
use workos_sso::SealKeys;

use crate::support::{Browser, client, follow};

const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
const GLOBEX: &str = "org_01HQRS5H000000000000000002";
const ATTEMPT: &str = "__Host-sign-in";
const SESSION: &str = "__Host-session";

fn app(emulator: &Emulator) -> Router {
    router(Login::new(&client(emulator), "https://yourapp.com/callback", SealKeys::generate().unwrap()))
}

/// Starts a sign-in, and returns the URL of the callback without opening it.
async fn until_callback(
    emulator: &Emulator,
    app: &Router,
    browser: &mut Browser,
    organization: &str,
) -> String {
    let answer = browser.get(app, &format!("/login?organization={organization}&next=/projects/7")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let callback = follow(emulator, answer.location());
    callback.path_and_query().unwrap().to_string()
}

async fn sign_in(emulator: &Emulator, app: &Router, browser: &mut Browser, organization: &str) {
    let callback = until_callback(emulator, app, browser, organization).await;
    let answer = browser.get(app, &callback).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/projects/7"), "{answer:?}");
}

#[tokio::test]
async fn a_person_signs_in_and_lands_on_the_requested_page() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    assert!(browser.get(&app, "/").await.body.contains("not signed in"));
    sign_in(&emulator, &app, &mut browser, ACME).await;
    assert!(browser.cookie(ATTEMPT).is_none());
    let home = browser.get(&app, "/").await.body;
    assert!(home.contains("ada@acme.com") && home.contains(ACME), "{home}");
}

#[tokio::test]
async fn the_cookies_are_sealed() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;
    assert!(!browser.cookie(ATTEMPT).unwrap().contains("org_"));
    browser.forge(ATTEMPT, |value| value.replacen("*1*", "*1*0", 1));
    let answer = browser.get(&app, &callback).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);

    sign_in(&emulator, &app, &mut browser, ACME).await;
    let session = browser.cookie(SESSION).unwrap().to_owned();
    browser.forge(SESSION, |_| r#"{"profile_id":"prof_1","organization_id":"org_1"}"#.to_owned());
    assert!(browser.get(&app, "/").await.body.contains("not signed in"));

    // The same password seals both cookies, but neither is accepted in place of the other.
    until_callback(&emulator, &app, &mut browser, ACME).await;
    let attempt = browser.cookie(ATTEMPT).unwrap().to_owned();
    browser.forge(SESSION, |_| attempt);
    assert!(browser.get(&app, "/").await.body.contains("not signed in"));
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;
    browser.forge(ATTEMPT, |_| session);
    assert_eq!(browser.get(&app, &callback).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_callback_works_once_and_only_in_the_browser_that_started_it() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;

    let mut victim = Browser::default();
    assert_eq!(victim.get(&app, &callback).await.status, StatusCode::BAD_REQUEST);
    until_callback(&emulator, &app, &mut victim, ACME).await;
    assert_eq!(victim.get(&app, &callback).await.status, StatusCode::BAD_REQUEST, "another state");
    assert!(victim.cookie(SESSION).is_none());

    assert_eq!(browser.get(&app, &callback).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get(&app, &callback).await.status, StatusCode::BAD_REQUEST, "the attempt was used");
}

#[tokio::test]
async fn a_code_an_attempt_and_a_session_expire() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;
    // The code is valid for ten minutes after the person comes back, and the attempt for an hour.
    emulator.advance(Duration::from_secs(600));
    let answer = browser.get(&app, &callback).await;
    assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains("took too long"), "{answer:?}");

    let started = browser.get(&app, &format!("/login?organization={ACME}")).await.location().to_owned();
    emulator.advance(Duration::from_secs(3599));
    let callback = follow(&emulator, &started);
    let answer = browser.get(&app, callback.path_and_query().unwrap().as_str()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the attempt is valid for an hour: {answer:?}");
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;
    emulator.advance(Duration::from_secs(3600));
    let answer = browser.get(&app, &callback).await;
    assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains("sign in again"), "{answer:?}");

    sign_in(&emulator, &app, &mut browser, ACME).await;
    emulator.advance(Duration::from_secs(8 * 60 * 60));
    assert!(browser.get(&app, "/").await.body.contains("not signed in"));
    assert_eq!(browser.post(&app, "/logout").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_next_parameter_redirects_only_within_this_site() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let target = format!("/login?organization={ACME}&next=//evil.example/");
    let answer = browser.get(&app, &target).await;
    let callback = follow(&emulator, answer.location());
    let answer = browser.get(&app, callback.path_and_query().unwrap().as_str()).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
}

#[tokio::test]
async fn a_refusal_of_the_identity_provider_is_shown_without_its_description() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let callback = until_callback(&emulator, &app, &mut browser, ACME).await;
    let state = callback.split(['?', '&']).find(|pair| pair.starts_with("state=")).unwrap();
    let refused = format!("/callback?error=access_denied&error_description=<b>canary&{state}")
        .replace('<', "%3C")
        .replace('>', "%3E");
    let answer = browser.get(&app, &refused).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.body.contains("canary"), "{}", answer.body);
}

#[tokio::test]
async fn logout_continues_at_the_identity_provider_where_supported() {
    let emulator = Emulator::new();
    let (app, mut browser) = (app(&emulator), Browser::default());
    sign_in(&emulator, &app, &mut browser, GLOBEX).await;
    let answer = browser.post(&app, "/logout").await;
    assert!(answer.location().contains("/sso/logout?token="), "{answer:?}");
    assert!(browser.get(&app, "/").await.body.contains("not signed in"));

    sign_in(&emulator, &app, &mut browser, ACME).await;
    assert_eq!(browser.post(&app, "/logout").await.location(), "/", "SAML has no such logout");
    assert!(browser.cookie(SESSION).is_none());
}

#[tokio::test]
async fn signing_in_to_an_organization_without_a_connection_is_refused() {
    let emulator = Emulator::new();
    let organization = emulator.add_organization(workos_emulator::NewOrganization::new("Empty")).unwrap();
    let (app, mut browser) = (app(&emulator), Browser::default());
    let callback = until_callback(&emulator, &app, &mut browser, &organization).await;
    assert_eq!(browser.get(&app, &callback).await.status, StatusCode::BAD_REQUEST);
    emulator.add_connection(NewConnection::new("OktaSAML").organization(&organization)).unwrap();
}
