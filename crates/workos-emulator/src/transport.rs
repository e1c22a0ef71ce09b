//! The emulator as a transport: no sockets, no runtime.

use std::sync::Arc;

use async_trait::async_trait;
use workos_transport::{
    Clock, ManualClock, Request, Response, Transport, TransportError, TransportErrorKind,
};

use crate::emulator::Emulator;

/// Answers the requests of a client in process, at once. Made by [`Emulator::transport`].
///
/// Its clock is the emulator's manual clock, which also moves by itself when a caller sleeps and nothing else
/// is ready. An emulator that is also served follows the system's time, and that clock moves its clients only.
#[derive(Clone, Debug)]
pub struct EmulatorTransport {
    emulator: Emulator,
}

impl EmulatorTransport {
    pub(crate) const fn new(emulator: Emulator) -> Self {
        Self { emulator }
    }

    /// The clock of the emulator and of the clients that use this transport.
    #[must_use]
    pub fn manual_clock(&self) -> &ManualClock {
        self.emulator.shared().time.manual()
    }
}

#[async_trait]
impl Transport for EmulatorTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let limit = request.body_limit();
        let response = self.emulator.handle(request.into_http());
        if response.body().len() > limit {
            let message = format!("the response body is larger than {limit} bytes");
            return Err(TransportError::new(TransportErrorKind::TooLarge, message));
        }
        Ok(Response::new(response))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.manual_clock().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use bytes::Bytes;
    use workos_transport::Operation;

    static LIST: Operation = Operation::new("connections.list", http::Method::GET, "/connections");

    fn request() -> Request {
        let http = http::Request::get("https://api.workos.com/connections")
            .header("authorization", "Bearer sk_test_default")
            .body(Bytes::new())
            .unwrap();
        Request::new(&LIST, http)
    }

    fn send(transport: &EmulatorTransport, request: Request) -> Result<Response, TransportError> {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(transport.send(request))
    }

    #[test]
    fn requests_are_answered_in_process_whatever_their_host() {
        let response = send(&Emulator::new().transport(), request()).unwrap();
        assert_eq!(response.status(), 200);
        assert!(response.headers().contains_key("x-request-id"));
    }

    #[test]
    fn a_body_over_the_limit_of_the_request_is_an_error() {
        let error = send(&Emulator::new().transport(), request().with_body_limit(10)).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    }

    #[test]
    fn the_clock_is_the_emulators() {
        let emulator = Emulator::new();
        let clock = emulator.transport().clock();
        let before = clock.now();
        emulator.advance(Duration::from_secs(60));
        assert_eq!((clock.now(), clock.elapsed()), (emulator.now(), Duration::from_secs(60)));
        assert_eq!(clock.now().saturating_since(before), Duration::from_secs(60));
    }
}
