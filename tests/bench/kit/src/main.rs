//! The program that measures time; see `work`.

mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    bench_client::run(None, work::work)
}
