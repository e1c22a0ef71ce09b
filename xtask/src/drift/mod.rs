//! `cargo xtask drift`: compares the contracts with the official contract and its newer additions.
//!
//! Both sides are flattened to facts (operations, parameters, fields, their values, error codes) and compared. Intended
//! differences are declared in the contract: by `x-drift` and `x-dialect`, each with its reason, and by the `source` of
//! an error.

mod compare;
pub(crate) mod facts;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::Failure;
use crate::cargo::root;
use crate::codegen::contracts::{Contract, read_all};
use crate::codegen::parse;
use compare::Report;

/// The emulator's list of every official operation. The emulator answers 501 to those without a handler.
const OPERATIONS: &str = "crates/workos-emulator/official_operations.txt";

/// Compares every contract with the official files.
pub(crate) fn run(official: &[PathBuf]) -> Result<(), Failure> {
    compare_with(official, &Options::default())
}

/// Compares according to the arguments: files, then options.
pub(crate) fn run_with(arguments: &[&str]) -> Result<(), Failure> {
    let files = arguments.iter().take_while(|argument| !argument.starts_with("--")).count();
    let (files, options) = arguments.split_at(files);
    if files.is_empty() {
        return Err(Failure::new("drift: name the official OpenAPI file, and the file of the additions"));
    }
    compare_with(&files.iter().map(PathBuf::from).collect::<Vec<_>>(), &Options::read(options)?)
}

fn compare_with(official: &[PathBuf], options: &Options<'_>) -> Result<(), Failure> {
    let official = official.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let mut problems = 0;
    let mut covered = 0;
    let mut found = false;
    let is_wanted = |package: &str| options.domain.is_none_or(|domain| package == format!("workos-{domain}"));
    let contracts = read_all(root(), is_wanted).map_err(Failure::new)?;
    for contract in contracts.iter().filter(|contract| !contract.is_core()) {
        found = true;
        let report = Report::new(contract, &official).map_err(Failure::new)?;
        crate::say(&report.to_string());
        problems += report.problems();
        covered += report.covered;
    }
    if !found {
        return Err(Failure::new(format!(
            "there is no contract for {}",
            options.domain.unwrap_or("any crate")
        )));
    }
    let operations = facts::operations(&official);
    if options.domain.is_none() {
        crate::say(&format!(
            "{covered} of {} official operations have a contract\n",
            operations.lines().count()
        ));
    }
    problems += check_operations(&operations, options.update_operations)?;
    if problems == 0 { Ok(()) } else { Err(Failure::new(format!("{problems} problems, printed above"))) }
}

/// Reads an official contract, which belongs to no crate.
fn read(path: &Path) -> Result<Contract, Failure> {
    let document = Rc::new(parse::read(path).map_err(Failure::new)?);
    Ok(Contract {
        package: "official".to_owned(),
        folder: root().to_path_buf(),
        own: Rc::clone(&document),
        core: document,
    })
}

#[derive(Default)]
struct Options<'a> {
    domain: Option<&'a str>,
    update_operations: bool,
}

impl<'a> Options<'a> {
    fn read(mut arguments: &[&'a str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        loop {
            arguments = match arguments {
                [] => return Ok(options),
                ["--domain", name, rest @ ..] => {
                    options.domain = Some(name);
                    rest
                }
                ["--update-operations", rest @ ..] => {
                    options.update_operations = true;
                    rest
                }
                [other, ..] => return Err(Failure::new(format!("drift: unknown option {other}"))),
            };
        }
    }
}

/// Compares or rewrites the emulator's list of operations. Returns the number of problems.
fn check_operations(operations: &str, update: bool) -> Result<usize, Failure> {
    let path = root().join(OPERATIONS);
    if update {
        fs::write(&path, operations).map_err(|error| Failure::new(format!("{OPERATIONS}: {error}")))?;
        crate::say(&format!("wrote {OPERATIONS}\n"));
        return Ok(0);
    }
    if fs::read_to_string(&path).is_ok_and(|there| there == operations) {
        return Ok(0);
    }
    crate::say(&format!("{OPERATIONS} is not up to date: run this again with --update-operations\n"));
    Ok(1)
}
