//! The transport that replays a cassette.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_transport::{
    Clock, ManualClock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::cassette::{Interaction, Outcome, RecordedRequest};
use crate::compare::{Bindings, Difference, compare};
use crate::exchange::{record_request, replay_error, replay_response};
use crate::mask::Masker;
use crate::{Cassette, CassetteError};

/// A transport that returns the responses of a [`Cassette`], each recording once.
///
/// A request matches a recording if operation, method, path, query and body are equal after masking. A masked value
/// matches any value of this run, if values that were equal in the recording are equal in this run too. If the recorded
/// response contains the pseudonym of such a value, the replayed response contains the value of this run. For
/// instance, a `state` that was sent comes back in the redirect.
///
/// A request without a matching recording fails with [`TransportErrorKind::Protocol`], which is not retried. The error
/// shows the nearest recording and the differences, masked.
///
/// Clones replay the same cassette. The clock is a manual clock that advances by itself ([`ManualClock::auto`]), so
/// recorded failures are retried without delay.
#[derive(Clone)]
pub struct Replay {
    clock: Arc<dyn Clock>,
    order: Order,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Strict,
    ByOperation,
}

struct State {
    recordings: Vec<Recording>,
    masker: Masker,
    request_count: usize,
}

struct Recording {
    interaction: Interaction,
    used: bool,
}

impl Replay {
    /// Replays in the recorded order only: the next request has to match the next recording.
    #[must_use]
    pub fn strict(cassette: Cassette) -> Self {
        Self::new(cassette, Order::Strict)
    }

    /// Replays in any order: a request gets the first unused recording of its operation that matches.
    #[must_use]
    pub fn by_operation(cassette: Cassette) -> Self {
        Self::new(cassette, Order::ByOperation)
    }

    /// Replays a file in the recorded order.
    ///
    /// # Errors
    /// The same as [`Cassette::load`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        Cassette::load(path).map(Self::strict)
    }

    fn new(cassette: Cassette, order: Order) -> Self {
        let recordings = cassette
            .interactions
            .into_iter()
            .map(|interaction| Recording { interaction, used: false })
            .collect();
        let state = State { recordings, masker: Masker::for_replay(), request_count: 0 };
        Self { clock: Arc::new(ManualClock::auto()), order, state: Arc::new(Mutex::new(state)) }
    }

    /// Sets the clock, for instance a manual clock that the test advances.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Returns the operations of the unused recordings, in order. The list is empty once every recording was replayed.
    #[must_use]
    pub fn unused(&self) -> Vec<String> {
        let state = self.state();
        let unused = state.recordings.iter().filter(|recording| !recording.used);
        unused.map(|recording| recording.interaction.operation.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Replay {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut state = self.state();
        state.request_count += 1;
        let sent = record_request(&request, &mut state.masker);
        let operation = request.operation().id();
        let State { recordings, masker, .. } = &mut *state;
        let found = recordings
            .iter_mut()
            .filter(|recording| !recording.used)
            .take(if self.order == Order::Strict { 1 } else { usize::MAX })
            .find_map(|recording| {
                let bindings = recording.matches(operation, &sent, masker)?;
                Some((recording, bindings))
            });
        let Some((recording, bindings)) = found else {
            return Err(state.mismatch(self.order, operation, &sent));
        };
        recording.used = true;
        for (unbound, recorded) in &bindings {
            masker.bind(unbound, recorded);
        }
        match &recording.interaction.outcome {
            Outcome::Response(recorded) => {
                let response = replay_response(recorded, masker)?;
                if response.body().len() <= request.body_limit() {
                    return Ok(response);
                }
                let message = format!("the body is larger than {} bytes", request.body_limit());
                Err(TransportError::new(TransportErrorKind::TooLarge, message))
            }
            Outcome::Error(recorded) => Err(replay_error(recorded)),
        }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay")
            .field("order", &self.order)
            .field("unused", &self.unused())
            .finish_non_exhaustive()
    }
}

impl Recording {
    /// Returns the bindings of the request, if it matches this recording.
    fn matches(&self, operation: &str, sent: &RecordedRequest, masker: &Masker) -> Option<Bindings> {
        if self.interaction.operation != operation {
            return None;
        }
        let (differences, bindings) = compare(&self.interaction.request, sent, masker);
        differences.is_empty().then_some(bindings)
    }
}

impl State {
    fn mismatch(&self, order: Order, operation: &str, sent: &RecordedRequest) -> TransportError {
        let differences =
            |recording: &Recording| compare(&recording.interaction.request, sent, &self.masker).0;
        let unused = self.recordings.iter().enumerate().filter(|(_, recording)| !recording.used);
        let nearest = match order {
            Order::Strict => unused.take(1).next(),
            Order::ByOperation => unused.min_by_key(|(_, recording)| {
                (recording.interaction.operation != operation, differences(recording).len())
            }),
        };
        let mut message = format!("request {}, `{operation}`, was not recorded", self.request_count);
        match nearest {
            None => {
                message += if self.recordings.is_empty() {
                    ": the cassette is empty"
                } else {
                    ": all recordings are used"
                }
            }
            Some((index, recording)) => {
                let (kind, name) = (
                    if order == Order::Strict { "next" } else { "nearest" },
                    &recording.interaction.operation,
                );
                message +=
                    &format!("; the {kind} recording is number {}, `{name}`, and differs in:", index + 1);
                if name != operation {
                    message += &format!("\n  operation: recorded {name:?}, sent {operation:?}");
                }
                for difference in differences(recording) {
                    message += &format!("\n  {}", Difference::to_string(&difference));
                }
            }
        }
        TransportError::new(TransportErrorKind::Protocol, message)
    }
}
