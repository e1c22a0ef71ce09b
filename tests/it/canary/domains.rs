//! No output contains a secret, for Pipes, organizations and wrapping transports.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use workos_client::{Client, Error, Retry};
use workos_kit::organizations::{OrganizationDomains, Organizations};
use workos_kit::pipes::{
    ApiKeyInstallation, AuthMethod, CodeVerifier, ConnectAttempt, ConnectedAccounts, DataIntegrations,
    IntegrationCredentials, PipesReturn, TokenSource,
};
use workos_kit::sso::{Connections, Sso};
use workos_transport::{Transport, TransportErrorKind};
use workos_transport_cache::{CachePolicy, Cached};
use workos_transport_limit::{RateLimited, Rule, Rules};
use workos_transport_mock::{Reply, Script};
use workos_transport_record::{Recorder, Replay};

use super::CapturedOutput;
use crate::test_env::{API_KEY, acme, run};

fn client(transport: impl Transport + 'static) -> Client {
    let builder = Client::builder().api_key(API_KEY).client_id("client_1").transport(transport);
    builder.retry(Retry::none()).build().unwrap()
}

/// Returns responses to a request that carries a secret: some echo the secret, some break off, and the last is good.
fn answers(carried: &str, good: &Value) -> Vec<Reply> {
    let echo = json!({
        "message": format!("{API_KEY} {carried}"), "code": carried, "error_description": carried,
        "errors": [{"field": carried, "message": API_KEY, "code": carried}],
    });
    let text = good.to_string();
    let mut replies: Vec<_> =
        [400, 401, 404, 409, 422, 429, 500].map(|status| Reply::json(status, echo.clone())).into();
    replies.extend([
        Reply::text(200, &text[..text.len() - 2]),
        Reply::text(502, format!("<html>{API_KEY} {carried}</html>")),
        Reply::error(TransportErrorKind::Lost),
        Reply::json(200, good.clone()),
    ]);
    replies
}

/// Sends a call once for each response, and captures the outcome.
async fn capture_all<T: std::fmt::Debug>(
    output: &CapturedOutput,
    carried: &str,
    good: &Value,
    send: impl AsyncFn(Client, &CapturedOutput) -> Result<T, Error>,
) {
    let replies = answers(carried, good);
    let last = replies.len() - 1;
    for (at, reply) in replies.into_iter().enumerate() {
        let outcome = send(client(Script::new().reply(reply)), output).await;
        assert_eq!(outcome.is_ok(), at == last, "{:?}", outcome.err());
        match outcome {
            Ok(value) => output.debug(&value),
            Err(error) => {
                output.error(&error);
                output.debug(&error.hint());
            }
        }
    }
}

fn account() -> Value {
    json!({"object": "connected_account", "id": "data_installation_1", "user_id": "user_1", "organization_id": null,
        "scopes": ["repo"], "state": "connected", "created_at": "2026-01-15T12:00:00.000Z",
        "updated_at": "2026-01-15T12:00:00.000Z"})
}

fn integration() -> Value {
    json!({"object": "data_integration", "id": "data_integration_1", "slug": "github", "integration_type": "github",
        "description": null, "enabled": true, "state": "valid", "scopes": null, "redirect_uri": "https://x/cb",
        "auth_methods": ["oauth"], "credentials": null, "installation": null,
        "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z"})
}

