//! `cargo xtask compat`: runs the official SDKs, as their users install them, against `workos emulate`.
//!
//! `tests/compat/README.md` describes the steps.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::Deserialize;

use crate::Failure;
use crate::cargo::{capture, cargo, root, run as run_command};

/// How long to wait for the emulator to print its address.
const START: Duration = Duration::from_secs(30);

/// An official SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// `@workos-inc/node`, on the Node.js that its lock file brings.
    Node,
    /// `workos` from PyPI, in a virtual environment.
    Python,
    /// `workos` from crates.io, built outside the workspace.
    Rust,
}

impl Client {
    /// Returns the clients that a command-line argument names.
    pub(crate) fn named(name: &str) -> Result<Vec<Self>, Failure> {
        match name {
            "node" => Ok(vec![Self::Node]),
            "python" => Ok(vec![Self::Python]),
            "rust" => Ok(vec![Self::Rust]),
            "all" => Ok(vec![Self::Node, Self::Python, Self::Rust]),
            _ => Err(Failure::new(format!("unknown client `{name}`; choose node, python, rust or all"))),
        }
    }

    /// Returns the clients that run by default: every machine can run them within a minute. Building the official
    /// crate takes longer.
    pub(crate) fn defaults() -> Vec<Self> {
        vec![Self::Node, Self::Python]
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Python => "python",
            Self::Rust => "rust",
        }
    }

    /// Installs the SDK unless it is installed already, and returns the command that runs the steps.
    fn install(self, target: &Path) -> Result<Command, Failure> {
        let source = root().join("tests/compat").join(self.name());
        let place = target.join("compat").join(self.name());
        create_folder(&place)?;
        match self {
            Self::Node => install_node(&source, &place),
            Self::Python => install_python(&source, &place),
            Self::Rust => build_rust(&source, &place),
        }
    }
}

/// Runs the clients one after another, each against its own emulator. Fails if a step of any client fails.
pub(crate) fn run(clients: &[Client]) -> Result<(), Failure> {
    let target = target_folder()?;
    let emulator = emulator_binary(&target)?;
    let steps = steps(&read(&root().join("tests/compat/steps.txt"))?);
    let mut failed = Vec::new();
    for client in clients {
        crate::say(&format!("\n{}\n", client.name()));
        let mut command = client.install(&target)?;
        let emulator = Emulator::start(&emulator)?;
        let report = emulator.run(&mut command)?;
        let wrong = report.wrong(&steps);
        for line in &wrong {
            crate::say(&format!("{line}\n"));
        }
        crate::say(&format!("{} of {} steps passed\n", report.passed.len(), steps.len()));
        if !wrong.is_empty() || !report.failed.is_empty() {
            failed.push(client.name());
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("steps failed with these clients: {}", failed.join(", "))))
    }
}

/// Copies the programs of a folder to `place`, and installs the packages of its lock file there.
pub(crate) fn install_packages(source: &Path, place: &Path) -> Result<(), Failure> {
    // Node.js looks for packages beside the importing file, so the script has to lie beside its packages.
    for entry in fs::read_dir(source).map_err(|error| at(source, &error))? {
        let path = entry.map_err(|error| at(source, &error))?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, place.join(name)).map_err(|error| at(&path, &error))?;
        }
    }
    let lock = read(&source.join("package-lock.json"))?;
    install_once(place, &lock, || {
        // npm itself may run on an older Node.js than the SDK requires, and would print a warning.
        let options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
        run_command(Command::new("npm").args(options).current_dir(place))
    })
}

fn install_node(source: &Path, place: &Path) -> Result<Command, Failure> {
    install_packages(source, place)?;
    let mut command = Command::new(place.join("node_modules/.bin/node"));
    command.arg("run.mjs").current_dir(place);
    Ok(command)
}

