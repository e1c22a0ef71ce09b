//! The limits of a pool, and what a request asks of it.

use std::time::Duration;

use crate::connector::ConnectFailure;

/// A connection without an answer for so long is not trusted any more, should its request be cancelled.
pub(crate) const SUSPECT_AFTER: Duration = Duration::from_secs(1);

/// The limits of a pool.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    /// How long an unused connection is kept.
    pub(crate) idle_timeout: Duration,
    /// How many unused connections are kept, per origin.
    pub(crate) max_idle: usize,
    /// How many connections there are at most, per origin.
    pub(crate) max_connections: usize,
}

/// What a request needs of its connection.
#[derive(Clone, Copy)]
pub(crate) struct Demand {
    /// Whether the connection has to be new.
    pub(crate) new: bool,
    /// How long the request may take, waiting included.
    pub(crate) remaining: Duration,
}

/// Why a request got no connection.
pub(crate) enum NoConnection {
    Failed(ConnectFailure),
    /// As many connections as allowed were in use for all of its time.
    Busy,
}
