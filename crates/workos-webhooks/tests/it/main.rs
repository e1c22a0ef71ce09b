//! The receiver's side as its users meet it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod replay;
mod verify;
