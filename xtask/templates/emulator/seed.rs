//! Objects of WORDS to add: the bodies of the control API. A section of seed files needs a field of `Fixture` too.

use serde::Deserialize;

/// An object of WORDS to add.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMODEL {
    /// The id; generated if absent.
    pub(crate) id: Option<String>,
}
