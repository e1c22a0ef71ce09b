//! Tests across crates: the SDK against the emulator, over every transport.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed helper is a failed test"
)]

mod bad_input;
mod broken_answers;
mod canary;
mod error_tables;
mod faults;
mod fuzz;
mod hints;
mod hostile;
mod legacy_flows;
mod logged;
mod reports;
mod sso;
mod subscriber;
mod test_env;
mod wrappers;
