//! The port itself.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;

use crate::{Clock, Request, Response, StdClock, TransportError};

/// Carries requests to WorkOS, or to something that answers like it.
///
/// # Contract
/// - `send` sends the request once and returns the whole answer, whatever its status: no retries, no redirects,
///   no cookies.
/// - It gives up by itself when the body exceeds [`Request::body_limit`] or pauses for longer than
///   [`Request::idle_timeout`]; the engine races it against [`Request::remaining`].
/// - Once the head of an answer is there, the status decides: an answer other than a success whose body cannot be
///   read is an answer without a body ([`Response::without_body`]). Only a success without its body is an error.
/// - A request that [needs a new connection](Request::needs_new_connection) is sent on one that was not idle before.
///   Wrappers forward the request, and this mark with it.
/// - Dropping its future frees what the attempt holds and harms no other request.
/// - [`TransportError::is_unprocessed`] is a promise; in doubt it is `false`.
/// - Nothing of a URL, header value or body appears in an error or in `Debug`.
///
/// The suite in `conformance` checks this.
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one request and collects its answer.
    ///
    /// # Errors
    /// When there is no complete answer.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;

    /// The clock that goes with this transport: a runtime's timer, or a test's manual clock. Wrappers forward
    /// it. [`StdClock`] by default.
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(StdClock::new())
    }
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Arc<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        (**self).send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        (**self).clock()
    }
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Box<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        (**self).send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        (**self).clock()
    }
}
