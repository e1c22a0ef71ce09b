//! The steps of a sign-in, from the authorization URL to the logout.

use workos_kit::core::Page;
use workos_kit::sso::{Connection, ConnectionSelector, LoginAttempt, ProfileAndToken};
use workos_kit::{Answer, Error};

use super::browser::Browser;
use super::env::Env;
use super::form::Form;
use super::report::{Fact, Report};
use super::texts::{heading, length};
use crate::failure::Failure;

/// The page size of lists: small, so that a list has several pages.
const PAGE_SIZE: u32 = 10;
/// The number of pages that the demo reads at most, since an account can have thousands.
const MAX_PAGES: usize = 5;

/// Runs the steps from the authorization URL to the logout.
pub(super) async fn run_steps(env: &mut Env, report: &mut Report<'_>) -> Result<(), Failure> {
    let (attempt, url) = prepare(env, report)?;
    let query = if env.has_browser() {
        follow(env, &url, report).await?
    } else {
        wait_for_person(env, &url, report).await?
    };
    let signed_in = exchange(env, attempt, &query, report).await?;
    read_profile(env, &signed_in, report).await?;
    list_connections(env, report).await?;
    log_out(env, &signed_in, report).await
}

/// Starts a sign-in, and returns its authorization URL.
pub(super) fn start(env: &Env) -> Result<(LoginAttempt, String), Failure> {
    let attempt = LoginAttempt::start(env.workos.client().clock().now())?;
    let url = env.workos.sso().authorization_url(env.redirect_uri.clone(), env.selector.clone());
    let url = url.attempt(&attempt).build()?;
    Ok((attempt, url))
}

fn prepare(env: &Env, report: &mut Report<'_>) -> Result<(LoginAttempt, String), Failure> {
    report.begin("Prepare the sign-in");
    let (attempt, url) = start(env)?;
    let mut facts = vec![
        ("state", format!("{}, stored for the callback", length(attempt.state()))),
        ("PKCE verifier", format!("{}, sent as S256 challenge", length(attempt.verifier().secret()))),
    ];
    // With an account, the next step prints the URL.
    if env.has_browser() {
        facts.push(("URL", url.clone()));
    }
    report.done(None, &facts)?;
    Ok((attempt, url))
}

/// Signs in on the page with the demo's browser, and returns the query of the callback.
async fn follow(env: &mut Env, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    let browser = Browser::new(env.transport.clone());
    report.begin("Open the URL in the demo's browser");
    let mut page = browser.open(url).await?;
    let redirected = || ("redirected to", env.redirect_uri.clone());
    if env.is_callback(&page.url) {
        // The sign-in failed at once. The check of the callback reports the reason.
        report.done(page.request_id.as_deref(), &[redirected()])?;
    } else {
        let Some(form) = Form::all(&page.html).into_iter().find(|form| form.is_post) else {
            return Err(Failure::refused(format!(
                "there is no sign-in form on the page \"{}\"",
                heading(&page)
            )));
        };
        let labels: Vec<_> = form.buttons().map(|button| button.label.as_str()).collect();
        let facts = [("page", heading(&page)), ("offers", labels.join(" | "))];
        report.done(page.request_id.as_deref(), &facts)?;

        report.begin("Sign in on the page");
        let Some(person) = form.buttons().find(|button| button.value != "deny") else {
            return Err(Failure::refused("the sign-in page offers no person for this connection"));
        };
        page = browser.press(&page, &form, person).await?;
        if !env.is_callback(&page.url) {
            return Err(Failure::refused(format!("the sign-in ended on the page \"{}\"", heading(&page))));
        }
        let facts = [("as", person.label.clone()), redirected()];
        report.done(page.request_id.as_deref(), &facts)?;
    }
    env.callback_from(&page.url).await
}

/// Waits until the person has signed in with their own browser.
async fn wait_for_person(env: &mut Env, url: &str, report: &mut Report<'_>) -> Result<String, Failure> {
    report.begin("Wait for you to sign in");
    report.ask(&[
        "Allow this redirect URI in the dashboard, under Redirects:".to_owned(),
        format!("  {}", env.redirect_uri),
        "Then open the URL in your browser and sign in (the demo does not open it):".to_owned(),
        format!("  {url}"),
    ])?;
    let query = env.next_callback(None).await?;
    report.done(None, &[("came back to", env.redirect_uri.clone())])?;
    Ok(query)
}

