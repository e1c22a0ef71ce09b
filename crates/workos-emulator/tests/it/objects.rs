//! Objects that the control API adds, changes and deletes.

use serde_json::json;

use crate::*;

fn control(emulator: &Emulator, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    send(emulator, method, &format!("/_emulator/objects/{path}"), &[], &body)
}

/// An entry of each kind that has one, and a change with the member that it is seen in.
fn entries() -> [(&'static str, Value, Value); 9] {
    [
        ("clients", json!({"id": "client_2"}), Value::Null),
        ("redirect_uris", json!({"uri": "https://app.example.com/cb"}), Value::Null),
        ("organizations", json!({"name": "New", "domains": ["new.com"]}), json!({"name": "Newer"})),
        ("it_contacts", json!({"organization": ACME, "email": "it@acme.com"}), Value::Null),
        ("users", json!({"email": "new@acme.com"}), json!({"first_name": "Ada"})),
        ("connections", json!({"type": "OktaSAML", "organization": ACME}), json!({"state": "inactive"})),
        ("profiles", json!({"email": "new@acme.com", "connection": SAML}), json!({"groups": ["staff"]})),
        ("data_integrations", json!({"provider": "linear"}), Value::Null),
        (
            "webhook_endpoints",
            json!({"endpoint_url": "https://app.test/hooks", "events": ["user.created"]}),
            json!({"status": "disabled"}),
        ),
    ]
}

#[test]
fn objects_of_every_kind_are_added_changed_and_deleted() {
    let emulator = Emulator::new();
    let actions = send(&emulator, "GET", "/_emulator/objects", &[], "").json()["actions"].clone();
    let supports = |kind: &str, action: &str| actions[kind].as_array().unwrap().contains(&json!(action));
    assert_eq!(actions["events"], json!([]));
    for (kind, entry, change) in entries() {
        assert!(supports(kind, "create") && supports(kind, "delete"), "{kind}");
        assert_eq!(supports(kind, "update"), change.is_object(), "{kind}");
        let added = control(&emulator, "POST", kind, &entry);
        assert_eq!(added.status, 201, "{kind}: {}", added.text);
        let id = added.json()["id"].as_str().unwrap().to_owned();
        let path = format!("{kind}/{id}");
        assert_eq!(control(&emulator, "GET", &path, &Value::Null).json(), added.json());
        if let Some((member, value)) = change.as_object().and_then(|change| change.iter().next()) {
            let changed = control(&emulator, "PATCH", &path, &change);
            assert_eq!((changed.status, &changed.json()[member]), (200, value), "{kind}");
        }
        assert_eq!(control(&emulator, "DELETE", &path, &Value::Null).status, 204, "{kind}");
        assert_eq!(control(&emulator, "GET", &path, &Value::Null).status, 404, "{kind}");
    }
}

#[test]
fn what_the_control_api_changes_emits_events_and_takes_effect() {
    let emulator = Emulator::new();
    let user = control(&emulator, "POST", "users", &json!({"email": "new@acme.com"})).json();
    let path = format!("users/{}", user["id"].as_str().unwrap());
    control(&emulator, "PATCH", &path, &json!({"email_verified": true}));
    control(&emulator, "DELETE", &path, &Value::Null);
    let events: Vec<_> = emulator.events().iter().map(|event| event["event"].clone()).collect();
    assert_eq!(events, ["user.created", "user.updated", "user.deleted"]);

    let query = "response_type=code&client_id=client_test&provider=GoogleOAuth";
    let authorize = format!("/sso/authorize?{query}&redirect_uri=https://new.example.com/cb");
    assert_eq!(browse(&emulator, &authorize).status, 400);
    control(&emulator, "POST", "redirect_uris", &json!({"uri": "https://*.example.com/cb"}));
    assert_eq!(browse(&emulator, &authorize).status, 302);
}

#[test]
fn a_change_has_the_members_of_the_update_operation_even_those_that_are_not_shown() {
    let emulator = Emulator::new();
    let change = json!({"domain_data": [{"domain": "acme.dev", "state": "verified"}]});
    let changed = control(&emulator, "PATCH", &format!("organizations/{ACME}"), &change);
    assert_eq!((changed.status, &changed.json()["domains"][0]["domain"]), (200, &json!("acme.dev")));
}

#[test]
fn domains_and_accounts_change_their_states() {
    let emulator = Emulator::new();
    let body = json!({"organization_id": ACME, "domain": "new.com"}).to_string();
    let headers = [("authorization", "Bearer sk_test_default")];
    let domain = send(&emulator, "POST", "/organization_domains", &headers, &body).json();
    let path = format!("organization_domains/{}", domain["id"].as_str().unwrap());
    for state in ["failed", "verified"] {
        let changed = control(&emulator, "PATCH", &path, &json!({"state": state})).json();
        assert_eq!(changed["state"], state);
    }
    assert_eq!(control(&emulator, "PATCH", &path, &json!({"state": "pending"})).status, 422);
    let account = json!({"provider": "github", "user": JOHN});
    let account = control(&emulator, "POST", "connected_accounts", &account).json();
    let path = format!("connected_accounts/{}", account["id"].as_str().unwrap());
    for state in ["needs_reauthorization", "connected"] {
        assert_eq!(control(&emulator, "PATCH", &path, &json!({"state": state})).json()["state"], state);
    }
}

#[test]
fn entries_that_do_not_fit_are_refused_and_add_nothing() {
    let emulator = Emulator::new();
    let before = send(&emulator, "GET", "/_emulator/objects", &[], "").json();
    for (kind, entry, status) in [
        ("users", json!({"emial": "a@b.c"}), 422),
        ("users", json!({"email": "none"}), 422),
        ("profiles", json!({"email": "a@b.c", "connection": "conn_none"}), 404),
        ("connections", json!({"type": "OktaSaml"}), 422),
        ("redirect_uris", json!({"uri": "javascript:alert(1)"}), 422),
        ("events", json!({}), 405),
        ("unicorns", json!({}), 404),
    ] {
        let refused = control(&emulator, "POST", kind, &entry);
        assert_eq!(refused.status, status, "{kind}: {}", refused.text);
        assert!(!refused.json()["message"].as_str().unwrap().is_empty());
    }
    let unknown = control(&emulator, "PATCH", &format!("users/{JOHN}"), &json!({"emial": "a@b.c"}));
    assert_eq!(unknown.status, 422, "{}", unknown.text);
    // A value of another type would else count as none, which empties the member.
    let number = control(&emulator, "PATCH", &format!("users/{JOHN}"), &json!({"first_name": 7}));
    assert_eq!((number.status, &number.json()["errors"][0]["field"]), (422, &json!("first_name")));
    assert_eq!(send(&emulator, "GET", "/_emulator/objects", &[], "").json(), before);
}
