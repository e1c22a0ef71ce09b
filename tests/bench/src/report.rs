//! `REPORT.md`: the targets, then the figures of each part.

use std::fmt::Write as _;

use crate::cases::{CASES, OFFICIAL};
use crate::results::{Figures, KEPT, Lanes, Results, Run, median, paired};
use crate::targets::{TARGETS, outcomes};
use crate::{BUILDS, HOSTILE, builds, hostile, parts};

const HEAD: &str = "\
# Measured against the official crate

Written by `cargo xtask bench`; `cargo xtask bench PART…` measures these parts anew. The official crate is `workos`
3.5.0 with its default features, used as its README shows. Nothing here is asserted: these are figures, not tests.

- **How.** Each program is built by itself in release mode, with cargo's default profile for both. The programs take
  turns, each round in the other order, and a ratio is that of two figures of the same round; what is shown is the median
  and `[least..most]` of all rounds. The last three whole runs of each part are kept. A table shows the rounds of all
  kept runs of one commit together; where that has uncommitted changes (`+`), those of the last run alone.
- **CPUs.** There are two. The client has one and the server the other, but for the rows with two threads, where both
  share both. CPU time is user and system time of the client's process alone (`getrusage`), after a tenth as many calls
  to warm up. Allocations are counted in a separate run by a program with a counting allocator; one that grows in place
  counts too.
- **The server** sends the same bytes to both, made before, over loopback. It packs nothing, except in the rows named
  \"gzip for those who ask\". Production packs for those who ask. The official crate does not ask; these crates ask where
  a large answer is expected: for lists of 40 objects a page or more. So a list of ten comes unpacked by default, and
  packed in the rows named \"always gzip\"; a list of 100 comes packed, except in the rows named \"never gzip\". Loopback
  shows what unpacking costs in CPU time, and not what it saves on the way: a page of 100 connections has 40 KB, and
  packed 2 KB, or 8 KB with ids as random as in production. Over TLS the server offers HTTP/2, which the official crate
  does not speak and these crates take with their feature `http2`; rows name it.
- **The system's roots** are those that the system keeps: `SSL_CERT_FILE` and `SSL_CERT_DIR` are unset for the programs.
- **A list** is `GET /connections` with 10 connections, 4 KB of JSON, all decoded: here to typed ids, enums and
  timestamps, there to strings.
- **Hostile** rows are of these crates alone: one call with the default limits in a process of its own, whose server sends
  a body of 16 MiB, and the most memory that the process ever held. Each body is decoded to any JSON and to a list of
  connections; the larger figure counts. The longest lists are made for every operation: as many of the smallest
  objects that decode as the limits on bytes and values allow.
- **Build** rows are of an application that only lists SSO connections, built into an empty folder with two jobs and
  packages already fetched, under the default profiles but for stripping; CPU time is that of cargo and all it starts.
  Each run builds each once, so that three runs are three rounds. The crates of this project come from their folders here
  and are built like those of a registry, not incrementally; only the check after touching the application is
  incremental. A tree counts every package once per version, with the application.
";

pub fn render(results: &Results) -> String {
    let mut text = HEAD.to_owned();
    let newest = parts().into_iter().filter_map(|part| results.runs(part).last()).next();
    let _ = writeln!(
        text,
        "- **Machine.** {}. The load beside a run is the average of the\n  minute before it: with other work times vary, CPU \
         times and ratios hardly do.\n",
        newest.map_or("None so far", |run| run.start.machine.as_str())
    );
    text += &targets(results);
    for part in parts() {
        let _ = writeln!(text, "## {part}\n\n{}", runs(results.runs(part)));
        for (case, lanes) in rows(part) {
            text += &table(case, &lanes, &results.alike(part, case));
        }
    }
    text
}

/// A program in a table: its name, and what a reader has to know of it.
type Row = (&'static str, &'static str);

/// The tables of a part and their rows, measured or not.
fn rows(part: &str) -> Vec<(&'static str, Vec<Row>)> {
    if part == BUILDS {
        let apps: Vec<_> = builds::APPS.iter().map(|(lane, _)| (*lane, "")).collect();
        return builds::ROWS.iter().map(|case| (*case, apps.clone())).collect();
    }
    if part == HOSTILE {
        return hostile::rows();
    }
    let cases = CASES.iter().filter(|case| case.part == part);
    cases.map(|case| (case.name, case.lanes.iter().map(|lane| (lane.name, lane.note)).collect())).collect()
}

