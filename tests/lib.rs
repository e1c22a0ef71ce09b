//! Truths that cross crates are in `it/`. This library holds the generator's goldens, compiled and used, and the
//! README, whose programs are compiled and run.

#![doc = include_str!("../README.md")]

pub mod goldens;
