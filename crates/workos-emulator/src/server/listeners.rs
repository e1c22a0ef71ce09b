//! The listeners of a server, one for each of its addresses.

use std::future::poll_fn;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::task::Poll;

use tokio::net::{TcpListener, TcpStream};

/// The number of free ports to try until one is free on all addresses.
const ATTEMPTS: usize = 16;

/// Returns both loopback addresses with this port.
pub(crate) fn localhost(port: u16) -> [SocketAddr; 2] {
    [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()]
}

/// Binds loopback addresses with the same port, or else the first address that can be bound. IPv4 comes first.
///
/// # Errors
/// If no address can be bound, or if a loopback address that the system has is in use.
pub(crate) async fn bind(addrs: &[SocketAddr]) -> io::Result<Vec<TcpListener>> {
    let mut addrs = addrs.to_vec();
    if addrs.len() > 1 && addrs.iter().all(|addr| addr.ip().is_loopback()) {
        addrs.sort_unstable();
        addrs.dedup();
        for _ in 1..ATTEMPTS {
            match bind_all(&addrs).await {
                // The free port of the first address is in use at another one.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && addrs[0].port() == 0 => {}
                bound => return bound,
            }
        }
        return bind_all(&addrs).await;
    }
    let mut last = io::Error::new(io::ErrorKind::InvalidInput, "the address resolves to no host");
    for addr in addrs {
        match TcpListener::bind(addr).await {
            Ok(listener) => return Ok(vec![listener]),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Binds each of these addresses, except those that the system does not have.
async fn bind_all(addrs: &[SocketAddr]) -> io::Result<Vec<TcpListener>> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    let mut missing = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for addr in addrs {
        let port = match listeners.first() {
            Some(first) if addr.port() == 0 => first.local_addr()?.port(),
            _ => addr.port(),
        };
        let addr = SocketAddr::new(addr.ip(), port);
        match TcpListener::bind(addr).await {
            Ok(listener) => listeners.push(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                return Err(io::Error::new(error.kind(), format!("{addr} is in use")));
            }
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
            // A system without IPv6, or without IPv4.
            Err(error) => missing = error,
        }
    }
    if listeners.is_empty() { Err(missing) } else { Ok(listeners) }
}

/// Accepts a connection on any of these listeners.
pub(crate) async fn accept(listeners: &[TcpListener]) -> io::Result<(TcpStream, SocketAddr)> {
    poll_fn(|context| {
        for listener in listeners {
            if let Poll::Ready(accepted) = listener.poll_accept(context) {
                return Poll::Ready(accepted);
            }
        }
        Poll::Pending
    })
    .await
}