#[test]
fn connecting_accounts_shows_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let url = json!({"url": "https://api.workos.com/canary_link"});
        capture_all(&output, "canary_secret_1", &url, async |client, output| {
            let call = DataIntegrations::new(&client).authorize("github", "user_1");
            let call = call.return_to("https://yourapp.com/back").state("canary_secret_1");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        output.debug(&PipesReturn::parse("state=canary_1&tab=canary_2", "canary_1"));
        for query in
            ["state=canary_1", "error=canary_secret_1&state=canary_1&state=canary_1", "state=%zzcanary"]
        {
            output.error(&PipesReturn::parse(query, "canary_other").unwrap_err());
        }
        let custom = IntegrationCredentials::custom("id", "canary_secret_1");
        output.debug(&custom);
        for carried in ["canary_secret_1", "canary_secret_2"] {
            capture_all(&output, carried, &integration(), async |client, output| {
                let call = DataIntegrations::new(&client).create("github").credentials(custom.clone());
                let call = call.api_key(ApiKeyInstallation::new("canary_secret_2", "user_1"));
                output.debug(&call);
                call.send_with_meta().await
            })
            .await;
        }
        capture_all(&output, "canary_secret_1", &account(), async |client, output| {
            let call = DataIntegrations::new(&client).set_api_key("github", "user_1", "canary_secret_1");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        capture_all(&output, "canary_secret_2", &account(), async |client, output| {
            let integrations = DataIntegrations::new(&client);
            let call = integrations.set_client_credentials("github", "user_1", "id", "canary_secret_2");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        capture_all(&output, "canary_secret_2", &account(), async |client, output| {
            let call = ConnectedAccounts::new(&client).create("user_1", "github");
            let call = call.access_token("canary_secret_1").refresh_token("canary_secret_2");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn finishing_a_connection_shows_neither_code_nor_verifier() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let verifier = "canary_verifier_".repeat(3);
        let stored = format!("canary_state.{verifier}").into();
        let attempt = ConnectAttempt::from_server_session(&stored).unwrap();
        output.debug(&(&stored, &attempt, attempt.to_server_session()));
        for text in [format!("canary_state.{verifier}="), format!("canary_state{verifier}")] {
            output.error(&ConnectAttempt::from_server_session(&text.into()).unwrap_err());
        }
        output.error(&CodeVerifier::from_secret("canary_short").unwrap_err());
        for query in [
            "connect_code=canary_code",
            "connect_code=canary_code&state=canary_other",
            "connect_code=canary_code&connect_code=canary_code&state=canary_state",
            "connect_code=&state=canary_state",
            "error=access_denied&connect_code=canary_code&state=canary_state",
        ] {
            match attempt.clone().complete(query) {
                Ok(returned) => output.debug(&returned),
                Err(error) => output.error(&error),
            }
        }
        let returned = attempt.clone().complete("connect_code=canary_code&state=canary_state").unwrap();
        output.debug(&returned);

        let url = json!({"url": "https://api.workos.com/canary_link", "state": "canary_state",
            "completion": "finish_required"});
        capture_all(&output, "canary_state", &url, async |client, output| {
            let call = DataIntegrations::new(&client).authorize("github", "user_1");
            let call = call.return_to("https://yourapp.com/back").attempt(&attempt);
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        let finished = json!({"connected_account": account()});
        for carried in ["canary_code", verifier.as_str()] {
            capture_all(&output, carried, &finished, async |client, output| {
                let call = DataIntegrations::new(&client).finish_attempt(&returned);
                output.debug(&call);
                call.send_with_meta().await
            })
            .await;
        }
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn exchanging_an_id_token_shows_no_token() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let profile = json!({"object": "profile", "id": "prof_1", "connection_id": "conn_1",
            "connection_type": "GenericOIDC", "organization_id": "org_1", "email": "ada@acme.com",
            "first_name": "Ada", "last_name": "Lovelace", "idp_id": "1", "raw_attributes": {}});
        let good = json!({"token_type": "Bearer", "access_token": "canary_access_token", "expires_in": 600,
            "profile": profile});
        capture_all(&output, "canary_id_token", &good, async |client, output| {
            let call = Sso::new(&client).exchange_id_token("canary_id_token", "org_1");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        let refused = Sso::new(&client(Script::new())).exchange_id_token("canary_id_token", "");
        output.debug(&refused);
        output.error(&refused.send().await.unwrap_err());
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn using_connected_accounts_shows_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let token = json!({"active": true, "access_token": {"object": "access_token",
            "access_token": "canary_token", "expires_at": null, "scopes": [], "missing_scopes": []}});
        capture_all(&output, API_KEY, &token, async |client, output| {
            let tokens = TokenSource::new(&client).reuse(Duration::from_secs(60));
            let token = tokens.access_token(&"user_1".into(), "github", None).await;
            output.debug(&tokens);
            token
        })
        .await;
        for credential in [
            json!({"auth_method": "oauth", "value": "canary_token", "expires_at": null}),
            json!({"auth_method": "api_key", "value": "canary_key", "expires_at": null}),
            json!({"auth_method": "brand_new", "value": "canary_key"}),
        ] {
            let mut credential = credential;
            (credential["object"], credential["scopes"], credential["missing_scopes"]) =
                (json!("credential"), json!([]), json!([]));
            let good = json!({"active": true, "credential": credential});
            capture_all(&output, API_KEY, &good, async |client, output| {
                let call = DataIntegrations::new(&client).credentials("github", "user_1");
                output.debug(&call);
                call.send_with_meta().await
            })
            .await;
        }
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn organizations_and_their_domains_show_no_key() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let organization = json!({"object": "organization", "id": "org_1", "name": "Acme", "domains": [],
            "metadata": {}, "external_id": null, "created_at": "2026-01-15T12:00:00.000Z",
            "updated_at": "2026-01-15T12:00:00.000Z"});
        capture_all(&output, API_KEY, &organization, async |client, output| {
            let organizations = Organizations::new(&client);
            output.debug(&organizations);
            let call = organizations.update("org_1").name("Acme").external_id("acme");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        let domain = json!({"object": "organization_domain", "id": "org_domain_1", "organization_id": "org_1",
            "domain": "acme.com", "state": "pending", "created_at": "2026-01-15T12:00:00.000Z",
            "updated_at": "2026-01-15T12:00:00.000Z"});
        capture_all(&output, API_KEY, &domain, async |client, output| {
            let call = OrganizationDomains::new(&client).create("acme.com", "org_1");
            output.debug(&call);
            call.send_with_meta().await
        })
        .await;
        output.assert_contains_none_of(&[API_KEY]);
    });
}

#[test]
fn wrapping_transports_and_cassettes_show_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let list = json!({"object": "list", "data": [], "list_metadata": {"before": null, "after": null}});
        let token = json!({"active": true, "access_token": {"object": "access_token",
            "access_token": "canary_token", "expires_at": null, "scopes": [], "missing_scopes": []}});
        let url = json!({"url": "https://api.workos.com/data-integrations/canary2czJKmVAraSBg8x/authorize-redirect",
            "state": "canary_state"});
        let key = json!({"active": true, "credential": {"object": "credential", "auth_method": "api_key",
            "value": "canary_key", "expires_at": null, "scopes": [], "missing_scopes": []}});
        let mut token = token;
        token["access_token"]["expires_at"] = json!("2026-01-15T13:00:00.000Z");
        let script = Script::new().replies([list, token, url, key].map(|body| Reply::json(200, body)));
        let recorded = Arc::new(Recorder::in_memory(script));
        let recorder = Arc::clone(&recorded);
        let rules = Rules::none().with(Rule::new("four", 8, Duration::from_secs(60)).with_burst(4));
        let limited = RateLimited::new(recorded, rules.clone());
        let cached = Cached::new(limited, CachePolicy::connections());
        output.debug(&cached);
        output.debug(&cached.invalidator());
        let client = Client::builder().api_key(API_KEY).transport(cached).retry(Retry::none());
        let client = client.timeout(Duration::from_millis(1)).build().unwrap();
        let list = Connections::new(&client).list().organization_id(acme());
        output.debug(&list.clone().send_with_meta().await.unwrap());
        output.debug(&list.send_with_meta().await.unwrap());
        let token = DataIntegrations::new(&client).access_token("github", "user_1");
        output.debug(&token.clone().send_with_meta().await.unwrap());
        let integrations = DataIntegrations::new(&client);
        let url = integrations.authorize("github", "user_1").return_to("https://yourapp.com/back");
        output.debug(&url.state("canary_sent").send_with_meta().await.unwrap());
        output.debug(&integrations.credentials("github", "user_1").send_with_meta().await.unwrap());
        // The rate limit is used up.
        let refused = token.send().await.unwrap_err();
        assert!(refused.hint().is_some_and(|hint| hint.contains("retry_after()")), "{refused:?}");
        output.error(&refused);
        output.debug(&client);

        let cassette = recorder.cassette();
        output.debug(&cassette);
        output.display(&cassette);
        let replay = Replay::strict(cassette);
        output.debug(&replay);
        let client = self::client(replay);
        let other =
            ConnectedAccounts::new(&client).create("user_1", "github").access_token("canary_secret_1");
        output.error(&other.send().await.unwrap_err());
        // Masked responses still decode.
        Connections::new(&client).list().organization_id(acme()).send().await.unwrap();
        let integrations = DataIntegrations::new(&client);
        let token =
            integrations.access_token("github", "user_1").send().await.unwrap().require_active().unwrap();
        assert_eq!(token.expires_at.unwrap().to_string(), "2026-01-15T13:00:00.000Z");
        let url = integrations.authorize("github", "user_1").return_to("https://yourapp.com/back");
        url.state("another").send().await.unwrap();
        let key =
            integrations.credentials("github", "user_1").send().await.unwrap().require_active().unwrap();
        assert_eq!(key.auth_method, AuthMethod::ApiKey);
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}
