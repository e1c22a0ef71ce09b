//! `cargo xtask examples`: runs the emulator's examples in other languages against the `workos` of this checkout.

use std::fs;
use std::process::Command;

use crate::Failure;
use crate::cargo::{root, run as run_command};
use crate::compat::{emulator_binary, target_folder};

/// The folder of each example, and the command that runs its tests.
const EXAMPLES: [(&str, &[&str]); 2] =
    [("python", &["python3", "-B", "-m", "unittest", "--verbose"]), ("node", &["node", "--test"])];

/// Runs the tests of every example, and fails if one fails.
pub(crate) fn run() -> Result<(), Failure> {
    let emulator = emulator_binary(&target_folder()?)?;
    let emulator = fs::canonicalize(&emulator)
        .map_err(|error| Failure::new(format!("{}: {error}", emulator.display())))?;
    for (folder, command) in EXAMPLES {
        crate::say(&format!("\n{folder}\n"));
        let place = root().join("crates/workos-emulator/examples").join(folder);
        let mut tests = Command::new(command[0]);
        tests.args(&command[1..]).current_dir(place).env("WORKOS_BIN", &emulator);
        run_command(tests.env("NO_PROXY", "*").env("no_proxy", "*"))?;
    }
    Ok(())
}
