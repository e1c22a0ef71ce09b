//! Targets for the figures, and whether they are met.

use std::fmt::Write as _;

use crate::builds;
use crate::cases::{ALWAYS_GZIP, OFFICIAL, OURS, WITH_HTTP2};
use crate::hostile;
use crate::results::{Results, Run, median, paired};

/// A figure with its bounds.
pub struct Target {
    pub what: &'static str,
    part: &'static str,
    case: &'static str,
    variant: &'static str,
    figure: &'static str,
    measure: Measure,
    must: Option<f64>,
    aim: Option<f64>,
    /// The best possible figure, if it was measured: with a bare connection and borrowed text, or for the bare work.
    pub limit: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Measure {
    /// Our figure divided by the official one of the same round; lower is better.
    Ratio,
    /// Our figure divided by the official one of the same round; higher is better.
    RatioUp,
    /// The official figure divided by ours: how many times faster ours is. Higher is better.
    Speed,
    /// Our figure itself; lower is better.
    Plain,
}

/// A target and the values of its last runs, the newest last.
pub struct Outcome {
    pub target: &'static Target,
    pub values: Vec<f64>,
}

const fn target(
    what: &'static str,
    (part, case, figure): (&'static str, &'static str, &'static str),
    measure: Measure,
    must: f64,
    aim: f64,
) -> Target {
    Target { what, part, case, variant: OURS, figure, measure, must: Some(must), aim: Some(aim), limit: "" }
}

impl Target {
    const fn limit(mut self, limit: &'static str) -> Self {
        self.limit = limit;
        self
    }

    const fn variant(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }

    const fn only_aim(mut self) -> Self {
        self.must = None;
        self
    }

    const fn only_must(mut self) -> Self {
        self.aim = None;
        self
    }

    fn value(&self, run: &Run) -> Option<f64> {
        let ours = run.figure(self.case, self.variant, self.figure)?;
        let official = || run.figure(self.case, OFFICIAL, self.figure);
        Some(match self.measure {
            Measure::Plain => median(ours),
            Measure::Ratio | Measure::RatioUp => median(&paired(ours, official()?)),
            Measure::Speed => median(&paired(official()?, ours)),
        })
    }

    fn met(&self, value: f64, bound: f64) -> bool {
        match self.measure {
            Measure::Ratio | Measure::Plain => value <= bound,
            Measure::RatioUp | Measure::Speed => value >= bound,
        }
    }

    /// Formats a bound with its sign and unit.
    pub fn bound(&self, bound: Option<f64>) -> String {
        let sign = if matches!(self.measure, Measure::Ratio | Measure::Plain) { "<=" } else { ">=" };
        bound.map_or_else(String::new, |bound| format!("{sign} {}", self.shown(bound)))
    }

    /// Formats a value with its unit.
    pub fn shown(&self, value: f64) -> String {
        let unit = match (self.measure, self.figure) {
            (Measure::Plain, "wall_ms") => " ms",
            (Measure::Plain, "peak_kib") => return format!("{:.0} MiB", value / 1024.0),
            (Measure::Plain, _) => "",
            _ => "x",
        };
        let decimals = if self.measure == Measure::Plain && self.figure != "wall_ms" { 0 } else { 2 };
        format!("{value:.decimals$}{unit}")
    }

    pub fn must(&self) -> Option<f64> {
        self.must
    }

    pub fn aim(&self) -> Option<f64> {
        self.aim
    }
}

impl Outcome {
    /// Returns whether every run meets the bound; `Some(false)` without runs, `None` without a bound.
    pub fn meets(&self, bound: Option<f64>) -> Option<bool> {
        let bound = bound?;
        Some(!self.values.is_empty() && self.values.iter().all(|value| self.target.met(*value, bound)))
    }
}

const LIST: &str = "64 at a time, one thread";
const GZIP: &str = "64 at a time, one thread, gzip for those who ask";
const LIST_TWO: &str = "64 at a time, two threads";

#[rustfmt::skip]
pub const TARGETS: &[Target] = &[
    target("CPU of a list call, 64 at a time, one thread", ("list", LIST, "cpu_us"), Measure::Ratio, 0.75, 0.65).limit("0.49"),
    target("CPU of a list call, two threads", ("list", LIST_TWO, "cpu_us"), Measure::Ratio, 0.60, 0.48).limit("0.44"),
    target("requests a second, one thread", ("list", LIST, "calls_per_second"), Measure::RatioUp, 1.35, 1.5).limit("2.0"),
    target("requests a second, two threads", ("list", LIST_TWO, "calls_per_second"), Measure::RatioUp, 1.8, 2.1).limit("2.3"),
    target("allocations of a list of 10", ("list", "allocations", "allocations"), Measure::Ratio, 0.60, 0.35).limit("0.11"),
    target("CPU of a list of 10, as gzip here and uncompressed there", ("list", GZIP, "cpu_us"), Measure::Ratio, 0.82, 0.78).variant(ALWAYS_GZIP),
    target("bytes allocated by a list of 10, as gzip here", ("list", "allocations, gzip for those who ask", "allocated_bytes"), Measure::Ratio, 1.2, 1.2).variant(ALWAYS_GZIP).only_must(),
    target("connections opened by 64 cold callers on HTTP/2", ("burst", "64 cold callers, 20 ms delay", "connections"), Measure::Plain, 4.0, 1.0).variant(WITH_HTTP2).limit("1"),
    target("time to page through 10,000 objects, 20 ms delay", ("pages", "10,000 objects, 20 ms delay", "wall_ms"), Measure::Ratio, 0.15, 0.15).only_must(),
    target("the same with official limit 100 and 20 ms of work on every 100", ("pages", "the same with 20 ms of work on every 100", "wall_ms"), Measure::Ratio, 0.55, 0.55).only_aim().limit("0.50"),
    target("speed of verifying a webhook of 1 KB", ("webhooks", "verify 1 KB", "cpu_us"), Measure::Speed, 1.4, 1.55).limit("1.84x"),
    target("allocations of verifying a webhook of 1 KB", ("webhooks", "verify 1 KB, allocations", "allocations"), Measure::Plain, 0.0, 0.0).only_aim(),
    target("speed from webhook to event, typed here and untyped there", ("webhooks", "verify to event", "cpu_us"), Measure::Speed, 2.0, 3.0).limit("3.85x"),
    target("first HTTPS call of a process, the system's roots", ("start", "first HTTPS call of a process", "wall_ms"), Measure::Plain, 5.0, 5.0).only_must(),
    target("first HTTPS call of a process, bundled roots", ("start", "first HTTPS call of a process", "wall_ms"), Measure::Plain, 5.0, 1.5).variant("workos-sso, bundled roots"),
    target("most memory of a call that gets a hostile body of 16 MiB", (crate::HOSTILE, hostile::ALL, "peak_kib"), Measure::Plain, 160.0 * 1024.0, 160.0 * 1024.0).variant(hostile::MOST).only_must(),
    target("CPU of a cold debug build", (crate::BUILDS, builds::DEBUG, "cpu_s"), Measure::Ratio, 0.45, 0.36).limit("0.33"),
    target("time of a cold debug build", (crate::BUILDS, builds::DEBUG, "wall_s"), Measure::Ratio, 0.40, 0.28).limit("0.24"),
    target("CPU of a cold check", (crate::BUILDS, builds::CHECK, "cpu_s"), Measure::Ratio, 0.35, 0.22).limit("0.18"),
    target("CPU of a cold release build", (crate::BUILDS, builds::RELEASE, "cpu_s"), Measure::Ratio, 0.50, 0.40).limit("0.37"),
    target("size of the stripped program", (crate::BUILDS, builds::RELEASE, "binary_bytes"), Measure::Ratio, 0.80, 0.68).limit("0.64"),
    target("crates in the tree of that program", (crate::BUILDS, builds::TREE, "crates"), Measure::Plain, 80.0, 70.0),
];

pub fn outcomes(results: &Results) -> Vec<Outcome> {
    let outcome = |target: &'static Target| {
        let values = results.runs(target.part).iter().filter_map(|run| target.value(run)).collect();
        Outcome { target, values }
    };
    TARGETS.iter().map(outcome).collect()
}

/// Returns a line for each target.
pub fn summary(results: &Results) -> String {
    let mut text = String::new();
    for outcome in outcomes(results) {
        let target = outcome.target;
        let values: Vec<_> = outcome.values.iter().map(|value| target.shown(*value)).collect();
        let verdict = match (outcome.meets(target.must), outcome.meets(target.aim)) {
            _ if values.is_empty() => "",
            (_, Some(true)) => "aim",
            (Some(true), _) => "must",
            (Some(false), _) => "NO",
            (None, _) => "",
        };
        let _ = writeln!(text, "{verdict:<5}{:<70}{}", target.what, values.join(", "));
    }
    text
}
