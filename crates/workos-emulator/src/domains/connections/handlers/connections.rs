//! `connections.*`: the ways to sign in.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::base::ids::Moment;
use crate::base::lenient::Check;
use crate::domains::connections::model::certificate::SamlCertificate;
use crate::domains::connections::model::connection::{CONNECTION_TYPES, Connection};
use crate::domains::connections::options::ConnectionOptions;
use crate::domains::connections::seed::{EmulatedConnectionState, NewConnection};
use crate::domains::resource::Resource;
use crate::domains::seed;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json, written};
use crate::http::rejected::Rejected;
use crate::http::request::Call;
use crate::store::collection::Among;
use crate::store::paging::{page_query, unknown_cursor};

pub(crate) static CONNECTIONS: Resource<Connection> = Resource {
    add: Some(seed::add::<NewConnection>),
    change: Some(change),
    remove: Some(State::remove_connection),
    ..Resource::new(
        "connections",
        "Connection",
        |state| &state.connections.all,
        |_, connection, _| connection.to_json(),
    )
};

pub(crate) static CERTIFICATES: Resource<SamlCertificate> = Resource {
    remove: Some(|state, id, _| drop(state.connections.certificates.remove(id))),
    ..Resource::new(
        "saml_certificates",
        "SAML certificate",
        |state| &state.connections.certificates,
        |_, certificate, _| certificate.to_json(),
    )
};

/// `GET /connections`
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let query = &call.query;
    let search = query.get("search").map(str::to_lowercase);
    let matches = |connection: &Connection| {
        search.as_ref().is_none_or(|search| connection.name.to_lowercase().contains(search))
    };
    let connections = &tx.state.connections.all;
    let of_type = query.get("connection_type").map(|wanted| Connection::group_of_type(spelled(wanted)));
    let of_domain = query.get("domain").map(Connection::group_of_domain);
    let groups = [of_type, of_domain].into_iter().flatten().map(|group| connections.group_places(&group));
    let owned = query.get("organization_id").map(|owner| connections.owned_places(owner));
    let sets: Vec<_> = owned.into_iter().chain(groups).collect();
    let among = if sets.is_empty() { Among::All } else { Among::Every(sets) };
    let page = connections.page(&page_query(call, connections), &among, matches).map_err(unknown_cursor)?;
    written(StatusCode::OK, &page.shown(Connection::shown))
}

/// `POST /connections`: at once active, and nobody's yet. An external id that a connection of the organization has
/// gives that connection.
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let organization_id = tx.state.find_organization(text("organization_id").unwrap_or_default())?.id.clone();
    let external_id = text("external_id").filter(|id| !id.is_empty());
    let same = external_id.map(|id| Connection::group_of_external_id(&organization_id, id));
    if let Some(existing) = same.and_then(|group| tx.state.connections.all.group(&group).next()) {
        return Ok(json(StatusCode::OK, &existing.to_json()));
    }
    let options = ConnectionOptions::read(fields)?
        .ok_or_else(|| Rejected::new("saml_options", "", "is required, unless oidc_options is given"))?;
    let lenient = call.lenient.skips(Check::Enums);
    let wanted = text("connection_type").filter(|name| !lenient || CONNECTION_TYPES.contains(name));
    let connection_type = wanted.unwrap_or_else(|| options.protocol.generic_type());
    let mut new = NewConnection::new(connection_type).organization(organization_id);
    new.name = text("name").map(str::to_owned);
    new.external_id = external_id.map(str::to_owned);
    let id = tx.state.set_up_connection(new, options, tx.moment)?;
    CONNECTIONS.show(call, tx.state, &id, StatusCode::CREATED)
}

/// `DELETE /connections/{id}`
pub(crate) fn delete(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let connection = CONNECTIONS.find(tx.state, call.path("id"))?;
    if connection.is_active() && tx.env.settings.switches.reject_delete_active {
        let message = "An active connection cannot be deleted: deactivate it first.";
        return Err(Failure::plain(StatusCode::CONFLICT, "conflict", message));
    }
    CONNECTIONS.delete(call, tx, StatusCode::NO_CONTENT)
}

/// Changes the members that are present. The type cannot change. `state` comes from the control API only.
fn change(
    state: &mut State,
    id: &str,
    fields: &Map<String, Value>,
    moment: Moment<'_>,
) -> Result<(), Failure> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let connection_type = CONNECTIONS.find(state, id)?.connection_type;
    if let Some(other) = text("connection_type").filter(|other| *other != connection_type) {
        let reason = "differs from the current type, which cannot be changed";
        return Err(Rejected::new("connection_type", other, reason).into());
    }
    if let Some(options) = ConnectionOptions::read(fields)? {
        options.check_change(connection_type)?;
    }
    let new_state = text("state").map(EmulatedConnectionState::read).transpose()?;
    state.connections.all.change(id, |connection| {
        if let Some(name) = text("name") {
            connection.name = name.to_owned();
        }
        if let Some(external_id) = fields.get("external_id") {
            connection.external_id = external_id.as_str().map(str::to_owned);
        }
        connection.updated_at = moment.now;
    });
    if let Some(new_state) = new_state {
        state.set_connection_state(id, new_state, moment)?;
    }
    Ok(())
}

/// GitHub has two spellings.
fn spelled(connection_type: &str) -> &str {
    match connection_type {
        "GithubOAuth" => "GitHubOAuth",
        other => other,
    }
}
