//! The program that is timed; see `work`.

mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    bench_client::run(None, work::work)
}
