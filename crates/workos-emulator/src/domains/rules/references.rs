//! Objects that a request refers to and that do not exist, where references are not checked.

use serde_json::Value;

use crate::base::ids::Moment;
use crate::base::lenient::Check;
use crate::base::text_limits::LONGEST_NAME;
use crate::domains::connections::seed::NewConnection;
use crate::domains::organizations::seed::organization::NewOrganization;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::domains::users::seed::NewUser;
use crate::http::answer::Failure;
use crate::http::contract::Route;
use crate::http::rejected::Rejected;
use crate::http::request::Call;

/// The number of objects of a kind at which no more are made up, because that takes no key.
const MOST_MADE_UP: usize = 10_000;

/// Makes what a request refers to and nobody has made, where references are not checked.
///
/// # Errors
/// When something cannot be made under its id: a user's has to go before an `@`.
pub(crate) fn make_up_references(route: &Route, call: &Call, tx: &mut Tx<'_>) -> Result<(), Failure> {
    if !call.lenient.skips(Check::References) {
        return Ok(());
    }
    let (state, moment) = (&mut *tx.state, tx.moment);
    let sizes = [state.connections.all.len(), state.organizations.all.len(), state.users.all.len()];
    if sizes.into_iter().any(|size| size >= MOST_MADE_UP) {
        return Ok(());
    }
    let mut made = Vec::new();
    if route.operation == "sso.authorize" {
        let first = |names: [&str; 2]| names.into_iter().find_map(|name| call.query.filled(name));
        if let Some(id) = first(["connection", "connection_id"]).filter(|id| is_short(id)) {
            made.push(connection(state, id, moment));
        }
        if let Some(id) = first(["organization", "organization_id"]).filter(|id| is_short(id)) {
            made.push(organization(state, id, moment));
            made.push(connection_of(state, id, moment));
        }
    }
    if !route.body.is_empty() {
        let fields = call.fields()?;
        let named =
            |name: &str| fields.get(name).and_then(Value::as_str).filter(|id| !id.is_empty() && is_short(id));
        if let Some(id) = named("organization_id").or_else(|| named("organization")) {
            made.push(organization(state, id, moment));
        }
        if let Some(id) = named("user_id") {
            made.push(user(state, id, moment));
        }
    }
    made.into_iter().collect::<Result<(), Rejected>>().map_err(Failure::from)
}

/// Whether it can be an id.
const fn is_short(id: &str) -> bool {
    id.len() <= LONGEST_NAME
}

/// A connection that somebody can sign in through.
pub(crate) fn stand_in(
    state: &mut State,
    connection: NewConnection,
    moment: Moment<'_>,
) -> Result<String, Rejected> {
    let id = state.add_connection(connection, moment)?;
    let person = NewProfile::new(id.as_str(), "user@example.com").name("John", "Doe").idp_id("12345");
    state.add_profile(person, moment)?;
    Ok(id)
}

fn organization(state: &mut State, id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.organizations.all.get(id).is_none() {
        state.add_organization(NewOrganization::new(id).id(id), moment)?;
    }
    Ok(())
}

fn user(state: &mut State, id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.users.all.get(id).is_none() {
        state.add_user(NewUser::new(format!("{id}@example.com")).id(id), moment)?;
    }
    Ok(())
}

fn connection(state: &mut State, id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.connections.all.get(id).is_none() {
        stand_in(state, NewConnection::new("GenericSAML").id(id), moment)?;
    }
    Ok(())
}

fn connection_of(state: &mut State, organization_id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.connections.all.owned_by(organization_id).next().is_none() {
        stand_in(state, NewConnection::new("GenericSAML").organization(organization_id), moment)?;
    }
    Ok(())
}
