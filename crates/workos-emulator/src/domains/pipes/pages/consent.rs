//! Connecting an account by OAuth: the URL, the emulated provider's consent page, and the callback.

use http::StatusCode;
use serde_json::json;

use crate::domains::pipes::handlers::finish;
use crate::domains::pipes::model::authorization::{Authorization, ProviderCode, ReturnTo};
use crate::domains::pipes::model::connected_account::AuthMethod;
use crate::domains::pipes::model::data_integration::{DataIntegration, IntegrationCredentials};
use crate::domains::pipes::pages::consent_page::{self, PROVIDER_ERRORS};
use crate::domains::pipes::subject::Subject;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::advice::Advice;
use crate::http::answer;
use crate::http::answer::{Answer, Failure, secret_json, shown};
use crate::http::failure_page;
use crate::http::page::message;
use crate::http::page_forms::{Form, form, random_token, refused};
use crate::http::request::Call;
use crate::http::url::with_query;

/// The errors of the exchange of a code, which the API tells by one code of its own.
const EXCHANGE_ERRORS: &[&str] = &["bad_verification_code", "invalid_code", "invalid_grant"];

/// `POST /data-integrations/{slug}/authorize`: the URL to send the user's browser to.
pub(crate) fn authorize(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let return_to = fields.get("return_to").and_then(|url| url.as_str());
    if let Some(url) = return_to {
        crate::base::redirect_uri::check(url).map_err(|reason| {
            let message = format!("return_to '{}' {reason}.", shown(url));
            Failure::plain(StatusCode::BAD_REQUEST, "invalid_url", message)
        })?;
    }
    let code_challenge = finish::read_challenge(call, fields)?;
    let subject = Subject::of_body(call, tx.state, fields)?;
    check_allowed(tx.state, &subject)?;
    let (token, own_state) = (random_token()?, random_token()?);
    let return_to = return_to.map(|url| ReturnTo { url: url.to_owned(), state: own_state.clone() });
    let url = format!("{}/data-integrations/{token}/authorize-redirect", call.base_url);
    let mut shown = json!({"url": url, "state": own_state});
    if code_challenge.is_some() {
        shown["completion"] = json!("finish_required");
    }
    let authorization = Authorization { return_to, code_challenge, ..subject.authorization(fields) };
    tx.state.pipes.authorizations.insert(call.now, token, authorization);
    Ok(secret_json(StatusCode::OK, &shown))
}

/// `GET /data-integrations/{token}/authorize-redirect`: shows the consent page, or approves at once.
pub(crate) fn begin(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let token = call.path("token");
    let Some(authorization) = tx.state.pipes.authorizations.get(call.now, token).cloned() else {
        return expired();
    };
    let Some(integration) = tx.state.pipes.integrations.get(&authorization.integration_id) else {
        return expired();
    };
    let scopes = tx.state.wanted_scopes(&integration.id, authorization.owner.organization_id());
    if tx.env.settings.switches.interactive {
        let page = consent_page::render(tx.state, integration, &authorization, token, &scopes);
        return Ok(answer::html(StatusCode::OK, page));
    }
    let redirect_uri = integration.redirect_uri(&call.base_url);
    approve(call, tx, &redirect_uri, token, scopes)
}

/// Takes what the consent page decided, and sends the browser to the callback, as a provider does.
pub(crate) fn decide(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let Some(form) = form(call)? else { return refused() };
    let token = form.get("token").unwrap_or_default();
    let Some(authorization) = tx.state.pipes.authorizations.get(call.now, token) else { return expired() };
    let (id, organization_id) =
        (authorization.integration_id.clone(), authorization.owner.organization_id().map(str::to_owned));
    let Some(integration) = tx.state.pipes.integrations.get(&id) else { return expired() };
    let redirect_uri = integration.redirect_uri(&call.base_url);
    let refuse = |error: &str, description: &str| {
        let pairs = [("error", error), ("error_description", description), ("state", token)];
        answer::redirect(&with_query(&redirect_uri, &pairs))
    };
    let wanted_error = form.get("error");
    if let Some((error, description)) = PROVIDER_ERRORS.iter().find(|(error, _)| wanted_error == Some(error))
    {
        return refuse(error, description);
    }
    match form.get("decision") {
        Some("approve") => {
            let wanted = tx.state.wanted_scopes(&id, organization_id.as_deref());
            let granted = granted(wanted, &form);
            approve(call, tx, &redirect_uri, token, granted)
        }
        Some("deny") => refuse("access_denied", "The user denied the request."),
        _ => message(StatusCode::BAD_REQUEST, "No decision", "Go back and approve or deny."),
    }
}

/// `GET /data-integrations/{slug}/{key}/callback`: takes the provider's code or error, and sends the browser back to
/// the application.
pub(crate) fn callback(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let (slug, key) = (call.path("slug").to_owned(), call.path("key").to_owned());
    conclude(call, tx, |integration| integration.slug == slug && integration.callback_key == key)
}

/// `GET /sso/callback/{provider}`: the same where older documents have it.
pub(crate) fn legacy_callback(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let slug = call.path("provider").to_owned();
    conclude(call, tx, |integration| integration.slug == slug)
}

