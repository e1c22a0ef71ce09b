//! The settings that a transport is assembled from.

use std::sync::Arc;
use std::time::Duration;

use crate::compression::Compression;
use crate::resolve::{Resolve, System};
use crate::tcp_keep_alive::TcpKeepAlive;

/// The settings of the connections and their pools.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) pool_idle_timeout: Duration,
    pub(crate) pool_max_idle_per_host: usize,
    pub(crate) max_connections_per_host: usize,
    pub(crate) tcp_keep_alive: TcpKeepAlive,
    #[cfg(feature = "http2")]
    pub(crate) keep_alive: KeepAlive,
    pub(crate) versions: HttpVersions,
    pub(crate) compression: Compression,
    pub(crate) resolver: Arc<dyn Resolve>,
}

/// The pings of an HTTP/2 connection with open streams.
#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
pub(crate) struct KeepAlive {
    pub(crate) interval: Duration,
    pub(crate) timeout: Duration,
}

/// The versions of HTTP that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HttpVersions {
    /// Over TLS, the version that ALPN agrees on. Without TLS, HTTP/1.1.
    #[cfg(feature = "http2")]
    Auto,
    Http1,
    #[cfg(feature = "http2")]
    Http2,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(3),
            pool_idle_timeout: Duration::from_secs(50),
            pool_max_idle_per_host: 64,
            max_connections_per_host: 256,
            tcp_keep_alive: TcpKeepAlive {
                time: Some(Duration::from_secs(10)),
                user_timeout: Some(Duration::from_secs(20)),
            },
            #[cfg(feature = "http2")]
            keep_alive: KeepAlive { interval: Duration::from_secs(10), timeout: Duration::from_secs(10) },
            #[cfg(feature = "http2")]
            versions: HttpVersions::Auto,
            #[cfg(not(feature = "http2"))]
            versions: HttpVersions::Http1,
            compression: Compression::Auto,
            resolver: Arc::new(System),
        }
    }
}
