//! Error responses of the API.

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_pipes::{
    DataIntegrationConfigurations, DataProviders, Error, OrganizationConnectedAccounts, Vended,
};
use workos_transport_mock::{Reply, Script};

use crate::{accounts, client, integrations};

/// Returns the error of an operation whose call gets this reply.
fn failure(operation: &str, reply: Reply) -> Error {
    let script = Script::new().reply(reply);
    let (integrations, accounts) = (integrations(&script), accounts(&script));
    let of_organizations = OrganizationConnectedAccounts::new(&client(&script));
    let configurations = DataIntegrationConfigurations::new(&client(&script));
    let providers = DataProviders::new(&client(&script));
    let result = match operation {
        "data_integrations.list" => block_on(integrations.list().send()).map(drop),
        "data_integrations.create" => block_on(integrations.create("github").send()).map(drop),
        "data_integrations.get" => block_on(integrations.get("github").send()).map(drop),
        "data_integrations.update" => block_on(integrations.update("github").send()).map(drop),
        "data_integrations.delete" => block_on(integrations.delete("github").send()),
        "data_integrations.get_organization_owned" => {
            block_on(integrations.get_organization_owned("github").send()).map(drop)
        }
        "data_integrations.update_organization_owned" => {
            block_on(integrations.update_organization_owned("github").send()).map(drop)
        }
        "data_integrations.delete_organization_owned" => {
            block_on(integrations.delete_organization_owned("github").send())
        }
        "data_integrations.authorize" => {
            block_on(integrations.authorize("github", "user_1").send()).map(drop)
        }
        "data_integrations.access_token" => {
            block_on(integrations.access_token("github", "user_1").send()).map(drop)
        }
        "data_integrations.credentials" => {
            block_on(integrations.credentials("github", "user_1").send()).map(drop)
        }
        "data_integrations.set_api_key" => {
            block_on(integrations.set_api_key("github", "user_1", "canary").send()).map(drop)
        }
        "data_integrations.add_api_key" => {
            block_on(integrations.add_api_key("github", "user_1", "canary").send()).map(drop)
        }
        "data_integrations.set_client_credentials" => {
            block_on(integrations.set_client_credentials("github", "user_1", "id", "canary").send()).map(drop)
        }
        "data_integrations.add_client_credentials" => {
            block_on(integrations.add_client_credentials("github", "user_1", "id", "canary").send()).map(drop)
        }
        "data_integration_configurations.list" => block_on(configurations.list("org_1").send()).map(drop),
        "data_integration_configurations.update" => {
            block_on(configurations.update("org_1", "github").send()).map(drop)
        }
        "connected_accounts.get" => block_on(accounts.get("user_1", "github").send()).map(drop),
        "connected_accounts.create" => block_on(accounts.create("user_1", "github").send()).map(drop),
        "connected_accounts.update" => block_on(accounts.update("user_1", "github").send()).map(drop),
        "connected_accounts.delete" => block_on(accounts.delete("user_1", "github").send()),
        "organization_connected_accounts.get" => {
            block_on(of_organizations.get("org_1", "github").send()).map(drop)
        }
        "organization_connected_accounts.create" => {
            block_on(of_organizations.create("org_1", "github", "user_1").send()).map(drop)
        }
        "organization_connected_accounts.update" => {
            block_on(of_organizations.update("org_1", "github", "user_1").send()).map(drop)
        }
        "organization_connected_accounts.delete" => {
            block_on(of_organizations.delete("org_1", "github").send())
        }
        "data_providers.list" => block_on(providers.list("user_1").send()).map(drop),
        "data_providers.list_for_organization" => {
            block_on(providers.list_for_organization("org_1").send()).map(drop)
        }
        other => panic!("{other}"),
    };
    let error = result.unwrap_err();
    assert_eq!(error.operation(), Some(operation));
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    error
}

/// Status, code, and a part of the hint.
type Row = (u16, Option<&'static str>, &'static str);

