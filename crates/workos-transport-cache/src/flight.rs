//! How the one request ends for all who want the same at the same time.

use std::fmt;
use std::sync::Arc;

use workos_transport::{Response, TransportError};

use crate::CacheStatus;

/// A request that others wait for.
pub(crate) type Flight = workos_transport::private::Flight<Landing>;

/// How a flight ended.
#[derive(Clone, Debug)]
pub(crate) enum Landing {
    /// With this answer, and what it is to those who waited.
    Answer(Response, CacheStatus),
    /// Without an answer.
    Failed(Arc<TransportError>),
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
    if let Some(status) = error.status() {
        copy = copy.with_answer_head(status, error.request_id());
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
}
