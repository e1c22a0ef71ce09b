//! Snapshots of the whole state, going back to them, and to the start.

use std::time::Duration;

use http::StatusCode;
use serde_json::json;
use workos_emulator::{
    DeliveryState, DomainVerificationMode, Emulator, Fault, NewOrganization, NewProfile, NewUser,
    NewWebhookEndpoint, RateLimits, Reset, Snapshot,
};

use crate::*;

/// Leaves something in every part of the state of an interactive emulator.
pub(crate) fn everything(emulator: &Emulator) {
    let made = |answer: Answer| {
        assert!((200..300).contains(&answer.status), "{} {}", answer.status, answer.text);
        answer.json()
    };
    let post = |path: &str, body: Value| made(post_json(emulator, path, &body));
    let events = ["organization.created", "user.created"];
    post("/webhook_endpoints", json!({"endpoint_url": "https://app.test/hooks", "events": events}));
    let organization = post(
        "/organizations",
        json!({"name": "Kept", "external_id": "k1", "stripe_customer_id": "cus_k", "metadata": {"tier": "gold"},
            "domain_data": [{"domain": "kept.com", "state": "verified"}, {"domain": "kept.dev", "state": "pending"}]}),
    );
    let id = organization["id"].as_str().unwrap();
    assert_eq!(emulator.deliver_webhooks(|_| status(500)), 1);
    emulator.advance(Duration::from_secs(5));
    assert_eq!(emulator.deliver_webhooks(|_| status(204)), 1);
    let renamed = call_json(emulator, "PUT", &format!("/organizations/{id}"), &json!({"name": "Kept on"}));
    assert_eq!(renamed.status, 200);
    let pending =
        organization["domains"].as_array().unwrap().iter().find(|domain| domain["domain"] == "kept.dev");
    let pending = pending.unwrap()["id"].as_str().unwrap();
    let path = format!("/organization_domains/{pending}/verify");
    made(call(emulator, "POST", &path));
    post(&format!("/organizations/{id}/it_contacts"), json!({"email": "it@kept.com"}));
    let user = json!({"email": "kim@kept.com", "external_id": "kim", "metadata": {"a": "b"}});
    let user = post("/user_management/users", user);
    let gone = post("/user_management/users", json!({"email": "gone@kept.com"}));
    let path = format!("/user_management/users/{}", gone["id"].as_str().unwrap());
    assert!(call(emulator, "DELETE", &path).status < 300);
    assert_eq!(call(emulator, "DELETE", &format!("/connections/{OIDC}")).status, 204);
    let grace = NewProfile::new(SAML, "kim@kept.com").custom_attribute("a", json!({"b": [1, null]}));
    emulator.add_profile(grace).unwrap();

    // A page that is open, a code that is open, and one that was used.
    let page = || browse(emulator, &authorize(&format!("connection={SAML}")));
    let code = |page: &Answer| {
        let form = format!("token={}&profile=prof_01HQRS5H000000000000000001", page::token(page));
        post_form(emulator, "/_emulator/sign-in", &form).code()
    };
    page();
    code(&page());
    let token = exchange(emulator, &code(&page()), SECRET).json();
    emulator.inject(Fault::on("sso.profile_by_post").expire().count(1)).unwrap();
    let expired = json!({"access_token": token["access_token"]});
    assert_eq!(post_json(emulator, "/sso/profile", &expired).status, 401);
    emulator.clear_faults();
    let profile = token["profile"]["id"].as_str().unwrap();
    let oidc = emulator.add_profile(NewProfile::new(GOOGLE, "new@example.com")).unwrap();
    assert!(!profile.is_empty() && !oidc.is_empty());
    let connection = workos_emulator::NewConnection::new("GenericOIDC").organization(ACME);
    let connection = emulator.add_connection(connection).unwrap();
    let person = emulator.add_profile(NewProfile::new(connection, "out@acme.com")).unwrap();
    post(&format!("/connections/{SAML}/saml_sp_signing_cert"), json!({}));
    post("/sso/logout/authorize", json!({"profile_id": person}));

    let link = json!({"organization": ACME, "intent": "sso", "external_user_id": "them"});
    let opened = post("/portal/generate_link", link.clone());
    post("/portal/generate_link", link);
    assert_eq!(browse(emulator, path_of(opened["link"].as_str().unwrap())).status, 200);

    let account = format!("/user_management/users/{}/connected_accounts", user["id"].as_str().unwrap());
    made(post_keyed(emulator, &format!("{account}/github"), "key-1", &json!({"access_token": "gho_1"})));
    let configuration = format!("/organizations/{ACME}/data_integration_configurations/slack");
    assert_eq!(call_json(emulator, "PUT", &configuration, &json!({"scopes": ["chat"]})).status, 200);
    post("/data-integrations/google/authorize", json!({"user_id": JOHN, "return_to": CALLBACK}));
    let consent = post("/data-integrations/slack/authorize", json!({"user_id": JOHN}));
    let consent = page::token(&browse(emulator, path_of(consent["url"].as_str().unwrap())));
    let approved = post_form(emulator, "/_emulator/consent", &format!("token={consent}&decision=approve"));
    assert_eq!(approved.status, 302);
    connect_code(emulator, "salesforce");

    let empty: Vec<_> = state_of(emulator)["state"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, table)| table.as_array().unwrap().is_empty())
        .map(|(name, _)| name.clone())
        .collect();
    assert_eq!(empty, [""; 0]);
}

