//! The tool of this project: `cargo xtask <command>`.

mod bench;
mod browser;
mod cargo;
mod ci;
mod codegen;
mod compat;
mod crates;
mod debug_texts;
mod drift;
mod examples;
mod faults;
mod fuzz;
mod kills;
mod layers;
mod links;
mod package;
mod public_api;
mod rehearse;
mod release;
#[cfg(test)]
mod scratch;

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  codegen                render src/generated/ of every crate with a contract, and the emulator's table
      --domain NAME      only workos-NAME (core, sso, …; emulator for the table)
  codegen --check        compare instead of writing; fails with a diff
  drift PATH…            compare the contracts with the official OpenAPI file and its additions, the newer file last;
                         fails on undeclared differences
      --domain NAME      only the contract of workos-NAME
      --update-operations  also rewrite the emulator's list of official operations
  rehearse PATH          render a whole OpenAPI file, compile it, decode every example in it
      --out DIR          where to (default: target/rehearsal)
  layers                 check the arrows between crates, print the layers and the lean trees
  debug                  compare the texts that `Debug` of public types shows with xtask/debug_texts.txt
  links                  look up every link of every Markdown file; the spelling, where `typos` is installed
  api                    render the docs of every library, look up their links, compare the foreign types with the list
  api CRATE              print every public item of a crate
  compat [CLIENT]        run the official SDKs against `workos emulate`: node, python, rust, all
                         (default: node and python)
  browser                drive the emulator's pages in a headless Chromium
  examples               run the emulator's examples in Python and Node.js
  bench [PART…]          measure these crates beside the official one, and write tests/bench/REPORT.md
                         (list, tls, token, burst, pages, start, webhooks, memory, emulator, builds; report)
  bench --help           what each part is and how long it takes
  faults                 break connections, servers and bodies in every way known, and print what held
      --times N          so many times in a row; a row has to hold in each
  fuzz [TARGET…]         feed inputs at random to what reads what others send, or to these targets
      --seconds N        how long each; 60 by default
      --seed N           other inputs than the last time
      --input HEX        only this input, as a failure prints it
  kills                  kill `workos emulate --state` under load, and look whether it has lost anything
      --times N          how often; 200 by default
      --seed N           at other moments than the last time
  package                pack every crate; build programs on the archives, each feature alone, the oldest compiler and
                         dependencies; prove that a model may gain a field
      --allow-dirty      with changes that are not committed
  release plan           say which crates to release, as what, why, and who has to follow
      --breaking NAME    core, transport or client may break
      --json             the same for programs
  ci                     run every quick gate
  ci --slow              run what takes minutes or needs installing: archives, release plan, interleavings, faults, kills,
                         random inputs, rehearsal, the seeds' curl commands, examples, official SDKs, browser
  help                   print this
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => complain(&failure),
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
        ["debug"] => debug_texts::run(),
        ["links"] => links::run(),
        ["release", arguments @ ..] => release::run(arguments),
        ["layers"] => layers::run(),
        ["api", name] => public_api::foreign::print(name),
        ["api"] => public_api::foreign::check(),
        ["compat"] => compat::run(&compat::Client::usual()),
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
#[expect(clippy::print_stderr, reason = "a command line tool speaks there")]
fn complain(failure: &Failure) -> ExitCode {
    eprintln!("{failure}");
    ExitCode::FAILURE
}

/// Prints what a command found.
#[expect(clippy::print_stdout, reason = "a command line tool speaks there")]
fn say(text: &str) {
    print!("{text}");
}

/// Why a command failed, ready to be read.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with its whole text.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
