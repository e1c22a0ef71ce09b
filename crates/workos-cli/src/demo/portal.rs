//! The steps of the portal part: an administrator sets up single sign-on in the Admin Portal.

use workos_kit::admin_portal::{PortalIntent, PortalLink};

use super::browser::Browser;
use super::env::Env;
use super::fixtures::Fixtures;
use super::form::Form;
use super::report::Report;
use super::texts::{heading, length};
use crate::failure::Failure;

/// The type and the name of the connection. Of the types, only this one supports logout.
const TYPE: &str = "GenericOIDC";
const NAME: &str = "Lumen SSO";
const PERSON: &str = "iris@lumen.example";

pub(super) async fn run_steps(
    env: &mut Env,
    fixtures: &mut Fixtures,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Generate a portal link");
    let organization = fixtures.organization()?.clone();
    let call = env.workos.admin_portal().generate_link(&organization);
    let call = call.intent(PortalIntent::Sso).return_url(env.redirect_uri.clone());
    let answer = call.send_with_meta().await?;
    let minutes = PortalLink::VALIDITY.as_secs() / 60;
    let link = answer.value.link;
    let facts = [("link", format!("{}, valid once, for {minutes} minutes", length(&link)))];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Open the link in the demo's browser");
    if !env.has_browser() {
        return report.skipped(None, "an administrator has to set up a connection at the identity provider");
    }
    let browser = Browser::new(env.transport.clone());
    let page = browser.open(link.expose()).await?;
    let ended = || Failure::refused(format!("the portal ended on the page \"{}\"", heading(&page)));
    let form = Form::all(&page.html).into_iter().find(|form| form.is_post).ok_or_else(ended)?;
    let fields =
        form.fill(&[("connection_type", TYPE), ("name", NAME), ("email", PERSON)]).ok_or_else(ended)?;
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Set up the connection in the portal");
    let saved = browser.submit(&page, &form, &fields).await?;
    if !env.is_callback(&saved.url) {
        return Err(Failure::refused(format!("the portal ended on the page \"{}\"", heading(&saved))));
    }
    // Only the arrival counts, since the portal adds nothing to the query of the return URL.
    env.callback_from(&saved.url).await?;
    let facts = [("as", format!("{NAME}, {TYPE}")), ("redirected to", env.redirect_uri.clone())];
    report.done(saved.request_id.as_deref(), &facts)?;

    let received = fixtures.receive(env, "connection.activated", report).await?;
    let organization_id =
        received.and_then(|received| received.envelope.data["organization_id"].as_str().map(str::to_owned));
    if organization_id.is_some_and(|id| id != organization.as_str()) {
        return Err(Failure::refused("the event is about a connection of another organization"));
    }
    report.prove("an administrator set up a connection, and its event was verified");
    if env.uses_default_selector() {
        env.selector = organization.into();
    }
    Ok(())
}
