#![doc = include_str!("../README.md")]

mod cached;
mod flight;
mod key;
mod policy;
mod status;
mod store;

pub use cached::{Cached, Invalidator};
pub use policy::CachePolicy;
pub use status::CacheStatus;
