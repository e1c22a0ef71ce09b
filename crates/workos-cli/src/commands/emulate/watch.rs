//! `workos emulate --watch`: loads the seed file again when it changes.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::json;
use tokio::time;
use workos_emulator::Emulator;

use super::{configure, seed_file};
use crate::args::Emulate;
use crate::failure::Failure;
use crate::output::Output;

/// The time between two looks at the file. Notifications of the system miss files that editors replace.
const INTERVAL: Duration = Duration::from_millis(300);

/// Reloads the emulator for each change of the seed file. A broken file changes nothing.
///
/// # Errors
/// If stderr is closed. Otherwise it does not end.
pub(super) async fn run(
    emulator: &Emulator,
    command: &Emulate,
    seed: &Path,
    output: &Output,
) -> Result<(), Failure> {
    let mut seen = version(seed);
    loop {
        time::sleep(INTERVAL).await;
        let now = version(seed);
        // A file that is being replaced is absent for a moment.
        if now.is_none() || now == seen {
            continue;
        }
        seen = now;
        match reload(emulator, command, seed) {
            Ok(()) => report(output, seed)?,
            // The log has one document in each line.
            Err(failure) if output.is_json() => {
                let problems: Vec<_> = match &failure {
                    Failure::InvalidFile { problems, .. } => problems
                        .iter()
                        .map(|problem| json!({"line": problem.line, "message": problem.message}))
                        .collect(),
                    failure => vec![json!({"line": null, "message": failure.to_string()})],
                };
                let document = json!({"not_reloaded": seed.display().to_string(), "problems": problems});
                output.note(&document.to_string())?;
            }
            Err(failure) => {
                output.failure(&failure);
                output.note("The state is unchanged.")?;
            }
        }
    }
}

fn reload(emulator: &Emulator, command: &Emulate, seed: &Path) -> Result<(), Failure> {
    let builder = configure(command)?.fixture_yaml(&seed_file::read(seed)?);
    emulator.reload(builder).map_err(|problems| seed_file::invalid(seed, &problems))
}

fn report(output: &Output, seed: &Path) -> Result<(), Failure> {
    let seed = seed.display().to_string();
    if output.is_json() {
        return output.note(&json!({"reloaded": seed}).to_string());
    }
    output.note(&format!("{seed} has changed: the emulator starts again with it."))
}

/// What changes with the content of a file: its time of change and its length.
fn version(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
