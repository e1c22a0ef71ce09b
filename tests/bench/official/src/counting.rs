//! The program whose allocations are counted; see `work`.

mod work;

use std::alloc::System;
use std::process::ExitCode;

use bench_client::counting::counted;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    bench_client::run(Some(|| counted(ALLOCATOR)), work::work)
}
