//! The public API of a crate as a list.

use std::collections::{BTreeMap, BTreeSet};

/// The public API of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Everything a user can name or rely on, one line each.
    pub(crate) items: BTreeMap<String, Openness>,
    /// The paths of the items: `lamp::Light`.
    pub(crate) paths: BTreeSet<String>,
    /// The types of other crates in it: `http::HeaderMap`.
    pub(crate) foreign: BTreeSet<String>,
}

impl Api {
    /// Adds the items of another list.
    pub(super) fn extend(&mut self, other: Self) {
        self.items.extend(other.items);
        self.paths.extend(other.paths);
        self.foreign.extend(other.foreign);
    }
}

/// Whether programs of users still compile when this item is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Openness {
    /// They compile.
    Harmless,
    /// They may fail if they use the owner, whose path this is: the item is a field, variant or method that they have to
    /// name.
    Breaking(String),
}
