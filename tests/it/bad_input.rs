//! Bad input leads to a clear, typed error that names the operation and the request id, and contains no secret.

use serde_json::json;
use workos_client::{Client, Error};
use workos_sso::{
    AuthorizationUrl, CallbackError, ConnectionSelector, ConnectionType, Connections, LoginAttempt, Provider,
    SsoCallback, StateCheck, Timestamp,
};
use workos_transport::TransportErrorKind;
use workos_transport_mock::{Reply, Script};

use crate::test_env::{API_KEY, run};

fn connections(script: &Script) -> Connections {
    Connections::new(&Client::builder().api_key(API_KEY).transport(script.clone()).build().unwrap())
}

#[track_caller]
fn assert_clear(error: &Error, operation: &str) {
    assert_eq!(error.operation(), Some(operation));
    assert!(error.to_string().contains(operation), "{error}");
    let shown = format!("{error} {error:?} {:?}", error.hint());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_missing_key_is_refused_locally() {
    run(async {
        let script = Script::new();
        let keyless = Connections::new(&Client::builder().transport(script.clone()).build().unwrap());
        let error = keyless.list().send().await.unwrap_err();
        assert_clear(&error, "connections.list");
        assert!(matches!(error, Error::Config(_)));
        assert_eq!(script.requests().len(), 0);
    });
}

#[test]
fn an_invalid_id_is_refused_locally() {
    run(async {
        let script = Script::new();
        let long = "x".repeat(10 * 1024);
        for id in ["", "..", "/", "a/b", "%2e", "%2e%2e", "conn_\n", "conn_\u{7f}", "conn 1", &long] {
            let error = connections(&script).get(id).send().await.unwrap_err();
            assert_clear(&error, "connections.get");
            assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        }
        assert_eq!(script.requests().len(), 0);
    });
}

#[test]
fn a_limit_outside_1_to_100_is_refused_locally() {
    run(async {
        let script = Script::new();
        for limit in [0, 101] {
            let error = connections(&script).list().limit(limit).send().await.unwrap_err();
            assert_clear(&error, "connections.list");
            let error = connections(&script).list().limit(limit).items().try_next().await.unwrap_err();
            assert_clear(&error, "connections.list");
        }
        assert_eq!(script.requests().len(), 0);
    });
}

#[test]
fn two_connection_selectors_are_refused() {
    let error = ConnectionSelector::exactly_one(Some("conn_1".into()), None, Some(Provider::GoogleOAuth))
        .unwrap_err();
    assert_clear(&error, "sso.authorize");
    assert!(ConnectionSelector::exactly_one(None, None, None).is_err());
}

#[test]
fn plain_http_is_refused_beyond_loopback() {
    let error = Client::builder().base_url("http://api.workos.com").build().unwrap_err();
    assert!(error.to_string().contains("unencrypted"), "{error}");
    assert!(AuthorizationUrl::new("client_1", "javascript:alert(1)", Provider::GoogleOAuth).build().is_err());
}

#[test]
fn invalid_callbacks_are_typed_errors() {
    let check = || StateCheck::equals("state-1");
    let refused = |query: &str| match SsoCallback::parse(query).and_then(|callback| callback.verify(check()))
    {
        Err(error) => error,
        Ok(_) => panic!("{query} was accepted"),
    };
    assert!(matches!(refused(""), CallbackError::Empty));
    assert!(matches!(refused("code=canary&state=other"), CallbackError::WrongState));
    assert!(matches!(refused("code=canary"), CallbackError::MissingState));
    assert!(matches!(refused("code=canary&error=access_denied&state=state-1"), CallbackError::CodeAndError));
    assert!(matches!(refused("error=access_denied&state=state-1"), CallbackError::Refused { .. }));
    for query in ["", "code=canary&state=other", "code=canary", "code=canary&error=x&state=state-1"] {
        let error = refused(query);
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    let start = Timestamp::UNIX_EPOCH;
    let attempt = LoginAttempt::start(start).unwrap();
    let late = start.saturating_add(LoginAttempt::DEFAULT_LIFETIME);
    assert_eq!(attempt.complete("code=a&state=b", late).unwrap_err(), CallbackError::Expired);
}

#[test]
fn the_error_for_a_response_that_is_not_from_the_api_describes_it() {
    run(async {
        let html = "<html><body>sign in to the proxy</body></html>";
        let half = r#"{"id":"conn_1","name":"#;
        for (reply, expected) in [
            (Reply::text(200, html).header("content-type", "text/html"), "not JSON"),
            (Reply::status(200), "empty"),
            (Reply::text(200, half).header("content-type", "application/json"), "EOF"),
        ] {
            let script = Script::new().reply(reply.header("x-request-id", "req_1"));
            let error = connections(&script).get("conn_1").send().await.unwrap_err();
            assert_clear(&error, "connections.get");
            assert!(error.to_string().contains(expected), "{error}");
            assert_eq!((error.status(), error.request_id()), (Some(200), Some("req_1")));
        }
        let bad_gateway = || Reply::text(502, html).header("x-request-id", "req_2");
        let script = Script::new().reply(bad_gateway()).reply(bad_gateway()).reply(bad_gateway());
        let error = connections(&script).get("conn_1").send().await.unwrap_err();
        assert_clear(&error, "connections.get");
        assert_eq!((error.status(), error.request_id()), (Some(502), Some("req_2")));
        assert!(error.is_retryable());
    });
}

#[test]
fn a_page_with_unknown_values_and_fields_decodes() {
    run(async {
        let item = json!({"object": "connection", "id": "conn_1", "name": "Acme", "connection_type": "FutureOIDC",
            "state": "hibernating", "galaxy": {"arm": 3}, "domains": null});
        let body = json!({"object": "list", "data": [item], "list_metadata": {"after": null}, "extra": 1});
        let script = Script::new().reply(Reply::json(200, body));
        let page = connections(&script).list().send().await.unwrap();
        assert!(matches!(page.data[0].connection_type, ConnectionType::Unknown(_)));
        assert_eq!(
            (page.data[0].connection_type.as_str(), page.data[0].state.as_ref().unwrap().as_str()),
            ("FutureOIDC", "hibernating")
        );
    });
}

#[test]
fn a_body_over_the_cap_is_refused() {
    run(async {
        let script = Script::new().reply(Reply::text(200, "x".repeat(2048)));
        let error = connections(&script).get("conn_1").with_body_limit(1024).send().await.unwrap_err();
        assert_clear(&error, "connections.get");
        assert!(
            matches!(&error, Error::Transport(e) if e.transport_error().kind() == TransportErrorKind::TooLarge)
        );
    });
}
