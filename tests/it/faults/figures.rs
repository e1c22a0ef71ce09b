//! Figures that the tests measure, for the table of `cargo xtask faults`.

use std::fmt::Display;
use std::io::Write;

/// The variable with the path of the file that figures are appended to. If it is not set, figures are discarded.
const FILE: &str = "WORKOS_FAULTS_FIGURES";

/// Appends a figure of a row to the file.
pub(crate) fn note(row: &str, what: &str, value: impl Display) {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    // A single write, so that lines of concurrent tests do not mix.
    file.write_all(format!("{row}\t{what}\t{value}\n").as_bytes()).unwrap();
}
