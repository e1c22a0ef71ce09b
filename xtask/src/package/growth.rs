//! The proof that a model may gain a field without breaking anyone.
//!
//! A program that uses models in every way is compiled against the archive, and against one whose contract has a field
//! more in every model. That it compiles would prove nothing if the field were not there; so it is read, too.

use std::process::Command;
use std::rc::Rc;

use serde_json::json;

use super::Archives;
use crate::Failure;
use crate::cargo::root;
use crate::codegen::contracts::{self, Contract};
use crate::codegen::parse::Schema;
use crate::codegen::{output, plan, render};

/// The crate whose models grow.
const CRATE: &str = "workos-sso";

/// The program in `tests/outside`.
const PROGRAM: &str = "model-growth";

/// Compiles and runs the program against both.
pub(super) fn prove(archives: &Archives<'_>) -> Result<(), Failure> {
    let program =
        |features: &str| archives.cargo(&["run", "--quiet", "--package", PROGRAM, "--features", features]);
    let early = program("grown").output().map_err(|error| Failure::new(error.to_string()))?;
    let stderr = String::from_utf8_lossy(&early.stderr);
    if early.status.success() || !stderr.contains("no field `added_later`") {
        return Err(Failure::new(format!("{PROGRAM} was to miss a field that is not there yet:\n{stderr}")));
    }
    let package = archives.packages.iter().find(|package| package.name == CRATE);
    let package = package.ok_or_else(|| Failure::new(format!("{CRATE} is not packed")))?;
    let contract = contracts::read_all(root(), |name| name == CRATE).map_err(Failure::new)?.pop();
    let contract = contract.ok_or_else(|| Failure::new(format!("{CRATE} has no contract")))?;
    let rendered = |contract: &Contract| {
        let files = plan::plan(contract).and_then(|plan| render::crate_files(&plan, root()));
        files.map_err(Failure::new)
    };
    let released = rendered(&contract)?;
    let (grown, models) = grown(contract)?;
    let files = rendered(&grown)?;
    let generated = archives.unpacked(package).join("src/generated");
    output::write(&archives.folder, &output::Rendered::folders(vec![(generated.clone(), files)]))
        .map_err(Failure::new)?;
    let outcome = compile(program, models);
    output::write(&archives.folder, &output::Rendered::folders(vec![(generated, released)]))
        .map_err(Failure::new)?;
    outcome?;
    crate::say(&format!("{models} models of {CRATE} gained a field, and {PROGRAM} compiles as before\n"));
    Ok(())
}

/// Compiles and runs the program as it was, and with the new field read.
fn compile(program: impl Fn(&str) -> Command, models: usize) -> Result<(), Failure> {
    for features in ["", "grown"] {
        let output = program(features).output().map_err(|error| Failure::new(error.to_string()))?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!(
                "{models} models gained a field, and that broke {PROGRAM}:\n{stderr}"
            )));
        }
    }
    Ok(())
}

/// The contract with a field more in each of its objects, and how many those are.
///
/// Not in lists: they all are the one `Page`, and a field more of that is the business of its crate.
fn grown(mut contract: Contract) -> Result<(Contract, usize), Failure> {
    let field = json!({"type": "string", "description": "What a later version adds."});
    let field: Schema = serde_json::from_value(field).map_err(|error| Failure::new(error.to_string()))?;
    let document = Rc::make_mut(&mut contract.own);
    let mut models = 0;
    for (_, schema) in document.components.schemas.iter_mut() {
        let is_list = schema.properties.get("list_metadata").is_some();
        if !schema.properties.is_empty() && !schema.has_alternatives() && !is_list {
            schema.properties.merge("added_later", field.clone(), |_, new| new.clone());
            models += 1;
        }
    }
    Ok((contract, models))
}
