//! Programs outside the workspace: what a user's `Cargo.toml` gets.

use std::collections::BTreeSet;
use std::fs;

use crate::Failure;
use crate::cargo::{capture, cargo, root, run};

/// Crates that a lean program must not have in its tree.
const FORBIDDEN: &[&str] = &["hyper", "hyper-util", "reqwest", "ring", "rustls", "tokio"];

/// Builds and runs the lean program of `tests/outside/lean-sso`, and checks its tree.
pub(crate) fn run_all() -> Result<(), Failure> {
    let program = root().join("tests/outside/lean-sso");
    let manifest = program.join("Cargo.toml");
    // The workspace's versions, so that the program needs nothing that the workspace has not fetched.
    fs::copy(root().join("Cargo.lock"), program.join("Cargo.lock"))
        .map_err(|error| Failure::new(format!("Cargo.lock: {error}")))?;
    let target = root().join("target/outside");
    run(cargo()
        .arg("run")
        .arg("--quiet")
        .arg("--manifest-path")
        .arg(&manifest)
        .env("CARGO_TARGET_DIR", target))?;

    let tree = ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--manifest-path"];
    let tree = capture(cargo().args(tree).arg(&manifest))?;
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let found: Vec<_> = FORBIDDEN.iter().filter(|name| names.contains(**name)).collect();
    crate::say(&format!("lean-sso: {} packages in its tree, itself included\n", names.len()));
    if found.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("a lean program has {found:?} in its tree")))
    }
}
