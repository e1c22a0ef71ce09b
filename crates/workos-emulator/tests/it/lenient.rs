//! Every check that can be switched off: a strict emulator refuses, a lenient one does something sensible.

use std::collections::BTreeSet;

use serde_json::json;
use workos_emulator::{Check, Emulator};

use crate::*;

/// A strict emulator, and one without this check alone.
fn pair(check: Check) -> (Emulator, Emulator) {
    (Emulator::new(), Emulator::builder().lenient([check]).build().unwrap())
}

fn token_error(emulator: &Emulator, code: &str, more: &str) -> String {
    exchange(emulator, code, more).error().1
}

/// The code of a sign-in at the first connection, asked for with these parameters.
fn code(emulator: &Emulator, more: &str) -> String {
    browse(emulator, &authorize(&format!("connection={SAML}{more}"))).code()
}

#[test]
fn client_secrets() {
    let (strict, lenient) = pair(Check::ClientSecret);
    for secret in ["&client_secret=wrong", ""] {
        assert_eq!(token_error(&strict, &code(&strict, ""), secret), "invalid_client", "{secret}");
        assert_eq!(exchange(&lenient, &code(&lenient, ""), secret).status, 200, "{secret}");
    }
    // Its other checks stand: a code works once, and a client is known.
    assert_eq!(token_error(&lenient, "nope", ""), "invalid_grant");
}

