//! `connected_accounts.*`, `organization_connected_accounts.*` and `data_providers.*`.

use http::StatusCode;
use serde_json::{Map, Value, json};
use workos_core::Secret;

use crate::domains::pipes::accounts::Tokens;
use crate::domains::pipes::handlers::idempotency::once;
use crate::domains::pipes::model::authorization::AccountOwner;
use crate::domains::pipes::model::connected_account::AccountState;
use crate::domains::pipes::model::data_integration::DataIntegration;
use crate::domains::pipes::subject::{Subject, texts};
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, json as respond};
use crate::http::request::Call;

/// `GET /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn get(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let subject = Subject::of_user(call, tx)?;
    Ok(respond(StatusCode::OK, &subject.account(tx.state)?.to_json()))
}

/// `POST /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    once(call, tx, |tx| {
        let subject = Subject::of_user(call, tx)?;
        import(tx, &subject, fields)
    })
}

/// `PUT /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn update(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let subject = Subject::of_user(call, tx)?;
    change(tx, &subject, fields)
}

/// `DELETE /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn delete(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let subject = Subject::of_user(call, tx)?;
    disconnect(tx, &subject)
}

/// `GET /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn get_of_organization(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let subject = Subject::of_organization(call, tx, None)?;
    Ok(respond(StatusCode::OK, &subject.account(tx.state)?.to_json()))
}

/// `POST /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn create_of_organization(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    once(call, tx, |tx| {
        let by = fields.get("user_id").and_then(Value::as_str);
        let subject = Subject::of_organization(call, tx, by)?;
        import(tx, &subject, fields)
    })
}

/// `PUT /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn update_of_organization(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let by = fields.get("user_id").and_then(Value::as_str);
    let subject = Subject::of_organization(call, tx, by)?;
    change(tx, &subject, fields)
}

/// `DELETE /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn delete_of_organization(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let subject = Subject::of_organization(call, tx, None)?;
    disconnect(tx, &subject)
}

/// `GET /user_management/users/{user_id}/data_providers`
pub(crate) fn data_providers(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let owner = AccountOwner::User {
        user_id: call.path("user_id").to_owned(),
        organization_id: call.query.filled("organization_id").map(str::to_owned),
    };
    if tx.state.users.all.get(call.path("user_id")).is_none() {
        return Err(Failure::not_found("User", call.path("user_id")));
    }
    list_providers(tx.state, &owner)
}

/// `GET /organizations/{organization_id}/data_providers`
pub(crate) fn data_providers_of_organization(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organization_id").to_owned();
    list_providers(tx.state, &AccountOwner::Organization { organization_id, by: None })
}

/// What is enabled for this owner, all of it at once.
fn list_providers(state: &State, owner: &AccountOwner) -> Answer {
    if let Some(id) = owner.organization_id() {
        state.find_organization(id)?;
    }
    let providers: Vec<_> = state
        .pipes
        .integrations
        .group(DataIntegration::group_of_enabled(owner.is_organization()))
        .filter(|i| state.configuration(owner.organization_id(), &i.id).is_none_or(|own| own.enabled))
        .map(|integration| integration.to_provider_json(state.account(owner, &integration.slug)))
        .collect();
    Ok(respond(StatusCode::OK, &json!({"object": "list", "data": providers})))
}

fn import(tx: &mut Tx<'_>, subject: &Subject, fields: &Map<String, Value>) -> Answer {
    subject.refuse_further(tx.state, fields.get("connection_intent").and_then(Value::as_str))?;
    if tx.state.account(&subject.owner, &subject.slug).is_some() {
        let message = "The account is connected already: update it instead.";
        return Err(Failure::plain(StatusCode::CONFLICT, "conflict", message));
    }
    tx.state.set_tokens(&subject.integration_id, &subject.owner, read(fields), tx.moment)?;
    Ok(respond(StatusCode::CREATED, &subject.account(tx.state)?.to_json()))
}

fn change(tx: &mut Tx<'_>, subject: &Subject, fields: &Map<String, Value>) -> Answer {
    subject.account(tx.state)?;
    tx.state.set_tokens(&subject.integration_id, &subject.owner, read(fields), tx.moment)?;
    Ok(respond(StatusCode::OK, &subject.account(tx.state)?.to_json()))
}

fn disconnect(tx: &mut Tx<'_>, subject: &Subject) -> Answer {
    let id = subject.account(tx.state)?.id.clone();
    tx.state.disconnect(&id, tx.moment);
    Ok(empty(StatusCode::NO_CONTENT))
}

/// Reads a body whose types the route table has checked.
fn read(fields: &Map<String, Value>) -> Tokens {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    Tokens {
        access_token: text("access_token").map(Secret::from),
        refresh_token: text("refresh_token").map(Secret::from),
        expires_at: text("expires_at").and_then(|time| time.parse().ok()),
        scopes: texts(fields, "scopes"),
        state: text("state").map(|state| match state {
            "needs_reauthorization" => AccountState::NeedsReauthorization,
            _ => AccountState::Connected,
        }),
        display_name: text("account_display_name").map(str::to_owned),
        identifier: text("account_identifier").map(str::to_owned),
    }
}
