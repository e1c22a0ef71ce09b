//! The report about a damaged state.

use serde_json::json;
use workos_emulator::Emulator;

use crate::failure::Failure;
use crate::output::{Output, Style};

/// Says on stderr which part of the state log was left out, if there is one.
pub(super) fn report(emulator: &Emulator, output: &Output) -> Result<(), Failure> {
    let Some(recovery) = emulator.state_recovery() else { return Ok(()) };
    if output.is_json() {
        return output.note(&json!({"warning": recovery.to_string()}).to_string());
    }
    output.note(&format!("{} {recovery}", output.paint_error(Style::Bad, "WARNING")))
}
