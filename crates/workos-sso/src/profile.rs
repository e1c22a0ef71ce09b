//! The check whether a profile belongs to the expected organization.

use std::fmt;

use workos_core::OrganizationId;
use workos_internal::shortened;

use crate::Profile;

impl Profile {
    /// Checks that the profile belongs to the organization that the sign-in was for.
    ///
    /// Call this before you give access to a customer's data, for every kind of selector.
    ///
    /// An e-mail address does not identify a person. The identity provider sets it, so an administrator of one
    /// organization can put any address into a profile, even the address of another customer's employee. People also
    /// change addresses, and addresses change owners. Identify a returning person by the profile's `id`, or by
    /// `connection_id` and `idp_id` together, and always within this organization.
    ///
    /// # Errors
    /// [`WrongOrganizationError`] if the profile belongs to another organization or to no organization, as with connections
    /// to an OAuth provider. Refuse the sign-in in this case.
    pub fn ensure_organization(&self, expected: &OrganizationId) -> Result<(), WrongOrganizationError> {
        match &self.organization_id {
            Some(actual) if actual == expected => Ok(()),
            actual => Err(WrongOrganizationError { expected: expected.clone(), actual: actual.clone() }),
        }
    }
}

/// The maximum length of an id in the error message, in bytes. Ids of the API have about 30 bytes.
const MAX_ID_LEN: usize = 200;

/// The error of a profile that does not belong to the expected organization.
#[derive(Clone, PartialEq, Eq)]
pub struct WrongOrganizationError {
    expected: OrganizationId,
    actual: Option<OrganizationId>,
}

impl WrongOrganizationError {
    /// Returns the expected organization.
    #[must_use]
    pub const fn expected(&self) -> &OrganizationId {
        &self.expected
    }

    /// Returns the organization of the profile, if it has one.
    #[must_use]
    pub const fn actual(&self) -> Option<&OrganizationId> {
        self.actual.as_ref()
    }
}

impl fmt::Display for WrongOrganizationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |id: &OrganizationId| shortened(id.as_str(), MAX_ID_LEN);
        match &self.actual {
            Some(actual) => write!(f, "the profile belongs to {}", short(actual))?,
            None => f.write_str("the profile belongs to no organization")?,
        }
        write!(f, ", but {} was expected", short(&self.expected))
    }
}

impl fmt::Debug for WrongOrganizationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for WrongOrganizationError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(organization: &str) -> Profile {
        let json = format!(r#"{{"id":"prof_1","email":"ann@acme.com","organization_id":{organization}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn only_a_profile_of_the_expected_organization_is_accepted() {
        let acme = OrganizationId::from("org_acme");
        assert!(profile("\"org_acme\"").ensure_organization(&acme).is_ok());

        let error = profile("\"org_other\"").ensure_organization(&acme).unwrap_err();
        assert_eq!(error.to_string(), "the profile belongs to org_other, but org_acme was expected");
        assert!(profile("null").ensure_organization(&acme).unwrap_err().actual().is_none());
    }
}
