//! Builds with each feature alone, with the oldest compiler, and with the oldest dependencies.

use std::process::Command;

use super::archives::Archives;
use crate::Failure;
use crate::cargo::{capture, cargo, run};
use crate::crates::Crate;

/// The toolchain whose cargo can select the lowest versions.
const NIGHTLY: &str = "nightly";

/// The features that are built with the oldest compiler and the oldest dependencies, besides the default ones.
const FEATURES: &str = "workos-kit/test-util,workos-transport/conformance";

/// Crates that compile only with one of these features: the adapter needs a library for TLS.
const NEED_ONE_OF: &[(&str, &[&str])] = &[("workos-transport-hyper", &["ring", "aws-lc-rs"])];

/// Checks every crate without features, and with each feature alone.
pub(super) fn each_feature(packages: &[Crate]) -> Result<(), Failure> {
    let mut builds = 0;
    for package in packages {
        let needed = NEED_ONE_OF.iter().find(|(name, _)| *name == package.name);
        let needed = needed.map_or(&[][..], |(_, features)| features);
        let none = needed.is_empty().then_some("");
        for feature in none.into_iter().chain(package.features()) {
            let beside = needed.first().filter(|_| !needed.contains(&feature));
            run(cargo()
                .args(["check", "--quiet", "--no-default-features", "--package", &package.name])
                .args(["--features", feature])
                .args(beside.map(|beside| format!("--features={beside}"))))?;
            builds += 1;
        }
    }
    crate::say(&format!("{builds} builds without features or with one feature\n"));
    Ok(())
}

/// Checks the archives with the compiler that `rust-version` promises.
pub(super) fn oldest_compiler(archives: &Archives<'_>) -> Result<(), Failure> {
    let versions: std::collections::BTreeSet<&str> =
        archives.packages.iter().filter_map(|package| package.rust_version.as_deref()).collect();
    for version in versions {
        let Some(mut command) = other_toolchain(archives, version) else { continue };
        run(command.args(["check", "--quiet", "--workspace", "--features", FEATURES]))?;
        crate::say(&format!("Rust {version} compiles every crate\n"));
    }
    Ok(())
}

/// Checks the archives with the lowest versions of their direct dependencies that the manifests allow.
pub(super) fn oldest_dependencies(archives: &Archives<'_>) -> Result<(), Failure> {
    let Some(mut command) = other_toolchain(archives, NIGHTLY) else { return Ok(()) };
    run(command.args(["update", "--quiet", "-Z", "direct-minimal-versions"]))?;
    run(&mut archives.cargo(&["check", "--quiet", "--locked", "--workspace", "--features", FEATURES]))?;
    crate::say("the oldest dependencies that the manifests allow compile\n");
    Ok(())
}

/// Returns a command for the cargo of another toolchain in the workspace of the archives, if it is installed.
fn other_toolchain(archives: &Archives<'_>, toolchain: &str) -> Option<Command> {
    let mut there = Command::new("rustup");
    there.args(["run", toolchain, "rustc", "--version"]);
    if capture(&mut there).is_err() {
        crate::say(&format!(
            "skipped: no toolchain {toolchain}: run `rustup toolchain install {toolchain} --profile minimal`\n"
        ));
        return None;
    }
    let mut command = Command::new("rustup");
    command.args(["run", toolchain, "cargo"]).current_dir(&archives.folder);
    // These variables name the toolchain that runs this program, and would override the other one.
    for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    command.env("CARGO_TARGET_DIR", archives.folder.parent().unwrap_or(&archives.folder));
    Some(command)
}
