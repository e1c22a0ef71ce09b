//! The connection pool of HTTP/1.1. A connection carries one request at a time and is kept for the next.
//!
//! # Rules
//! - At most `max_connections_per_host` connections to an origin exist, those that are being opened included. Further
//!   requests wait in a queue, first come, first served, until a connection comes back or a slot becomes free.
//! - Each connection attempt belongs to the request that started it, and runs on the runtime of that request. Cancelling
//!   that request cancels no other attempt, and the connection then goes to the next request in the queue.
//! - A request in the queue takes a connection that comes back even while an attempt of its own is running.
//! - A slot is taken from the start of an attempt until the socket is closed: the task that owns the socket owns the slot.
//!
//! # Dead connections
//! A firewall or NAT that forgets its connections forgets many at once. So a request that fails without an answer on a
//! connection that was used before, by a loss or by a timeout, is evidence against every connection that has been idle
//! since before that request began: all of them are closed. Connections that gave an answer since then are kept. The
//! retry asks for a new connection (`Request::needs_new_connection`), and gets one that was never idle. A dead origin
//! therefore costs a call one attempt, however many connections were kept.
//!
//! # Why not `hyper_util::client::pool`
//! A trial of `cache` (0.1.21), with our connector and nothing added for what it lacks, failed 17 tests that this pool
//! passes. A call costs the same: 0.99 times the user-mode instructions of this pool.
//! - It has no limit of connections, of idle ones or of idle time, and keeps connections that died together: ten that were
//!   reset cost a read all of its four attempts.
//! - A connection enters it only through its own call. One that a request needs new, or on which TLS agreed on HTTP/1.1,
//!   cannot be kept.
//! - Cancelling a request cancels its connection attempt; only an attempt that lost against a connection that came back
//!   goes on.
//! - Its types cannot be named, so a transport has to box the cache, each pending call and each connection handed out.

mod connection;
mod limits;
mod pool;
mod queue;

pub(crate) use connection::PooledConnection;
#[cfg(feature = "http2")]
pub(crate) use limits::SUSPECT_AFTER;
pub(crate) use limits::{Demand, NoConnection, Settings};
pub(crate) use pool::Pool;
