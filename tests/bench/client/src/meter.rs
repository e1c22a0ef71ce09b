//! Measures the cost of work: time, CPU time of this process, allocations, memory.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::{Job, Outcome};

/// Totals of a counting allocator.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allocations {
    pub number: usize,
    pub bytes: usize,
}

/// Figures by name.
#[derive(Default)]
pub struct Sample(BTreeMap<&'static str, f64>);

impl Sample {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with(mut self, name: &'static str, value: f64) -> Self {
        self.0.insert(name, value);
        self
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| writeln!(f, "{name} {value}"))
    }
}

/// Measures the work between `start` and `stop`.
pub struct Meter {
    counter: Option<fn() -> Allocations>,
    allocations: Allocations,
    cpu: Duration,
    wall: Instant,
}

impl Meter {
    pub fn start(job: &Job) -> Outcome<Self> {
        let allocations = job.counter.map(|count| count()).unwrap_or_default();
        Ok(Self { counter: job.counter, allocations, cpu: cpu_time()?, wall: Instant::now() })
    }

    /// Returns the time since `start`.
    pub fn elapsed(&self) -> Duration {
        self.wall.elapsed()
    }

    /// Stops, and returns the cost of one of `calls` calls.
    ///
    /// With an allocation counter, returns only the allocations: counting slows the work down.
    pub fn stop(self, calls: usize) -> Outcome<Sample> {
        let (wall, cpu) = (self.wall.elapsed(), cpu_time()?.saturating_sub(self.cpu));
        let each = |total: f64| total / calls as f64;
        if let Some(count) = self.counter {
            let now = count();
            return Ok(Sample::new()
                .with("allocations", each((now.number - self.allocations.number) as f64))
                .with("allocated_bytes", each((now.bytes - self.allocations.bytes) as f64)));
        }
        Ok(Sample::new()
            .with("calls_per_second", calls as f64 / wall.as_secs_f64())
            .with("cpu_us", each(cpu.as_secs_f64() * 1e6))
            .with("wall_ms", wall.as_secs_f64() * 1e3)
            .with("cpu_ms", cpu.as_secs_f64() * 1e3))
    }
}

/// Returns the resident memory of this process, in KiB.
pub fn resident_kib() -> Outcome<f64> {
    status("VmRSS:")
}

/// Returns the peak resident memory of this process, in KiB.
pub fn peak_kib() -> Outcome<f64> {
    status("VmHWM:")
}

fn status(field: &str) -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix(field)).ok_or("/proc/self/status lacks a field")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
}

fn cpu_time() -> Outcome<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let time = usage.user_time() + usage.system_time();
    Ok(Duration::from_micros(u64::try_from(time.num_microseconds())?))
}
