//! The environment of a state: settings, clock, and the sources of ids.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use workos_core::Timestamp;

use crate::base::ids::{IdSource, Moment};
use crate::base::lenient::Lenient;
use crate::base::text;
use crate::base::time::Time;
use crate::store::switches::Switches;

/// What handlers need beside the state.
#[derive(Debug)]
pub(crate) struct Env {
    pub(crate) settings: Settings,
    pub(crate) time: Time,
    pub(crate) ids: IdSource,
    request_ids: IdSource,
}

impl Env {
    pub(crate) fn new(settings: Settings, mark: Mark) -> Self {
        let env = Self {
            settings,
            time: Time::new(),
            ids: IdSource::new(mark.next_id),
            request_ids: IdSource::new(mark.next_request_id),
        };
        env.time.set(mark.now, mark.ahead);
        env
    }

    pub(crate) fn request_id(&self) -> String {
        self.request_ids.id("req", self.time.now())
    }

    /// The present.
    pub(crate) fn moment(&self) -> Moment<'_> {
        self.moment_at(self.time.now())
    }

    /// The moment of a request that arrived at this time.
    pub(crate) const fn moment_at(&self, now: Timestamp) -> Moment<'_> {
        Moment { ids: &self.ids, now }
    }

    /// Where the clock and the ids stand.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            now: self.time.now(),
            ahead: self.time.ahead(),
            next_id: self.ids.position(),
            next_request_id: self.request_ids.position(),
        }
    }

    pub(crate) fn go_to(&self, mark: Mark) {
        self.time.set(mark.now, mark.ahead);
        self.ids.go_to(mark.next_id);
        self.request_ids.go_to(mark.next_request_id);
    }
}

/// Where the clock and the sources of ids stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mark {
    pub(crate) now: Timestamp,
    /// Milliseconds by which a served emulator runs ahead of the system.
    pub(crate) ahead: u64,
    #[serde(with = "text::hex")]
    pub(crate) next_id: u64,
    #[serde(with = "text::hex")]
    pub(crate) next_request_id: u64,
}
/// What stays the same while an emulator lives.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) logout_redirect_uri: Option<String>,
    pub(crate) switches: Switches,
    pub(crate) lenient: Lenient,
    pub(crate) base_url: Option<String>,
    /// How long after each failed attempt a webhook is sent again.
    pub(crate) webhook_retries: Vec<Duration>,
    /// How many requests the journal remembers.
    pub(crate) journal_limit: usize,
}
