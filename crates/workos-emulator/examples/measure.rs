//! Measures the emulator in process: `cargo run --release -p workos-emulator --example measure`.
#![expect(clippy::disallowed_methods, reason = "it measures real time")]
#![expect(clippy::print_stdout, reason = "figures are what it is for")]

use std::error::Error;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use workos_emulator::{Emulator, NewConnection, NewOrganization, NewUser, Snapshot};

const MANY: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    // The first instance of a process also builds the table of routes.
    let begin = Instant::now();
    list(&Emulator::new(), "/connections")?;
    say("the first instance, and its first answer", begin.elapsed(), 1);

    let begin = Instant::now();
    let before = resident()?;
    let instances: Vec<_> = (0..1000).map(|seed| Emulator::builder().seed(seed).build()).collect();
    say("build()", begin.elapsed(), instances.len());
    println!("{:>10} KiB an instance with the default fixture", (resident()? - before) / 1024 / 1000);
    drop(instances);

    let emulator = Emulator::new();
    let mut connections = emulator_with(&emulator, 20)?;
    pages(&emulator, 20)?;
    let begin = Instant::now();
    let snapshots: Vec<_> = (0..1000).map(|_| emulator.snapshot()).collect();
    say("snapshot() at 20 connections", begin.elapsed(), snapshots.len());
    let begin = Instant::now();
    snapshots.iter().try_for_each(|snapshot| emulator.restore(snapshot))?;
    say("restore() at 20 connections", begin.elapsed(), snapshots.len());
    let begin = Instant::now();
    (0..1000).for_each(|_| emulator.reset());
    say("reset()", begin.elapsed(), 1000);
    drop(snapshots);

    // Beyond as many events as are kept, so that only connections are added from there on.
    emulator_with(&emulator, 20_000)?;
    let before = resident()?;
    let begin = Instant::now();
    connections += emulator_with(&emulator, MANY)?;
    say("one more connection, with its event", begin.elapsed(), MANY);
    println!("{:>10} bytes a connection", (resident()? - before) / MANY as u64);
    let before = resident()?;
    for number in 0..MANY {
        emulator.add_user(NewUser::new(format!("user{number}@example.com")))?;
    }
    println!("{:>10} bytes a user", (resident()? - before) / MANY as u64);
    pages(&emulator, connections)?;
    let begin = Instant::now();
    let snapshot = emulator.snapshot();
    say("snapshot() of all that", begin.elapsed(), 1);
    let begin = Instant::now();
    let text = serde_json::to_string(&snapshot)?;
    say(&format!("its JSON, {} MiB", text.len() >> 20), begin.elapsed(), 1);
    let begin = Instant::now();
    serde_json::from_str::<Snapshot>(&text)?;
    say("and back", begin.elapsed(), 1);
    kept()
}

/// Adds connections to an organization of their own; returns how many.
fn emulator_with(emulator: &Emulator, connections: usize) -> Result<usize, Box<dyn Error>> {
    let organization = emulator.add_organization(NewOrganization::new("Many"))?;
    for number in 0..connections {
        let connection = NewConnection::new("OktaSAML").organization(&organization);
        emulator.add_connection(connection.name(format!("Connection {number}")))?;
    }
    Ok(connections)
}

fn pages(emulator: &Emulator, connections: usize) -> Result<(), Box<dyn Error>> {
    const TIMES: usize = 2000;
    for path in ["/connections?limit=10", "/connections?limit=10&connection_type=OktaSAML"] {
        let begin = Instant::now();
        for _ in 0..TIMES {
            list(emulator, path)?;
        }
        say(&format!("GET {path} among {connections} connections"), begin.elapsed(), TIMES);
    }
    Ok(())
}

/// What a change costs that is written to a state directory, and a start on what is there.
fn kept() -> Result<(), Box<dyn Error>> {
    let dir = std::env::temp_dir().join(format!("workos-emulator-measure-{}", std::process::id()));
    let build = || Emulator::builder().state_dir(&dir).build();
    let emulator = build()?;
    let begin = Instant::now();
    emulator_with(&emulator, 20_000)?;
    say("one more connection, with its event, written down", begin.elapsed(), 20_000);
    drop(emulator);
    for what in ["a start that replays it", "a start on what that wrote anew"] {
        let begin = Instant::now();
        build()?;
        say(what, begin.elapsed(), 1);
    }
    Ok(std::fs::remove_dir_all(dir)?)
}

fn list(emulator: &Emulator, path: &str) -> Result<(), Box<dyn Error>> {
    let request = Request::get(path).header("authorization", "Bearer sk_test_default").body(Bytes::new())?;
    let answer = emulator.handle(request);
    if answer.status() == 200 { Ok(()) } else { Err(format!("{path}: {answer:?}").into()) }
}

fn say(what: &str, duration: Duration, times: usize) {
    println!("{:>10.1} µs {what}", duration.as_secs_f64() * 1e6 / times as f64);
}

/// How much memory is in use, in bytes.
fn resident() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib * 1024)
}
