//! What was measured: kept beside the report, so that parts are measured one by one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Outcome;

/// How many runs of a part are kept: a target is met when the last three meet it.
const KEPT: usize = 3;

/// A figure of every round.
pub type Rounds = Vec<f64>;

/// The figures of one program, by name.
pub type Figures = BTreeMap<String, Rounds>;

/// The figures of the programs that were compared, by the name of the program.
pub type Lanes = BTreeMap<String, Figures>;

/// The runs of each part.
#[derive(Default, Deserialize, Serialize)]
pub struct Results(BTreeMap<String, Vec<Run>>);

/// One run of a part.
#[derive(Deserialize, Serialize)]
pub struct Run {
    pub machine: String,
    cases: Vec<(String, Lanes)>,
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

    pub fn write(&self, path: &Path) -> Outcome {
        Ok(fs::write(path, serde_json::to_string(self)? + "\n")?)
    }

    pub fn add(&mut self, part: &str, run: Run) {
        let runs = self.0.entry(part.to_owned()).or_default();
        runs.push(run);
        let old = runs.len().saturating_sub(KEPT);
        runs.drain(..old);
    }

    /// The runs of a part, the newest last.
    pub fn runs(&self, part: &str) -> &[Run] {
        self.0.get(part).map_or(&[], Vec::as_slice)
    }
}

impl Run {
    /// A run on this machine, without figures so far.
    pub fn now() -> Outcome<Self> {
        Ok(Self { machine: machine()?, cases: Vec::new() })
    }

    pub fn add(&mut self, case: &str, lanes: Lanes) {
        self.cases.push((case.to_owned(), lanes));
    }

    pub fn cases(&self) -> impl Iterator<Item = (&str, &Lanes)> {
        self.cases.iter().map(|(name, lanes)| (name.as_str(), lanes))
    }

    pub fn figure(&self, case: &str, lane: &str, figure: &str) -> Option<&Rounds> {
        let (_, lanes) = self.cases().find(|(name, _)| *name == case)?;
        lanes.get(lane)?.get(figure)
    }
}

/// Adds the figures of a round, `name value` on each line.
pub fn add_round(figures: &mut Figures, lines: &str) -> Outcome {
    for line in lines.lines() {
        let (name, value) = line.rsplit_once(' ').ok_or_else(|| format!("no figure: {line}"))?;
        figures.entry(name.to_owned()).or_default().push(value.parse()?);
    }
    Ok(())
}

/// The median of some figures; NaN of none.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len() / 2, sorted.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 1) => sorted[middle],
        (middle, _) => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// The ratios of figures that were taken in the same round.
pub fn paired(ours: &[f64], others: &[f64]) -> Rounds {
    ours.iter().zip(others).map(|(ours, others)| ours / others).collect()
}

/// The processor, memory, kernel and compiler; nothing that names the machine.
fn machine() -> Outcome<String> {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo")?;
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let cpus = cpuinfo.lines().filter(|line| line.starts_with("processor")).count();
    let memory: f64 =
        field(&fs::read_to_string("/proc/meminfo")?, "MemTotal").trim_end_matches(" kB").parse()?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let rustc = std::process::Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8(rustc.stdout)?;
    Ok(format!(
        "{cpus} x {}, {:.0} GiB, Linux {}, {}",
        field(&cpuinfo, "model name"),
        memory / (1024.0 * 1024.0),
        kernel.split('-').next().unwrap_or_default().trim(),
        rustc.split(" (").next().unwrap_or_default().trim(),
    ))
}
