//! Providers, connected accounts and their credentials.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, NewDataIntegration, NewUser};

use crate::*;

const HOUR: Duration = Duration::from_secs(3600);

fn account_path(slug: &str) -> String {
    format!("/user_management/users/{JOHN}/connected_accounts/{slug}")
}

/// Imports John's account; returns it.
fn import(emulator: &Emulator, slug: &str, body: &Value) -> Answer {
    post_json(emulator, &account_path(slug), body)
}

/// Tokens that can be refreshed, good for an hour.
fn tokens() -> Value {
    json!({
        "access_token": "gho_first", "refresh_token": "ghr_1", "expires_at": "2026-01-15T13:00:00.000Z",
        "scopes": ["repo", "user:email"], "account_display_name": "The Octocat",
    })
}

fn fetch(emulator: &Emulator, slug: &str) -> Value {
    let answer = post_json(emulator, &format!("/data-integrations/{slug}/token"), &json!({"user_id": JOHN}));
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn events(emulator: &Emulator) -> Vec<String> {
    emulator.events().iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn four_providers_are_there_and_nobody_is_connected() {
    let emulator = Emulator::new();
    let list = call(&emulator, "GET", "/data-integrations?order=asc").json();
    let slugs: Vec<_> =
        list["data"].as_array().unwrap().iter().map(|i| i["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["github", "slack", "google", "salesforce"]);
    let github = &list["data"][0];
    assert_eq!((&github["enabled"], &github["credentials"]["type"]), (&json!(true), &json!("custom")));
    assert!(
        github["redirect_uri"]
            .as_str()
            .unwrap()
            .starts_with("https://workos.test/data-integrations/github/dik_")
    );
    let providers = call(&emulator, "GET", &format!("/user_management/users/{JOHN}/data_providers")).json();
    assert_eq!(providers["data"].as_array().unwrap().len(), 4);
    assert_eq!(
        (&providers["data"][0]["name"], &providers["data"][0]["connected_account"]),
        (&json!("GitHub"), &json!(null))
    );
    assert_eq!(fetch(&emulator, "github"), json!({"active": false, "error": "not_installed"}));
}

#[test]
fn an_integration_lives_from_creation_to_deletion() {
    let emulator = Emulator::new();
    let body = json!({
        "provider": "notion", "description": "Docs", "scopes": ["read"],
        "credentials": {"type": "custom", "client_id": "c", "client_secret": "secret_6789"},
    });
    let made = post_json(&emulator, "/data-integrations", &body);
    assert_eq!(made.status, 201, "{}", made.text);
    assert!(!made.text.contains("secret_6789"));
    let mut shown = made.json();
    assert_eq!(shown["credentials"]["redacted_client_secret"], "6789");
    assert_eq!((&shown["enabled"], &shown["installation"]), (&json!(false), &json!(null)));
    let path = "/data-integrations/notion";
    assert_eq!(call(&emulator, "GET", path).json(), shown);
    let update = json!({"enabled": true, "scopes": null, "description": null});
    let updated = call_json(&emulator, "PUT", path, &update).json();
    (shown["enabled"], shown["scopes"], shown["description"]) = (json!(true), json!(null), json!(null));
    assert_eq!(updated, shown);
    assert_eq!(import(&emulator, "notion", &json!({"access_token": "x"})).status, 201);
    assert_eq!(call(&emulator, "DELETE", path).status, 204);
    assert_eq!(call(&emulator, "DELETE", path).status, 404);
    assert_eq!(
        events(&emulator),
        ["pipes.connected_account.connected", "pipes.connected_account.disconnected"]
    );
    let custom = json!({
        "provider": "acme", "custom_provider": {"name": "Acme", "token_url": "https://acme.com/token"},
        "credentials": {"type": "organization"},
    });
    let made = post_json(&emulator, "/data-integrations", &custom).json();
    assert_eq!(
        (&made["integration_type"], &made["custom_provider"]["pkce_enabled"]),
        (&json!("custom"), &json!(true))
    );
}

#[test]
fn bad_integrations_are_refused() {
    let emulator = Emulator::new();
    let custom = json!({"type": "custom", "client_id": "c", "client_secret": "s"});
    for (body, status) in [
        (json!({}), 422),
        (json!({"provider": "nobody-knows-it", "credentials": custom}), 404),
        (json!({"provider": "github", "credentials": custom}), 409),
        (json!({"provider": "notion"}), 400),
        (json!({"provider": "notion", "credentials": {"type": "custom"}}), 400),
        (json!({"provider": "notion", "auth_methods": ["api_key"], "credentials": custom}), 400),
        (json!({"provider": "notion", "auth_methods": ["password"]}), 422),
        (
            json!({"provider": "notion", "auth_methods": ["api_key"], "api_key": {"secret": "1234", "user_id": JOHN}}),
            422,
        ),
        (json!({"provider": "A b", "custom_provider": {"name": "x"}, "credentials": custom}), 422),
    ] {
        assert_eq!(post_json(&emulator, "/data-integrations", &body).error().0, status, "{body}");
    }
    let custom_provider = json!({"custom_provider": {"name": "x"}});
    assert_eq!(call_json(&emulator, "PUT", "/data-integrations/github", &custom_provider).error().0, 400);
}

#[test]
fn tokens_are_refreshed_when_they_are_fetched() {
    let emulator = Emulator::new();
    let made = import(&emulator, "github", &tokens());
    assert_eq!((made.status, &made.json()["state"]), (201, &json!("connected")));
    assert!(!made.text.contains("gho_first"));
    assert_eq!(
        fetch(&emulator, "github"),
        json!({"active": true, "access_token": {
            "object": "access_token", "access_token": "gho_first", "expires_at": "2026-01-15T13:00:00.000Z",
            "scopes": ["repo", "user:email"], "missing_scopes": [],
        }})
    );
    emulator.advance(HOUR);
    let fresh = fetch(&emulator, "github");
    assert_eq!(fresh["access_token"]["expires_at"], "2026-01-15T14:00:00.000Z");
    assert_ne!(fresh["access_token"]["access_token"], "gho_first");
    assert_eq!(fetch(&emulator, "github"), fresh);
    assert_eq!(events(&emulator), ["pipes.connected_account.connected"]);
}

#[test]
fn a_token_that_expires_early_is_refreshed_at_once() {
    let emulator = Emulator::new();
    assert_eq!(import(&emulator, "github", &tokens()).status, 201);
    let fault = workos_emulator::Fault::on("data_integrations.access_token");
    emulator.inject(fault.expire().nth(2)).unwrap();
    let token = || fetch(&emulator, "github")["access_token"]["access_token"].clone();
    let fetched: [Value; 4] = std::array::from_fn(|_| token());
    assert_eq!(fetched[0], "gho_first");
    assert_eq!(fetched[0], fetched[1]);
    assert_ne!(fetched[1], fetched[2]);
    assert_eq!(fetched[2], fetched[3]);
}

#[test]
fn a_consent_that_was_taken_back_shows_at_the_next_refresh() {
    let emulator = Emulator::new();
    let id = import(&emulator, "salesforce", &tokens()).json()["id"].as_str().unwrap().to_owned();
    assert!(emulator.revoke_at_provider("data_installation_nope").is_err());
    emulator.revoke_at_provider(&id).unwrap();
    assert_eq!(fetch(&emulator, "salesforce")["active"], true);
    emulator.advance(HOUR);
    let inactive = json!({"active": false, "error": "needs_reauthorization"});
    assert_eq!(fetch(&emulator, "salesforce"), inactive);
    assert_eq!(fetch(&emulator, "salesforce"), inactive);
    let account = call(&emulator, "GET", &account_path("salesforce")).json();
    assert_eq!(
        (&account["state"], &account["state_reason"]),
        (&json!("needs_reauthorization"), &json!("invalid_grant"))
    );
    let last = emulator.events().pop().unwrap();
    assert_eq!(last["event"], "pipes.connected_account.reauthorization_needed");
    assert_eq!(
        (&last["data"]["provider_slug"], &last["data"]["data_integration_id"], &last["data"]["user_id"]),
        (&json!("salesforce"), &json!("data_integration_01HQRS5H000000000000000004"), &json!(JOHN))
    );
    // A new consent mends it.
    assert_eq!(
        call_json(&emulator, "PUT", &account_path("salesforce"), &json!({"access_token": "x"})).status,
        200
    );
    assert_eq!(fetch(&emulator, "salesforce")["active"], true);
}

#[test]
fn scopes_that_were_not_granted_are_missing() {
    let emulator = Emulator::new();
    import(&emulator, "github", &json!({"access_token": "x", "scopes": ["repo"]}));
    assert_eq!(fetch(&emulator, "github")["access_token"]["missing_scopes"], json!(["user:email"]));
    assert_eq!(fetch(&emulator, "github")["access_token"]["expires_at"], json!(null));
    let update = json!({"scopes": ["gist"]});
    call_json(&emulator, "PUT", "/data-integrations/github", &update);
    assert_eq!(fetch(&emulator, "github")["access_token"]["missing_scopes"], json!(["gist"]));
}

#[test]
fn imports_follow_the_rules_for_tokens() {
    let emulator = Emulator::new();
    let expires_at = "2026-01-15T13:00:00.000Z";
    for body in [
        json!({"access_token": "x", "expires_at": expires_at}),
        json!({"expires_at": expires_at}),
        json!({"state": "connected"}),
        json!({"state": "lost"}),
        json!({"expires_at": "soon"}),
    ] {
        assert_eq!(import(&emulator, "github", &body).error().0, 422, "{body}");
    }
    assert_eq!(call(&emulator, "GET", &account_path("github")).error().0, 404);
    let made = import(&emulator, "github", &json!({})).json();
    assert_eq!(made["state"], "needs_reauthorization");
    assert_eq!(fetch(&emulator, "github")["error"], "needs_reauthorization");
    assert_eq!(import(&emulator, "github", &json!({})).error().0, 409);
    let revoked = json!({"state": "needs_reauthorization"});
    assert_eq!(
        call_json(&emulator, "PUT", &account_path("github"), &json!({"access_token": "x"})).status,
        200
    );
    assert_eq!(call_json(&emulator, "PUT", &account_path("github"), &revoked).status, 200);
    assert_eq!(call(&emulator, "DELETE", &account_path("github")).status, 204);
    assert_eq!(call(&emulator, "DELETE", &account_path("github")).status, 404);
    assert_eq!(
        events(&emulator),
        ["reauthorization_needed", "connected", "reauthorization_needed", "disconnected"]
            .map(|name| format!("pipes.connected_account.{name}"))
    );
    // Events know two states: an account leaves with the one it had.
    let list = call(&emulator, "GET", "/events?order=asc&events=pipes.connected_account.disconnected").json();
    assert_eq!(list["data"][0]["data"]["state"], "needs_reauthorization");
}

#[test]
fn accounts_with_and_without_an_organization_are_different() {
    let emulator = Emulator::new();
    import(&emulator, "github", &json!({"access_token": "own"}));
    let of_acme = format!("{}?organization_id={ACME}", account_path("github"));
    assert_eq!(call(&emulator, "GET", &of_acme).status, 404);
    assert_eq!(post_json(&emulator, &of_acme, &json!({"access_token": "acmes"})).status, 201);
    let body = json!({"user_id": JOHN, "organization_id": ACME});
    let token = post_json(&emulator, "/data-integrations/github/token", &body).json();
    assert_eq!(token["access_token"]["access_token"], "acmes");
    assert_eq!(fetch(&emulator, "github")["access_token"]["access_token"], "own");
    // Whoever has nothing connected has no part in it; whoever does not exist is not found.
    let other = emulator.add_user(NewUser::new("b@c.d")).unwrap();
    let ask = |body: Value| post_json(&emulator, "/data-integrations/github/token", &body);
    assert_eq!(ask(json!({"user_id": other})).json()["error"], "not_installed");
    assert_eq!(ask(json!({"user_id": "user_nope"})).error().0, 404);
    assert_eq!(ask(json!({"user_id": JOHN, "organization_id": "org_nope"})).error().0, 404);
    assert_eq!(ask(json!({"user_id": JOHN, "connected_account_id": "data_installation_x"})).error().0, 404);
    assert_eq!(
        post_json(&emulator, "/data-integrations/nope/token", &json!({"user_id": JOHN})).error().0,
        404
    );
    assert_eq!(ask(json!({})).error().0, 422);
    // An organization takes its accounts along.
    call(&emulator, "DELETE", &format!("/organizations/{ACME}"));
    assert_eq!(emulator.event_count("pipes.connected_account.disconnected"), 1);
    call(&emulator, "DELETE", &format!("/user_management/users/{JOHN}"));
    assert_eq!(emulator.event_count("pipes.connected_account.disconnected"), 2);
}

#[test]
fn keys_and_client_credentials_are_vended_and_no_tokens() {
    let emulator = Emulator::new();
    for (slug, method) in [("stripe", "api_key"), ("snowflake", "client_credentials")] {
        emulator.add_data_integration(NewDataIntegration::new(slug).auth_methods([method])).unwrap();
    }
    let vend = |slug: &str| {
        post_json(&emulator, &format!("/data-integrations/{slug}/credentials"), &json!({"user_id": JOHN}))
            .json()
    };
    assert_eq!(vend("stripe"), json!({"active": false, "error": "not_installed"}));
    let path = "/data-integrations/stripe/api-key";
    let stored = call_json(&emulator, "PUT", path, &json!({"user_id": JOHN, "secret": "sk_abcdef"}));
    assert_eq!((stored.status, &stored.json()["api_key_last_4"]), (200, &json!("cdef")));
    let credential = &vend("stripe")["credential"];
    assert_eq!((&credential["auth_method"], &credential["value"]), (&json!("api_key"), &json!("sk_abcdef")));
    let body =
        json!({"user_id": JOHN, "client_id": "c", "client_secret": "shhh-secret", "config": {"a": "b"}});
    let stored = call_json(&emulator, "PUT", "/data-integrations/snowflake/client-credentials", &body);
    assert_eq!((stored.status, &stored.json()["client_secret_last_4"]), (200, &json!("cret")));
    let credential = &vend("snowflake")["credential"];
    assert_eq!(
        (&credential["auth_method"], &credential["expires_at"], &credential["config"]["a"]),
        (&json!("client_credentials"), &json!("2026-01-15T13:00:00.000Z"), &json!("b"))
    );
    import(&emulator, "github", &tokens());
    assert_eq!(vend("github")["credential"]["value"], "gho_first");
    // Each method where another one is used.
    let key = json!({"user_id": JOHN, "secret": "sk_abcdef"});
    for answer in [
        call_json(&emulator, "PUT", "/data-integrations/github/api-key", &key),
        call_json(&emulator, "PUT", "/data-integrations/stripe/client-credentials", &body),
        post_json(&emulator, "/data-integrations/stripe/token", &json!({"user_id": JOHN})),
    ] {
        let (status, code, _) = answer.error();
        assert_eq!((status, code.as_str()), (422, "auth_method_mismatch"));
    }
    let empty = json!({"user_id": JOHN, "secret": ""});
    assert_eq!(call_json(&emulator, "PUT", path, &empty).error().0, 422);
    let further = json!({"user_id": JOHN, "secret": "sk_second", "connection_intent": "add"});
    let (status, code, _) = post_json(&emulator, path, &further).error();
    assert_eq!((status, code.as_str()), (404, "multiple_connections_unavailable"));
}

#[test]
fn organizations_configure_providers_for_themselves() {
    let emulator = Emulator::new();
    let path = format!("/organizations/{ACME}/data_integration_configurations");
    let list = call(&emulator, "GET", &path).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 4);
    assert_eq!(list["data"][0]["credentials"]["has_credentials"], false);
    let github = format!("{path}/github");
    let set = call_json(&emulator, "PUT", &github, &json!({"enabled": false, "scopes": ["gist"]})).json();
    assert_eq!((&set["enabled"], &set["scopes"]), (&json!(false), &json!(["gist"])));
    assert_eq!(call(&emulator, "GET", &path).json()["data"][0], set);
    let authorize = |organization: Option<&str>| {
        let body = json!({"user_id": JOHN, "organization_id": organization});
        post_json(&emulator, "/data-integrations/github/authorize", &body).status
    };
    assert_eq!((authorize(Some(ACME)), authorize(None)), (403, 200));
    let own = json!({"client_id": "c", "client_secret": "own_secret"});
    assert_eq!(call_json(&emulator, "PUT", &github, &own).error().0, 400);
    call_json(
        &emulator,
        "PUT",
        "/data-integrations/github",
        &json!({"credentials": {"type": "organization"}}),
    );
    assert_eq!(call_json(&emulator, "PUT", &github, &json!({"client_id": "c"})).error().0, 400);
    let set = call_json(&emulator, "PUT", &github, &own).json();
    assert_eq!(set["credentials"]["client_secret_last_four"], "cret");
    assert_eq!(
        call(&emulator, "GET", "/organizations/org_nope/data_integration_configurations").error().0,
        404
    );
}

#[test]
fn organizations_have_accounts_of_their_own() {
    let emulator = Emulator::new();
    emulator.add_data_integration(NewDataIntegration::new("github").of_organizations(true)).unwrap();
    assert_eq!(
        call(&emulator, "GET", "/data-integrations/github/organization").json()["ownership"],
        "organization"
    );
    let path = format!("/organizations/{ACME}/connected_accounts/github");
    let body = json!({"user_id": JOHN, "access_token": "shared"});
    let made = post_json(&emulator, &path, &body);
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(
        (&made.json()["user_id"], &made.json()["established_by_user_id"]),
        (&json!(null), &json!(JOHN))
    );
    let body = json!({"user_id": JOHN, "organization_id": ACME, "connection_owner": "organization"});
    let token = post_json(&emulator, "/data-integrations/github/token", &body).json();
    assert_eq!(token["access_token"]["access_token"], "shared");
    let providers = call(&emulator, "GET", &format!("/organizations/{ACME}/data_providers")).json();
    assert_eq!(providers["data"][0]["connected_account"]["id"], made.json()["id"]);
    assert_eq!(providers["data"].as_array().unwrap().len(), 1);
    assert_eq!(call(&emulator, "DELETE", &path).status, 204);
    assert_eq!(call(&emulator, "GET", &path).status, 404);
    assert_eq!(fetch(&emulator, "github")["error"], "not_installed");
}

#[test]
fn a_switch_tells_accounts_by_the_older_names_too() {
    let emulator = Emulator::builder().legacy_pipes_events(true).build().unwrap();
    import(&emulator, "github", &json!({"access_token": "x"}));
    call_json(&emulator, "PUT", &account_path("github"), &json!({"state": "needs_reauthorization"}));
    call(&emulator, "DELETE", &account_path("github"));
    for (older, name) in
        [("activated", "connected"), ("deactivated", "reauthorization_needed"), ("deleted", "disconnected")]
    {
        let data = |name: String| {
            let events = emulator.events();
            events.iter().find(|event| event["event"] == *name).map(|event| event["data"].clone()).unwrap()
        };
        let shown = data(format!("connection.{older}"));
        assert_eq!(shown["object"], "connected_account");
        assert_eq!(shown, data(format!("pipes.connected_account.{name}")));
    }
}

#[test]
fn changing_an_organization_disconnects_nothing_of_its_own() {
    let emulator = Emulator::new();
    let path = format!("/organizations/{ACME}/data_integration_configurations");
    assert_eq!(
        call_json(&emulator, "PUT", &format!("{path}/github"), &json!({"enabled": false})).status,
        200
    );
    let body = json!({"user_id": JOHN, "organization_id": ACME});
    let authorize = post_json(&emulator, "/data-integrations/slack/authorize", &body).json();
    let link = json!({"organization": ACME, "intent": "sso"});
    let link = post_json(&emulator, "/portal/generate_link", &link).json();
    let renamed = call_json(&emulator, "PUT", &format!("/organizations/{ACME}"), &json!({"name": "Acme 2"}));
    assert_eq!(renamed.status, 200, "{}", renamed.text);

    let configured = call(&emulator, "GET", &path).json();
    let github = configured["data"].as_array().unwrap().iter().find(|one| one["slug"] == "github").unwrap();
    assert_eq!(github["enabled"], false);
    assert_eq!(browse(&emulator, path_of(authorize["url"].as_str().unwrap())).status, 302);
    assert_eq!(browse(&emulator, path_of(link["link"].as_str().unwrap())).status, 200);
}

#[test]
fn a_request_with_an_idempotency_key_is_answered_once_and_repeated() {
    let emulator = Emulator::new();
    let send_keyed = |path: &str, key: &str, body: &Value| post_keyed(&emulator, path, key, body);
    for (slug, method) in [("vercel", "api_key"), ("zoom", "client_credentials")] {
        let new = NewDataIntegration::new(slug).auth_methods([method]);
        emulator.add_data_integration(new).unwrap();
    }
    let of_organizations = json!({
        "provider": "github", "ownership": "organization", "enabled": true,
        "credentials": {"type": "custom", "client_id": "c", "client_secret": "secret_6789"},
    });
    assert_eq!(post_json(&emulator, "/data-integrations", &of_organizations).status, 201);
    let key = json!({"user_id": JOHN, "secret": "sk-1234567890abcdef", "connection_intent": "add"});
    let client = json!({
        "user_id": JOHN, "client_id": "c", "client_secret": "s-1234567890", "connection_intent": "add",
    });
    let import = json!({"access_token": "gho_1"});
    let of_organization = json!({"user_id": JOHN, "access_token": "gho_1"});
    let organization_path = format!("/organizations/{ACME}/connected_accounts/github");
    for (path, body) in [
        ("/data-integrations/vercel/api-key", &key),
        ("/data-integrations/zoom/client-credentials", &client),
        (&account_path("github"), &import),
        (&organization_path, &of_organization),
    ] {
        let first = send_keyed(path, "key-1", body);
        assert_eq!(first.status, 201, "{path}: {}", first.text);
        let again = send_keyed(path, "key-1", body);
        assert_eq!((again.status, again.json()), (201, first.json()), "{path}");
        let mut other = body.clone();
        other["account_display_name"] = json!("Other");
        let conflict = send_keyed(path, "key-1", &other);
        assert_eq!(
            (conflict.status, conflict.error().1.as_str()),
            (409, "idempotency_key_conflict"),
            "{path}"
        );
        let further = send_keyed(path, "key-2", body);
        assert!(matches!(further.status, 404 | 409), "{path}: a new key is a new request: {}", further.text);
    }
    assert_eq!(emulator.event_count("pipes.connected_account.connected"), 4);

    // A failure is not kept: the request may be corrected under its key.
    let path = account_path("slack");
    let wrong = json!({"expires_at": "2026-01-15T13:00:00.000Z"});
    assert_eq!(send_keyed(&path, "key-3", &wrong).status, 422);
    assert_eq!(send_keyed(&path, "key-3", &import).status, 201);
    // A day later the key is forgotten.
    emulator.advance(HOUR * 24);
    assert_eq!(send_keyed(&path, "key-3", &import).status, 409);
    assert_eq!(send_keyed(&path, "key-3", &import).error().1, "conflict");
}

#[test]
fn a_provider_says_who_owns_the_accounts_in_the_new_field_and_the_old_one() {
    let emulator = Emulator::new();
    let providers = call(&emulator, "GET", &format!("/user_management/users/{JOHN}/data_providers")).json();
    let provider = &providers["data"][0];
    assert_eq!(
        (&provider["connection_owner"], &provider["ownership"]),
        (&json!("user"), &json!("userland_user"))
    );
}
