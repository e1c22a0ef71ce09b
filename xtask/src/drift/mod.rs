//! Whether the contracts still say what the official ones say: the official contract, and the additions that are newer.
//!
//! Both sides are flattened to facts (operations, parameters, fields, their values, error codes) and compared. What differs
//! on purpose is data in the contract: `x-drift` and `x-dialect`, each with its reason, and the `source` of an error.

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

/// Where the emulator keeps every official operation, to answer 501 for those without a handler.
const OPERATIONS: &str = "crates/workos-emulator/official_operations.txt";

/// Compares every contract with the official files.
pub(crate) fn run(official: &[PathBuf]) -> Result<(), Failure> {
    compare_with(official, &Options::default())
}

/// Compares as the words of the command line say: files, then options.
pub(crate) fn run_with(words: &[&str]) -> Result<(), Failure> {
    let files = words.iter().take_while(|word| !word.starts_with("--")).count();
    let (files, options) = words.split_at(files);
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
        let report = Report::of(contract, &official).map_err(Failure::new)?;
        crate::say(&report.to_string());
        problems += report.problems();
        covered += report.covered;
    }
    if !found {
        return Err(Failure::new(format!(
            "there is no contract of {}",
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
    if problems == 0 { Ok(()) } else { Err(Failure::new(format!("{problems} differences are not declared"))) }
}

/// Reads a contract that is nobody's crate.
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
    fn read(mut words: &[&'a str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        loop {
            words = match words {
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

/// Compares the emulator's list, or rewrites it; the number of problems.
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
    crate::say(&format!("{OPERATIONS} is not up to date: add --update-operations\n"));
    Ok(1)
}
