//! The results of the cases.

use std::fmt;

use super::{Case, Verdict};

/// The verdict on each case. `Display` writes one line for each case, and a last line with the totals.
#[derive(Clone, Debug, Default)]
#[must_use = "a report may hold failures"]
pub struct Report(Vec<(&'static Case, Verdict)>);

impl Report {
    pub(super) fn push(&mut self, case: &'static Case, verdict: Verdict) {
        self.0.push((case, verdict));
    }

    /// The cases and their verdicts, in the order in which the cases ran.
    pub fn verdicts(&self) -> impl Iterator<Item = (&'static Case, &Verdict)> {
        self.0.iter().map(|(case, verdict)| (*case, verdict))
    }

    /// Whether no case failed.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        !self.0.iter().any(|(_, verdict)| matches!(verdict, Verdict::Fail(_)))
    }

    /// The names of the cases that could not be staged.
    pub fn skipped(&self) -> impl Iterator<Item = &'static str> {
        self.verdicts().filter(|(_, verdict)| **verdict == Verdict::Skip).map(|(case, _)| case.name())
    }

    /// Asserts that no case failed and that at least one passed.
    ///
    /// # Panics
    /// When a case failed or none passed. The message is the whole report.
    #[track_caller]
    #[expect(clippy::panic, reason = "an assertion, for tests")]
    pub fn assert_ok(&self) {
        let passed = self.0.iter().any(|(_, verdict)| *verdict == Verdict::Pass);
        if !passed || !self.is_ok() {
            panic!("the transport does not conform:\n{self}");
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for (case, verdict) in self.verdicts() {
            match verdict {
                Verdict::Pass => {
                    passed += 1;
                    writeln!(f, "PASS {}", case.name())?;
                }
                Verdict::Fail(reason) => {
                    failed += 1;
                    writeln!(f, "FAIL {}: {reason}\n     promised: {}", case.name(), case.promise())?;
                }
                Verdict::Skip => {
                    skipped += 1;
                    writeln!(f, "SKIP {}", case.name())?;
                }
            }
        }
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}
