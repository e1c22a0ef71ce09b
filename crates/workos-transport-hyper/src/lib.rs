#![doc = include_str!("../README.md")]

mod body;
mod builder;
mod classify;
mod clock;
mod compression;
mod connector;
mod dial;
mod gzip;
mod http1;
#[cfg(feature = "http2")]
mod http2;
mod origin;
mod proxy;
mod resolve;
mod stream;
mod task;
mod tls;
mod transport;

pub use builder::{BuildError, HyperTransportBuilder};
pub use clock::TokioClock;
pub use compression::Compression;
pub use proxy::Proxies;
pub use resolve::Resolve;
pub use tls::{Roots, TlsProvider};
pub use transport::HyperTransport;
