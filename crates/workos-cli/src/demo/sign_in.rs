//! A sign-in, step by step, from the authorization URL to the logout.

use workos_kit::core::Page;
use workos_kit::sso::{Connection, ConnectionSelector, LoginAttempt, ProfileAndToken};
use workos_kit::{Answer, Error};

use super::browser::Browser;
use super::form::Form;
use super::report::{Fact, Report};
use super::world::World;
use super::{heading, length};
use crate::failure::Failure;

/// How many connections a page of the demo holds, so that a few make several pages.
const PAGE_SIZE: u32 = 10;
/// How many pages the demo reads: an account can have thousands.
const MOST_PAGES: usize = 5;

/// From the authorization URL to the logout.
pub(super) async fn play(world: &mut World, report: &mut Report<'_>) -> Result<(), Failure> {
    let (attempt, url) = prepare(world, report)?;
    let query = if world.has_browser() {
        follow(world, &url, report).await?
    } else {
        wait_for_person(world, &url, report).await?
    };
    let signed_in = exchange(world, attempt, &query, report).await?;
    read_profile(world, &signed_in, report).await?;
    list_connections(world, report).await?;
    log_out(world, &signed_in, report).await
}

pub(super) fn start(world: &World) -> Result<(LoginAttempt, String), Failure> {
    let attempt = LoginAttempt::start(world.workos.client().clock().now())?;
    let url = world.workos.sso().authorization_url(world.redirect_uri.clone(), world.selector.clone());
    let url = url.attempt(&attempt).build()?;
    Ok((attempt, url))
}

fn prepare(world: &World, report: &mut Report<'_>) -> Result<(LoginAttempt, String), Failure> {
    report.begin("Prepare the sign-in");
    let (attempt, url) = start(world)?;
    let mut facts = vec![
        ("state", format!("{}, kept for the callback", length(attempt.state()))),
        ("PKCE verifier", format!("{}, sent as S256 challenge", length(attempt.verifier().secret()))),
    ];
    // With an account, the next step asks to open it.
    if world.has_browser() {
        facts.push(("URL", url.clone()));
    }
    report.done(None, &facts)?;
    Ok((attempt, url))
}

/// Goes through the sign-in page as a browser would; returns the query that the callback got.
async fn follow(world: &mut World, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    let browser = Browser::new(world.transport.clone());
    report.begin("Open it in the demo's browser");
    let mut page = browser.open(url).await?;
    let redirected = || ("redirected to", world.redirect_uri.clone());
    if world.is_callback(&page.url) {
        // The sign-in could not begin; the check of the callback tells why.
        report.done(page.request_id.as_deref(), &[redirected()])?;
    } else {
        let Some(form) = Form::all(&page.html).into_iter().find(|form| form.is_post) else {
            return Err(Failure::refused(format!("there is no sign-in form, but \"{}\"", heading(&page))));
        };
        let labels: Vec<_> = form.buttons().map(|button| button.label.as_str()).collect();
        let facts = [("page", heading(&page)), ("offers", labels.join(" | "))];
        report.done(page.request_id.as_deref(), &facts)?;

        report.begin("Sign in on the page");
        let Some(person) = form.buttons().find(|button| button.value != "deny") else {
            return Err(Failure::refused("nobody can sign in through this connection"));
        };
        page = browser.press(&page, &form, person).await?;
        if !world.is_callback(&page.url) {
            return Err(Failure::refused(format!("the sign-in ended with \"{}\"", heading(&page))));
        }
        let facts = [("as", person.label.clone()), redirected()];
        report.done(page.request_id.as_deref(), &facts)?;
    }
    world.callback_from(&page.url).await
}

/// Lets the person sign in with a browser of their own.
async fn wait_for_person(world: &mut World, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    report.begin("Wait for you to sign in");
    report.ask(&[
        "Nothing is opened for you. Allow this redirect URI in the dashboard (Redirects):".to_owned(),
        format!("  {}", world.redirect_uri),
        "then open the URL in your browser and sign in:".to_owned(),
        format!("  {url}"),
    ])?;
    let query = world.next_callback(None).await?;
    report.done(None, &[("came back to", world.redirect_uri.clone())])?;
    Ok(query)
}

async fn exchange(
    world: &World,
    attempt: LoginAttempt,
    query: &str,
    report: &mut Report<'_>,
) -> Result<ProfileAndToken, Failure> {
    report.begin("Check the callback");
    let verified = attempt.complete(query, world.workos.client().clock().now())?;
    let facts = [
        ("state", "the one that was sent, compared in constant time".to_owned()),
        ("code", length(verified.code())),
    ];
    report.done(None, &facts)?;

    report.begin("Exchange the code");
    let answer = world.workos.sso().exchange(&verified).send_with_meta().await?;
    let request_id = answer.meta.request_id().map(str::to_owned);
    let signed_in = answer.value;
    let lifetime = signed_in.expires_in.map(|seconds| format!(", good for {seconds} s")).unwrap_or_default();
    let mut facts: Vec<Fact> = crate::commands::sso::facts(&signed_in.profile);
    if let ConnectionSelector::Organization(id) = &world.selector {
        signed_in.profile.ensure_organization(id).map_err(|error| Failure::refused(error.to_string()))?;
        let organization = facts.iter_mut().find(|(name, _)| *name == "organization");
        organization.into_iter().for_each(|(_, value)| value.push_str(", the one that was asked for"));
    }
    facts.retain(|(_, value)| value != "-");
    facts.push(("access token", format!("{}{lifetime}", length(&signed_in.access_token))));
    report.done(request_id.as_deref(), &facts)?;
    report.prove("a person signed in through SSO with state and PKCE checked");
    Ok(signed_in)
}

