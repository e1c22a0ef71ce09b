//! A transport that returns scripted replies.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_transport::{
    Clock, ManualClock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::recorded::operations;
use crate::{RecordedRequest, Reply};

/// A transport that returns scripted replies in order, and records the requests.
///
/// Its clock is an automatic [`ManualClock`]: waiting takes no real time, a hang times out at once, and a test measures
/// the same times on every run. A request without a reply fails with an error that names the request, and
/// [`assert_finished`](Self::assert_finished) reports it.
///
/// Clones share the script, the recorded requests and the clock: give one clone to the client and keep another.
///
/// ```
/// use http::Method;
/// use serde_json::json;
/// use workos_transport::{Operation, Request, Transport, TransportErrorKind};
/// use workos_transport_mock::{Reply, Script};
///
/// static GET_WIDGET: Operation = Operation::new("widgets.get", Method::GET, "/widgets/{id}");
///
/// let script = Script::new()
///     .reply(Reply::status(503).header("retry-after", "2"))
///     .error(TransportErrorKind::Lost)
///     .reply(Reply::json(200, json!({"id": "widget_1"})));
///
/// let request = http::Request::get("https://api.workos.com/widgets/1?expand=all").body("".into())?;
/// let send = || script.send(Request::new(&GET_WIDGET, request.clone()));
/// futures_executor::block_on(async {
///     assert_eq!(send().await.unwrap().status(), 503);
///     assert_eq!(send().await.unwrap_err().kind(), TransportErrorKind::Lost);
///     assert_eq!(send().await.unwrap().status(), 200);
/// });
/// script.assert_finished();
/// assert_eq!(script.requests()[2].query(), [("expand".into(), "all".into())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Script(Arc<Mutex<State>>);

struct State {
    clock: ManualClock,
    ordered: VecDeque<Reply>,
    by_operation: BTreeMap<String, VecDeque<Reply>>,
    recorded: Vec<RecordedRequest>,
    /// The error message of each request that had no reply.
    unexpected: Vec<String>,
}

impl Script {
    /// Creates an empty script with an automatic clock.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(ManualClock::auto())
    }

    /// Creates an empty script with this clock, for instance one that the test advances.
    #[must_use]
    pub fn with_clock(clock: ManualClock) -> Self {
        Self(Arc::new(Mutex::new(State {
            clock,
            ordered: VecDeque::new(),
            by_operation: BTreeMap::new(),
            recorded: Vec::new(),
            unexpected: Vec::new(),
        })))
    }

    /// Adds a reply, for one request.
    #[must_use]
    pub fn reply(self, reply: impl Into<Reply>) -> Self {
        self.state().ordered.push_back(reply.into());
        self
    }

    /// Adds several replies in order, each for one request.
    #[must_use]
    pub fn replies(self, replies: impl IntoIterator<Item = Reply>) -> Self {
        self.state().ordered.extend(replies);
        self
    }

    /// Adds an error, for one request.
    #[must_use]
    pub fn error(self, kind: TransportErrorKind) -> Self {
        self.reply(Reply::error(kind))
    }

    /// Adds a reply that never completes, for one request.
    #[must_use]
    pub fn hang(self) -> Self {
        self.reply(Reply::hang())
    }

    /// Adds a reply for one request of this operation, for instance `connections.get`.
    ///
    /// An operation with its own replies uses only those, in order; the general replies remain for the other
    /// operations.
    /// Use this for concurrent calls, whose order a test should not depend on.
    #[must_use]
    pub fn for_operation(self, operation: impl Into<String>, reply: impl Into<Reply>) -> Self {
        self.state().by_operation.entry(operation.into()).or_default().push_back(reply.into());
        self
    }

    /// Returns the requests so far, in the order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().recorded.clone()
    }

    /// Returns the clock of this transport.
    #[must_use]
    pub fn clock(&self) -> ManualClock {
        self.state().clock.clone()
    }

    /// Asserts that every reply was used and every request had a reply.
    ///
    /// # Panics
    /// If a reply was not used or a request had no reply. The message lists both.
    #[track_caller]
    #[expect(clippy::panic, reason = "an assertion, for tests")]
    pub fn assert_finished(&self) {
        let state = self.state();
        let mut problems = state.unexpected.clone();
        if !state.ordered.is_empty() {
            problems.push(format!("replies not used: {}", listed(&state.ordered)));
        }
        for (operation, replies) in state.by_operation.iter().filter(|(_, replies)| !replies.is_empty()) {
            problems.push(format!("replies to {operation} not used: {}", listed(replies)));
        }
        let requests = operations(&state.recorded);
        drop(state);
        if !problems.is_empty() {
            panic!("the requests did not match the script: {} (requests: {requests})", problems.join("; "));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Records a request and removes its reply from the script.
    fn take(&mut self, request: Request) -> (RecordedRequest, Result<Reply, TransportError>) {
        let recorded = RecordedRequest::new(request, self.clock.elapsed());
        let operation = recorded.operation();
        let own_replies = self.by_operation.get_mut(operation);
        let reply = own_replies.unwrap_or(&mut self.ordered).pop_front().ok_or_else(|| {
            let number = self.recorded.len() + 1;
            let before = operations(&self.recorded);
            let message =
                format!("the script has no reply to request {number}, {operation} (before it: {before})");
            self.unexpected.push(message.clone());
            TransportError::new(TransportErrorKind::Protocol, message)
        });
        self.recorded.push(recorded.clone());
        (recorded, reply)
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (recorded, reply) = self.state().take(request);
        let clock = self.clock();
        reply?.play(&recorded, &clock).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock())
    }
}

