//! Flows of the older API reference for the Admin Portal, Widgets and Pipes, through the SDK. Then each row of its
//! error tables, with the hint of the SDK.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::Value;
use workos_client::{Client, Retry};
use workos_emulator::{DEFAULT_BASE_URL, Emulator, NewWebhookEndpoint, RateLimits};
use workos_kit::admin_portal::{AdminPortal, PortalIntent};
use workos_kit::organizations::Organizations;
use workos_kit::pipes::{
    ConnectErrorCode, ConnectedAccounts, DataIntegrations, InactiveReason, PIPES_WEBHOOK_EVENTS, PipesEvent,
    PipesReturn, TokenSource, random_state,
};
use workos_kit::widgets::{LifetimeError, WidgetPermission, WidgetScope, Widgets};
use workos_sso::{ConnectionState, Connections, Sso};
use workos_transport_mock::{Reply, Script};
use workos_webhooks::{VerifyError, WebhookVerifier};

use crate::error_tables::{check, client, emulator, unchanged};
use crate::test_env::{API_KEY, acme, parameter, run};

const JOHN: &str = "user_01HQRS5H000000000000000001";
const INITECH: &str = "org_01H1234567890ABCDEFGHIJK";
const SECRET: &str = "whsec_legacy";

/// Opens a page like a browser.
fn open(emulator: &Emulator, url: &str) -> Response<Bytes> {
    let request = Request::get(url).header(header::ACCEPT, "text/html").body(Bytes::new()).unwrap();
    emulator.handle(request)
}

/// Submits the form of a page like a browser.
fn submit(emulator: &Emulator, path: &str, page: &Response<Bytes>, fields: &str) -> Response<Bytes> {
    let html = std::str::from_utf8(page.body()).unwrap();
    let (_, rest) = html.split_once("name=\"token\" value=\"").unwrap();
    let token = rest.split('"').next().unwrap();
    let request = Request::post(format!("{DEFAULT_BASE_URL}{path}"))
        .header(header::ORIGIN, DEFAULT_BASE_URL)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Bytes::from(format!("token={token}&{fields}")))
        .unwrap();
    emulator.handle(request)
}

/// Follows redirects until one leaves the emulator, and returns its URL.
fn leave(emulator: &Emulator, mut answer: Response<Bytes>) -> String {
    for _ in 0..5 {
        assert_eq!(answer.status(), StatusCode::FOUND, "{:?}", answer.body());
        let location = answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
        if !location.starts_with(DEFAULT_BASE_URL) {
            return location;
        }
        answer = open(emulator, &location);
    }
    panic!("the redirects do not end");
}

/// Verifies the signature of a token with the key set, and returns its claims.
async fn claims(client: &Client, emulator: &Emulator, token: &str) -> Value {
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let head: Value = serde_json::from_slice(&decode(head)).unwrap();
    let keys = Sso::new(client).jwks(emulator.client_id()).send().await.unwrap().keys;
    let key = keys.iter().find(|key| head["kid"] == key.kid.as_str()).unwrap();
    RsaPublicKeyComponents { n: decode(&key.n), e: decode(&key.e) }
        .verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &decode(signature))
        .unwrap();
    serde_json::from_slice(&decode(claims)).unwrap()
}

/// Delivers all pending webhooks, verifies them, and returns their events.
fn received(emulator: &Emulator) -> Vec<(String, Value)> {
    let verifier = WebhookVerifier::new(SECRET).unwrap();
    let mut events = Vec::new();
    while let Some(webhook) = emulator.next_webhook() {
        let request = webhook.request();
        let signature = request.headers()["workos-signature"].to_str().unwrap();
        let verified = verifier.verify(request.body(), signature, emulator.now()).unwrap();
        let event = verified.event().unwrap();
        let is_legacy = event.name().starts_with("connection.")
            && verified.envelope().unwrap().data["object"] == "connected_account";
        assert!(is_legacy || !event.is_undecodable() && !event.is_unknown(), "{event:?}");
        let envelope = verified.envelope().unwrap();
        events.push((envelope.event, envelope.data));
        webhook.answered(&Response::new(Bytes::new()));
    }
    events
}

