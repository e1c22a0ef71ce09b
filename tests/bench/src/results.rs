//! The measured figures. They are saved next to the report, so that parts can be measured one by one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Outcome;

/// The number of complete runs of a part that are saved. A target is met when all of them meet it.
pub const RUNS_KEPT: usize = 3;

/// The values of a figure, one per round.
pub type Rounds = Vec<f64>;

/// The figures of one program, by name.
pub type Figures = BTreeMap<String, Rounds>;

/// The figures of the compared programs, by the name of the program.
pub type Variants = BTreeMap<String, Figures>;

/// The runs of each part.
#[derive(Default, Deserialize, Serialize)]
pub struct Results(BTreeMap<String, Vec<Run>>);

/// The time, machine and commit of a run.
#[derive(Clone, Deserialize, Serialize)]
pub struct Start {
    pub begun: String,
    pub machine: String,
    /// The load average before the run.
    pub load: f64,
    pub commit: String,
}

/// One run of a part.
#[derive(Deserialize, Serialize)]
pub struct Run {
    pub start: Start,
    /// Whether the run ended before its last case.
    pub unfinished: bool,
    cases: Vec<(String, Variants)>,
}

impl Results {
    pub fn read(path: &Path) -> Outcome<Self> {
        match fs::read_to_string(path) {
            Ok(json) => {
                Ok(serde_json::from_str(&json).map_err(|error| format!("{}: {error}", path.display()))?)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    pub fn json(&self) -> Outcome<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }

    /// Begins a run of a part, and removes the previous run if it is unfinished.
    pub fn begin(&mut self, part: &str, start: Start) {
        let runs = self.0.entry(part.to_owned()).or_default();
        runs.retain(|run| !run.unfinished);
        runs.push(Run { start, unfinished: true, cases: Vec::new() });
    }

    /// Adds a case to the latest run.
    pub fn add(&mut self, part: &str, case: &str, variants: Variants) {
        if let Some(run) = self.0.get_mut(part).and_then(|runs| runs.last_mut()) {
            run.cases.push((case.to_owned(), variants));
        }
    }

    /// Marks the latest run as finished, and removes the oldest runs beyond [`RUNS_KEPT`].
    pub fn finish(&mut self, part: &str) {
        let runs = self.0.entry(part.to_owned()).or_default();
        if let Some(run) = runs.last_mut() {
            run.unfinished = false;
        }
        let old = runs.len().saturating_sub(RUNS_KEPT);
        runs.drain(..old);
    }

    /// Returns the runs of a part, the newest last.
    pub fn runs(&self, part: &str) -> &[Run] {
        self.0.get(part).map_or(&[], Vec::as_slice)
    }

    /// Returns the newest run that has this case, and all runs of the same commit. Their rounds form one sample.
    pub fn comparable(&self, part: &str, case: &str) -> Vec<&Run> {
        let runs = || self.runs(part).iter().filter(|run| run.case(case).is_some());
        let Some(newest) = runs().next_back() else { return Vec::new() };
        // Two runs with uncommitted changes may have measured different code.
        if newest.start.commit.ends_with('+') {
            return vec![newest];
        }
        runs().filter(|run| run.start.commit == newest.start.commit).collect()
    }
}

impl Run {
    pub fn case(&self, name: &str) -> Option<&Variants> {
        self.cases.iter().find(|(case, _)| case == name).map(|(_, variants)| variants)
    }

    pub fn figure(&self, case: &str, variant: &str, figure: &str) -> Option<&Rounds> {
        self.case(case)?.get(variant)?.get(figure)
    }
}

/// Adds the figures of a round, given as a line `name value` each.
pub fn add_round(figures: &mut Figures, lines: &str) -> Outcome {
    for line in lines.lines() {
        let (name, value) = line
            .rsplit_once(' ')
            .ok_or_else(|| format!("`{line}` is not a figure: expected `name value`"))?;
        figures.entry(name.to_owned()).or_default().push(value.parse()?);
    }
    Ok(())
}

/// Returns the median of some figures; NaN if there are none.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len() / 2, sorted.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 1) => sorted[middle],
        (middle, _) => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// Returns the ratios of figures of the same round.
pub fn paired(ours: &[f64], others: &[f64]) -> Rounds {
    ours.iter().zip(others).map(|(ours, others)| ours / others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(commit: &str) -> Start {
        Start { begun: String::new(), machine: String::new(), load: 0.0, commit: commit.to_owned() }
    }

    fn run(results: &mut Results, commit: &str, cases: &[&str]) {
        results.begin("part", start(commit));
        for case in cases {
            results.add("part", case, Variants::new());
        }
    }

    fn commits(runs: &[&Run]) -> Vec<String> {
        runs.iter().map(|run| run.start.commit.clone()).collect()
    }

    #[test]
    fn three_complete_runs_are_kept_and_an_unfinished_run_only_until_the_next() {
        let mut results = Results::default();
        for commit in ["a", "b", "c"] {
            run(&mut results, commit, &["case"]);
            results.finish("part");
        }
        run(&mut results, "d", &["case"]);
        let kept = |results: &Results| commits(&results.runs("part").iter().collect::<Vec<_>>()).concat();
        assert_eq!(kept(&results), "abcd");
        run(&mut results, "e", &["case"]);
        results.finish("part");
        assert_eq!(kept(&results), "bce");
    }

    #[test]
    fn rounds_of_one_commit_are_combined_unless_it_has_uncommitted_changes() {
        let mut results = Results::default();
        for (commit, cases) in [("a", &["case"][..]), ("b", &["case"]), ("b", &["case", "other"])] {
            run(&mut results, commit, cases);
            results.finish("part");
        }
        assert_eq!(commits(&results.comparable("part", "case")).concat(), "bb");
        assert_eq!(commits(&results.comparable("part", "other")).concat(), "b");
        assert!(results.comparable("part", "third").is_empty());
        for _ in 0..2 {
            run(&mut results, "c+", &["case"]);
            results.finish("part");
        }
        assert_eq!(commits(&results.comparable("part", "case")).concat(), "c+");
    }

    #[test]
    fn a_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_line_that_is_not_a_figure_is_refused() {
        let mut figures = Figures::new();
        assert!(add_round(&mut figures, "cpu_us 1.5\nwall_ms 2\n").is_ok());
        assert_eq!(figures["cpu_us"], [1.5]);
        assert!(add_round(&mut figures, "cpu_us fast").is_err());
    }
}
