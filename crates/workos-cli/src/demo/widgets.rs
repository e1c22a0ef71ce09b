//! A token for a widget, verified as the widget's own API does.

use workos_kit::widgets::WidgetPermission;

use super::jwt::verified_claims;
use super::length;
use super::props::Props;
use super::report::Report;
use super::world::World;
use crate::failure::Failure;

pub(super) async fn play(world: &World, props: &Props, report: &mut Report<'_>) -> Result<(), Failure> {
    report.begin("Issue a widget token");
    let organization = props.organization()?;
    let call = world.workos.widgets().token().organization_id(organization);
    let answer = call.scopes([WidgetPermission::ManageSso]).send_with_meta().await?;
    let token = answer.value;
    let now = world.workos.client().clock().now();
    let lifetime =
        token.lifetime(now).map_err(|error| Failure::refused(error.to_string()).with_hint(error.hint()))?;
    let facts = [
        ("may", WidgetPermission::ManageSso.to_string()),
        ("token", format!("{}, good for {} s", length(&token.token), lifetime.as_secs())),
    ];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Verify its signature");
    let client = world.workos.client();
    let id = client.client_id().ok_or_else(|| Failure::usage("there is no client id"))?;
    let keys = world.workos.sso().jwks(id).send_with_meta().await?;
    let refused = |reason: &str| Failure::refused(format!("the widget token is not to be trusted: {reason}"));
    let claims = verified_claims(token.token.expose(), &keys.value).map_err(refused)?;
    if claims["exp"].as_i64().is_none_or(|expires| expires <= now.as_secs()) {
        return Err(refused("it has expired, or never does"));
    }
    if claims["org_id"].as_str().is_some_and(|id| id != organization.as_str()) {
        return Err(refused("it is for another organization"));
    }
    let facts = [("signature", "RS256, by a published key".to_owned()), ("for", organization.to_string())];
    report.done(keys.meta.request_id(), &facts)?;
    report.prove("a widget token verified");
    Ok(())
}
