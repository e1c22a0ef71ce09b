//! `cargo xtask bench [PART…]`: measures these crates and the official one side by side, and writes `REPORT.md`.

mod builds;
mod cases;
mod programs;
mod report;
mod results;
mod server;
mod targets;

use std::path::Path;
use std::process::ExitCode;

use cases::CASES;
use programs::Programs;
use results::{Results, Run};

/// The part that compiles for minutes.
const BUILDS: &str = "builds";

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures the parts that are named, or all, and writes the results and the report.
fn run(arguments: &[String]) -> Outcome {
    let parts = parts();
    if let Some(unknown) = arguments.iter().find(|name| !parts.contains(&name.as_str()) && *name != "report")
    {
        return Err(format!(
            "there is no part `{unknown}`: {}, or report to only write it anew",
            parts.join(", ")
        )
        .into());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let results_file = folder.join("results.json");
    let mut results = Results::read(&results_file)?;
    let wanted =
        parts.into_iter().filter(|part| arguments.is_empty() || arguments.iter().any(|name| name == part));
    let mut programs = None;
    for part in wanted {
        println!("\n{part}");
        let run = match part {
            BUILDS => builds::measure(folder)?,
            _ => {
                let programs = match &programs {
                    Some(programs) => programs,
                    None => programs.insert(Programs::build(folder)?),
                };
                let mut run = Run::now()?;
                for case in CASES.iter().filter(|case| case.part == part) {
                    println!("  {}", case.name);
                    run.add(case.name, case.measure(programs)?);
                }
                run
            }
        };
        results.add(part, run);
        // After each part, so that one that fails costs no other.
        results.write(&results_file)?;
    }
    std::fs::write(folder.join("REPORT.md"), report::render(&results))?;
    println!("\n{}", targets::summary(&results));
    Ok(())
}

/// All parts, in the order of the report.
fn parts() -> Vec<&'static str> {
    let mut parts: Vec<_> = CASES.iter().map(|case| case.part).collect();
    parts.dedup();
    parts.push(BUILDS);
    parts
}
