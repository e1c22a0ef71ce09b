//! `organization_domains.*`: proving who owns a domain.

use http::StatusCode;
use serde_json::Value;

use crate::domains::organizations::model::{OrganizationDomain, VerificationOutcome};
use crate::domains::resource::Resource;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::Answer;
use crate::http::rejected::Rejected;
use crate::http::request::Call;

/// In the control API, a change ends the verification: `{"state": "verified"}` or `{"state": "failed"}`.
pub(crate) static DOMAINS: Resource<OrganizationDomain> = Resource {
    change: Some(|state, id, fields, moment| {
        let outcome = match fields.get("state").and_then(Value::as_str) {
            Some("verified") => VerificationOutcome::Verified,
            Some("failed") => VerificationOutcome::Expired,
            other => {
                return Err(Rejected::new(
                    "state",
                    other.unwrap_or_default(),
                    "must be 'verified' or 'failed'",
                )
                .into());
            }
        };
        state.finish_verification(id, outcome, moment);
        Ok(())
    }),
    remove: Some(State::remove_domain),
    ..Resource::new(
        "organization_domains",
        "Organization Domain",
        |state| &state.organizations.domains,
        |_, domain, _| domain.to_json(),
    )
};

/// `POST /organization_domains`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let organization = tx.state.find_organization(field("organization_id"))?.id.clone();
    let id = tx.state.add_pending_domain(&organization, field("domain"), tx.moment)?;
    DOMAINS.show(call, tx.state, &id, StatusCode::CREATED)
}

/// `POST /organization_domains/{id}/verify`: begins; the end comes with time.
pub(crate) fn verify(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    DOMAINS.find(tx.state, id)?;
    tx.state.begin_verification(id, tx.env.settings.switches.domain_verification, tx.moment)?;
    DOMAINS.show(call, tx.state, id, StatusCode::CREATED)
}
