//! `[package.metadata.workos]` of a manifest: what other files need to know of a crate.

use serde::Deserialize;
use serde_json::Value;

/// Level of the crates that several domains share.
pub(crate) const SHARED_LEVEL: i8 = 4;
/// Level of the crates of the API's domains.
pub(crate) const DOMAIN_LEVEL: i8 = 5;

/// `[package.metadata.workos]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) level: i8,
    pub(crate) purpose: String,
    pub(crate) archive_kib: u64,
    #[serde(default)]
    pub(crate) facade_features: Vec<String>,
}

impl Entry {
    /// The entry of a crate, from `[package.metadata]` of its manifest.
    pub(crate) fn of(name: &str, metadata: Option<&Value>) -> Result<Self, String> {
        let entry = metadata.and_then(|metadata| metadata.get("workos"));
        let entry = entry.ok_or_else(|| format!("{name}: the manifest lacks [package.metadata.workos]"))?;
        Self::deserialize(entry).map_err(|error| format!("{name}: [package.metadata.workos]: {error}"))
    }
}
