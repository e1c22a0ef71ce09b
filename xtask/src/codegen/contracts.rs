//! Finds the contract files, and resolves references between them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::parse::{self, Document, Entries, Schema};

/// The file with the shared schemas, as references name it.
const CORE: &str = "workos-core/contract.yaml";

/// The contract of one crate, and the shared contract that it may refer to.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    /// The name of the crate.
    pub(crate) package: String,
    pub(crate) folder: PathBuf,
    pub(crate) own: Rc<Document>,
    pub(crate) core: Rc<Document>,
}

/// A schema that a reference points to.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) name: &'a str,
    pub(crate) schema: &'a Schema,
    /// Whether the schema is in the contract of `workos-core` and the reference is in another contract.
    pub(crate) shared: bool,
}

/// Reads the contracts of the crates whose name `is_wanted` selects. Other contracts are not read, so that an
/// unfinished one causes no errors.
pub(crate) fn read_all(root: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<Contract>, String> {
    let crates = root.join("crates");
    let core = Rc::new(parse::read(&crates.join(CORE))?);
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&crates)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|error| format!("{}: {error}", crates.display()))?;
    let name = |folder: &Path| folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    folders.retain(|folder| is_wanted(&name(folder)) && folder.join("contract.yaml").is_file());
    folders.sort();
    folders.into_iter().map(|folder| Contract::read(folder, &core)).collect()
}

impl Contract {
    /// Reads the contract in a folder.
    pub(crate) fn read(folder: PathBuf, core: &Rc<Document>) -> Result<Self, String> {
        let package = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = if package == "workos-core" {
            Rc::clone(core)
        } else {
            Rc::new(parse::read(&folder.join("contract.yaml"))?)
        };
        Ok(Self { package, folder, own, core: Rc::clone(core) })
    }

    /// Whether this is the contract of the shared schemas.
    pub(crate) fn is_core(&self) -> bool {
        Rc::ptr_eq(&self.own, &self.core)
    }

    /// Returns the schema that a `$ref` of this contract points to.
    pub(crate) fn target<'a>(&'a self, reference: &'a str) -> Result<Target<'a>, String> {
        let (file, name) = reference
            .split_once("#/components/schemas/")
            .ok_or_else(|| format!("{reference}: only schemas can be referred to"))?;
        let shared = match file {
            "" => false,
            _ if file.ends_with(CORE) => true,
            _ => return Err(format!("{reference}: only the contract of workos-core can be referred to")),
        };
        let document = if shared { &self.core } else { &self.own };
        let schema = document.schema(name).ok_or_else(|| format!("{reference}: there is no such schema"))?;
        Ok(Target { name, schema, shared: shared && !self.is_core() })
    }

    /// Returns the schema itself, or the schema that it refers to.
    pub(crate) fn follow<'a>(&'a self, schema: &'a Schema) -> Result<&'a Schema, String> {
        match &schema.reference {
            Some(reference) => self.follow(self.target(reference)?.schema),
            None => Ok(schema),
        }
    }

    /// Returns the properties of an object, with those of all its parts, and the names of the required ones.
    pub(crate) fn properties(&self, schema: &Schema) -> Result<(Entries<Schema>, Vec<String>), String> {
        let schema = self.follow(schema)?;
        let (mut all, mut required) = (schema.properties.clone(), schema.required.clone());
        for part in &schema.all_of {
            let (properties, names) = self.properties(part)?;
            properties.iter().for_each(|(name, schema)| all.merge(name, schema.clone(), Schema::and));
            required.extend(names);
        }
        let mut alternatives = Entries::<Schema>::default();
        let mut in_each: Option<BTreeSet<String>> = None;
        for part in schema.one_of.iter().chain(&schema.any_of) {
            let (properties, names) = self.properties(part)?;
            properties.iter().for_each(|(name, schema)| alternatives.merge(name, schema.clone(), Schema::or));
            let names: BTreeSet<_> = names.into_iter().collect();
            in_each = Some(in_each.map_or_else(|| names.clone(), |each| &each & &names));
        }
        alternatives.iter().for_each(|(name, schema)| all.merge(name, schema.clone(), Schema::and));
        required.extend(in_each.unwrap_or_default());
        Ok((all, required))
    }

    /// Returns the schema that is rendered under this name. Own schemas come before shared ones.
    pub(crate) fn by_rust_name(&self, rust_name: &str) -> Option<Target<'_>> {
        let find = |document: &'_ Document, shared| {
            document
                .components
                .schemas
                .iter()
                .find(|(name, schema)| schema.rust_name.as_deref().unwrap_or(name) == rust_name)
                .map(|(name, _)| (name.to_owned(), shared))
        };
        let (name, shared) = find(&self.own, false).or_else(|| find(&self.core, !self.is_core()))?;
        let document = if shared { &self.core } else { &self.own };
        document.components.schemas.iter().find(|(key, _)| *key == name).map(|(name, schema)| Target {
            name,
            schema,
            shared,
        })
    }
}
