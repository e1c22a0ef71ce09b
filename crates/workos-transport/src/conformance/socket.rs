//! The harness for transports over sockets.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use async_trait::async_trait;

use super::{Behaviour, Harness, Log, Server, Staged};
use crate::Transport;

type Front = dyn Fn(SocketAddr) -> io::Result<SocketAddr> + Send + Sync;

/// Stages cases for a transport over sockets with a [`Server`] on the loopback interface.
///
/// One transport serves all cases, as it would in an application.
pub struct SocketHarness {
    transport: Arc<dyn Transport>,
    origin: String,
    front: Option<Box<Front>>,
}

impl SocketHarness {
    /// Creates a harness for plain HTTP/1.1.
    #[must_use]
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self { transport: Arc::new(transport), origin: "http://127.0.0.1".into(), front: None }
    }

    /// Puts a proxy in front of the server, such as a TLS terminator. `front` gets the address of the server, starts to
    /// forward connections to it, and returns the address of the proxy. The proxy must forward the end of a connection
    /// in both directions.
    ///
    /// `origin` is the scheme and host at which the transport reaches the proxy, for instance `https://localhost`.
    #[must_use]
    pub fn behind(
        mut self,
        origin: impl Into<String>,
        front: impl Fn(SocketAddr) -> io::Result<SocketAddr> + Send + Sync + 'static,
    ) -> Self {
        self.origin = origin.into();
        self.front = Some(Box::new(front));
        self
    }

    fn stage_now(&self, behaviour: Behaviour) -> io::Result<Staged> {
        let log = Log::new();
        let staged = |port: u16| {
            Staged::new(Arc::clone(&self.transport), format!("{}:{port}", self.origin), log.clone())
        };
        match behaviour {
            Behaviour::Refuse => {
                // The port of a client socket is in use and has no listener, as long as the socket is open.
                let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
                let taken = TcpStream::connect(listener.local_addr()?)?;
                Ok(staged(taken.local_addr()?.port()).keep((listener, taken)))
            }
            Behaviour::Serve(replies) => {
                let server = Server::start(replies, log.clone())?;
                let address = match &self.front {
                    Some(front) => front(server.address())?,
                    None => server.address(),
                };
                Ok(staged(address.port()).keep(server))
            }
        }
    }
}

#[async_trait]
impl Harness for SocketHarness {
    #[expect(clippy::panic, reason = "a test harness: without loopback sockets there is nothing to test")]
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged> {
        match self.stage_now(behaviour) {
            Ok(staged) => Some(staged),
            Err(error) => panic!("no loopback server can be started: {error}"),
        }
    }
}

impl std::fmt::Debug for SocketHarness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SocketHarness")
            .field("transport", &self.transport)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}
