#![doc = include_str!("docs.md")]

mod body;
mod build_error;
mod builder;
mod classify;
mod clock;
mod compression;
mod connector;
mod descriptors;
mod dial;
mod find;
mod gzip;
mod http1;
#[cfg(feature = "http2")]
mod http2;
mod origin;
mod proxy;
mod resolve;
mod settings;
mod stream;
mod task;
mod tcp_keep_alive;
mod tls;
mod tls_failure;
mod transport;

pub use build_error::BuildError;
pub use builder::HyperTransportBuilder;
pub use clock::TokioClock;
pub use compression::Compression;
pub use proxy::Proxies;
pub use resolve::Resolve;
pub use tls::{Roots, TlsProvider};
pub use transport::HyperTransport;
