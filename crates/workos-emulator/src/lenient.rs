//! Checks that are made unless somebody asks not to.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use serde_json::Value;

use crate::answer::Failure;
use crate::call::Call;
use crate::contract::Route;
use crate::fixture::{NewConnection, NewOrganization, NewProfile, NewUser};
use crate::ids::Moment;
use crate::state::{Rejected, State};

/// A check that [`Builder::lenient`](crate::Builder::lenient) or `lenient` of a seed file switches off. All are on
/// unless named there: an emulator that lets everything pass makes tests of sign-ins vacuous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Check {
    /// `POST /sso/token` comes with the environment's client secret, or with a code verifier. Without the check any
    /// secret does, or none.
    ClientSecret,
    /// A code challenge is one of S256, and the verifier fits it. Without the check both are ignored.
    Pkce,
    /// A sign-in ends at an allowed redirect URI. Without the check it ends at any URI but those that a browser must
    /// not be sent to, such as `javascript:`.
    RedirectUri,
    /// The scopes of widget tokens are known. Without the check they stand in the token as they were sent.
    Scopes,
    /// The organization, user or connection that a body or `/sso/authorize` names exists. Without the check it is
    /// made, with this id: a connection with a John Doe who can sign in. Objects in paths have to exist anyway.
    References,
    /// Numbers, lengths and counts are within bounds: `limit`, `expires_in`, metadata, external ids, the contacts of
    /// a portal link, API keys. Without the check numbers are brought within them, and the others taken as they are.
    Limits,
    /// A value is one of those that are documented. Without the check an unknown one counts as absent, selects
    /// nothing as a filter, and is kept where text is kept; an unknown `provider` signs in through a `TestIdp`, an
    /// unknown connection type is a generic one. What OAuth prescribes (`response_type`, `grant_type`) stays so.
    Enums,
    /// `before` and `after` are ids of the list. Without the check others are ignored, and the page is the first.
    Cursors,
}

impl FromStr for Check {
    type Err = String;

    /// Reads a check by the name that it has in seed files.
    fn from_str(name: &str) -> Result<Self, String> {
        let deserializer: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Self::deserialize(deserializer).map_err(|error| error.to_string())
    }
}

/// The checks that are not made.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lenient(u16);

impl Lenient {
    /// Every check is made.
    pub(crate) const STRICT: Self = Self(0);

    /// Whether this check is not made.
    pub(crate) const fn skips(self, check: Check) -> bool {
        self.0 & (1 << check as u16) != 0
    }
}

impl FromIterator<Check> for Lenient {
    fn from_iter<T: IntoIterator<Item = Check>>(checks: T) -> Self {
        Self(checks.into_iter().fold(0, |all, check| all | (1 << check as u16)))
    }
}

/// Makes what a request refers to and nobody has made, where references are not checked.
///
/// # Errors
/// When something cannot be made under its id: a user's has to go before an `@`.
pub(crate) fn make_up_references(route: &Route, call: &Call<'_>) -> Result<(), Failure> {
    if !call.shared.settings.lenient.skips(Check::References) {
        return Ok(());
    }
    let mut state = call.shared.state();
    let moment = call.moment();
    let mut made = Vec::new();
    if route.operation == "sso.authorize" {
        let first = |names: [&str; 2]| names.into_iter().find_map(|name| call.query.filled(name));
        if let Some(id) = first(["connection", "connection_id"]) {
            made.push(connection(&mut state, id, moment));
        }
        if let Some(id) = first(["organization", "organization_id"]) {
            made.push(organization(&mut state, id, moment));
            made.push(connection_of(&mut state, id, moment));
        }
    }
    if !route.body.is_empty() {
        let fields = call.fields()?;
        let named = |name: &str| fields.get(name).and_then(Value::as_str).filter(|id| !id.is_empty());
        if let Some(id) = named("organization_id").or_else(|| named("organization")) {
            made.push(organization(&mut state, id, moment));
        }
        if let Some(id) = named("user_id") {
            made.push(user(&mut state, id, moment));
        }
    }
    made.into_iter().collect::<Result<(), Rejected>>().map_err(Failure::from)
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
    if state.organizations.get(id).is_none() {
        state.add_organization(NewOrganization::new(id).id(id), moment)?;
    }
    Ok(())
}

fn user(state: &mut State, id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.users.get(id).is_none() {
        state.add_user(NewUser::new(format!("{id}@example.com")).id(id), moment)?;
    }
    Ok(())
}

fn connection(state: &mut State, id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.connections.get(id).is_none() {
        stand_in(state, NewConnection::new("GenericSAML").id(id), moment)?;
    }
    Ok(())
}

fn connection_of(state: &mut State, organization_id: &str, moment: Moment<'_>) -> Result<(), Rejected> {
    if state.connections.owned_by(organization_id).next().is_none() {
        stand_in(state, NewConnection::new("GenericSAML").organization(organization_id), moment)?;
    }
    Ok(())
}
