//! Signing in and out, in both dialects.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, Fixture};

use crate::*;

#[test]
fn a_browser_is_sent_back_with_code_and_state() {
    let emulator = Emulator::new();
    for selector in [
        format!("connection={SAML}"),
        format!("connection_id={SAML}"),
        format!("connection={SAML}&connection_id={SAML}"),
        format!("organization={ACME}"),
        format!("organization_id={ACME}"),
        "provider=GoogleOAuth".to_owned(),
        "provider=GithubOAuth".to_owned(),
        "provider=GitHubOAuth".to_owned(),
    ] {
        let answer = browse(&emulator, &authorize(&format!("{selector}&state=a%20b%26c")));
        assert!(answer.location.starts_with(&format!("{CALLBACK}?code=01")), "{}", answer.location);
        assert_eq!(answer.param("state"), Some("a%20b%26c"));
    }
}

#[test]
fn a_caller_with_an_api_key_or_json_gets_a_url_that_signs_in() {
    let emulator = Emulator::new();
    let path = authorize("provider=GoogleOAuth");
    for headers in [[("authorization", "Bearer sk_test_default")], [("accept", "application/json")]] {
        let answer = send(&emulator, "GET", &path, &headers, "");
        assert_eq!(answer.status, 200);
        let body = answer.json();
        assert_eq!(body["url"], body["link"]);
        let link = body["link"].as_str().unwrap();
        let path = link.strip_prefix("https://workos.test").unwrap();
        assert!(path.starts_with("/sso/authorize?client_id="), "{path}");
        assert!(!link.contains("sk_test_default"));
        browse(&emulator, path).code();
    }
}

#[test]
fn a_provider_works_before_anything_is_set_up() {
    let emulator = Emulator::builder().fixture(Fixture::empty()).build().unwrap();
    let token = sign_in(&emulator, "provider=MicrosoftOAuth&provider_scopes=mail,files");
    assert_eq!(token["profile"]["connection_type"], "MicrosoftOAuth");
    assert_eq!(token["profile"]["organization_id"], json!(null));
    assert_eq!(token["oauth_tokens"]["provider"], "MicrosoftOAuth");
    assert_eq!(token["oauth_tokens"]["scopes"], json!(["mail", "files"]));
    assert_eq!(token["oauth_tokens"]["expires_at"], emulator.now().as_secs() + 3600);
    sign_in(&emulator, "provider=MicrosoftOAuth");
    assert_eq!(call(&emulator, "GET", "/connections").json()["data"].as_array().unwrap().len(), 1);
}

#[test]
fn the_login_hint_chooses_the_person() {
    let emulator = Emulator::new();
    let email = |more: &str| sign_in(&emulator, more)["profile"]["email"].as_str().unwrap().to_owned();
    assert_eq!(email(&format!("connection={SAML}")), "ada@acme.com");
    assert_eq!(email(&format!("connection={SAML}&login_hint=Grace@acme.com")), "grace@acme.com");
    assert_eq!(email("provider=GoogleOAuth&login_hint=new@gmail.com"), "new@gmail.com");
    let answer = browse(&emulator, &authorize(&format!("connection={SAML}&login_hint=x@acme.com&state=s")));
    assert_eq!((answer.param("error"), answer.param("state")), (Some("access_denied"), Some("s")));
}

