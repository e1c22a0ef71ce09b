//! Tests fetching the authorization URL in each form of response.

use futures_executor::block_on;
use serde_json::json;
use workos_sso::{CallbackErrorCode, Error, Sso};
use workos_transport_mock::{Reply, Script};

use crate::{CALLBACK, KEY, google, public_client, sent, sso};

#[test]
fn a_fetched_url_is_read_from_each_form_of_response() {
    let idp = "https://idp.example/sso?x=1";
    for (reply, expected) in [
        (Reply::json(200, json!({"link": idp})), idp),
        (Reply::json(200, json!({"url": idp})), idp),
        (Reply::json(200, json!({"url": idp, "link": idp})), idp),
        (Reply::status(302).header("location", idp), idp),
        (Reply::status(302).header("location", "/sso/sign-in?x=1"), "https://api.workos.com/sso/sign-in?x=1"),
    ] {
        let script = Script::new().reply(reply);
        let url = block_on(sso(&script).fetch_authorization_url(google()).send()).unwrap();
        assert_eq!(url, expected);
        let built = google().build().unwrap();
        let path = built.strip_prefix("https://api.workos.com").unwrap();
        assert_eq!(sent(&script), format!("GET {path}\nauthorization: Bearer {KEY}"));
    }
}

#[test]
fn a_public_client_fetches_a_url_without_an_api_key() {
    let script = Script::new().reply(Reply::status(302).header("location", "https://idp.example/"));
    let url = google().provider_scopes(["a", "b"]).provider_query_params([("hd", "acme.com")]);
    block_on(Sso::new(&public_client(&script)).fetch_authorization_url(url.clone()).send()).unwrap();
    assert_eq!(
        format!("https://api.workos.com{}", sent(&script).strip_prefix("GET ").unwrap()),
        url.build().unwrap()
    );
}

#[test]
fn a_redirect_with_an_error_is_an_error_with_its_hint() {
    for code in CallbackErrorCode::KNOWN {
        let location = format!("{CALLBACK}?error={code}&error_description=No%20way&state=s1");
        let reply = Reply::status(302).header("location", &location).header("x-request-id", "req_1");
        let error =
            block_on(sso(&Script::new().reply(reply)).fetch_authorization_url(google()).send()).unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(302), Some(code.as_str())));
        assert_eq!((error.hint(), error.request_id()), (code.hint(), Some("req_1")));
    }
}

#[test]
fn a_response_without_a_web_url_is_a_decode_error() {
    for reply in [
        Reply::status(302),
        Reply::status(302).header("location", "javascript:alert(1)"),
        Reply::status(302).header("location", "//evil.example"),
        Reply::json(200, json!({"link": "javascript:alert(1)"})),
        Reply::json(200, json!({"href": "https://idp.example"})),
        Reply::json(200, json!({"link": ""})),
        Reply::text(200, "<html>Sign in</html>"),
        Reply::status(200),
    ] {
        let error =
            block_on(sso(&Script::new().reply(reply)).fetch_authorization_url(google()).send()).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_eq!(error.operation(), Some("sso.authorize"));
    }
}
