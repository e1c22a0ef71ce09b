//! The measured programs. Each is built separately, so that the features of one do not affect the other.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

use crate::Outcome;
use crate::cleanup::{self, Started};

pub struct Programs(PathBuf);

impl Programs {
    /// Builds the programs that are compared, the program that gets hostile bodies, or both.
    pub fn build(folder: &Path, compared: bool, hostile: bool) -> Outcome<Self> {
        let packages = [
            ("bench-official", compared),
            ("bench-kit", compared),
            ("bench-emulator", compared),
            ("bench-hostile", hostile),
        ];
        for (package, _) in packages.into_iter().filter(|(_, wanted)| *wanted) {
            println!("building {package}");
            // The micro-benchmarks are not needed here.
            cleanup::run(cargo(folder).args(["build", "--quiet", "--release", "--bins", "-p", package]))?;
        }
        Ok(Self(target(folder).join("release")))
    }

    /// Runs a program and returns its figures.
    pub fn run(&self, program: &str, arguments: &[String]) -> Outcome<String> {
        let mut command = Command::new(self.0.join(program));
        command.env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
        cleanup::output(command.args(arguments))
    }

    /// Starts the emulator. It ends when the returned value is dropped.
    pub fn emulator(&self, cpu: usize) -> Outcome<Emulator> {
        let mut command = Command::new(self.0.join("emulator"));
        command.args(["serve".to_owned(), format!("cpu={cpu}")]);
        let mut started = cleanup::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
        let mut output = BufReader::new(started.child.stdout.take().ok_or("the emulator has no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let mut words = line.split_whitespace().skip(1).map(str::to_owned);
        let (url, key) = (
            words.next().ok_or("the emulator printed no URL")?,
            words.next().ok_or("the emulator printed no API key")?,
        );
        Ok(Emulator { started, output, url, key })
    }
}

/// The emulator as a server. Dropping this value closes its standard input, which ends it.
pub struct Emulator {
    started: Started,
    output: BufReader<ChildStdout>,
    pub url: String,
    pub key: String,
}

impl Emulator {
    /// Ends the emulator and returns its figures.
    pub fn end(mut self) -> Outcome<String> {
        drop(self.started.child.stdin.take());
        let figures = std::io::read_to_string(self.output)?;
        self.started.finish()?;
        Ok(figures)
    }
}

/// Returns a cargo command in the folder of this package that uses only the settings of the manifests.
pub fn cargo(folder: &Path) -> Command {
    // Variables that cargo sets for this program and build scripts read, and variables that would change the build.
    const REMOVED: &[&str] =
        &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PROFILE_", "CARGO_BUILD_", "CARGO_INCREMENTAL"];
    const REMOVED_TOO: &[&str] =
        &["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"];
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).env("CARGO_TARGET_DIR", target(folder));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if REMOVED.iter().any(|prefix| name.starts_with(prefix)) || REMOVED_TOO.contains(&&*name) {
            command.env_remove(&*name);
        }
    }
    command
}

/// Returns the target folder of this package.
pub fn target(folder: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder.join("target"), PathBuf::from)
}
