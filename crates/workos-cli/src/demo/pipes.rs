//! The steps of the Pipes part: connect an account at a provider, fetch a token, disconnect the account.

use workos_kit::core::UserId;
use workos_kit::pipes::{PipesReturn, Vended, random_state};

use super::browser::Browser;
use super::env::Env;
use super::fixtures::Fixtures;
use super::form::Form;
use super::report::Report;
use super::texts::{heading, length};
use crate::args::Demo;
use crate::failure::Failure;

/// A user of the emulator's seed.
const SEEDED_USER: &str = "user_01HQRS5H000000000000000001";
/// The provider that is chosen if several are available.
const PREFERRED: &str = "github";

pub(super) async fn run_steps(
    command: &Demo,
    env: &mut Env,
    fixtures: &mut Fixtures,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let default = env.has_browser().then_some(SEEDED_USER);
    let Some(user) = command.user.as_deref().or(default).map(UserId::from) else {
        report.begin("Connect an account");
        return report.skipped(None, "`--user ID` names the user who connects an account");
    };
    let Some(slug) = choose(env, &user, report).await? else { return Ok(()) };
    connect(env, fixtures, &user, &slug, report).await?;
    fixtures.receive(env, "pipes.connected_account.connected", report).await?;
    fetch_and_revoke(env, fixtures, &user, &slug, report).await
}

/// Chooses a provider at which the user has no account yet, since the demo disconnects the account at the end.
async fn choose(env: &Env, user: &UserId, report: &mut Report<'_>) -> Result<Option<String>, Failure> {
    report.begin("Look for a provider");
    let answer = env.workos.data_integrations().list().limit(100).send_with_meta().await?;
    let request_id = answer.meta.request_id();
    let mut slugs: Vec<_> =
        answer.value.data.into_iter().filter(|known| known.enabled).map(|known| known.slug).collect();
    slugs.sort_by_key(|slug| slug != PREFERRED);
    let Some(slug) = slugs.first().cloned() else {
        report.skipped(request_id, "no provider is set up in the dashboard, under Pipes")?;
        return Ok(None);
    };
    match env.workos.connected_accounts().get(user, &slug).send().await {
        Ok(_) => {
            report
                .skipped(request_id, "an account is connected already, and the demo would disconnect it")?;
            return Ok(None);
        }
        Err(error) if error.status() == Some(404) => {}
        Err(error) => return Err(error.into()),
    }
    let facts = [("providers", slugs.join(" ")), ("chosen", format!("{slug}, without a connected account"))];
    report.done(request_id, &facts)?;
    Ok(Some(slug))
}

async fn connect(
    env: &mut Env,
    fixtures: &mut Fixtures,
    user: &UserId,
    slug: &str,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Request the URL of the consent page");
    let state = random_state()?;
    let call = env.workos.data_integrations().authorize(slug, user);
    let answer = call.return_to(env.redirect_uri.clone()).state(&state).send_with_meta().await?;
    let facts = [("user", user.to_string()), ("state", format!("{}, stored for the return", length(&state)))];
    report.done(answer.meta.request_id(), &facts)?;
    let url = answer.value;
    let query = if env.has_browser() {
        consent(env, url.expose(), report).await?
    } else {
        report.begin("Wait for you to approve");
        report
            .ask(&["Open the URL in your browser and approve:".to_owned(), format!("  {}", url.expose())])?;
        let query = env.next_callback(None).await?;
        report.done(None, &[("came back to", env.redirect_uri.clone())])?;
        query
    };

    report.begin("Check the return");
    PipesReturn::parse(&query, &state)?;
    let outcome = env.workos.connected_accounts().wait_until_connected(user, slug).send().await?;
    let account = outcome.connected().ok_or_else(|| Failure::refused("the account was not connected"))?;
    let facts = [
        ("state", "equal to the sent state, compared in constant time".to_owned()),
        ("account", format!("{}, {}", account.id, account.state)),
        ("scopes", account.scopes.join(" ")),
    ];
    fixtures.account = Some((user.clone(), slug.to_owned(), account.id));
    report.done(None, &facts)
}

/// Approves on the consent page with the demo's browser, and returns the query of the callback.
async fn consent(env: &mut Env, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    let browser = Browser::new(env.transport.clone());
    report.begin("Open the consent page");
    let page = browser.open(url).await?;
    let ended = || Failure::refused(format!("the consent ended on the page \"{}\"", heading(&page)));
    let form = Form::all(&page.html).into_iter().find(|form| form.is_post).ok_or_else(ended)?;
    let approve = form.buttons().find(|button| button.value == "approve").ok_or_else(ended)?;
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Approve on the page");
    let arrived = browser.press(&page, &form, approve).await?;
    if !env.is_callback(&arrived.url) {
        return Err(Failure::refused(format!("the consent ended on the page \"{}\"", heading(&arrived))));
    }
    report.done(arrived.request_id.as_deref(), &[("redirected to", env.redirect_uri.clone())])?;
    env.callback_from(&arrived.url).await
}

async fn fetch_and_revoke(
    env: &Env,
    fixtures: &mut Fixtures,
    user: &UserId,
    slug: &str,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Fetch a fresh token");
    let integrations = env.workos.data_integrations();
    let answer = integrations.access_token(slug, user).send_with_meta().await?;
    let token = answer.value.require_active()?;
    let facts = [("token", length(&token.access_token)), ("scopes", token.scopes.join(" "))];
    report.done(answer.meta.request_id(), &facts)?;

    report.begin("Disconnect the account");
    let Some((_, _, id)) = fixtures.account.take() else {
        return Err(Failure::refused("no account is connected"));
    };
    let delete = env.workos.connected_accounts().delete(user, slug).connected_account_id(&id);
    let answer = delete.send_with_meta().await?;
    report.done(answer.meta.request_id(), &[("account", id.to_string())])?;
    fixtures.receive(env, "pipes.connected_account.disconnected", report).await?;

    report.begin("Request a token again");
    let answer = integrations.access_token(slug, user).send_with_meta().await?;
    match answer.value {
        Vended::Inactive(reason) => {
            let facts = [("answer", format!("200, inactive: {reason}"))];
            report.done(answer.meta.request_id(), &facts)?;
            report.prove("a connected account gave a token until it was disconnected");
            Ok(())
        }
        _ => Err(Failure::refused("a disconnected account still has a token")),
    }
}
