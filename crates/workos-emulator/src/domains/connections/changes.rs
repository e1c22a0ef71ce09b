//! Connections: how they come to be, and their states.

use crate::base::ids::Moment;
use crate::domains::connections::model::connection::{CONNECTION_TYPES, Connection};
use crate::domains::connections::seed::{EmulatedConnectionState, NewConnection};
use crate::domains::seed::{Seed, names};
use crate::domains::state::State;
use crate::http::formats as limits;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;

impl State {
    /// Adds a connection; returns its id.
    pub(crate) fn add_connection(
        &mut self,
        new: NewConnection,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let connection_type = known_type(&new.connection_type)?;
        let organization = match &new.organization {
            None => None,
            Some(reference) => Some(self.organization_named(reference)?),
        };
        new.name.as_deref().map_or(Ok(()), limits::check_name_length)?;
        let name = new.name.or_else(|| organization.map(|organization| organization.name.clone()));
        let domains = new.domains.unwrap_or_else(|| {
            let owner = organization.map_or("", |organization| &organization.id);
            self.organizations.domains.owned_by(owner).map(|own| own.domain.clone()).collect()
        });
        let connection = Connection {
            id: free_id(new.id, &self.connections.all, || moment.id("conn"))?,
            organization_id: organization.map(|organization| organization.id.clone()),
            connection_type,
            name: name.unwrap_or_else(|| connection_type.to_owned()),
            external_id: new.external_id,
            state: new.state,
            // A domain of the organization is known by the same id.
            domains: domains
                .into_iter()
                .map(|domain| {
                    let own = organization.and_then(|owner| self.domain_of(&owner.id, &domain));
                    let id = own.map(|own| own.id.clone());
                    (id.unwrap_or_else(|| moment.id("org_domain")), domain)
                })
                .collect(),
            created_at: moment.now,
            updated_at: moment.now,
        };
        let id = connection.id.clone();
        let activated = connection.is_active().then(|| connection.to_event_json());
        let organization_id = connection.organization_id.clone();
        self.connections.all.insert(connection);
        if let Some(shown) = activated {
            self.outbox.emit("connection.activated", organization_id.as_deref(), shown, moment);
        }
        Ok(id)
    }

    /// Switches a connection on or off, or whatever else its state says.
    pub(crate) fn set_connection_state(
        &mut self,
        id: &str,
        state: EmulatedConnectionState,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        let was_active = self.connections.all.change(id, |connection| {
            let was_active = connection.is_active();
            (connection.state, connection.updated_at) = (state, moment.now);
            was_active
        });
        let was_active = was_active.ok_or_else(|| Rejected::not_found("connection", id))?;
        let Some(connection) = self.connections.all.get(id) else { return Ok(()) };
        let name = match (was_active, connection.is_active()) {
            (false, true) => "connection.activated",
            (true, false) => "connection.deactivated",
            _ => return Ok(()),
        };
        let (organization_id, shown) = (connection.organization_id.clone(), connection.to_event_json());
        self.outbox.emit(name, organization_id.as_deref(), shown, moment);
        Ok(())
    }
}

impl Seed for NewConnection {
    fn names(&self) -> Vec<String> {
        names([self.id.as_deref(), self.name.as_deref()])
    }

    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_connection(self, moment)
    }
}

fn known_type(name: &str) -> Result<&'static str, Rejected> {
    let alike = CONNECTION_TYPES.iter().find(|known| known.eq_ignore_ascii_case(name));
    match alike {
        Some(known) if *known == name => Ok(known),
        Some(known) => Err(Rejected::new("type", name, format!("must be written as '{known}'"))),
        None => {
            let rejected = Rejected::new("type", name, "is not a connection type");
            Err(rejected.similar(CONNECTION_TYPES.iter().copied()))
        }
    }
}