#[test]
fn every_row_of_the_error_tables_is_recognised_and_has_its_hint() {
    const MISMATCH: Option<&str> = Some("auth_method_mismatch");
    const PLURAL: Option<&str> = Some("multiple_connections_unavailable");
    const NO_ENTITY: Option<&str> = Some("entity_not_found");
    const LIMIT: Option<&str> = Some("connected_account_limit_reached");
    const KEY: Option<&str> = Some("idempotency_key_conflict");
    let table: &[(&str, &[Row])] = &[
        ("data_integrations.list", &[(401, None, "sk_")]),
        (
            "data_integrations.create",
            &[
                (400, None, "auth_methods"),
                (401, None, "environment"),
                (403, None, "Pipes"),
                (404, None, "custom_provider"),
                (409, None, "update"),
                (422, None, "scopes"),
            ],
        ),
        ("data_integrations.get", &[(401, None, "sk_"), (404, None, "slug")]),
        (
            "data_integrations.update",
            &[
                (400, None, "either"),
                (401, None, "sk_"),
                (403, None, "Pipes"),
                (404, None, "slug"),
                (422, None, "scopes"),
            ],
        ),
        ("data_integrations.delete", &[(401, None, "sk_"), (404, None, "slug")]),
        ("data_integrations.get_organization_owned", &[(401, None, "sk_"), (404, None, "slug")]),
        (
            "data_integrations.update_organization_owned",
            &[(401, None, "sk_"), (403, None, "Pipes"), (404, None, "slug")],
        ),
        ("data_integrations.delete_organization_owned", &[(401, None, "sk_"), (404, None, "slug")]),
        (
            "data_integrations.authorize",
            &[
                (400, None, "return_to"),
                (401, None, "sk_"),
                (403, None, "Enable"),
                (404, PLURAL, "one account"),
                (404, None, "provider, user and organization"),
            ],
        ),
        (
            "data_integrations.access_token",
            &[
                (400, None, "user"),
                (401, None, "sk_"),
                (404, None, "environment"),
                (422, MISMATCH, "credentials"),
            ],
        ),
        (
            "data_integrations.credentials",
            &[(400, None, "user"), (401, None, "sk_"), (404, None, "environment"), (422, None, "account")],
        ),
        (
            "data_integrations.set_api_key",
            &[
                (400, None, "user"),
                (401, None, "sk_"),
                (403, None, "Pipes"),
                (404, None, "slug"),
                (422, MISMATCH, "another authentication method"),
            ],
        ),
        (
            "data_integrations.add_api_key",
            &[
                (401, None, "sk_"),
                (403, None, "Pipes"),
                (404, PLURAL, "set_"),
                (404, None, "slug"),
                (404, NO_ENTITY, "exist"),
                (409, LIMIT, "Delete"),
                (409, KEY, "new idempotency key"),
            ],
        ),
        (
            "data_integrations.set_client_credentials",
            &[
                (400, None, "user"),
                (401, None, "sk_"),
                (403, None, "Pipes"),
                (404, None, "slug"),
                (422, MISMATCH, "another authentication method"),
            ],
        ),
        (
            "data_integrations.add_client_credentials",
            &[
                (401, None, "sk_"),
                (403, None, "Pipes"),
                (404, PLURAL, "set_"),
                (404, None, "slug"),
                (404, NO_ENTITY, "exist"),
                (409, LIMIT, "Delete"),
                (409, KEY, "new idempotency key"),
            ],
        ),
        ("data_integration_configurations.list", &[(401, None, "sk_"), (404, None, "organizations.list")]),
        (
            "data_integration_configurations.update",
            &[(400, None, "together"), (401, None, "sk_"), (404, None, "slug"), (422, None, "config")],
        ),
        ("connected_accounts.get", &[(401, None, "sk_"), (404, None, "environment")]),
        (
            "connected_accounts.create",
            &[
                (401, None, "sk_"),
                (404, PLURAL, "one account"),
                (404, None, "exist"),
                (409, None, "update"),
                (422, None, "refresh_token"),
            ],
        ),
        (
            "connected_accounts.update",
            &[(401, None, "sk_"), (404, None, "environment"), (422, None, "refresh_token")],
        ),
        ("connected_accounts.delete", &[(401, None, "sk_"), (404, None, "environment")]),
        ("organization_connected_accounts.get", &[(401, None, "sk_"), (404, None, "environment")]),
        (
            "organization_connected_accounts.create",
            &[
                (401, None, "sk_"),
                (404, PLURAL, "one account"),
                (404, None, "exist"),
                (409, None, "update"),
                (422, None, "refresh_token"),
            ],
        ),
        (
            "organization_connected_accounts.update",
            &[(401, None, "sk_"), (404, None, "environment"), (422, None, "refresh_token")],
        ),
        ("organization_connected_accounts.delete", &[(401, None, "sk_"), (404, None, "environment")]),
        ("data_providers.list", &[(401, None, "sk_"), (404, None, "user id")]),
        ("data_providers.list_for_organization", &[(401, None, "sk_"), (404, None, "organizations.list")]),
    ];
    for (operation, rows) in table {
        for (status, code, part) in *rows {
            // Production documents no body for 401.
            let body = if *status == 401 { Value::Null } else { json!({"message": "No", "code": code}) };
            let reply = Reply::json(*status, body).header("x-request-id", "req_1");
            let error = failure(operation, reply);
            assert_eq!(
                (error.status(), error.code(), error.request_id()),
                (Some(*status), *code, Some("req_1"))
            );
            assert!(!error.is_retryable());
            let hint = error.hint().unwrap_or_default();
            assert!(hint.contains(part), "{operation} {status} {code:?}: {hint}");
        }
    }
}