#[test]
fn an_administrator_sets_up_single_sign_on_in_the_portal() {
    run(async {
        let emulator = emulator(|builder| builder);
        let client = client(&emulator, API_KEY, unchanged);
        let organization = Organizations::new(&client).create("Acme Corporation").send().await.unwrap();
        let call = AdminPortal::new(&client).generate_link(&organization.id).intent(PortalIntent::Sso);
        let call =
            call.return_url("https://yourapp.com/admin/integrations").allow_return_hosts(["yourapp.com"]);
        let link = call.send().await.unwrap().link;
        assert!(link.expose().contains("/portal/launch?token="), "{link:?}");

        let page = open(&emulator, link.expose());
        assert_eq!(page.status(), StatusCode::OK);
        let saved = submit(&emulator, "/_emulator/portal", &page, "connection_type=OktaSAML");
        assert_eq!(leave(&emulator, saved), "https://yourapp.com/admin/integrations");
        let list = Connections::new(&client).list().organization_id(&organization.id).send().await.unwrap();
        let states: Vec<_> = list.data.into_iter().map(|connection| connection.state).collect();
        assert_eq!(states, [Some(ConnectionState::Active)]);
        assert_eq!(
            open(&emulator, link.expose()).status(),
            StatusCode::BAD_REQUEST,
            "the link is valid once"
        );
    });
}

#[test]
fn icons_of_the_documented_providers_are_listed() {
    run(async {
        let emulator = emulator(|builder| builder);
        let portal = AdminPortal::new(&client(&emulator, API_KEY, unchanged));
        let icons = portal.provider_icons().send().await.unwrap();
        for provider in ["GoogleOAuth", "OktaSAML"] {
            let icon = icons.iter().find(|icon| icon.provider == provider).unwrap();
            let image = open(&emulator, icon.icon_url.as_deref().unwrap());
            assert_eq!(image.headers()[header::CONTENT_TYPE], "image/svg+xml");
        }
    });
}

#[test]
fn widget_tokens_of_both_dialects_verify_against_the_key_set() {
    run(async {
        let emulator = emulator(|builder| builder);
        let client = client(&emulator, API_KEY, unchanged);
        let widgets = Widgets::new(&client);
        let call = widgets.token_for_widget_scope(acme(), WidgetScope::Sso).expires_in(600);
        let token = call.send().await.unwrap();
        assert_eq!(token.lifetime(emulator.now()).unwrap().as_secs(), 600);
        let jwt = token.token.expose().strip_prefix("widget_").unwrap();
        let scoped = claims(&client, &emulator, jwt).await;
        assert_eq!((&scoped["org_id"], &scoped["widget_scope"]), (&acme().as_str().into(), &"sso".into()));

        let call =
            widgets.token().organization_id(acme()).user_id(JOHN).scopes([WidgetPermission::ManageSso]);
        let token = call.send().await.unwrap();
        let scoped = claims(&client, &emulator, token.token.expose()).await;
        assert_eq!(scoped["sub"], JOHN);
        assert_eq!(scoped["scopes"], serde_json::json!(["widgets:sso:manage"]));
    });
}

