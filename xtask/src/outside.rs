//! Programs outside the workspace: what a user's `Cargo.toml` gets.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::cargo::{capture, cargo, root, run};

/// Crates that a lean program must not have in its tree.
const FORBIDDEN: &[&str] = &["hyper", "hyper-util", "reqwest", "ring", "rustls", "tokio"];

/// Builds and runs every program of `tests/outside`, and checks its tree.
pub(crate) fn run_all() -> Result<(), Failure> {
    let folder = root().join("tests/outside");
    let entries =
        fs::read_dir(&folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let mut programs: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    programs.sort();
    programs.iter().try_for_each(|program| run_one(program))
}

fn run_one(program: &Path) -> Result<(), Failure> {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let manifest = program.join("Cargo.toml");
    // The workspace's versions, so that the program needs nothing that the workspace has not fetched.
    fs::copy(root().join("Cargo.lock"), program.join("Cargo.lock"))
        .map_err(|error| Failure::new(format!("Cargo.lock: {error}")))?;
    let target = root().join("target/outside");
    run(cargo().args(["run", "--quiet", "--manifest-path"]).arg(&manifest).env("CARGO_TARGET_DIR", target))?;

    let tree = ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--manifest-path"];
    let tree = capture(cargo().args(tree).arg(&manifest))?;
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let found: Vec<_> = FORBIDDEN.iter().filter(|forbidden| names.contains(**forbidden)).collect();
    crate::say(&format!("{name}: {} packages in its tree, itself included\n", names.len()));
    if found.is_empty() { Ok(()) } else { Err(Failure::new(format!("{name} has {found:?} in its tree"))) }
}