fn conclude(call: &Call, tx: &mut Tx<'_>, is_here: impl Fn(&DataIntegration) -> bool) -> Answer {
    let token = call.query.get("state").unwrap_or_default();
    let Some(authorization) = tx.state.pipes.authorizations.get(call.now, token).cloned() else {
        return expired();
    };
    let integration = tx.state.pipes.integrations.get(&authorization.integration_id);
    let Some(integration) = integration.filter(|integration| is_here(integration)) else { return expired() };
    let (slug, name) = (integration.slug.clone(), integration.name());
    tx.state.pipes.authorizations.remove(call.now, token);

    if let Some(error) = call.query.filled("error") {
        let error = shown(error);
        let description = call.query.filled("error_description").map_or_else(|| described(&error), shown);
        return fail(tx, &authorization, &error, &description);
    }
    let code = call.query.get("code").unwrap_or_default();
    match tx.state.pipes.provider_codes.remove(call.now, code) {
        Some(code) if code.authorization == token => {
            if authorization.code_challenge.is_some()
                && let Some(return_to) = authorization.return_to.clone()
            {
                return finish::hand_over(call, tx, authorization, &return_to, code.scopes);
            }
            tx.state.grant(&authorization, code.scopes, tx.moment);
            match &authorization.return_to {
                Some(ReturnTo { url, .. }) => answer::redirect(url),
                None => {
                    let text = format!("Your {name} account is connected. You can close this page.");
                    message(StatusCode::OK, "Connected", &text)
                }
            }
        }
        _ => {
            let error = error_for_used_code(&slug);
            fail(tx, &authorization, error, &described(error))
        }
    }
}

fn approve(call: &Call, tx: &mut Tx<'_>, redirect_uri: &str, token: &str, scopes: Vec<String>) -> Answer {
    let code = tx.env.ids.ulid(call.now);
    let granted = ProviderCode { authorization: token.to_owned(), scopes };
    tx.state.pipes.provider_codes.insert(call.now, code.clone(), granted);
    answer::redirect(&with_query(redirect_uri, &[("code", &code), ("state", token)]))
}

/// Providers' errors are passed through to the application.
fn fail(tx: &mut Tx<'_>, authorization: &Authorization, error: &str, description: &str) -> Answer {
    let code = if EXCHANGE_ERRORS.contains(&error) { "authorization_code_exchange_error" } else { error };
    tx.state.fail_connecting(authorization, code, error, description, tx.moment);
    match &authorization.return_to {
        Some(ReturnTo { url, state }) => {
            let pairs = [("error", error), ("error_description", description), ("state", state)];
            answer::redirect(&with_query(url, &pairs))
        }
        None => message(StatusCode::OK, "Not connected", &format!("{description} ({error})")),
    }
}

/// # Errors
/// 403 where the provider is not enabled; 400 where it cannot be connected by consent.
fn check_allowed(state: &State, subject: &Subject) -> Result<(), Failure> {
    let Some(integration) = state.pipes.integrations.get(&subject.integration_id) else { return Ok(()) };
    let own = state.configuration(subject.owner.organization_id(), &subject.integration_id);
    let bad_request = |message| Err(Failure::plain(StatusCode::BAD_REQUEST, "bad_request", message));
    if !integration.enabled || own.is_some_and(|own| !own.enabled) {
        let message = format!("The data integration '{}' is not enabled.", integration.slug);
        return Err(Failure::plain(StatusCode::FORBIDDEN, "forbidden", message));
    }
    if !integration.takes(AuthMethod::OAuth) {
        return bad_request("Accounts of this provider are not connected by OAuth.");
    }
    if matches!(integration.credentials, Some(IntegrationCredentials::Organization))
        && own.is_none_or(|own| own.credentials.is_none())
    {
        return bad_request("The organization has no OAuth application of its own for this provider.");
    }
    Ok(())
}

/// What each provider says to a code that was used before, or that it does not know.
fn error_for_used_code(slug: &str) -> &'static str {
    match slug {
        "github" => "bad_verification_code",
        "slack" => "invalid_code",
        _ => "invalid_grant",
    }
}

fn described(error: &str) -> String {
    let known = PROVIDER_ERRORS.iter().find(|(known, _)| *known == error);
    known.map_or("The account was not connected.", |(_, description)| description).to_owned()
}

fn expired() -> Answer {
    let advice = Advice {
        title: "Start again",
        rule: "One answer to each consent page, within 10 minutes.",
        action: "Go back to the application and connect the account again. The application creates a new URL by \
                 POST /data-integrations/{slug}/authorize.",
        production: "The dashboard calls these integrations Pipes. Their URLs expire in production, too.",
        ..Advice::default()
    };
    failure_page::refuse("This consent was finished or has expired.", &advice)
}

/// The scopes whose boxes are checked.
fn granted(wanted: Vec<String>, form: &Form) -> Vec<String> {
    let checked = |index: usize| form.get(&format!("scope_{index}")).is_some();
    wanted.into_iter().enumerate().filter(|(index, _)| checked(*index)).map(|(_, scope)| scope).collect()
}
