//! `organizations.*`: the customers.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::domains::organizations::changes::OrganizationChanges;
use crate::domains::organizations::model::Organization;
use crate::domains::organizations::seed::organization::{DomainState, NewDomain, NewOrganization};
use crate::domains::resource::Resource;
use crate::domains::seed;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::formats::read_metadata;
use crate::http::request::Call;
use crate::store::collection::Among;

/// A deletion takes the connections and domains of the organization along.
pub(crate) static ORGANIZATIONS: Resource<Organization> = Resource {
    add: Some(seed::add::<NewOrganization>),
    change: Some(|state, id, fields, moment| Ok(state.change_organization(id, read(fields)?, moment)?)),
    remove: Some(State::remove_organization),
    ..Resource::new(
        "organizations",
        "Organization",
        |state| &state.organizations.all,
        |state, organization, _| shown(state, organization),
    )
};

/// How long audit logs are kept unless an organization pays for longer.
const AUDIT_LOG_DAYS: u32 = 30;

/// `GET /organizations`
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let query = &call.query;
    let search = query.filled("search").map(str::to_lowercase);
    let matches = |organization: &Organization| {
        search.as_ref().is_none_or(|search| organization.name.to_lowercase().contains(search))
    };
    let mut domains = query.list("domains").peekable();
    let among = match domains.peek() {
        None => Among::All,
        Some(_) => {
            Among::any(domains.filter_map(|domain| tx.state.organizations_with_domain(domain)).collect())
        }
    };
    ORGANIZATIONS.list(call, tx.state, &among, matches)
}

/// `POST /organizations`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let changes = read(fields)?;
    let mut new = NewOrganization::new(changes.name.unwrap_or_default());
    new.domain_data = changes.domains.unwrap_or_default();
    new.metadata = changes.metadata.unwrap_or_default();
    new.external_id = changes.external_id.flatten();
    new.allow_profiles_outside_organization = changes.allow_profiles_outside_organization.unwrap_or_default();
    let id = tx.state.add_organization(new, tx.moment)?;
    ORGANIZATIONS.show(call, tx.state, &id, StatusCode::CREATED)
}

/// `GET /organizations/external_id/{external_id}`
pub(crate) fn get_by_external_id(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let external_id = call.path("external_id");
    let organization = tx
        .state
        .organization_by_external_id(external_id)
        .ok_or_else(|| Failure::not_found("Organization", external_id))?;
    Ok(respond(StatusCode::OK, &shown(tx.state, organization)))
}

/// `GET /organizations/{id}/audit_log_configuration`: what an organization has from the start.
pub(crate) fn audit_log_configuration(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = call.path("id");
    tx.state.find_organization(id)?;
    let shown = json!({
        "organization_id": id,
        "retention_period_in_days": AUDIT_LOG_DAYS,
        "state": "active",
    });
    Ok(respond(StatusCode::OK, &shown))
}

fn shown(state: &State, organization: &Organization) -> Value {
    organization.to_json(state.organizations.domains.owned_by(&organization.id))
}

/// Reads a body whose types the route table has checked.
fn read(fields: &Map<String, Value>) -> Result<OrganizationChanges, Failure> {
    let metadata = match fields.get("metadata") {
        None => None,
        Some(value) => Some(value.as_object().map(read_metadata).transpose()?.unwrap_or_default()),
    };
    Ok(OrganizationChanges {
        name: fields.get("name").and_then(Value::as_str).map(str::to_owned),
        allow_profiles_outside_organization: fields
            .get("allow_profiles_outside_organization")
            .and_then(Value::as_bool),
        domains: read_domains(fields),
        metadata,
        external_id: clearable(fields, "external_id"),
        stripe_customer_id: clearable(fields, "stripe_customer_id"),
    })
}

/// Both ways to name domains: `domain_data` with states, and the older `domains`, which vouches for them.
fn read_domains(fields: &Map<String, Value>) -> Option<Vec<NewDomain>> {
    let array = |name: &str| fields.get(name).and_then(Value::as_array);
    let (vouched, with_states) = (array("domains"), array("domain_data"));
    if vouched.is_none() && with_states.is_none() {
        return None;
    }
    let vouched = vouched.into_iter().flatten().filter_map(Value::as_str).map(NewDomain::new);
    let with_states = with_states.into_iter().flatten().map(|data| {
        let state = match data["state"].as_str() {
            Some("pending") => DomainState::Pending,
            _ => DomainState::Verified,
        };
        NewDomain::new(data["domain"].as_str().unwrap_or_default()).state(state)
    });
    Some(vouched.chain(with_states).collect())
}

/// A text that null empties and absence keeps.
fn clearable(fields: &Map<String, Value>, name: &str) -> Option<Option<String>> {
    fields.get(name).map(|value| value.as_str().map(str::to_owned))
}
