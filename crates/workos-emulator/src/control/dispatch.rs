//! A request goes to the control API or to the emulated API.

use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response, StatusCode};

use crate::api::emulator::Emulator;
use crate::control;
use crate::http::answer::Failure;
use crate::journal::served::Note;
use crate::pipeline::exchange::Exchange;

impl Emulator {
    /// Answers one request. Its host does not matter; every response has an `X-Request-ID`.
    ///
    /// There is no connection that a [fault](crate::Fault) could break. If a fault would leave the client without a
    /// complete response, the response is 502 `connection_broken`. Latency advances the time, unless the emulator is
    /// served. With
    /// [`transport`](Self::transport) and [`serve`](Self::serve), clients see such faults as broken connections.
    pub fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        let exchange = self.exchange(request);
        if !exchange.delay.is_zero() && !self.shared().env.time.is_served() {
            self.advance(exchange.delay);
        }
        exchange.outcome.unwrap_or_else(|_| {
            let message =
                "A fault broke the connection. Use a transport or a server to see it as a client does.";
            let failure = Failure::plain(StatusCode::BAD_GATEWAY, "connection_broken", message);
            self.shared().identify(failure.into_response())
        })
    }

    /// Handles a request, and says what the client is to see.
    pub(crate) fn exchange(&self, request: Request<Bytes>) -> Exchange {
        let shared = self.shared();
        let call = shared.call(request);
        if !control::has(call.uri().path()) {
            return shared.exchange(call);
        }
        shared.state().settle(shared.env.moment_at(call.now));
        let answer = control::answer(self, call);
        let answer = shared.saved().and(answer).unwrap_or_else(Failure::into_response);
        let outcome = Ok(shared.identify(answer));
        Exchange { delay: Duration::ZERO, outcome, note: Note::default() }
    }

    /// Answers a request whose body could not be read.
    pub(crate) fn refuse(&self, parts: Parts, failure: Failure) -> Exchange {
        self.shared().refuse(parts, failure)
    }
}
