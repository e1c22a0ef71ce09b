//! What a far end saw.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;

/// The requests a far end got, in the order they came. Clones share it.
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
    /// Which connection it came on, counted from 1.
    pub connection: u64,
    /// Its method.
    pub method: String,
    /// Its path and query, byte for byte.
    pub target: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Received {
    /// A request that came on this connection.
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

    /// Adds a request: before its answer is sent, or, where the far end goes silent, after the last that it sends.
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

    /// Waits until that many requests have come.
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
        // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number of requests: a log may be a field of a transport, whose `Debug` shows nothing of them.
impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("received", &self.state().received.len()).finish_non_exhaustive()
    }
}
