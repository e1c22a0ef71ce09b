//! One request for all who want the same at the same time.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use workos_transport::{Response, TransportError};

use crate::CacheStatus;

/// A request that others wait for.
#[derive(Debug, Default)]
pub(crate) struct Flight(Mutex<State>);

#[derive(Debug)]
enum State {
    Flying { next: u64, waiting: BTreeMap<u64, Waker> },
    Landed(Landing),
}

impl Default for State {
    fn default() -> Self {
        Self::Flying { next: 0, waiting: BTreeMap::new() }
    }
}

/// How a flight ended.
#[derive(Clone, Debug)]
pub(crate) enum Landing {
    /// With this answer, and what it is to those who waited.
    Answer(Response, CacheStatus),
    /// Without an answer.
    Failed(Arc<TransportError>),
    /// Its caller left before it ended: somebody else has to ask.
    Abandoned,
}

impl Flight {
    /// Ends the flight, and wakes all who wait.
    pub(crate) fn land(&self, landing: Landing) {
        let state = std::mem::replace(&mut *self.state(), State::Landed(landing));
        if let State::Flying { waiting, .. } = state {
            waiting.into_values().for_each(Waker::wake);
        }
    }

    /// Waits for the end.
    pub(crate) fn landing(self: Arc<Self>) -> Waiting {
        Waiting { flight: self, ticket: None }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) struct Waiting {
    flight: Arc<Flight>,
    ticket: Option<u64>,
}

impl Future for Waiting {
    type Output = Landing;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Landing> {
        let flight = Arc::clone(&self.flight);
        let mut state = flight.state();
        match &mut *state {
            State::Landed(landing) => Poll::Ready(landing.clone()),
            State::Flying { next, waiting } => {
                let ticket = *self.ticket.get_or_insert_with(|| {
                    *next += 1;
                    *next
                });
                waiting.insert(ticket, context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let (Some(ticket), State::Flying { waiting, .. }) = (self.ticket, &mut *self.flight.state()) {
            waiting.remove(&ticket);
        }
    }
}

/// The error of a flight, for one of several who waited for it.
pub(crate) fn share(error: &Arc<TransportError>) -> TransportError {
    let mut copy = TransportError::new(error.kind(), error.to_string());
    if error.is_unprocessed() {
        copy = copy.unprocessed();
    }
    if error.reused() {
        copy = copy.on_reused_connection();
    }
    if let Some(wait) = error.retry_after() {
        copy = copy.with_retry_after(wait);
    }
    match std::error::Error::source(error.as_ref()) {
        Some(_) => copy.with_source(SharedCause(Arc::clone(error))),
        None => copy,
    }
}

/// Reads like the source of the shared error.
#[derive(Debug)]
struct SharedCause(Arc<TransportError>);

impl SharedCause {
    fn cause(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(self.0.as_ref())
    }
}

impl fmt::Display for SharedCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause().map_or(Ok(()), |cause| fmt::Display::fmt(cause, f))
    }
}

impl std::error::Error for SharedCause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause()?.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use workos_transport::TransportErrorKind;

    #[test]
    fn a_shared_error_says_what_the_original_says() {
        let cause = std::io::Error::other("connection refused");
        let original = TransportError::new(TransportErrorKind::Lost, "cannot send")
            .unprocessed()
            .on_reused_connection()
            .with_retry_after(Duration::from_secs(3))
            .with_source(cause);
        let copy = share(&Arc::new(original));
        assert_eq!((copy.kind(), copy.to_string().as_str()), (TransportErrorKind::Lost, "cannot send"));
        assert!(copy.is_unprocessed() && copy.reused());
        assert_eq!(copy.retry_after(), Some(Duration::from_secs(3)));
        assert_eq!(std::error::Error::source(&copy).unwrap().to_string(), "connection refused");
    }

    #[test]
    fn one_who_stops_waiting_leaves_nothing_behind() {
        let flight = Arc::new(Flight::default());
        let mut waiting = Arc::clone(&flight).landing();
        assert!(Pin::new(&mut waiting).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        drop(waiting);
        assert!(matches!(&*flight.state(), State::Flying { waiting, .. } if waiting.is_empty()));
    }
}
