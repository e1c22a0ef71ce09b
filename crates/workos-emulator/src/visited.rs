//! Tests that requests visit only what they return, change or search.

use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};

use crate::base::ids::Moment;
use crate::domains::sso::model::Session;
use crate::store::collection::visits;
use crate::{
    EmulatedConnectionState, Emulator, NewConnection, NewOrganization, NewProfile, NewUser,
    NewWebhookEndpoint,
};

const MANY: usize = 10_000;
/// The objects that the request is about and their owners, the events and the cursors beside a page.
const FEW: usize = 40;

/// Sends a request with the API key; returns its answer and the number of entries that it visited.
fn visited(emulator: &Emulator, method: &str, path: &str, body: &Value) -> (u16, Value, usize) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", "Bearer sk_test_default")
        .header("content-type", "application/json")
        .body(Bytes::from(body));
    let before = visits::number();
    let answer = emulator.handle(request.unwrap());
    let number = visits::number() - before;
    (answer.status().as_u16(), serde_json::from_slice(answer.body()).unwrap_or(Value::Null), number)
}

/// An environment with very many objects of each kind; returns the id of the organization that owns most.
fn crowded() -> (Emulator, String) {
    let emulator = Emulator::builder().journal_limit(0).build().unwrap();
    let owner = emulator.add_organization(NewOrganization::new("Owner")).unwrap();
    let shared = emulator.shared();
    let moment = Moment { ids: &shared.env.ids, now: emulator.now() };
    let mut state = shared.state();
    for number in 0..MANY {
        let user = NewUser::new(format!("user{number}@acme.com")).external_id(format!("u{number}"));
        state.add_user(user, moment).unwrap();
        let organization = NewOrganization::new(format!("Org {number}")).domain(format!("d{number}.com"));
        state.add_organization(organization, moment).unwrap();
        let kind = if number % 1000 == 0 { "OktaSAML" } else { "GoogleSAML" };
        let connection =
            NewConnection::new(kind).organization(&owner).name("Many").domain(format!("c{number}.com"));
        let connection = connection.state(EmulatedConnectionState::Inactive);
        state.add_connection(connection, moment).unwrap();
        state.add_it_contact(&owner, &format!("it{number}@acme.com"), moment).unwrap();
        let endpoint = NewWebhookEndpoint::new(format!("https://app.test/{number}"), ["dsync.activated"]);
        state.add_webhook_endpoint(endpoint, moment).unwrap();
        state.add_pending_domain(&owner, &format!("p{number}.com"), moment).unwrap();
        let person = NewProfile::new("conn_01HQRS5H000000000000000001", format!("p{number}@acme.com"));
        state.add_profile(person, moment).unwrap();
        let session = Session { profile_id: format!("prof_{number}") };
        state.sso.sessions.insert(moment.now, format!("session_{number}"), session);
    }
    drop(state);
    (emulator, owner)
}