#[test]
fn the_token_answer_has_the_shape_of_both_dialects() {
    let emulator = Emulator::new();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    assert_eq!((&token["token_type"], &token["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert!(token.get("oauth_tokens").is_none());
    assert_eq!(
        token["profile"],
        json!({
            "object": "profile", "id": "prof_01HQRS5H000000000000000001", "organization_id": ACME,
            "connection_id": SAML, "connection_type": "GenericSAML", "idp_id": "ada@acme.com",
            "email": "ada@acme.com", "first_name": "Ada", "last_name": "Lovelace", "name": "Ada Lovelace",
            "role": {"slug": "admin"}, "roles": [{"slug": "admin"}], "groups": ["Engineering", "Admins"],
            "custom_attributes": {"department": "Research"},
            "raw_attributes": {"urn:oid:0.9.2342.19200300.100.1.3": "ada@acme.com"},
        })
    );
    let nameless = sign_in(&emulator, &format!("connection={SAML}&login_hint=todd@acme.com"));
    assert_eq!((&nameless["profile"]["name"], &nameless["profile"]["role"]), (&json!(null), &json!(null)));
}

#[test]
fn the_code_of_the_documentation_works_once() {
    let emulator = Emulator::new();
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("authorization", "Bearer sk_test_default")];
    let form = "client_id=client_test&client_secret=sk_test_default&code=01HQRS5FJMJXKPQTGBW6S1K9NN&\
                grant_type=authorization_code";
    emulator.advance(Duration::from_secs(3600));
    let token = send(&emulator, "POST", "/sso/token", &headers, form).json();
    let profile = &token["profile"];
    assert_eq!((&profile["email"], &profile["idp_id"]), (&json!("user@example.com"), &json!("12345")));
    assert_eq!((&profile["first_name"], &profile["last_name"]), (&json!("John"), &json!("Doe")));
    assert_eq!(
        (&profile["connection_type"], &profile["connection_id"]),
        (&json!("GoogleOAuth"), &json!(GOOGLE))
    );
    assert!(profile["organization_id"].is_string());
    assert_eq!(profile["raw_attributes"], json!({}));
    let again = send(&emulator, "POST", "/sso/token", &headers, form);
    assert_eq!(again.error(), (400, "invalid_grant".to_owned(), "invalid_grant".to_owned()));
}

#[test]
fn the_token_endpoint_takes_form_json_and_query() {
    let emulator = Emulator::new();
    let code = || browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    assert_eq!(exchange(&emulator, &code(), SECRET).status, 200);
    let body = json!({
        "client_id": "client_test", "client_secret": "sk_test_default", "code": code(),
        "grant_type": "authorization_code",
    });
    assert_eq!(send(&emulator, "POST", "/sso/token", &[], &body.to_string()).status, 200);
    let query =
        format!("/sso/token?client_id=client_test&{SECRET}&grant_type=authorization_code&code={}", code());
    assert_eq!(send(&emulator, "POST", &query, &[("authorization", "Bearer ignored")], "").status, 200);
}

#[test]
fn pkce_is_enforced_with_and_without_a_secret() {
    let emulator = Emulator::new();
    let challenged = format!("connection={SAML}&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let code = |more: &str| browse(&emulator, &authorize(more)).code();
    let status = |code: &str, more: &str| {
        let answer = exchange(&emulator, code, more);
        if answer.status == 200 { "ok".to_owned() } else { answer.error().1 }
    };
    let verifier = format!("code_verifier={VERIFIER}");
    let both = format!("{SECRET}&{verifier}");
    assert_eq!(status(&code(&challenged), &verifier), "ok");
    assert_eq!(status(&code(&challenged), &both), "ok");
    assert_eq!(status(&code(&challenged), SECRET), "invalid_grant");
    assert_eq!(status(&code(&challenged), &format!("code_verifier={}", "x".repeat(43))), "invalid_grant");
    // What is sent without a value counts as left out.
    assert_eq!(status(&code(&challenged), &format!("client_secret=&{verifier}")), "ok");
    assert_eq!(status(&code(&challenged), "code_verifier="), "invalid_client");
    assert_eq!(status(&code(&challenged), &format!("{SECRET}&code_verifier=")), "invalid_grant");
    assert_eq!(status(&code(&format!("connection={SAML}")), &verifier), "invalid_grant");
    assert_eq!(status(&code(&challenged), ""), "invalid_client");
    // A failed attempt does not use up the code.
    let code = code(&challenged);
    assert_eq!(status(&code, SECRET), "invalid_grant");
    assert_eq!(status(&code, &verifier), "ok");
}

#[test]
fn codes_expire_after_ten_minutes_of_the_emulators_clock() {
    let emulator = Emulator::new();
    let code = || browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let (early, late) = (code(), code());
    emulator.advance(Duration::from_secs(599));
    assert_eq!(exchange(&emulator, &early, SECRET).status, 200);
    emulator.advance(Duration::from_secs(1));
    assert_eq!(exchange(&emulator, &late, SECRET).error().1, "invalid_grant");
}

#[test]
fn an_access_token_gives_the_profile_by_get_and_by_post_until_it_expires() {
    let emulator = Emulator::new();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
    let bare = send(&emulator, "GET", "/sso/profile", &[("authorization", &bearer)], "").json();
    assert_eq!(bare, token["profile"]);
    let by_post = || post_json(&emulator, "/sso/profile", &json!({"access_token": token["access_token"]}));
    assert_eq!(by_post().json(), json!({"profile": token["profile"]}));
    emulator.advance(Duration::from_secs(600));
    assert_eq!(profile_status(&emulator, &token), 401);
    assert_eq!(by_post().status, 401);
}

#[test]
fn the_jwks_verifies_access_tokens() {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
    let emulator = Emulator::new();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    let (signed, signature) = token["access_token"].as_str().unwrap().rsplit_once('.').unwrap();
    let jwks = browse(&emulator, "/sso/jwks/client_test").json();
    assert_eq!(jwks, browse(&emulator, "/sso/jwks").json());
    assert_eq!(browse(&emulator, "/sso/jwks/client_other").status, 404);
    let key = &jwks["keys"][0];
    let decode = |text: &str| BASE64.decode(text).unwrap();
    let field = |name: &str| decode(key[name].as_str().unwrap());
    let public = ring::rsa::PublicKeyComponents { n: field("n"), e: field("e") };
    let algorithm = &ring::signature::RSA_PKCS1_2048_8192_SHA256;
    public.verify(algorithm, signed.as_bytes(), &decode(signature)).unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let header: Value = serde_json::from_slice(&decode(header)).unwrap();
    assert_eq!(header["kid"], key["kid"]);
    let claims: Value = serde_json::from_slice(&decode(claims)).unwrap();
    assert_eq!(claims["sub"], token["profile"]["id"]);
    assert_eq!(claims["exp"], emulator.now().as_secs() + 600);
}

#[test]
fn a_logout_token_ends_the_sessions_of_its_person_once() {
    let emulator = Emulator::new();
    let token = sign_in(&emulator, &format!("connection={OIDC}"));
    let other = sign_in(&emulator, &format!("connection={SAML}"));
    let logout =
        post_json(&emulator, "/sso/logout/authorize", &json!({"profile_id": token["profile"]["id"]}));
    assert_eq!(logout.status, 200);
    let logout = logout.json();
    let path = format!("/sso/logout?token={}", logout["logout_token"].as_str().unwrap());
    assert_eq!(logout["logout_url"], format!("https://workos.test{path}"));
    assert_eq!(profile_status(&emulator, &token), 200);
    let answer = browse(&emulator, &path);
    assert_eq!((answer.status, answer.location.as_str()), (302, "https://workos.test/_emulator/signed-out"));
    assert!(browse(&emulator, "/_emulator/signed-out").text.contains("You are signed out"));
    assert_eq!((profile_status(&emulator, &token), profile_status(&emulator, &other)), (401, 200));
    assert_eq!(browse(&emulator, &path).status, 404);
}

#[test]
fn a_session_is_logged_out_by_its_id_where_the_application_wants() {
    let emulator = Emulator::builder().logout_redirect_uri("https://yourapp.com/bye").build().unwrap();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    let path = format!("/sso/logout?session_id={}", token["session_id"].as_str().unwrap());
    let answer = call(&emulator, "GET", &path);
    assert_eq!((answer.status, profile_status(&emulator, &token)), (200, 200));
    assert_eq!(answer.json()["logout_url"], format!("https://workos.test{path}"));
    let answer = browse(&emulator, &path);
    assert_eq!((answer.status, answer.location.as_str()), (302, "https://yourapp.com/bye"));
    assert_eq!(profile_status(&emulator, &token), 401);
    assert_eq!(browse(&emulator, &path).status, 404);
}

#[test]
fn equal_seed_numbers_repeat_every_answer_and_others_differ() {
    let story = |seed| {
        let emulator = Emulator::builder().seed(seed).build().unwrap();
        let code = browse(&emulator, &authorize("provider=SlackOAuth")).code();
        let token = exchange(&emulator, &code, SECRET);
        let list = call(&emulator, "GET", "/connections");
        format!("{code} {} {} {:?}", token.text, list.text, list.headers["x-request-id"])
    };
    assert_eq!(story(1), story(1));
    assert_ne!(story(1), story(2));
}

#[test]
fn what_holds_a_secret_may_not_be_kept() {
    let emulator = Emulator::new();
    let code = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let token = exchange(&emulator, &code, SECRET);
    let bearer = format!("Bearer {}", token.json()["access_token"].as_str().unwrap());
    let profile = send(&emulator, "GET", "/sso/profile", &[("authorization", &bearer)], "");
    let hook = json!({"endpoint_url": "https://app.test/", "events": ["user.created"]});
    let endpoint = post_json(&emulator, "/webhook_endpoints", &hook);
    for answer in [token, profile, endpoint, call(&emulator, "GET", "/webhook_endpoints")] {
        assert_eq!(answer.headers["cache-control"], "no-store", "{}", answer.text);
    }
    assert!(!call(&emulator, "GET", "/connections").headers.contains_key("cache-control"));
}

const GLOBEX: &str = "org_01HQRS5H000000000000000002";
const HANK: &str = "hank@globex.com";

/// Exchanges an ID token, as a form.
fn exchange_token(emulator: &Emulator, token: &str, organization_id: &str, more: &str) -> Answer {
    let form = format!(
        "client_id=client_test&{SECRET}&grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token={token}\
         &subject_token_type=urn:ietf:params:oauth:token-type:id_token&organization_id={organization_id}{more}"
    );
    post_form(emulator, "/sso/token", &form)
}

#[test]
fn an_id_token_of_an_emulated_identity_provider_is_exchanged_for_a_profile_and_a_token() {
    let emulator = Emulator::new();
    let id_token = emulator.id_token(OIDC, HANK).unwrap();
    let claims = verified_claims(&emulator, &id_token);
    assert_eq!((claims["aud"].as_str(), claims["email"].as_str()), (Some(OIDC), Some(HANK)));
    let exchanged = exchange_token(&emulator, &id_token, GLOBEX, "");
    assert_eq!(exchanged.status, 200, "{}", exchanged.text);
    let exchanged = exchanged.json();
    assert_eq!(exchanged["profile"]["email"], HANK);
    assert_eq!(exchanged["profile"]["organization_id"], GLOBEX);
    assert_eq!(profile_status(&emulator, &exchanged), 200);
}

#[test]
fn an_id_token_that_proves_nothing_is_refused() {
    let emulator = Emulator::new();
    let refused = |answer: Answer| (answer.status, answer.error().1);
    let invalid_grant = (400, "invalid_grant".to_owned());
    let id_token = emulator.id_token(OIDC, HANK).unwrap();
    assert_eq!(refused(exchange_token(&emulator, "eyJ.eyJ.x", GLOBEX, "")), invalid_grant);
    assert_eq!(refused(exchange_token(&emulator, &id_token, ACME, "")), invalid_grant);
    assert_eq!(refused(exchange_token(&emulator, &id_token, "org_nope", "")).0, 404);
    // An access token is signed by the same key, and is no ID token.
    let access_token = sign_in(&emulator, "connection=conn_01HQRS5H000000000000000002");
    let access_token = access_token["access_token"].as_str().unwrap();
    assert_eq!(refused(exchange_token(&emulator, access_token, GLOBEX, "")), invalid_grant);
    for (form, code) in [
        (
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id=client_test",
            "invalid_request",
        ),
        ("grant_type=password&client_id=client_test", "unsupported_grant_type"),
    ] {
        assert_eq!(refused(post_form(&emulator, "/sso/token", form)), (400, code.to_owned()), "{form}");
    }
    emulator.set_connection_state(OIDC, workos_emulator::EmulatedConnectionState::Inactive).unwrap();
    assert_eq!(refused(exchange_token(&emulator, &id_token, GLOBEX, "")), invalid_grant);
    emulator.set_connection_state(OIDC, workos_emulator::EmulatedConnectionState::Active).unwrap();
    emulator.advance(Duration::from_secs(3600));
    assert_eq!(refused(exchange_token(&emulator, &id_token, GLOBEX, "")), invalid_grant);
}

#[test]
fn only_people_of_connections_over_openid_connect_have_id_tokens() {
    let emulator = Emulator::new();
    for (connection, email, reason) in [
        (SAML, "ada@acme.com", "only OpenID Connect connections have ID tokens"),
        ("conn_nope", HANK, "does not exist"),
        (OIDC, "nobody@globex.com", "does not exist"),
    ] {
        let error = emulator.id_token(connection, email).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
    let body = serde_json::json!({"connection_id": OIDC, "email": HANK});
    let issued = post_json(&emulator, "/_emulator/id-tokens", &body);
    assert_eq!(issued.status, 201, "{}", issued.text);
    let id_token = issued.json()["id_token"].as_str().unwrap().to_owned();
    assert_eq!(exchange_token(&emulator, &id_token, GLOBEX, "").status, 200);
    let body = serde_json::json!({"connection_id": SAML, "email": "ada@acme.com"});
    assert_eq!(post_json(&emulator, "/_emulator/id-tokens", &body).status, 422);
}

#[test]
fn the_first_connection_of_the_list_signs_in_and_so_does_the_organization_of_the_samples() {
    let emulator = Emulator::new();
    let first = call(&emulator, "GET", "/connections").json()["data"][0].clone();
    assert_eq!(first["state"], "active");
    let sign_in =
        "/sso/authorize?response_type=code&client_id=client_test&redirect_uri=http://localhost:3000/cb";
    for selector in
        [format!("connection={}", first["id"].as_str().unwrap()), "organization=org_test_idp".into()]
    {
        assert!(!browse(&emulator, &format!("{sign_in}&{selector}")).code().is_empty(), "{selector}");
    }
}
