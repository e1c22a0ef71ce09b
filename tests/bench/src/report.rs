//! Renders `REPORT.md`: the targets, then the figures of each part.

use std::fmt::Write as _;

use crate::cases::{CASES, OFFICIAL};
use crate::results::{Figures, RUNS_KEPT, Results, Run, Variants, median, paired};
use crate::targets::{TARGETS, outcomes};
use crate::{BUILDS, HOSTILE, builds, hostile, parts};

const HEAD: &str = "\
# Measured against the official crate

`cargo xtask bench` writes this file; `cargo xtask bench PART…` measures only the named parts again. The official crate
is `workos` 3.5.0 with its default features, used as its README shows. These are measurements, not tests: no test asserts
them.

- **Method.** Each program is built separately in release mode, with cargo's default profile for both. The programs take
  turns, and their order is reversed after each round. A ratio compares two figures of the same round. The tables show
  the median and `[least..most]` of all rounds. The last three complete runs of each part are saved. A table combines the
  rounds of all saved runs of one commit. If the commit has uncommitted changes (`+`), it shows only the last run.
- **CPUs.** Two CPUs are used. The client has one and the server the other, except in the rows with two threads: there
  client and server share both. CPU time is the user and system time of the client process (`getrusage`), after a
  warm-up of a tenth as many calls. Allocations are counted in a separate run, by a program with a counting allocator. A
  reallocation counts even if it grows in place.
- **The server** sends the same prepared bytes to both clients over loopback. It compresses nothing, except in the rows
  named \"gzip for those who ask\". Production compresses for clients that request gzip. The official crate does not
  request it. These crates request it where they expect a large response: for lists of 40 objects a page or more. So a
  list of ten is uncompressed by default, and compressed in the rows named \"always gzip\". A list of 100 is compressed,
  except in the rows named \"never gzip\". Loopback shows the CPU time that decompression costs, but not the transfer time
  that it saves. A page of 100 connections has 40 KB, and compressed 2 KB, or 8 KB with ids as random as in production.
  Over TLS the server offers HTTP/2. The official crate does not support it; these crates do with their feature `http2`,
  and the rows name it.
- **The system's roots** are the root certificates of the operating system: `SSL_CERT_FILE` and `SSL_CERT_DIR` are unset
  for the programs.
- **A list** is `GET /connections` with 10 connections, 4 KB of JSON. All of it is decoded: by these crates to typed ids,
  enums and timestamps, by the official crate to strings.
- **Hostile** rows measure these crates only: one call with the default limits in a process of its own, whose server sends
  a body of 16 MiB. They show the peak memory of the process. Each body is decoded to any JSON and to a list of
  connections, and the larger figure counts. The longest lists are generated for every operation: the smallest objects
  that decode, as many as the limits on bytes and values allow.
- **Lock** rows measure the emulator only: its longest call in a second thread, which takes the lock of the state and does
  nothing else, while the first thread works. The emulator has a state directory. A figure includes the time for which
  the system ran other programs.
- **Build** rows measure an application that only lists SSO connections. It is built into an empty folder, with two jobs
  and all packages already fetched, under the default profiles except that the program is stripped. CPU time is that of
  cargo and all its processes. Each run builds each application once, so that three runs are three rounds. The crates of
  this project are path dependencies here, and are built without incremental compilation, like crates of a registry. Only
  the check after touching the application is incremental. A tree counts every package once per version, including the
  application.
";

pub fn render(results: &Results) -> String {
    let mut text = HEAD.to_owned();
    let newest = parts().into_iter().filter_map(|part| results.runs(part).last()).next();
    let _ = writeln!(
        text,
        "- **Machine.** {}. The load next to a run is the\n  load average of the minute before it. Other work on the machine changes \
         times, but hardly changes CPU times and ratios.\n",
        newest.map_or("None so far", |run| run.start.machine.as_str())
    );
    text += &targets(results);
    for part in parts() {
        let _ = writeln!(text, "## {part}\n\n{}", runs(results.runs(part)));
        for (case, variants) in rows(part) {
            text += &table(case, &variants, &results.comparable(part, case));
        }
    }
    text
}

/// A program in a table: its name, and a note for readers.
type Row = (&'static str, &'static str);

/// Returns the tables of a part and their rows, measured or not.
fn rows(part: &str) -> Vec<(&'static str, Vec<Row>)> {
    if part == BUILDS {
        let apps: Vec<_> = builds::APPS.iter().map(|(variant, _)| (*variant, "")).collect();
        return builds::ROWS.iter().map(|case| (*case, apps.clone())).collect();
    }
    if part == HOSTILE {
        return hostile::rows();
    }
    let cases = CASES.iter().filter(|case| case.part == part);
    cases
        .map(|case| (case.name, case.variants.iter().map(|variant| (variant.name, variant.note)).collect()))
        .collect()
}

