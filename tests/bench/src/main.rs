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
use cleanup::{Scratch, uninterrupted};
use machine::Cpus;
use measure::Bench;
use programs::Programs;
use results::{Results, Start, Variants};

/// The part that measures builds, which take minutes.
const BUILDS: &str = "builds";

/// The part that measures the memory of calls with hostile bodies, for these crates only.
const HOSTILE: &str = "hostile";

const HELP: &str = "\
cargo xtask bench [PART…]

Measures these crates and the official one side by side: the named parts, or all of them. All parts take about a quarter
of an hour, of which `builds` takes 9 minutes. The first run takes three minutes more to build the programs. It needs two
CPUs that nothing else uses.

  list       a list of ten connections over HTTP/1.1, on one and two threads, one and 64 at a time     2 min
  tls        the same over TLS, with HTTP/1.1 and HTTP/2                                               1 min
  token      profile_and_token                                                                       0.5 min
  burst      64 concurrent callers on a new client                                                   0.1 min
  pages      10,000 objects, 20 ms for each page                                                     1.5 min
  start      the first HTTPS call and the first PKCE pair of a process                               0.1 min
  webhooks   verifying a webhook, and decoding its event                                             0.3 min
  memory     after one call, and with 64 calls at a time                                             0.3 min
  hostile    memory of a call that gets a hostile body of 16 MiB, of every shape                       3 min
  emulator   the emulator, in process and as a server, and the lock of its state                     0.5 min
  builds     cold check, debug and release builds of an application, and a check after touching it     9 min
             (BENCH_BUILD_ROUNDS=N builds each N times; 1 by default)
  report     only write the report again, without measuring

Each measured case is written to tests/bench/results.json and REPORT.md at once, so an interrupted run loses only the
current case. The last three complete runs of a part are saved: run it three times for a report.
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

/// Measures the named parts, or all of them, and writes the results and the report.
fn run(arguments: &[String]) -> Outcome {
    let parts = parts();
    if let Some(unknown) = arguments.iter().find(|name| !parts.contains(&name.as_str()) && *name != "report")
    {
        return Err(format!("unknown part `{unknown}`\n\n{HELP}").into());
    }
    let wanted: Vec<_> = parts
        .into_iter()
        .filter(|part| arguments.is_empty() || arguments.iter().any(|name| name == part))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut store =
        Store { results: Results::read(&folder.join("results.json"))?, folder: folder.to_owned() };
    if !wanted.is_empty() {
        measure_parts(&wanted, folder, &mut store)?;
    }
    store.write()?;
    println!("\n{}", targets::summary(&store.results));
    Ok(())
}

/// Measures the parts one by one. If a part fails, the others are still measured, and an error is returned at the end.
fn measure_parts(wanted: &[&str], folder: &Path, store: &mut Store) -> Outcome {
    // Read first, before this process adds load itself.
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
        let turn = store.results.runs(part).iter().filter(|run| !run.unfinished).count();
        store.results.begin(part, start.clone());
        let measured = match *part {
            BUILDS => {
                builds::measure(folder, &scratch, turn, |case, variants| store.add(part, case, variants))
            }
            HOSTILE => {
                hostile::measure(&bench.programs, &scratch, |case, variants| store.add(part, case, variants))
            }
            _ => measure_cases(&bench, part, store),
        };
        match measured {
            Ok(()) => store.results.finish(part),
            Err(error) => {
                eprintln!("{part}: {error}");
                failed.push(*part);
            }
        }
        store.write()?;
        println!("  {:.1} min", begun.elapsed().as_secs_f64() / 60.0);
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("parts that failed: {}", failed.join(", ")).into()) }
}

fn measure_cases(bench: &Bench<'_>, part: &str, store: &mut Store) -> Outcome {
    for case in CASES.iter().filter(|case| case.part == part) {
        println!("  {}, {} rounds", case.name, case.rounds);
        store.add(part, case.name, bench.measure(case)?)?;
    }
    Ok(())
}

/// The results, and the folder that they are written to.
struct Store {
    results: Results,
    folder: PathBuf,
}

impl Store {
    fn add(&mut self, part: &str, case: &str, variants: Variants) -> Outcome {
        self.results.add(part, case, variants);
        self.write()
    }

    /// Writes both files. Each is replaced by a rename, so that it is never incomplete.
    fn write(&self) -> Outcome {
        let files = [("results.json", self.results.json()?), ("REPORT.md", report::render(&self.results))];
        uninterrupted(|| {
            for (name, text) in files {
                let new = self.folder.join(format!(".{name}.new"));
                fs::write(&new, text)?;
                fs::rename(&new, self.folder.join(name))?;
            }
            Ok(())
        })
    }
}

/// Returns all parts, in the order of the report.
fn parts() -> Vec<&'static str> {
    let mut parts: Vec<_> = CASES.iter().map(|case| case.part).collect();
    parts.dedup();
    parts.extend([HOSTILE, BUILDS]);
    parts
}
