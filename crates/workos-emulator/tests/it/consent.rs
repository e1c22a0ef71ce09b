//! Connecting an account: the consent page, the callback, and every way it can fail.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, NewDataIntegration};

use crate::*;

const BACK: &str = "https://yourapp.com/pipes?state=kX3";

fn interactive() -> Emulator {
    Emulator::builder().interactive(true).build().unwrap()
}

/// The path on which John connects an account.
fn authorize_pipe(emulator: &Emulator, slug: &str) -> String {
    let body = json!({"user_id": JOHN, "return_to": BACK, "account_display_name": "Mine"});
    let answer = post_json(emulator, &format!("/data-integrations/{slug}/authorize"), &body);
    assert_eq!(answer.status, 200, "{}", answer.text);
    path_of(answer.json()["url"].as_str().unwrap()).to_owned()
}

fn submit(emulator: &Emulator, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    send(emulator, "POST", "/_emulator/consent", &all, form)
}

/// Follows a redirect to the callback.
fn follow(emulator: &Emulator, answer: &Answer) -> Answer {
    assert_eq!(answer.status, 302, "{}", answer.text);
    browse(emulator, path_of(&answer.location))
}

fn fetch(emulator: &Emulator, slug: &str) -> Value {
    post_json(emulator, &format!("/data-integrations/{slug}/token"), &json!({"user_id": JOHN})).json()
}

/// The data of the only failure so far.
fn failure(emulator: &Emulator) -> Value {
    assert_eq!(emulator.event_count("pipes.connected_account.connection_failed"), 1);
    emulator.events().pop().unwrap()["data"].clone()
}

#[test]
fn an_error_comes_back_with_the_state_that_was_told_beside_the_url() {
    let emulator = interactive();
    let body = json!({"user_id": JOHN, "return_to": BACK});
    let begun = post_json(&emulator, "/data-integrations/github/authorize", &body).json();
    let told = begun["state"].as_str().unwrap();
    let page = browse(&emulator, path_of(begun["url"].as_str().unwrap()));
    let denied = submit(&emulator, &format!("token={}&decision=deny", page::token(&page)), &[]);
    let back = follow(&emulator, &denied);
    assert!(back.location.starts_with(&format!("{BACK}&error=access_denied&")), "{}", back.location);
    assert!(back.location.ends_with(&format!("&state={told}")), "{}", back.location);
    assert!(told.len() >= 20 && !denied.location.contains(told));
}

#[test]
fn without_a_page_the_account_is_connected_at_once() {
    let emulator = Emulator::new();
    let callback = browse(&emulator, &authorize_pipe(&emulator, "github"));
    assert!(callback.location.starts_with("https://workos.test/data-integrations/github/dik_"));
    let back = follow(&emulator, &callback);
    assert_eq!((back.status, back.location.as_str()), (302, BACK));
    let token = fetch(&emulator, "github");
    assert!(token["access_token"]["access_token"].as_str().unwrap().starts_with("gho_"));
    assert_eq!(token["access_token"]["missing_scopes"], json!([]));
    let connected = &emulator.events()[0];
    assert_eq!(
        (&connected["event"], &connected["data"]["account_display_name"]),
        (&json!("pipes.connected_account.connected"), &json!("Mine"))
    );
    // The callback works once.
    assert_eq!(follow(&emulator, &callback).status, 400);
}

#[test]
fn a_person_approves_some_of_the_scopes() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize_pipe(&emulator, "github"));
    for text in
        ["Connect GitHub", "user@example.com", "https://yourapp.com<", "Approve", "Deny", "<legend>", "repo"]
    {
        assert!(page.text.contains(text), "{text}");
    }
    assert!(!page.text.contains("<script") && !page.text.contains("kX3"));
    let form = format!("token={}&decision=approve&scope_1=on", page::token(&page));
    let back = follow(&emulator, &submit(&emulator, &form, &[("origin", "https://workos.test")]));
    assert_eq!(back.location, BACK);
    let token = fetch(&emulator, "github");
    assert_eq!(token["access_token"]["scopes"], json!(["user:email"]));
    assert_eq!(token["access_token"]["missing_scopes"], json!(["repo"]));
    assert_eq!(submit(&emulator, &form, &[]).status, 400);
}

