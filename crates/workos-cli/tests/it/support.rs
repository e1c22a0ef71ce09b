//! Helpers that the tests share.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub(crate) const CANARY: &str = "sk_test_canary0123456789";

/// Returns a `workos` command with these arguments, without the credentials of the environment.
pub(crate) fn workos(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workos"));
    command.args(arguments.split_whitespace());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WORKOS_") {
            command.env_remove(name);
        }
    }
    command.env_remove("COLUMNS").env_remove("CLICOLOR_FORCE");
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

pub(crate) fn run(command: &mut Command) -> Run {
    command.output().unwrap().into()
}

/// Runs a command with a key and with a base URL that no server listens on.
pub(crate) fn nowhere(arguments: &str) -> Run {
    let mut command = workos(arguments);
    command.env("WORKOS_BASE_URL", "http://127.0.0.1:1");
    run(command.env("WORKOS_API_KEY", CANARY).env("WORKOS_CLIENT_ID", "client_test"))
}

#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn error(&self) -> Value {
        serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A child process that is killed on drop.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running `workos emulate`.
pub(crate) struct Emulator {
    pub(crate) process: Running,
    pub(crate) url: String,
}

impl Emulator {
    pub(crate) fn start(switches: &str) -> Self {
        let mut command = workos(&format!("emulate --port 0 --json --quiet {switches}"));
        let mut process = Running(command.stdout(Stdio::piped()).spawn().unwrap());
        let stdout = BufReader::new(process.0.stdout.take().unwrap());
        let ready = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next();
        let url = ready.unwrap().unwrap()["url"].as_str().unwrap().to_owned();
        Self { process, url }
    }

    /// Returns a command that uses this emulator with the right credentials.
    pub(crate) fn workos(&self, arguments: &str) -> Command {
        self.workos_with("sk_test_default", arguments)
    }

    pub(crate) fn run(&self, arguments: &str) -> Run {
        run(&mut self.workos(arguments))
    }

    pub(crate) fn workos_with(&self, key: &str, arguments: &str) -> Command {
        let mut command = workos(arguments);
        command.env("WORKOS_BASE_URL", &self.url);
        command.env("WORKOS_API_KEY", key).env("WORKOS_CLIENT_ID", "client_test");
        command
    }
}

pub(crate) fn visit(url: &str) -> String {
    ask("GET", url, "", "")
}

/// Sends a request to an `http` URL on this machine as a browser does, without following redirects. Returns the head
/// and the body. Each additional header ends with a line break.
pub(crate) fn ask(method: &str, url: &str, headers: &str, form: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    let kind = "application/x-www-form-urlencoded";
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}");
    let length = form.len();
    write!(stream, "{head}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{form}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

pub(crate) fn location(answer: &str) -> &str {
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.unwrap_or_else(|| panic!("{answer}"))
}

pub(crate) fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()))
}
