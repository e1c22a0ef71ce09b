//! The programs that are measured: built by themselves, so that no feature of one tree gets into the other.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Outcome;

pub struct Programs(PathBuf);

impl Programs {
    pub fn build(folder: &Path) -> Outcome<Self> {
        for package in ["bench-official", "bench-kit", "bench-emulator"] {
            println!("building {package}");
            // Its benchmarks for people are not needed here.
            let mut command = cargo(folder);
            let status = command.args(["build", "--quiet", "--release", "--bins", "-p", package]).status()?;
            if !status.success() {
                return Err(format!("{command:?} ended with {status}").into());
            }
        }
        Ok(Self(target(folder).join("release")))
    }

    /// Runs a program and returns its figures.
    pub fn run(&self, program: &str, arguments: &[String]) -> Outcome<String> {
        let output = Command::new(self.0.join(program)).args(arguments).output()?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{program} {arguments:?} ended with {}: {stderr}", output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Starts the emulator, which ends with what is returned.
    pub fn emulator(&self, cpu: usize) -> Outcome<Emulator> {
        let mut command = Command::new(self.0.join("emulator"));
        command.args(["serve".to_owned(), format!("cpu={cpu}")]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut output = BufReader::new(child.stdout.take().ok_or("it has no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let mut words = line.split_whitespace().skip(1).map(str::to_owned);
        let (url, key) = (words.next().ok_or("it says no URL")?, words.next().ok_or("it says no key")?);
        Ok(Emulator { child, output, url, key })
    }
}

/// The emulator as a server.
pub struct Emulator {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
    pub url: String,
    pub key: String,
}

impl Emulator {
    /// Ends it and returns its figures.
    pub fn end(mut self) -> Outcome<String> {
        drop(self.child.stdin.take());
        let figures = std::io::read_to_string(self.output)?;
        self.child.wait()?;
        Ok(figures)
    }
}

/// Cargo in the folder of this package.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    // What cargo tells the program that it runs; build scripts that look at it would be run again each time.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(&*name);
        }
    }
    command
}

/// Where cargo puts what it builds here.
pub fn target(folder: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder.join("target"), PathBuf::from)
}