/// When the runs of a part were, and of what.
fn runs(runs: &[Run]) -> String {
    let mut text = String::new();
    for Run { start, unfinished, .. } in runs {
        let ended = if *unfinished { ", **interrupted**" } else { "" };
        let _ = writeln!(text, "- {}, commit {}, load {:.2}{ended}", start.begun, start.commit, start.load);
    }
    if text.is_empty() { "Not measured.\n".to_owned() } else { text }
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
        let so_far = if values.len() < KEPT { " so far" } else { "" };
        let verdict = match (outcome.meets(target.must()), outcome.meets(target.aim())) {
            _ if values.is_empty() => "not measured".to_owned(),
            (_, Some(true)) => format!("meets the aim{so_far}"),
            (Some(true), _) => format!("meets the must{so_far}"),
            (Some(false), _) => "**misses the must**".to_owned(),
            (None, _) => "misses the aim".to_owned(),
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
    let musts: Vec<_> = outcomes.iter().filter(|outcome| outcome.target.must().is_some()).collect();
    let measured: Vec<_> = musts.iter().filter(|outcome| !outcome.values.is_empty()).collect();
    let met = measured.iter().filter(|outcome| outcome.meets(outcome.target.must()) == Some(true)).count();
    let _ = writeln!(
        text,
        "\n{met} of {} musts are met, {} are not measured; {} targets in all.\n",
        musts.len(),
        musts.len() - measured.len(),
        TARGETS.len()
    );
    text
}

/// The table of a case, with the rounds of these runs.
fn table(case: &str, rows: &[Row], runs: &[&Run]) -> String {
    let mut text = format!("### {case}\n\n");
    let Some(newest) = runs.last() else { return text + "Not measured.\n\n" };
    let lanes = together(case, runs);
    let mut columns: Vec<&str> =
        lanes.values().flat_map(|figures| figures.keys()).map(String::as_str).collect();
    columns.sort_unstable();
    columns.dedup();
    let columns: Vec<_> =
        columns.into_iter().filter_map(column).filter(|column| worth(column.0, &lanes)).collect();
    let rounds = lanes.values().flat_map(|figures| figures.values()).map(Vec::len).max().unwrap_or(0);
    let _ = write!(text, "Rounds: {rounds} (runs: {}, commit: {}).\n\n| |", runs.len(), newest.start.commit);
    for (_, title, _) in &columns {
        let _ = write!(text, " {title} |");
    }
    let _ = writeln!(text, "\n| --- |{}", " --- |".repeat(columns.len()));
    let nothing = Figures::new();
    for (lane, note) in rows {
        let figures = lanes.get(*lane).unwrap_or(&nothing);
        let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
        let _ = write!(text, "| {lane}{note} |");
        for (figure, _, scale) in &columns {
            let Some(rounds) = figures.get(*figure) else {
                text += " not measured |";
                continue;
            };
            let scaled: Vec<_> = rounds.iter().map(|value| value / scale).collect();
            let _ = write!(text, " {}", spread(&scaled));
            let official = lanes.get(OFFICIAL).and_then(|figures| figures.get(*figure));
            if let Some(official) = official.filter(|_| *lane != OFFICIAL) {
                let _ = write!(text, "; **{:.2}x**", median(&paired(rounds, official)));
            }
            text += " |";
        }
        text += "\n";
    }
    text + "\n"
}

/// The rounds of several runs one after the other, so that those of two programs stay paired.
fn together(case: &str, runs: &[&Run]) -> Lanes {
    let mut all = Lanes::new();
    for (lane, figures) in runs.iter().filter_map(|run| run.case(case)).flatten() {
        let into = all.entry(lane.clone()).or_default();
        for (figure, rounds) in figures {
            into.entry(figure.clone()).or_default().extend(rounds);
        }
    }
    all
}

/// The title of a figure, and what it is divided by; `None` for what is not shown.
fn column(figure: &str) -> Option<(&str, &'static str, f64)> {
    let (title, scale) = match figure {
        "allocated_bytes" => ("KiB allocated", 1024.0),
        "allocations" => ("allocations", 1.0),
        "binary_bytes" => ("stripped program, MB", 1e6),
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
