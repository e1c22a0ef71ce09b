#![doc = include_str!("docs.md")]

#[cfg(feature = "conformance")]
mod conformance;
#[cfg(feature = "mockall")]
mod mock;
mod recorded;
mod reply;
mod script;

#[cfg(feature = "conformance")]
pub use conformance::ScriptHarness;
#[cfg(feature = "mockall")]
pub use mock::MockTransport;
pub use recorded::RecordedRequest;
pub use reply::Reply;
pub use script::Script;
