//! `cargo xtask ci`: runs every check that has to pass before a change lands.

use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root, run};

/// The files that `drift` compares with: the official contract and its newer additions. Only some machines have them
/// beside the checkout.
const OFFICIAL: [&str; 2] =
    ["../shared/reference/workos-openapi-0.61.0.yaml", "../shared/reference/workos-additions-2026-10.yaml"];

/// The features that the checks build in addition to the default ones. `--all-features` would add the second TLS
/// library, whose C code takes minutes to compile.
const FEATURES: &str = "workos-kit/test-util,workos-transport/conformance,workos-transport-mock/conformance,workos-transport-mock/mockall";

/// Runs every quick check: formatting, lints, docs, generated code, layers, drift, tests.
pub(crate) fn quick() -> Result<(), Failure> {
    step("formatting", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("links", crate::links::run)?;
    step("generated code", crate::codegen::check)?;
    step("layers", crate::layers::run)?;
    step("texts that Debug shows", crate::debug_texts::run)?;
    step("drift", drift)?;
    step("lints", || run(workspace("clippy").args(["--all-targets", "--", "-D", "warnings"])))?;
    step("docs", crate::docs::check)?;
    step("types of other projects in the public APIs", crate::public_api::foreign::check)?;
    step("tests", || run(workspace("test").arg("--no-fail-fast")))
}

/// Runs the checks that are slow or need more than cargo: archives and programs on them, every interleaving, faults,
/// random inputs, the curl commands of the legacy dialect, the official SDKs, the hosted pages in a browser.
pub(crate) fn slow() -> Result<(), Failure> {
    step("archives", || crate::package::run(&["--allow-dirty"]))?;
    step("release plan", || crate::release::run(&["plan"]))?;
    step("every interleaving of the atomics", interleavings)?;
    step("faults", || crate::faults::run(1))?;
    step("kills of an emulator with persistence", || crate::kills::run_with(&[]))?;
    step("random inputs", || crate::fuzz::run_with(&["--seconds", "20"]))?;
    step("the whole official contract through the generator", rehearsal)?;
    step("the curl commands of the legacy dialect", legacy_dialect)?;
    step("examples in other languages", crate::examples::run)?;
    step(
        "the official SDKs against the emulator",
        || crate::compat::run(&crate::compat::Client::defaults()),
    )?;
    step("the hosted pages in a browser", crate::browser::run)
}

/// Returns a cargo command for all members. All checks use the same features, so that they share their builds.
fn workspace(command: &str) -> Command {
    let mut cargo = cargo();
    cargo.args([command, "--workspace", "--features", FEATURES]);
    cargo
}

fn drift() -> Result<(), Failure> {
    with_official(crate::drift::run)
}

fn rehearsal() -> Result<(), Failure> {
    with_official(|files| files.iter().take(1).try_for_each(|file| crate::rehearse::run(file, &[])))
}

/// Runs a check that reads the official files, or skips it if one of them is missing.
fn with_official(check: impl FnOnce(&[PathBuf]) -> Result<(), Failure>) -> Result<(), Failure> {
    let files = OFFICIAL.map(|file| root().join(file));
    match OFFICIAL.iter().zip(&files).find(|(_, path)| !path.exists()) {
        None => check(&files),
        Some((file, _)) => {
            crate::say(&format!("skipped: this step reads {file}, which does not exist\n"));
            Ok(())
        }
    }
}

/// Runs loom's models. They are compiled only under `--cfg workos_loom`, in a separate target folder.
fn interleavings() -> Result<(), Failure> {
    for (package, models) in [("workos-client", "interleavings"), ("workos-transport-limit", "loom_")] {
        let target = root().join("target/loom");
        run(cargo()
            .args(["test", "--quiet", "--package", package, "--no-default-features", "--lib", models])
            .env("RUSTFLAGS", "--cfg workos_loom")
            .env("CARGO_TARGET_DIR", target))?;
    }
    Ok(())
}

fn legacy_dialect() -> Result<(), Failure> {
    for tool in ["bash", "curl", "jq"] {
        if Command::new(tool).arg("--version").output().is_err() {
            return Err(Failure::new(format!("`{tool}` is not installed: apt-get install {tool}")));
        }
    }
    run(cargo().args(["build", "--quiet", "--package", "workos-cli"]))?;
    run(Command::new("bash").arg("tests/seeds/run.sh").current_dir(root()))
}

fn step(name: &str, check: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    crate::say(&format!("\n== {name}\n"));
    check().map_err(|failure| Failure::new(format!("{name}: {failure}")))
}
