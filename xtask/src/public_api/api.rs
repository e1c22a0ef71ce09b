//! The public API of a crate as a list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::Failure;

/// The public API of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Everything a user can name or rely on, one entry each.
    pub(crate) items: BTreeMap<String, Openness>,
    /// The types of other crates in it: `http::HeaderMap`.
    pub(crate) foreign: BTreeSet<String>,
}

/// Whether programs of users still compile when this item is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Openness {
    /// They compile.
    Harmless,
    /// They may fail: the item is a field, variant or method that they have to name.
    Breaking,
}

pub(super) fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
