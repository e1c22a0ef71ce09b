//! The built binary, as a person or a script runs it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers are called by tests, and fail them so")]

mod connections;
mod demo;
mod doctor;
mod emulate;
#[cfg(unix)]
mod kills;
mod organizations;
mod pipes;
mod portal;
mod shell;
mod sso;
mod support;
mod webhooks;
mod widgets;