/// Has John consent at a provider of an interactive emulator; the connect code that waits for its verifier.
pub(crate) fn connect_code(emulator: &Emulator, slug: &str) -> String {
    let body = json!({
        "user_id": JOHN, "return_to": CALLBACK, "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    });
    let begun = post_json(emulator, &format!("/data-integrations/{slug}/authorize"), &body).json();
    let consent = page::token(&browse(emulator, path_of(begun["url"].as_str().unwrap())));
    let approved = post_form(emulator, "/_emulator/consent", &format!("token={consent}&decision=approve"));
    let back = browse(emulator, path_of(&approved.location));
    back.param("connect_code").unwrap().to_owned()
}

fn status(status: u16) -> Response<Bytes> {
    Response::builder().status(status).body(Bytes::new()).unwrap()
}

/// A snapshot as JSON, without where its ids stand.
pub(crate) fn state_of(emulator: &Emulator) -> Value {
    let mut snapshot = serde_json::to_value(emulator.snapshot()).unwrap();
    let mark = snapshot["mark"].as_object_mut().unwrap();
    assert!(mark.remove("next_id").is_some() && mark.remove("next_request_id").is_some());
    snapshot
}

fn json_of(emulator: &Emulator) -> Value {
    serde_json::to_value(emulator.snapshot()).unwrap()
}

#[test]
fn going_back_to_a_snapshot_brings_everything_back_ids_and_time_included() {
    let emulator = Emulator::builder().interactive(true).build().unwrap();
    everything(&emulator);
    let snapshot = emulator.snapshot();
    let before = json_of(&emulator);
    let go_on = || {
        emulator.advance(Duration::from_secs(30));
        let answer = post_json(&emulator, "/organizations", &json!({"name": "Later"}));
        call(&emulator, "DELETE", &format!("/organizations/{ACME}"));
        (answer.text, answer.headers["x-request-id"].clone(), json_of(&emulator))
    };
    let first = go_on();
    assert_ne!(first.2, before);
    emulator.restore(&snapshot).unwrap();
    assert_eq!((json_of(&emulator), emulator.now()), (before, snapshot.now()));
    assert_eq!(go_on(), first);
}

#[test]
fn a_snapshot_survives_its_json_and_another_emulator_goes_on_from_it() {
    let emulator = Emulator::builder().interactive(true).build().unwrap();
    everything(&emulator);
    let text = serde_json::to_string(&emulator.snapshot()).unwrap();
    let read: Snapshot = serde_json::from_str(&text).unwrap();
    let other = Emulator::builder().seed(77).interactive(true).build().unwrap();
    other.restore(&read).unwrap();
    assert_eq!(serde_json::to_string(&other.snapshot()).unwrap(), text);
    for emulator in [&emulator, &other] {
        // What is unique still is: this was not written down, but found again.
        let taken = |body: &Value| post_json(emulator, "/organizations", body).status;
        assert_eq!(taken(&json!({"name": "X", "external_id": "k1"})), 400);
        assert_eq!(taken(&json!({"name": "X", "domains": ["kept.com"]})), 409);
        assert!(emulator.add_user(NewUser::new("KIM@kept.com")).is_err());
        assert_eq!(call(emulator, "GET", "/organizations/external_id/k1").json()["name"], "Kept on");
        emulator.advance(Duration::from_secs(10));
        assert_eq!(emulator.event_count("organization_domain.verified"), 1);
    }
    assert_eq!(json_of(&other), json_of(&emulator));
}

#[test]
fn a_snapshot_that_contradicts_itself_or_is_of_another_version_is_refused() {
    let good = json_of(&Emulator::new());
    let read = |value: &Value| serde_json::from_value::<Snapshot>(value.clone()).map_err(|e| e.to_string());
    assert!(read(&good).is_ok());
    let refused = |change: &dyn Fn(&mut Value), message: &str| {
        let mut bad = good.clone();
        change(&mut bad);
        let error = read(&bad).unwrap_err();
        assert!(error.contains(message), "{error}");
    };
    refused(&|bad| bad["version"] = json!(2), "version 2");
    refused(&|bad| bad["state"]["organisations"] = json!([]), "unknown field `organisations`");
    refused(&|bad| bad["state"]["organizations"] = json!([]), "which does not exist");
    refused(&|bad| bad["state"]["connections"][0]["object"]["connection_type"] = json!("Fax"), "'Fax'");
    refused(&|bad| bad["state"]["connections"][1]["place"] = json!(0), "is taken");
    refused(&|bad| bad["state"]["connections"][1]["object"]["id"] = json!("conn_x"), "conn_x");
    refused(&|bad| bad["state"]["connections"][1]["place"] = json!(u64::MAX), "out of range");
    refused(
        &|bad| {
            let users = bad["state"]["users"].as_array_mut().unwrap();
            let mut twin = users[0].clone();
            (twin["id"], twin["object"]["id"], twin["place"]) = (json!("u2"), json!("u2"), json!(9));
            users.push(twin);
        },
        "two objects have the e-mail address 'user@example.com'",
    );
    let mut bare = good.clone();
    bare["state"] = json!({});
    let emulator = Emulator::new();
    emulator.restore(&read(&bare).unwrap()).unwrap();
    assert_eq!(ids(&call(&emulator, "GET", "/organizations")), [""; 0]);
}

#[test]
fn a_snapshot_prints_as_a_summary() {
    let shown = format!("{:?}", Emulator::new().snapshot());
    assert!(shown.contains("organizations: 5") && shown.len() < 300, "{shown}");
}

#[test]
fn after_a_reset_an_emulator_is_like_new() {
    let build = || {
        let endpoint = NewWebhookEndpoint::new("https://app.test/more", ["user.created"]).secret("whsec_x");
        let mut fixture = workos_emulator::Fixture::default();
        fixture.webhook_endpoints = vec![endpoint];
        let builder = Emulator::builder().seed(5).fixture(fixture).interactive(true);
        builder.domain_verification(DomainVerificationMode::Succeed).build().unwrap()
    };
    let story = |emulator: &Emulator| {
        let user = post_json(emulator, "/user_management/users", &json!({"email": "ada@acme.com"}));
        (user.text, user.headers["x-request-id"].clone(), json_of(emulator))
    };
    let (emulator, new) = (build(), build());
    let at_first = json_of(&emulator);
    everything(&emulator);
    emulator.reset();
    assert_eq!(json_of(&emulator), at_first);
    assert_eq!(story(&emulator), story(&new));
    assert_eq!(emulator.now(), new.now());
    emulator.reset();
    assert_eq!((emulator.events().len(), emulator.deliveries().len()), (0, 0));
}

#[test]
fn a_reset_and_a_restore_forget_what_was_used_of_the_rate_limits() {
    let limits = RateLimits::per_key(1, Duration::from_secs(60));
    let emulator = Emulator::builder().rate_limits(limits).build().unwrap();
    let snapshot = emulator.snapshot();
    let statuses = || [(); 2].map(|()| call(&emulator, "GET", "/connections").status);
    assert_eq!(statuses(), [200, 429]);
    emulator.reset();
    assert_eq!(statuses(), [200, 429]);
    emulator.restore(&snapshot).unwrap();
    assert_eq!(statuses(), [200, 429]);
}

#[test]
fn a_webhook_that_is_on_its_way_is_dropped_with_everything_else() {
    let emulator = Emulator::new();
    let add = || {
        let hooks = NewWebhookEndpoint::new("https://app.test/hooks", ["organization.created"]);
        emulator.add_webhook_endpoint(hooks).unwrap();
        emulator.add_organization(NewOrganization::new("Acme")).unwrap();
        emulator.next_webhook().unwrap()
    };
    let (answered, dropped) = (add(), {
        emulator.reset();
        add()
    });
    emulator.reset();
    let current = add();
    // The same ids, and another state: neither touches what goes on now.
    answered.answered(&Response::new(Bytes::new()));
    drop(dropped);
    assert!(emulator.next_webhook().is_none());
    current.answered(&Response::builder().status(StatusCode::CREATED).body(Bytes::new()).unwrap());
    let deliveries = emulator.deliveries();
    assert_eq!((deliveries.len(), deliveries[0].attempts.len()), (1, 1));
    assert_eq!(deliveries[0].state, DeliveryState::Delivered);
}

#[test]
fn what_was_on_its_way_in_a_snapshot_is_sent_again() {
    let emulator = Emulator::new();
    let hooks = NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]);
    emulator.add_webhook_endpoint(hooks).unwrap();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    let webhook = emulator.next_webhook().unwrap();
    let snapshot = emulator.snapshot();
    webhook.answered(&status(204));
    emulator.restore(&snapshot).unwrap();
    assert_eq!(emulator.deliver_webhooks(|_| status(204)), 1);
}

