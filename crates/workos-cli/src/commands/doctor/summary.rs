//! The summary of a report.

use std::fmt;

use serde_json::{Value, json};

use super::finding::Outcome;

/// The outcomes of all checks.
#[derive(Clone, Debug)]
pub(super) struct Summary(Vec<Outcome>);

impl Summary {
    pub(super) fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        Self(outcomes.collect())
    }

    /// Returns the number of checks with this outcome.
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.0.iter().filter(|it| **it == outcome).count()
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "passed": self.count(Outcome::Pass),
            "warnings": self.count(Outcome::Warn),
            "failed": self.count(Outcome::Fail),
            "skipped": self.count(Outcome::Skip),
            "manual": self.count(Outcome::Manual),
        })
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let warnings = self.count(Outcome::Warn);
        let plural = if warnings == 1 { "" } else { "s" };
        write!(
            f,
            "{} passed, {warnings} warning{plural}, {} failed",
            self.count(Outcome::Pass),
            self.count(Outcome::Fail)
        )?;
        for (outcome, words) in [(Outcome::Skip, "skipped"), (Outcome::Manual, "to check by hand")] {
            match self.count(outcome) {
                0 => {}
                count => write!(f, ", {count} {words}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_each_outcome_and_omits_absent_kinds() {
        use Outcome::{Fail, Manual, Pass, Skip, Warn};
        let summary = |outcomes: &[Outcome]| Summary::of(outcomes.iter().copied()).to_string();
        assert_eq!(summary(&[Pass, Pass]), "2 passed, 0 warnings, 0 failed");
        assert_eq!(
            summary(&[Pass, Warn, Fail, Skip, Manual, Manual]),
            "1 passed, 1 warning, 1 failed, 1 skipped, 2 to check by hand"
        );
        let all = Summary::of([Pass, Warn, Warn].into_iter()).to_json();
        assert_eq!((&all["passed"], &all["warnings"], &all["failed"]), (&1.into(), &2.into(), &0.into()));
    }
}
