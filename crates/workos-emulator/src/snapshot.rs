//! Snapshots: everything an emulator holds at one moment, to go back to.

use std::fmt;
use std::sync::Arc;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use workos_core::Timestamp;

use crate::emulator::Emulator;
use crate::error::ConfigError;
use crate::keep::Document;
use crate::state::State;

/// Everything an emulator holds at one moment: objects, codes, sessions, links, events and deliveries, its clock, and
/// where its ids stand. Made by [`Emulator::snapshot`].
///
/// It is written as one JSON document, with a `version` that other versions refuse to read; a part that is absent
/// from its `state` is empty. It holds the secrets of webhook endpoints and the tokens of accounts as they are.
/// Reading one fails where its objects contradict each other: an e-mail address that two users have, or a connection
/// of an organization that does not exist. What is configured is no part of it, and neither are rate limits and what
/// was used of them.
///
/// ```
/// use workos_emulator::{Emulator, NewUser, Snapshot};
///
/// let emulator = Emulator::new();
/// let before = emulator.snapshot();
/// let ada = emulator.add_user(NewUser::new("ada@acme.com"))?;
///
/// let text = serde_json::to_string(&before)?;
/// let read: Snapshot = serde_json::from_str(&text)?;
/// emulator.restore(&read)?;
/// assert_eq!(emulator.event_count("user.created"), 0);
/// // The ids went back too.
/// assert_eq!(emulator.add_user(NewUser::new("ada@acme.com"))?, ada);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Snapshot(Arc<Document<State>>);

impl Snapshot {
    /// The emulator's time when it was made.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.mark.now
    }
}

impl Emulator {
    /// Copies everything that the emulator holds.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let state = self.shared().state();
        Snapshot(Arc::new(Document::new(self.shared().mark(), state.clone())))
    }

    /// Goes back to a snapshot, of this emulator or of another: all of it or, on an error, nothing.
    ///
    /// In process the time goes back as well, while whoever sleeps on the clock of a
    /// [transport](crate::EmulatorTransport) notices nothing. A server stays on the system's time, plus what
    /// [`advance`](Self::advance) had added by then: codes and links of an old snapshot have expired. Webhooks that are
    /// on their way belong to what was there before, and are not recorded. What was used of the rate limits is forgotten.
    ///
    /// # Errors
    /// When the emulator has a [state directory](crate::Builder::state_dir) that cannot be written.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), ConfigError> {
        let shared = self.shared();
        let mut state = shared.state();
        state.replace_durably(&snapshot.0).map_err(|error| {
            ConfigError::new(format!("the snapshot cannot be written to the state directory: {error}"))
        })?;
        shared.go_to(snapshot.0.mark);
        drop(state);
        shared.forget_requests();
        Ok(())
    }

    /// Goes back to what [`Builder::build`](crate::Builder::build) made: the same objects, ids, codes and time as in a
    /// new instance, without events, deliveries and whatever else has gathered since, as [`restore`](Self::restore) does
    /// it. With a [state directory](crate::Builder::state_dir) that is the fixture, and not what the directory held.
    pub fn reset(&self) {
        let shared = self.shared();
        let mut state = shared.state();
        let initial = shared.initial();
        shared.go_to(initial.mark);
        state.replace(initial.state.clone());
        drop(state);
        shared.forget_requests();
    }

    /// Whether the emulator began with what its [state directory](crate::Builder::state_dir) held, and not with the
    /// objects of the fixture.
    #[must_use]
    pub fn was_resumed(&self) -> bool {
        self.shared().was_resumed()
    }
}

impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Snapshot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Document::deserialize(deserializer)?.index().map_err(D::Error::custom)?;
        Ok(Self(Arc::new(document)))
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = &self.0.state;
        f.debug_struct("Snapshot")
            .field("version", &self.0.version())
            .field("now", &self.now())
            .field("organizations", &state.organizations.len())
            .field("connections", &state.connections.len())
            .field("profiles", &state.profiles.len())
            .field("users", &state.users.len())
            .field("events", &state.events.all().len())
            .finish_non_exhaustive()
    }
}
