//! Somebody connects an account at a provider, and takes it back.

use workos_kit::core::UserId;
use workos_kit::pipes::{PipesReturn, Vended, random_state};

use super::browser::Browser;
use super::form::Form;
use super::props::Props;
use super::report::Report;
use super::world::World;
use super::{heading, length};
use crate::args::Demo;
use crate::failure::Failure;

/// The user of the emulator's fixture.
const USER: &str = "user_01HQRS5H000000000000000001";
/// The provider that is taken where there are several.
const FAVOURITE: &str = "github";

pub(super) async fn play(
    command: &Demo,
    world: &mut World,
    props: &mut Props,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let fixture = world.has_browser().then_some(USER);
    let Some(user) = command.user.as_deref().or(fixture).map(UserId::from) else {
        report.begin("Connect an account");
        return report.skipped(None, "`--user ID` says whose");
    };
    let Some(slug) = choose(world, &user, report).await? else { return Ok(()) };
    connect(world, props, &user, &slug, report).await?;
    props.receive(world, "pipes.connected_account.connected", report).await?;
    fetch_and_revoke(world, props, &user, &slug, report).await
}

/// A provider that can be connected, and is not yet: what is connected at the end is taken back.
async fn choose(world: &World, user: &UserId, report: &mut Report<'_>) -> Result<Option<String>, Failure> {
    report.begin("Look for a provider");
    let answer = world.workos.data_integrations().list().limit(100).send_with_meta().await?;
    let request_id = answer.meta.request_id();
    let mut slugs: Vec<_> =
        answer.value.data.into_iter().filter(|known| known.enabled).map(|known| known.slug).collect();
    slugs.sort_by_key(|slug| slug != FAVOURITE);
    let Some(slug) = slugs.first().cloned() else {
        report.skipped(request_id, "no provider is set up in the dashboard, Pipes")?;
        return Ok(None);
    };
    match world.workos.connected_accounts().get(user, &slug).send().await {
        Ok(_) => {
            report
                .skipped(request_id, "an account is connected already, and the demo would disconnect it")?;
            return Ok(None);
        }
        Err(error) if error.status() == Some(404) => {}
        Err(error) => return Err(error.into()),
    }
    let facts = [("providers", slugs.join(" ")), ("chosen", format!("{slug}, where nothing is connected"))];
    report.done(request_id, &facts)?;
    Ok(Some(slug))
}

async fn connect(
    world: &mut World,
    props: &mut Props,
    user: &UserId,
    slug: &str,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Ask to connect an account");
    let state = random_state()?;
    let call = world.workos.data_integrations().authorize(slug, user);
    let answer = call.return_to(world.redirect_uri.clone()).state(&state).send_with_meta().await?;
    let facts = [("user", user.to_string()), ("state", format!("{}, kept for the return", length(&state)))];
    report.done(answer.meta.request_id(), &facts)?;
    let url = answer.value;
    let query = if world.has_browser() {
        consent(world, url.expose(), report).await?
    } else {
        report.begin("Wait for you to approve");
        report
            .ask(&["Open the URL in your browser and approve:".to_owned(), format!("  {}", url.expose())])?;
        let query = world.next_callback(None).await?;
        report.done(None, &[("came back to", world.redirect_uri.clone())])?;
        query
    };

    report.begin("Check the return");
    PipesReturn::parse(&query, &state)?;
    let outcome = world.workos.connected_accounts().wait_until_connected(user, slug).send().await?;
    let account = outcome.connected().ok_or_else(|| Failure::refused("the account was not connected"))?;
    let facts = [
        ("state", "the one that was sent, compared in constant time".to_owned()),
        ("account", format!("{}, {}", account.id, account.state)),
        ("scopes", account.scopes.join(" ")),
    ];
    props.account = Some((user.clone(), slug.to_owned(), account.id));
    report.done(None, &facts)
}

/// Goes through the consent page as a browser would; returns the query that the application got.
async fn consent(world: &mut World, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    let browser = Browser::new(world.transport.clone());
    report.begin("Open the consent page");
    let page = browser.open(url).await?;
    let ended = || Failure::refused(format!("the consent ended with \"{}\"", heading(&page)));
    let form = Form::all(&page.html).into_iter().find(|form| form.is_post).ok_or_else(ended)?;
    let approve = form.buttons().find(|button| button.value == "approve").ok_or_else(ended)?;
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Approve there");
    let arrived = browser.press(&page, &form, approve).await?;
    if !world.is_callback(&arrived.url) {
        return Err(Failure::refused(format!("the consent ended with \"{}\"", heading(&arrived))));
    }
    report.done(arrived.request_id.as_deref(), &[("redirected to", world.redirect_uri.clone())])?;
    world.callback_from(&arrived.url).await
}

async fn fetch_and_revoke(
    world: &World,
    props: &mut Props,
    user: &UserId,
    slug: &str,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Fetch a fresh token");
    let integrations = world.workos.data_integrations();
    let answer = integrations.access_token(slug, user).send_with_meta().await?;
    let token = answer.value.require_active()?;
    let facts = [("token", length(&token.access_token)), ("scopes", token.scopes.join(" "))];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Disconnect the account");
    let Some((_, _, id)) = props.account.take() else {
        return Err(Failure::refused("no account is connected"));
    };
    let delete = world.workos.connected_accounts().delete(user, slug).connected_account_id(&id);
    let answer = delete.send_with_meta().await?;
    report.done(answer.meta.request_id(), &[("account", id.to_string())])?;
    props.receive(world, "pipes.connected_account.disconnected", report).await?;

    report.begin("Ask for a token again");
    let answer = integrations.access_token(slug, user).send_with_meta().await?;
    match answer.value {
        Vended::Inactive(reason) => {
            let facts = [("answer", format!("200, inactive: {reason}"))];
            report.done(answer.meta.request_id(), &facts)?;
            report.prove("a connected account gave a token until it was disconnected");
            Ok(())
        }
        _ => Err(Failure::refused("there is a token still, after the account was disconnected")),
    }
}
