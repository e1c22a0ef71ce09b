//! Figures that tests measure, for the table.

use std::fmt::Display;
use std::io::Write;

/// The variable that names the file to which figures are added; without it they are not kept.
const FILE: &str = "WORKOS_FAULTS_FIGURES";

/// Notes a figure of a row.
pub(crate) fn note(row: &str, what: &str, value: impl Display) {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    // One write, so that lines of tests that run at once do not mix.
    file.write_all(format!("{row}\t{what}\t{value}\n").as_bytes()).unwrap();
}
