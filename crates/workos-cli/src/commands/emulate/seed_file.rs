//! `workos emulate --check` and `--schema`: check seed files without a server.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use workos_emulator::{Builder, EmulatorConfigError, Fixture, SEED_SCHEMA};

use crate::failure::{Failure, Problem};
use crate::output::Output;

/// Prints the number of objects of a seed file. If the file or the settings have errors, fails with all of them.
pub(super) fn check(builder: Builder, path: &Path, output: &Output) -> Result<(), Failure> {
    let yaml = read(path)?;
    builder.fixture_yaml(&yaml).check().map_err(|problems| invalid(path, &problems))?;
    let fixture = Fixture::from_yaml(&yaml).map_err(|problem| invalid(path, &[problem]))?;
    let counts: Vec<_> = fixture.counts().into_iter().filter(|(_, count)| *count > 0).collect();
    let document: Map<String, Value> =
        counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    output.print(&json!({"ok": true, "counts": document}), |_| {
        let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{name}: {count}")).collect();
        let content = if counts.is_empty() { "no objects".to_owned() } else { counts.join(", ") };
        format!("{} is OK ({content})\n", path.display())
    })
}

pub(super) fn invalid(path: &Path, problems: &[EmulatorConfigError]) -> Failure {
    let problem = |error: &EmulatorConfigError| {
        let text = error.to_string();
        let prefix = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
        Problem { line: error.line(), message: text.strip_prefix(&prefix).unwrap_or(&text).to_owned() }
    };
    Failure::InvalidFile {
        file: path.display().to_string(),
        problems: problems.iter().map(problem).collect(),
    }
}

/// Prints the schema, which is JSON with text output too.
pub(super) fn schema(output: &Output) -> Result<(), Failure> {
    output.text(SEED_SCHEMA)
}

/// Reads a seed file.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("{} cannot be read: {error}", path.display())))
}
