//! Counts allocations. Only the programs that measure nothing else use it.

use std::alloc::System;

pub use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use crate::Allocations;

/// Returns what an allocator has counted. A reallocation counts even if it grows in place: the caller asked for memory.
pub fn counted(allocator: &StatsAlloc<System>) -> Allocations {
    let stats = allocator.stats();
    Allocations { number: stats.allocations + stats.reallocations, bytes: stats.bytes_allocated }
}

/// Generates the `main` function of a program whose allocations are counted.
#[macro_export]
macro_rules! counting_program {
    ($work:path) => {
        #[global_allocator]
        static ALLOCATOR: &$crate::counting::StatsAlloc<std::alloc::System> =
            &$crate::counting::INSTRUMENTED_SYSTEM;

        fn main() -> std::process::ExitCode {
            $crate::run(Some(|| $crate::counting::counted(ALLOCATOR)), $work)
        }
    };
}
