//! The log of the requests that a test server received.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;

/// The requests that a test server received, in order. Clones share the log.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    received: Vec<Received>,
    waiting: Vec<Waker>,
}

/// One request as it arrived.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// The number of the connection on which the request came, counted from 1.
    pub connection: u64,
    /// The method.
    pub method: String,
    /// The path and query, byte for byte.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Received {
    /// Creates the record of a request that came on this connection.
    #[must_use]
    pub fn new(connection: u64, method: &str, target: &str, headers: HeaderMap, body: Bytes) -> Self {
        Self { connection, method: method.into(), target: target.into(), headers, body }
    }
}

impl Log {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request. Call this before the answer is sent, or, if the test server goes silent, after its last byte.
    pub fn record(&self, request: Received) {
        let mut state = self.state();
        state.received.push(request);
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// The requests so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// Waits until the log holds this many requests.
    pub(crate) async fn reached(&self, requests: usize) {
        poll_fn(|context| {
            let mut state = self.state();
            if state.received.len() >= requests {
                return Poll::Ready(());
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows only the number of requests: a log may be a field of a transport, whose `Debug` must not show requests.
impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("received", &self.state().received.len()).finish_non_exhaustive()
    }
}
