//! The connection pool of HTTP/1.1. A connection carries one request at a time and is kept for the next one.
//!
//! # Rules
//! - At most `max_connections_per_host` connections to an origin exist, including those that are being opened. Further
//!   requests wait in a queue, first come, first served, until a connection is given back or a slot becomes free.
//! - Each connection attempt belongs to the request that started it, and runs on the runtime of that request.
//!   Cancelling that request cancels no other attempt, and the connection then goes to the next request in the queue.
//! - A request in the queue takes a connection that is given back, even while its own attempt is running.
//! - A slot is taken from the start of an attempt until the socket is closed: the task that owns the socket owns the
//!   slot.
//!
//! # Dead connections
//! A firewall or NAT that forgets its connections forgets many at once. So if a request on a reused connection is lost
//! or times out without an answer, every connection that has been idle since before that request began may be dead too:
//! all of them are closed. Connections that gave an answer since then are kept. The retry asks for a new connection
//! (`Request::needs_new_connection`), and gets one that was never idle. Dead connections therefore cost a call one
//! attempt, however many of them were pooled.
//!
//! # Why not `hyper_util::client::pool`
//! A trial of its `cache` (0.1.21), with our connector and without additions, failed 17 tests that this pool passes.
//! The cost of a call is the same: 0.99 times the user-mode instructions of this pool.
//! - `cache` limits neither the number of connections, nor the number of idle ones, nor their idle time. It keeps
//!   connections that died together: ten reset connections cost a read all of its four attempts.
//! - Only connections that `cache` opens itself are pooled. A new connection for a retry, or a connection on which TLS
//!   agreed on HTTP/1.1, cannot be added.
//! - Cancelling a request cancels its connection attempt. An attempt continues only if its request took a connection
//!   that was given back.
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
