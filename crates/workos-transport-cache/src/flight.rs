//! The outcome of a request that concurrent callers share.

use std::fmt;
use std::sync::Arc;

use workos_transport::{Response, TransportError};

use crate::CacheStatus;

/// A request in flight whose outcome waiting callers share.
pub(crate) type SingleFlight = workos_internal::SingleFlight<SharedOutcome>;

/// The outcome of a request in flight.
#[derive(Clone, Debug)]
pub(crate) enum SharedOutcome {
    /// A response, with the cache status that the waiting callers see.
    Response(Response, CacheStatus),
    /// A failure without a response.
    Failed(Arc<TransportError>),
}

/// Copies the error of a flight for one of its waiting callers.
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
    if let Some(status) = error.status() {
        copy = copy.with_answer_head(status, error.request_id());
    }
    match std::error::Error::source(error.as_ref()) {
        Some(_) => copy.with_source(SharedCause(Arc::clone(error))),
        None => copy,
    }
}

/// An error that displays the source of the shared error, so that every copy has a source.
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
    fn a_shared_error_has_the_kind_flags_and_source_of_the_original() {
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
}
