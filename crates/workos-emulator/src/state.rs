//! What the emulator remembers.

use std::time::Duration;

use workos_core::Timestamp;

use crate::collection::{Collection, Stored};
use crate::error::ConfigError;
use crate::expiring::Expiring;
use crate::fixture::{NewCode, NewConnection, NewOrganization, NewProfile};
use crate::ids::IdSource;
use crate::objects::{CONNECTION_TYPES, Connection, Organization, Profile};

/// Authorization codes can be exchanged for this long.
const CODE_LIFETIME: Duration = Duration::from_secs(600);
/// A sign-in page can be answered, and a logout token used, for this long.
const PAGE_LIFETIME: Duration = Duration::from_secs(600);
/// Sessions are remembered for this long; access tokens expire well before.
const SESSION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Everything that requests read and change.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) organizations: Collection<Organization>,
    pub(crate) connections: Collection<Connection>,
    pub(crate) profiles: Collection<Profile>,
    pub(crate) codes: Expiring<Grant>,
    pub(crate) sign_ins: Expiring<SignIn>,
    pub(crate) sessions: Expiring<Session>,
    /// Logout tokens, with the profile that each signs out.
    pub(crate) logout_tokens: Expiring<String>,
}

/// What a code stands for.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) profile_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
}

/// A sign-in that has passed every check and awaits its approval.
#[derive(Clone, Debug)]
pub(crate) struct SignIn {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) connection_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
}

/// A person who is signed in.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) profile_id: String,
}

impl State {
    pub(crate) fn new() -> Self {
        Self {
            organizations: Collection::default(),
            connections: Collection::default(),
            profiles: Collection::default(),
            codes: Expiring::new(CODE_LIFETIME),
            sign_ins: Expiring::new(PAGE_LIFETIME),
            sessions: Expiring::new(SESSION_LIFETIME),
            logout_tokens: Expiring::new(PAGE_LIFETIME),
        }
    }

    /// Adds an organization; returns its id.
    pub(crate) fn add_organization(
        &mut self,
        new: NewOrganization,
        ids: &IdSource,
        now: Timestamp,
    ) -> Result<String, Rejected> {
        let id = free_id(new.id, &self.organizations, || ids.id("org", now))?;
        self.organizations.insert(Organization { id: id.clone(), name: new.name, domains: new.domains });
        Ok(id)
    }

    /// Adds a connection; returns its id.
    pub(crate) fn add_connection(
        &mut self,
        new: NewConnection,
        ids: &IdSource,
        now: Timestamp,
    ) -> Result<String, Rejected> {
        let connection_type = known_type(&new.connection_type)?;
        let organization = match &new.organization {
            None => None,
            Some(reference) => {
                let find = |o: &&Organization| o.id == *reference || o.name == *reference;
                Some(only(self.organizations.iter().filter(find), "organization", reference)?)
            }
        };
        let name = new.name.or_else(|| organization.map(|organization| organization.name.clone()));
        let domains = new
            .domains
            .or_else(|| organization.map(|organization| organization.domains.clone()))
            .unwrap_or_default();
        let connection = Connection {
            id: free_id(new.id, &self.connections, || ids.id("conn", now))?,
            organization_id: organization.map(|organization| organization.id.clone()),
            connection_type,
            name: name.unwrap_or_else(|| connection_type.to_owned()),
            state: new.state,
            domains: domains.into_iter().map(|domain| (ids.id("org_domain", now), domain)).collect(),
            created_at: now,
        };
        let id = connection.id.clone();
        self.connections.insert(connection);
        Ok(id)
    }

    /// Adds a person; returns the id of the profile.
    pub(crate) fn add_profile(
        &mut self,
        new: NewProfile,
        ids: &IdSource,
        now: Timestamp,
    ) -> Result<String, Rejected> {
        if !new.email.contains('@') {
            return Err(Rejected::new("email", &new.email, "is not an e-mail address"));
        }
        let find = |c: &&Connection| c.id == new.connection || c.name == new.connection;
        let connection = only(self.connections.iter().filter(find), "connection", &new.connection)?;
        let profile = Profile {
            id: free_id(new.id, &self.profiles, || ids.id("prof", now))?,
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
        };
        let id = profile.id.clone();
        self.profiles.insert(profile);
        Ok(id)
    }

    /// Adds a code that is ready to be exchanged.
    pub(crate) fn add_code(&mut self, new: NewCode, client_ids: &[String]) -> Result<(), Rejected> {
        let find = |p: &&Profile| p.id == new.profile || p.email == new.profile;
        let profile_id = only(self.profiles.iter().filter(find), "profile", &new.profile)?.id.clone();
        let client_id = match new.client_id {
            Some(id) if client_ids.contains(&id) => id,
            Some(id) => return Err(Rejected::new("client_id", &id, "is not among the client ids")),
            None => client_ids.first().cloned().unwrap_or_default(),
        };
        let grant = Grant { client_id, profile_id, code_challenge: None, provider_scopes: Vec::new() };
        self.codes.insert_lasting(new.code, grant);
        Ok(())
    }

    /// Deletes a connection with its people and whatever they could still use.
    pub(crate) fn remove_connection(&mut self, id: &str) {
        let people: Vec<_> = self.profiles.owned_by(id).map(|profile| profile.id.clone()).collect();
        for profile in &people {
            self.profiles.remove(profile);
        }
        self.codes.retain(|grant| !people.contains(&grant.profile_id));
        self.sessions.retain(|session| !people.contains(&session.profile_id));
        self.connections.remove(id);
    }
}

/// An object that cannot be added, and the field that says why.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) field: &'static str,
    pub(crate) value: String,
    reason: String,
}

impl Rejected {
    fn new(field: &'static str, value: &str, reason: impl Into<String>) -> Self {
        Self { field, value: value.to_owned(), reason: reason.into() }
    }
}

impl From<Rejected> for ConfigError {
    fn from(rejected: Rejected) -> Self {
        Self::new(format!("{} '{}' {}", rejected.field, rejected.value, rejected.reason))
    }
}

fn free_id<T: Stored>(
    pinned: Option<String>,
    collection: &Collection<T>,
    make: impl Fn() -> String,
) -> Result<String, Rejected> {
    match pinned {
        None => Ok(make()),
        Some(id) if id.is_empty() => Err(Rejected::new("id", &id, "is empty")),
        Some(id) if collection.knows(&id) => Err(Rejected::new("id", &id, "is taken")),
        Some(id) => Ok(id),
    }
}

/// The one object that a reference means.
fn only<'a, T>(
    mut found: impl Iterator<Item = &'a T>,
    field: &'static str,
    reference: &str,
) -> Result<&'a T, Rejected> {
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Rejected::new(field, reference, "does not exist")),
        (Some(_), Some(_)) => Err(Rejected::new(field, reference, "is the name of several: use the id")),
    }
}

fn known_type(name: &str) -> Result<&'static str, Rejected> {
    let alike = CONNECTION_TYPES.iter().find(|known| known.eq_ignore_ascii_case(name));
    match alike {
        Some(known) if *known == name => Ok(known),
        Some(known) => Err(Rejected::new("type", name, format!("is spelled '{known}'"))),
        None => Err(Rejected::new("type", name, "is not a connection type")),
    }
}
