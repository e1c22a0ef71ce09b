//! `organization_domains.*`: proving who owns a domain.

use http::StatusCode;
use serde_json::Value;

use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, json};
use crate::http::request::Call;

/// `POST /organization_domains`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let organization = tx.state.find_organization(field("organization_id"))?.id.clone();
    let id = tx.state.add_pending_domain(&organization, field("domain"), tx.moment)?;
    answer(tx.state, &id, StatusCode::CREATED)
}

/// `GET /organization_domains/{id}`
pub(crate) fn get(call: &Call, tx: &mut Tx<'_>) -> Answer {
    answer(tx.state, call.path("id"), StatusCode::OK)
}

/// `POST /organization_domains/{id}/verify`: begins; the end comes with time.
pub(crate) fn verify(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    check_known(tx.state, id)?;
    tx.state.begin_verification(id, tx.env.settings.switches.domain_verification, tx.moment)?;
    answer(tx.state, id, StatusCode::CREATED)
}

/// `DELETE /organization_domains/{id}`
pub(crate) fn delete(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    check_known(tx.state, id)?;
    tx.state.remove_domain(id, tx.moment);
    Ok(empty(StatusCode::NO_CONTENT))
}

fn check_known(state: &State, id: &str) -> Result<(), Failure> {
    state.organizations.domains.get(id).map(drop).ok_or_else(|| Failure::not_found("Organization Domain", id))
}

fn answer(state: &State, id: &str, status: StatusCode) -> Answer {
    let domain =
        state.organizations.domains.get(id).ok_or_else(|| Failure::not_found("Organization Domain", id))?;
    Ok(json(status, &domain.to_json()))
}
