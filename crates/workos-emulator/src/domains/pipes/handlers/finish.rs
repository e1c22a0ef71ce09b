//! Connections with a code challenge: the account is saved only for the application that has the verifier (RFC 7636).

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::lenient::Check;
use crate::base::pkce::fits as fits_challenge;
use crate::domains::pipes::model::authorization::{Authorization, ReturnTo, Unfinished};
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::request::Call;
use crate::http::url::with_query;

/// The challenge of a request to connect an account.
///
/// # Errors
/// 400 when it is none, is of another method than S256, or has no `return_to` that the code could come back with.
pub(crate) fn read_challenge(call: &Call, fields: &Map<String, Value>) -> Result<Option<String>, Failure> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let refuse = |message: &str| Err(Failure::plain(StatusCode::BAD_REQUEST, "bad_request", message));
    let Some(challenge) = text("code_challenge") else {
        return match text("code_challenge_method") {
            Some(_) => refuse("code_challenge_method requires code_challenge."),
            None => Ok(None),
        };
    };
    let in_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if call.lenient.skips(Check::Pkce) {
        return Ok(Some(challenge.to_owned()));
    }
    if text("code_challenge_method") != Some("S256") {
        return refuse("code_challenge_method must be S256.");
    }
    if challenge.len() != 43 || !challenge.bytes().all(in_alphabet) {
        return refuse("code_challenge must be the 43 base64url characters of a SHA-256 digest.");
    }
    if text("return_to").is_none() {
        let message = "A code_challenge requires return_to, which receives the connect code.";
        return Err(Failure::plain(StatusCode::BAD_REQUEST, "invalid_return_to", message));
    }
    Ok(Some(challenge.to_owned()))
}

/// Sends the browser back with the code that the application has to finish the connection with.
pub(crate) fn hand_over(
    call: &Call,
    tx: &mut Tx<'_>,
    authorization: Authorization,
    return_to: &ReturnTo,
    scopes: Vec<String>,
) -> Answer {
    let code = tx.env.ids.ulid(call.now);
    let url = with_query(&return_to.url, &[("connect_code", &code), ("state", &return_to.state)]);
    tx.state.pipes.connect_codes.insert(call.now, code, Unfinished { authorization, scopes });
    answer::redirect(&url)
}

/// `POST /data-integrations/finish`: saves the account, for the right verifier. Any other one uses the code up.
pub(crate) fn finish(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let Some(Unfinished { authorization, scopes }) =
        tx.state.pipes.connect_codes.remove(call.now, text("connect_code"))
    else {
        return refuse(
            "invalid_connect_code",
            "The connect code is unknown, has expired or was used before.",
        );
    };
    let challenge = authorization.code_challenge.as_deref().unwrap_or_default();
    if !fits_challenge(challenge, text("code_verifier")) && !tx.state.lenient.skips(Check::Pkce) {
        return refuse("invalid_connect_code", "The code_verifier does not match the code_challenge.");
    }
    if is_deleted(tx.state, &authorization) {
        return refuse("target_deleted", "The user, the organization or the provider was deleted.");
    }
    let id = tx.state.grant(&authorization, scopes, tx.moment);
    match id.and_then(|id| tx.state.pipes.accounts.get(&id)) {
        Some(account) => Ok(respond(StatusCode::OK, &json!({"connected_account": account.to_json()}))),
        None => refuse("installation_failed", "The account could not be saved."),
    }
}

fn is_deleted(state: &State, authorization: &Authorization) -> bool {
    let Authorization { owner, integration_id, .. } = authorization;
    state.pipes.integrations.get(integration_id).is_none()
        || owner.user_id().is_some_and(|id| state.users.all.get(id).is_none())
        || owner.organization_id().is_some_and(|id| state.organizations.all.get(id).is_none())
}

fn refuse(code: &'static str, message: &str) -> Answer {
    Err(Failure::plain(StatusCode::BAD_REQUEST, code, message))
}