#[test]
fn an_account_is_connected_used_and_disconnected() {
    run(async {
        let emulator = emulator(|builder| builder.interactive(true));
        let endpoint = NewWebhookEndpoint::new("https://yourapp.test/webhooks/workos", PIPES_WEBHOOK_EVENTS);
        emulator.add_webhook_endpoint(endpoint.secret(SECRET)).unwrap();
        let client = client(&emulator, API_KEY, unchanged);
        let (integrations, accounts) = (DataIntegrations::new(&client), ConnectedAccounts::new(&client));
        let tokens = TokenSource::new(&client);
        let state = random_state().unwrap();
        let call = integrations.authorize("github", JOHN).return_to("https://yourapp.com/connected");
        let url = call.state(&state).send().await.unwrap();

        let page = open(&emulator, url.expose());
        let approved =
            submit(&emulator, "/_emulator/consent", &page, "decision=approve&scope_0=on&scope_1=on");
        let back = leave(&emulator, approved);
        let query = back.strip_prefix("https://yourapp.com/connected?").unwrap();
        PipesReturn::parse(query, &state).unwrap();
        assert!(accounts.wait_until_connected(JOHN, "github").send().await.unwrap().is_connected());
        let vended = tokens.access_token(&JOHN.into(), "github", None).await.unwrap();
        assert!(!vended.require_active().unwrap().lacks_scopes());

        accounts.delete(JOHN, "github").send().await.unwrap();
        let vended = tokens.access_token(&JOHN.into(), "github", None).await.unwrap();
        assert_eq!(vended.require_active().unwrap_err().reason(), &InactiveReason::NotInstalled);
        let events = received(&emulator);
        let read: Vec<_> = events.iter().map(|(name, data)| PipesEvent::read(name, data)).collect();
        assert!(
            matches!(&read[..], [Some(PipesEvent::Connected(_)), Some(PipesEvent::Disconnected(_))]),
            "{read:?}"
        );
    });
}

#[test]
fn pipes_events_are_also_sent_in_the_legacy_dialect() {
    run(async {
        let emulator = emulator(|builder| builder.legacy_pipes_events(true));
        let names = ["connection.activated", "connection.deactivated", "connection.deleted"];
        let endpoint = NewWebhookEndpoint::new("https://yourapp.test/webhooks/workos", names);
        emulator.add_webhook_endpoint(endpoint.secret(SECRET)).unwrap();
        let client = client(&emulator, API_KEY, unchanged);
        let url = DataIntegrations::new(&client).authorize("slack", JOHN).return_to("https://yourapp.com/x");
        let url = url.state("s").send().await.unwrap();
        leave(&emulator, open(&emulator, url.expose()));
        ConnectedAccounts::new(&client).delete(JOHN, "slack").send().await.unwrap();
        let events = received(&emulator);
        let read = |(name, data): &(String, Value)| PipesEvent::read(name, data).unwrap();
        assert_eq!(events[0].0, "connection.activated");
        assert!(matches!(read(&events[0]), PipesEvent::Connected(_)));
        assert!(events.len() > 1 && events[1..].iter().all(|event| read(event).ends_access()), "{events:?}");
    });
}

#[test]
fn each_row_of_the_portal_error_table_has_its_hint() {
    run(async {
        const OPERATION: &str = "admin_portal.generate_link";
        let emulator = emulator(|builder| builder.rate_limits(RateLimits::legacy()));
        let generate = async |client: Client, organization: &str| {
            let call = AdminPortal::new(&client).generate_link(organization).intent(PortalIntent::Sso);
            call.return_url("https://yourapp.com/settings").send().await
        };
        let plain = || client(&emulator, API_KEY, unchanged);
        let error = generate(client(&emulator, "sk_canary_wrong", unchanged), INITECH).await.unwrap_err();
        check(&error, OPERATION, 401, "unauthorized", "WORKOS_API_KEY");
        let error = generate(plain(), "org_none").await.unwrap_err();
        check(&error, OPERATION, 404, "organization_not_found", "Create the organization");
        let rewritten = client(&emulator, API_KEY, |text| text.replace("\"sso\"", "\"everything\""));
        let error = generate(rewritten, INITECH).await.unwrap_err();
        check(&error, OPERATION, 422, "invalid_intent", "audit_logs");
        let rewritten =
            client(&emulator, API_KEY, |text| text.replace("https://yourapp.com/settings", "/settings"));
        let error = generate(rewritten, INITECH).await.unwrap_err();
        check(&error, OPERATION, 422, "invalid_url", "https");
        for _ in 0..100 {
            let _ = generate(plain(), INITECH).await;
        }
        let error = generate(plain(), INITECH).await.unwrap_err();
        check(&error, OPERATION, 429, "rate_limit_exceeded", "retry_after()");
        assert!(error.retry_after().is_some());
    });
}

