//! `sso.authorize_logout` and `sso.logout`: signing people out.

use http::StatusCode;
use serde_json::{Value, json};

use crate::domains::sso::advice;
use crate::domains::sso::browser::{bad_request, own_url, wants_json};
use crate::domains::tx::Tx;
use crate::http::answer;
use crate::http::answer::{Answer, ENTITY_NOT_FOUND, Failure};
use crate::http::page::message;
use crate::http::request::Call;
use crate::http::url::with_query;

/// `POST /sso/logout/authorize`: the URL that signs a person out, to be used once.
pub(crate) fn authorize_logout(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let profile_id = fields.get("profile_id").and_then(Value::as_str).unwrap_or_default();
    let profile =
        tx.state.sso.profiles.get(profile_id).ok_or_else(|| Failure::not_found("Profile", profile_id))?;
    if profile.connection_type != "GenericOIDC" {
        let description = format!(
            "Only GenericOIDC connections can sign people out; this one is {}.",
            profile.connection_type
        );
        return Err(bad_request("connection_invalid", description));
    }
    let token = tx.env.ids.id("logout", call.now);
    tx.state.sso.logout_tokens.insert(call.now, token.clone(), profile_id.to_owned());
    let url = with_query(&format!("{}/sso/logout", call.base_url), &[("token", &token)]);
    Ok(answer::secret_json(StatusCode::OK, &json!({"logout_url": url, "logout_token": token})))
}

/// `GET /sso/logout`: ends the sessions of a logout token's person, or one session. A caller that wants JSON
/// gets the URL to send a browser to instead, and nothing has ended yet.
pub(crate) fn logout(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let wants_json = wants_json(call, tx)?;
    let now = call.now;
    match (call.query.filled("token"), call.query.filled("session_id")) {
        (Some(token), None) => {
            let unknown = || {
                let message = "The logout token is unknown, has expired or was used before.";
                Failure::plain(StatusCode::NOT_FOUND, ENTITY_NOT_FOUND, message).advise(advice::logout(token))
            };
            if wants_json {
                tx.state.sso.logout_tokens.get(now, token).ok_or_else(unknown)?;
            } else {
                let profile_id = tx.state.sso.logout_tokens.remove(now, token).ok_or_else(unknown)?;
                tx.state.sso.sessions.remove_group(&profile_id, |session| session.profile_id == profile_id);
            }
        }
        (None, Some(id)) => {
            let known = if wants_json {
                tx.state.sso.sessions.get(now, id).is_some()
            } else {
                tx.state.sso.sessions.remove(now, id).is_some()
            };
            if !known {
                return Err(Failure::not_found("Session", id));
            }
        }
        (None, None) => return Err(bad_request("invalid_request", "token or session_id is required.")),
        (Some(_), Some(_)) => {
            return Err(bad_request("invalid_request", "Only one of token and session_id can be given."));
        }
    }
    if wants_json {
        let url = own_url(call);
        return Ok(answer::secret_json(StatusCode::OK, &json!({"logout_url": url, "url": url, "link": url})));
    }
    match &tx.env.settings.logout_redirect_uri {
        Some(uri) => answer::redirect(uri),
        None => answer::redirect(&format!("{}/_emulator/signed-out", call.base_url)),
    }
}

/// Where a logout ends if the application names no place.
pub(crate) fn signed_out(_: &Call, _: &mut Tx<'_>) -> Answer {
    message(StatusCode::OK, "You are signed out", "You can close this page.")
}
