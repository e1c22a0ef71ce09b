//! Measures the emulator in process, on Linux: `cargo run --release -p workos-emulator --example measure`.
//!
//! It measures processor time, so that other programs do not count.
#![expect(clippy::print_stdout, reason = "the example prints figures")]

use std::error::Error;
use std::fs;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use workos_emulator::{Emulator, NewConnection, NewOrganization, NewUser, Snapshot};

const MANY: usize = 100_000;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    // The first instance of a process also reads the signing key and builds the router.
    list(&Emulator::new(), "/connections")?;
    let before = resident()?;
    let mut instances = Vec::new();
    timed("build()", 1000, || {
        instances.push(Emulator::new());
        Ok(())
    })?;
    println!("{:>10} KiB an instance with the default fixture", (resident()? - before) / 1024 / 1000);

    let emulator = Emulator::new();
    // Fill the event log, so that later additions only add objects.
    add_connections(&emulator, 10_000)?;
    let before = resident()?;
    add_connections(&emulator, MANY)?;
    println!("{:>10} bytes a connection", (resident()? - before) / MANY as u64);
    let before = resident()?;
    for number in 0..MANY {
        emulator.add_user(NewUser::new(format!("user{number}@example.com")))?;
    }
    println!("{:>10} bytes a user", (resident()? - before) / MANY as u64);
    pages(&emulator, "110,000 connections")?;
    let snapshot = timed("snapshot() of this state", 1, || Ok(emulator.snapshot()))?;
    let text = timed("serialization to JSON", 1, || Ok(serde_json::to_string(&snapshot)?))?;
    println!("{:>10} MiB of JSON", text.len() >> 20);
    timed("deserialization from JSON", 1, || Ok(serde_json::from_str::<Snapshot>(&text)?))?;

    let emulator = Emulator::new();
    add_connections(&emulator, 16)?;
    pages(&emulator, "20 connections")?;
    let snapshot = timed("snapshot() at 20 connections", 1000, || Ok(emulator.snapshot()))?;
    timed("restore() at 20 connections", 1000, || emulator.restore(&snapshot).map_err(Into::into))?;
    timed("reset()", 1000, || {
        emulator.reset();
        Ok(())
    })?;
    persistence()
}

/// Measures a change with a state directory, and a start that resumes the state.
fn persistence() -> Result<()> {
    let dir = std::env::temp_dir().join(format!("workos-emulator-measure-{}", std::process::id()));
    let build = || Ok(Emulator::builder().state_dir(&dir).build()?);
    let emulator: Emulator = build()?;
    let connection = || NewConnection::new("OktaSAML");
    timed("a new connection with its event, persisted", 20_000, || {
        Ok(emulator.add_connection(connection())?)
    })?;
    drop(emulator);
    let start = || build().map(drop);
    timed("a start that replays 20,000 changes", 1, start)?;
    timed("a start with a compacted log", 1, start)?;
    Ok(fs::remove_dir_all(dir)?)
}

/// Adds connections to a new organization.
fn add_connections(emulator: &Emulator, connections: usize) -> Result<()> {
    let organization = emulator.add_organization(NewOrganization::new("Many"))?;
    for number in 0..connections {
        let connection = NewConnection::new("OktaSAML").organization(&organization);
        emulator.add_connection(connection.name(format!("Connection {number}")))?;
    }
    Ok(())
}

fn pages(emulator: &Emulator, among: &str) -> Result<()> {
    for path in ["/connections?limit=10", "/connections?limit=10&connection_type=OktaSAML"] {
        timed(&format!("GET {path} among {among}"), 10_000, || list(emulator, path))?;
    }
    Ok(())
}

fn list(emulator: &Emulator, path: &str) -> Result<()> {
    let request = Request::get(path).header("authorization", "Bearer sk_test_default").body(Bytes::new())?;
    let answer = emulator.handle(request);
    if answer.status() == 200 { Ok(()) } else { Err(format!("{path}: {answer:?}").into()) }
}

/// Runs `act` the given number of times, and prints the average time.
fn timed<T>(what: &str, times: u32, mut act: impl FnMut() -> Result<T>) -> Result<T> {
    let begin = processor_time()?;
    let mut last = act()?;
    for _ in 1..times {
        last = act()?;
    }
    let each = (processor_time()? - begin) / times;
    println!("{:>10.1} µs {what}", each.as_secs_f64() * 1e6);
    Ok(last)
}

/// Returns the processor time of this thread.
fn processor_time() -> Result<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = text.split(' ').next().ok_or("no time")?;
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}

/// Returns the resident memory of this process in bytes.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib * 1024)
}
