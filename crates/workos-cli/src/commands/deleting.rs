//! What every `delete` has in common: it asks first.

use std::io::{self, BufRead, IsTerminal};

use serde_json::json;
use workos_kit::Answer;

use crate::args::DeleteOne;
use crate::failure::Failure;
use crate::output::{Output, one_line, or_dash};

/// Makes sure that it is meant, and says what `loss` it would be.
///
/// # Errors
/// Unless somebody agrees, by `--yes` or on the terminal.
pub(crate) fn confirm(command: &DeleteOne, loss: &str, output: &Output) -> Result<(), Failure> {
    if command.yes {
        return Ok(());
    }
    let can_ask = !output.is_json() && io::stdin().is_terminal() && io::stderr().is_terminal();
    if !can_ask {
        let failure = Failure::usage("nothing was deleted: there is no terminal to ask on");
        return Err(failure.with_hint("Confirm with `--yes`."));
    }
    output.note(&format!("Delete {} for good? {loss} [y/N]", one_line(&command.id)))?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(Failure::Output)?;
    match line.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Failure::usage("nothing was deleted")),
    }
}

/// Says that it is gone.
pub(crate) fn deleted(id: &str, object: &str, answer: &Answer<()>, output: &Output) -> Result<(), Failure> {
    let request_id = answer.meta.request_id();
    let document = json!({"id": id, "object": object, "deleted": true, "request_id": request_id});
    output.print(&document, |_| format!("deleted {} (request {})\n", one_line(id), or_dash(request_id)))
}
