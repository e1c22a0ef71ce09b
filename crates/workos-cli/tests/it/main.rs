//! Tests of the built binary.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers fail the test that calls them")]

mod api;
mod connections;
mod demo;
mod doctor;
mod emulate;
mod emulate_network;
#[cfg(unix)]
mod kills;
mod organizations;
mod pipes;
mod portal;
mod seed_files;
mod shell;
mod sso;
mod support;
mod trigger;
mod webhooks;
mod widgets;
