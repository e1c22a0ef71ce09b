#![doc = include_str!("docs.md")]

mod cached;
mod flight;
mod key;
mod policy;
mod response;
mod status;
mod store;

pub use cached::{Cached, Invalidator};
pub use policy::CachePolicy;
pub use status::CacheStatus;
