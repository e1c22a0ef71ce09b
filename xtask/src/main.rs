//! The tool of this project: `cargo xtask <command>`.

mod bench;
mod browser;
mod cargo;
mod ci;
mod circles;
mod codegen;
mod compat;
mod console;
mod crates;
mod debug_texts;
mod docs;
mod drift;
mod entry;
mod examples;
mod exhaustive;
mod faults;
mod file_sizes;
mod fuzz;
mod kills;
mod layers;
mod links;
mod new_domain;
mod package;
mod public_api;
mod readme;
mod reasons;
mod registry;
mod rehearse;
mod release;
mod rows;
#[cfg(test)]
mod scratch;
mod sources;

use std::path::Path;
use std::process::ExitCode;

pub(crate) use console::{Failure, say};

const HELP: &str = "\
cargo xtask <command>

  codegen                render src/generated/ of every crate with a contract, and the emulator's operation table
      --domain NAME      only workos-NAME (core, sso, …; emulator for the table)
  codegen --check        compare instead of writing; fails with a diff
  drift PATH…            compare the contracts with the official OpenAPI file and its additions, the newer file last;
                         fails on undeclared differences
      --domain NAME      only the contract of workos-NAME
      --update-operations  also rewrite the emulator's list of official operations
  rehearse PATH          render a whole OpenAPI file, compile it, decode every example in it
      --out DIR          output directory (default: target/rehearsal)
  layers                 check the dependencies between crates and files, print the layers and the dependency trees
  new-domain NAME        create a domain crate, and register it everywhere
  debug                  compare the texts that `Debug` of public types shows with xtask/debug_texts.txt
  links                  check every link of every Markdown file, and the spelling if `typos` is installed
  docs                   render the docs of every package, and check the links of the libraries' pages
  api                    compare the types of other projects in the public APIs with xtask/foreign_types.txt;
                         skipped if the toolchain's rustdoc writes no JSON that this command reads
  api CRATE              print every public item of a crate
  compat [CLIENT]        run the official SDKs against `workos emulate`: node, python, rust, all
                         (default: node and python)
  browser                drive the emulator's pages in a headless Chromium
  examples               run the emulator's examples in Python and Node.js
  bench [PART…]          measure these crates beside the official one, and write tests/bench/REPORT.md
                         (list, tls, token, burst, pages, start, webhooks, memory, emulator, builds; report)
  bench --help           describe each part and say how long it takes
  faults                 inject every known fault of connections, servers and bodies, and print the results
      --times N          run the suite N times; a row passes only if it passes every time
  fuzz [TARGET…]         feed random inputs to the parsers of external data: all targets, or these
      --seconds N        time per target (default: 60)
      --seed N           seed of the random inputs (default: 1)
      --input HEX        only this input, as a failure prints it
  kills                  kill `workos emulate --state` under load, and check that no acknowledged write is lost
      --times N          number of kills (default: 200)
      --seed N           seed of the random moments (default: 1)
  package                package every crate; build programs on the archives; build with each feature alone, the oldest
                         compiler and the oldest dependencies; prove that a new field of a model breaks no program
      --allow-dirty      also package uncommitted changes
  release plan           list the crates to release, with their versions and the reasons
      --breaking NAME    allow a breaking release of core, transport or client
      --json             print the plan as JSON
  ci                     run every quick check
  ci --slow              run the checks that take minutes or need other tools: archives, release plan, interleavings,
                         faults, kills, random inputs, rehearsal, the curl commands of the legacy dialect, examples,
                         official SDKs, browser
  help                   print this help
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => print_failure(&failure),
    }
}

fn run(arguments: &[&str]) -> Result<(), Failure> {
    match arguments {
        ["codegen"] => codegen::write(None),
        ["codegen", "--domain", name] => codegen::write(Some(name)),
        ["codegen", "--check"] => codegen::check(),
        ["drift", words @ ..] => drift::run_with(words),
        ["rehearse", path, options @ ..] if !path.starts_with("--") => {
            rehearse::run(Path::new(path), options)
        }
        ["bench", parts @ ..] => bench::measure(parts),
        ["browser"] => browser::run(),
        ["examples"] => examples::run(),
        ["faults"] => faults::run(1),
        ["faults", "--times", times] => faults::run_times(times),
        ["fuzz", options @ ..] => fuzz::run_with(options),
        ["kills", options @ ..] => kills::run_with(options),
        ["package", options @ ..] => package::run(options),
        ["new-domain", name] => new_domain::run(name),
        ["debug"] => debug_texts::run(),
        ["docs"] => docs::check(),
        ["links"] => links::run(),
        ["release", arguments @ ..] => release::run(arguments),
        ["layers"] => layers::run(),
        ["api", name] => public_api::foreign::print(name),
        ["api"] => public_api::foreign::check(),
        ["compat"] => compat::run(&compat::Client::defaults()),
        ["compat", name] => compat::run(&compat::Client::named(name)?),
        ["ci"] => ci::quick(),
        ["ci", "--slow"] => ci::slow(),
        [] | ["help" | "--help" | "-h"] => {
            say(HELP);
            Ok(())
        }
        _ => Err(Failure::new(format!("unknown command `{}`\n\n{HELP}", arguments.join(" ")))),
    }
}

/// Prints why a command failed.
#[expect(clippy::print_stderr, reason = "the errors of a command-line tool go to stderr")]
fn print_failure(failure: &Failure) -> ExitCode {
    eprintln!("{failure}");
    ExitCode::FAILURE
}
