//! A crate of the workspace, as other files name it.

use crate::codegen::plan::Handle;
use crate::crates::Crate;
use crate::entry::{DOMAIN_LEVEL, Entry};

/// A crate of the workspace, as other files name it.
pub(super) struct Member {
    pub(super) package: Crate,
    pub(super) entry: Entry,
    /// The handles of its contract, in the order of the contract.
    pub(super) handles: Vec<Handle>,
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

    /// The purpose as a sentence.
    pub(super) fn sentence(&self) -> String {
        let mut letters = self.entry.purpose.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }
}
