//! Truths that cross crates.
