//! `cargo xtask docs`: renders the docs of every package, and checks their links.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::Failure;
use crate::cargo::{cargo, root, run};
use crate::compat::target_folder;
use crate::crates::{self, Crate};

/// The folder in the target folder that the pages go to.
const FOLDER: &str = "docs";

/// The packages that are not libraries. Their docs are rendered, but no other page links to them.
const PROGRAMS: &[&str] = &["workos-cli", "workos-tests", "workos-examples", "xtask"];

/// Renders the docs with warnings as errors, and finds dead links in the pages of the libraries.
pub(crate) fn check() -> Result<(), Failure> {
    let crates = crates::published(root())?;
    let libraries: BTreeSet<&str> = crates.iter().filter_map(Crate::library).collect();
    let target = target_folder()?;
    let out = target.join(FOLDER);
    let pages = out.join("doc");
    make_empty_folders(&pages, &libraries)
        .map_err(|error| Failure::new(format!("{}: {error}", pages.display())))?;
    // Cargo clears the folder of a library before it renders its pages. `--jobs 1` renders one library at a time, so
    // that the folders of the others exist. The dependencies are compiled before that, in parallel.
    for arguments in [&["check"][..], &["doc", "--no-deps", "--jobs", "1"]] {
        let mut cargo = cargo();
        cargo.args(arguments).args(["--quiet", "--lib"]);
        for package in crates.iter().filter(|package| package.library().is_some()) {
            cargo.args(["--package", &package.name]);
            for feature in package.quick_features() {
                cargo.arg("--features").arg(format!("{}/{feature}", package.name));
            }
        }
        // The pages go to their own folder; the compiled dependencies are shared with other builds.
        cargo.env("CARGO_TARGET_DIR", &out).env("CARGO_BUILD_BUILD_DIR", &target);
        run(cargo.env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    let dead = crate::links::rendered::dead(&pages, &libraries)?;
    if !dead.is_empty() {
        return Err(Failure::new(format!("\n{}", dead.join("\n"))));
    }
    let mut cargo = cargo();
    cargo.args(["doc", "--quiet", "--no-deps"]);
    for package in PROGRAMS {
        cargo.args(["--package", package]);
    }
    run(cargo.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Creates an empty folder for the pages of each library: rustdoc links to another library only if its folder exists.
fn make_empty_folders(pages: &Path, libraries: &BTreeSet<&str>) -> std::io::Result<()> {
    match fs::remove_dir_all(pages) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    libraries.iter().try_for_each(|library| fs::create_dir_all(pages.join(library)))
}
