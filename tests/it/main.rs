//! Truths that cross crates: the SDK against the emulator, over every transport.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed helper is a failed test"
)]

mod bad_input;
mod error_tables;
mod sso;
mod world;
mod wrappers;
