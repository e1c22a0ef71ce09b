//! Tests of the transport over real sockets.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod conformance;
mod connections;
mod faults;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "http2")]
mod raw_http2;
mod support;
mod tls;
