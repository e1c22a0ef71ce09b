//! Build cost of an application that only lists SSO connections.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::Outcome;
use crate::cases::{OFFICIAL, OURS, WITH_HTTP2};
use crate::cleanup::{self, Scratch};
use crate::programs::cargo;
use crate::results::{Figures, Variants, add_round};

/// The names of the rows.
pub const DEBUG: &str = "cold debug build";
pub const CHECK: &str = "cold check";
pub const RELEASE: &str = "cold release build";
pub const TREE: &str = "tree";
const TOUCHED: &str = "check after touching the application";
pub const ROWS: &[&str] = &[CHECK, TOUCHED, DEBUG, RELEASE, TREE];

/// The default number of builds of each application in a run; `BENCH_BUILD_ROUNDS` overrides it.
///
/// One is enough, because the rounds of all saved runs count.
const ROUNDS: usize = 1;

/// The applications: their names in the report, and their packages.
pub const APPS: &[(&str, &str)] = &[
    (OFFICIAL, "app-official"),
    (OURS, "app-sso"),
    (WITH_HTTP2, "app-sso-http2"),
    ("workos-kit, all domains, HTTP/2", "app-facade"),
];

/// Builds the applications in turns, and passes the figures of each row to `save`.
///
/// `turn` is the number of earlier runs. It alternates the order of the applications from run to run.
pub fn measure(
    folder: &Path,
    scratch: &Scratch,
    turn: usize,
    mut save: impl FnMut(&str, Variants) -> Outcome,
) -> Outcome {
    let rounds = match std::env::var("BENCH_BUILD_ROUNDS") {
        Ok(rounds) => rounds.parse().map_err(|error| format!("BENCH_BUILD_ROUNDS={rounds}: {error}"))?,
        Err(_) => ROUNDS,
    };
    cleanup::run(cargo(folder).args(["fetch", "--quiet"]))?;
    for (name, arguments) in
        [(CHECK, &["check"][..]), (DEBUG, &["build"]), (RELEASE, &["build", "--release"])]
    {
        println!("  {name}");
        let mut variants = Variants::new();
        let mut touched = Variants::new();
        for round in 0..rounds {
            let mut order = APPS.to_vec();
            if (round + turn) % 2 == 1 {
                order.reverse();
            }
            for (variant, package) in order {
                let place = scratch.join(package);
                let figures = variants.entry(variant.to_owned()).or_default();
                let cost = build(folder, &place, package, arguments)?;
                println!("    {package}: {}", cost.lines().collect::<Vec<_>>().join(", "));
                add_round(figures, &cost)?;
                match name {
                    CHECK => {
                        let figures = touched.entry(variant.to_owned()).or_default();
                        check_again(folder, &place, package, figures)?;
                    }
                    RELEASE => {
                        let size = fs::metadata(place.join("release").join(package))?.len();
                        add_round(figures, &format!("binary_bytes {size}"))?;
                    }
                    _ => {}
                }
                fs::remove_dir_all(&place)?;
            }
        }
        save(name, variants)?;
        if !touched.is_empty() {
            save(TOUCHED, touched)?;
        }
    }
    let mut trees = Variants::new();
    for (variant, package) in APPS {
        let crates = format!("crates {}", crates(folder, package)?);
        add_round(trees.entry((*variant).to_owned()).or_default(), &crates)?;
    }
    save(TREE, trees)
}

/// Builds into an empty folder, with all packages already fetched.
///
/// The build is not incremental, because cargo does not build crates of a registry incrementally, and the crates here
/// stand for those.
fn build(folder: &Path, place: &Path, package: &str, arguments: &[&str]) -> Outcome<String> {
    let mut command = cargo(folder);
    command.args(arguments).args(["--quiet", "--jobs", "2", "--package", package]);
    command.env("CARGO_TARGET_DIR", place).env("CARGO_INCREMENTAL", "0");
    command.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    timed(&mut command)
}

/// Checks again, incrementally, after only the application changed.
fn check_again(folder: &Path, place: &Path, package: &str, figures: &mut Figures) -> Outcome {
    const TIMES: usize = 5;
    let source = folder.join("apps").join(package.trim_start_matches("app-")).join("src/main.rs");
    for time in 0..=TIMES {
        fs::File::open(&source)?.set_modified(std::time::SystemTime::now())?;
        let mut command = cargo(folder);
        command.args(["check", "--quiet", "--package", package]).env("CARGO_TARGET_DIR", place);
        let lines = timed(&mut command)?;
        // The first check builds the incremental state that the later checks reuse.
        if time > 0 {
            add_round(figures, &lines)?;
        }
    }
    Ok(())
}

/// Runs a command, and returns its time and the CPU time of all its processes.
fn timed(command: &mut Command) -> Outcome<String> {
    let before = children()?;
    let begun = Instant::now();
    cleanup::run(command)?;
    let wall = begun.elapsed().as_secs_f64();
    let cpu = children()?.saturating_sub(before).as_secs_f64();
    Ok(format!("wall_s {wall}\ncpu_s {cpu}\n"))
}

fn children() -> Outcome<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    Ok(Duration::from_micros(u64::try_from(time.num_microseconds())?))
}

/// Counts the crates that are built for an application, including itself.
fn crates(folder: &Path, package: &str) -> Outcome<usize> {
    let arguments = ["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
    let tree = cleanup::output(cargo(folder).args(arguments).args(["--package", package]))?;
    let distinct: BTreeSet<_> = tree
        .lines()
        .filter_map(|line| Some(line.split_once(" v")?.0.to_owned() + line.split_whitespace().nth(1)?))
        .collect();
    Ok(distinct.len())
}
