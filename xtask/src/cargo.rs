//! Runs cargo and other commands, and reads cargo's metadata of this workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::Failure;
use crate::entry::{DOMAIN_LEVEL, Entry};

/// Returns the root folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// Returns a command for the cargo that runs this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command, shows its output, and fails if it fails.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| Failure::new(format!("{command:?}: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{command:?} ended with {status}"))) }
}

/// Runs a command and returns what it printed.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| Failure::new(format!("{command:?}: {error}")))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("{command:?} ended with {}:\n{stderr}", output.status)));
    }
    String::from_utf8(output.stdout).map_err(|error| Failure::new(format!("{command:?}: {error}")))
}

/// Reads the members of the workspace from `cargo metadata`.
pub(crate) fn members() -> Result<Vec<Package>, Failure> {
    let json = capture(cargo().args(["metadata", "--format-version=1", "--no-deps", "--offline"]))
        .or_else(|_| capture(cargo().args(["metadata", "--format-version=1", "--no-deps"])))?;
    let metadata: Metadata = serde_json::from_str(&json).map_err(|error| Failure::new(error.to_string()))?;
    Ok(metadata.packages)
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A member of the workspace.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) metadata: Option<PackageMetadata>,
}

impl Package {
    /// Returns the entry of the package in the registry; tools and tests have none.
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.metadata.as_ref()?.workos.as_ref()
    }

    /// Returns the folder of the package.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// Whether the package has a feature of this name.
    pub(crate) fn has_feature(&self, name: &str) -> bool {
        self.features.contains_key(name)
    }

    /// Whether the package is a domain crate.
    pub(crate) fn is_domain(&self) -> bool {
        self.entry().is_some_and(|entry| entry.level == DOMAIN_LEVEL)
    }
}

#[derive(Deserialize)]
pub(crate) struct PackageMetadata {
    workos: Option<Entry>,
}

/// A dependency as a manifest declares it.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) req: String,
    pub(crate) path: Option<PathBuf>,
    pub(crate) target: Option<String>,
}

impl Dependency {
    /// Whether users of the package get this dependency too. They do not get those of the loom tests.
    pub(crate) fn is_normal(&self) -> bool {
        self.kind.is_none() && self.target.as_deref() != Some("cfg(workos_loom)")
    }
}