fn install_python(source: &Path, place: &Path) -> Result<Command, Failure> {
    let requirements = source.join("requirements.txt");
    let environment = place.join("venv");
    let python = environment.join("bin/python");
    let version = capture(Command::new("python3").arg("--version"))?;
    install_once(place, &format!("{version}{}", read(&requirements)?), || {
        run_command(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let options = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
        run_command(Command::new(&python).args(options).arg("--requirement").arg(&requirements))
    })?;
    let mut command = Command::new(python);
    // `-B` writes no bytecode, which would end up in the source tree.
    command.args(["-B", "run.py"]).current_dir(source);
    Ok(command)
}

fn build_rust(source: &Path, place: &Path) -> Result<Command, Failure> {
    let manifest = source.join("Cargo.toml");
    let options = ["build", "--quiet", "--locked", "--manifest-path"];
    run_command(cargo().args(options).arg(manifest).env("CARGO_TARGET_DIR", place))?;
    Ok(Command::new(place.join("debug/workos-kit-compat-rust")))
}

/// Runs `install`, unless the last installation that succeeded had the same lock file.
fn install_once(
    place: &Path,
    lock: &str,
    install: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stamp = place.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    install()?;
    fs::write(&stamp, lock).map_err(|error| at(&stamp, &error))
}

/// A running `workos emulate`, stopped on drop.
struct Emulator {
    process: Child,
    ready: Ready,
}

/// The JSON that the emulator prints when it is ready.
#[derive(Deserialize)]
struct Ready {
    url: String,
    api_key: String,
    client_id: String,
}

impl Emulator {
    fn start(binary: &Path) -> Result<Self, Failure> {
        let mut process = isolated(&mut Command::new(binary))
            .args(["emulate", "--port", "0", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| at(binary, &error))?;
        match Self::wait_until_ready(&mut process) {
            Ok(ready) => Ok(Self { process, ready }),
            Err(failure) => {
                stop(&mut process);
                Err(failure)
            }
        }
    }

    fn wait_until_ready(process: &mut Child) -> Result<Ready, Failure> {
        let failed = |why: &str| Failure::new(format!("the emulator did not start: {why}"));
        let stdout = process.stdout.take().ok_or_else(|| failed("it has no output"))?;
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut json = serde_json::Deserializer::from_reader(BufReader::new(stdout));
            // Sending fails only if the receiver has timed out.
            let _ = sender.send(Ready::deserialize(&mut json));
        });
        let ready =
            receiver.recv_timeout(START).map_err(|_| failed(&format!("no output within {START:?}")))?;
        ready.map_err(|error| failed(&error.to_string()))
    }

    /// Runs a client's steps and prints each line of its output at once.
    fn run(&self, command: &mut Command) -> Result<Report, Failure> {
        let mut process = isolated(command)
            .env("COMPAT_URL", &self.ready.url)
            .env("COMPAT_API_KEY", &self.ready.api_key)
            .env("COMPAT_CLIENT_ID", &self.ready.client_id)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::new(format!("{command:?}: {error}")))?;
        let mut report = Report::default();
        if let Some(stdout) = process.stdout.take() {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                crate::say(&format!("{line}\n"));
                report.read(&line);
            }
        }
        let status = process.wait().map_err(|error| Failure::new(format!("{command:?}: {error}")))?;
        report.succeeded = status.success();
        Ok(report)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

/// Removes the environment variables that could point a client at another server: credentials, base URL, proxies.
fn isolated(command: &mut Command) -> &mut Command {
    let is_workos = |name: &OsString| name.to_string_lossy().starts_with("WORKOS_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_workos(name)) {
        command.env_remove(name);
    }
    command.env("NO_PROXY", "*").env("no_proxy", "*")
}

fn stop(process: &mut Child) {
    // `kill` fails if the process has already ended.
    let _ = process.kill();
    let _ = process.wait();
}

/// The results of the steps, as a client printed them.
#[derive(Debug, Default)]
struct Report {
    passed: Vec<String>,
    failed: Vec<String>,
    /// Whether the program itself exited with success.
    succeeded: bool,
}

