//! Every error that the API's documents list, and input that nobody should send.

use serde_json::json;
use workos_emulator::Emulator;

use crate::*;

fn owned(error: (u16, &str, &str)) -> (u16, String, String) {
    (error.0, error.1.to_owned(), error.2.to_owned())
}

/// Status and code where the caller asked for JSON, and the code that a browser carries back.
#[test]
fn authorize_tells_every_error_to_callers_and_to_browsers() {
    let emulator = Emulator::new();
    let globex = "org_01HQRS5H000000000000000002";
    let empty = emulator.add_organization(workos_emulator::NewOrganization::new("Empty")).unwrap();
    emulator.add_connection(workos_emulator::NewConnection::new("OktaOIDC").organization(globex)).unwrap();
    let connection = format!("connection={SAML}");
    let cases = [
        (String::new(), 400, "invalid_request", "invalid_connection_selector"),
        (format!("{connection}&organization={ACME}"), 400, "invalid_connection_selector", ""),
        (format!("{connection}&provider=GoogleOAuth"), 400, "invalid_connection_selector", ""),
        (format!("{connection}&connection_id={OIDC}"), 400, "invalid_connection_selector", ""),
        ("provider=Nope".to_owned(), 400, "invalid_connection_selector", ""),
        ("domain=acme.com".to_owned(), 400, "domain_connection_selector_not_allowed", ""),
        ("connection=conn_nope".to_owned(), 404, "connection_not_found", "connection_invalid"),
        ("connection_id=..%2f%00".to_owned(), 404, "connection_not_found", "connection_invalid"),
        (format!("connection={INACTIVE}"), 400, "connection_unlinked", ""),
        ("organization=org_nope".to_owned(), 404, "organization_not_found", "organization_invalid"),
        (format!("organization={empty}"), 404, "connection_not_found", "connection_invalid"),
        (format!("organization={globex}"), 400, "ambiguous_connection_selector", ""),
        (format!("{connection}&prompt=none"), 400, "invalid_request", ""),
        (format!("{connection}&code_challenge={CHALLENGE}"), 400, "invalid_request", ""),
        (format!("{connection}&code_challenge=x&code_challenge_method=S256"), 400, "invalid_request", ""),
        (
            format!("{connection}&code_challenge={CHALLENGE}&code_challenge_method=plain"),
            400,
            "invalid_request",
            "",
        ),
    ];
    for (more, status, code, redirect_code) in cases {
        let path = authorize(&format!("{more}&state=xyz"));
        assert_eq!(call(&emulator, "GET", &path).error(), owned((status, code, code)), "{more}");
        let answer = browse(&emulator, &path);
        let expected = if redirect_code.is_empty() { code } else { redirect_code };
        assert_eq!(answer.status, 302, "{more}");
        assert!(answer.location.starts_with(&format!("{CALLBACK}?error=")), "{}", answer.location);
        assert_eq!((answer.param("error"), answer.param("state")), (Some(expected), Some("xyz")), "{more}");
        assert!(answer.param("error_description").is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn authorize_sends_no_browser_to_a_place_it_cannot_trust() {
    let emulator = Emulator::new();
    let base = format!("/sso/authorize?response_type=code&connection={SAML}");
    let cases = [
        (format!("{base}&redirect_uri={CALLBACK}"), "invalid_request"),
        (format!("{base}&client_id=client_test"), "invalid_request"),
        (format!("{base}&client_id=client_other&redirect_uri={CALLBACK}"), "invalid_client"),
        (
            format!("{base}&client_id=client_test&redirect_uri=https://evil.com/callback"),
            "invalid_redirect_uri",
        ),
        (format!("{base}&client_id=client_test&redirect_uri=javascript:alert(1)"), "invalid_redirect_uri"),
        (format!("{base}&client_id=client_test&redirect_uri={CALLBACK}%23x"), "invalid_redirect_uri"),
    ];
    for (path, code) in cases {
        assert_eq!(browse(&emulator, &path).error_page(), (400, code), "{path}");
        assert_eq!(curl(&emulator, &path).error(), owned((400, code, code)), "{path}");
        assert_eq!(call(&emulator, "GET", &path).error(), owned((400, code, code)), "{path}");
    }
    let path = format!("/sso/authorize?client_id=client_test&redirect_uri={CALLBACK}&connection={SAML}");
    assert_eq!(call(&emulator, "GET", &path).error().1, "invalid_request");
    assert_eq!(browse(&emulator, &path).param("error"), Some("invalid_request"));
    assert_eq!(
        browse(&emulator, &format!("{path}&response_type=token")).param("error"),
        Some("unsupported_response_type")
    );
}

#[test]
fn a_wrong_api_key_is_401_wherever_one_is_read() {
    let emulator = Emulator::new();
    let unauthorized = owned((401, "unauthorized", "Unauthorized"));
    let paths = [
        ("GET", authorize("provider=GoogleOAuth")),
        ("GET", "/connections".to_owned()),
        ("GET", format!("/connections/{SAML}")),
        ("DELETE", format!("/connections/{SAML}")),
        ("POST", "/sso/profile".to_owned()),
        ("GET", "/sso/profile".to_owned()),
        ("POST", "/sso/logout/authorize".to_owned()),
        ("GET", "/sso/logout?session_id=x".to_owned()),
    ];
    for (method, path) in &paths {
        for value in ["Bearer sk_wrong", "Bearer ", "Bearer", "Basic c2tfdGVzdF9kZWZhdWx0", "sk_test_default"]
        {
            let answer = send(&emulator, method, path, &[("authorization", value)], "{}");
            assert_eq!(answer.error(), unauthorized, "{method} {path} {value}");
        }
    }
    for (method, path) in &paths[1..7] {
        assert_eq!(send(&emulator, method, path, &[], "").error(), unauthorized, "{method} {path}");
    }
    // The API key is no access token.
    assert_eq!(call(&emulator, "GET", "/sso/profile").error(), unauthorized);
}

#[test]
fn the_token_endpoint_answers_with_the_errors_of_oauth() {
    let emulator = Emulator::new();
    let code = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let grant = "grant_type=authorization_code";
    let cases = [
        (format!("client_id=client_test&{SECRET}&code={code}"), "invalid_request"),
        (format!("client_id=client_test&{SECRET}&{grant}"), "invalid_request"),
        (format!("client_id=client_test&{SECRET}&{grant}&code="), "invalid_request"),
        (format!("{SECRET}&{grant}&code={code}"), "invalid_request"),
        (format!("client_id=client_test&{SECRET}&grant_type=password&code={code}"), "unsupported_grant_type"),
        (format!("client_id=client_other&{SECRET}&{grant}&code={code}"), "invalid_client"),
        (format!("client_id=client_test&client_secret=sk_wrong&{grant}&code={code}"), "invalid_client"),
        (format!("client_id=client_test&client_secret=&{grant}&code={code}"), "invalid_client"),
        (format!("client_id=client_test&{grant}&code={code}"), "invalid_client"),
        (format!("client_id=client_test&{SECRET}&{grant}&code=nope"), "invalid_grant"),
        (String::new(), "invalid_request"),
    ];
    for (form, expected) in cases {
        let answer = post_form(&emulator, "/sso/token", &form);
        assert_eq!(answer.error(), owned((400, expected, expected)), "{form}");
        assert!(answer.json()["error_description"].is_string());
    }
    for body in ["{", "[]", "<html>"] {
        assert_eq!(send(&emulator, "POST", "/sso/token", &[], body).error().1, "invalid_request", "{body}");
    }
    // None of this has used up the code.
    assert_eq!(exchange(&emulator, &code, SECRET).status, 200);
    assert_eq!(exchange(&emulator, &code, SECRET).error().1, "invalid_grant");
}

#[test]
fn a_code_is_bound_to_its_client() {
    let emulator = Emulator::builder().client_id("client_one").build().unwrap();
    let code = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let form = format!("client_id=client_one&{SECRET}&code={code}&grant_type=authorization_code");
    assert_eq!(post_form(&emulator, "/sso/token", &form).error().1, "invalid_grant");
    assert_eq!(exchange(&emulator, &code, SECRET).status, 200);
}

#[test]
fn switches_give_the_answers_that_production_does_not() {
    let emulator = Emulator::builder().legacy_token_errors(true).reject_delete_active(true).build().unwrap();
    let answer = exchange(&emulator, "x", "client_secret=sk_wrong");
    assert_eq!(answer.error(), owned((401, "unauthorized", "unauthorized")));
    let answer = call(&emulator, "DELETE", &format!("/connections/{SAML}"));
    assert_eq!(answer.error(), owned((409, "conflict", "")));
    assert_eq!(call(&emulator, "DELETE", &format!("/connections/{INACTIVE}")).status, 204);
}

#[test]
fn profile_and_logout_refuse_what_they_do_not_know() {
    let emulator = Emulator::new();
    for token in ["", "01HQRS5H", "a.b.c"] {
        let bearer = format!("Bearer {token}");
        let answer = send(&emulator, "GET", "/sso/profile", &[("authorization", &bearer)], "");
        assert_eq!(answer.error(), owned((401, "unauthorized", "Unauthorized")));
        assert_eq!(post_json(&emulator, "/sso/profile", &json!({"access_token": token})).status, 401);
    }
    let unprocessable = owned((422, "invalid_request_parameters", ""));
    for body in [json!({}), json!({"access_token": 5}), json!({"access_token": null})] {
        assert_eq!(post_json(&emulator, "/sso/profile", &body).error(), unprocessable, "{body}");
    }
    let logout = |id: &str| post_json(&emulator, "/sso/logout/authorize", &json!({"profile_id": id}));
    assert_eq!(logout("prof_nope").error().0, 404);
    assert_eq!(
        logout("prof_01HQRS5H000000000000000001").error(),
        owned((400, "connection_invalid", "connection_invalid"))
    );
    assert_eq!(post_json(&emulator, "/sso/logout/authorize", &json!({})).error(), unprocessable);
    assert_eq!(curl(&emulator, "/sso/logout").error(), owned((400, "invalid_request", "invalid_request")));
    assert_eq!(browse(&emulator, "/sso/logout?token=a&session_id=b").status, 400);
    assert_eq!(browse(&emulator, "/sso/logout?token=nope").status, 404);
    assert_eq!(browse(&emulator, "/sso/logout?session_id=nope").status, 404);
}

#[test]
fn paths_are_told_apart_as_unknown_not_implemented_and_of_another_method() {
    let emulator = Emulator::new();
    assert_eq!(call(&emulator, "GET", "/nope").error(), owned((404, "not_found", "")));
    assert_eq!(call(&emulator, "GET", "/connections/").status, 404);
    let answer = call(&emulator, "PUT", "/sso/token");
    assert_eq!(answer.error(), owned((405, "method_not_allowed", "")));
    assert_eq!(answer.headers["allow"], "POST");
    let answer = call(&emulator, "GET", "/directory_users/directory_user_1");
    assert_eq!(answer.error(), owned((501, "not_implemented", "")));
    assert!(answer.text.contains("GET /directory_users/{"), "{}", answer.text);
    assert_eq!(browse(&emulator, "/health").json()["status"], "ok");
}

#[test]
fn a_refused_key_is_told_which_one_is_accepted() {
    let message = |emulator: &Emulator, headers: &[(&str, &str)]| {
        let answer = send(emulator, "GET", "/organizations", headers, "");
        assert_eq!(answer.status, 401);
        answer.json()["message"].as_str().unwrap().to_owned()
    };
    let wrong = [("authorization", "Bearer sk_test_canary")];
    let emulator = Emulator::new();
    assert!(
        message(&emulator, &wrong)
            .ends_with("does not know the API key. It accepts the default key, sk_test_default.")
    );
    assert!(message(&emulator, &[]).contains("has no API key"));
    assert!(message(&emulator, &[("authorization", "Basic x")]).contains("not 'Bearer'"));
    let mine = Emulator::builder().api_key("sk_test_0123456789012345678901").build().unwrap();
    let told = message(&mine, &wrong);
    assert!(told.ends_with("It accepts the key that begins with sk_test_."), "{told}");
    assert!(!told.contains("canary") && !told.contains("0123"), "{told}");
}
