//! The limits of a pool, and the demands of a request.

use std::time::Duration;

use crate::connector::ConnectFailure;

/// If a request is cancelled after it got no answer for this time, its connection is no longer trusted.
pub(crate) const SUSPECT_AFTER: Duration = Duration::from_secs(1);

/// The limits of a pool.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    /// How long an unused connection is kept.
    pub(crate) idle_timeout: Duration,
    /// How many unused connections are kept, per origin.
    pub(crate) max_idle: usize,
    /// How many connections may exist, per origin.
    pub(crate) max_connections: usize,
}

/// The demands of a request on its connection.
#[derive(Clone, Copy)]
pub(crate) struct Demand {
    /// Whether the connection has to be new.
    pub(crate) new: bool,
    /// How long the request may take, including the wait for a connection.
    pub(crate) remaining: Duration,
}

/// Why a request got no connection.
pub(crate) enum NoConnection {
    /// The connection could not be opened.
    Failed(ConnectFailure),
    /// All allowed connections were in use until the deadline of the request.
    Busy,
}