impl Report {
    /// Reads `PASS  name` or `FAIL  name: reason`, and ignores every other line.
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("PASS  ") {
            self.passed.push(name.to_owned());
        } else if let Some(rest) = line.strip_prefix("FAIL  ") {
            let name = rest.split_once(": ").map_or(rest, |(name, _)| name);
            self.failed.push(name.to_owned());
        }
    }

    /// Lists the problems other than failed steps, one line each.
    fn wrong(&self, steps: &[String]) -> Vec<String> {
        let ran: Vec<_> = self.passed.iter().chain(&self.failed).collect();
        let missing = steps.iter().filter(|step| !ran.contains(step));
        let unknown = ran.iter().filter(|step| !steps.contains(step));
        let mut wrong: Vec<_> = missing.map(|step| format!("FAIL  {step}: it did not run")).collect();
        wrong.extend(unknown.map(|step| format!("FAIL  {step}: it is not in tests/compat/steps.txt")));
        if ran.len() > steps.len() {
            wrong.push("FAIL  a step ran twice".to_owned());
        }
        if !self.succeeded && self.failed.is_empty() {
            wrong.push("FAIL  the program ended with an error".to_owned());
        }
        wrong
    }
}

/// Reads the names of the steps, without section headings and comments.
fn steps(text: &str) -> Vec<String> {
    let is_step = |line: &&str| !line.is_empty() && !line.starts_with(['#', '[']);
    text.lines().map(str::trim).filter(is_step).map(str::to_owned).collect()
}

/// Returns the path of the emulator: `WORKOS_BIN` if it is set, otherwise a fresh build of this checkout.
pub(crate) fn emulator_binary(target: &Path) -> Result<PathBuf, Failure> {
    if let Some(binary) = std::env::var_os("WORKOS_BIN") {
        return Ok(binary.into());
    }
    run_command(cargo().args(["build", "--quiet", "--package", "workos-cli"]))?;
    Ok(target.join("debug/workos"))
}

pub(crate) fn target_folder() -> Result<PathBuf, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let json = capture(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Metadata = serde_json::from_str(&json).map_err(|error| Failure::new(error.to_string()))?;
    Ok(metadata.target_directory)
}

pub(crate) fn create_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| at(path, &error))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| at(path, &error))
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: &[&str]) -> Report {
        let mut report = Report { succeeded: true, ..Report::default() };
        lines.iter().for_each(|line| report.read(line));
        report
    }

    #[test]
    fn step_names_are_unique_and_can_be_read_from_a_report() {
        let steps = steps(&read(&root().join("tests/compat/steps.txt")).unwrap());
        assert!(steps.len() > 30, "{steps:?}");
        for (index, step) in steps.iter().enumerate() {
            assert!(!step.contains(": "), "'{step}' would be cut in a report");
            assert!(!steps[..index].contains(step), "'{step}' is there twice");
        }
    }

    #[test]
    fn a_report_must_have_every_step_once_and_no_other() {
        let steps = steps("# remark\n[section]\na\nb\n\n");
        assert_eq!(steps, ["a", "b"]);
        assert!(report(&["PASS  a", "PASS  b", "a remark"]).wrong(&steps).is_empty());
        assert_eq!(report(&["PASS  a"]).wrong(&steps), ["FAIL  b: it did not run"]);
        assert_eq!(report(&["PASS  a", "PASS  a", "PASS  b"]).wrong(&steps), ["FAIL  a step ran twice"]);
        let unknown = report(&["PASS  a", "PASS  b", "PASS  c"]).wrong(&steps);
        assert_eq!(unknown[0], "FAIL  c: it is not in tests/compat/steps.txt");
    }

    #[test]
    fn the_name_of_a_failed_step_ends_at_the_colon() {
        let report = report(&["FAIL  a: Error: [x: y]", "FAIL  b"]);
        assert_eq!(report.failed, ["a", "b"]);
    }

    #[test]
    fn a_program_error_without_a_failed_step_is_reported() {
        let steps = steps("a");
        let report = Report { succeeded: false, ..report(&["PASS  a"]) };
        assert_eq!(report.wrong(&steps), ["FAIL  the program ended with an error"]);
    }
}
