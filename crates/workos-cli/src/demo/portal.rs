//! An administrator sets up single sign-on in the Admin Portal.

use workos_kit::admin_portal::{PortalIntent, PortalLink};

use super::browser::Browser;
use super::form::Form;
use super::props::Props;
use super::report::Report;
use super::world::World;
use super::{heading, length};
use crate::failure::Failure;

/// The type that supports logout, and what the administrator calls it.
const TYPE: &str = "GenericOIDC";
const NAME: &str = "Lumen SSO";
const PERSON: &str = "iris@lumen.example";

pub(super) async fn play(
    world: &mut World,
    props: &mut Props,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Generate a portal link");
    let organization = props.organization()?.clone();
    let call = world.workos.admin_portal().generate_link(&organization);
    let call = call.intent(PortalIntent::Sso).return_url(world.redirect_uri.clone());
    let answer = call.send_with_meta().await?;
    let minutes = PortalLink::VALIDITY.as_secs() / 60;
    let link = answer.value.link;
    let facts = [("link", format!("{}, good once, for {minutes} minutes", length(&link)))];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Open it in the demo's browser");
    if !world.has_browser() {
        return report.skipped(None, "an administrator has to set up a connection at the identity provider");
    }
    let browser = Browser::new(world.transport.clone());
    let page = browser.open(link.expose()).await?;
    let ended = || Failure::refused(format!("the portal ended with \"{}\"", heading(&page)));
    let form = Form::all(&page.html).into_iter().find(|form| form.is_post).ok_or_else(ended)?;
    let fields =
        form.fill(&[("connection_type", TYPE), ("name", NAME), ("email", PERSON)]).ok_or_else(ended)?;
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Set up the connection there");
    let saved = browser.submit(&page, &form, &fields).await?;
    if !world.is_callback(&saved.url) {
        return Err(Failure::refused(format!("the portal ended with \"{}\"", heading(&saved))));
    }
    // The application's page was opened; there is nothing in its query.
    world.callback_from(&saved.url).await?;
    let facts = [("as", format!("{NAME}, {TYPE}")), ("redirected to", world.redirect_uri.clone())];
    report.done(saved.request_id.as_deref(), &facts)?;

    let received = props.receive(world, "connection.activated", report).await?;
    let told =
        received.and_then(|received| received.envelope.data["organization_id"].as_str().map(str::to_owned));
    if told.is_some_and(|told| told != organization.as_str()) {
        return Err(Failure::refused("the event tells of a connection of another organization"));
    }
    report.prove("an administrator set up a connection, and its event was verified");
    if world.chose_itself() {
        world.selector = organization.into();
    }
    Ok(())
}
