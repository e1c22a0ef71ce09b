#![doc = include_str!("docs.md")]

#[cfg(feature = "conformance")]
mod conformance;
mod mock;
mod recorded;
mod reply;
mod script;

#[cfg(feature = "conformance")]
pub use conformance::ScriptHarness;
pub use mock::MockTransport;
pub use recorded::Recorded;
pub use reply::Reply;
pub use script::Script;
