//! Whether a profile is who the application expects.

use std::fmt;

use workos_core::OrganizationId;
use workos_core::private::shortened;

use crate::Profile;

impl Profile {
    /// Checks that the person belongs to the organization whose sign-in was asked for. Do this before letting anybody
    /// in to a customer's data, whatever selector the sign-in had.
    ///
    /// An e-mail address is no identity: the identity provider writes it, so an administrator of one organization can
    /// put any address into a profile, that of another customer's employee included; people also change addresses, and
    /// addresses change owners. Know a returning person by the profile's `id`, or by `connection_id` and `idp_id`
    /// together, and scope both by this organization.
    ///
    /// # Errors
    /// [`WrongOrganization`] when the profile belongs to another organization or to none, as with connections to an
    /// OAuth provider. Refuse the sign-in then.
    pub fn ensure_organization(&self, expected: &OrganizationId) -> Result<(), WrongOrganization> {
        match &self.organization_id {
            Some(actual) if actual == expected => Ok(()),
            actual => Err(WrongOrganization { expected: expected.clone(), actual: actual.clone() }),
        }
    }
}

/// The longest id that is shown, in bytes; those of the API have about 30.
const LONGEST: usize = 200;

/// A profile of another organization than the one that was expected.
#[derive(Clone, PartialEq, Eq)]
pub struct WrongOrganization {
    expected: OrganizationId,
    actual: Option<OrganizationId>,
}

impl WrongOrganization {
    /// The organization that was expected.
    #[must_use]
    pub const fn expected(&self) -> &OrganizationId {
        &self.expected
    }

    /// The organization of the profile, if it has one.
    #[must_use]
    pub const fn actual(&self) -> Option<&OrganizationId> {
        self.actual.as_ref()
    }
}

impl fmt::Display for WrongOrganization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |id: &OrganizationId| shortened(id.as_str(), LONGEST);
        match &self.actual {
            Some(actual) => write!(f, "the profile belongs to {}", short(actual))?,
            None => f.write_str("the profile belongs to no organization")?,
        }
        write!(f, ", expected was {}", short(&self.expected))
    }
}

impl fmt::Debug for WrongOrganization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for WrongOrganization {}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(organization: &str) -> Profile {
        let json = format!(r#"{{"id":"prof_1","email":"ann@acme.com","organization_id":{organization}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn only_the_expected_organization_passes() {
        let acme = OrganizationId::from("org_acme");
        assert!(profile("\"org_acme\"").ensure_organization(&acme).is_ok());

        let error = profile("\"org_other\"").ensure_organization(&acme).unwrap_err();
        assert_eq!(error.to_string(), "the profile belongs to org_other, expected was org_acme");
        assert!(profile("null").ensure_organization(&acme).unwrap_err().actual().is_none());
    }
}
