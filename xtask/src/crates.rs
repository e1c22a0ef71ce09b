//! The published crates of a checkout, with the metadata that packaging and releasing need.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::Failure;
use crate::cargo::{Dependency, capture, cargo};

/// Features that only `cargo xtask package` builds, since their C code takes half a minute to compile.
const SLOW_FEATURES: &[(&str, &str)] = &[("workos-transport-hyper", "aws-lc-rs")];

/// A workspace member that is published to the registry.
#[derive(Debug, Deserialize)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) features: BTreeMap<String, Vec<String>>,
    pub(crate) description: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) license: Option<String>,
    pub(crate) readme: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) rust_version: Option<String>,
    pub(crate) metadata: Option<Value>,
    targets: Vec<Target>,
    /// The registries to which the crate may go: `None` means any, an empty list means none.
    publish: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Crate {
    /// Returns the folder of the crate.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// Returns the name of its library in `use`, if the crate has a library.
    pub(crate) fn library(&self) -> Option<&str> {
        let target = self.targets.iter().find(|target| target.kind.iter().any(|kind| kind == "lib"))?;
        Some(&target.name)
    }

    /// Returns the names of its features, without `default`.
    pub(crate) fn features(&self) -> impl Iterator<Item = &str> {
        self.features.keys().map(String::as_str).filter(|feature| *feature != "default")
    }

    /// Returns the names of the features that are quick to build.
    pub(crate) fn quick_features(&self) -> impl Iterator<Item = &str> {
        self.features().filter(|feature| !SLOW_FEATURES.contains(&(self.name.as_str(), *feature)))
    }

    /// Returns the names of the dependencies that its users get too.
    pub(crate) fn normal_dependencies(&self) -> BTreeSet<&str> {
        self.dependencies.iter().filter(|it| it.is_normal()).map(|it| it.name.as_str()).collect()
    }
}

/// Reads the published crates of a checkout. Each comes after the crates that it depends on.
pub(crate) fn published(checkout: &Path) -> Result<Vec<Crate>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Crate>,
    }
    let arguments = ["metadata", "--format-version=1", "--no-deps"];
    let json = capture(cargo().current_dir(checkout).args(arguments))?;
    let metadata: Metadata = serde_json::from_str(&json).map_err(|error| Failure::new(error.to_string()))?;
    let mut crates = metadata.packages;
    crates.retain(|package| package.publish.as_ref().is_none_or(|registries| !registries.is_empty()));
    Ok(in_order(crates))
}

/// Sorts dependencies before dependents. This always ends: cargo allows no cycle among normal dependencies.
fn in_order(mut left: Vec<Crate>) -> Vec<Crate> {
    left.sort_by(|one, other| one.name.cmp(&other.name));
    let mut done: Vec<Crate> = Vec::new();
    while !left.is_empty() {
        let waits = |package: &Crate| {
            let needed = package.normal_dependencies();
            left.iter().any(|other| other.name != package.name && needed.contains(other.name.as_str()))
        };
        let next = left.iter().position(|package| !waits(package)).unwrap_or_default();
        done.push(left.remove(next));
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_crates_come_after_the_crates_they_depend_on() {
        let crates = published(crate::cargo::root()).unwrap();
        let names: Vec<&str> = crates.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names.first(), Some(&"workos-internal"));
        assert!(!names.contains(&"xtask") && !names.contains(&"workos-tests"), "{names:?}");
        for (at, package) in crates.iter().enumerate() {
            for needed in package.normal_dependencies() {
                assert!(names.iter().position(|name| *name == needed).is_none_or(|place| place < at));
            }
        }
    }

    #[test]
    fn features_that_are_slow_to_compile_are_not_quick() {
        let crates = published(crate::cargo::root()).unwrap();
        let hyper = crates.iter().find(|it| it.name == "workos-transport-hyper").unwrap();
        assert_eq!(hyper.quick_features().collect::<Vec<_>>(), ["http2", "ring"]);
        assert_eq!(hyper.features().collect::<Vec<_>>(), ["aws-lc-rs", "http2", "ring"]);
    }
}
