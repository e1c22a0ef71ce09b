//! `connected_accounts.*`, `organization_connected_accounts.*` and `data_providers.*`.

use http::StatusCode;
use serde_json::{Map, Value, json};
use workos_core::Secret;

use crate::domains::pipes::accounts::{AccountOwner, Tokens};
use crate::domains::pipes::handlers::idempotency::once;
use crate::domains::pipes::model::connected_account::AccountState;
use crate::domains::pipes::subject::{Subject, texts};
use crate::domains::state::State;
use crate::http::answer::{Answer, Failure, empty, json as respond};
use crate::http::request::Call;

/// `GET /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn get(call: &Call<'_>) -> Answer {
    let state = call.shared.state();
    let subject = Subject::of_user(call, &state)?;
    Ok(respond(StatusCode::OK, &subject.account(&state)?.to_json()))
}

/// `POST /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn create(call: &Call<'_>) -> Answer {
    let fields = call.fields()?;
    once(call, &mut call.shared.state(), |state| {
        let subject = Subject::of_user(call, state)?;
        import(call, state, &subject, fields)
    })
}

/// `PUT /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn update(call: &Call<'_>) -> Answer {
    let fields = call.fields()?;
    let mut state = call.shared.state();
    let subject = Subject::of_user(call, &state)?;
    change(call, &mut state, &subject, fields)
}

/// `DELETE /user_management/users/{user_id}/connected_accounts/{slug}`
pub(crate) fn delete(call: &Call<'_>) -> Answer {
    let mut state = call.shared.state();
    let subject = Subject::of_user(call, &state)?;
    disconnect(call, &mut state, &subject)
}

/// `GET /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn get_of_organization(call: &Call<'_>) -> Answer {
    let state = call.shared.state();
    let subject = Subject::of_organization(call, &state, None)?;
    Ok(respond(StatusCode::OK, &subject.account(&state)?.to_json()))
}

/// `POST /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn create_of_organization(call: &Call<'_>) -> Answer {
    let fields = call.fields()?;
    once(call, &mut call.shared.state(), |state| {
        let by = fields.get("user_id").and_then(Value::as_str);
        let subject = Subject::of_organization(call, state, by)?;
        import(call, state, &subject, fields)
    })
}

/// `PUT /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn update_of_organization(call: &Call<'_>) -> Answer {
    let fields = call.fields()?;
    let mut state = call.shared.state();
    let by = fields.get("user_id").and_then(Value::as_str);
    let subject = Subject::of_organization(call, &state, by)?;
    change(call, &mut state, &subject, fields)
}

/// `DELETE /organizations/{organization_id}/connected_accounts/{slug}`
pub(crate) fn delete_of_organization(call: &Call<'_>) -> Answer {
    let mut state = call.shared.state();
    let subject = Subject::of_organization(call, &state, None)?;
    disconnect(call, &mut state, &subject)
}

/// `GET /user_management/users/{user_id}/data_providers`
pub(crate) fn data_providers(call: &Call<'_>) -> Answer {
    let owner = AccountOwner::User {
        user_id: call.path("user_id").to_owned(),
        organization_id: call.query.filled("organization_id").map(str::to_owned),
    };
    let state = call.shared.state();
    if state.users.get(call.path("user_id")).is_none() {
        return Err(Failure::not_found("User", call.path("user_id")));
    }
    list_providers(&state, &owner)
}

/// `GET /organizations/{organization_id}/data_providers`
pub(crate) fn data_providers_of_organization(call: &Call<'_>) -> Answer {
    let organization_id = call.path("organization_id").to_owned();
    list_providers(&call.shared.state(), &AccountOwner::Organization { organization_id, by: None })
}

/// What is enabled for this owner, all of it at once.
fn list_providers(state: &State, owner: &AccountOwner) -> Answer {
    if let Some(id) = owner.organization_id() {
        state.find_organization(id)?;
    }
    let providers: Vec<_> = state
        .data_integrations
        .iter()
        .filter(|i| i.enabled && i.of_organizations == owner.is_organization())
        .filter(|i| state.configuration(owner.organization_id(), &i.id).is_none_or(|own| own.enabled))
        .map(|integration| integration.to_provider_json(state.account(owner, &integration.slug)))
        .collect();
    Ok(respond(StatusCode::OK, &json!({"object": "list", "data": providers})))
}

fn import(call: &Call<'_>, state: &mut State, subject: &Subject, fields: &Map<String, Value>) -> Answer {
    subject.refuse_further(state, fields.get("connection_intent").and_then(Value::as_str))?;
    if state.account(&subject.owner, &subject.slug).is_some() {
        let message = "The account is connected already: update it instead.";
        return Err(Failure::plain(StatusCode::CONFLICT, "conflict", message));
    }
    state.set_tokens(&subject.integration_id, &subject.owner, read(fields), call.moment())?;
    Ok(respond(StatusCode::CREATED, &subject.account(state)?.to_json()))
}

fn change(call: &Call<'_>, state: &mut State, subject: &Subject, fields: &Map<String, Value>) -> Answer {
    subject.account(state)?;
    state.set_tokens(&subject.integration_id, &subject.owner, read(fields), call.moment())?;
    Ok(respond(StatusCode::OK, &subject.account(state)?.to_json()))
}

fn disconnect(call: &Call<'_>, state: &mut State, subject: &Subject) -> Answer {
    let id = subject.account(state)?.id.clone();
    state.disconnect(&id, call.moment());
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
