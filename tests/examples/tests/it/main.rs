//! Tests of each example against the emulator, in process.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed helper is a failed test"
)]

mod connections_job;
mod login;
mod pipes_worker;
mod support;
mod three_ways;
mod ureq_transport;
mod webhooks;
mod widget_tokens;