/// Lists the runs of a part: time, commit and load.
fn runs(runs: &[Run]) -> String {
    let mut text = String::new();
    for Run { start, unfinished, .. } in runs {
        let ended = if *unfinished { ", **interrupted**" } else { "" };
        let _ = writeln!(text, "- {}, commit {}, load {:.2}{ended}", start.begun, start.commit, start.load);
    }
    if text.is_empty() { "Not measured.\n".to_owned() } else { text }
}

/// Renders the table of targets: figures of the last runs, and their bounds.
fn targets(results: &Results) -> String {
    let mut text = String::from(
        "## Targets\n\nRatios (`x`) compare with the official crate in the same run. The limit is the figure of a bare \
         connection with borrowed text,\nor of the bare work. A target is met when each of the saved runs, up to three, \
         meets it.\n\n\
         | | must | aim | limit | last runs | |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let outcomes = outcomes(results);
    for outcome in &outcomes {
        let target = outcome.target;
        let values: Vec<_> = outcome.values.iter().map(|value| target.shown(*value)).collect();
        let so_far = if values.len() < RUNS_KEPT { " so far" } else { "" };
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

/// Renders the table of a case, with the rounds of these runs.
fn table(case: &str, rows: &[Row], runs: &[&Run]) -> String {
    let mut text = format!("### {case}\n\n");
    let Some(newest) = runs.last() else { return text + "Not measured.\n\n" };
    let variants = combined(case, runs);
    let mut columns: Vec<&str> =
        variants.values().flat_map(|figures| figures.keys()).map(String::as_str).collect();
    columns.sort_unstable();
    columns.dedup();
    let columns: Vec<_> =
        columns.into_iter().filter_map(column).filter(|column| is_relevant(column.0, &variants)).collect();
    let rounds = variants.values().flat_map(|figures| figures.values()).map(Vec::len).max().unwrap_or(0);
    let _ = write!(text, "Rounds: {rounds} (runs: {}, commit: {}).\n\n| |", runs.len(), newest.start.commit);
    for (_, title, _) in &columns {
        let _ = write!(text, " {title} |");
    }
    let _ = writeln!(text, "\n| --- |{}", " --- |".repeat(columns.len()));
    let nothing = Figures::new();
    for (variant, note) in rows {
        let figures = variants.get(*variant).unwrap_or(&nothing);
        let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
        let _ = write!(text, "| {variant}{note} |");
        for (figure, _, scale) in &columns {
            let Some(rounds) = figures.get(*figure) else {
                text += " not measured |";
                continue;
            };
            let scaled: Vec<_> = rounds.iter().map(|value| value / scale).collect();
            let _ = write!(text, " {}", spread(&scaled));
            let official = variants.get(OFFICIAL).and_then(|figures| figures.get(*figure));
            if let Some(official) = official.filter(|_| *variant != OFFICIAL) {
                let _ = write!(text, "; **{:.2}x**", median(&paired(rounds, official)));
            }
            text += " |";
        }
        text += "\n";
    }
    text + "\n"
}

/// Concatenates the rounds of several runs in order, so that the rounds of two programs stay paired.
fn combined(case: &str, runs: &[&Run]) -> Variants {
    let mut all = Variants::new();
    for (variant, figures) in runs.iter().filter_map(|run| run.case(case)).flatten() {
        let into = all.entry(variant.clone()).or_default();
        for (figure, rounds) in figures {
            into.entry(figure.clone()).or_default().extend(rounds);
        }
    }
    all
}

/// Returns the name of a figure, its column title and the divisor of its values; `None` if it is not shown.
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
        "wait_compaction_ms" => ("adding them, with compactions of the log, ms", 1.0),
        "wait_reset_ms" => ("reset, ms", 1.0),
        "wait_restore_ms" => ("restore, ms", 1.0),
        "wait_snapshot_ms" => ("snapshot, ms", 1.0),
        "wall_ms" => ("time, ms", 1.0),
        "wall_s" => ("time, s", 1.0),
        _ => return None,
    };
    Some((figure, title, scale))
}

/// Returns whether a figure says something about a case.
///
/// If each call is measured, the total over all calls says nothing; if only the total is measured, a figure per call
/// says nothing.
fn is_relevant(figure: &str, variants: &Variants) -> bool {
    let has = |name: &str| variants.values().any(|figures| figures.contains_key(name));
    let once = variants.values().any(|figures| {
        figures.get("calls_per_second").is_some_and(|rounds| median(rounds) < 1000.0 && !has("p50_us"))
    });
    match figure {
        "cpu_ms" | "wall_ms" => once,
        "cpu_us" | "calls_per_second" => !once,
        _ => true,
    }
}

/// Formats the median, and the least and the greatest if there are several figures.
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
