//! `REPORT.md`: the targets, then the figures of each part.

use std::fmt::Write as _;

use crate::cases::OFFICIAL;
use crate::parts;
use crate::results::{Lanes, Results, Run, median, paired};
use crate::targets::{TARGETS, outcomes};

const HEAD: &str = "\
# Measured against the official crate

Written by `cargo xtask bench`; `cargo xtask bench PART…` measures these parts anew. The official crate is `workos`
3.5.0 with its default features. Nothing here is asserted: these are figures, not tests.

- **How.** Each program is built by itself in release mode. The programs take turns, each round in the other order, and
  a ratio is that of two figures of the same round; what is shown is the median and `[least..most]` of all rounds. The
  client has one CPU and the server another, but for the rows with two threads, where both share all. CPU time is user
  and system time of the client's process alone (`getrusage`), after a warm-up. Allocations are counted in a separate run
  by a program with a counting allocator; one that grows in place counts too. The server sends bytes that it made before.
- **A list** is `GET /connections` with 10 connections, 4 KB of JSON, all decoded: here to typed ids, enums and
  timestamps, there to strings.
- **Build** rows are of an application that only lists SSO connections, built into an empty folder with two jobs and
  packages already fetched; CPU time is that of cargo and all it starts.
";

pub fn render(results: &Results) -> String {
    let mut text = HEAD.to_owned();
    let machine =
        parts().into_iter().find_map(|part| results.runs(part).last()).map(|run| run.machine.as_str());
    let _ = writeln!(
        text,
        "- **Machine.** {}, shared with other work: times vary, CPU times and ratios hardly do.\n",
        machine.unwrap_or("none")
    );
    text += &targets(results);
    for part in parts() {
        if let Some(run) = results.runs(part).last() {
            let _ = writeln!(text, "## {part}\n");
            text += &figures(run);
        }
    }
    text
}

/// Ratios to the official crate, and what they have to be.
fn targets(results: &Results) -> String {
    let mut text = String::from(
        "## Targets\n\nRatios (`x`) are to the official crate in the same run. The limit is what a bare connection with \
         borrowed text, or the bare work,\nreaches. A target is met when each of the last runs, of which up to three are \
         kept, meets it.\n\n\
         | | must | aim | limit | last runs | |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let outcomes = outcomes(results);
    for outcome in &outcomes {
        let target = outcome.target;
        let values: Vec<_> = outcome.values.iter().map(|value| target.shown(*value)).collect();
        let verdict = match (outcome.meets(target.must()), outcome.meets(target.aim())) {
            _ if values.is_empty() => "not measured",
            (_, Some(true)) => "meets the aim",
            (Some(true), _) => "meets the must",
            (Some(false), _) => "**misses the must**",
            (None, _) => "misses the aim",
        };
        let (must, aim) = (target.bound(target.must()), target.bound(target.aim()));
        let _ = writeln!(
            text,
            "| {} | {must} | {aim} | {} | {} | {verdict} |",
            target.what,
            target.limit,
            values.join(", ")
        );
    }
    let musts: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.meets(outcome.target.must())).collect();
    let met = musts.iter().filter(|met| **met).count();
    let _ = writeln!(text, "\n{met} of {} musts are met; {} targets in all.\n", musts.len(), TARGETS.len());
    text
}

/// A table for each case.
fn figures(run: &Run) -> String {
    let mut text = String::new();
    for (name, lanes) in run.cases() {
        let mut columns: Vec<&str> =
            lanes.values().flat_map(|figures| figures.keys()).map(String::as_str).collect();
        columns.sort_unstable();
        columns.dedup();
        let columns: Vec<_> =
            columns.into_iter().filter_map(column).filter(|column| worth(column.0, lanes)).collect();
        let rounds = lanes.values().flat_map(|figures| figures.values()).map(Vec::len).max().unwrap_or(0);
        let _ = write!(text, "### {name}\n\nRounds: {rounds}.\n\n| |");
        for (_, title, _) in &columns {
            let _ = write!(text, " {title} |");
        }
        let _ = writeln!(text, "\n| --- |{}", " --- |".repeat(columns.len()));
        for (lane, figures) in lanes {
            let _ = write!(text, "| {lane} |");
            for (figure, _, scale) in &columns {
                let Some(rounds) = figures.get(*figure) else {
                    text += " |";
                    continue;
                };
                let scaled: Vec<_> = rounds.iter().map(|value| value / scale).collect();
                let _ = write!(text, " {}", spread(&scaled));
                let official = lanes.get(OFFICIAL).and_then(|figures| figures.get(*figure));
                if let Some(official) = official.filter(|_| lane != OFFICIAL) {
                    let _ = write!(text, "; **{:.2}x**", median(&paired(rounds, official)));
                }
                text += " |";
            }
            text += "\n";
        }
        text += "\n";
    }
    text
}

/// The title of a figure, and what it is divided by; `None` for what is not shown.
fn column(figure: &str) -> Option<(&str, &'static str, f64)> {
    let (title, scale) = match figure {
        "allocated_bytes" => ("KiB allocated", 1024.0),
        "allocations" => ("allocations", 1.0),
        "binary_bytes" => ("binary, MB", 1e6),
        "calls_per_second" => ("calls a second", 1.0),
        "connections" => ("connections", 1.0),
        "cpu_ms" => ("CPU, ms", 1.0),
        "cpu_s" => ("CPU, s", 1.0),
        "cpu_us" => ("CPU of a call, us", 1.0),
        "crates" => ("crates", 1.0),
        "idle_kib" => ("memory, MiB", 1024.0),
        "p50_us" => ("p50, us", 1.0),
        "p99_us" => ("p99, us", 1.0),
        "peak_kib" => ("most memory, MiB", 1024.0),
        "server_cpu_ms" => ("CPU of the server, ms", 1.0),
        "server_idle_kib" => ("memory of the server, MiB", 1024.0),
        "wall_ms" => ("time, ms", 1.0),
        "wall_s" => ("time, s", 1.0),
        _ => return None,
    };
    Some((figure, title, scale))
}

/// Where a call is measured by itself, the sum over all calls says nothing, and the other way round.
fn worth(figure: &str, lanes: &Lanes) -> bool {
    let has = |name: &str| lanes.values().any(|figures| figures.contains_key(name));
    let once = lanes.values().any(|figures| {
        figures.get("calls_per_second").is_some_and(|rounds| median(rounds) < 1000.0 && !has("p50_us"))
    });
    match figure {
        "cpu_ms" | "wall_ms" => once,
        "cpu_us" | "calls_per_second" => !once,
        _ => true,
    }
}

/// The median, and the least and the most where there were several.
fn spread(figures: &[f64]) -> String {
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let decimals = match median(figures).abs() {
        value if value >= 1000.0 => 0,
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        _ => 2,
    };
    if figures.len() < 2 || least == most {
        return format!("{:.decimals$}", median(figures));
    }
    format!("{:.decimals$} [{least:.decimals$}..{most:.decimals$}]", median(figures))
}
