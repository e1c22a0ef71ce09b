//! Parses a contract: the supported part of OpenAPI 3.1, and the `x-` extensions.
//!
//! A keyword that is not listed here is an error, so that nothing in a contract is ignored silently.

mod dialect;
mod entries;
mod operation;
mod schema;

use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

pub(crate) use entries::Entries;
pub(crate) use operation::{ErrorRow, Media, Operation, Parameter, Place, SharedHint};
pub(crate) use schema::{Extra, FromClient, Schema};

/// Reads a contract file.
pub(crate) fn read(path: &Path) -> Result<Document, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads the text of a contract.
pub(crate) fn parse(text: &str) -> Result<Document, String> {
    // The limits of the parser are for hostile input. Contracts are trusted, and the official one has 40 000 lines.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: usize::MAX,
            max_nodes: usize::MAX,
            max_total_scalar_bytes: usize::MAX,
        },
    };
    let mut document: Document =
        serde_saphyr::from_str_with_options(text, options).map_err(|error| error.to_string())?;
    document.resolve_parameters()?;
    Ok(document)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Document {
    #[serde(rename = "openapi")]
    _openapi: IgnoredAny,
    #[serde(rename = "info")]
    _info: IgnoredAny,
    #[serde(default, rename = "servers")]
    _servers: IgnoredAny,
    #[serde(default, rename = "security")]
    _security: IgnoredAny,
    #[serde(default)]
    pub(crate) tags: Vec<Tag>,
    #[serde(default)]
    pub(crate) paths: Entries<PathItem>,
    #[serde(default)]
    pub(crate) components: Components,
    #[serde(default, rename = "x-official")]
    pub(crate) official: Official,
    #[serde(default, rename = "x-drift")]
    pub(crate) declared: Vec<Declared>,
    #[serde(default, rename = "x-rust-calls-feature")]
    pub(crate) calls_feature: Option<String>,
    /// Advice that the operations share.
    #[serde(default, rename = "x-hints")]
    pub(crate) hints: Vec<SharedHint>,
    #[serde(default, rename = "x-sources")]
    _sources: IgnoredAny,
    #[serde(default, rename = "x-counts")]
    _counts: IgnoredAny,
    #[serde(default, rename = "x-conventions")]
    _conventions: IgnoredAny,
    #[serde(default, rename = "x-new-events")]
    _new_events: IgnoredAny,
}

impl Document {
    /// Returns the schema of that name.
    pub(crate) fn schema(&self, name: &str) -> Option<&Schema> {
        self.components.schemas.get(name)
    }

    /// Returns every operation with its path and method, in the order of the contract.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&str, &'static str, &Operation)> {
        self.paths.iter().flat_map(|(path, item)| {
            item.methods().into_iter().map(move |(method, operation)| (path, method, operation))
        })
    }

    /// Replaces references to shared parameters by these parameters.
    fn resolve_parameters(&mut self) -> Result<(), String> {
        let Self { paths, components, .. } = self;
        let operations = paths.iter_mut().flat_map(|(_, item)| item.operations_mut());
        let operations = operations.filter_map(|(_, operation)| operation.as_mut());
        for parameter in operations.flat_map(|operation| &mut operation.parameters) {
            if let Some(reference) = &parameter.reference {
                let name = reference.strip_prefix("#/components/parameters/");
                let shared = name.and_then(|name| components.parameters.get(name));
                *parameter =
                    shared.ok_or_else(|| format!("{reference}: there is no such parameter"))?.clone();
            }
            if parameter.name.is_empty() {
                return Err("a parameter has no name".to_owned());
            }
        }
        Ok(())
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Components {
    #[serde(default)]
    pub(crate) schemas: Entries<Schema>,
    #[serde(default)]
    parameters: Entries<Parameter>,
    #[serde(default, rename = "securitySchemes")]
    _security_schemes: IgnoredAny,
}

/// The operations of the official contract and its additions that belong to this contract.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Official {
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) paths: Vec<String>,
}

/// An intended difference from the official contract.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Declared {
    pub(crate) at: Vec<String>,
    pub(crate) kind: String,
    pub(crate) reason: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tag {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default, rename = "x-rust-handle")]
    pub(crate) handle: Option<String>,
    #[serde(default, rename = "x-rust-noun")]
    pub(crate) noun: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PathItem {
    get: Option<Operation>,
    post: Option<Operation>,
    put: Option<Operation>,
    patch: Option<Operation>,
    delete: Option<Operation>,
}

impl PathItem {
    fn methods(&self) -> Vec<(&'static str, &Operation)> {
        [
            ("GET", &self.get),
            ("POST", &self.post),
            ("PUT", &self.put),
            ("PATCH", &self.patch),
            ("DELETE", &self.delete),
        ]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
        .collect()
    }

    /// Whether the path has no operation.
    pub(crate) fn is_empty(&self) -> bool {
        self.methods().is_empty()
    }

    /// Returns every operation by method, to be changed or removed.
    pub(crate) fn operations_mut(&mut self) -> [(&'static str, &mut Option<Operation>); 5] {
        [
            ("GET", &mut self.get),
            ("POST", &mut self.post),
            ("PUT", &mut self.put),
            ("PATCH", &mut self.patch),
            ("DELETE", &mut self.delete),
        ]
    }
}
