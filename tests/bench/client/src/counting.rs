//! Counting allocations; for the programs that do nothing but that.

use std::alloc::System;

pub use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use crate::Allocations;

/// What an allocator has counted. One that grows in place counts as well: the caller asked for memory.
pub fn counted(allocator: &StatsAlloc<System>) -> Allocations {
    let stats = allocator.stats();
    Allocations { number: stats.allocations + stats.reallocations, bytes: stats.bytes_allocated }
}

/// The program whose allocations are counted.
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
