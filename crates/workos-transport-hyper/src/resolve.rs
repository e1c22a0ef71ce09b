//! Resolvers: from a host name to addresses.

use std::fmt;
use std::io;
use std::net::IpAddr;

use workos_transport::async_trait;

/// Resolves host names to addresses, in place of the system's resolver.
///
/// Use it for names that only the application knows, and for tests in which a name does not resolve.
///
/// ```
/// use std::net::IpAddr;
/// use workos_transport_hyper::{HyperTransport, Resolve};
///
/// #[derive(Debug)]
/// struct Pinned(IpAddr);
///
/// #[workos_transport::async_trait]
/// impl Resolve for Pinned {
///     async fn resolve(&self, _host: &str) -> std::io::Result<Vec<IpAddr>> {
///         Ok(vec![self.0])
///     }
/// }
///
/// let transport = HyperTransport::builder().resolver(Pinned([127, 0, 0, 1].into())).build()?;
/// # Ok::<(), workos_transport_hyper::BuildError>(())
/// ```
#[async_trait]
pub trait Resolve: fmt::Debug + Send + Sync {
    /// Returns the addresses of a host, the preferred address first. Not called if the host is an IP address itself.
    ///
    /// # Errors
    /// When the name has no address, or cannot be resolved. The transport treats an empty list as an error too.
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's resolver.
#[derive(Debug)]
pub(crate) struct System;

#[async_trait]
impl Resolve for System {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|address| address.ip()).collect())
    }
}
