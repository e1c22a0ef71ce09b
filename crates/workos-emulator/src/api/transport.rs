//! The emulator as a transport: no sockets, no runtime.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use workos_transport::{
    Clock, ManualClock, Request, Response, Transport, TransportError, TransportErrorKind,
};

use crate::api::emulator::Emulator;
use crate::faults::apply::Broken;
use crate::faults::effect::Reset;

/// How much longer than the client waits a hang takes, so that it is the client who gives up.
const BEYOND: Duration = Duration::from_secs(1);

/// A transport that answers requests in process, without delay. Created by [`Emulator::transport`].
///
/// [Faults](crate::Fault) appear as errors of a connection: a reset or a truncated body is a `Lost` error. Only
/// [`Reset::Refused`] promises that the request was not processed, since a client can tell only in this case. Latency
/// and hangs take time on the clock.
///
/// The clock is the emulator's manual clock, which also advances by itself when a caller sleeps and nothing else is
/// ready. If the emulator is also served, it follows the system's time, and the manual clock affects only the clients
/// of the transport.
#[derive(Clone, Debug)]
pub struct EmulatorTransport {
    emulator: Emulator,
}

impl EmulatorTransport {
    pub(crate) const fn new(emulator: Emulator) -> Self {
        Self { emulator }
    }

    /// Returns the clock of the emulator and of the clients that use this transport.
    #[must_use]
    pub fn manual_clock(&self) -> &ManualClock {
        self.emulator.shared().env.time.manual()
    }
}

#[async_trait]
impl Transport for EmulatorTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (limit, remaining) = (request.body_limit(), request.remaining());
        let exchange = self.emulator.exchange(request.into_http());
        if !exchange.delay.is_zero() {
            self.manual_clock().sleep(exchange.delay).await;
        }
        let response = match exchange.outcome {
            Ok(response) => response,
            Err(Broken::Hang) => {
                self.manual_clock().sleep(remaining.saturating_add(BEYOND)).await;
                return Err(TransportError::new(TransportErrorKind::Timeout, "no response in time"));
            }
            Err(broken) => {
                let error = lost(&broken);
                return match broken.seen() {
                    Some(response) => Response::without_body(response.clone().into_parts().0, error),
                    None => Err(error),
                };
            }
        };
        if response.body().len() > limit {
            let message = format!("the response body is larger than {limit} bytes");
            let error = TransportError::new(TransportErrorKind::TooLarge, message);
            return Response::without_body(response.into_parts().0, error);
        }
        Ok(Response::new(response))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.manual_clock().clone())
    }
}

fn lost(broken: &Broken) -> TransportError {
    let error = |message| TransportError::new(TransportErrorKind::Lost, message);
    match broken {
        Broken::Reset(Reset::Refused, _) => error("the server refused the stream").unprocessed(),
        Broken::Reset(Reset::Inside | Reset::After, _) => {
            error("the connection was reset in the response body")
        }
        Broken::Truncated(_) => error("the response body ended early"),
        Broken::Reset(..) | Broken::Hang => error("the connection was reset before the response"),
    }
}

impl Emulator {
    /// Returns a transport that answers in process, without sockets, on the emulator's manual clock.
    #[must_use]
    pub fn transport(&self) -> EmulatorTransport {
        EmulatorTransport::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(clock.now().duration_since(before), Duration::from_secs(60));
    }

    /// Creates an organization while a fault is there; how often it was created, and why there was no answer.
    fn create(fault: crate::Fault) -> (usize, TransportError) {
        static CREATE: Operation =
            Operation::new("organizations.create", http::Method::POST, "/organizations");
        let emulator = Emulator::new();
        emulator.inject(fault).unwrap();
        let http = http::Request::post("https://api.workos.com/organizations")
            .header("authorization", "Bearer sk_test_default")
            .header("content-type", "application/json")
            .body(Bytes::from_static(b"{\"name\": \"New\"}"))
            .unwrap();
        let error = send(&emulator.transport(), Request::new(&CREATE, http)).unwrap_err();
        (emulator.event_count("organization.created"), error)
    }

    #[test]
    fn a_lost_connection_promises_no_more_than_a_client_could_know() {
        for (reset, handled, unprocessed) in [
            (Reset::Refused, 0, true),
            (Reset::Before, 0, false),
            (Reset::Unanswered, 1, false),
            (Reset::Inside, 1, false),
            (Reset::After, 1, false),
        ] {
            let (created, error) = create(crate::faults::Fault::everywhere().reset(reset));
            assert_eq!(error.kind(), TransportErrorKind::Lost, "{reset:?}");
            assert_eq!((created, error.is_unprocessed()), (handled, unprocessed), "{reset:?}");
        }
        let (created, error) = create(crate::faults::Fault::everywhere().truncate());
        assert_eq!((created, error.kind(), error.is_unprocessed()), (1, TransportErrorKind::Lost, false));
    }

    #[test]
    fn latency_and_hangs_take_the_time_of_the_clock() {
        let emulator = Emulator::new();
        let transport = emulator.transport();
        let slow = crate::faults::latency::Latency::fixed(Duration::from_millis(250));
        emulator.inject(crate::faults::Fault::everywhere().latency(slow).count(1)).unwrap();
        assert_eq!(send(&transport, request()).unwrap().status(), 200);
        assert_eq!(transport.clock().elapsed(), Duration::from_millis(250));
        emulator.inject(crate::faults::Fault::everywhere().hang()).unwrap();
        let hang = send(&transport, request().with_remaining(Duration::from_secs(5))).unwrap_err();
        assert_eq!(hang.kind(), TransportErrorKind::Timeout);
        assert!(transport.clock().elapsed() > Duration::from_secs(5));
    }
}