#[test]
fn each_row_of_the_widgets_error_table_has_its_hint() {
    run(async {
        const OPERATION: &str = "widgets.token";
        let limited = emulator(|builder| builder.rate_limits(RateLimits::legacy()));
        let make = async |client: Client, organization: &str| {
            Widgets::new(&client).token_for_widget_scope(organization, WidgetScope::Sso).send().await
        };
        let without =
            client(&limited, API_KEY, |text| text.replace("\"organization_id\"", "\"organisation\""));
        let error = make(without, INITECH).await.unwrap_err();
        check(&error, OPERATION, 400, "invalid_request", "organization_id");
        let wrong = client(&limited, API_KEY, |text| text.replace("\"sso\"", "\"everything\""));
        let error = make(wrong, INITECH).await.unwrap_err();
        check(&error, OPERATION, 400, "invalid_request", "audit_logs");
        let error = make(client(&limited, "sk_canary_wrong", unchanged), INITECH).await.unwrap_err();
        check(&error, OPERATION, 401, "unauthorized", "WORKOS_API_KEY");
        let error = make(client(&limited, API_KEY, unchanged), "org_none").await.unwrap_err();
        check(&error, OPERATION, 404, "entity_not_found", "exist");
        let plain = client(&limited, API_KEY, unchanged);
        for _ in 0..600 {
            let _ = make(plain.clone(), "org_none").await;
        }
        let error = make(plain, INITECH).await.unwrap_err();
        check(&error, OPERATION, 429, "rate_limit_exceeded", "retry_after()");
        assert!(error.retry_after().is_some());

        // The emulator never returns a 500 by itself, so a script does.
        let script = Script::new().reply(Reply::status(500));
        let broken =
            Client::builder().api_key(API_KEY).retry(Retry::none()).transport(script).build().unwrap();
        let error = make(broken, INITECH).await.unwrap_err();
        assert_eq!(error.status(), Some(500));
        assert!(error.hint().unwrap().contains("backoff"), "{error}");
    });
}

#[test]
fn the_hint_for_a_short_lived_token_names_lifetime_or_clock() {
    run(async {
        let emulator = emulator(|builder| builder);
        let widgets = Widgets::new(&client(&emulator, API_KEY, unchanged));
        let token =
            widgets.token_for_widget_scope(acme(), WidgetScope::Sso).expires_in(5).send().await.unwrap();
        let error = token.lifetime(emulator.now()).unwrap_err();
        assert!(matches!(error, LifetimeError::TooShort(_)) && error.hint().contains("600"));
        let ahead = emulator.now().saturating_add(std::time::Duration::from_secs(900));
        let error = token.lifetime(ahead).unwrap_err();
        assert!(error == LifetimeError::Expired && error.hint().contains("clock"));
    });
}

