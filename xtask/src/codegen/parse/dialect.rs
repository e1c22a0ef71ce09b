//! What is not part of the official contract.

use serde::Deserialize;

/// Marks a part that only one dialect of the API has, with the reason.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dialect {
    #[serde(rename = "name")]
    _name: DialectName,
    pub(crate) reason: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum DialectName {
    #[serde(rename = "legacy")]
    Legacy,
}
