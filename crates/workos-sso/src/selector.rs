//! The selector of the connection of a sign-in.

use workos_client::{Error, InvalidInputError};
use workos_core::{ConnectionId, OrganizationId};

use crate::Provider;
use crate::generated::AUTHORIZE;

/// Selects the connection of a sign-in: a connection, an organization or a provider.
///
/// ```
/// use workos_core::OrganizationId;
/// use workos_sso::{ConnectionSelector, Provider};
///
/// let by_organization = ConnectionSelector::from(OrganizationId::from("org_01HQRS5H"));
/// let by_provider = ConnectionSelector::from(Provider::GoogleOAuth);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConnectionSelector {
    /// This connection.
    Connection(ConnectionId),
    /// The connection of this organization, which is the usual choice. If it has several, WorkOS lets the person
    /// choose.
    Organization(OrganizationId),
    /// The environment's connection to this OAuth provider, for people without an organization.
    Provider(Provider),
}

impl ConnectionSelector {
    /// Creates a selector from optional values, for instance from a form or a command line.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] unless exactly one of the values is set.
    pub fn exactly_one(
        connection: Option<ConnectionId>,
        organization: Option<OrganizationId>,
        provider: Option<Provider>,
    ) -> Result<Self, Error> {
        let reason = match (connection, organization, provider) {
            (Some(id), None, None) => return Ok(id.into()),
            (None, Some(id), None) => return Ok(id.into()),
            (None, None, Some(provider)) => return Ok(provider.into()),
            (None, None, None) => "set one of connection, organization and provider",
            _ => "set only one of connection, organization and provider",
        };
        Err(InvalidInputError::new(AUTHORIZE.id(), "connection selector", reason).into())
    }

    /// Returns the name and the value of the query parameter.
    pub(crate) fn parameter(&self) -> (&'static str, &str) {
        match self {
            Self::Connection(id) => ("connection", id.as_str()),
            Self::Organization(id) => ("organization", id.as_str()),
            Self::Provider(provider) => ("provider", provider.as_str()),
        }
    }
}

impl From<ConnectionId> for ConnectionSelector {
    fn from(id: ConnectionId) -> Self {
        Self::Connection(id)
    }
}

impl From<&ConnectionId> for ConnectionSelector {
    fn from(id: &ConnectionId) -> Self {
        Self::Connection(id.clone())
    }
}

impl From<OrganizationId> for ConnectionSelector {
    fn from(id: OrganizationId) -> Self {
        Self::Organization(id)
    }
}

impl From<&OrganizationId> for ConnectionSelector {
    fn from(id: &OrganizationId) -> Self {
        Self::Organization(id.clone())
    }
}

impl From<Provider> for ConnectionSelector {
    fn from(provider: Provider) -> Self {
        Self::Provider(provider)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_selector_is_accepted_from_untyped_input() {
        let (connection, organization) = (ConnectionId::from("conn_1"), OrganizationId::from("org_1"));
        let one = ConnectionSelector::exactly_one;
        assert_eq!(one(Some(connection.clone()), None, None).unwrap(), (&connection).into());
        assert_eq!(one(None, Some(organization.clone()), None).unwrap(), (&organization).into());
        assert_eq!(
            one(None, None, Some(Provider::GoogleOAuth)).unwrap().parameter(),
            ("provider", "GoogleOAuth")
        );
        for refused in [
            one(None, None, None),
            one(Some(connection.clone()), Some(organization.clone()), None),
            one(Some(connection.clone()), None, Some(Provider::GoogleOAuth)),
            one(Some(connection), Some(organization), Some(Provider::GoogleOAuth)),
        ] {
            assert_eq!(refused.unwrap_err().operation(), Some("sso.authorize"));
        }
    }
}
