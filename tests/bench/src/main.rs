//! `cargo xtask bench [PART…]`: measures these crates and the official one side by side, and writes `REPORT.md`.

mod builds;
mod cases;
mod cleanup;
mod hostile;
mod machine;
mod measure;
mod programs;
mod report;
mod results;
mod server;
mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use cases::CASES;
use cleanup::{Scratch, shielded};
use machine::Cpus;
use measure::Bench;
use programs::Programs;
use results::{Lanes, Results, Start};

/// The part that compiles for minutes.
const BUILDS: &str = "builds";

/// The part that measures memory under hostile bodies, of these crates alone.
const HOSTILE: &str = "hostile";

const HELP: &str = "\
cargo xtask bench [PART…]

Measures these crates and the official one side by side: the parts that are named, or all of them, in about a quarter of an
hour, of which 9 minutes are `builds`. The first time three more go into building the programs. It takes two CPUs, and wants them for
itself.

  list       a list of ten connections over HTTP/1.1, on one and two threads, one and 64 at a time     2 min
  tls        the same over TLS, with HTTP/1.1 and HTTP/2                                               1 min
  token      profile_and_token                                                                       0.5 min
  burst      64 callers at once on a cold client                                                     0.1 min
  pages      10,000 objects, 20 ms for each page                                                     1.5 min
  start      the first HTTPS call and the first PKCE pair of a process                               0.1 min
  webhooks   verify, and read the event                                                              0.3 min
  memory     after a call, and under 64 at a time                                                    0.3 min
  hostile    memory of a call that gets a hostile body of 16 MiB, of every shape                       3 min
  emulator   in process and as a server                                                              0.2 min
  builds     cold check, debug and release builds of an application, and a check after touching it     9 min
             (BENCH_BUILD_ROUNDS=N builds each N times; 1 by default)
  report     measure nothing, only write the report anew

Each case is written to tests/bench/results.json and REPORT.md when it has been measured, so an interrupted run costs no
more than the case that it was at. The last three whole runs of a part are kept: run it three times for a report.
";

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| ["help", "--help", "-h"].contains(&argument.as_str())) {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
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
        return Err(format!("there is no part `{unknown}`\n\n{HELP}").into());
    }
    let wanted: Vec<_> = parts
        .into_iter()
        .filter(|part| arguments.is_empty() || arguments.iter().any(|name| name == part))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kept = Kept { results: Results::read(&folder.join("results.json"))?, folder: folder.to_owned() };
    if !wanted.is_empty() {
        measure_parts(&wanted, folder, &mut kept)?;
    }
    kept.write()?;
    println!("\n{}", targets::summary(&kept.results));
    Ok(())
}

/// Measures part by part. One that fails costs no other, but the run has failed then.
fn measure_parts(wanted: &[&str], folder: &Path, kept: &mut Kept) -> Outcome {
    // Before anything has been done that would be load.
    let load = machine::load()?;
    let cpus = Cpus::take()?;
    let scratch = Scratch::new(&programs::target(folder))?;
    let start =
        Start { begun: machine::now(), machine: machine::machine()?, load, commit: machine::commit(folder)? };
    println!("{}, load {load}, commit {}", start.machine, start.commit);
    let compared = wanted.iter().any(|part| ![BUILDS, HOSTILE].contains(part));
    let bench = Bench {
        programs: Programs::build(folder, compared, wanted.contains(&HOSTILE))?,
        cpus,
        scratch: &scratch,
    };
    let mut failed = Vec::new();
    for part in wanted {
        let begun = Instant::now();
        println!("\n{part}");
        let turn = kept.results.runs(part).iter().filter(|run| !run.unfinished).count();
        kept.results.begin(part, start.clone());
        let measured = match *part {
            BUILDS => builds::measure(folder, &scratch, turn, |case, lanes| kept.add(part, case, lanes)),
            HOSTILE => hostile::measure(&bench.programs, &scratch, |case, lanes| kept.add(part, case, lanes)),
            _ => measure_cases(&bench, part, kept),
        };
        match measured {
            Ok(()) => kept.results.finish(part),
            Err(error) => {
                eprintln!("{part}: {error}");
                failed.push(*part);
            }
        }
        kept.write()?;
        println!("  {:.1} min", begun.elapsed().as_secs_f64() / 60.0);
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("not measured to the end: {}", failed.join(", ")).into())
    }
}

fn measure_cases(bench: &Bench<'_>, part: &str, kept: &mut Kept) -> Outcome {
    for case in CASES.iter().filter(|case| case.part == part) {
        println!("  {}, {} rounds", case.name, case.rounds);
        kept.add(part, case.name, bench.measure(case)?)?;
    }
    Ok(())
}

/// The results, and where they are written.
struct Kept {
    results: Results,
    folder: PathBuf,
}

impl Kept {
    fn add(&mut self, part: &str, case: &str, lanes: Lanes) -> Outcome {
        self.results.add(part, case, lanes);
        self.write()
    }

    /// Writes both files, each at once, so that none is ever half of one.
    fn write(&self) -> Outcome {
        let files = [("results.json", self.results.json()?), ("REPORT.md", report::render(&self.results))];
        shielded(|| {
            for (name, text) in files {
                let new = self.folder.join(format!(".{name}.new"));
                fs::write(&new, text)?;
                fs::rename(&new, self.folder.join(name))?;
            }
            Ok(())
        })
    }
}

/// All parts, in the order of the report.
fn parts() -> Vec<&'static str> {
    let mut parts: Vec<_> = CASES.iter().map(|case| case.part).collect();
    parts.dedup();
    parts.extend([HOSTILE, BUILDS]);
    parts
}
