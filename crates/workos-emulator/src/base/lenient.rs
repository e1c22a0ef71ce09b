//! Checks that are made unless somebody asks not to.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use serde_json::Value;

use crate::base::ids::Moment;
use crate::domains::connections::seed::NewConnection;
use crate::domains::organizations::seed::organization::NewOrganization;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::users::seed::NewUser;
use crate::http::answer::Failure;
use crate::http::contract::Route;
use crate::http::rejected::Rejected;
use crate::http::request::Call;

/// A check that [`Builder::lenient`](crate::Builder::lenient) or `lenient` of a seed file disables.
///
/// All checks are enabled by default: if every request passes, a test of a sign-in proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Check {
    /// `POST /sso/token` requires the client secret of the environment, or a code verifier. Without the check, any
    /// secret is accepted, or none.
    ClientSecret,
    /// A code challenge must use S256, and the verifier must match it. Without the check, both are ignored.
    Pkce,
    /// A sign-in must end at an allowed redirect URI. Without the check, any URI is accepted, except those that a
    /// browser must never be sent to, such as `javascript:`.
    RedirectUri,
    /// The scopes of a widget token must be known. Without the check, the token contains the scopes as they were sent.
    Scopes,
    /// The organization, user or connection in a body or in `/sso/authorize` must exist. Without the check, a missing
    /// object is created with this id; a connection gets a person named John Doe, who can sign in. Objects in paths
    /// must exist in any case.
    References,
    /// Numbers, lengths and counts must be within their bounds: `limit`, `expires_in`, metadata, external ids, the
    /// contacts of a portal link, API keys. Without the check, numbers are clamped to their bounds, and other values
    /// are accepted.
    Limits,
    /// A value must be one of the documented values. Without the check, an unknown value counts as absent, selects
    /// nothing as a filter, and is stored where text is stored. An unknown `provider` signs in through a `TestIdp`, and
    /// an unknown connection type becomes a generic one. The values that OAuth prescribes (`response_type`,
    /// `grant_type`) are checked in any case.
    Enums,
    /// `before` and `after` must be ids of the list. Without the check, other values are ignored, so the response is
    /// the first page.
    Cursors,
}

impl FromStr for Check {
    type Err = String;

    /// Parses a check from its name in seed files.
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
