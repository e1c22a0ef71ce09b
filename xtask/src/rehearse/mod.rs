//! The generator, tried on the whole official contract: every operation, schema and example of it.
//!
//! Contracts of ours are derived from it by rules, rendered to one crate outside the tracked tree, compiled, and every
//! example in the file is decoded by the rendered types. What the generator cannot express shows here first, long
//! before the contract of its domain is written.

mod assemble;
mod cases;
mod derive;
mod figures;
mod fits;
mod package;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::Failure;
use crate::cargo::root;
use crate::codegen::contracts::Contract;
use crate::codegen::plan::{self, Plan};
use crate::codegen::{parse, render};
use cases::Cases;
use figures::Figures;

/// One group of tags: its contract and what became of it.
struct Group {
    contract: Contract,
    plan: Plan,
    files: render::Files,
}

/// Rehearses the whole contract; fails where something is not expressed, does not compile or does not decode.
pub(crate) fn run(official: &Path, options: &[&str]) -> Result<(), Failure> {
    let folder = match options {
        [] => root().join("target/rehearsal"),
        ["--out", folder] => PathBuf::from(folder),
        _ => return Err(Failure::new(format!("rehearse: unknown option {}", options.join(" ")))),
    };
    let text = std::fs::read_to_string(official)
        .map_err(|error| Failure::new(format!("{}: {error}", official.display())))?;
    let official = Rc::new(parse::parse(&text).map_err(Failure::new)?);
    let core = parse::read(&root().join("crates/workos-core/contract.yaml")).map_err(Failure::new)?;

    let mut groups = Vec::new();
    let mut problems = Vec::new();
    for contract in derive::contracts(&official, &Rc::new(core)) {
        let rendered = plan::plan(&contract)
            // One crate holds them all, each in a module, and the examples in their docs name it.
            .map(|plan| Plan { crate_path: format!("rehearsal::{}", contract.package), ..plan })
            .and_then(|plan| render::crate_files(&plan, root()).map(|files| (plan, files)));
        match rendered {
            Ok((plan, files)) => groups.push(Group { contract, plan, files }),
            Err(error) => problems.push(format!("{}: {error}", contract.package)),
        }
    }
    for group in &groups {
        problems.extend(
            group.plan.vague.iter().map(|name| format!("{}: {name} is any JSON", group.contract.package)),
        );
    }

    let cases = Cases::of(&official, &groups).map_err(Failure::new)?;
    problems.extend(cases.problems.iter().cloned());
    let package = package::Package::write(&folder, &groups, &cases)?;
    let figures = Figures::of(&official, &groups, &cases);
    crate::say(&figures.to_string());
    for problem in &problems {
        crate::say(&format!("NOT EXPRESSED: {problem}\n"));
    }
    let (alone, whole) = package.check()?;
    crate::say(&format!(
        "cargo check: {alone:.1} s for the crate alone, {whole:.1} s with what it depends on\n"
    ));
    package.test()?;
    if problems.is_empty() {
        crate::say("everything is expressed, compiles and decodes\n");
        return Ok(());
    }
    Err(Failure::new(format!("{} are not expressed", problems.len())))
}