async fn read_profile(
    world: &World,
    signed_in: &ProfileAndToken,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Read the profile with the token");
    let answer = world.workos.sso().profile(&signed_in.access_token).send_with_meta().await?;
    if answer.value.id != signed_in.profile.id {
        return Err(Failure::refused("the access token stands for another profile than the code did"));
    }
    report.done(answer.meta.request_id(), &[("profile", format!("{}, the same", answer.value.id))])?;
    report.prove("the token stands for them");
    Ok(())
}

async fn list_connections(world: &World, report: &mut Report<'_>) -> Result<(), Failure> {
    let mut cursor: Option<String> = None;
    let mut total = 0;
    for number in 1..=MOST_PAGES {
        report.begin(format!("List connections, page {number}"));
        let mut call = world.workos.connections().list().limit(PAGE_SIZE);
        if let Some(cursor) = &cursor {
            call = call.after(cursor);
        }
        let Answer { value: page, meta, .. } = match call.send_with_meta().await {
            Ok(answer) => answer,
            Err(error) => return skip_or_fail(error, world, report),
        };
        total += page.data.len();
        cursor = page.after().map(str::to_owned);
        let mut facts = vec![("holds", describe(&page))];
        let is_last = cursor.is_none() || number == MOST_PAGES;
        if is_last {
            let pages = if number == 1 { "one page".to_owned() } else { format!("{number} pages") };
            let more = if cursor.is_some() { "; the account has more" } else { "" };
            facts.push(("in all", format!("{total} connections in {pages}{more}")));
            report.prove(format!("{total} connections came in {pages}"));
        }
        report.done(meta.request_id(), &facts)?;
        if is_last {
            break;
        }
    }
    Ok(())
}

async fn log_out(world: &World, signed_in: &ProfileAndToken, report: &mut Report<'_>) -> Result<(), Failure> {
    report.begin("Authorize the logout");
    let profile = &signed_in.profile;
    let logout = match world.workos.sso().authorize_logout(&profile.id).send_with_meta().await {
        Ok(answer) => answer,
        Err(error) => return skip_or_fail(error, world, report),
    };
    let facts = [("logout token", format!("{}, good once", length(&logout.value.logout_token)))];
    report.done(logout.meta.request_id(), &facts)?;

    report.begin("Log out");
    if !world.has_browser() {
        let reason = "a browser has to open the logout URL: your identity provider knows it by its cookies";
        return report.skipped(None, reason);
    }
    let url = world.workos.sso().logout_url(&logout.value.logout_token)?;
    let page = Browser::new(world.transport.clone()).open(url.expose()).await?;
    if !page.status.is_success() {
        return Err(Failure::refused(format!("the logout ended with \"{}\"", heading(&page))));
    }
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Try the token again");
    match world.workos.sso().profile(&signed_in.access_token).send().await {
        Err(Error::Api(error)) if error.is_unauthorized() => {
            report.done(error.request_id(), &[("answer", "401, as it has to be".to_owned())])?;
            report.prove("the logout ended the session");
            Ok(())
        }
        Ok(_) => Err(Failure::refused("the access token still works after the logout")),
        Err(error) => Err(error.into()),
    }
}

/// Skips a step that the account cannot do, and fails on anything else. The emulator can do every step of a
/// sign-in that the demo chose itself.
fn skip_or_fail(error: Error, world: &World, report: &mut Report<'_>) -> Result<(), Failure> {
    let cannot = matches!(error.status(), Some(403 | 404))
        || matches!(error.code(), Some("connection_invalid" | "unauthorized_client"));
    let Some(api) = error.api().filter(|_| cannot && !world.chose_itself()) else {
        return Err(error.into());
    };
    let reason = api.message().or_else(|| api.code()).unwrap_or("the account does not allow it");
    report.skipped(api.request_id(), reason)
}

/// The sign-in of somebody who came back from a browser of their own.
pub(super) async fn finish(
    world: &World,
    attempt: LoginAttempt,
    query: &str,
) -> Result<ProfileAndToken, Failure> {
    let verified = attempt.complete(query, world.workos.client().clock().now())?;
    Ok(world.workos.sso().exchange(&verified).send().await?)
}

fn describe(page: &Page<Connection>) -> String {
    match (page.data.first(), page.data.last()) {
        (Some(first), Some(last)) if page.data.len() > 1 => {
            format!("{} connections, {} to {}", page.data.len(), first.name, last.name)
        }
        (Some(only), _) => format!("one connection, {}", only.name),
        (None, _) => "no connections".to_owned(),
    }
}
