//! What all clones of an emulator have in common: the state, its environment, and what counts or records requests.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Request;

use crate::base::error::EmulatorConfigError;
use crate::base::ids::IdSource;
use crate::domains::state::State;
use crate::faults::active::Faults;
use crate::http::request::Call;
use crate::journal::Journal;
use crate::limits::{RateLimiter, RateLimits};
use crate::persistence::document::Document;
use crate::persistence::guard::{Persistent, StateGuard};
use crate::persistence::log::{Folder, Log};
use crate::persistence::reader::StateRecovery;
use crate::store::env::{Env, Mark, Settings};
use crate::store::table::Tables as _;

/// What all clones of an emulator, and its transports and servers, have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) env: Env,
    /// The state that a reset goes back to.
    initial: Mutex<Arc<Document<State>>>,
    resumed: bool,
    recovery: Option<StateRecovery>,
    persistent: Mutex<Persistent<State>>,
    /// Held while a state is restored. It is taken before the lock of the state.
    restoring: Mutex<()>,
    /// Whether a change could not be written.
    unsaved: AtomicBool,
    limiter: Mutex<RateLimiter>,
    faults: Mutex<Faults>,
    journal: Mutex<Journal>,
}

impl Shared {
    /// Starts with this state, or with the one that the folder contains.
    ///
    /// # Errors
    /// If the folder cannot be read or written.
    pub(crate) fn new(
        settings: Settings,
        limits: RateLimits,
        faults: Faults,
        initial: Document<State>,
        folder: Option<Folder>,
    ) -> Result<Self, EmulatorConfigError> {
        let read = folder.as_ref().map(Folder::read::<State>).transpose()?;
        let (kept, recovery) = read.unwrap_or_default();
        let resumed = kept.is_some();
        let (mut mark, mut state) = (initial.mark, initial.state.clone());
        if let Some(kept) = kept {
            // Request ids, and some other ids, are given out without a change that is written.
            let next_id = IdSource::beyond(kept.mark.next_id);
            mark =
                Mark { next_id, next_request_id: IdSource::beyond(kept.mark.next_request_id), ..kept.mark };
            drop(state.adopt(kept.state));
        }
        let log = match folder {
            None => None,
            Some(folder) => Some(Log::begin(folder, &Document::new(mark, &state))?),
        };
        let journal = Journal::new(settings.journal_limit);
        Ok(Self {
            env: Env::new(settings, mark),
            initial: Mutex::new(Arc::new(initial)),
            resumed,
            recovery,
            persistent: Mutex::new(Persistent::new(state, log)),
            restoring: Mutex::new(()),
            unsaved: AtomicBool::new(false),
            limiter: Mutex::new(RateLimiter::new(limits)),
            faults: Mutex::new(faults),
            journal: Mutex::new(journal),
        })
    }

    /// A request that arrives now.
    pub(crate) fn call(&self, request: Request<Bytes>) -> Call {
        let settings = &self.env.settings;
        Call::new(self.env.time.now(), settings.base_url.as_deref(), settings.lenient, request)
    }

    pub(crate) fn limiter(&self) -> MutexGuard<'_, RateLimiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The faults. If the state is locked too, its lock is taken first.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn state(&self) -> StateGuard<'_, State> {
        StateGuard::lock(&self.env, &self.unsaved, &self.persistent)
    }

    /// The lock of a caller that replaces the state. It is taken before the state.
    pub(crate) fn restoring(&self) -> MutexGuard<'_, ()> {
        self.restoring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// # Errors
    /// If a change could not be written, so that it must not be told; the text says why.
    pub(crate) fn check_saved(&self) -> Result<(), String> {
        if !self.unsaved.load(Ordering::Acquire) {
            return Ok(());
        }
        self.state().trouble().map_or(Ok(()), |trouble| Err(trouble.to_owned()))
    }

    /// What was left out of a damaged state log.
    pub(crate) const fn recovery(&self) -> Option<&StateRecovery> {
        self.recovery.as_ref()
    }

    /// The state that a reset goes back to.
    pub(crate) fn initial(&self) -> Arc<Document<State>> {
        Arc::clone(&self.initial.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state that a reset goes back to.
    pub(crate) fn set_initial(&self, initial: Arc<Document<State>>) {
        *self.initial.lock().unwrap_or_else(PoisonError::into_inner) = initial;
    }

    pub(crate) const fn was_resumed(&self) -> bool {
        self.resumed
    }

    /// Clears whatever counts or records requests and is not part of the state. The faults are those of the seed again.
    pub(crate) fn forget_requests(&self) {
        self.limiter().reset();
        self.journal().clear();
        self.faults().reset();
    }
}
