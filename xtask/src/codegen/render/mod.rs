//! Renders a plan to the text of Rust files.

mod calls;
mod decoders;
mod docs;
mod endpoints;
mod enums;
mod examples;
mod fields;
mod limits;
mod metadata;
mod models;
mod operations;
mod routes;
mod scope;
mod steps;
mod unions;
mod usage;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::plan::{Handle, Plan, Route, snake};
use scope::Scope;

/// Rendered files by name.
pub(crate) type Files = BTreeMap<String, String>;

const HEADER: &str =
    "//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.\n\n";
const ROUTES_HEADER: &str =
    "//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.\n\n";

/// Renders the crate of a plan.
pub(crate) fn crate_files(plan: &Plan, root: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    let mut exports = String::new();
    let calls = call_modules(plan, root)?;
    let modules: Vec<String> = calls.iter().map(|calls| calls.module.clone()).collect();
    let is_call = |module: &str| module == "hints" || modules.iter().any(|name| name == module);
    let gate = |module: &str| match &plan.calls_feature {
        Some(feature) if is_call(module) => format!("#[cfg(feature = {feature:?})]\n"),
        _ => String::new(),
    };
    let mut add = |name: &str, names: Vec<&str>, (scope, code): (Scope, String)| -> Result<(), String> {
        if code.is_empty() {
            return Ok(());
        }
        if !names.is_empty() {
            exports.push_str(&gate(name));
        }
        exports.push_str(&export("pub", name, &names));
        let text = format!("{HEADER}{}{code}", scope.uses());
        files.insert(format!("{name}.rs"), rustfmt(&text, root)?);
        Ok(())
    };
    add("ids", plan.ids.iter().map(|id| id.name.as_str()).collect(), enums::ids(plan))?;
    add("enums", plan.enums.iter().map(|item| item.name.as_str()).collect(), enums::render(plan))?;
    let mut models: Vec<&str> = plan.models.iter().map(|item| item.name.as_str()).collect();
    models.extend(plan.unions.iter().map(|item| item.name.as_str()));
    models.extend(plan.scalars.iter().map(|item| item.name.as_str()));
    add("models", models, models::render(plan)?)?;
    add("hints", Vec::new(), metadata::shared_hints(plan))?;
    let mut statics = String::new();
    for Calls { module, handles, code } in calls {
        let operations = handles.iter().flat_map(|handle| &handle.operations);
        let (by_hand, by_rule): (Vec<_>, Vec<_>) = operations.partition(|operation| operation.hand_written);
        let mut names: Vec<&str> = handles.iter().map(|item| item.name.as_str()).collect();
        names.extend(by_rule.iter().map(|operation| operation.call.as_str()));
        add(&module, names, code)?;
        let by_hand: Vec<String> = by_hand.iter().map(|operation| metadata::static_name(operation)).collect();
        let by_hand: Vec<&str> = by_hand.iter().map(String::as_str).collect();
        if !by_hand.is_empty() {
            statics.push_str(&gate(&module));
        }
        statics.push_str(&export("pub(crate)", &module, &by_hand));
    }
    exports.push_str(&statics);
    let module = |file: &String| {
        let name = file.trim_end_matches(".rs");
        format!("{}mod {name};\n", gate(name))
    };
    let declarations: String = files.keys().map(module).collect();
    files.insert("mod.rs".to_owned(), rustfmt(&format!("{HEADER}{declarations}\n{exports}"), root)?);
    Ok(files)
}

/// The longest file with the calls of several handles, in lines.
const LONGEST_FILE: usize = 800;

/// A module with the calls of some handles.
struct Calls<'a> {
    module: String,
    handles: &'a [Handle],
    code: (Scope, String),
}

/// Renders the modules of the calls: one, or one for each handle if a single module would be too long.
fn call_modules<'a>(plan: &'a Plan, root: &Path) -> Result<Vec<Calls<'a>>, String> {
    let handles = &plan.handles[..];
    let code = operations::render(plan, handles)?;
    if code.1.is_empty() {
        return Ok(Vec::new());
    }
    if handles.len() == 1 || rustfmt(&code.1, root)?.lines().count() <= LONGEST_FILE {
        return Ok(vec![Calls { module: "operations".to_owned(), handles, code }]);
    }
    let module = |handles: &'a [Handle]| {
        let code = operations::render(plan, handles)?;
        Ok(Calls { module: snake(&handles[0].name), handles, code })
    };
    handles.chunks(1).map(module).collect()
}

/// Renders the route table of the emulator.
pub(crate) fn route_files(routes: &[Route], root: &Path) -> Result<Files, String> {
    let table = format!("{ROUTES_HEADER}{}", routes::render(routes));
    Ok(Files::from([
        ("mod.rs".to_owned(), format!("{ROUTES_HEADER}pub(crate) mod routes;\n")),
        ("routes.rs".to_owned(), rustfmt(&table, root)?),
    ]))
}

/// Renders the table of operations of the command line.
pub(crate) fn endpoint_files(plans: &[Plan], routes: &[Route], root: &Path) -> Result<Files, String> {
    let table = endpoints::render(plans, routes)?;
    Ok(Files::from([
        ("mod.rs".to_owned(), format!("{ROUTES_HEADER}pub(crate) mod operations;\n")),
        ("operations.rs".to_owned(), rustfmt(&table, root)?),
    ]))
}

/// Renders the table of decoders that tests feed.
pub(crate) fn decoder_table(plans: &[Plan], root: &Path) -> Result<String, String> {
    rustfmt(&decoders::render(plans), root)
}

fn export(visibility: &str, module: &str, names: &[&str]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("{visibility} use {module}::{{{}}};\n", names.join(", "))
    }
}

/// Formats as `cargo fmt` does in this repository.
pub(crate) fn rustfmt(text: &str, root: &Path) -> Result<String, String> {
    let missing = |error: std::io::Error| {
        format!("rustfmt cannot be run ({error}): run `rustup component add rustfmt`")
    };
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--config-path"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    // The pipe closes at the end of the statement, which tells rustfmt that the input is complete.
    child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes())).map_err(missing)?;
    let output = child.wait_with_output().map_err(missing)?;
    if !output.status.success() {
        return Err(format!(
            "rustfmt refuses the rendered code:\n{}\n{text}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
