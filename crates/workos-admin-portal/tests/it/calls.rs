//! Requests and responses of each call.

use futures_executor::block_on;
use serde_json::json;
use workos_admin_portal::{AdminPortal, Client, IntentOptions, PortalIntent, SsoIntentOptions};
use workos_transport_mock::{Reply, Script};

use crate::{LINK, link, portal, sent};

#[test]
fn a_link_is_requested_as_documented() {
    let script = Script::new().reply(Reply::json(201, link()));
    let call = portal(&script)
        .generate_link("org_01H1234567890ABCDEFGHIJK")
        .intent(PortalIntent::Sso)
        .return_url("https://yourapp.com/settings");
    assert_eq!(block_on(call.send()).unwrap().link.expose(), LINK);
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/portal/generate_link {"organization":"org_01H1234567890ABCDEFGHIJK","intent":"sso","return_url":"https://yourapp.com/settings"}"#
    );
}

#[test]
fn every_field_of_a_link_is_sent_except_the_allowed_hosts() {
    let script = Script::new().reply(Reply::json(201, link()));
    let call = portal(&script)
        .generate_link("org_1")
        .intent("bring_your_own_key")
        .return_url("https://yourapp.com/settings")
        .success_url("http://localhost:3000/done")
        .external_user_id("user_7")
        .it_contact_emails(["it@acme.com"])
        .admin_emails(["admin@acme.com"])
        .intent_options(
            IntentOptions::new()
                .sso(SsoIntentOptions::new().bookmark_slug("chatgpt").provider_type("GoogleSAML")),
        )
        .allow_return_hosts(["yourapp.com", "localhost"]);
    block_on(call.send()).unwrap();
    assert_eq!(
        sent(&script),
        concat!(
            "POST https://api.workos.com/portal/generate_link ",
            r#"{"organization":"org_1","intent":"bring_your_own_key","return_url":"https://yourapp.com/settings","#,
            r#""success_url":"http://localhost:3000/done","external_user_id":"user_7","#,
            r#""it_contact_emails":["it@acme.com"],"admin_emails":["admin@acme.com"],"#,
            r#""intent_options":{"sso":{"bookmark_slug":"chatgpt","provider_type":"GoogleSAML"}}}"#,
        )
    );
}

#[test]
fn all_seven_intents_are_known_and_a_new_one_is_sent_unchanged() {
    let known: Vec<_> = PortalIntent::KNOWN.iter().map(PortalIntent::as_str).collect();
    assert_eq!(
        known,
        [
            "sso",
            "dsync",
            "audit_logs",
            "log_streams",
            "domain_verification",
            "certificate_renewal",
            "bring_your_own_key"
        ]
    );
    let script = Script::new().reply(Reply::json(201, link()));
    block_on(portal(&script).generate_link("org_1").intent("brand_new").send()).unwrap();
    assert!(sent(&script).ends_with(r#"{"organization":"org_1","intent":"brand_new"}"#));
}

#[test]
fn a_link_is_read_from_either_status_on_any_host_and_never_printed() {
    for link in [
        "https://id.workos.com/portal/launch?token=canary",
        LINK,
        "http://127.0.0.1:4100/portal/launch?token=canary",
    ] {
        for status in [200, 201] {
            let answer =
                json!({"object": "portal_link", "id": "portal_1", "link": link, "expires_at": "soon"});
            let script = Script::new().reply(Reply::json(status, answer).header("x-request-id", "req_1"));
            let answer = block_on(portal(&script).generate_link("org_1").send_with_meta()).unwrap();
            assert_eq!(answer.value.link.expose(), link);
            assert_eq!((answer.meta.status(), answer.meta.request_id()), (status, Some("req_1")));
            assert!(!format!("{answer:?}").contains("canary"));
        }
    }
}

#[test]
fn links_of_a_user_are_revoked() {
    let script = Script::new().reply(Reply::status(204));
    block_on(portal(&script).revoke_link("org_1", "user_7").send()).unwrap();
    assert_eq!(
        sent(&script),
        r#"POST https://api.workos.com/portal/revoke_link {"organization":"org_1","external_user_id":"user_7"}"#
    );
}

#[test]
fn the_documented_list_of_icons_is_read() {
    let icons = json!([
        {"provider": "GoogleOAuth", "icon_url": "https://workos.com/icons/google.svg"},
        {"provider": "OktaSAML", "icon_url": "https://workos.com/icons/okta.svg"},
    ]);
    let script = Script::new().reply(Reply::json(200, icons));
    let icons = block_on(portal(&script).provider_icons().send()).unwrap();
    assert_eq!(icons.len(), 2);
    assert_eq!(icons[1].provider, "OktaSAML");
    assert_eq!(icons[1].icon_url.as_deref(), Some("https://workos.com/icons/okta.svg"));
    assert_eq!(sent(&script), "GET https://api.workos.com/portal/provider_icons");
}

#[test]
fn the_api_key_is_sent_only_to_the_configured_host() {
    let script = Script::new()
        .reply(Reply::status(302).header("location", "https://cdn.workos.com/provider-icons.json"))
        .reply(Reply::json(201, link()));
    let client = Client::builder()
        .api_key("sk_test_canary")
        .base_url("http://127.0.0.1:4100")
        .transport(script.clone())
        .build()
        .unwrap();
    let portal = AdminPortal::new(&client);
    assert_eq!(block_on(portal.provider_icons().send()).unwrap_err().status(), Some(302));
    block_on(portal.generate_link("org_1").send()).unwrap();
    for request in script.requests() {
        assert_eq!(request.uri().authority().unwrap(), "127.0.0.1:4100");
    }
}

#[test]
fn calls_are_send() {
    fn assert_send<T: Send>(_: &T) {}
    let portal = portal(&Script::new());
    assert_send(&portal.generate_link("org_1").send());
    assert_send(&portal.provider_icons().send());
}
