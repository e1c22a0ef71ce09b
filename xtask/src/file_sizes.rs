//! Hand-written files that are too long to read top down, but for those that are declared with a reason.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::Failure;
use crate::cargo::{capture, root};
use crate::reasons;

const LIST: &str = "xtask/long_files.txt";

/// The longest file without a declaration, in lines.
const LONGEST: usize = 400;

/// Finds long files that are not declared, and declarations of files that are not long.
pub(crate) fn problems() -> Result<Vec<String>, Failure> {
    let read = |name: &str| {
        fs::read_to_string(root().join(name)).map_err(|error| Failure::new(format!("{name}: {error}")))
    };
    let declared = reasons::read(LIST)?;
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.rs"];
    let names = capture(Command::new("git").args(arguments).current_dir(root()))?;
    let mut long = BTreeMap::new();
    for name in names.lines().filter(|name| is_hand_written(name) && root().join(name).is_file()) {
        let lines = read(name)?.lines().count();
        if lines > LONGEST {
            long.insert(name.to_owned(), lines);
        }
    }
    Ok(compare(&long, &declared))
}

fn is_hand_written(name: &str) -> bool {
    !name.contains("/generated/")
        && !name.starts_with("xtask/goldens/")
        && name != "tests/it/hostile/decoders.rs"
}

fn compare(long: &BTreeMap<String, usize>, declared: &BTreeMap<String, String>) -> Vec<String> {
    let undeclared = long.iter().filter(|(name, _)| !declared.contains_key(*name));
    let mut problems: Vec<_> = undeclared
        .map(|(name, lines)| {
            format!("{name} has {lines} lines, over {LONGEST}: split it, or declare it in {LIST}")
        })
        .collect();
    let stale = declared.keys().filter(|name| !long.contains_key(*name));
    problems.extend(stale.map(|name| format!("{LIST} declares {name}, which has at most {LONGEST} lines")));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_without_a_declaration_and_a_declaration_of_a_short_one_are_problems() {
        let long = BTreeMap::from([("a.rs".to_owned(), 401), ("b.rs".to_owned(), 500)]);
        let declared = reasons::parse("b.rs: one table\nc.rs: another\n").unwrap();
        let problems = compare(&long, &declared);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("a.rs has 401 lines") && problems[1].contains("declares c.rs"));
    }
}
