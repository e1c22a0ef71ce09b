//! The fuzz targets, and the properties that must hold for any input.

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use workos_client::Page;
use workos_core::{ApiError, Secret};
use workos_sso::{Connection, Jwks, Profile, ProfileAndToken, SsoCallback, StateCheck};
use workos_transport::{ManualClock, Response};
use workos_webhooks::{Envelope, Event, Timestamp, WebhookVerifier, sign};

/// A fuzz target. `check` panics if a property does not hold, and returns whether the input was well-formed.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    pub(crate) check: fn(&[u8]) -> bool,
}

pub(crate) const TARGETS: &[Target] = &[
    Target { name: "webhook-header", seeds: webhook_headers, check: check_webhook_header },
    Target { name: "retry-after", seeds: retry_after_values, check: check_retry_after },
    Target { name: "error-body", seeds: error_bodies, check: check_error_body },
    Target { name: "callback-query", seeds: callback_queries, check: check_callback_query },
    Target { name: "models", seeds: models, check: check_models },
];

const BODY: &[u8] = br#"{"id":"event_1"}"#;
const SECRET: &str = "whsec_canary";

fn now() -> Timestamp {
    Timestamp::from_millis(1_768_478_400_000).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn webhook_headers() -> Vec<Vec<u8>> {
    let valid = sign(SECRET, now(), BODY);
    let old = sign(SECRET, Timestamp::UNIX_EPOCH, BODY);
    texts(&[
        &valid,
        &old,
        &format!("{valid}, v2=00"),
        &valid.to_uppercase(),
        "t=1768478400, v1=00",
        "v1=",
        "t=+1",
    ])
}

fn check_webhook_header(input: &[u8]) -> bool {
    let Ok(header) = std::str::from_utf8(input) else { return false };
    let verifier = WebhookVerifier::new(SECRET).unwrap();
    match verifier.verify(BODY, header, now()) {
        Ok(verified) => {
            let valid = sign(SECRET, verified.timestamp(), BODY);
            let signature = valid.rsplit('=').next().unwrap_or_default();
            assert!(header.to_ascii_lowercase().contains(signature), "accepted without a signature");
            assert!(now().duration_since(verified.timestamp()) <= WebhookVerifier::DEFAULT_TOLERANCE);
            true
        }
        Err(error) => {
            let shown = format!("{error} {error:?} {}", error.hint());
            assert!(!shown.contains("canary") && shown.len() < 2000, "{shown}");
            false
        }
    }
}

fn retry_after_values() -> Vec<Vec<u8>> {
    texts(&[
        "120",
        "0",
        "0.5",
        "1e9",
        "-1",
        "99999999999999999999",
        "Thu, 15 Jan 2026 12:00:30 GMT",
        "Thursday, 15-Jan-26 12:00:30 GMT",
        "Thu Jan 15 12:00:30 2026",
        "NaN",
        "inf",
        ".",
    ])
}

fn check_retry_after(input: &[u8]) -> bool {
    let Ok(value) = HeaderValue::from_bytes(input) else { return false };
    let clock = ManualClock::manual();
    let mut understood = false;
    for name in ["retry-after", "retry-after-ms"] {
        let answer = http::Response::builder().status(429).header(name, &value).body(Bytes::new()).unwrap();
        understood |= Response::new(answer).retry_after(&clock).is_some();
    }
    understood
}

fn error_bodies() -> Vec<Vec<u8>> {
    texts(&[
        r#"{"message":"Gone"}"#,
        r#"{"code":"x","message":"canary_secret","errors":[{"code":"required","field":"name","message":"m"}]}"#,
        r#"{"error":"invalid_grant","error_description":"canary_secret was used"}"#,
        r#"{"message":["a","b"],"error":"Bad Request","statusCode":400}"#,
        r#"{"errors":["one","two"],"pending_authentication_token":"canary_secret"}"#,
        r#""Rate limited""#,
        "<html><h1>502</h1></html>",
        "",
    ])
}

fn check_error_body(input: &[u8]) -> bool {
    let secret = Secret::from("canary_secret");
    for status in [400, 401, 404, 422, 429, 500, 599] {
        let error = ApiError::decode("things.get", status, input).without([&secret]).with_hints(&[]);
        assert_eq!(error.status(), status);
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("canary_secret"), "{shown}");
    }
    serde_json::from_slice::<serde_json::Value>(input).is_ok()
}

