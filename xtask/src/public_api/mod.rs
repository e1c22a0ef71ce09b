//! Reads the public APIs of crates from the JSON that rustdoc writes, with macros expanded.
//!
//! Items hidden from the docs are not public. The exception is the module `__macro`: exported macros expand to its
//! items, so a change of them breaks users.

mod api;
pub(crate) mod foreign;
mod item;
mod json;
mod rustdoc;

pub(crate) use api::{Api, Openness};
pub(crate) use rustdoc::{Content, Place, Rustdoc};
