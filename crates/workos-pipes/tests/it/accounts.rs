//! Connected accounts of users and organizations, and the providers that they can connect to.

use futures_executor::block_on;
use serde_json::json;
use workos_pipes::{
    AuthMethod, ConnectedAccountState, ConnectionIntent, ConnectionOwner, DataProviders,
    OrganizationConnectedAccounts, Timestamp,
};
use workos_transport_mock::{Reply, Script};

use crate::{account, accounts, client, integrations, list, replies, sent, wire};

#[test]
fn an_account_is_read_by_user_provider_and_organization() {
    let script = replies(200, account("needs_reauthorization"));
    let call = accounts(&script).get("user_1", "github").organization_id("org_1");
    let found =
        block_on(call.supports_multiple_connections(true).connected_account_id("data_installation_1").send());
    let found = found.unwrap();
    assert_eq!(
        sent(&script),
        "GET /user_management/users/user_1/connected_accounts/github?organization_id=org_1&supports_multiple_connections=true&connected_account_id=data_installation_1"
    );
    assert_eq!(found.state, ConnectedAccountState::NeedsReauthorization);
    assert_eq!((found.auth_method, found.organization_id), (Some(AuthMethod::Oauth), None));
}

#[test]
fn an_account_is_imported_with_its_tokens() {
    let script = replies(201, account("connected"));
    let call = accounts(&script)
        .create("user_1", "github")
        .organization_id("org_1")
        .access_token("canary1")
        .refresh_token("canary2")
        .expires_at(Timestamp::from_secs(1_768_478_400).unwrap())
        .scopes(["repo"])
        .state(ConnectedAccountState::Connected)
        .account_display_name("The Octocat")
        .account_identifier("octocat")
        .connection_intent(ConnectionIntent::Add);
    assert!(!format!("{call:?}").contains("canary"));
    block_on(call.send()).unwrap();
    assert_eq!(
        sent(&script),
        concat!(
            "POST /user_management/users/user_1/connected_accounts/github?organization_id=org_1 ",
            r#"{"access_token":"canary1","refresh_token":"canary2","expires_at":"2026-01-15T12:00:00.000Z","#,
            r#""scopes":["repo"],"state":"connected","account_display_name":"The Octocat","#,
            r#""account_identifier":"octocat","connection_intent":"add"}"#,
        )
    );
}

#[test]
fn an_account_is_changed_and_disconnected() {
    let mut changed = account("needs_reauthorization");
    changed["warnings"] = json!([{"code": "identifier_kept", "message": "Kept"}]);
    let script = Script::new().reply(Reply::json(200, changed)).reply(Reply::status(204));
    let accounts = accounts(&script);
    let call = accounts.update("user_1", "github").state(ConnectedAccountState::NeedsReauthorization);
    let call =
        call.connected_account_id("data_installation_1").connection_intent(ConnectionIntent::Reauthorize);
    assert_eq!(block_on(call.send()).unwrap().warnings[0].code.as_str(), "identifier_kept");
    block_on(accounts.delete("user_1", "github").organization_id("org_1").send()).unwrap();
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        sent,
        [
            r#"PUT /user_management/users/user_1/connected_accounts/github?connected_account_id=data_installation_1&connection_intent=reauthorize {"state":"needs_reauthorization"}"#,
            "DELETE /user_management/users/user_1/connected_accounts/github?organization_id=org_1",
        ]
    );
}

