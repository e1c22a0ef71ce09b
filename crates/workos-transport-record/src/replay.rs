//! The transport that replays.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_transport::{
    Clock, ManualClock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::cassette::{Asked, Interaction, Outcome};
use crate::compare::{Bindings, Difference, compare};
use crate::exchange::{answer, asked, failure};
use crate::mask::Masker;
use crate::{Cassette, CassetteError};

/// A transport that answers from a [`Cassette`], each recording once.
///
/// A request is the recorded one when operation, method, path, query and body agree, after masking: a value that was
/// masked fits any value of this run, as long as it is the same wherever it was the same. Where an answer holds the
/// pseudonym of such a value, this run gets its own value back: a `state` that was sent returns in the redirect.
///
/// Anything else is an error ([`TransportErrorKind::Protocol`], which nothing retries) that shows the nearest
/// recording and what differs, masked.
///
/// Clones replay the same cassette. Its clock is a manual one that moves by itself ([`ManualClock::auto`]), so that
/// recorded failures are retried at once.
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
    asked: usize,
}

struct Recording {
    interaction: Interaction,
    used: bool,
}

impl Replay {
    /// Replays in the recorded order only: the next request has to be the next recording.
    #[must_use]
    pub fn strict(cassette: Cassette) -> Self {
        Self::new(cassette, Order::Strict)
    }

    /// Replays in any order: a request is answered by the first recording of its operation that fits.
    #[must_use]
    pub fn by_operation(cassette: Cassette) -> Self {
        Self::new(cassette, Order::ByOperation)
    }

    /// Replays a file in the recorded order.
    ///
    /// # Errors
    /// Those of [`Cassette::load`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        Cassette::load(path).map(Self::strict)
    }

    fn new(cassette: Cassette, order: Order) -> Self {
        let recordings = cassette
            .interactions
            .into_iter()
            .map(|interaction| Recording { interaction, used: false })
            .collect();
        let state = State { recordings, masker: Masker::open(), asked: 0 };
        Self { clock: Arc::new(ManualClock::auto()), order, state: Arc::new(Mutex::new(state)) }
    }

    /// Sets the clock that goes with it, for instance a manual one that the test moves.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The operations of the recordings that were not asked for, in their order: empty at the end of a test that
    /// replays all.
    #[must_use]
    pub fn unused(&self) -> Vec<String> {
        let state = self.state();
        let unused = state.recordings.iter().filter(|recording| !recording.used);
        unused.map(|recording| recording.interaction.operation.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Replay {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut state = self.state();
        state.asked += 1;
        let asked = asked(&request, &mut state.masker);
        let operation = request.operation().id();
        let State { recordings, masker, .. } = &mut *state;
        let found = recordings
            .iter_mut()
            .filter(|recording| !recording.used)
            .take(if self.order == Order::Strict { 1 } else { usize::MAX })
            .find_map(|recording| {
                let bindings = recording.matches(operation, &asked, masker)?;
                Some((recording, bindings))
            });
        let Some((recording, bindings)) = found else {
            return Err(state.mismatch(self.order, operation, &asked));
        };
        recording.used = true;
        for (open, recorded) in &bindings {
            masker.bind(open, recorded);
        }
        match &recording.interaction.outcome {
            Outcome::Response(recorded) => {
                let response = answer(recorded, masker)?;
                if response.body().len() <= request.body_limit() {
                    return Ok(response);
                }
                let message = format!("the body is larger than {} bytes", request.body_limit());
                Err(TransportError::new(TransportErrorKind::TooLarge, message))
            }
            Outcome::Error(recorded) => Err(failure(recorded)),
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
    /// What the request binds, if it is the recorded one.
    fn matches(&self, operation: &str, asked: &Asked, masker: &Masker) -> Option<Bindings> {
        if self.interaction.operation != operation {
            return None;
        }
        let (differences, bindings) = compare(&self.interaction.request, asked, masker);
        differences.is_empty().then_some(bindings)
    }
}

impl State {
    fn mismatch(&self, order: Order, operation: &str, asked: &Asked) -> TransportError {
        let differences =
            |recording: &Recording| compare(&recording.interaction.request, asked, &self.masker).0;
        let unused = self.recordings.iter().enumerate().filter(|(_, recording)| !recording.used);
        let nearest = match order {
            Order::Strict => unused.take(1).next(),
            Order::ByOperation => unused.min_by_key(|(_, recording)| {
                (recording.interaction.operation != operation, differences(recording).len())
            }),
        };
        let mut message = format!("request {}, `{operation}`, was not recorded", self.asked);
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
                    message += &format!("\n  operation: recorded {name:?}, asked for {operation:?}");
                }
                for difference in differences(recording) {
                    message += &format!("\n  {}", Difference::to_string(&difference));
                }
            }
        }
        TransportError::new(TransportErrorKind::Protocol, message)
    }
}
