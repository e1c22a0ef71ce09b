//! What crates show to their users, as rustdoc of the stable toolchain renders it: compiled, macros expanded.
//!
//! The pages name the crate of every type, but only of crates whose pages exist. So each library gets an empty folder
//! before rustdoc runs, and no signature stays without its links.

pub(crate) mod foreign;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use crate::Failure;
use crate::cargo::{capture, cargo, run};
use crate::crates::Crate;

/// Where to document: a checkout, and a target folder whose builds are shared.
pub(crate) struct Place<'a> {
    pub(crate) checkout: &'a Path,
    pub(crate) target: &'a Path,
    /// The folder in the target folder that the pages go to.
    pub(crate) name: &'a str,
    /// Whether a warning of rustdoc is an error.
    pub(crate) strict: bool,
}

/// The public API of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Everything a user can name or rely on, one entry each.
    pub(crate) items: BTreeMap<String, Openness>,
    /// The types of other crates in it: `http::HeaderMap`.
    pub(crate) foreign: BTreeSet<String>,
}

/// Whether users compile on when this item is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Openness {
    /// They do.
    Harmless,
    /// A field, variant or method that they would have to write: the type is not open for more.
    Breaking,
}

/// Documents crates and reads their pages; by the crate's name.
pub(crate) fn read(place: &Place<'_>, crates: &[&Crate]) -> Result<BTreeMap<String, Api>, Failure> {
    let crates: Vec<_> = crates.iter().filter(|package| package.library().is_some()).collect();
    if crates.is_empty() {
        return Ok(BTreeMap::new());
    }
    let out = place.target.join(place.name);
    let pages = out.join("doc");
    match fs::remove_dir_all(&pages) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&pages, &error)),
        _ => {}
    }
    for library in libraries(place.checkout)? {
        let folder = pages.join(library);
        fs::create_dir_all(&folder).map_err(|error| at(&folder, &error))?;
    }
    let flags = if place.strict { "-D warnings" } else { "--cap-lints allow" };
    // Cargo clears the folder of a library before its pages are rendered. One at a time, the folders of the others are
    // there; what rendering needs of them is compiled before, side by side.
    for arguments in [&["check"][..], &["doc", "--no-deps", "--jobs", "1"]] {
        let mut cargo = cargo();
        cargo.current_dir(place.checkout).args(arguments).args(["--quiet", "--lib"]);
        for package in &crates {
            cargo.args(["--package", &package.name]);
            for feature in package.quick_features() {
                cargo.arg("--features").arg(format!("{}/{feature}", package.name));
            }
        }
        // The pages go to a folder of their own; what is compiled for them is shared with other builds.
        cargo.env("CARGO_TARGET_DIR", &out).env("CARGO_BUILD_BUILD_DIR", place.target);
        run(cargo.env("RUSTDOCFLAGS", flags))?;
    }

    let mut apis = BTreeMap::new();
    for package in crates {
        let folder = pages.join(package.library().unwrap_or_default());
        let mut api = Api::default();
        page::read_all(&folder, &mut api)?;
        if api.items.is_empty() {
            return Err(Failure::new(format!("{}: rustdoc rendered nothing", folder.display())));
        }
        apis.insert(package.name.clone(), api);
    }
    Ok(apis)
}

/// What programs call the packages that a checkout builds, its own too, on this machine's platform.
fn libraries(checkout: &Path) -> Result<BTreeSet<String>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        targets: Vec<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    let version = capture(std::process::Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::new("rustc -vV names no host"))?;
    let arguments = ["metadata", "--format-version=1", "--filter-platform", host];
    let json = capture(cargo().current_dir(checkout).args(arguments))?;
    let metadata: Metadata = serde_json::from_str(&json).map_err(|error| Failure::new(error.to_string()))?;
    let is_library =
        |target: &Target| target.kind.iter().any(|kind| kind.ends_with("lib") || kind == "proc-macro");
    let targets = metadata.packages.into_iter().flat_map(|package| package.targets);
    Ok(targets.filter(is_library).map(|target| target.name.replace('-', "_")).collect())
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
