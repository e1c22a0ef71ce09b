//! The confirmation and the output that all `delete` commands share.

use std::io::{self, BufRead, IsTerminal};

use serde_json::json;
use workos_kit::Answer;

use crate::args::DeleteArgs;
use crate::failure::Failure;
use crate::output::{Output, one_line, or_dash};

/// Asks for confirmation of a deletion, and states its consequence.
///
/// # Errors
/// If the deletion is confirmed neither by `--yes` nor on the terminal.
pub(crate) fn confirm(command: &DeleteArgs, consequence: &str, output: &Output) -> Result<(), Failure> {
    if command.yes {
        return Ok(());
    }
    let can_ask = !output.is_json() && io::stdin().is_terminal() && io::stderr().is_terminal();
    if !can_ask {
        let failure = Failure::usage("nothing was deleted: there is no terminal to ask for confirmation");
        return Err(failure.with_hint("Confirm with `--yes`."));
    }
    output.note(&format!("Delete {} permanently? {consequence} [y/N]", one_line(&command.id)))?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(Failure::Output)?;
    match line.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Failure::usage("nothing was deleted")),
    }
}

/// Prints that an object was deleted.
pub(crate) fn deleted(id: &str, object: &str, answer: &Answer<()>, output: &Output) -> Result<(), Failure> {
    let request_id = answer.meta.request_id();
    let document = json!({"id": id, "object": object, "deleted": true, "request_id": request_id});
    output.print(&document, |_| format!("deleted {} (request {})\n", one_line(id), or_dash(request_id)))
}
