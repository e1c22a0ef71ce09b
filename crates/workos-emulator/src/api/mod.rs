//! The public face: the emulator, its builder, and what tests do with a running one.

mod build;
pub(crate) mod builder;
pub(crate) mod control_options;
pub(crate) mod emulator;
mod events;
pub(crate) mod expectation;
pub(crate) mod faults;
pub(crate) mod fixture;
pub(crate) mod journal;
pub(crate) mod network;
pub(crate) mod snapshot;
pub(crate) mod transport;
pub(crate) mod webhook;
