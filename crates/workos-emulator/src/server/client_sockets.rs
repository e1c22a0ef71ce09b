//! The open TCP connections of a server: their number is limited, and each must send a request in time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore};
use tokio::time;

use crate::net::socket_limits::SocketLimits;

/// The number of clients that are told at the same time that there are too many connections. Others are only closed.
const REFUSALS: usize = 16;
/// The time limit for telling a client that there are too many connections.
const REFUSAL_TIMEOUT: Duration = Duration::from_secs(1);
const REFUSAL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json; charset=utf-8\r\n\
    connection: close\r\nretry-after: 1\r\ncontent-length: 179\r\n\r\n\
    {\"message\":\"The emulator has too many connections, and each is in use. Close some, or raise the limit with \
    `--max-connections` or `Builder::max_connections`.\",\"code\":\"overloaded\"}";

/// The open connections of a server.
#[derive(Clone, Debug)]
pub(crate) struct ClientSockets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    max: usize,
    /// Orders the moments at which connections became idle.
    moments: AtomicU64,
    open: Mutex<HashMap<u64, Arc<Activity>>>,
    refusals: Semaphore,
}

/// What a connection is doing.
#[derive(Debug, Default)]
struct Activity {
    in_flight: AtomicUsize,
    /// Zero until the first request.
    requests: AtomicU64,
    /// The moment of the last change.
    since: AtomicU64,
    /// Wakes the connection at its first request.
    began: Notify,
    close: Notify,
}

impl ClientSockets {
    pub(crate) fn new(limits: SocketLimits) -> Self {
        Self(Arc::new(Inner {
            max: limits.max_connections,
            moments: AtomicU64::new(0),
            open: Mutex::default(),
            refusals: Semaphore::new(REFUSALS),
        }))
    }

    /// Registers a new connection. If there are too many, an idle one is closed. `None` if all are in use.
    pub(crate) fn open(&self) -> Option<ClientSocket> {
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= self.0.max && !close_idle(&mut open) {
            return None;
        }
        let id = self.moment();
        let activity = Arc::new(Activity { since: AtomicU64::new(id), ..Activity::default() });
        open.insert(id, Arc::clone(&activity));
        Some(ClientSocket { id, sockets: self.clone(), activity })
    }

    /// Closes an idle connection, if there is one, so that the system has a file descriptor again.
    pub(crate) fn relieve(&self) -> bool {
        close_idle(&mut self.0.open.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a connection without TLS that there are too many.
    pub(crate) async fn refuse(&self, mut stream: TcpStream) {
        let Ok(_permit) = self.0.refusals.try_acquire() else { return };
        let answer = async {
            stream.write_all(REFUSAL).await?;
            stream.shutdown().await?;
            // Closing a connection with unread bytes could discard the answer before the client has read it.
            while stream.read(&mut [0; 4096]).await? > 0 {}
            std::io::Result::Ok(())
        };
        // The client may have gone.
        let _ = time::timeout(REFUSAL_TIMEOUT, answer).await;
    }

    fn moment(&self) -> u64 {
        self.0.moments.fetch_add(1, Ordering::Relaxed)
    }
}

/// Closes the connection that is idle for the longest time, preferably one that has sent no request yet.
fn close_idle(open: &mut HashMap<u64, Arc<Activity>>) -> bool {
    let idle = open.iter().filter(|(_, activity)| activity.in_flight.load(Ordering::Acquire) == 0);
    let rank = |activity: &Activity| {
        (activity.requests.load(Ordering::Relaxed) > 0, activity.since.load(Ordering::Relaxed))
    };
    let Some(id) = idle.min_by_key(|(_, activity)| rank(activity)).map(|(id, _)| *id) else { return false };
    if let Some(activity) = open.remove(&id) {
        activity.close.notify_one();
    }
    true
}

/// An open connection. Dropping it makes room for another one.
#[derive(Debug)]
pub(crate) struct ClientSocket {
    id: u64,
    sockets: ClientSockets,
    activity: Arc<Activity>,
}

impl ClientSocket {
    /// Returns the handle with which requests are counted.
    pub(crate) fn requests(&self) -> Requests {
        Requests { sockets: self.sockets.clone(), activity: Arc::clone(&self.activity) }
    }

    /// Waits until the connection has to be closed: it has sent no request in time, or another one needs its place.
    pub(crate) async fn closed(&self, head_timeout: Duration) {
        tokio::select! {
            () = self.activity.close.notified() => return,
            () = self.activity.began.notified() => {}
            () = time::sleep(head_timeout) => return,
        }
        self.activity.close.notified().await;
    }
}

impl Drop for ClientSocket {
    fn drop(&mut self) {
        self.sockets.0.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Counts the requests of a connection.
#[derive(Clone, Debug)]
pub(crate) struct Requests {
    sockets: ClientSockets,
    activity: Arc<Activity>,
}

impl Requests {
    /// Counts a request for as long as the result lives.
    pub(crate) fn begin(&self) -> InFlight {
        self.activity.in_flight.fetch_add(1, Ordering::AcqRel);
        self.activity.requests.fetch_add(1, Ordering::Relaxed);
        self.activity.began.notify_one();
        InFlight(self.clone())
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct InFlight(Requests);

impl Drop for InFlight {
    fn drop(&mut self) {
        let Requests { sockets, activity } = &self.0;
        activity.since.store(sockets.moment(), Ordering::Relaxed);
        activity.in_flight.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusal_is_a_complete_response() {
        let text = std::str::from_utf8(REFUSAL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        assert_eq!(length, body.len().to_string());
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["code"], "overloaded");
    }

    #[test]
    fn the_connection_that_is_idle_for_the_longest_time_is_closed_first() {
        let sockets = ClientSockets::new(SocketLimits { max_connections: 3, ..SocketLimits::default() });
        let is_open = |socket: &ClientSocket| sockets.0.open.lock().unwrap().contains_key(&socket.id);
        let (first, second, silent) =
            (sockets.open().unwrap(), sockets.open().unwrap(), sockets.open().unwrap());
        drop(second.requests().begin());
        drop(first.requests().begin());

        // A connection without a request yields first, although it is the newest.
        let busy = sockets.open().unwrap();
        assert!(!is_open(&silent) && is_open(&first) && is_open(&second));
        let in_flight = busy.requests().begin();
        let third = sockets.open().unwrap();
        assert!(!is_open(&second) && is_open(&first) && is_open(&busy));
        let _others = (first.requests().begin(), third.requests().begin());
        assert!(sockets.open().is_none() && !sockets.relieve());
        drop(in_flight);
        assert!(sockets.open().is_some());
        assert!(!is_open(&busy));
        // Dropping a closed connection does not count twice.
        drop((silent, second, busy));
        assert_eq!(sockets.0.open.lock().unwrap().len(), 2);
    }
}
