//! The machine, time and commit of a run.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use bench_client::cpu;

use crate::Outcome;
use crate::cleanup;

/// One CPU for the client and one for the server.
#[derive(Clone, Copy)]
pub struct Cpus {
    pub client: usize,
    pub server: usize,
}

impl Cpus {
    /// Restricts this process to two of the available CPUs. With more CPUs, the figures of two threads would differ.
    pub fn take() -> Outcome<Self> {
        let allowed = cpu::allowed()?;
        let [client, server, ..] = allowed[..] else {
            return Err(format!(
                "only {} CPU is available, and two are needed: one for the client and one for the server",
                allowed.len()
            )
            .into());
        };
        cpu::stay_on(&[client, server])?;
        Ok(Self { client, server })
    }
}

/// Describes the processor, memory, kernel and compiler, without the name of the machine.
pub fn machine() -> Outcome<String> {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo")?;
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let cpus = cpuinfo.lines().filter(|line| line.starts_with("processor")).count();
    let memory: f64 =
        field(&fs::read_to_string("/proc/meminfo")?, "MemTotal").trim_end_matches(" kB").parse()?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let rustc = cleanup::output(Command::new("rustc").arg("--version"))?;
    Ok(format!(
        "{cpus} x {}, {:.0} GiB, Linux {}, {}",
        field(&cpuinfo, "model name"),
        memory / (1024.0 * 1024.0),
        kernel.split('-').next().unwrap_or_default().trim(),
        rustc.split(" (").next().unwrap_or_default().trim(),
    ))
}

/// Returns the load average of the last minute.
pub fn load() -> Outcome<f64> {
    let load = fs::read_to_string("/proc/loadavg")?;
    Ok(load.split(' ').next().unwrap_or_default().parse()?)
}

/// Returns the current date and time.
pub fn now() -> String {
    httpdate::fmt_http_date(SystemTime::now())
}

/// Returns the measured commit, with a `+` if there are uncommitted changes. Files that a run writes do not count.
pub fn commit(folder: &Path) -> Outcome<String> {
    let git = |arguments: &[&str]| cleanup::output(Command::new("git").current_dir(folder).args(arguments));
    let commit = git(&["rev-parse", "--short", "HEAD"])?;
    let changes =
        git(&["status", "--porcelain", "--", ":/", ":!REPORT.md", ":!results.json", ":!Cargo.lock"])?;
    Ok(commit.trim().to_owned() + if changes.is_empty() { "" } else { "+" })
}