#[test]
fn a_reload_is_a_reset_to_another_seed_that_keeps_the_time_and_the_faults() {
    let emulator = Emulator::new();
    emulator.advance(Duration::from_secs(3600));
    let now = emulator.now();
    emulator.add_user(NewUser::new("lost@acme.com")).unwrap();
    let fault = Fault::on("users.get").reset(Reset::Inside);
    emulator.inject(fault).unwrap();
    let seed = "client_ids: [client_2]\nusers: [{id: user_2, email: new@acme.com}]";
    emulator.reload(Emulator::builder().fixture_yaml(seed)).unwrap();
    let users = || ids(&call(&emulator, "GET", "/user_management/users"));
    assert_eq!((users(), emulator.now()), (vec!["user_2".to_owned()], now));
    assert_eq!((emulator.faults().len(), emulator.events().len()), (1, 0));
    let clients = send(&emulator, "GET", "/_emulator/objects/clients", &[], "").json();
    assert_eq!((&clients["total"], &clients["data"][0]["id"]), (&json!(1), &json!("client_2")));

    emulator.add_user(NewUser::new("later@acme.com")).unwrap();
    let broken = "users: [{id: user_3, email: none}, {id: user_4, email: neither}]";
    let errors = emulator.reload(Emulator::builder().fixture_yaml(broken)).unwrap_err();
    assert_eq!((errors.len(), users().len()), (2, 2));
    emulator.reset();
    assert_eq!(users(), ["user_2"]);
}
