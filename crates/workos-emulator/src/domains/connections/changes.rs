//! Connections, the people behind them, and codes.

use crate::base::ids::Moment;
use crate::domains::connections::model::connection::{CONNECTION_TYPES, Connection};
use crate::domains::connections::seed::{EmulatedConnectionState, NewConnection};
use crate::domains::sso::model::Grant;
use crate::domains::sso::model::Profile;
use crate::domains::sso::seed::{NewCode, NewProfile};
use crate::domains::state::State;
use crate::http::formats as limits;
use crate::http::rejected::Rejected;
use crate::store::lookup::{free_id, referred};

/// How many people that sign-ins have made are kept.
const MOST_BY_SIGN_IN: usize = 10_000;

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

    /// Adds a person; returns the id of the profile.
    pub(crate) fn add_profile(&mut self, new: NewProfile, moment: Moment<'_>) -> Result<String, Rejected> {
        self.insert_profile(new, false, moment)
    }

    /// Adds a person who signs in at an OAuth provider for the first time. Only the latest are kept: nobody needs a key
    /// to make one.
    pub(crate) fn add_person_by_sign_in(
        &mut self,
        new: NewProfile,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        if self.sso.profiles.group_places(Profile::BY_SIGN_IN).len() >= MOST_BY_SIGN_IN {
            let oldest = self.sso.profiles.group(Profile::BY_SIGN_IN).next().map(|person| person.id.clone());
            oldest.into_iter().for_each(|id| self.remove_profile(&id));
        }
        self.insert_profile(new, true, moment)
    }

    /// The first person of a connection with this e-mail address.
    pub(crate) fn person_by_email(&self, connection_id: &str, email: &str) -> Option<&Profile> {
        self.sso.profiles.group(&Profile::group_of_email(connection_id, email)).next()
    }

    fn insert_profile(
        &mut self,
        new: NewProfile,
        by_sign_in: bool,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        limits::check_email(&new.email)?;
        let connection = referred(&self.connections.all, "connection", &new.connection, |c| &c.name)?;
        let profile = Profile {
            id: free_id(new.id, &self.sso.profiles, || moment.id("prof"))?,
            organization_id: connection.organization_id.clone(),
            connection_id: connection.id.clone(),
            connection_type: connection.connection_type,
            idp_id: new.idp_id.unwrap_or_else(|| new.email.clone()),
            email: new.email,
            first_name: new.first_name,
            last_name: new.last_name,
            role: new.role,
            groups: new.groups,
            custom_attributes: new.custom_attributes,
            raw_attributes: new.raw_attributes,
            by_sign_in,
        };
        let id = profile.id.clone();
        self.sso.profiles.insert(profile);
        Ok(id)
    }

    /// Adds a code that is ready to be exchanged.
    pub(crate) fn add_code(&mut self, new: NewCode) -> Result<(), Rejected> {
        let profile_id = referred(&self.sso.profiles, "profile", &new.profile, |p| &p.email)?.id.clone();
        let client_id = match new.client_id {
            Some(id) if self.environment.knows_client(&id) => id,
            Some(id) => {
                let rejected = Rejected::new("client_id", &id, "is not among the client ids");
                return Err(
                    rejected.similar(self.environment.clients.iter().map(|client| client.id.as_str()))
                );
            }
            None => self.environment.default_client().map(|client| client.id.clone()).unwrap_or_default(),
        };
        let grant = Grant { client_id, profile_id, code_challenge: None, provider_scopes: Vec::new() };
        self.sso.codes.insert_lasting(new.code, grant);
        Ok(())
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