impl Default for Script {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Script")
            .field("recorded", &state.recorded.len())
            .field("ordered", &state.ordered)
            .field("by_operation", &state.by_operation)
            .finish_non_exhaustive()
    }
}

fn listed(replies: &VecDeque<Reply>) -> String {
    replies.iter().map(Reply::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_executor::block_on;
    use http::Method;
    use serde_json::json;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::time::Duration;
    use workos_transport::Operation;

    static LIST: Operation = Operation::new("things.list", Method::GET, "/things");
    static GET: Operation = Operation::new("things.get", Method::GET, "/things/{id}");

    fn request(operation: &'static Operation) -> Request {
        let http = http::Request::post("https://api.workos.com/things/canary?code=canary")
            .header("authorization", "Bearer canary")
            .body("grant_type=code&code=a+b".into());
        Request::new(operation, http.unwrap())
    }

    fn panic_message(script: &Script) -> String {
        let panicked = catch_unwind(AssertUnwindSafe(|| script.assert_finished())).unwrap_err();
        *panicked.downcast::<String>().unwrap()
    }

    #[test]
    fn the_error_of_a_request_without_a_reply_names_it_and_the_requests_before_it() {
        let script = Script::new().reply(Reply::status(200));
        block_on(script.send(request(&LIST))).unwrap();
        let error = block_on(script.send(request(&GET))).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Protocol);
        assert_eq!(
            error.to_string(),
            "the script has no reply to request 2, things.get (before it: things.list)"
        );
        assert!(panic_message(&script).contains("no reply to request 2, things.get"));
    }

    #[test]
    fn unused_replies_are_listed() {
        let script = Script::new().reply(Reply::status(503)).hang().error(TransportErrorKind::Lost);
        let script = script.for_operation("things.get", Reply::status(404));
        let message = panic_message(&script);
        assert!(message.contains("replies not used: 503, hang, Lost"), "{message}");
        assert!(message.contains("replies to things.get not used: 404"), "{message}");
    }

    #[test]
    fn an_operation_with_its_own_replies_uses_only_those() {
        let script = Script::new().for_operation("things.get", Reply::status(404)).reply(Reply::status(200));
        assert_eq!(block_on(script.send(request(&GET))).unwrap().status(), 404);
        assert!(block_on(script.send(request(&GET))).is_err());
        assert_eq!(block_on(script.send(request(&LIST))).unwrap().status(), 200);
    }

    #[test]
    fn latency_advances_the_clock_and_shows_in_recorded_requests() {
        let script = Script::new()
            .reply(Reply::status(200).after(Duration::from_secs(3)))
            .reply(Reply::json(200, json!([])));
        block_on(script.send(request(&LIST))).unwrap();
        block_on(script.send(request(&LIST))).unwrap();
        assert_eq!(script.requests()[1].at(), Duration::from_secs(3));
    }

    #[test]
    fn a_reply_can_be_computed_from_the_request() {
        let script = Script::new().reply(Reply::computed(|request| {
            Reply::json(200, json!({"authorization": request.header("authorization")}))
        }));
        let response = block_on(script.send(request(&GET))).unwrap();
        assert_eq!(response.body(), r#"{"authorization":"Bearer canary"}"#);
    }

    #[test]
    fn recorded_requests_can_be_read_and_their_debug_output_shows_no_values() {
        let script = Script::new().reply(Reply::status(204));
        block_on(script.send(request(&GET))).unwrap();
        let recorded = &script.requests()[0];
        assert_eq!((recorded.operation(), recorded.method()), ("things.get", &Method::POST));
        assert_eq!(recorded.path(), "/things/canary");
        assert_eq!(recorded.header("Authorization"), Some("Bearer canary"));
        assert_eq!(recorded.form()[1], ("code".to_owned(), "a b".to_owned()));
        assert_eq!(recorded.json(), None);
        let shown = format!("{recorded:?} {script:?}");
        assert!(!shown.contains("canary") && shown.contains("things.get"), "{shown}");
    }
}
