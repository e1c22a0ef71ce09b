//! Who owns the accounts of a provider.

use crate::{ConnectionOwner, DataProvider};

impl DataProvider {
    /// Who owns the accounts that are connected there, a user or an organization: by `connection_owner`, or by the
    /// deprecated `ownership` in answers that have only that.
    #[must_use]
    pub fn owner(&self) -> Option<&ConnectionOwner> {
        #[expect(deprecated, reason = "older answers have nothing else")]
        self.connection_owner.as_ref().or(self.ownership.as_ref())
    }
}
