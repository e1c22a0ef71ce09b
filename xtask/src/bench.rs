//! `cargo xtask bench`: measures these crates and the official one side by side, with the package in `tests/bench`.

use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root};

/// Measures these parts, or all of them, and writes `tests/bench/REPORT.md`.
///
/// The package has its own lock file and workspace, so that no other build compiles the official crate. It has its own
/// target folder, so that the two builds never share artifacts.
pub(crate) fn measure(parts: &[&str]) -> Result<(), Failure> {
    let folder = root().join("tests/bench");
    let mut command = cargo();
    command.current_dir(&folder).args(["run", "--quiet", "--release", "--package", "bench", "--"]);
    if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
        let target = std::path::absolute(target)
            .map_err(|error| Failure::new(format!("CARGO_TARGET_DIR: {error}")))?;
        command.env("CARGO_TARGET_DIR", target.join("bench"));
    }
    hand_over(command.args(parts))
}

/// Replaces this process by a command, so that a signal to stop the benchmark reaches the benchmark itself.
#[cfg(unix)]
fn hand_over(command: &mut Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;

    let error = command.exec();
    Err(Failure::new(format!("{command:?}: {error}")))
}

#[cfg(not(unix))]
fn hand_over(command: &mut Command) -> Result<(), Failure> {
    crate::cargo::run(command)
}
