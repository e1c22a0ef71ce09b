//! Code shared by the measured programs: reading the job, measuring it, and printing the figures.

pub mod bodies;
pub mod counting;
pub mod cpu;
mod job;
mod load;
mod meter;

use std::error::Error;
use std::process::ExitCode;

pub use job::Job;
pub use load::{burst, load, page_through, spin};
pub use meter::{Allocations, Meter, Sample, peak_kib, resident_kib};

pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Reads the job from the command line, runs it, and prints a line `name value` for each figure.
pub fn run(counter: Option<fn() -> Allocations>, work: impl FnOnce(&Job) -> Outcome<Sample>) -> ExitCode {
    match Job::from_args(counter).and_then(|job| work(&job)) {
        Ok(sample) => {
            print!("{sample}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