#[test]
fn each_error_of_a_provider_is_recognised_on_the_return_and_in_the_event() {
    run(async {
        for (slug, error, fix) in [
            ("github", "bad_verification_code", "once"),
            ("slack", "invalid_code", "client id"),
            ("google", "redirect_uri_mismatch", "Google Cloud Console"),
            ("salesforce", "invalid_grant", "authorize again"),
            ("github", "invalid_redirect_uri", "character for character"),
            ("github", "invalid_scope", "scopes"),
            ("github", "connection_not_found", "environment"),
            ("github", "unauthorized", "fresh token"),
        ] {
            let emulator = emulator(|builder| builder.interactive(true));
            let endpoint = NewWebhookEndpoint::new("https://yourapp.test/hooks", PIPES_WEBHOOK_EVENTS);
            emulator.add_webhook_endpoint(endpoint.secret(SECRET)).unwrap();
            let integrations = DataIntegrations::new(&client(&emulator, API_KEY, unchanged));
            let state = random_state().unwrap();
            let call = integrations.authorize(slug, JOHN).return_to("https://yourapp.com/connected");
            let url = call.state(&state).send().await.unwrap();
            let page = open(&emulator, url.expose());
            let refused = submit(&emulator, "/_emulator/consent", &page, &format!("error={error}"));
            let back = leave(&emulator, refused);
            let query = back.split_once('?').unwrap().1;
            assert_eq!(parameter(query, "error"), error);
            let told = PipesReturn::parse(query, &state).unwrap_err();
            let code = told.code().unwrap();
            assert!(!matches!(code, ConnectErrorCode::Unknown(_)), "{error}");
            assert!(told.hint().unwrap().contains(fix), "{error}: {:?}", told.hint());

            let (name, data) = received(&emulator).remove(0);
            match PipesEvent::read(&name, &data) {
                Some(PipesEvent::ConnectionFailed(failure)) => {
                    assert_eq!(failure.provider_error.as_ref(), Some(code));
                    assert!(failure.hint().unwrap().contains(fix), "{error}");
                }
                other => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn a_missing_account_and_a_revoked_one_are_told_apart() {
    run(async {
        let emulator = emulator(|builder| builder);
        let client = client(&emulator, API_KEY, unchanged);
        let (integrations, accounts) = (DataIntegrations::new(&client), ConnectedAccounts::new(&client));
        let fetch = async || {
            let vended = integrations.access_token("salesforce", JOHN).send().await.unwrap();
            vended.require_active()
        };
        let missing = fetch().await.unwrap_err();
        assert_eq!(missing.reason(), &InactiveReason::NotInstalled);
        assert!(missing.hint().unwrap().contains("environment"));
        let url = integrations.authorize("salesforce", JOHN).return_to("https://yourapp.com/x").state("s");
        leave(&emulator, open(&emulator, url.send().await.unwrap().expose()));
        fetch().await.unwrap();
        let account = accounts.get(JOHN, "salesforce").send().await.unwrap();
        emulator.revoke_at_provider(account.id.as_str()).unwrap();
        emulator.advance(std::time::Duration::from_secs(24 * 3600));
        let revoked = fetch().await.unwrap_err();
        assert_eq!(revoked.reason(), &InactiveReason::NeedsReauthorization);
        assert!(revoked.hint().unwrap().contains("authorize again"));
    });
}

#[test]
fn a_webhook_with_another_secret_or_body_is_refused_with_a_hint() {
    let emulator = emulator(|builder| builder);
    let endpoint = NewWebhookEndpoint::new("https://yourapp.test/hooks", ["organization.created"]);
    emulator.add_webhook_endpoint(endpoint.secret(SECRET)).unwrap();
    emulator.add_organization(workos_emulator::NewOrganization::new("Acme")).unwrap();
    let webhook = emulator.next_webhook().unwrap();
    let body = webhook.request().body();
    let signature = webhook.request().headers()["workos-signature"].to_str().unwrap();
    let verify = |secret: &str, body: &[u8]| -> VerifyError {
        WebhookVerifier::new(secret).unwrap().verify(body, signature, emulator.now()).unwrap_err()
    };
    assert!(verify("whsec_of_another", body).hint().contains("secret"));
    assert!(verify(SECRET, &body[..body.len() - 1]).hint().contains("body"));
    let parsed: Value = serde_json::from_slice(body).unwrap();
    let again = serde_json::to_vec_pretty(&parsed).unwrap();
    assert!(verify(SECRET, &again).hint().contains("bytes"));
}
