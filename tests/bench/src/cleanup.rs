//! Cleans up after a run, even if it is interrupted: ends every process that it started, and removes every file except
//! the results.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tokio::signal::unix::{SignalKind, signal};

use crate::Outcome;

/// The exit code that a shell reports for a process that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// The process groups that are running. A thread that holds the lock is not interrupted: see `uninterrupted`.
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<Pid>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs work that a signal must not interrupt, such as writing a file.
pub fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _running = running();
    work()
}

/// The folder for temporary files of a run. A lock gives it to one run at a time.
pub struct Scratch {
    path: PathBuf,
    _lock: File,
}

impl Scratch {
    /// Creates the folder in a target folder, and removes the files of an earlier run that was killed.
    ///
    /// From here on SIGINT, SIGTERM and SIGHUP kill all started processes, remove the folder, and end this process.
    pub fn new(target: &Path) -> Outcome<Self> {
        fs::create_dir_all(target)?;
        let lock = File::create(target.join("bench.lock"))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(
                    "another run is measuring: wait for its end, because two runs would disturb each other"
                        .into(),
                );
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Ok(()) => {}
        }
        let path = target.join("bench-scratch");
        remove(&path)?;
        fs::create_dir(&path)?;
        end_on_signals(path.clone())?;
        Ok(Self { path, _lock: lock })
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.path) {
            eprintln!("{}: {error}", self.path.display());
        }
    }
}

/// Removes a folder if it exists.
///
/// Retries for two seconds, because processes that are being killed may still write to it.
pub fn remove(folder: &Path) -> io::Result<()> {
    const TRIES: usize = 40;
    let mut tries = 0;
    loop {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(_) if tries < TRIES => std::thread::sleep(Duration::from_millis(50)),
            result => return result,
        }
        tries += 1;
    }
}

fn end_on_signals(scratch: PathBuf) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let context = runtime.enter();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    drop(context);
    std::thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
        });
        // The lock is held until the process ends, so that nothing else is started.
        let running = running();
        for group in running.iter() {
            // A group that has just ended by itself is not a failure.
            let _ = killpg(*group, Signal::SIGKILL);
        }
        if let Err(error) = remove(&scratch) {
            eprintln!("{}: {error}", scratch.display());
        }
        eprintln!("\ninterrupted; the completed cases are saved");
        std::process::exit(INTERRUPTED);
    });
    Ok(())
}

/// A process in a process group of its own, so that a signal can end it together with its children.
pub struct Started {
    pub child: Child,
    registered: Registered,
}

struct Registered(Pid);

impl Drop for Registered {
    fn drop(&mut self) {
        running().retain(|group| *group != self.0);
    }
}

/// Starts a command in a process group of its own.
pub fn start(command: &mut Command) -> Outcome<Started> {
    let mut running = running();
    let child = command.process_group(0).spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let group = Pid::from_raw(i32::try_from(child.id())?);
    running.push(group);
    Ok(Started { child, registered: Registered(group) })
}

impl Started {
    /// Waits for the process to end. Fails if the process failed.
    pub fn finish(self) -> Outcome<Output> {
        let output = self.child.wait_with_output()?;
        drop(self.registered);
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(format!("ended with {}: {}", output.status, stderr.trim()).into());
        }
        Ok(output)
    }
}

/// Runs a command that prints nothing but errors.
pub fn run(command: &mut Command) -> Outcome {
    let started = start(command.stdin(Stdio::null()))?;
    started.finish().map(drop).map_err(|error| format!("{command:?} {error}").into())
}

/// Runs a command and returns what it prints.
pub fn output(command: &mut Command) -> Outcome<String> {
    let started = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let output = started.finish().map_err(|error| format!("{command:?} {error}"))?;
    Ok(String::from_utf8(output.stdout)?)
}