#[test]
fn a_denial_comes_back_with_the_state_unchanged() {
    let emulator = interactive();
    let page = browse(&emulator, &authorize_pipe(&emulator, "slack"));
    let form = format!("token={}&decision=deny", page::token(&page));
    let back = follow(&emulator, &submit(&emulator, &form, &[]));
    assert!(back.location.starts_with(&format!("{BACK}&error=access_denied&error_description=")));
    assert_eq!((back.param("state"), back.param("error")), (Some("kX3"), Some("access_denied")));
    let failure = failure(&emulator);
    assert_eq!(
        (&failure["error_code"], &failure["provider_slug"], &failure["user_id"]),
        (&json!("access_denied"), &json!("slack"), &json!(JOHN))
    );
    assert_eq!(fetch(&emulator, "slack")["error"], "not_installed");
}

#[test]
fn every_error_of_a_provider_can_be_made_on_the_page() {
    for (slug, error, code) in [
        ("github", "bad_verification_code", "authorization_code_exchange_error"),
        ("slack", "invalid_code", "authorization_code_exchange_error"),
        ("google", "redirect_uri_mismatch", "redirect_uri_mismatch"),
        ("salesforce", "invalid_grant", "authorization_code_exchange_error"),
        ("github", "invalid_scope", "invalid_scope"),
        ("github", "invalid_redirect_uri", "invalid_redirect_uri"),
        ("github", "connection_not_found", "connection_not_found"),
        ("github", "unauthorized", "unauthorized"),
    ] {
        let emulator = interactive();
        let page = browse(&emulator, &authorize_pipe(&emulator, slug));
        assert!(page.text.contains(&format!("value=\"{error}\"")), "{error}");
        let form = format!("token={}&error={error}", page::token(&page));
        let back = follow(&emulator, &submit(&emulator, &form, &[]));
        assert_eq!((back.param("error"), back.param("state")), (Some(error), Some("kX3")));
        let failure = failure(&emulator);
        assert_eq!((&failure["provider_error"], &failure["error_code"]), (&json!(error), &json!(code)));
    }
}

#[test]
fn each_provider_refuses_a_used_code_in_its_own_words() {
    for (slug, error) in [
        ("github", "bad_verification_code"),
        ("slack", "invalid_code"),
        ("google", "invalid_grant"),
        ("salesforce", "invalid_grant"),
    ] {
        let emulator = Emulator::new();
        let used = browse(&emulator, &authorize_pipe(&emulator, slug));
        follow(&emulator, &used);
        let second = browse(&emulator, &authorize_pipe(&emulator, slug));
        let path =
            path_of(&second.location).replace(second.param("code").unwrap(), used.param("code").unwrap());
        assert_eq!(browse(&emulator, &path).param("error"), Some(error), "{slug}");
    }
}

#[test]
fn the_callback_answers_where_older_documents_have_it_and_nowhere_else() {
    let emulator = Emulator::new();
    let callback = browse(&emulator, &authorize_pipe(&emulator, "google"));
    let (_, query) = callback.location.split_once('?').unwrap();
    for wrong in [
        format!("/sso/callback/github?{query}"),
        format!("/data-integrations/google/dik_nope/callback?{query}"),
        "/sso/callback/google".to_owned(),
        "/sso/callback/google?code=x&state=guess".to_owned(),
    ] {
        assert_eq!(browse(&emulator, &wrong).status, 400, "{wrong}");
    }
    assert_eq!(browse(&emulator, &format!("/sso/callback/google?{query}")).location, BACK);
    assert_eq!(fetch(&emulator, "google")["active"], true);
}

