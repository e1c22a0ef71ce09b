//! Lists of exceptions: files beside this tool with lines of `name: reason`.

use std::collections::BTreeMap;
use std::fs;

use crate::Failure;
use crate::cargo::root;

/// Reads a list, by its path from the root.
pub(crate) fn read(list: &str) -> Result<BTreeMap<String, String>, Failure> {
    let text =
        fs::read_to_string(root().join(list)).map_err(|error| Failure::new(format!("{list}: {error}")))?;
    parse(&text).map_err(|line| Failure::new(format!("{list}: `{line}` is not `name: reason`")))
}

/// Parses lines of `name: reason`; the error is the first other line.
pub(crate) fn parse(text: &str) -> Result<BTreeMap<String, String>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| match line.split_once(": ") {
            Some((name, reason)) if !reason.trim().is_empty() => {
                Ok((name.to_owned(), reason.trim().to_owned()))
            }
            _ => Err(line.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_name_and_a_reason() {
        let list = parse("# comment\n\nb.rs: one table\na b: x: y \n").unwrap();
        assert_eq!(list["b.rs"], "one table");
        assert_eq!(list["a b"], "x: y");
        assert_eq!(parse("b.rs: "), Err("b.rs: ".to_owned()));
        assert!(parse("b.rs").is_err());
    }
}