#[test]
fn a_request_visits_only_what_it_returns_changes_or_searches() {
    let (emulator, owner) = crowded();
    sign_in_visits_few(&emulator, &owner);
    let few = |method: &str, path: &str, body: Value| {
        let (status, answer, number) = visited(&emulator, method, path, &body);
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        assert!(number <= FEW, "{method} {path} visits {number} entries");
        answer
    };
    let id = |answer: &Value| answer["id"].as_str().unwrap().to_owned();

    for path in [
        "/organizations?limit=10",
        "/organizations?domains=d7.com",
        "/user_management/users?limit=10",
        "/user_management/users?email=user7@acme.com",
        "/connections?limit=10",
        "/connections?limit=10&connection_type=OktaSAML",
        "/connections?limit=10&connection_type=SAML",
        "/connections?domain=c7.com",
        "/connections?domain=c7.com&connection_type=OktaSAML",
        &format!("/connections?organization_id={owner}&connection_type=OktaSAML&domain=c1000.com"),
        "/webhook_endpoints?limit=10",
        "/data-integrations?ownership=organization",
        "/events?events=user.created&limit=10",
        "/events?events=organization.deleted,user.deleted&limit=10",
        &format!("/events?events=organization_domain.created&organization_id={owner}&limit=10"),
        "/events?events=user.created,organization.created&range_start=2026-01-01T00:00:00Z&limit=10",
    ] {
        few("GET", path, Value::Null);
    }

    let user =
        id(&few("POST", "/user_management/users", json!({"email": "new@acme.com", "external_id": "new"})));
    let user_path = format!("/user_management/users/{user}");
    few("GET", &user_path, Value::Null);
    few("GET", "/user_management/users/external_id/new", Value::Null);
    few("PUT", &user_path, json!({"email": "newer@acme.com"}));

    let body = json!({"name": "New", "domain_data": [{"domain": "new.com", "state": "verified"}]});
    let organization = id(&few("POST", "/organizations", body));
    let path = format!("/organizations/{organization}");
    few("GET", &path, Value::Null);
    few("PUT", &path, json!({"name": "Newer", "external_id": "new", "domains": ["newer.com"]}));
    few("GET", "/organizations/external_id/new", Value::Null);

    let contact =
        id(&few("POST", &format!("/organizations/{owner}/it_contacts"), json!({"email": "new@acme.com"})));
    few("POST", &format!("/organizations/{owner}/it_contacts/{contact}/invite"), json!({"intents": ["sso"]}));
    few("DELETE", &format!("/organizations/{owner}/it_contacts/{contact}"), Value::Null);

    let domain =
        id(&few("POST", "/organization_domains", json!({"organization_id": owner, "domain": "one.com"})));
    few("GET", &format!("/organization_domains/{domain}"), Value::Null);
    few("POST", &format!("/organization_domains/{domain}/verify"), Value::Null);
    few("DELETE", &format!("/organization_domains/{domain}"), Value::Null);

    let options = json!({"client_id": "x", "client_secret": "y", "discovery_endpoint": "https://idp.test/"});
    let body = json!({"organization_id": organization, "external_id": "e", "oidc_options": options});
    let connection = id(&few("POST", "/connections", body));
    few("GET", &format!("/connections/{connection}"), Value::Null);
    few("PATCH", &format!("/connections/{connection}"), json!({"name": "Newer", "external_id": "f"}));
    few("DELETE", &format!("/connections/{connection}"), Value::Null);

    let body = json!({"endpoint_url": "https://app.test/new", "events": ["user.created"]});
    let endpoint = id(&few("POST", "/webhook_endpoints", body));
    few(
        "PATCH",
        &format!("/webhook_endpoints/{endpoint}"),
        json!({"endpoint_url": "https://app.test/newer"}),
    );
    few("DELETE", &format!("/webhook_endpoints/{endpoint}"), Value::Null);

    let body = json!({"provider": "box", "auth_methods": ["api_key"], "enabled": true});
    few("POST", "/data-integrations", body);
    few("GET", "/data-integrations/box", Value::Null);
    few("PUT", "/data-integrations/box/api-key", json!({"user_id": user, "secret": "secret"}));
    few("POST", "/data-integrations/box/credentials", json!({"user_id": user}));
    few("GET", &format!("/user_management/users/{user}/connected_accounts/box"), Value::Null);
    few("GET", &format!("/user_management/users/{user}/data_providers"), Value::Null);
    few("DELETE", "/data-integrations/box", Value::Null);

    few("DELETE", &user_path, Value::Null);
    few("DELETE", &path, Value::Null);
}

/// Signs in by every selector, without a key.
fn sign_in_visits_few(emulator: &Emulator, owner: &str) {
    let sign_in =
        "/sso/authorize?client_id=client_test&redirect_uri=https://yourapp.com/callback&response_type=code";
    let connection = "conn_01HQRS5H000000000000000001";
    for selector in [
        format!("connection={connection}"),
        format!("connection={connection}&login_hint=p9999@acme.com"),
        format!("connection={connection}&login_hint=nobody@acme.com"),
        "provider=GoogleOAuth&login_hint=new@acme.com".to_owned(),
        format!("organization={owner}"),
    ] {
        let before = visits::number();
        let request = Request::get(format!("{sign_in}&{selector}")).body(Bytes::new()).unwrap();
        assert_eq!(emulator.handle(request).status().as_u16(), 302, "{selector}");
        let number = visits::number() - before;
        assert!(number <= FEW, "{selector} visits {number} entries");
    }
    // The end of a connection ends the sessions of its people only.
    let shared = emulator.shared();
    let mut state = shared.state();
    let moment = Moment { ids: &shared.env.ids, now: emulator.now() };
    let empty = state.add_connection(NewConnection::new("OktaSAML"), moment).unwrap();
    let before = visits::number();
    state.remove_connection(&empty, moment);
    assert!(visits::number() - before <= FEW);
}
