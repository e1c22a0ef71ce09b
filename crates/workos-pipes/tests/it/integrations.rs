//! Data integrations and their configurations by organizations.

use futures_executor::block_on;
use serde_json::json;
use workos_pipes::{
    ApiKeyInstallation, AuthMethod, AuthenticateVia, ConnectionOwner, CredentialsType,
    CustomProviderDefinition, DataIntegrationConfigurations, DataIntegrationState, IntegrationCredentials,
    Order, Patch, UpdateCustomProviderDefinition,
};
use workos_transport_mock::{Reply, Script};

use crate::{client, integration, integrations, list, replies, sent, wire};

#[test]
fn integrations_are_listed_across_pages() {
    let page = |after: Option<&str>| json!({"object": "list", "data": [integration()], "list_metadata": {"before": null, "after": after}});
    let script = Script::new().reply(Reply::json(200, page(Some("c1")))).reply(Reply::json(200, page(None)));
    let mut items = integrations(&script).list().ownership(ConnectionOwner::User).order(Order::Asc).items();
    let slugs = block_on(async {
        let mut slugs = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            slugs.push(item.slug);
        }
        slugs
    });
    assert_eq!(slugs, ["github", "github"]);
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(sent[0], "GET /data-integrations?ownership=user&order=asc&limit=100");
    assert!(sent[1].starts_with("GET /data-integrations?") && sent[1].contains("after=c1"), "{}", sent[1]);
}

#[test]
fn an_integration_is_created_with_every_field_under_its_name() {
    let script = replies(201, integration());
    let provider = CustomProviderDefinition::new("My OAuth App")
        .authorization_url("https://provider.example.com/oauth/authorize")
        .token_url("https://provider.example.com/oauth/token")
        .refresh_token_url(Patch::Clear)
        .pkce_enabled(true)
        .request_scope_separator(" ")
        .scopes_required(false)
        .client_secret_required(true)
        .additional_authorization_parameters([("audience", "api")])
        .token_body_content_type("application/x-www-form-urlencoded")
        .authenticate_via(AuthenticateVia::BasicAuthHeader);
    let call = integrations(&script)
        .create("my-app")
        .ownership(ConnectionOwner::User)
        .description("CRM")
        .enabled(true)
        .scopes(vec!["read".to_owned()])
        .auth_methods([AuthMethod::Oauth])
        .config([("region", "eu")])
        .credentials(IntegrationCredentials::custom("id1", "canary1"))
        .custom_provider(provider);
    assert!(!format!("{call:?}").contains("canary"));
    block_on(call.send()).unwrap();
    assert_eq!(
        sent(&script),
        concat!(
            r#"POST /data-integrations {"provider":"my-app","ownership":"user","description":"CRM","enabled":true,"#,
            r#""scopes":["read"],"auth_methods":["oauth"],"config":{"region":"eu"},"#,
            r#""credentials":{"type":"custom","client_id":"id1","client_secret":"canary1"},"#,
            r#""custom_provider":{"name":"My OAuth App","#,
            r#""authorization_url":"https://provider.example.com/oauth/authorize","#,
            r#""token_url":"https://provider.example.com/oauth/token","refresh_token_url":null,"pkce_enabled":true,"#,
            r#""request_scope_separator":" ","scopes_required":false,"client_secret_required":true,"#,
            r#""additional_authorization_parameters":{"audience":"api"},"#,
            r#""token_body_content_type":"application/x-www-form-urlencoded","authenticate_via":"basic_auth_header"}}"#,
        )
    );
}

#[test]
fn an_integration_with_api_keys_is_created_with_its_first_account() {
    let mut answer = integration();
    answer["credentials"] = json!(null);
    answer["auth_methods"] = json!(["api_key"]);
    answer["installation"] = json!({"id": "data_installation_1", "user_id": "user_1", "organization_id": null, "api_key_last_4": "cdef"});
    let script = replies(201, answer);
    let key = ApiKeyInstallation::new("canary1", "user_1").organization_id("org_1");
    let call = integrations(&script).create("zendesk").auth_methods([AuthMethod::ApiKey]).api_key(key);
    assert!(!format!("{call:?}").contains("canary"));
    let created = block_on(call.send()).unwrap();
    assert_eq!(created.installation.unwrap().api_key_last_4.as_deref(), Some("cdef"));
    assert_eq!(
        sent(&script),
        r#"POST /data-integrations {"provider":"zendesk","auth_methods":["api_key"],"api_key":{"secret":"canary1","user_id":"user_1","organization_id":"org_1"}}"#
    );
}

