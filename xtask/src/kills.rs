//! `cargo xtask kills`: `workos emulate --state` is killed at random moments under load, and has to have lost nothing.
//!
//! The test is `kills` of the command line; by itself it does a few.

use crate::Failure;
use crate::cargo::{cargo, run};

/// How often the process is killed unless told otherwise.
const USUAL: &str = "200";

/// Runs the test with `--times N` kills, at the moments of `--seed N`.
pub(crate) fn run_with(arguments: &[&str]) -> Result<(), Failure> {
    let mut command = cargo();
    command
        .args(["test", "--quiet", "--package", "workos-cli", "--test", "it", "--"])
        .args(["--exact", "--nocapture"])
        .arg("kills::nothing_that_was_acknowledged_is_lost_when_the_process_is_killed")
        .env("WORKOS_KILLS", USUAL);
    for pair in arguments.chunks(2) {
        let (name, value) = match pair {
            ["--times", times] => ("WORKOS_KILLS", times),
            ["--seed", seed] => ("WORKOS_KILLS_SEED", seed),
            _ => return Err(Failure::new(format!("`{}` is not understood", pair.join(" ")))),
        };
        if value.parse::<u64>().is_err() {
            return Err(Failure::new(format!("`{value}` is no number")));
        }
        command.env(name, value);
    }
    run(&mut command)
}
