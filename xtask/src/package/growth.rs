//! Proves that a model may gain a field without breaking programs.
//!
//! A program that uses models in every way is compiled against the archive, and again after every model of the contract
//! has gained a field. The program also reads the new field, to prove that the field exists.

use std::process::Command;
use std::rc::Rc;

use serde_json::json;

use super::archives::Archives;
use crate::Failure;
use crate::cargo::root;
use crate::codegen::contracts::{self, Contract};
use crate::codegen::parse::Schema;
use crate::codegen::{output, plan, render};

/// The crate whose models gain a field.
const CRATE: &str = "workos-sso";

/// The program in `tests/outside`.
const PROGRAM: &str = "model-growth";

/// Compiles and runs the program before and after the models gain a field.
pub(super) fn prove(archives: &Archives<'_>) -> Result<(), Failure> {
    let program =
        |features: &str| archives.cargo(&["run", "--quiet", "--package", PROGRAM, "--features", features]);
    let early = program("grown").output().map_err(|error| Failure::new(error.to_string()))?;
    let stderr = String::from_utf8_lossy(&early.stderr);
    if early.status.success() || !stderr.contains("no field `added_later`") {
        return Err(Failure::new(format!("{PROGRAM} should not compile without the new field:\n{stderr}")));
    }
    let package = archives.packages.iter().find(|package| package.name == CRATE);
    let package = package.ok_or_else(|| Failure::new(format!("{CRATE} is not packaged")))?;
    let contract = contracts::read_all(root(), |name| name == CRATE).map_err(Failure::new)?.pop();
    let contract = contract.ok_or_else(|| Failure::new(format!("{CRATE} has no contract")))?;
    let rendered = |contract: &Contract| {
        let files = plan::plan(contract).and_then(|plan| render::crate_files(&plan, root()));
        files.map_err(Failure::new)
    };
    let released = rendered(&contract)?;
    let (grown, models) = with_new_field(contract)?;
    let files = rendered(&grown)?;
    let generated = archives.unpacked(package).join("src/generated");
    output::write(&archives.folder, &output::Rendered::folders(vec![(generated.clone(), files)]))
        .map_err(Failure::new)?;
    let outcome = compile(program, models);
    output::write(&archives.folder, &output::Rendered::folders(vec![(generated, released)]))
        .map_err(Failure::new)?;
    outcome?;
    crate::say(&format!("{models} models of {CRATE} gained a field, and {PROGRAM} still compiles\n"));
    Ok(())
}

/// Compiles and runs the program as it was, and with the code that reads the new field.
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

/// Adds a field to each object of the contract, and counts the objects.
///
/// Lists are left out: they are all rendered as `Page`, which belongs to another crate.
fn with_new_field(mut contract: Contract) -> Result<(Contract, usize), Failure> {
    let field = json!({"type": "string", "description": "A field that a later version adds."});
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
