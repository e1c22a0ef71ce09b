//! What seed files can make beyond what the API can.

use serde_json::json;
use workos_emulator::{Emulator, NewConnectedAccount, NewItContact};

use crate::*;

fn seeded(yaml: &str) -> Emulator {
    Emulator::builder().fixture_yaml(yaml).build().unwrap()
}

#[test]
fn connected_accounts_of_every_kind_vend_their_credentials() {
    let emulator = seeded(
        "
organizations: [{id: org_1, name: Acme}]
users: [{id: user_1, email: ada@acme.com}]
data_integrations:
  - {provider: github, scopes: [repo, user]}
  - {provider: stripe, auth_methods: [api_key]}
  - {provider: aws, auth_methods: [client_credentials]}
  - {provider: slack, of_organizations: true}
  - {provider: google}
connected_accounts:
  - id: data_installation_github
    provider: github
    user: ada@acme.com
    access_token: gho_1
    refresh_token: ghr_1
    expires_at: 2026-01-15T13:00:00Z
    scopes: [repo]
    identifier: ada
  - {provider: github, user: user_1, organization: Acme, access_token: gho_2}
  - {provider: stripe, user: user_1, api_key: sk_1}
  - {provider: aws, user: user_1, client_id: c, client_secret: s}
  - {provider: slack, organization: org_1, of_organization: true, user: user_1, access_token: xoxp_1}
  - {provider: google, user: user_1, access_token: ya29_1, needs_reauthorization: true}
",
    );
    let vend = |slug: &str, more: Value| {
        let mut body = json!({"user_id": "user_1"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        post_json(&emulator, &format!("/data-integrations/{slug}/credentials"), &body).json()
    };
    let github = vend("github", json!({}));
    assert_eq!(github["credential"]["value"], "gho_1");
    assert_eq!(github["credential"]["expires_at"], "2026-01-15T13:00:00.000Z");
    assert_eq!(github["credential"]["missing_scopes"], json!(["user"]));
    let of_acme = vend("github", json!({"organization_id": "org_1"}));
    // Without scopes it has all that the provider asks for.
    assert_eq!(
        (&of_acme["credential"]["value"], &of_acme["credential"]["missing_scopes"]),
        (&json!("gho_2"), &json!([]))
    );
    assert_eq!(vend("stripe", json!({}))["credential"]["value"], "sk_1");
    assert_eq!(vend("aws", json!({}))["credential"]["auth_method"], "client_credentials");
    let slack = vend("slack", json!({"organization_id": "org_1", "connection_owner": "organization"}));
    assert_eq!(slack["credential"]["value"], "xoxp_1");
    assert_eq!(vend("google", json!({})), json!({"active": false, "error": "needs_reauthorization"}));
    let account = call(&emulator, "GET", "/user_management/users/user_1/connected_accounts/github").json();
    assert_eq!(
        (&account["id"], &account["account_identifier"]),
        (&json!("data_installation_github"), &json!("ada"))
    );
    // What the fixture makes has not happened.
    assert!(emulator.events().is_empty());
}

#[test]
fn accounts_that_cannot_be_are_refused_with_their_reason() {
    let base =
        "users: [{id: user_1, email: a@b.c}]\ndata_integrations: [{provider: github}]\nconnected_accounts:\n";
    for (account, reason) in [
        ("{provider: github, access_token: x}", "user '' is required without of_organization"),
        ("{provider: github, of_organization: true}", "organization '' is required with of_organization"),
        ("{provider: github, user: user_1, api_key: x}", "does not support the auth method api_key"),
        ("{provider: github, user: user_1, api_key: x, access_token: y}", "cannot be given together"),
        ("{provider: github, user: user_1, client_id: x}", "and client_secret must be given together"),
        ("{provider: github, user: user_1, refresh_token: x}", "access_token '' is required"),
        ("{provider: github, user: user_1, id: ''}", "id '' is empty"),
    ] {
        let error = Emulator::builder().fixture_yaml(&format!("{base}  - {account}\n")).build().unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.line(), Some(4), "{error}");
    }
    let twice = format!("{base}  - &one {{provider: github, user: user_1}}\n  - *one\n");
    let error = Emulator::builder().fixture_yaml(&twice).build().unwrap_err();
    assert!(error.to_string().contains("is already connected by this owner"), "{error}");
}

#[test]
fn accounts_that_are_added_to_a_running_emulator_are_events() {
    let emulator = Emulator::new();
    let account =
        NewConnectedAccount::of_user("github", JOHN).access_token("gho_1").id("data_installation_1");
    assert_eq!(emulator.add_connected_account(account.clone()).unwrap(), "data_installation_1");
    assert_eq!(emulator.event_count("pipes.connected_account.connected"), 1);
    assert!(emulator.add_connected_account(account).is_err());
}

#[test]
fn contacts_have_pinned_ids_and_one_invitation() {
    let emulator = seeded(
        "
organizations: [{id: org_1, name: Acme}]
it_contacts:
  - {id: it_contact_1, organization: Acme, email: it@acme.com, invited: true}
  - {organization: org_1, email: ops@acme.com}
",
    );
    let list = call(&emulator, "GET", "/organizations/org_1/it_contacts").json();
    assert_eq!(list["data"][0]["id"], "it_contact_1");
    assert_eq!(list["data"][1]["email"], "ops@acme.com");
    let path = format!("/organizations/org_1/it_contacts/{}/invite", list["data"][1]["id"].as_str().unwrap());
    assert_eq!(post_json(&emulator, &path, &json!({"intents": ["sso"]})).status, 409);
    let invited = NewItContact::new("Acme", "cto@acme.com").invited(true);
    assert!(emulator.add_it_contact(invited).unwrap_err().to_string().contains("cannot be invited"));
    assert!(emulator.add_it_contact(NewItContact::new("Acme", "cto@acme.com").id("it_contact_1")).is_err());
}

#[test]
fn a_domain_has_one_id_in_its_organization_and_its_connections() {
    let emulator = seeded(
        "
organizations:
  - name: Acme
    domain_data: [{id: org_domain_acme, domain: acme.com}]
connections:
  - {id: conn_1, type: OktaSAML, organization: Acme, domains: [acme.com, acme.dev]}
",
    );
    let domains = call(&emulator, "GET", "/connections/conn_1").json()["domains"].clone();
    assert_eq!(domains[0]["id"], "org_domain_acme");
    assert!(domains[1]["id"].as_str().unwrap().starts_with("org_domain_0"));
}

#[test]
fn rate_limits_of_choice_are_seeded() {
    let emulator = seeded("rate_limits: {limit: 2, seconds: 30}");
    let statuses: Vec<_> = (0..3).map(|_| call(&emulator, "GET", "/connections").status).collect();
    assert_eq!(statuses, [200, 200, 429]);
    emulator.advance(std::time::Duration::from_secs(30));
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
}
