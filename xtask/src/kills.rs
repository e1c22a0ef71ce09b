//! `cargo xtask kills`: kills `workos emulate --state` at random moments under load, and checks that nothing is lost.
//!
//! The test is `kills` of `workos-cli`. On its own, it kills the process only a few times.

use crate::Failure;
use crate::cargo::{cargo, run};

/// The default number of kills.
const DEFAULT_KILLS: &str = "200";

/// Runs the test with `--times N` kills, at the moments of `--seed N`.
pub(crate) fn run_with(arguments: &[&str]) -> Result<(), Failure> {
    let mut command = cargo();
    command
        .args(["test", "--quiet", "--package", "workos-cli", "--test", "it", "--"])
        .args(["--exact", "--nocapture"])
        .arg("kills::nothing_that_was_acknowledged_is_lost_when_the_process_is_killed")
        .env("WORKOS_KILLS", DEFAULT_KILLS);
    for pair in arguments.chunks(2) {
        let (name, value) = match pair {
            ["--times", times] => ("WORKOS_KILLS", times),
            ["--seed", seed] => ("WORKOS_KILLS_SEED", seed),
            _ => return Err(Failure::new(format!("unknown or incomplete option `{}`", pair.join(" ")))),
        };
        if value.parse::<u64>().is_err() {
            return Err(Failure::new(format!("`{value}` is not a number")));
        }
        command.env(name, value);
    }
    run(&mut command)
}
