//! `cargo xtask bench`: these crates and the official one, measured side by side by the package in `tests/bench`.

use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root};

/// Measures these parts, or all, and writes `tests/bench/REPORT.md`.
///
/// The package has a lock file and a workspace of its own, so that nothing else ever compiles the official crate; and a
/// target folder of its own, so that neither build ever finds what the other has left.
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

/// Runs a command in the place of this process: a signal that is meant to end the measuring reaches what measures.
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
