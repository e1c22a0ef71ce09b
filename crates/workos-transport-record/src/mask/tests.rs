use super::*;
use serde_json::json;

fn masked(mut value: Value) -> Value {
    Masker::default().json(&mut value);
    value
}

#[test]
fn people_are_masked_and_organizations_are_not() {
    let profile = json!({
        "id": "prof_1", "email": "ann@acme.com", "first_name": "Ann", "name": "Ann Lee", "idp_id": "00u1",
        "raw_attributes": {"mail": "ann@acme.com", "age": 42, "groups": ["Admins"], "active": true, "x": null},
        "organization": {"id": "org_1", "name": "Acme"}, "state": "active",
    });
    let expected = json!({
        "id": "prof_1", "email": "masked-email-1@masked.example", "first_name": "masked-name-1",
        "name": "masked-name-2", "idp_id": "masked-person-1",
        "raw_attributes": {
            "mail": "masked-email-1@masked.example", "age": 0, "groups": ["masked-attribute-1"],
            "active": true, "x": null,
        },
        "organization": {"id": "org_1", "name": "Acme"}, "state": "active",
    });
    assert_eq!(masked(profile), expected);
}

#[test]
fn authorization_urls_and_credentials_of_connected_accounts_are_masked() {
    let url = "https://api.workos.com/data-integrations/q2czJKmVAraSBg8xFpT7M9uR/authorize-redirect";
    assert_eq!(
        masked(json!({"url": url, "state": "s1"})),
        json!({
            "url": "https://api.workos.com/data-integrations/masked-token-1/authorize-redirect",
            "state": "masked-state-1",
        })
    );
    let credential = json!({"auth_method": "api_key", "value": "gho_16C7e42F292c"});
    assert_eq!(
        masked(json!({"active": true, "credential": credential})),
        json!({"active": true, "credential": {"auth_method": "api_key", "value": "masked-secret-1"}})
    );
    let token =
        json!({"object": "access_token", "access_token": "gho_1", "expires_at": "2026-01-15T13:00:00.000Z"});
    assert_eq!(
        masked(json!({"access_token": token, "secret": {"unknown": "x", "more": ["y"]}})),
        json!({
            "access_token": {
                "object": "access_token", "access_token": "masked-token-1", "expires_at": "2026-01-15T13:00:00.000Z",
            },
            "secret": {"unknown": "masked-secret-2", "more": ["masked-secret-1"]},
        })
    );
    let shown = json!({
        "id": "data_installation_01EHZNVPK3SFK441A1RGBFSHRT", "auth_method": "oauth", "state": "connected",
        "redirect_uri": "https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A/callback",
        "connection_type": "VercelMarketplaceOAuth", "list": [{"type": "text", "value": "shown"}],
    });
    assert_eq!(masked(shown.clone()), shown);
}

#[test]
fn tokens_and_links_are_masked_and_error_codes_are_not() {
    assert_eq!(
        masked(json!({"access_token": "t1", "token": "t1", "code": "01HX", "link": "https://x/y?z=1"})),
        json!({
            "access_token": "masked-token-1", "token": "masked-token-1", "code": "masked-code-1",
            "link": "https://masked.example/masked-link-1",
        })
    );
    let error = json!({"code": "invalid_grant", "message": "The code is used.", "errors": [{"code": "x_y"}]});
    assert_eq!(masked(error.clone()), error);
}

#[test]
fn text_and_urls_are_masked_by_parameter_name_by_format_and_by_known_value() {
    let mut masker = Masker::default();
    masker.pseudonym("code", "01HXCODE999");
    for (text, expected) in [
        (
            "https://app/callback?code=01HXCODE999&state=s%2F1&n=2",
            "https://app/callback?code=masked-code-1&state=masked-state-1&n=2",
        ),
        ("again s/1, state=s%2F1", "again s/1, state=masked-state-1"),
        ("The code '01HXCODE999' was used.", "The code 'masked-code-1' was used."),
        ("No user ann@acme.com.", "No user masked-email-1@masked.example."),
        ("Invalid key sk_test_123456!", "Invalid key masked-secret-1!"),
        ("eyJhbGciOi.eyJzdWIi.c2ln", "masked-token-1"),
        ("?error=access_denied&code=invalid_grant", "?error=access_denied&code=invalid_grant"),
        ("Grüße, nothing here: a=b", "Grüße, nothing here: a=b"),
    ] {
        assert_eq!(masker.text(text), expected);
    }
}

#[test]
fn masking_twice_changes_nothing() {
    let once = masked(json!({"email": "a@b.c", "url": "https://x/?token=abc", "link": "l", "token": ""}));
    assert_eq!(masked(once.clone()), once);
}

#[test]
fn all_values_of_a_repeated_parameter_are_recorded() {
    let pairs = Masker::default().pairs(b"a=1&email=x%40y.z&a=2&client_secret=s");
    assert_eq!(
        Value::Object(pairs),
        json!({"a": ["1", "2"], "email": "masked-email-1@masked.example", "client_secret": "masked-secret-1"})
    );
}
