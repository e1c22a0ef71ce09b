//! Asks `cargo-semver-checks` about crates in which the plan found no breaking change.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::Failure;
use crate::crates::Crate;
use crate::public_api::{Content, Place, Rustdoc};

/// The line of a plan that was made without the tool.
pub(super) const MISSING: &str = "no second opinion: cargo-semver-checks is not installed; run `cargo install --locked cargo-semver-checks`";

/// The exit code of the tool if it found changes that the release may not contain.
const FOUND: i32 = 100;

/// The installed tool.
pub(super) struct SemverChecks {
    program: PathBuf,
}

impl SemverChecks {
    /// Finds the tool.
    pub(super) fn find() -> Option<Self> {
        Self::at("cargo-semver-checks".into())
    }

    /// Returns a program, if it can be run.
    pub(super) fn at(program: PathBuf) -> Option<Self> {
        let output = Command::new(&program).args(["semver-checks", "--version"]).output();
        output.is_ok_and(|output| output.status.success()).then_some(Self { program })
    }

    /// Compares crates at two commits. Returns a line for each crate, and for each breaking change of it.
    pub(super) fn compare(
        &self,
        rustdoc: &Rustdoc,
        before: (&Place<'_>, &[&Crate]),
        now: (&Place<'_>, &[&Crate]),
    ) -> Result<Vec<String>, Failure> {
        let before = (rustdoc.document(before.0, Content::Everything, before.1)?, before.1);
        let now = (rustdoc.document(now.0, Content::Everything, now.1)?, now.1);
        let mut notes = Vec::new();
        for package in now.1 {
            let then = before.1.iter().find(|then| then.name == package.name);
            if let (Some(library), Some(of_then)) = (package.library(), then.and_then(|then| then.library()))
            {
                let before = before.0.join(format!("{of_then}.json"));
                let output = self.run(&before, &now.0.join(format!("{library}.json")))?;
                notes.extend(lines(&package.name, &output));
            }
        }
        Ok(notes)
    }

    fn run(&self, before: &Path, now: &Path) -> Result<Output, Failure> {
        let mut tool = Command::new(&self.program);
        tool.args(["semver-checks", "--color", "never", "--release-type", "minor"]);
        tool.arg("--baseline-rustdoc").arg(before).arg("--current-rustdoc").arg(now);
        tool.output().map_err(|error| Failure::new(format!("{tool:?}: {error}")))
    }
}

/// Turns what the tool printed about a crate into lines.
fn lines(package: &str, output: &Output) -> Vec<String> {
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    match output.status.code() {
        Some(0) => vec![format!("cargo-semver-checks agrees that {package} has no breaking change")],
        Some(FOUND) => failures(&stdout)
            .map(|failure| format!("cargo-semver-checks finds a breaking change of {package}: {failure}"))
            .collect(),
        _ => {
            let last = stderr.trim_end().lines().next_back().unwrap_or_default();
            vec![format!("cargo-semver-checks could not compare {package}: {}", last.trim())]
        }
    }
}

/// Returns each failed check with the first place where it failed.
fn failures(stdout: &str) -> impl Iterator<Item = String> {
    stdout.split("--- failure ").skip(1).map(|text| {
        let check = text.lines().next().unwrap_or_default().trim_end_matches(" ---");
        let place = text.lines().skip_while(|line| !line.starts_with("Failed in:")).nth(1);
        format!("{check}: {}", place.unwrap_or_default().trim())
    })
}

#[cfg(test)]
mod tests {
    use std::process::ExitStatus;

    use super::*;

    const FAILED: &str = "\n--- failure function_missing: pub fn removed or renamed ---\n\n\
        Description:\nA publicly-visible function cannot be imported.\n       impl: missing.ron\n\n\
        Failed in:\n  function lamp::light, previously in file src/lib.rs:9\n  function lamp::on, previously in file src/lib.rs:11\n\n\
        --- failure struct_missing: pub struct removed or renamed ---\n\n\
        Failed in:\n  struct lamp::Lamp, previously in file src/lib.rs:2\n";

    #[cfg(unix)]
    fn output(code: i32, stdout: &str, stderr: &str) -> Output {
        let status = <ExitStatus as std::os::unix::process::ExitStatusExt>::from_raw(code << 8);
        Output { status, stdout: stdout.into(), stderr: stderr.into() }
    }

    #[test]
    #[cfg(unix)]
    fn each_failed_check_of_the_tool_is_a_line_and_so_is_a_failure_of_the_tool_itself() {
        assert_eq!(
            lines("lamp", &output(FOUND, FAILED, "")),
            [
                "cargo-semver-checks finds a breaking change of lamp: function_missing: pub fn removed or renamed: \
                 function lamp::light, previously in file src/lib.rs:9",
                "cargo-semver-checks finds a breaking change of lamp: struct_missing: pub struct removed or renamed: \
                 struct lamp::Lamp, previously in file src/lib.rs:2",
            ]
        );
        assert!(lines("lamp", &output(0, "", ""))[0].contains("agrees that lamp"));
        assert_eq!(
            lines("lamp", &output(101, "", "error: more\n    no such format\n")),
            ["cargo-semver-checks could not compare lamp: no such format"]
        );
    }
}
