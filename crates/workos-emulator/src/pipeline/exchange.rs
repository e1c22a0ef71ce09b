//! One request and what becomes of it: decided here at once, and carried out by a transport or a server.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, Response, StatusCode};

use crate::api::emulator::Emulator;
use crate::control;
use crate::domains::state::State;
use crate::faults::active::{FaultId, Faults};
use crate::faults::apply;
use crate::faults::apply::Broken;
use crate::faults::effect::Effect;
use crate::http::answer::{Answer, ErrorCode, Failure};
use crate::http::request::Call;
use crate::journal::served::Note;
use crate::journal::{Entry, Fate};
use crate::pipeline::router;

/// What becomes of a request.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// How much later the outcome is to be seen.
    pub(crate) delay: Duration,
    pub(crate) outcome: Result<Response<Bytes>, Broken>,
    pub(crate) note: Note,
}

impl Emulator {
    /// Answers one request. Its host does not matter; every response has an `X-Request-ID`.
    ///
    /// There is no connection that a [fault](crate::Fault) could break. If a fault would leave the client without a
    /// complete response, the response is 502 `connection_broken`. Latency advances the time, unless the emulator is
    /// served. With
    /// [`transport`](Self::transport) and [`serve`](Self::serve), clients see such faults as broken connections.
    pub fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        let exchange = self.exchange(request);
        if !exchange.delay.is_zero() && !self.shared().time.is_served() {
            self.advance(exchange.delay);
        }
        exchange.outcome.unwrap_or_else(|_| {
            let message =
                "A fault broke the connection. Use a transport or a server to see it as a client does.";
            self.finish(Err(Failure::plain(StatusCode::BAD_GATEWAY, "connection_broken", message)))
        })
    }

    /// Handles a request unless a fault prevents that, records it, and says what the client is to see.
    pub(crate) fn exchange(&self, request: Request<Bytes>) -> Exchange {
        let shared = self.shared();
        let mut call = Call::new(shared, request);
        if control::has(call.uri().path()) {
            shared.state().settle(call.moment());
            let answer = control::answer(self, call);
            let outcome = Ok(self.finish(self.saved().and(answer)));
            return Exchange { delay: Duration::ZERO, outcome, note: Note::default() };
        }
        let target = router::find(&mut call);
        let strike = shared.faults().strike(&call);
        if let Some(Effect::Expire) = strike.effect {
            self.with_state_and_faults(|state, faults| apply::expire_request(&call, state, faults));
        }
        let outcome = match strike.effect {
            Some(Effect::Hang) => Err(Broken::Hang),
            Some(Effect::Reset(reset)) if !reset.is_handled() => Err(Broken::Reset(reset, None)),
            Some(Effect::Answer(answer)) => Ok(self.finish(Ok(answer.to_response(call.now)))),
            effect => {
                shared.state().settle(call.moment());
                let answer = target.and_then(|target| router::answer(target, &call));
                self.break_answer(&call, effect, self.finish(self.saved().and(answer)))
            }
        };
        let note = Note { operation: call.operation, faults: strike.ids.clone() };
        self.record(&call, strike.ids, outcome.as_ref());
        Exchange { delay: strike.delay, outcome, note }
    }

    /// Answers a request that did not get as far as being handled.
    pub(crate) fn refuse(&self, parts: Parts, failure: Failure) -> Response<Bytes> {
        let mut call = Call::new(self.shared(), Request::from_parts(parts, Bytes::new()));
        // Whatever its path is, it has been refused already.
        let _ = router::find(&mut call);
        let response = self.finish(Err(failure));
        self.record(&call, Vec::new(), Ok(&response));
        response
    }

    /// # Errors
    /// When a change could not be written down, so that it must not be told.
    fn saved(&self) -> Result<(), Failure> {
        self.shared().check_saved().map_err(|problem| Failure::internal(&problem))
    }

    fn finish(&self, answer: Answer) -> Response<Bytes> {
        let mut response = answer.unwrap_or_else(Failure::into_response);
        if let Ok(value) = HeaderValue::from_str(&self.shared().request_id()) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }

    /// What a fault leaves of an answer.
    fn break_answer(
        &self,
        call: &Call<'_>,
        effect: Option<Effect>,
        mut response: Response<Bytes>,
    ) -> Result<Response<Bytes>, Broken> {
        match effect {
            Some(Effect::Reset(reset)) => return Err(Broken::Reset(reset, Some(response.into()))),
            Some(Effect::Truncate) => return Err(Broken::Truncated(response.into())),
            Some(Effect::Malformed) => apply::make_malformed(&mut response),
            Some(Effect::ContentType(value)) => apply::change_content_type(&mut response, &value),
            Some(Effect::Expire) => self.with_state_and_faults(|state, faults| {
                apply::expire_answer(call.now, &response, state, faults);
            }),
            _ => {}
        }
        Ok(response)
    }

    /// The locks in the order in which they are taken everywhere: first the state.
    fn with_state_and_faults(&self, change: impl FnOnce(&mut State, &mut Faults)) {
        let mut state = self.shared().state();
        change(&mut state, &mut self.shared().faults());
    }

    fn record(&self, call: &Call<'_>, faults: Vec<FaultId>, outcome: Result<&Response<Bytes>, &Broken>) {
        if self.shared().settings.journal_limit == 0 || router::is_own(call.uri().path()) {
            return;
        }
        let answer = outcome.map_or_else(Broken::seen, Some);
        let code = answer.and_then(|answer| answer.extensions().get::<ErrorCode>());
        let fate = Fate {
            status: answer.map(Response::status),
            code: code.map(|ErrorCode(code)| Cow::clone(code)),
            faults,
            unknown_fields: call.take_unknown_fields(),
        };
        let entry = Entry::new(call.now, call.parts(), call.body(), call.route(), fate);
        self.shared().journal().push(entry);
    }
}
