//! The size of the generated calls: code lines per operation.

use super::plan::Plan;
use super::render::Files;

/// The maximum number of code lines per operation of a crate.
const MOST_LINES: usize = 35;

/// The number of operations from which the maximum holds. Below it, the fixed lines of each file dominate.
const FEWEST_OPERATIONS: usize = 5;

/// Files with types, whose size depends on the objects of the API rather than on its operations.
const TYPES: [&str; 4] = ["enums.rs", "ids.rs", "mod.rs", "models.rs"];

/// Returns the code lines of the calls of a crate and its number of operations. A code line is neither blank nor a
/// comment. An operation whose call is written by hand counts, since its metadata is rendered.
fn measure(plan: &Plan, files: &Files) -> (usize, usize) {
    let operations = plan.handles.iter().map(|handle| handle.operations.len()).sum();
    let calls = files.iter().filter(|(name, _)| !TYPES.contains(&name.as_str()));
    (calls.map(|(_, text)| code_lines(text)).sum(), operations)
}

fn code_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// Checks the size of the calls of a crate, and describes it. The description is empty for a crate without calls.
///
/// # Errors
/// If the crate has at least [`FEWEST_OPERATIONS`] operations with more than [`MOST_LINES`] code lines each, on average.
pub(super) fn check(plan: &Plan, files: &Files) -> Result<String, String> {
    let (lines, operations) = measure(plan, files);
    match problem(lines, operations) {
        Some(problem) => Err(problem),
        None if operations == 0 => Ok(String::new()),
        None => Ok(format!("{}: {}\n", plan.crate_path, described(lines, operations))),
    }
}

fn described(lines: usize, operations: usize) -> String {
    let tenths = lines * 10 / operations;
    format!("{lines} code lines for {operations} operations, {}.{} for each", tenths / 10, tenths % 10)
}

fn problem(lines: usize, operations: usize) -> Option<String> {
    (operations >= FEWEST_OPERATIONS && lines > MOST_LINES * operations).then(|| {
        let described = described(lines, operations);
        format!(
            "{described}, over {MOST_LINES}: render fewer lines, for instance by a macro of workos-client"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{contracts, plan, render};

    #[test]
    fn blank_lines_and_comments_are_no_code() {
        assert_eq!(code_lines("//! Docs.\n\nuse a;\n    /// Docs.\n    // Why.\n    b(); // c\n"), 2);
    }

    #[test]
    fn an_average_over_the_limit_is_a_problem_unless_the_crate_is_small() {
        assert_eq!(problem(350, 10), None);
        assert!(
            problem(351, 10).unwrap().contains("351 code lines for 10 operations, 35.1 for each, over 35")
        );
        assert_eq!(problem(400, 4), None);
    }

    #[test]
    fn every_domain_keeps_the_limit() {
        for contract in contracts::read_all(crate::cargo::root(), |_| true).unwrap() {
            let plan = plan::plan(&contract).unwrap();
            let files = render::crate_files(&plan, crate::cargo::root()).unwrap();
            check(&plan, &files).unwrap();
        }
    }
}
