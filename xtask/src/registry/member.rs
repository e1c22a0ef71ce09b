//! A crate of the workspace, as other files name it.

use crate::crates::Crate;
use crate::entry::{DOMAIN_LEVEL, Entry, SHARED_LEVEL};

/// A crate of the workspace, as other files name it.
pub(super) struct Member {
    pub(super) package: Crate,
    pub(super) entry: Entry,
    /// Name and documentation of the handles, in the order of the contract.
    pub(super) handles: Vec<(String, String)>,
}

impl Member {
    /// The name without `workos-`: the name of the facade's feature.
    pub(super) fn short_name(&self) -> &str {
        self.package.name.strip_prefix("workos-").unwrap_or(&self.package.name)
    }

    /// The name of the facade's module.
    pub(super) fn module(&self) -> String {
        self.short_name().replace('-', "_")
    }

    pub(super) const fn is_domain(&self) -> bool {
        self.entry.level == DOMAIN_LEVEL
    }

    /// Whether the facade re-exports it: the crates of domains, and those that domains share.
    pub(super) const fn is_in_facade(&self) -> bool {
        self.is_domain() || self.entry.level == SHARED_LEVEL
    }

    /// The purpose as a sentence.
    pub(super) fn sentence(&self) -> String {
        let mut letters = self.entry.purpose.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }
}
