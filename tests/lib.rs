//! Tests that need several crates are in `it/`. This library compiles and uses the generator's goldens, and compiles
//! and runs the programs of the README.

#![doc = include_str!("../README.md")]

pub mod goldens;
