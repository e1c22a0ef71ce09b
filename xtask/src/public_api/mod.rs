//! Reads the public APIs of crates from the pages that stable rustdoc renders, with macros expanded.
//!
//! Rustdoc links a type to its crate only if the pages of that crate exist. So each library gets an empty folder before
//! rustdoc runs, and every signature gets its links.

mod api;
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

use api::at;
pub(crate) use api::{Api, Openness};

/// Where to document: a checkout, and a target folder whose builds are shared.
pub(crate) struct Place<'a> {
    pub(crate) checkout: &'a Path,
    pub(crate) target: &'a Path,
    /// The folder in the target folder that the pages go to.
    pub(crate) name: &'a str,
    /// Whether a warning of rustdoc is an error.
    pub(crate) strict: bool,
}

/// Documents crates and reads their pages. Returns the APIs by the name of the crate.
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
    // Cargo clears the folder of a library before it renders its pages. `--jobs 1` renders one library at a time, so
    // that the folders of the others exist. The dependencies are compiled before that, in parallel.
    for arguments in [&["check"][..], &["doc", "--no-deps", "--jobs", "1"]] {
        let mut cargo = cargo();
        cargo.current_dir(place.checkout).args(arguments).args(["--quiet", "--lib"]);
        for package in &crates {
            cargo.args(["--package", &package.name]);
            for feature in package.quick_features() {
                cargo.arg("--features").arg(format!("{}/{feature}", package.name));
            }
        }
        // The pages go to their own folder; the compiled dependencies are shared with other builds.
        cargo.env("CARGO_TARGET_DIR", &out).env("CARGO_BUILD_BUILD_DIR", place.target);
        run(cargo.env("RUSTDOCFLAGS", flags))?;
    }

    let mut apis = BTreeMap::new();
    for package in crates {
        let folder = pages.join(package.library().unwrap_or_default());
        let mut api = Api::default();
        page::read_all(&folder, &mut api)?;
        if api.items.is_empty() {
            return Err(Failure::new(format!("{}: rustdoc rendered no public item", folder.display())));
        }
        apis.insert(package.name.clone(), api);
    }
    Ok(apis)
}

/// Returns the library names of all packages that a checkout builds on this platform, including its own.
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