#[test]
fn responses_that_do_not_decode_report_operation_and_request_and_show_no_secret() {
    for body in [
        "",
        r#"{"active":true,"access_token":{"access_token":7}}"#,
        r#"{"active":"canary"}"#,
        r#"{"access_token":"canary"}"#,
    ] {
        let error =
            failure("data_integrations.access_token", Reply::text(200, body).header("x-request-id", "req_1"));
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_eq!(error.request_id(), Some("req_1"));
    }
    let error = failure("data_integrations.authorize", Reply::json(200, json!({"href": "canary"})));
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[test]
fn a_rate_limited_request_for_a_token_is_retried_after_the_requested_wait() {
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "7"))
        .reply(Reply::status(503))
        .reply(Reply::json(200, json!({"active": false, "error": "not_installed"})));
    let call =
        integrations(&script).access_token("github", "user_1").with_retry(workos_pipes::Retry::standard());
    assert!(matches!(block_on(call.send()), Ok(Vended::Inactive(_))));
    assert!(script.requests()[1].at().as_secs() >= 7);
    script.assert_finished();
}

#[test]
fn required_arguments_over_their_limits_are_refused_before_anything_is_sent() {
    let script = Script::new();
    let pipes = integrations(&script);
    let verifier = |text: &str| block_on(pipes.finish("canary_code", text).send()).map(drop);
    for (result, parameter, reason) in [
        (verifier("canary"), "code_verifier", "6 characters are fewer than 43"),
        (verifier(&"c".repeat(129)), "code_verifier", "129 characters are more than 128"),
        (verifier(&"canary!".repeat(8)), "code_verifier", "a character outside A-Za-z0-9._~-"),
        (block_on(pipes.add_api_key("github", "user_1", "").send()).map(drop), "secret", "it is empty"),
        (
            block_on(pipes.set_client_credentials("github", "user_1", "", "canary").send()).map(drop),
            "client_id",
            "it is empty",
        ),
    ] {
        let Err(Error::InvalidInput(refused)) = result else { panic!("{result:?}") };
        assert_eq!(refused.parameter(), parameter);
        let text = refused.to_string();
        assert!(text.contains(reason) && !text.contains("canary"), "{text}");
    }
    assert!(script.requests().is_empty());
}
