//! Snapshots: everything an emulator holds at one moment, to go back to.

use std::fmt;
use std::io;
use std::sync::Arc;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use workos_core::Timestamp;

use crate::api::builder::Builder;
use crate::api::emulator::Emulator;
use crate::base::error::EmulatorConfigError;
use crate::domains::environment::store::EnvironmentStore;
use crate::domains::state::State;
use crate::persistence::document::Document;
use crate::persistence::log::WrittenLog;
use crate::persistence::reader::StateRecovery;
use crate::store::env::Mark;
use crate::store::table::Tables as _;

/// The complete state of an emulator at one moment, created by [`Emulator::snapshot`].
///
/// It contains objects, codes, sessions, links, events and deliveries, the clock, and the positions of the id
/// generators. The configuration, the rate limits and their counters are not part of it.
///
/// A snapshot serializes to one JSON document with a `version`. An emulator that has another version rejects the
/// document. A part that is absent from `state` is empty. The document contains the secrets of webhook endpoints and
/// the tokens of accounts in plain text.
///
/// Deserialization fails if objects contradict each other, for example if two users have the same e-mail address, or if
/// the organization of a connection does not exist.
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
/// // The ids are restored too.
/// assert_eq!(emulator.add_user(NewUser::new("ada@acme.com"))?, ada);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Snapshot(Arc<Document<State>>);

impl Snapshot {
    /// Returns the emulator's time at the snapshot.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.mark.now
    }
}

impl Emulator {
    /// Copies the complete state of the emulator.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let state = self.shared().state();
        let document = Document::new(self.shared().env.mark(), state.copy());
        drop(state);
        Snapshot(Arc::new(document))
    }

    /// Restores a snapshot of this emulator or of another one. On an error, nothing changes.
    ///
    /// In process, the time goes back as well; callers that sleep on the clock of a
    /// [transport](crate::EmulatorTransport) are not affected. A server stays on the system's time, plus the time that
    /// [`advance`](Self::advance) had added at the snapshot, so the codes and links of an old snapshot have expired.
    ///
    /// In-flight webhook attempts belong to the replaced state and are not recorded. The counters of the rate limits
    /// and the journal are cleared, and the faults are those of the seed again.
    ///
    /// # Errors
    /// If the emulator has a [state directory](crate::Builder::state_dir) that cannot be written.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), EmulatorConfigError> {
        let shared = self.shared();
        let unwritable = |error| {
            let message = format!("the snapshot cannot be written to the state directory: {error}");
            EmulatorConfigError::new(message)
        };
        let _one_at_a_time = shared.restoring();
        let mut restored = snapshot.0.state.clone();
        restored.reindex().map_err(EmulatorConfigError::new)?;
        let written = self.write_log_of(&snapshot.0).map_err(unwritable)?;
        let mut state = shared.state();
        let old = state.replace_durably(restored, written).map_err(unwritable)?;
        shared.env.go_to(snapshot.0.mark);
        drop(state);
        drop(old);
        shared.forget_requests();
        Ok(())
    }

    /// Goes back to the state after [`Builder::build`](crate::Builder::build), like [`restore`](Self::restore).
    ///
    /// The objects, ids, codes and the time are those of a new instance, and all later events and deliveries are
    /// removed. With a [state directory](crate::Builder::state_dir), the emulator goes back to the fixture, not to a
    /// resumed state.
    pub fn reset(&self) {
        let _one_at_a_time = self.shared().restoring();
        let initial = self.shared().initial();
        self.begin_with(&initial, initial.mark, None);
        self.shared().forget_requests();
    }

    /// Goes back to the start with the fixture, the credentials and the redirect URIs of another configuration.
    ///
    /// A later [`reset`](Self::reset) goes back to this one. The time and the faults stay. The switches, the disabled checks,
    /// the rate limits and the settings of servers do not change, and [`api_key`](Self::api_key) and
    /// [`client_id`](Self::client_id) return what they returned before.
    ///
    /// ```
    /// use workos_emulator::Emulator;
    ///
    /// let emulator = Emulator::new();
    /// let seed = "users: [{email: ada@acme.com}]";
    /// emulator.reload(Emulator::builder().fixture_yaml(seed)).map_err(|mut errors| errors.remove(0))?;
    /// let broken = emulator.reload(Emulator::builder().fixture_yaml("users: [{emial: ada@acme.com}]"));
    /// assert!(broken.is_err_and(|errors| errors[0].to_string().contains("did you mean 'email'")));
    /// # Ok::<(), workos_emulator::EmulatorConfigError>(())
    /// ```
    ///
    /// # Errors
    /// All errors of the configuration, at least one. Then nothing has changed.
    pub fn reload(&self, builder: Builder) -> Result<(), Vec<EmulatorConfigError>> {
        let fresh = builder.without_state_dir().build_or_explain().map_err(|problems| problems.0)?;
        let shared = self.shared();
        let _one_at_a_time = shared.restoring();
        let initial = fresh.shared().initial();
        let now = shared.env.mark();
        let mark = Mark { now: now.now, ahead: now.ahead, ..initial.mark };
        self.begin_with(&initial, mark, Some(&initial.state.environment));
        shared.set_initial(initial);
        shared.limiter().reset();
        shared.journal().clear();
        Ok(())
    }

    /// Replaces the state. Its configured objects stay, unless `configured` is given: then they are replaced, too.
    ///
    /// If the log cannot be written now, the next guards try it again; nothing is acknowledged until then.
    fn begin_with(&self, initial: &Document<State>, mark: Mark, configured: Option<&EnvironmentStore>) {
        let shared = self.shared();
        let written = self.write_log_of(initial);
        let restored = initial.state.clone();
        let mut state = shared.state();
        if let Some(configured) = configured {
            state.environment = configured.clone();
        }
        shared.env.go_to(mark);
        let old = match written {
            Ok(written) => state
                .replace_durably(restored, written)
                .unwrap_or_else(|_| (state.replace(initial.state.clone()), None)),
            Err(_) => (state.replace(restored), None),
        };
        drop(state);
        drop(old);
    }

    /// Writes the log of a state that is to be restored, if there is a state directory.
    fn write_log_of(&self, document: &Document<State>) -> io::Result<Option<WrittenLog>> {
        let folder = self.shared().state().log_folder();
        let document = Document::new(document.mark, &document.state);
        folder.map(|folder| WrittenLog::restored(&folder, &document)).transpose()
    }

    /// Whether the emulator has resumed the state of its [state directory](crate::Builder::state_dir), instead of
    /// starting with the objects of the fixture.
    #[must_use]
    pub fn was_resumed(&self) -> bool {
        self.shared().was_resumed()
    }

    /// Returns the part of the state log that was left out when the emulator was built, if there was one.
    ///
    /// It is the rest of a damaged log, with [`Builder::recover_state`](crate::Builder::recover_state), or an incomplete
    /// last change, which was being written when the process was killed.
    #[must_use]
    pub fn state_recovery(&self) -> Option<&StateRecovery> {
        self.shared().recovery()
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
            .field("organizations", &state.organizations.all.len())
            .field("connections", &state.connections.all.len())
            .field("profiles", &state.sso.profiles.len())
            .field("users", &state.users.all.len())
            .field("events", &state.outbox.events.all().len())
            .finish_non_exhaustive()
    }
}