#[test]
fn an_integration_is_read_with_its_redirect_uri() {
    let script = replies(200, integration());
    let found = block_on(integrations(&script).get("github").send()).unwrap();
    assert_eq!(sent(&script), "GET /data-integrations/github");
    assert_eq!(found.redirect_uri, "https://api.workos.com/data-integrations/github/dik_1/callback");
    assert_eq!(found.state, DataIntegrationState::Valid);
    assert!(found.scopes.is_empty());
    assert_eq!(found.credentials.unwrap().kind, CredentialsType::Custom);
}

#[test]
fn an_update_sends_the_fields_that_are_set_and_null_for_cleared_fields() {
    let script = replies(200, integration());
    let call = integrations(&script)
        .update("github")
        .scopes(Patch::Clear)
        .description(Patch::Clear)
        .enabled(false)
        .credentials(IntegrationCredentials::organization())
        .custom_provider(UpdateCustomProviderDefinition::new().name("App"));
    block_on(call.send()).unwrap();
    assert_eq!(
        sent(&script),
        r#"PUT /data-integrations/github {"description":null,"enabled":false,"scopes":null,"credentials":{"type":"organization"},"custom_provider":{"name":"App"}}"#
    );
}

#[test]
fn an_integration_is_deleted() {
    let script = Script::new().reply(Reply::status(204));
    block_on(integrations(&script).delete("github").send()).unwrap();
    assert_eq!(sent(&script), "DELETE /data-integrations/github");
}

#[test]
fn integrations_of_organizations_have_their_own_calls() {
    let script = Script::new()
        .reply(Reply::json(200, integration()))
        .reply(Reply::json(200, integration()))
        .reply(Reply::status(204));
    let integrations = integrations(&script);
    block_on(integrations.get_organization_owned("github").send()).unwrap();
    block_on(integrations.update_organization_owned("github").enabled(true).send()).unwrap();
    block_on(integrations.delete_organization_owned("github").send()).unwrap();
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        sent,
        [
            "GET /data-integrations/github/organization",
            r#"PUT /data-integrations/github/organization {"enabled":true}"#,
            "DELETE /data-integrations/github/organization",
        ]
    );
}

#[test]
fn configurations_of_an_organization_are_listed_and_changed() {
    let configuration = json!({
        "object": "data_integration_configuration", "id": "data_integration_1", "organization_id": "org_1",
        "slug": "github", "name": "GitHub", "enabled": true, "scopes": ["repo"], "config": {},
        "created_at": "2024-01-15T10:30:00.000Z", "updated_at": "2024-01-15T10:30:00.000Z",
        "credentials": {"credentials_type": "organization", "has_credentials": true, "client_id": "id1",
            "client_secret_last_four": "1a2b", "redirect_uri": "https://api.workos.com/x"},
    });
    let script = Script::new()
        .reply(Reply::json(200, list(std::slice::from_ref(&configuration))))
        .reply(Reply::json(200, configuration));
    let configurations = DataIntegrationConfigurations::new(&client(&script));
    let page = block_on(configurations.list("org_1").send()).unwrap();
    assert_eq!(page.data[0].credentials.as_ref().unwrap().credentials_type, CredentialsType::Organization);
    let call = configurations
        .update("org_1", "github")
        .enabled(true)
        .scopes(vec!["repo".to_owned()])
        .client_id("id1")
        .client_secret("canary1")
        .config([("subdomain", "acme")]);
    assert!(!format!("{call:?}").contains("canary"));
    block_on(call.send()).unwrap();
    let sent: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        sent,
        [
            "GET /organizations/org_1/data_integration_configurations",
            r#"PUT /organizations/org_1/data_integration_configurations/github {"enabled":true,"scopes":["repo"],"client_id":"id1","client_secret":"canary1","config":{"subdomain":"acme"}}"#,
        ]
    );
}
