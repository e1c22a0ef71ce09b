use super::*;
use crate::{CodeVerifier, Provider};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use workos_core::{ConnectionId, OrganizationId, Timestamp};

const CALLBACK: &str = "https://yourapp.com/callback";

fn url(selector: impl Into<ConnectionSelector>) -> AuthorizationUrl {
    AuthorizationUrl::new("client_1", CALLBACK, selector)
}

fn pairs(url: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let (_, query) = url.split_once('?').unwrap();
    query.split('&').map(|pair| pair.split_once('=').unwrap()).map(|(n, v)| (decode(n), decode(v))).collect()
}

#[test]
fn parameters_have_a_fixed_order_and_the_last_value_applies() {
    let verifier = CodeVerifier::from_secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
    let url = url(OrganizationId::from("org_1"))
        .provider_query_params([("hd", "acme.com"), ("access type", "a&b")])
        .provider_scopes(["openid", "https://scope/x"])
        .prompt(Prompt::Login)
        .domain_hint("acme.com")
        .login_hint("ann@acme.com")
        .nonce("n 1")
        .code_challenge(&verifier)
        .state("first")
        .state("s/1");
    assert_eq!(
        url.build().unwrap(),
        "https://api.workos.com/sso/authorize?response_type=code&client_id=client_1\
             &redirect_uri=https%3A%2F%2Fyourapp.com%2Fcallback&organization=org_1&state=s%2F1\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256\
             &nonce=n%201&login_hint=ann%40acme.com&domain_hint=acme.com&prompt=login\
             &provider_scopes=openid,https%3A%2F%2Fscope%2Fx\
             &provider_query_params%5Bhd%5D=acme.com&provider_query_params%5Baccess%20type%5D=a%26b"
    );
}

#[test]
fn a_url_has_exactly_the_given_selector() {
    for (url, name) in [
        (url(ConnectionId::from("conn_1")), "connection"),
        (url(OrganizationId::from("org_1")), "organization"),
        (url(Provider::GoogleOAuth), "provider"),
    ] {
        let pairs = pairs(&url.build().unwrap());
        let selectors: Vec<_> = pairs
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| ["connection", "organization", "provider", "domain"].contains(name))
            .collect();
        assert_eq!(selectors, [name]);
    }
}

#[test]
fn an_invalid_parameter_is_refused_by_name() {
    let refused = |url: AuthorizationUrl| match url.build().unwrap_err() {
        Error::InvalidInput(error) => {
            assert!(error.to_string().starts_with("sso.authorize: "), "{error}");
            error.parameter()
        }
        other => panic!("{other}"),
    };
    let google = || url(Provider::GoogleOAuth);
    let long = "x".repeat(10_000);
    for id in ["", "..", "a/b", "%2e", "a\nb", "a b", &long] {
        assert_eq!(refused(url(ConnectionId::from(id))), "connection");
        assert_eq!(refused(url(OrganizationId::from(id))), "organization");
        assert_eq!(refused(AuthorizationUrl::new(id, CALLBACK, Provider::GoogleOAuth)), "client_id");
    }
    for uri in ["", "/callback", "javascript://yourapp.com/callback", "https://yourapp.com/callback#x"] {
        assert_eq!(refused(AuthorizationUrl::new("client_1", uri, Provider::GoogleOAuth)), "redirect_uri");
    }
    assert_eq!(refused(google().base_url("http://api.workos.com")), "base_url");
    assert_eq!(refused(google().state("")), "state");
    assert_eq!(refused(google().login_hint("")), "login_hint");
    assert_eq!(refused(google().provider_scopes(["a,b"])), "provider_scopes");
    assert_eq!(refused(google().provider_query_params([("", "x")])), "provider_query_params");
}

#[test]
fn debug_shows_neither_state_nor_nonce_nor_login_hint() {
    let shown =
        format!("{:?}", url(Provider::GoogleOAuth).state("canary").login_hint("canary").nonce("canary"));
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn an_attempt_sets_state_and_challenge() {
    let attempt = LoginAttempt::start(Timestamp::UNIX_EPOCH).unwrap();
    let pairs = pairs(&url(Provider::GoogleOAuth).attempt(&attempt).build().unwrap());
    let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!(value("state"), Some(attempt.state().expose()));
    assert_eq!(value("code_challenge"), Some(attempt.verifier().challenge().as_str()));
    assert_eq!(value("code_challenge_method"), Some("S256"));
}

proptest! {
    #[test]
    fn every_parameter_is_encoded_so_that_it_decodes_unchanged(
        state in ".{1,40}", hint in ".{1,40}", nonce in ".{1,40}", scopes in prop::collection::vec("[^, ]{1,9}", 1..4),
        key in ".{1,9}", value in ".{0,40}",
    ) {
        let url = url(Provider::GoogleOAuth).state(state.as_str()).login_hint(&hint).nonce(nonce.as_str())
            .provider_scopes(&scopes).provider_query_params([(&key, &value)]).build().unwrap();
        prop_assert!(url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
        let pairs = pairs(&url);
        for (name, expected) in [
            ("redirect_uri".to_owned(), CALLBACK.to_owned()),
            ("state".to_owned(), state), ("login_hint".to_owned(), hint), ("nonce".to_owned(), nonce),
            ("provider_scopes".to_owned(), scopes.join(",")), (format!("provider_query_params[{key}]"), value),
        ] {
            let found: Vec<_> = pairs.iter().filter(|(n, _)| *n == name).map(|(_, v)| v).collect();
            prop_assert_eq!(found, [&expected]);
        }
    }
}