#[test]
fn pkce() {
    let (strict, lenient) = pair(Check::Pkce);
    let challenge = format!("&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let secret = "&client_secret=sk_test_default";
    for verifier in [String::new(), format!("&code_verifier={}", "x".repeat(43))] {
        let more = format!("{secret}{verifier}");
        assert_eq!(token_error(&strict, &code(&strict, &challenge), &more), "invalid_grant", "{verifier}");
        assert_eq!(exchange(&lenient, &code(&lenient, &challenge), &more).status, 200, "{verifier}");
    }
    let plain = authorize(&format!("connection={SAML}&code_challenge=short&code_challenge_method=plain"));
    assert_eq!(browse(&strict, &plain).param("error"), Some("invalid_request"));
    assert_eq!(exchange(&lenient, &browse(&lenient, &plain).code(), secret).status, 200);
}

#[test]
fn redirect_uris() {
    let (strict, lenient) = pair(Check::RedirectUri);
    let at = |uri: &str| {
        format!(
            "/sso/authorize?client_id=client_test&response_type=code&redirect_uri={uri}&connection={SAML}"
        )
    };
    let elsewhere = at("https://elsewhere.example/cb");
    assert_eq!(browse(&strict, &elsewhere).error_page().1, "invalid_redirect_uri");
    assert!(browse(&lenient, &elsewhere).location.starts_with("https://elsewhere.example/cb?code="));
    // No browser is ever sent to what runs in it.
    assert_eq!(browse(&lenient, &at("javascript:alert(1)")).error_page().1, "invalid_redirect_uri");
}

#[test]
fn scopes() {
    let (strict, lenient) = pair(Check::Scopes);
    let token = |emulator: &Emulator, more: Value| {
        let mut body = json!({"organization_id": ACME, "user_id": JOHN});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        post_json(emulator, "/widgets/token", &body)
    };
    let scopes = json!({"scopes": ["widgets:teapot:manage"]});
    assert_eq!(token(&strict, scopes.clone()).status, 400);
    let signed = token(&lenient, scopes).json()["token"].as_str().unwrap().to_owned();
    assert_eq!(verified_claims(&lenient, &signed)["scopes"], json!(["widgets:teapot:manage"]));
    let widget = json!({"widget_scope": "teapot"});
    assert_eq!(token(&strict, widget.clone()).status, 400);
    assert_eq!(token(&lenient, widget).status, 200);
}

#[test]
fn references() {
    let (strict, lenient) = pair(Check::References);
    let link = json!({"organization": "org_new", "intent": "sso"});
    assert_eq!(post_json(&strict, "/portal/generate_link", &link).status, 404);
    assert_eq!(post_json(&lenient, "/portal/generate_link", &link).status, 201);
    assert_eq!(call(&lenient, "GET", "/organizations/org_new").json()["name"], "org_new");

    let widget = json!({"organization_id": "org_2", "user_id": "user_2", "scopes": []});
    assert_eq!(post_json(&strict, "/widgets/token", &widget).status, 404);
    assert_eq!(post_json(&lenient, "/widgets/token", &widget).status, 201);
    assert_eq!(call(&lenient, "GET", "/user_management/users/user_2").json()["email"], "user_2@example.com");

    for (selector, error) in [
        ("connection=conn_new", "connection_invalid"),
        ("organization=org_3", "organization_invalid"),
        // It exists, and nothing is set up there.
        (&format!("organization={INITECH}"), "connection_invalid"),
    ] {
        assert_eq!(browse(&strict, &authorize(selector)).param("error"), Some(error), "{selector}");
        let profile = sign_in(&lenient, selector)["profile"].clone();
        assert_eq!(profile["email"], "user@example.com", "{selector}");
    }
    assert_eq!(call(&lenient, "GET", "/connections/conn_new").json()["state"], "active");
    // What stands in a path has to exist, and what cannot be made is refused.
    assert_eq!(call(&lenient, "GET", "/organizations/org_9").status, 404);
    let odd = json!({"organization_id": ACME, "user_id": "no id", "scopes": []});
    assert_eq!(post_json(&lenient, "/widgets/token", &odd).status, 422);
    assert_eq!(call(&lenient, "GET", "/connections?organization_id=org_9").json()["data"], json!([]));
}

#[test]
fn limits() {
    let (strict, lenient) = pair(Check::Limits);
    for (limit, shown) in [("0", 1), ("-5", 1), ("101", 5), ("99999999999", 5)] {
        let path = format!("/connections?limit={limit}");
        assert_eq!(call(&strict, "GET", &path).status, 422, "{limit}");
        assert_eq!(ids(&call(&lenient, "GET", &path)).len(), shown, "{limit}");
    }
    assert_eq!(call(&lenient, "GET", "/connections?limit=ten").status, 422);

    let long = "x".repeat(1000);
    let emails: Vec<_> = (0..21).map(|n| format!("it{n}@acme.com")).collect();
    let cases = [
        ("/organizations", json!({"name": "A", "external_id": long})),
        ("/organizations", json!({"name": "B", "metadata": {"key": long}})),
        ("/user_management/users", json!({"email": "a@b.c", "metadata": {(long.as_str()): "v"}})),
        ("/user_management/users", json!({"email": "d@e.f", "external_id": long})),
        ("/portal/generate_link", json!({"organization": ACME, "it_contact_emails": emails})),
    ];
    for (path, body) in cases {
        let refused = post_json(&strict, path, &body);
        assert!(matches!(refused.status, 400 | 422), "{path}: {}", refused.text);
        assert_eq!(post_json(&lenient, path, &body).status, 201, "{path}");
    }
    let widget = json!({"organization_id": ACME, "widget_scope": "sso", "expires_in": 0});
    assert_eq!(post_json(&strict, "/widgets/token", &widget).status, 400);
    let answer = post_json(&lenient, "/widgets/token", &widget).json();
    assert_eq!(answer["expires_at"], "2026-01-15T12:00:01.000Z");
}

#[test]
fn enums() {
    let (strict, lenient) = pair(Check::Enums);
    assert_eq!(call(&strict, "GET", "/connections?order=sideways").status, 422);
    assert_eq!(
        ids(&call(&lenient, "GET", "/connections?order=sideways")),
        ids(&call(&strict, "GET", "/connections"))
    );
    assert_eq!(call(&strict, "GET", "/connections?connection_type=Teapot").status, 422);
    assert_eq!(ids(&call(&lenient, "GET", "/connections?connection_type=Teapot")), [""; 0]);

    let endpoint =
        json!({"endpoint_url": "https://app.test/hooks", "events": ["teapot.boiled", "teapot.boiled"]});
    assert_eq!(post_json(&strict, "/webhook_endpoints", &endpoint).error().1, "invalid_request_parameters");
    assert_eq!(
        post_json(&lenient, "/webhook_endpoints", &endpoint).json()["events"],
        json!(["teapot.boiled"])
    );
    assert_eq!(call(&strict, "GET", "/events?events=teapot.boiled").status, 422);
    assert_eq!(ids(&call(&lenient, "GET", "/events?events=teapot.boiled")), [""; 0]);

    let link = json!({"organization": ACME, "intent": "teapot"});
    assert_eq!(post_json(&strict, "/portal/generate_link", &link).error().1, "invalid_intent");
    let link =
        post_json(&lenient, "/portal/generate_link", &link).json()["link"].as_str().unwrap().to_owned();
    assert_eq!(browse(&lenient, path_of(&link)).status, 200);

    for selector in ["provider=TeapotOAuth".to_owned(), format!("connection={SAML}&prompt=teapot")] {
        assert!(browse(&strict, &authorize(&selector)).param("error").is_some(), "{selector}");
        assert!(sign_in(&lenient, &selector)["access_token"].is_string(), "{selector}");
    }
    let wrong =
        format!("{}&connection={SAML}", authorize("").replace("response_type=code", "response_type=token"));
    assert_eq!(browse(&lenient, &wrong).param("error"), Some("unsupported_response_type"));
}

#[test]
fn cursors() {
    let (strict, lenient) = pair(Check::Cursors);
    for path in ["/connections", "/organizations", "/user_management/users", "/data-integrations"] {
        let first = ids(&call(&strict, "GET", path));
        for cursor in ["before", "after"] {
            let page = format!("{path}?{cursor}=nope");
            assert_eq!(call(&strict, "GET", &page).status, 422, "{page}");
            assert_eq!(ids(&call(&lenient, "GET", &page)), first, "{page}");
        }
    }
    let known = format!("/connections?after={INACTIVE}");
    assert_eq!(call(&lenient, "GET", &known).text, call(&strict, "GET", &known).text);
}

#[test]
fn checks_are_named_in_seed_files_too_and_nothing_else_is_relaxed() {
    let yaml = "lenient: [client_secret, pkce, redirect_uri, scopes, references, limits, enums, cursors]\n";
    let emulator = Emulator::builder().fixture_yaml(yaml).build().unwrap();
    assert_eq!(call(&emulator, "GET", "/connections?limit=1000&order=x&after=y").status, 200);
    let wrong = Emulator::builder().fixture_yaml("lenient:\n  - secrets\n").build().unwrap_err();
    assert_eq!(wrong.line(), Some(2));
    // The API key is no check that can be switched off.
    assert_eq!(browse(&emulator, "/connections").status, 401);
    let missing = post_json(&emulator, "/organizations", &json!({"name": 5}));
    assert_eq!(missing.status, 422);
}

#[test]
fn fields_that_an_operation_does_not_have_are_refused_on_request() {
    let strict = Emulator::builder().strict_fields(true).build().unwrap();
    let body = json!({
        "nam": "Lumen",
        "name": "Lumen",
        "metadata": {"anything": "goes"},
        "domain_data": [{"domain": "lumen.com", "state": "verified", "stat": "pending"}],
    });
    assert_eq!(post_json(&Emulator::new(), "/organizations", &body).status, 201);
    let answer = post_json(&strict, "/organizations", &body);
    assert_eq!(answer.status, 422);
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let named: BTreeSet<_> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(named, BTreeSet::from(["nam", "domain_data.0.stat"]));
    assert!(errors.iter().all(|error| error["code"] == "unknown_field"));
    assert!(answer.text.contains("did you mean 'name'?") && answer.text.contains("did you mean 'state'?"));

    // The routes that check the rest by themselves, a form, and a body where none belongs.
    let fields = "grant_type=authorization_code&client_id=client_test&client_secret=sk_test_default&code=x";
    assert_eq!(post_form(&strict, "/sso/token", fields).error().1, "invalid_grant");
    assert_eq!(post_form(&strict, "/sso/token", &format!("{fields}&cod=x")).status, 422);
    assert_eq!(post_json(&strict, "/widgets/token", &json!({"organisation_id": ACME})).status, 422);
    assert_eq!(call_json(&strict, "DELETE", "/connections/conn_1", &json!({"force": true})).status, 422);

    // Parameters of the query are refused alike.
    let answer = call(&strict, "GET", "/organizations?limit=1&domain[0]=lumen.com");
    assert_eq!((answer.status, answer.error().1.as_str()), (422, "invalid_request_parameters"));
    let problem = &answer.json()["errors"][0];
    assert_eq!((&problem["field"], &problem["code"]), (&json!("domain"), &json!("unknown_parameter")));
    assert!(answer.text.contains("did you mean 'domains'?"), "{}", answer.text);
    assert_eq!(call(&strict, "GET", "/organizations?limit=1&domains[0]=lumen.com").status, 200);
    assert_eq!(browse(&strict, &authorize(&format!("connection={SAML}&conection=x"))).status, 422);

    let seeded = Emulator::builder().fixture_yaml("switches: {strict_fields: true}").build().unwrap();
    assert_eq!(post_json(&seeded, "/organizations", &body).status, 422);
}
