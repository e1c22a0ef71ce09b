//! The owner of the accounts at a provider.

use crate::{ConnectionOwner, DataProvider};

impl DataProvider {
    /// Returns the owner of the accounts at this provider: a user or an organization.
    ///
    /// Reads `connection_owner`, or the deprecated `ownership` in responses that have only that field.
    #[must_use]
    pub fn owner(&self) -> Option<&ConnectionOwner> {
        #[expect(deprecated, reason = "older responses have only this field")]
        self.connection_owner.as_ref().or(self.ownership.as_ref())
    }
}
