//! Connecting accounts, and the tokens and credentials of connected accounts.

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_pipes::{
    AuthMethod, CodeVerifier, ConnectAttempt, ConnectionIntent, ConnectionOwner, Error, InactiveReason,
    PipesReturn, PipesReturnError, Vended,
};
use workos_transport_mock::{Reply, Script};

use crate::{account, integrations, replies, sent, token};

#[test]
fn the_authorization_url_is_read_from_either_field() {
    for field in ["url", "link"] {
        let script =
            replies(200, json!({field: "https://api.workos.com/data-integrations/canary/authorize"}));
        let url = block_on(integrations(&script).authorize("github", "user_1").send()).unwrap();
        assert_eq!(url.expose(), "https://api.workos.com/data-integrations/canary/authorize");
        assert!(!format!("{url:?}").contains("canary"));
        assert_eq!(sent(&script), r#"POST /data-integrations/github/authorize {"user_id":"user_1"}"#);
    }
}

#[test]
fn every_field_of_an_authorization_is_sent_and_the_state_becomes_part_of_return_to() {
    let script = Script::new()
        .reply(Reply::json(200, json!({"url": "https://x.example"})).header("x-request-id", "req_1"));
    let call = integrations(&script)
        .authorize("zendesk", "user_1")
        .state("s/1")
        .organization_id("org_1")
        .return_to("https://yourapp.com/connected?tab=2")
        .config([("subdomain", "acme")])
        .connection_owner(ConnectionOwner::Organization)
        .connection_intent(ConnectionIntent::Reauthorize)
        .connected_account_id("data_installation_1")
        .account_display_name("Support");
    assert!(!format!("{call:?}").contains("s/1"));
    let answer = block_on(call.send_with_meta()).unwrap();
    assert_eq!(answer.meta.request_id(), Some("req_1"));
    assert_eq!(
        sent(&script),
        concat!(
            r#"POST /data-integrations/zendesk/authorize {"user_id":"user_1","organization_id":"org_1","#,
            r#""return_to":"https://yourapp.com/connected?tab=2&state=s%2F1","config":{"subdomain":"acme"},"#,
            r#""connection_owner":"organization","connection_intent":"reauthorize","#,
            r#""connected_account_id":"data_installation_1","account_display_name":"Support"}"#,
        )
    );
    // The query of the return.
    assert!(PipesReturn::parse("tab=2&state=s%2F1", "s/1").is_ok());
    assert_eq!(PipesReturn::parse("tab=2", "s/1").unwrap_err(), PipesReturnError::MissingState);
    assert_eq!(PipesReturn::parse("tab=2&state=s", "s/1").unwrap_err(), PipesReturnError::WrongState);
}

#[test]
fn a_token_is_requested_by_user_organization_and_account() {
    let script = replies(200, token("canary1"));
    let call = integrations(&script)
        .access_token("github", "user_1")
        .organization_id("org_1")
        .connected_account_id("data_installation_1")
        .connection_owner(ConnectionOwner::User)
        .supports_multiple_connections(true);
    let answer = block_on(call.send()).unwrap();
    assert!(!format!("{answer:?}").contains("canary"));
    let token = answer.require_active().unwrap();
    assert_eq!(token.access_token.expose(), "canary1");
    assert!(!token.lacks_scopes());
    assert_eq!(
        sent(&script),
        r#"POST /data-integrations/github/token {"user_id":"user_1","organization_id":"org_1","connected_account_id":"data_installation_1","connection_owner":"user","supports_multiple_connections":true}"#
    );
}

#[test]
fn an_account_without_a_token_has_a_typed_reason_with_a_hint() {
    for (text, reason, fix) in [
        ("not_installed", InactiveReason::NotInstalled, "environment"),
        ("needs_reauthorization", InactiveReason::NeedsReauthorization, "revoked"),
    ] {
        let script = Script::new()
            .reply(Reply::json(200, json!({"active": false, "error": text})))
            .reply(Reply::json(200, json!({"active": false, "error": text})));
        let integrations = integrations(&script);
        let answer = block_on(integrations.access_token("github", "user_1").send()).unwrap();
        assert!(matches!(&answer, Vended::Inactive(actual) if *actual == reason), "{answer:?}");
        let error = block_on(integrations.credentials("github", "user_1").send()).unwrap().require_active();
        let hint = error.unwrap_err().hint().unwrap();
        assert!(hint.contains(fix) && hint.contains("authorize"), "{hint}");
    }
}

#[test]
fn a_credential_of_every_kind_is_read_and_never_printed() {
    let oauth = json!({"object": "credential", "auth_method": "oauth", "value": "canary1",
        "expires_at": "2026-01-15T13:00:00.000Z", "scopes": ["repo"], "missing_scopes": ["user:email"]});
    let key = json!({"object": "credential", "auth_method": "api_key", "value": "canary1"});
    let client = json!({"object": "credential", "auth_method": "client_credentials", "value": "canary1",
        "expires_at": null, "scopes": ["api"], "missing_scopes": [],
        "metadata": {"instance_url": "https://acme.my.salesforce.com"}});
    let new =
        json!({"object": "credential", "auth_method": "brand_new", "value": "canary1", "config": {"a": "b"}});
    let read = |credential: Value| {
        let script = replies(200, json!({"active": true, "credential": credential}));
        let answer = block_on(integrations(&script).credentials("github", "user_1").send()).unwrap();
        assert!(!format!("{answer:?}").contains("canary"));
        assert_eq!(sent(&script), r#"POST /data-integrations/github/credentials {"user_id":"user_1"}"#);
        let credential = answer.require_active().unwrap();
        assert_eq!(credential.value.expose(), "canary1");
        credential
    };
    let credential = read(oauth);
    assert_eq!(credential.auth_method, AuthMethod::Oauth);
    assert!(credential.lacks_scopes() && credential.expires_at.is_some());
    assert_eq!(read(key).auth_method, AuthMethod::ApiKey);
    let credential = read(client);
    assert_eq!(credential.auth_method, AuthMethod::ClientCredentials);
    assert_eq!(credential.metadata["instance_url"], "https://acme.my.salesforce.com");
    assert_eq!(read(new).auth_method.as_str(), "brand_new");
}

#[test]
fn invalid_input_is_refused_by_name_before_anything_is_sent() {
    let script = Script::new();
    let integrations = integrations(&script);
    let authorize = || integrations.authorize("github", "user_1");
    let long = "x".repeat(10_000);
    let mut refused = vec![
        (authorize().scopes(["repo"]).send_error(), "scopes"),
        (authorize().state("s").send_error(), "state"),
        (authorize().return_to("https://a.example").state("").send_error(), "state"),
        (authorize().organization_id("").send_error(), "organization_id"),
        (integrations.authorize("github", "").send_error(), "user_id"),
        (authorize().return_to("https://a.example/?state=x").state("s").send_error(), "return_to"),
        (block_on(integrations.access_token("github", "").send()).unwrap_err(), "user_id"),
        (block_on(integrations.credentials("github", "").send()).unwrap_err(), "user_id"),
    ];
    for url in ["", "/connected", "http://yourapp.com/", "javascript:alert(1)", "https://you@yourapp.com/"] {
        refused.push((authorize().return_to(url).send_error(), "return_to"));
    }
    for slug in ["", "..", "a\nb", &long] {
        refused.push((integrations.authorize(slug, "user_1").send_error(), "slug"));
        refused.push((block_on(integrations.access_token(slug, "user_1").send()).unwrap_err(), "slug"));
        refused.push((block_on(integrations.get(slug).send()).unwrap_err(), "slug"));
    }
    for (error, parameter) in refused {
        assert!(matches!(&error, Error::InvalidInput(input) if input.parameter() == parameter), "{error}");
    }
    let error = authorize().scopes(["repo"]).send_error();
    assert!(error.to_string().contains("data_integrations.update(slug).scopes"), "{error}");
    assert!(script.requests().is_empty());
}

/// Sends a call that is refused, and returns its error.
trait SendError {
    fn send_error(self) -> Error;
}

impl SendError for workos_pipes::AuthorizeDataIntegration {
    fn send_error(self) -> Error {
        block_on(self.send()).unwrap_err()
    }
}

#[test]
fn calls_are_send() {
    fn assert_send<T: Send>(_: &T) {}
    let script = Script::new();
    let integrations = integrations(&script);
    assert_send(&integrations.authorize("github", "user_1").send());
    assert_send(&integrations.credentials("github", "user_1").send());
}

/// The test vector of RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[test]
fn a_code_challenge_is_sent_with_its_method_and_a_server_that_ignores_it_is_an_error() {
    let authorize = |script: &Script| {
        let call = integrations(script).authorize("github", "user_1").return_to("https://yourapp.com/back");
        block_on(call.code_challenge(&CodeVerifier::from_secret(VERIFIER).unwrap()).send())
    };
    let answer = json!({"url": "https://x.example", "state": "s2", "completion": "finish_required"});
    let script = replies(200, answer);
    assert_eq!(authorize(&script).unwrap().expose(), "https://x.example");
    assert_eq!(
        sent(&script),
        format!(
            r#"POST /data-integrations/github/authorize {{"user_id":"user_1","return_to":"https://yourapp.com/back","code_challenge":"{CHALLENGE}","code_challenge_method":"S256"}}"#
        )
    );
    let error = authorize(&replies(200, json!({"url": "https://x.example"}))).unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(error.to_string().contains("completion"), "{error}");
}

#[test]
fn a_code_challenge_without_return_to_is_refused() {
    let script = Script::new();
    let call = integrations(&script).authorize("github", "user_1");
    let attempt = ConnectAttempt::start().unwrap();
    let error = block_on(call.attempt(&attempt).send()).unwrap_err();
    let Error::InvalidInput(refused) = &error else { panic!("{error:?}") };
    assert_eq!(refused.parameter(), "code_challenge");
    assert!(script.requests().is_empty());
}

#[test]
fn a_connection_is_finished_with_code_and_verifier() {
    let script = replies(200, json!({"connected_account": account("connected")}));
    let call = integrations(&script).finish("canary_code", VERIFIER).state("s1");
    assert!(!format!("{call:?}").contains("canary") && !format!("{call:?}").contains(VERIFIER));
    assert_eq!(block_on(call.send()).unwrap().connected_account.id, "data_installation_1");
    assert_eq!(
        sent(&script),
        format!(
            r#"POST /data-integrations/finish {{"connect_code":"canary_code","code_verifier":"{VERIFIER}","state":"s1"}}"#
        )
    );
    let body = json!({"code": "invalid_connect_code", "message": "canary_code is unknown"});
    let error =
        block_on(integrations(&replies(400, body)).finish("canary_code", VERIFIER).send()).unwrap_err();
    assert!(error.hint().is_some_and(|hint| hint.contains("authorize")), "{:?}", error.hint());
    assert!(!format!("{error} {error:?}").contains("canary"));
}
