//! `cargo xtask rehearse`: tries the generator on every operation, schema and example of the official contract.
//!
//! Contracts in the format of this project are derived from it by rules. They are rendered to one crate outside the
//! tracked tree, which is compiled, and its types decode every example in the file. This shows what the generator
//! cannot express before the contract of that domain is written.

mod assemble;
mod cases;
mod derive;
mod figures;
mod fits;
mod group;
mod package;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::Failure;
use crate::cargo::root;
use crate::codegen::plan::{self, Plan};
use crate::codegen::{parse, render};
use cases::Cases;
use figures::Figures;
use group::Group;

/// Rehearses the whole contract. Fails if something is not expressed, does not compile or does not decode.
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
            // One crate holds each group in a module, and the examples in the docs use the path of that module.
            .map(|plan| Plan { crate_path: format!("rehearsal::{}", contract.package), ..plan })
            .and_then(|plan| render::crate_files(&plan, root()).map(|files| (plan, files)));
        match rendered {
            Ok((plan, files)) => groups.push(Group { contract, plan, files }),
            Err(error) => problems.push(format!("{}: {error}", contract.package)),
        }
    }
    for group in &groups {
        problems.extend(
            group
                .plan
                .vague
                .iter()
                .map(|name| format!("{}: {name} is rendered as any JSON", group.contract.package)),
        );
    }

    let cases = Cases::new(&official, &groups).map_err(Failure::new)?;
    problems.extend(cases.problems.iter().cloned());
    let package = package::Package::write(&folder, &groups, &cases)?;
    let figures = Figures::new(&official, &groups, &cases);
    crate::say(&figures.to_string());
    for problem in &problems {
        crate::say(&format!("NOT EXPRESSED: {problem}\n"));
    }
    let (alone, whole) = package.check()?;
    crate::say(&format!(
        "cargo check: {alone:.1} s for the crate alone, {whole:.1} s with its dependencies\n"
    ));
    package.test()?;
    if problems.is_empty() {
        crate::say("everything is expressed, compiles and decodes\n");
        return Ok(());
    }
    Err(Failure::new(format!("{} parts of the contract are not expressed", problems.len())))
}
