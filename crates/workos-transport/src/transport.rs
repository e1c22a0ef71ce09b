//! The interface that every transport implements.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;

use crate::{Clock, Request, Response, StdClock, TransportError};

/// Sends requests to WorkOS, or to a server with the same API.
///
/// # Contract
/// - `send` sends the request once and returns the complete response, whatever its status: no retries, no redirects, no
///   cookies.
/// - `send` fails if the body exceeds [`Request::body_limit`] or pauses for longer than [`Request::idle_timeout`]. The
///   engine enforces [`Request::remaining`].
/// - Once the head of a response has arrived, the status decides. If the body cannot be read, a success is an error,
///   and any other status is a response without a body ([`Response::without_body`]).
/// - A request that [needs a new connection](Request::needs_new_connection) is sent on a connection that was not idle
///   before. Wrappers forward this flag with the request.
/// - Dropping the future of `send` frees the resources of the attempt and affects no other request.
/// - [`TransportError::is_unprocessed`] is a guarantee; if in doubt, it is `false`.
/// - No part of a URL, header value or body appears in an error or in `Debug`.
///
/// The `conformance` suite checks this contract.
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one request and collects its response.
    ///
    /// # Errors
    /// When there is no complete response.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;

    /// The clock of this transport: a runtime's timer, or a test's manual clock. Wrappers forward the clock of the
    /// inner transport. [`StdClock`] by default.
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
