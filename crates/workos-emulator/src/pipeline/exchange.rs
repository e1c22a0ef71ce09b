//! One request and what becomes of it: decided here at once, and carried out by a transport or a server.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, Response};

use crate::domains::domain::Reply;
use crate::domains::tx::Tx;
use crate::faults::active::FaultId;
use crate::faults::apply;
use crate::faults::apply::Broken;
use crate::faults::effect::Effect;
use crate::http::answer::{Answer, ErrorCode, Failure};
use crate::http::failure_page;
use crate::http::request::Call;
use crate::http::routes::is_own;
use crate::journal::served::Note;
use crate::journal::{Entry, EntryKey, Fate, ResponseBody};
use crate::pipeline::router::{self, Target};
use crate::pipeline::shared::Shared;

/// What becomes of a request.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// How much later the outcome is to be seen.
    pub(crate) delay: Duration,
    pub(crate) outcome: Result<Response<Bytes>, Broken>,
    pub(crate) note: Note,
}

impl Shared {
    /// Handles a request of the API unless a fault prevents that, records it, and says what the client is to see.
    pub(crate) fn exchange(&self, mut call: Call) -> Exchange {
        let target = router::find(&mut call);
        let applied = self.faults().apply_to(&call);
        let outcome = match applied.effect {
            Some(Effect::Hang) => Err(Broken::Hang),
            Some(Effect::Reset(reset)) if !reset.is_handled() => Err(Broken::Reset(reset, None)),
            Some(Effect::Answer(answer)) => Ok(self.finish(&call, Ok(answer.to_response(call.now)))),
            effect => {
                let expires = matches!(effect, Some(Effect::Expire));
                let answer = self.answer(target, &call, expires);
                self.break_answer(&call, effect, self.finish(&call, answer))
            }
        };
        let entry = self.record(&call, applied.ids.clone(), outcome.as_ref());
        let note = Note { operation: call.operation, faults: applied.ids, entry };
        Exchange { delay: applied.delay, outcome, note }
    }

    /// Answers a request in one transaction, and finishes the answer after it.
    fn answer(&self, target: Result<&Target, Failure>, call: &Call, expires: bool) -> Answer {
        // Reads the body before the lock. Whether it can be read is the handler's concern.
        let _ = call.fields();
        let moment = self.env.moment_at(call.now);
        let mut state = self.state();
        if expires {
            apply::expire_request(call, |text| state.expire_text(call.now, text));
        }
        state.settle(moment);
        let mut tx = Tx { state: &mut state, env: &self.env, moment };
        let reply = match target {
            Ok(target) => target.answer(call, &mut tx, &mut self.limiter()),
            Err(failure) => Reply::Done(Err(failure)),
        };
        // From here on the change is saved, and others can use the state.
        drop(state);
        self.saved()?;
        reply.into_answer()
    }

    /// Answers a request that did not get as far as being handled.
    pub(crate) fn refuse(&self, parts: Parts, failure: Failure) -> Exchange {
        let mut call = self.call(Request::from_parts(parts, Bytes::new()));
        // Whatever its path is, it has been refused already.
        let _ = router::find(&mut call);
        let response = self.finish(&call, Err(failure));
        let entry = self.record(&call, Vec::new(), Ok(&response));
        let note = Note { operation: call.operation, faults: Vec::new(), entry };
        Exchange { delay: Duration::ZERO, outcome: Ok(response), note }
    }

    /// # Errors
    /// When a change could not be written down, so that it must not be told.
    pub(crate) fn saved(&self) -> Result<(), Failure> {
        self.check_saved().map_err(|problem| Failure::internal(&problem))
    }

    /// Turns an answer into a response: an error is JSON, or a page if a person sees it.
    pub(crate) fn finish(&self, call: &Call, answer: Answer) -> Response<Bytes> {
        let response = answer.unwrap_or_else(|failure| {
            if call.prefers_page() { failure_page::of_failure(failure) } else { failure.into_response() }
        });
        self.identify(response)
    }

    /// Adds the id of the request to its response.
    pub(crate) fn identify(&self, mut response: Response<Bytes>) -> Response<Bytes> {
        if let Ok(value) = HeaderValue::from_str(&self.env.request_id()) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }

    /// What a fault leaves of an answer.
    fn break_answer(
        &self,
        call: &Call,
        effect: Option<Effect>,
        mut response: Response<Bytes>,
    ) -> Result<Response<Bytes>, Broken> {
        match effect {
            Some(Effect::Reset(reset)) => return Err(Broken::Reset(reset, Some(response.into()))),
            Some(Effect::Truncate) => return Err(Broken::Truncated(response.into())),
            Some(Effect::Malformed) => apply::make_malformed(&mut response),
            Some(Effect::ContentType(value)) => apply::change_content_type(&mut response, &value),
            Some(Effect::Expire) => {
                let mut state = self.state();
                apply::expire_answer(&response, |text| state.expire_text(call.now, text));
            }
            _ => {}
        }
        Ok(response)
    }

    fn record(
        &self,
        call: &Call,
        faults: Vec<FaultId>,
        outcome: Result<&Response<Bytes>, &Broken>,
    ) -> Option<EntryKey> {
        if self.env.settings.journal_limit == 0 || is_own(call.uri().path()) {
            return None;
        }
        let answer = outcome.map_or_else(Broken::seen, Some);
        let code = answer.and_then(|answer| answer.extensions().get::<ErrorCode>());
        let fate = Fate {
            response: answer.map(ResponseBody::of).unwrap_or_default(),
            status: answer.map(Response::status),
            code: code.map(|ErrorCode(code)| Cow::clone(code)),
            faults,
            unknown_fields: call.take_unknown_fields(),
        };
        let entry = Entry::new(call.now, call.parts(), call.body(), call.route(), fate);
        Some(self.journal().push(entry))
    }
}
