//! Every event that the emulator emits decodes typed in the SDK.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use workos_emulator::{EmulatedConnectionState, Emulator};
use workos_webhooks::{Event, EventName};

use crate::*;

/// The names of events in the code of the emulator's domains, which emit them.
fn emitted_names() -> BTreeSet<String> {
    let mut code = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domains")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let known = EventName::KNOWN.iter().map(EventName::as_str);
    known.filter(|name| code.contains(&format!("\"{name}\""))).map(str::to_owned).collect()
}

#[test]
fn every_event_that_is_emitted_decodes_typed() {
    let emulator = Emulator::builder().interactive(true).build().unwrap();

    let organization =
        post_json(&emulator, "/organizations", &json!({"name": "Foo", "domains": ["foo.com"]})).json();
    let path = format!("/organizations/{}", organization["id"].as_str().unwrap());
    for (domain, verified) in [("a.com", true), ("b.com", false)] {
        let body = json!({"organization_id": organization["id"], "domain": domain});
        let domain = post_json(&emulator, "/organization_domains", &body).json();
        let id = domain["id"].as_str().unwrap();
        if verified {
            emulator.verify_domain(id).unwrap();
        } else {
            emulator.fail_domain(id).unwrap();
        }
        call(&emulator, "POST", &format!("/organization_domains/{id}/verify"));
    }
    call_json(&emulator, "PUT", &path, &json!({"name": "Bar", "domains": []}));
    call(&emulator, "DELETE", &path);

    let user = post_json(&emulator, "/user_management/users", &json!({"email": "new@acme.com"})).json();
    let user = format!("/user_management/users/{}", user["id"].as_str().unwrap());
    call_json(&emulator, "PUT", &user, &json!({"first_name": "New"}));
    call(&emulator, "DELETE", &user);

    emulator.set_connection_state(INACTIVE, EmulatedConnectionState::Active).unwrap();
    emulator.set_connection_state(INACTIVE, EmulatedConnectionState::Inactive).unwrap();
    call(&emulator, "DELETE", &format!("/connections/{INACTIVE}"));

    browse(&emulator, &authorize(&format!("connection={SAML}")));
    emulator.advance(Duration::from_secs(600));
    let direct = Emulator::new();
    sign_in(&direct, &format!("connection={SAML}"));
    browse(&direct, &authorize(&format!("connection={SAML}&login_hint=nobody@acme.com")));

    let tokens =
        json!({"access_token": "gho_1", "refresh_token": "ghr_1", "expires_at": "2026-01-15T11:00:00.000Z"});
    let account = format!("/user_management/users/{JOHN}/connected_accounts/salesforce");
    let imported = post_json(&direct, &account, &tokens).json();
    direct.revoke_at_provider(imported["id"].as_str().unwrap()).unwrap();
    post_json(&direct, "/data-integrations/salesforce/token", &json!({"user_id": JOHN}));
    call(&direct, "DELETE", &account);
    let body = json!({"user_id": JOHN, "return_to": "https://yourapp.com/pipes"});
    let begun = post_json(&emulator, "/data-integrations/github/authorize", &body).json();
    let page = browse(&emulator, path_of(begun["url"].as_str().unwrap()));
    let denied = format!("token={}&decision=deny", page::token(&page));
    let denied = post_form(&emulator, "/_emulator/consent", &denied);
    browse(&emulator, path_of(&denied.location));

    let events = [emulator.events(), direct.events()].concat();
    let mut emitted = BTreeSet::new();
    for json in events {
        let event: Event = serde_json::from_str(&json.to_string()).unwrap();
        assert!(!event.is_undecodable() && !event.is_unknown(), "{event:?}");
        emitted.insert(event.name().to_owned());
    }
    assert_eq!(emitted, emitted_names());
}

#[test]
fn endpoints_and_lists_take_every_event_that_the_contract_offers_them() {
    let emulator = Emulator::new();
    let all = EventName::KNOWN.iter().map(EventName::as_str);
    let listed = all.clone().collect::<Vec<_>>().join(",");
    assert_eq!(call(&emulator, "GET", &format!("/events?events={listed}")).status, 200);
    let taken = all.filter(|name| {
        let body = json!({"endpoint_url": format!("https://yourapp.com/{name}"), "events": [name]});
        post_json(&emulator, "/webhook_endpoints", &body).status == 201
    });
    assert_eq!(taken.count(), 113);
}

#[test]
fn every_event_can_be_triggered_decodes_typed_and_is_listed_and_delivered() {
    let emulator = Emulator::new();
    let examples = send(&emulator, "GET", "/_emulator/events/examples", &[], "").json();
    let names: Vec<_> =
        examples["data"].as_array().unwrap().iter().map(|one| one["event"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 137);
    for name in &names {
        let body = json!({"event": name}).to_string();
        let triggered = send(&emulator, "POST", "/_emulator/events", &[], &body);
        assert_eq!(triggered.status, 201, "{}", triggered.text);
        let event: Event = serde_json::from_str(&triggered.text).unwrap();
        assert_eq!(event.name(), *name);
        assert!(!event.is_unknown() && !event.is_undecodable(), "{name}: {:?}", event.undecodable());
        let listed = call(&emulator, "GET", &format!("/events?events={name}")).json();
        assert_eq!(listed["data"][0], triggered.json(), "{name}");
    }
    let endpoint = json!({"endpoint_url": "https://yourapp.com/hook", "events": ["dsync.group.user_added"]});
    let headers = [("authorization", "Bearer sk_test_default")];
    send(&emulator, "POST", "/webhook_endpoints", &headers, &endpoint.to_string());
    let members = json!({"user": {"email": "ada@acme.com"}});
    let event = emulator.trigger_event("dsync.group.user_added", members).unwrap();
    let webhook = emulator.next_webhook().unwrap();
    let sent: Value = serde_json::from_slice(webhook.request().body()).unwrap();
    assert_eq!((&sent, sent["data"]["user"]["email"].as_str()), (&event, Some("ada@acme.com")));
    let unknown = emulator.trigger_event("dsync.user.craeted", json!({})).unwrap_err().to_string();
    assert!(unknown.contains("did you mean 'dsync.user.created'"), "{unknown}");
}
