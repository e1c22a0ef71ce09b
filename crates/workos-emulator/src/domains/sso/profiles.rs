//! People who can sign in, and codes that are ready to be exchanged.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::base::ids::Moment;
use crate::domains::seed::{Seed, names};
use crate::domains::sso::model::{Grant, Profile};
use crate::domains::sso::seed::{NewCode, NewProfile};
use crate::domains::state::State;
use crate::http::answer::Failure;
use crate::http::formats as limits;
use crate::http::rejected::Rejected;
use crate::store::lookup::{free_id, referred};

/// How many people that sign-ins have made are kept.
const MOST_BY_SIGN_IN: usize = 10_000;

impl State {
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

    /// Changes the members of a profile that are present.
    pub(crate) fn change_profile(
        &mut self,
        id: &str,
        fields: &Map<String, Value>,
        _: Moment<'_>,
    ) -> Result<(), Failure> {
        let changes: ProfileChanges = serde_json::from_value(Value::Object(fields.clone()))
            .map_err(|error| Rejected::new("profile", id, format!("cannot be changed: {error}")))?;
        if let Some(email) = &changes.email {
            limits::check_email(email)?;
        }
        self.sso.profiles.change(id, |profile| {
            profile.email = changes.email.unwrap_or_else(|| std::mem::take(&mut profile.email));
            profile.first_name = changes.first_name.or_else(|| profile.first_name.take());
            profile.last_name = changes.last_name.or_else(|| profile.last_name.take());
            profile.role = changes.role.or_else(|| profile.role.take());
            profile.groups = changes.groups.unwrap_or_else(|| std::mem::take(&mut profile.groups));
            let attributes = &mut profile.custom_attributes;
            *attributes = changes.custom_attributes.unwrap_or_else(|| std::mem::take(attributes));
            let attributes = &mut profile.raw_attributes;
            *attributes = changes.raw_attributes.unwrap_or_else(|| std::mem::take(attributes));
        });
        Ok(())
    }
}

/// What can be changed about a profile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileChanges {
    email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    role: Option<String>,
    groups: Option<Vec<String>>,
    custom_attributes: Option<Map<String, Value>>,
    raw_attributes: Option<Map<String, Value>>,
}

impl Seed for NewProfile {
    fn names(&self) -> Vec<String> {
        names([self.id.as_deref(), Some(&self.email)])
    }

    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_profile(self, moment)
    }
}

impl Seed for NewCode {
    fn add(self, state: &mut State, _: Moment<'_>) -> Result<String, Rejected> {
        let code = self.code.clone();
        state.add_code(self).map(|()| code)
    }
}