fn callback_queries() -> Vec<Vec<u8>> {
    texts(&[
        "code=canary_code&state=state-1",
        "?code=canary_code&state=state-1",
        "error=access_denied&error_description=no+way&state=state-1",
        "error=signin_consent_denied&error_uri=https%3A%2F%2Fx&state=state-1",
        "code=a&code=b&state=state-1",
        "code=%63anary_code&state=state%2D1",
        "state=state-1",
    ])
}

fn check_callback_query(input: &[u8]) -> bool {
    let Ok(query) = std::str::from_utf8(input) else { return false };
    // The value of `code` is hidden, but error texts are shown. So skip inputs with the canary outside of `code`.
    let is_code = |pair: &str| pair.trim_start_matches('?').starts_with("code=");
    let elsewhere = query.split('&').filter(|pair| !is_code(pair));
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    if elsewhere.map(decoded).any(|pair| pair.contains("canary_code")) {
        return false;
    }
    let parsed = SsoCallback::parse(query);
    assert!(!format!("{parsed:?}").contains("canary_code"), "{parsed:?}");
    match parsed.and_then(|callback| callback.verify(StateCheck::equals("state-1"))) {
        Ok(code) => {
            assert!(!code.expose().is_empty(), "an empty code was accepted");
            assert!(query.contains("state"), "a callback without a state was accepted");
            true
        }
        Err(error) => {
            assert!(!format!("{error} {error:?}").contains("canary_code"), "{error}");
            false
        }
    }
}

fn models() -> Vec<Vec<u8>> {
    let connection = json!(Connection::example());
    let profile = json!(Profile::example());
    [
        json!({"object": "list", "data": [connection], "list_metadata": {"before": null, "after": "conn_1"}}),
        json!({"access_token": "canary_token", "profile": profile, "oauth_tokens": {"access_token": "canary_token"}}),
        json!({"profile": profile}),
        json!({"id": "event_1", "event": "connection.activated", "data": connection,
            "created_at": "2026-01-15T12:00:00.000Z", "context": {"client_id": "client_1"}}),
        json!(Event::example()),
        json!(Jwks::example()),
        connection,
        profile,
    ]
    .into_iter()
    .map(|value| value.to_string().into_bytes())
    .collect()
}

fn check_models(input: &[u8]) -> bool {
    let hidden = serde_json::from_slice::<ProfileAndToken>(input);
    if let Ok(decoded) = &hidden {
        let shown = format!("{:?} {:?}", decoded.access_token, decoded.oauth_tokens);
        assert!(!shown.contains("canary_token"), "{shown}");
    }
    let decoded = [
        round_trips::<Connection>(input),
        round_trips::<Page<Connection>>(input),
        round_trips::<Profile>(input),
        round_trips::<Jwks>(input),
        round_trips::<Event>(input),
        serde_json::from_slice::<Envelope>(input).is_ok(),
        hidden.is_ok(),
    ];
    decoded.contains(&true)
}

/// Returns whether the input decodes. If so, checks that encoding and decoding it again gives the same value.
fn round_trips<T: DeserializeOwned + Serialize>(input: &[u8]) -> bool {
    let Ok(first) = serde_json::from_slice::<T>(input) else { return false };
    // Compares texts, because an undecodable event may contain numbers that `Value` cannot represent.
    let once = serde_json::to_string(&first).unwrap();
    let second: T = serde_json::from_str(&once).unwrap_or_else(|error| panic!("{error}: {once}"));
    assert_eq!(serde_json::to_string(&second).unwrap(), once);
    true
}
