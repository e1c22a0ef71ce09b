//! SSO flows, run in process, over loopback HTTP/1.1, and over TLS with HTTP/2.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Method, StatusCode};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use workos_emulator::{Fault, NewConnection};
use workos_sso::{ConnectionType, Error, LoginAttempt, Order, OrganizationId, Provider, SealKeys, Sso};

use crate::test_env::{API_KEY, REDIRECT_URI, TestEnv, TransportKind, acme, parameter, run};

macro_rules! over_every_transport {
    ($($test:ident),+ $(,)?) => {
        mod in_process { $(#[test] fn $test() { super::run(super::$test(super::TransportKind::InProcess)); })+ }
        mod over_http1 { $(#[test] fn $test() { super::run(super::$test(super::TransportKind::Http1)); })+ }
        mod over_tls_and_http2 { $(#[test] fn $test() { super::run(super::$test(super::TransportKind::TlsHttp2)); })+ }
    };
}

over_every_transport! {
    a_person_signs_in_with_state_and_pkce,
    a_public_client_signs_in_without_a_key,
    a_code_outlives_an_outage_and_a_token_can_expire_early,
    an_oauth_provider_needs_no_connection,
    the_authorization_url_is_fetched_and_followed,
    a_profile_is_read_in_both_dialects,
    a_code_is_valid_once_and_for_ten_minutes,
    a_wrong_verifier_is_refused,
    the_access_token_verifies_against_the_key_set,
    connections_are_listed_across_pages_in_both_directions,
    connections_are_filtered,
    a_connection_is_read_and_deleted,
    many_connections_are_looked_up_in_input_order,
    a_person_logs_out_by_token,
    a_session_is_ended_by_the_legacy_logout_url,
}

async fn a_person_signs_in_with_state_and_pkce(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let attempt = LoginAttempt::start(now(&env)).unwrap();
    let keys = SealKeys::generate().unwrap();
    let cookie = attempt.seal(&keys).unwrap();
    let url = sso.authorization_url(REDIRECT_URI, acme()).attempt(&attempt).build().unwrap();

    let callback = env.sign_in(&url).await;
    let attempt = LoginAttempt::open(&keys, cookie.expose(), now(&env)).unwrap();
    let verified = attempt.complete(&callback, now(&env)).unwrap();
    let answer = sso.exchange(&verified).send_with_meta().await.unwrap();
    assert!(answer.meta.request_id().is_some());

    let signed_in = answer.value;
    assert_eq!(signed_in.expires_in, Some(600));
    signed_in.profile.ensure_organization(&acme()).unwrap();
    assert!(signed_in.profile.ensure_organization(&OrganizationId::from("org_other")).is_err());
    assert_eq!(signed_in.profile.connection_type, Some(ConnectionType::GenericSaml));
}

async fn a_public_client_signs_in_without_a_key(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = Sso::new(&env.builder().build().unwrap());
    let attempt = LoginAttempt::start(now(&env)).unwrap();
    let url = sso.authorization_url(REDIRECT_URI, acme()).attempt(&attempt).build().unwrap();
    let verified = attempt.complete(&env.sign_in(&url).await, now(&env)).unwrap();
    assert!(matches!(sso.profile_and_token(verified.code()).send().await, Err(Error::Config(_))));
    let signed_in = sso.exchange(&verified).send().await.unwrap();
    assert!(signed_in.profile.email.is_some());
    // The verifier replaces the client secret. The call without a verifier sent nothing.
    let exchanges = || env.emulator.expect(Method::POST, "/sso/token");
    exchanges().times(1).with_form("code_verifier", verified.verifier().secret().expose()).verify();
    exchanges().times(1).verify();
    let secrets = env.emulator.journal().into_iter().filter(|request| {
        request.body.get("client_secret").is_some()
            || request.headers.iter().any(|(name, _)| name == "authorization")
    });
    assert_eq!(secrets.count(), 0);
}

async fn a_code_outlives_an_outage_and_a_token_can_expire_early(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let code = env.code().await;
    env.emulator.inject(Fault::on("sso.profile_and_token").status(503).count(1)).unwrap();
    let error = sso.profile_and_token(code.as_str()).send().await.unwrap_err();
    assert_eq!((error.status(), error.is_retryable()), (Some(503), true));
    let signed_in = sso.profile_and_token(code.as_str()).send().await.unwrap();
    env.emulator.inject(Fault::on("sso.profile").expire().nth(2)).unwrap();
    sso.profile(&signed_in.access_token).send().await.unwrap();
    let expired = sso.profile(&signed_in.access_token).send().await.unwrap_err();
    assert_eq!(expired.status(), Some(401));
}

async fn an_oauth_provider_needs_no_connection(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let url = sso.authorization_url(REDIRECT_URI, Provider::MicrosoftOAuth).state("s").build().unwrap();
    let callback = env.sign_in(&url).await;
    assert_eq!(parameter(&callback, "state"), "s");
    let signed_in = sso.profile_and_token(parameter(&callback, "code")).send().await.unwrap();
    assert_eq!(signed_in.profile.connection_type, Some(ConnectionType::MicrosoftOAuth));
    assert!(signed_in.oauth_tokens.is_some());
}

async fn the_authorization_url_is_fetched_and_followed(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let request = sso.authorization_url(REDIRECT_URI, acme()).state("s");
    let url = sso.fetch_authorization_url(request).send().await.unwrap();
    assert!(parameter(&env.sign_in(&url).await, "code").len() > 10);
}

async fn a_profile_is_read_in_both_dialects(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let signed_in = sso.profile_and_token(env.code().await).send().await.unwrap();
    let bare = sso.profile(&signed_in.access_token).send().await.unwrap();
    let wrapped = sso.profile_by_post(&signed_in.access_token).send().await.unwrap();
    assert_eq!(bare.id, signed_in.profile.id);
    assert_eq!(wrapped.id, signed_in.profile.id);
    let error = sso.profile("not-a-token").send().await.unwrap_err();
    assert_eq!((error.status(), error.operation()), (Some(401), Some("sso.profile")));
}

async fn a_code_is_valid_once_and_for_ten_minutes(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let used = env.code().await;
    sso.profile_and_token(used.as_str()).send().await.unwrap();
    let late = env.code().await;
    env.emulator.advance(Duration::from_secs(601));
    for code in [used, late] {
        match sso.profile_and_token(code.as_str()).send().await {
            Err(Error::Api(error)) if error.is_invalid_grant() => {
                assert!(error.hint().unwrap().contains("once") && error.request_id().is_some());
                assert!(!format!("{error} {error:?}").contains(&code));
            }
            other => panic!("{other:?}"),
        }
    }
}

async fn a_wrong_verifier_is_refused(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let attempt = LoginAttempt::start(now(&env)).unwrap();
    let url = sso.authorization_url(REDIRECT_URI, acme()).attempt(&attempt).build().unwrap();
    let code = parameter(&env.sign_in(&url).await, "code");
    let wrong = "w".repeat(43);
    let error = sso.profile_and_token(code).code_verifier(wrong).send().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_grant"));
}

async fn the_access_token_verifies_against_the_key_set(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let token = sso.profile_and_token(env.code().await).send().await.unwrap().access_token;
    let (signed, signature) = token.expose().rsplit_once('.').unwrap();
    let header = URL_SAFE_NO_PAD.decode(signed.split('.').next().unwrap()).unwrap();
    let header: serde_json::Value = serde_json::from_slice(&header).unwrap();

    let keys = sso.jwks(env.emulator.client_id()).send().await.unwrap().keys;
    let key = keys.iter().find(|key| header["kid"] == key.kid.as_str()).unwrap();
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    RsaPublicKeyComponents { n: decode(&key.n), e: decode(&key.e) }
        .verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &decode(signature))
        .unwrap();
}

async fn connections_are_listed_across_pages_in_both_directions(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    for number in 0..25 {
        env.emulator.add_connection(NewConnection::new("OktaSAML").name(format!("Okta {number}"))).unwrap();
    }
    let connections = env.connections();
    let all: Vec<_> = {
        let mut items = connections.list().limit(7).items();
        let mut ids = Vec::new();
        while let Some(connection) = items.try_next().await.unwrap() {
            ids.push(connection.id);
        }
        ids
    };
    assert!(all.len() >= 25);

    let mut pages = connections.list().limit(7).before(all.last().unwrap()).pages();
    let mut backwards = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        backwards.splice(0..0, page.data.into_iter().map(|connection| connection.id));
    }
    assert_eq!(backwards, all[..all.len() - 1]);

    let oldest = connections.list().order(Order::Asc).limit(1).send().await.unwrap();
    assert_eq!(&oldest.data[0].id, all.last().unwrap());
    let error = connections.list().after("conn_unknown").send().await.unwrap_err();
    assert_eq!(error.status(), Some(422));
}

async fn connections_are_filtered(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let connections = env.connections();
    let github = NewConnection::new("GitHubOAuth").name("Octo");
    env.emulator.add_connection(github.organization(acme().as_str()).domain("octo.example")).unwrap();
    for page in [
        connections.list().connection_type(ConnectionType::GitHubOAuth).send().await.unwrap(),
        connections.list().search("octo").send().await.unwrap(),
        connections.list().domain("octo.example").send().await.unwrap(),
    ] {
        let names: Vec<_> = page.data.iter().map(|connection| connection.name.as_str()).collect();
        assert_eq!(names, ["Octo"]);
    }
    let of_acme = connections.list().organization_id(acme()).send().await.unwrap();
    assert_eq!(of_acme.data.len(), 2);
}

async fn a_connection_is_read_and_deleted(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let connections = env.connections();
    let first = connections.list().limit(1).send().await.unwrap().data.remove(0);
    let read = connections.get(&first.id).send().await.unwrap();
    assert_eq!((&read.id, &read.domains.len()), (&first.id, &first.domains.len()));
    connections.delete(&first.id).send().await.unwrap();
    let error = connections.get(&first.id).send().await.unwrap_err();
    assert!(error.api().unwrap().is_not_found());
    assert!(error.hint().unwrap().contains("connections.list()"));
}

async fn many_connections_are_looked_up_in_input_order(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let connections = env.connections();
    let known = connections.list().order(Order::Asc).send().await.unwrap().data;
    let mut ids: Vec<_> = known.iter().map(|connection| connection.id.to_string()).collect();
    ids.insert(1, "conn_unknown".to_owned());
    let found = connections.get_many(&ids).send().await;
    assert_eq!(found.len(), ids.len());
    for (id, found) in ids.iter().zip(found) {
        match found {
            Ok(connection) => assert_eq!(connection.id, id.as_str()),
            Err(error) => assert_eq!((id.as_str(), error.status()), ("conn_unknown", Some(404))),
        }
    }
}

async fn a_person_logs_out_by_token(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let oidc = env.connections().list().connection_type(ConnectionType::GenericOidc).send().await.unwrap();
    let url = sso.authorization_url(REDIRECT_URI, oidc.data[0].id.clone()).build().unwrap();
    let code = parameter(&env.sign_in(&url).await, "code");
    let signed_in = sso.profile_and_token(code).send().await.unwrap();

    let logout = sso.authorize_logout(&signed_in.profile.id).send().await.unwrap();
    let url = sso.logout_url(&logout.logout_token).unwrap();
    assert_eq!(env.browse(url.expose()).await.status, StatusCode::FOUND);
    assert_eq!(sso.profile(&signed_in.access_token).send().await.unwrap_err().status(), Some(401));
    assert_ne!(env.browse(url.expose()).await.status, StatusCode::FOUND, "a logout token is valid once");

    let saml = sso.profile_and_token(env.code().await).send().await.unwrap();
    let error = sso.authorize_logout(&saml.profile.id).send().await.unwrap_err();
    assert_eq!(error.code(), Some("connection_invalid"));
    assert!(error.hint().unwrap().contains("GenericOIDC"));
}

async fn a_session_is_ended_by_the_legacy_logout_url(kind: TransportKind) {
    let env = TestEnv::new(kind).await;
    let sso = env.sso();
    let signed_in = sso.profile_and_token(env.code().await).send().await.unwrap();
    let claims = signed_in.access_token.expose().split('.').nth(1).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let url = sso.logout_url_for_session(claims["sid"].as_str().unwrap()).unwrap();
    assert_eq!(env.browse(&url).await.status, StatusCode::FOUND);
    assert_eq!(sso.profile(&signed_in.access_token).send().await.unwrap_err().status(), Some(401));
}

fn now(env: &TestEnv) -> workos_sso::Timestamp {
    env.client().clock().now()
}

#[test]
fn a_client_never_shows_its_key() {
    run(async {
        let env = TestEnv::new(TransportKind::InProcess).await;
        assert!(!format!("{:?} {:?}", env.client(), env.sso()).contains(API_KEY));
    });
}
