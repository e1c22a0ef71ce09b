//! The steps of the widgets part: issue a widget token, and verify it by the published keys.

use workos_kit::widgets::WidgetPermission;

use super::env::Env;
use super::fixtures::Fixtures;
use super::jwt::verified_claims;
use super::report::Report;
use super::texts::length;
use crate::failure::Failure;

pub(super) async fn run_steps(
    env: &Env,
    fixtures: &Fixtures,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Issue a widget token");
    let organization = fixtures.organization()?;
    let call = env.workos.widgets().token().organization_id(organization);
    let answer = call.scopes([WidgetPermission::ManageSso]).send_with_meta().await?;
    let token = answer.value;
    let now = env.workos.client().clock().now();
    let lifetime =
        token.lifetime(now).map_err(|error| Failure::refused(error.to_string()).with_hint(error.hint()))?;
    let facts = [
        ("may", WidgetPermission::ManageSso.to_string()),
        ("token", format!("{}, valid for {} s", length(&token.token), lifetime.as_secs())),
    ];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Verify its signature");
    let client = env.workos.client();
    let id = client.client_id().ok_or_else(|| Failure::usage("the client id is not set"))?;
    let keys = env.workos.sso().jwks(id).send_with_meta().await?;
    let refused = |reason: &str| Failure::refused(format!("the widget token cannot be trusted: {reason}"));
    let claims = verified_claims(token.token.expose(), &keys.value).map_err(refused)?;
    if claims["exp"].as_i64().is_none_or(|expires| expires <= now.as_secs()) {
        return Err(refused("it has expired, or it has no expiry"));
    }
    if claims["org_id"].as_str().is_some_and(|id| id != organization.as_str()) {
        return Err(refused("it is for another organization"));
    }
    let facts = [("signature", "RS256, with a published key".to_owned()), ("for", organization.to_string())];
    report.done(keys.meta.request_id(), &facts)?;
    report.prove("a widget token was verified");
    Ok(())
}
