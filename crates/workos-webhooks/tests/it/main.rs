//! Integration tests of the public API.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[cfg(feature = "api")]
mod api;
#[cfg(feature = "events")]
mod events;
#[cfg(feature = "api")]
mod lossless;
mod replay;
mod verify;
