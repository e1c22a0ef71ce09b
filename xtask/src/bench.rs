//! `cargo xtask bench`: these crates and the official one, measured side by side by the package in `tests/bench`.

use crate::Failure;
use crate::cargo::{cargo, root, run};

/// Measures these parts, or all, and writes `tests/bench/REPORT.md`.
///
/// The package has a lock file and a workspace of its own, so that nothing else ever compiles the official crate.
pub(crate) fn measure(parts: &[&str]) -> Result<(), Failure> {
    let folder = root().join("tests/bench");
    let mut command = cargo();
    // From there, so that cargo takes its settings and target folder.
    command.current_dir(folder).args(["run", "--quiet", "--release", "--package", "bench", "--"]);
    run(command.args(parts))
}
