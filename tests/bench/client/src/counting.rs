//! Counting allocations; for the programs that do nothing but that.

use std::alloc::System;

use stats_alloc::StatsAlloc;

use crate::Allocations;

/// What an allocator has counted. One that grows in place counts as well: the caller asked for memory.
pub fn counted(allocator: &StatsAlloc<System>) -> Allocations {
    let stats = allocator.stats();
    Allocations { number: stats.allocations + stats.reallocations, bytes: stats.bytes_allocated }
}