#[test]
fn forms_of_other_sites_and_unknown_tokens_are_refused() {
    let emulator = interactive();
    let path = authorize_pipe(&emulator, "github");
    let token = page::token(&browse(&emulator, &path));
    let form = format!("token={token}&decision=approve");
    for header in [("origin", "https://evil.com"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(submit(&emulator, &form, &[header]).status, 403, "{header:?}");
    }
    for form in ["", "token=guess&decision=approve", &format!("token={token}")] {
        assert_eq!(submit(&emulator, form, &[]).status, 400, "{form}");
    }
    emulator.advance(Duration::from_secs(600));
    assert_eq!(submit(&emulator, &form, &[]).status, 400);
    assert_eq!(browse(&emulator, &path).status, 400);
    assert!(emulator.events().is_empty());
}

#[test]
fn what_cannot_be_connected_has_no_url() {
    let emulator = Emulator::new();
    emulator.add_data_integration(NewDataIntegration::new("notion").enabled(false)).unwrap();
    emulator.add_data_integration(NewDataIntegration::new("stripe").auth_methods(["api_key"])).unwrap();
    let of_organization = json!({"user_id": JOHN, "connection_owner": "organization"});
    // John has an account at Google: `add` connects a first account, but no second one.
    follow(&emulator, &browse(&emulator, &authorize_pipe(&emulator, "google")));
    for (slug, body, status) in [
        ("nope", json!({"user_id": JOHN}), 404),
        ("github", json!({"user_id": "user_nope"}), 404),
        ("github", json!({"user_id": JOHN, "organization_id": "org_nope"}), 404),
        ("google", json!({"user_id": JOHN, "connection_intent": "add"}), 404),
        ("github", of_organization, 400),
        ("github", json!({"user_id": JOHN, "return_to": "/pipes"}), 400),
        ("github", json!({"user_id": JOHN, "return_to": "javascript:alert(1)"}), 400),
        ("github", json!({}), 422),
        ("notion", json!({"user_id": JOHN}), 403),
        ("stripe", json!({"user_id": JOHN}), 400),
    ] {
        let answer = post_json(&emulator, &format!("/data-integrations/{slug}/authorize"), &body);
        assert_eq!(answer.error().0, status, "{slug} {body}");
    }
    let first = json!({"user_id": JOHN, "connection_intent": "add"});
    assert_eq!(post_json(&emulator, "/data-integrations/github/authorize", &first).status, 200);
}

#[test]
fn without_a_place_to_return_to_a_page_says_how_it_ended() {
    let emulator = Emulator::new();
    let evil = "<script>alert(1)</script>";
    let authorize = |slug: &str| {
        let answer =
            post_json(&emulator, &format!("/data-integrations/{slug}/authorize"), &json!({"user_id": JOHN}));
        path_of(answer.json()["url"].as_str().unwrap()).to_owned()
    };
    let done = follow(&emulator, &browse(&emulator, &authorize("github")));
    assert!(done.status == 200 && done.text.contains("Your GitHub account is connected"));
    let callback = browse(&emulator, &authorize("slack"));
    let state = callback.param("state").unwrap();
    let failed = browse(
        &emulator,
        &format!(
            "/sso/callback/slack?state={state}&error=%3Cscript%3E&error_description={}",
            evil.replace('<', "%3C").replace('>', "%3E")
        ),
    );
    assert!(failed.text.contains("Not connected") && !failed.text.contains("<script"));
}

#[test]
fn descriptions_and_scopes_are_escaped() {
    let emulator = interactive();
    let evil = "<script>alert(1)</script>";
    emulator
        .add_data_integration(NewDataIntegration::new("notion").description(evil).scope("\"><b>"))
        .unwrap();
    let page = browse(&emulator, &authorize_pipe(&emulator, "notion"));
    assert!(page.text.contains("&lt;script&gt;"));
    assert!(!page.text.contains("<script") && !page.text.contains("<b>"));
}

/// Begins to connect John's account with a code challenge; what the application gets.
fn begin_with_challenge(emulator: &Emulator) -> Value {
    let body = json!({
        "user_id": JOHN, "return_to": BACK, "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    });
    let answer = post_json(emulator, "/data-integrations/github/authorize", &body);
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// The connect code that the browser brings back after the consent.
fn connect_code(emulator: &Emulator) -> String {
    let begun = begin_with_challenge(emulator);
    let callback = browse(emulator, path_of(begun["url"].as_str().unwrap()));
    let back = follow(emulator, &callback);
    assert!(
        back.location.ends_with(&format!("&state={}", begun["state"].as_str().unwrap())),
        "{}",
        back.location
    );
    back.param("connect_code").unwrap().to_owned()
}

fn finish(emulator: &Emulator, code: &str, verifier: &str) -> Answer {
    let body = json!({"connect_code": code, "code_verifier": verifier});
    post_json(emulator, "/data-integrations/finish", &body)
}

#[test]
fn with_a_code_challenge_the_account_is_saved_by_finish_with_the_verifier_and_once() {
    let emulator = Emulator::new();
    assert_eq!(begin_with_challenge(&emulator)["completion"], "finish_required");
    let code = connect_code(&emulator);
    assert_eq!(fetch(&emulator, "github"), json!({"active": false, "error": "not_installed"}));
    assert!(emulator.events().is_empty());

    let finished = finish(&emulator, &code, VERIFIER);
    assert_eq!(finished.status, 200, "{}", finished.text);
    let account = &finished.json()["connected_account"];
    assert_eq!((&account["state"], &account["user_id"]), (&json!("connected"), &json!(JOHN)));
    assert_eq!(fetch(&emulator, "github")["active"], true);
    assert_eq!(emulator.event_count("pipes.connected_account.connected"), 1);
    let again = finish(&emulator, &code, VERIFIER);
    assert_eq!((again.status, again.error().1.as_str()), (400, "invalid_connect_code"));
}

#[test]
fn a_connect_code_ends_with_a_wrong_verifier_and_after_90_seconds() {
    let emulator = Emulator::new();
    let refused = |answer: Answer| (answer.status, answer.error().1);
    let invalid = (400, "invalid_connect_code".to_owned());
    let code = connect_code(&emulator);
    assert_eq!(refused(finish(&emulator, &code, &"x".repeat(43))), invalid);
    assert_eq!(refused(finish(&emulator, &code, VERIFIER)), invalid, "a wrong verifier uses the code up");

    let code = connect_code(&emulator);
    emulator.advance(Duration::from_secs(90));
    assert_eq!(refused(finish(&emulator, &code, VERIFIER)), invalid);
    assert_eq!(refused(finish(&emulator, "nobody's", VERIFIER)), invalid);

    let body = json!({"connect_code": connect_code(&emulator)});
    let missing = post_json(&emulator, "/data-integrations/finish", &body);
    assert_eq!((missing.status, missing.error().1.as_str()), (422, "invalid_request_parameters"));

    let code = connect_code(&emulator);
    assert_eq!(call(&emulator, "DELETE", "/data-integrations/github").status, 204);
    assert_eq!(refused(finish(&emulator, &code, VERIFIER)), (400, "target_deleted".to_owned()));
    assert_eq!(emulator.event_count("pipes.connected_account.connected"), 0);
}

#[test]
fn a_code_challenge_that_is_none_or_has_no_way_back_is_refused() {
    let emulator = Emulator::new();
    for (field, value, status, code) in [
        ("code_challenge", json!("short"), 400, "bad_request"),
        ("code_challenge", json!("=".repeat(43)), 400, "bad_request"),
        // Null counts as absent where a field is optional.
        ("code_challenge", json!(null), 400, "bad_request"),
        ("code_challenge", json!(5), 422, "invalid_request_parameters"),
        ("code_challenge_method", json!("plain"), 422, "invalid_request_parameters"),
        ("return_to", json!("/here"), 400, "invalid_url"),
    ] {
        let mut body = json!({
            "user_id": JOHN, "return_to": BACK, "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        });
        body[field] = value;
        let answer = post_json(&emulator, "/data-integrations/github/authorize", &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
    }
    for (left_out, code) in [
        ("code_challenge", "bad_request"),
        ("code_challenge_method", "bad_request"),
        ("return_to", "invalid_return_to"),
    ] {
        let mut body = json!({
            "user_id": JOHN, "return_to": BACK, "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        });
        body.as_object_mut().unwrap().remove(left_out);
        let answer = post_json(&emulator, "/data-integrations/github/authorize", &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (400, code), "{body}");
    }
}
