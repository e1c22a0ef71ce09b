#![doc = include_str!("../README.md")]

mod body;
mod builder;
mod classify;
mod clock;
mod connector;
mod tls;
mod transport;

pub use builder::{BuildError, HyperTransportBuilder};
pub use clock::TokioClock;
pub use tls::{Roots, TlsProvider};
pub use transport::HyperTransport;
