//! A login with axum and its whole test: no sockets, an outage, and a code that expires, within milliseconds.
use std::time::Duration;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header::*};
use axum::{Router, response::*, routing::get};
use tower_service::Service;
use workos_emulator::{Emulator, Fault};
use workos_sso::{Client, LoginAttempt, Provider, SealKeys, Sso};

type App = State<(Client, SealKeys)>;

async fn login(State((client, keys)): App) -> Result<impl IntoResponse, String> {
    let attempt = LoginAttempt::start(client.clock().now()).map_err(|error| error.to_string())?;
    let url = Sso::new(&client).authorization_url("https://yourapp.com/callback", Provider::GoogleOAuth);
    let url = url.attempt(&attempt).build().map_err(|error| error.to_string())?;
    let sealed = attempt.seal(&keys).map_err(|error| error.to_string())?;
    let cookie = format!("login={}; HttpOnly; Secure; SameSite=Lax; Max-Age=3600", sealed.expose());
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&url)))
}

async fn callback(State((client, keys)): App, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let (now, query) = (client.clock().now(), query.unwrap_or_default());
    let cookie = headers.get(COOKIE).and_then(|value| value.to_str().ok()?.strip_prefix("login="));
    let attempt = cookie.and_then(|value| LoginAttempt::open(&keys, value.split(';').next()?, now).ok());
    let verified = attempt.and_then(|attempt| attempt.complete(&query, now).ok());
    let Some(verified) = verified else { return Redirect::to("/login").into_response() };
    match Sso::new(&client).exchange(&verified).send().await {
        Ok(token) => format!("Hello {}", token.profile.id).into_response(),
        Err(error) if error.is_retryable() => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(_) => Redirect::to("/login").into_response(),
    }
}

#[tokio::test]
async fn a_login_survives_an_outage_and_starts_anew_when_its_code_has_expired() {
    let emulator = Emulator::new();
    let client = Client::builder().api_key(emulator.api_key()).client_id(emulator.client_id());
    let client = client.base_url("https://workos.test").transport(emulator.transport()).build().unwrap();
    let app = Router::new()
        .route("/login", get(login))
        .route("/callback", get(callback))
        .with_state((client, SealKeys::generate().unwrap()));
    let open = async |url: &str, cookie: &HeaderValue| {
        let request = Request::get(url).header(COOKIE, cookie).body(Body::empty()).unwrap();
        app.clone().call(request).await.unwrap()
    };
    let sign_in = async || {
        let answer = open("/login", &HeaderValue::from_static("")).await;
        let request = Request::get(answer.headers()[LOCATION].as_bytes()).body(Default::default()).unwrap();
        let back = emulator.handle(request).headers()[LOCATION].to_str().unwrap().to_owned();
        (back, answer.headers()[SET_COOKIE].clone())
    };
    emulator.inject(Fault::on("sso.profile_and_token").status(503).count(1)).unwrap();
    let (back, cookie) = sign_in().await;
    assert_eq!(open(&back, &cookie).await.status(), 503);
    assert_eq!(open(&back, &cookie).await.status(), 200);
    emulator.expect(Method::POST, "/sso/token").times(2).verify();
    let (back, cookie) = sign_in().await;
    emulator.advance(Duration::from_secs(600));
    assert_eq!(open(&back, &cookie).await.headers()[LOCATION], "/login");
}
