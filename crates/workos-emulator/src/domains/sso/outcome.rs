//! How a sign-in goes on and ends: events, and the redirect to the application.

use crate::domains::sso::events::{SsoProgress, SsoStep};
use crate::domains::sso::model::{Grant, SignIn};
use crate::domains::tx::Tx;
use crate::http::answer::{self, Answer};
use crate::http::request::Call;
use crate::http::url::with_query;

/// Sends the browser back with a code for this person.
pub(crate) fn approve(call: &Call, tx: &mut Tx<'_>, sign_in: SignIn, profile_id: String) -> Answer {
    let code = tx.env.ids.ulid(call.now);
    let email = tx.state.sso.profiles.get(&profile_id).map(|person| person.email.clone());
    announce(tx, &sign_in, email.as_deref(), SsoProgress::Succeeded);
    let grant = Grant {
        client_id: sign_in.client_id,
        profile_id,
        code_challenge: sign_in.code_challenge,
        provider_scopes: sign_in.provider_scopes,
    };
    tx.state.sso.codes.insert(call.now, code.clone(), grant);
    let mut pairs = vec![("code", code.as_str())];
    pairs.extend(sign_in.state.as_deref().map(|state| ("state", state)));
    answer::redirect(&with_query(&sign_in.redirect_uri, &pairs))
}

/// Sends the browser back with an error.
pub(crate) fn refuse(redirect_uri: &str, state: Option<&str>, code: &str, description: &str) -> Answer {
    let mut pairs = vec![("error", code), ("error_description", description)];
    pairs.extend(state.map(|state| ("state", state)));
    answer::redirect(&with_query(redirect_uri, &pairs))
}

/// Makes an event of a step of a sign-in.
pub(crate) fn announce(tx: &mut Tx<'_>, sign_in: &SignIn, email: Option<&str>, progress: SsoProgress<'_>) {
    let step =
        SsoStep { connection_id: &sign_in.connection_id, email, user_agent: sign_in.user_agent.as_deref() };
    tx.state.emit_sso(step, progress, tx.moment);
}
