//! Finds connections that went silent: TCP keep-alive and a limit for unacknowledged data.
//!
//! A NAT or firewall that forgets a connection drops its packets without a reset. A request on that connection then
//! waits until its attempt timeout. HTTP/2 finds such connections by its pings, but HTTP/1.1 has no pings. A short
//! limit for the first byte of an answer was considered and rejected: a slow answer to a write looks the same, and
//! failing such a write leaves its outcome unknown.
//!
//! The operating system can tell the two cases apart, because the peer acknowledges a request long before it answers:
//! - Keep-alive probes are sent while a connection is unused. A dead connection is closed within 20 seconds by default
//!   and then never given to a request. The probes also keep the entry of a NAT alive.
//! - `TCP_USER_TIMEOUT` (Linux, Android, Fuchsia) ends a connection whose peer acknowledged nothing for 20 seconds,
//!   which is less than the attempt timeout.
//!
//! Neither option fails a request that reached a slow server. If a server acknowledges a request and never answers, the
//! attempt timeout ends the attempt, and the pool gives the next attempt a new connection. With a proxy, both options
//! apply only to the connection to the proxy.

use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::TcpStream;

/// The number of unanswered probes after which a connection ends, if there is no limit for unacknowledged data.
const PROBES: u32 = 2;

/// The options that find silent TCP connections.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TcpKeepAlive {
    /// The silence after which the first probe is sent. Further probes follow after half of that time.
    pub(crate) time: Option<Duration>,
    /// How long sent data may stay unacknowledged.
    pub(crate) user_timeout: Option<Duration>,
}

impl TcpKeepAlive {
    /// Sets the options of a connection. A system that lacks an option ignores it.
    pub(crate) fn apply(self, stream: &TcpStream) {
        let socket = SockRef::from(stream);
        if let Some(time) = self.time {
            // The options are in whole seconds.
            let time = time.max(Duration::from_secs(1));
            let keep_alive = TcpKeepalive::new().with_time(time);
            #[cfg(not(any(
                target_os = "openbsd",
                target_os = "haiku",
                target_os = "redox",
                target_os = "solaris"
            )))]
            let keep_alive = keep_alive.with_interval((time / 2).max(Duration::from_secs(1)));
            #[cfg(any(
                target_os = "linux",
                target_os = "android",
                target_vendor = "apple",
                target_os = "freebsd"
            ))]
            let keep_alive = keep_alive.with_retries(PROBES);
            let _ = socket.set_tcp_keepalive(&keep_alive);
        }
        #[cfg(any(target_os = "linux", target_os = "android", target_os = "fuchsia"))]
        if let Some(timeout) = self.user_timeout {
            let _ = socket.set_tcp_user_timeout(Some(timeout));
        }
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;
    use tokio::net::TcpListener;

    async fn options(keep_alive: TcpKeepAlive) -> (bool, Duration, Duration, Option<Duration>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        keep_alive.apply(&stream);
        let socket = SockRef::from(&stream);
        let (time, interval) =
            (socket.tcp_keepalive_time().unwrap(), socket.tcp_keepalive_interval().unwrap());
        (socket.keepalive().unwrap(), time, interval, socket.tcp_user_timeout().unwrap())
    }

    #[tokio::test]
    async fn the_options_of_a_connection_are_set() {
        let (ten, twenty) = (Duration::from_secs(10), Duration::from_secs(20));
        let set = options(TcpKeepAlive { time: Some(ten), user_timeout: Some(twenty) }).await;
        assert_eq!(set, (true, ten, ten / 2, Some(twenty)));
        let short = TcpKeepAlive { time: Some(Duration::from_millis(1)), user_timeout: None };
        let (on, time, interval, _) = options(short).await;
        assert_eq!((on, time, interval), (true, Duration::from_secs(1), Duration::from_secs(1)));
    }

    #[tokio::test]
    async fn without_settings_the_defaults_of_the_system_stay() {
        let (on, _, _, timeout) = options(TcpKeepAlive { time: None, user_timeout: None }).await;
        assert_eq!((on, timeout), (false, None));
    }
}
