//! `workos emulate --check` and `--schema`: check seed files without a server.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use workos_emulator::{Emulator, EmulatorConfigError, Fixture, SEED_SCHEMA};

use crate::failure::Failure;
use crate::output::Output;

/// Prints the number of objects of a seed file, or fails with all its errors.
pub(super) fn check(path: &Path, output: &Output) -> Result<(), Failure> {
    let yaml = read(path)?;
    let wrong = |problems: Vec<EmulatorConfigError>| {
        let lines: Vec<_> = problems.iter().map(|problem| format!("{}: {problem}", path.display())).collect();
        Failure::usage(lines.join("\n"))
    };
    Emulator::builder().fixture_yaml(&yaml).check().map_err(wrong)?;
    let fixture = Fixture::from_yaml(&yaml).map_err(|problem| wrong(vec![problem]))?;
    let counts: Vec<_> = fixture.counts().into_iter().filter(|(_, count)| *count > 0).collect();
    let document: Map<String, Value> =
        counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    output.print(&json!({"ok": true, "counts": document}), |_| {
        let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{name}: {count}")).collect();
        let content = if counts.is_empty() { "no objects".to_owned() } else { counts.join(", ") };
        format!("{} is OK ({content})\n", path.display())
    })
}

/// Prints the schema, which is JSON with text output too.
pub(super) fn schema(output: &Output) -> Result<(), Failure> {
    output.text(SEED_SCHEMA)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("{} cannot be read: {error}", path.display())))
}
