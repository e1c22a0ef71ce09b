//! `data_integrations.access_token` and `.credentials`, and the credentials that are no tokens of OAuth.

use http::StatusCode;
use serde_json::{Map, Value, json};
use workos_core::Secret;

use crate::domains::pipes::accounts::Vended;
use crate::domains::pipes::handlers::idempotency::once;
use crate::domains::pipes::integrations::{check_method, wrong_method};
use crate::domains::pipes::model::connected_account::{AuthMethod, Credential};
use crate::domains::pipes::subject::Subject;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond, secret_json};
use crate::http::request::Call;

/// `POST /data-integrations/{slug}/token`: 200 even where nothing is connected; OAuth only.
pub(crate) fn access_token(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let subject = Subject::of_body(call, tx.state, fields)?;
    if let Some(integration) = tx.state.pipes.integrations.get(&subject.integration_id) {
        check_method(integration, AuthMethod::OAuth)?;
    }
    if let Some(account) = tx.state.account(&subject.owner, &subject.slug)
        && account.credential.method() != AuthMethod::OAuth
    {
        return Err(wrong_method(&subject.slug, account.credential.method()).into());
    }
    let vended = tx.state.vend(&subject.owner, &subject.slug, tx.moment);
    let Vended::OAuth { token, expires_at } = vended else { return inactive(&vended) };
    let (scopes, missing) = scopes(tx.state, &subject);
    let shown = json!({
        "active": true,
        "access_token": {
            "object": "access_token",
            "access_token": token.expose(),
            "expires_at": expires_at,
            "scopes": scopes,
            "missing_scopes": missing,
        },
    });
    Ok(secret_json(StatusCode::OK, &shown))
}

/// `POST /data-integrations/{slug}/credentials`: of whatever kind.
pub(crate) fn credentials(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let subject = Subject::of_body(call, tx.state, fields)?;
    let vended = tx.state.vend(&subject.owner, &subject.slug, tx.moment);
    let (method, value, expires_at) = match vended {
        Vended::OAuth { token, expires_at } => ("oauth", token, Some(expires_at)),
        Vended::ClientCredentials { token, expires_at } => {
            ("client_credentials", token, Some(Some(expires_at)))
        }
        Vended::ApiKey(key) => ("api_key", key, None),
        Vended::NotInstalled | Vended::NeedsReauthorization => return inactive(&vended),
    };
    let mut credential = json!({"object": "credential", "auth_method": method, "value": value.expose()});
    if let Some(expires_at) = expires_at {
        let (scopes, missing) = scopes(tx.state, &subject);
        credential["expires_at"] = json!(expires_at);
        credential["scopes"] = json!(scopes);
        credential["missing_scopes"] = json!(missing);
    }
    let config = tx.state.account(&subject.owner, &subject.slug).map(|account| &account.config);
    credential["config"] = json!(config);
    Ok(secret_json(StatusCode::OK, &json!({"active": true, "credential": credential})))
}

/// `PUT /data-integrations/{slug}/api-key`
pub(crate) fn set_api_key(call: &Call, tx: &mut Tx<'_>) -> Answer {
    store(call, tx, AuthMethod::ApiKey, StatusCode::OK)
}

/// `POST /data-integrations/{slug}/api-key`: the first account of its owner; further ones are not available here.
pub(crate) fn add_api_key(call: &Call, tx: &mut Tx<'_>) -> Answer {
    once(call, tx, |tx| store(call, tx, AuthMethod::ApiKey, StatusCode::CREATED))
}

/// `PUT /data-integrations/{slug}/client-credentials`
pub(crate) fn set_client_credentials(call: &Call, tx: &mut Tx<'_>) -> Answer {
    store(call, tx, AuthMethod::ClientCredentials, StatusCode::OK)
}

/// `POST /data-integrations/{slug}/client-credentials`: the first account of its owner; further ones are not available
/// here.
pub(crate) fn add_client_credentials(call: &Call, tx: &mut Tx<'_>) -> Answer {
    once(call, tx, |tx| store(call, tx, AuthMethod::ClientCredentials, StatusCode::CREATED))
}

fn store(call: &Call, tx: &mut Tx<'_>, method: AuthMethod, status: StatusCode) -> Answer {
    let fields = call.fields()?;
    let subject = Subject::of_body(call, tx.state, fields)?;
    if let Some(integration) = tx.state.pipes.integrations.get(&subject.integration_id) {
        check_method(integration, method)?;
    }
    let filled = |name: &'static str| filled(fields, name);
    let credential = match method {
        AuthMethod::ClientCredentials => Credential::ClientCredentials {
            client_id: filled("client_id")?.to_owned(),
            client_secret: Secret::from(filled("client_secret")?),
        },
        _ => Credential::ApiKey(Secret::from(filled("secret")?)),
    };
    let scopes = match method {
        AuthMethod::ClientCredentials => {
            tx.state.wanted_scopes(&subject.integration_id, subject.owner.organization_id())
        }
        _ => Vec::new(),
    };
    tx.state.connect_account(&subject.authorization(fields), credential, scopes, tx.moment);
    Ok(respond(status, &subject.account(tx.state)?.to_json()))
}

/// # Errors
/// 422 for a text that is empty.
fn filled<'a>(fields: &'a Map<String, Value>, name: &'static str) -> Result<&'a str, Failure> {
    fields
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Failure::invalid_parameter(name, "invalid", &format!("{name} must not be empty.")))
}

/// What was granted, and what the integration asks for beyond it.
fn scopes(state: &State, subject: &Subject) -> (Vec<String>, Vec<String>) {
    let wanted = state.wanted_scopes(&subject.integration_id, subject.owner.organization_id());
    let Some(account) = state.account(&subject.owner, &subject.slug) else { return Default::default() };
    let missing = account.missing_scopes(&wanted).into_iter().cloned().collect();
    (account.scopes.clone(), missing)
}

fn inactive(vended: &Vended) -> Answer {
    let reason = match vended {
        Vended::NotInstalled => "not_installed",
        _ => "needs_reauthorization",
    };
    Ok(respond(StatusCode::OK, &json!({"active": false, "error": reason})))
}
