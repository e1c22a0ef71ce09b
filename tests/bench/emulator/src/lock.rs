//! Measures how long calls wait for the lock of the state, with many objects in a state directory.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bench_client::{Job, Outcome, Sample};
use workos_emulator::{Emulator, NewConnection, NewOrganization, NewUser};

/// A directory that is removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fills an emulator, which writes its log anew at least once meanwhile, and then takes and restores a snapshot.
pub fn measure(job: &Job) -> Outcome<Sample> {
    let folder = Folder(std::env::temp_dir().join(format!("workos-bench-lock-{}", std::process::id())));
    let emulator = Emulator::builder().state_dir(&folder.0).build()?;
    let (connections, users) = (job.number("connections")?, job.number("users")?);
    let compaction = longest_wait(&emulator, || fill(&emulator, connections, users))?;
    let mut snapshot = None;
    let copy = longest_wait(&emulator, || {
        snapshot = Some(emulator.snapshot());
        Ok(())
    })?;
    let snapshot = snapshot.ok_or("there is no snapshot")?;
    let restore = longest_wait(&emulator, || Ok(emulator.restore(&snapshot)?))?;
    drop(snapshot);
    let reset = longest_wait(&emulator, || {
        emulator.reset();
        Ok(())
    })?;
    Ok(Sample::new()
        .with("wait_compaction_ms", compaction)
        .with("wait_snapshot_ms", copy)
        .with("wait_restore_ms", restore)
        .with("wait_reset_ms", reset))
}

fn fill(emulator: &Emulator, connections: usize, users: usize) -> Outcome {
    let organization = emulator.add_organization(NewOrganization::new("Many"))?;
    for number in 0..connections {
        let connection = NewConnection::new("OktaSAML").organization(&organization);
        emulator.add_connection(connection.name(format!("Connection {number}")))?;
    }
    for number in 0..users {
        emulator.add_user(NewUser::new(format!("user{number}@example.com")))?;
    }
    Ok(())
}

/// Returns the milliseconds of the longest call that another thread makes meanwhile. Each call takes the lock and costs
/// almost nothing without others.
fn longest_wait(emulator: &Emulator, work: impl FnOnce() -> Outcome) -> Outcome<f64> {
    let (begun, done) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let caller = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            while !done.load(Ordering::Relaxed) {
                let start = Instant::now();
                std::hint::black_box(emulator.deliveries());
                longest = longest.max(start.elapsed());
                begun.store(true, Ordering::Relaxed);
            }
            longest
        });
        while !begun.load(Ordering::Relaxed) {
            thread::yield_now();
        }
        let result = work();
        done.store(true, Ordering::Relaxed);
        let longest = caller.join().map_err(|_| "the thread that calls the emulator panicked")?;
        result.map(|()| longest.as_secs_f64() * 1e3)
    })
}
