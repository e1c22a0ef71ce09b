#![doc = include_str!("docs.md")]

mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod manual_clock;
mod operation;
mod rate_limit;
mod request;
mod response;
mod std_clock;
mod transport;

pub use async_trait::async_trait;
pub use clock::{Clock, Sleep};
pub use error::{TransportError, TransportErrorKind};
pub use manual_clock::ManualClock;
pub use operation::{Auth, Operation};
pub use rate_limit::RateLimit;
pub use request::Request;
pub use response::Response;
pub use std_clock::StdClock;
pub use transport::Transport;
/// The report that `Debug` of an error shows, for the error types of transports.
pub use workos_core::Report;
