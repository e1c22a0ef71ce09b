#![doc = include_str!("../README.md")]

mod mock;
mod recorded;
mod reply;
mod script;

pub use mock::MockTransport;
pub use recorded::Recorded;
pub use reply::Reply;
pub use script::Script;