async fn exchange(
    env: &Env,
    attempt: LoginAttempt,
    query: &str,
    report: &mut Report<'_>,
) -> Result<ProfileAndToken, Failure> {
    report.begin("Check the callback");
    let verified = attempt.complete(query, env.workos.client().clock().now())?;
    let facts = [
        ("state", "equal to the sent state, compared in constant time".to_owned()),
        ("code", length(verified.code())),
    ];
    report.done(None, &facts)?;

    report.begin("Exchange the code");
    let answer = env.workos.sso().exchange(&verified).send_with_meta().await?;
    let request_id = answer.meta.request_id().map(str::to_owned);
    let signed_in = answer.value;
    let lifetime = signed_in.expires_in.map(|seconds| format!(", valid for {seconds} s")).unwrap_or_default();
    let mut facts: Vec<Fact> = crate::commands::sso::facts(&signed_in.profile);
    if let ConnectionSelector::Organization(id) = &env.selector {
        signed_in.profile.ensure_organization(id).map_err(|error| Failure::refused(error.to_string()))?;
        let organization = facts.iter_mut().find(|(name, _)| *name == "organization");
        organization.into_iter().for_each(|(_, value)| value.push_str(", as requested"));
    }
    facts.retain(|(_, value)| value != "-");
    facts.push(("access token", format!("{}{lifetime}", length(&signed_in.access_token))));
    report.done(request_id.as_deref(), &facts)?;
    report.prove("a person signed in through SSO with state and PKCE checked");
    Ok(signed_in)
}

async fn read_profile(
    env: &Env,
    signed_in: &ProfileAndToken,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    report.begin("Read the profile with the token");
    let answer = env.workos.sso().profile(&signed_in.access_token).send_with_meta().await?;
    if answer.value.id != signed_in.profile.id {
        return Err(Failure::refused("the access token belongs to another profile than the code"));
    }
    report.done(answer.meta.request_id(), &[("profile", format!("{}, the same", answer.value.id))])?;
    report.prove("the access token returned their profile");
    Ok(())
}

async fn list_connections(env: &Env, report: &mut Report<'_>) -> Result<(), Failure> {
    let mut cursor: Option<String> = None;
    let mut total = 0;
    for number in 1..=MAX_PAGES {
        report.begin(format!("List connections, page {number}"));
        let mut call = env.workos.connections().list().limit(PAGE_SIZE);
        if let Some(cursor) = &cursor {
            call = call.after(cursor);
        }
        let Answer { value: page, meta, .. } = match call.send_with_meta().await {
            Ok(answer) => answer,
            Err(error) => return skip_or_fail(error, env, report),
        };
        total += page.data.len();
        cursor = page.after().map(str::to_owned);
        let mut facts = vec![("holds", describe(&page))];
        let is_last = cursor.is_none() || number == MAX_PAGES;
        if is_last {
            let pages = if number == 1 { "one page".to_owned() } else { format!("{number} pages") };
            let more = if cursor.is_some() { "; the account has more" } else { "" };
            facts.push(("in all", format!("{total} connections in {pages}{more}")));
            report.prove(format!("{total} connections were listed in {pages}"));
        }
        report.done(meta.request_id(), &facts)?;
        if is_last {
            break;
        }
    }
    Ok(())
}

async fn log_out(env: &Env, signed_in: &ProfileAndToken, report: &mut Report<'_>) -> Result<(), Failure> {
    report.begin("Authorize the logout");
    let profile = &signed_in.profile;
    let logout = match env.workos.sso().authorize_logout(&profile.id).send_with_meta().await {
        Ok(answer) => answer,
        Err(error) => return skip_or_fail(error, env, report),
    };
    let facts = [("logout token", format!("{}, valid once", length(&logout.value.logout_token)))];
    report.done(logout.meta.request_id(), &facts)?;

    report.begin("Log out");
    if !env.has_browser() {
        let reason = "your browser has to open the logout URL, because it has the cookies of the session";
        return report.skipped(None, reason);
    }
    let url = env.workos.sso().logout_url(&logout.value.logout_token)?;
    let page = Browser::new(env.transport.clone()).open(url.expose()).await?;
    if !page.status.is_success() {
        return Err(Failure::refused(format!("the logout ended on the page \"{}\"", heading(&page))));
    }
    report.done(page.request_id.as_deref(), &[("page", heading(&page))])?;

    report.begin("Try the token again");
    match env.workos.sso().profile(&signed_in.access_token).send().await {
        Err(Error::Api(error)) if error.is_unauthorized() => {
            report.done(error.request_id(), &[("answer", "401, as expected".to_owned())])?;
            report.prove("the logout ended the session");
            Ok(())
        }
        Ok(_) => Err(Failure::refused("the access token still works after the logout")),
        Err(error) => Err(error.into()),
    }
}

/// Skips a step that the account does not support, and fails on any other error.
///
/// With the default selector, the emulator supports every step, so nothing is skipped.
fn skip_or_fail(error: Error, env: &Env, report: &mut Report<'_>) -> Result<(), Failure> {
    let cannot = matches!(error.status(), Some(403 | 404))
        || matches!(error.code(), Some("connection_invalid" | "unauthorized_client"));
    let Some(api) = error.api().filter(|_| cannot && !env.uses_default_selector()) else {
        return Err(error.into());
    };
    let reason = api.message().or_else(|| api.code()).unwrap_or("the account does not allow it");
    report.skipped(api.request_id(), reason)
}

/// Completes a sign-in from the query of its callback.
pub(super) async fn finish(
    env: &Env,
    attempt: LoginAttempt,
    query: &str,
) -> Result<ProfileAndToken, Failure> {
    let verified = attempt.complete(query, env.workos.client().clock().now())?;
    Ok(env.workos.sso().exchange(&verified).send().await?)
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
