//! `organization_domains.*`: proving who owns a domain.

use http::StatusCode;
use serde_json::Value;

use crate::domains::state::State;
use crate::http::answer::{Answer, Failure, empty, json};
use crate::http::request::Call;

/// `POST /organization_domains`
pub(crate) fn create(call: &Call<'_>) -> Answer {
    let fields = call.fields()?;
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut state = call.shared.state();
    let organization = state.find_organization(field("organization_id"))?.id.clone();
    let id = state.add_pending_domain(&organization, field("domain"), call.moment())?;
    answer(&state, &id, StatusCode::CREATED)
}

/// `GET /organization_domains/{id}`
pub(crate) fn get(call: &Call<'_>) -> Answer {
    answer(&call.shared.state(), call.path("id"), StatusCode::OK)
}

/// `POST /organization_domains/{id}/verify`: begins; the end comes with time.
pub(crate) fn verify(call: &Call<'_>) -> Answer {
    let id = call.path("id");
    let mut state = call.shared.state();
    check_known(&state, id)?;
    state.begin_verification(id, call.shared.settings.switches.domain_verification, call.moment())?;
    answer(&state, id, StatusCode::CREATED)
}

/// `DELETE /organization_domains/{id}`
pub(crate) fn delete(call: &Call<'_>) -> Answer {
    let id = call.path("id");
    let mut state = call.shared.state();
    check_known(&state, id)?;
    state.remove_domain(id, call.moment());
    Ok(empty(StatusCode::NO_CONTENT))
}

fn check_known(state: &State, id: &str) -> Result<(), Failure> {
    state.domains.get(id).map(drop).ok_or_else(|| Failure::not_found("Organization Domain", id))
}

fn answer(state: &State, id: &str, status: StatusCode) -> Answer {
    let domain = state.domains.get(id).ok_or_else(|| Failure::not_found("Organization Domain", id))?;
    Ok(json(status, &domain.to_json()))
}