#[test]
fn accounts_of_organizations_have_their_own_handle() {
    let script = Script::new()
        .reply(Reply::json(200, account("connected")))
        .reply(Reply::json(201, account("connected")))
        .reply(Reply::json(200, account("connected")))
        .reply(Reply::status(204));
    let accounts = OrganizationConnectedAccounts::new(&client(&script));
    block_on(accounts.get("org_1", "github").send()).unwrap();
    block_on(accounts.create("org_1", "github", "user_1").access_token("canary1").send()).unwrap();
    block_on(accounts.update("org_1", "github", "user_1").scopes(["repo"]).send()).unwrap();
    block_on(accounts.delete("org_1", "github").send()).unwrap();
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    let path = "/organizations/org_1/connected_accounts/github";
    assert_eq!(
        sent,
        [
            format!("GET {path}"),
            format!(r#"POST {path} {{"user_id":"user_1","access_token":"canary1"}}"#),
            format!(r#"PUT {path} {{"user_id":"user_1","scopes":["repo"]}}"#),
            format!("DELETE {path}"),
        ]
    );
}

#[test]
fn api_keys_and_client_credentials_are_stored_and_added() {
    let replies = || Reply::json(200, account("connected"));
    let script = Script::new().replies((0..4).map(|_| replies()));
    let integrations = integrations(&script);
    let call = integrations.set_api_key("zendesk", "user_1", "canary1").organization_id("org_1");
    let call =
        call.connection_owner(ConnectionOwner::Organization).connection_intent(ConnectionIntent::Reauthorize);
    let call =
        call.connected_account_id("data_installation_1").account_display_name("N").account_identifier("I");
    assert!(!format!("{call:?}").contains("canary"));
    block_on(call.send()).unwrap();
    block_on(integrations.add_api_key("zendesk", "user_1", "canary1").send()).unwrap();
    let call = integrations.set_client_credentials("salesforce", "user_1", "id1", "canary2");
    let call = call.config([("instance", "eu")]);
    assert!(!format!("{call:?}").contains("canary"));
    block_on(call.send()).unwrap();
    block_on(integrations.add_client_credentials("salesforce", "user_1", "id1", "canary2").send()).unwrap();
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        sent,
        [
            r#"PUT /data-integrations/zendesk/api-key {"user_id":"user_1","organization_id":"org_1","secret":"canary1","connection_owner":"organization","account_display_name":"N","account_identifier":"I","connection_intent":"reauthorize","connected_account_id":"data_installation_1"}"#,
            r#"POST /data-integrations/zendesk/api-key {"user_id":"user_1","secret":"canary1","connection_intent":"add"}"#,
            r#"PUT /data-integrations/salesforce/client-credentials {"user_id":"user_1","client_id":"id1","client_secret":"canary2","config":{"instance":"eu"}}"#,
            r#"POST /data-integrations/salesforce/client-credentials {"user_id":"user_1","client_id":"id1","client_secret":"canary2","connection_intent":"add"}"#,
        ]
    );
}

#[test]
fn a_write_with_an_idempotency_key_is_retried_under_the_same_key_and_one_without_is_not() {
    use workos_pipes::{Client, ConnectedAccounts, DataIntegrations, OrganizationConnectedAccounts, Retry};
    use workos_transport::TransportErrorKind;

    let created = || Reply::json(201, account("connected"));
    let send_each = |key: Option<&str>, first: fn() -> Reply| {
        let script = (0..4).fold(Script::new(), |script, _| script.reply(first()).reply(created()));
        let client = Client::builder().api_key("sk_test_canary").transport(script.clone());
        let client = client.retry(Retry::standard()).build().unwrap();
        let integrations = DataIntegrations::new(&client);
        let mut api_key = integrations.add_api_key("github", "user_1", "sk-1234567890");
        let mut credentials = integrations.add_client_credentials("github", "user_1", "id", "secret");
        let mut import = ConnectedAccounts::new(&client).create("user_1", "github");
        let mut shared = OrganizationConnectedAccounts::new(&client).create("org_1", "github", "user_1");
        if let Some(key) = key {
            api_key = api_key.idempotency_key(key);
            credentials = credentials.idempotency_key(key);
            import = import.idempotency_key(key);
            shared = shared.idempotency_key(key);
        }
        let results = [
            block_on(api_key.send()),
            block_on(credentials.send()),
            block_on(import.send()),
            block_on(shared.send()),
        ];
        (script, results)
    };
    for first in [|| Reply::status(503), || Reply::error(TransportErrorKind::Lost)] as [fn() -> Reply; 2] {
        let (script, results) = send_each(Some("key-1"), first);
        assert!(results.iter().all(Result::is_ok), "{results:?}");
        let keys: Vec<_> =
            script.requests().iter().map(|it| it.header("idempotency-key").map(str::to_owned)).collect();
        assert_eq!(keys, vec![Some("key-1".to_owned()); 8]);
        let (script, results) = send_each(None, first);
        assert!(results[0].is_err() && script.requests().len() < 8);
    }
    let (script, results) = send_each(Some(""), || Reply::status(503));
    for result in results {
        assert!(matches!(result, Err(workos_pipes::Error::InvalidInput(_))));
    }
    assert!(script.requests().is_empty());
}

#[test]
fn providers_and_accounts_of_early_responses_decode() {
    let account = json!({
        "object": "connected_account", "id": "data_installation_1", "user_id": "user_1", "organization_id": null,
        "scopes": [], "state": "connected", "created_at": "2025-10-01T12:00:00.000Z",
        "updated_at": "2025-10-01T12:00:00.000Z",
    });
    let provider = json!({
        "object": "data_provider", "id": "data_integration_1", "name": "GitHub", "description": null, "slug": "github",
        "integration_type": "github", "credentials_type": "oauth2", "scopes": null,
        "created_at": "2025-10-01T12:00:00.000Z", "updated_at": "2025-10-01T12:00:00.000Z",
        "connected_account": account,
    });
    let script = Script::new().reply(Reply::json(200, list(&[provider])));
    let page = block_on(DataProviders::new(&client(&script)).list("user_1").send()).unwrap();
    let provider = &page.data[0];
    assert_eq!((provider.owner(), provider.auth_methods.len()), (None, 0));
    let account = provider.connected_account.as_ref().unwrap();
    assert_eq!((&account.connection_role, &account.auth_method), (&None, &None));
    assert!(account.warnings.is_empty() && account.config.is_empty());
}

#[test]
fn providers_with_duplicate_camel_case_fields_are_listed_with_the_users_account() {
    let mut connected = account("connected");
    connected["userlandUserId"] = json!("user_1");
    connected["createdAt"] = json!("2024-01-16T14:20:00.000Z");
    let provider = json!({
        "object": "data_provider", "id": "data_integration_1", "name": "GitHub", "description": null, "slug": "github",
        "integration_type": "github", "integrationType": "github", "credentials_type": "oauth2",
        "credentialsType": "oauth2", "scopes": ["repo"], "auth_methods": ["oauth"], "ownership": "userland_user",
        "created_at": "2024-01-15T10:30:00.000Z", "createdAt": "2024-01-15T10:30:00.000Z",
        "updated_at": "2024-01-15T10:30:00.000Z", "updatedAt": "2024-01-15T10:30:00.000Z",
        "connected_account": connected,
    });
    let mut unconnected = provider.clone();
    unconnected["connected_account"] = json!(null);
    unconnected["ownership"] = json!("organization");
    let script = Script::new()
        .reply(Reply::json(200, list(&[provider, unconnected.clone()])))
        .reply(Reply::json(200, list(&[unconnected])));
    let providers = DataProviders::new(&client(&script));
    let page = block_on(providers.list("user_1").organization_id("org_1").send()).unwrap();
    assert_eq!(page.data[0].owner(), Some(&ConnectionOwner::User));
    assert!(page.data[0].connected_account.is_some() && page.data[1].connected_account.is_none());
    let page = block_on(providers.list_for_organization("org_1").supports_multiple_connections(true).send())
        .unwrap();
    assert_eq!(page.data[0].owner(), Some(&ConnectionOwner::Organization));
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        sent,
        [
            "GET /user_management/users/user_1/data_providers?organization_id=org_1",
            "GET /organizations/org_1/data_providers?supports_multiple_connections=true",
        ]
    );
}
