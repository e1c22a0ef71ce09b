//! Settings of servers: their connections, the hosts that they accept, and where webhooks are sent.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio_rustls::rustls::ClientConfig;

use crate::api::builder::Builder;
use crate::net::webhook_target::WebhookTls;

impl Builder {
    /// Sets how long a server waits for the head of a request, over HTTP/1.1 and HTTP/2. The default is 10 s.
    ///
    /// The time includes the TLS handshake. A connection that sends nothing, or only a part of a head, is then closed.
    /// HTTP/2 connections are also closed if they do not answer a ping within this time; pings are sent this often.
    pub const fn head_timeout(mut self, timeout: Duration) -> Self {
        self.socket_limits.head_timeout = timeout;
        self
    }

    /// Sets how many connections a server keeps open at the same time. The default is 512.
    ///
    /// For each further connection, an idle one is closed: first those that have not sent a request yet, oldest first,
    /// then the one that has been idle for the longest time. If all connections are in use, the new one is answered
    /// with 503 `overloaded`, or closed if the server uses TLS.
    pub const fn max_connections(mut self, connections: usize) -> Self {
        self.socket_limits.max_connections = connections;
        self
    }

    /// Allows webhooks to this host, for instance `app` or `host.docker.internal`, over `http` and `https`.
    ///
    /// A server sends webhooks to this machine and to the allowed hosts only. For an allowed host, the URL of an
    /// endpoint may be plain `http`.
    pub fn webhook_host(mut self, host: impl Into<String>) -> Self {
        self.webhook_hosts.push(host.into());
        self
    }

    /// Sets the TLS configuration with which a server sends webhooks to HTTPS endpoints.
    ///
    /// The function is called by the first such webhook, and is called again if it fails. Without a configuration,
    /// webhooks to HTTPS endpoints fail. `workos emulate` trusts the certificates of the system.
    pub fn webhook_tls(
        mut self,
        load: impl Fn() -> io::Result<Arc<ClientConfig>> + Send + Sync + 'static,
    ) -> Self {
        self.webhook_tls = WebhookTls::new(load);
        self
    }

    /// Accepts requests to a server whose `Host` is this name.
    ///
    /// A server always accepts `localhost`, the names under it, `host.docker.internal`, IP addresses and the host of
    /// [`base_url`](Self::base_url). With [`allow_non_loopback`](Self::allow_non_loopback), it also accepts names
    /// without a dot, such as those of containers. All other names are answered with 403 `host_not_allowed`, since a
    /// web page could use them to send requests to this machine (DNS rebinding). `/health` accepts every host.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.allowed_hosts.push(host.into());
        self
    }
}
