//! `cargo xtask browser`: tests the emulator's hosted pages in a headless Chromium.
//!
//! The scenes are in `tests/browser/`; the screenshots go to `target/browser/screenshots`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::cargo::{root, run as run_command};
use crate::compat::{create_folder, emulator_binary, install_packages, target_folder};

/// The names of the browser's executable, most common first.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Runs every scene, and fails if one fails. A missing browser is an error on a CI server only.
pub(crate) fn run() -> Result<(), Failure> {
    let Some(chromium) = chromium() else {
        let message = "found no Chromium: run `apt-get install chromium`, or set CHROMIUM to its path";
        if std::env::var_os("CI").is_some() {
            return Err(Failure::new(message));
        }
        crate::say(&format!("skipped: {message}\n"));
        return Ok(());
    };
    let target = target_folder()?;
    let place = target.join("browser");
    let screenshots = place.join("screenshots");
    create_folder(&screenshots)?;
    install_packages(&root().join("tests/browser"), &place)?;
    let emulator = emulator_binary(&target)?;
    let mut command = Command::new("node");
    command.arg("run.mjs").current_dir(&place);
    command.env("WORKOS_BIN", absolute(&emulator)?).env("BROWSER_CHROMIUM", chromium);
    command.env("BROWSER_SCREENSHOTS", screenshots).env("NO_PROXY", "*").env("no_proxy", "*");
    run_command(&mut command)
}

/// Finds the browser: `CHROMIUM` if it is set, otherwise the first one on the `PATH`.
fn chromium() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let mut candidates = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|path| path.is_file())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}
