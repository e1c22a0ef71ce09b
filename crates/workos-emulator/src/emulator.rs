//! The emulator: a synchronous core that answers one request at a time.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use workos_core::Timestamp;

use crate::builder::{Builder, Settings};
use crate::error::EmulatorConfigError;
use crate::faults::Faults;
use crate::fixture::{
    EmulatedConnectionState, NewConnectedAccount, NewConnection, NewDataIntegration, NewItContact,
    NewOrganization, NewProfile, NewUser, NewWebhookEndpoint,
};
use crate::ids::{IdSource, Moment};
use crate::journal::Journal;
use crate::keep::{Document, Folder, Held, Home, Log, Mark, StateRecovery};
use crate::objects::Event;
use crate::own_listeners::OwnListeners;
use crate::rate_limits::{RateLimiter, RateLimits};
use crate::state::{Rejected, State, VerificationOutcome};
use crate::time::Time;
use crate::transport::EmulatorTransport;

/// An emulator of the WorkOS API, with its own state and clock. Clones share both.
///
/// In process, the time stands still until [`advance`](Self::advance) moves it. The same seed number and the same
/// requests give the same ids, codes and times. [`serve`](Self::serve) switches to the system's time.
///
/// ```
/// use bytes::Bytes;
/// use workos_emulator::Emulator;
///
/// let emulator = Emulator::new();
/// let request = http::Request::get("https://workos.test/connections?limit=1")
///     .header("authorization", format!("Bearer {}", emulator.api_key()))
///     .body(Bytes::new())?;
/// assert_eq!(emulator.handle(request).status(), 200);
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone)]
pub struct Emulator(Arc<Shared>);

/// What all clones of an emulator, and its transports and servers, have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) time: Time,
    pub(crate) ids: IdSource,
    request_ids: IdSource,
    /// What [`Emulator::reset`] goes back to.
    initial: Document<State>,
    resumed: bool,
    pub(crate) recovery: Option<StateRecovery>,
    home: Mutex<Home>,
    /// Whether something has changed that could not be written down.
    unsaved: AtomicBool,
    limiter: Mutex<RateLimiter>,
    pub(crate) listeners: OwnListeners,
    faults: Mutex<Faults>,
    journal: Mutex<Journal>,
}

impl Shared {
    pub(crate) fn limiter(&self) -> MutexGuard<'_, RateLimiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Taken after the state, where both are.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn request_id(&self) -> String {
        self.request_ids.id("req", self.time.now())
    }

    /// Forgets the requests so far. The faults are those of the seed again, with nothing counted.
    pub(crate) fn forget_journal_and_faults(&self) {
        self.journal().clear();
        self.faults().reset();
    }

    /// The present.
    pub(crate) fn moment(&self) -> Moment<'_> {
        Moment { ids: &self.ids, now: self.time.now() }
    }

    pub(crate) fn state(&self) -> Held<'_> {
        // A panic in a test that holds the lock must not fail the others: changes are small and whole.
        Held::new(self, self.home.lock().unwrap_or_else(PoisonError::into_inner))
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

    pub(crate) fn set_unsaved(&self, unsaved: bool) {
        self.unsaved.store(unsaved, Ordering::Release);
    }

    /// # Errors
    /// When something has changed that could not be written down, and so must not be told; the text says why.
    pub(crate) fn check_saved(&self) -> Result<(), String> {
        if !self.unsaved.load(Ordering::Acquire) {
            return Ok(());
        }
        self.state().trouble().map_or(Ok(()), |trouble| Err(trouble.to_owned()))
    }

    pub(crate) const fn initial(&self) -> &Document<State> {
        &self.initial
    }

    pub(crate) const fn was_resumed(&self) -> bool {
        self.resumed
    }

    /// Forgets whatever counts or remembers requests and is no part of the state.
    pub(crate) fn forget_requests(&self) {
        self.limiter().reset();
        self.forget_journal_and_faults();
    }
}

impl Emulator {
    /// Creates an emulator with the default fixture and seed number 0.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the default is compiled in, and every test builds it")]
    pub fn new() -> Self {
        Self::builder().build().expect("the default configuration is valid")
    }

    /// Returns a builder that configures an emulator.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn assemble(
        settings: Settings,
        limits: RateLimits,
        faults: Faults,
        initial: Document<State>,
        folder: Option<Folder>,
    ) -> Result<Self, EmulatorConfigError> {
        let read = folder.as_ref().map(|folder| folder.read(settings.recover_state)).transpose()?;
        let (kept, recovery) = read.unwrap_or_default();
        let resumed = kept.is_some();
        let (mut mark, mut state) = (initial.mark, initial.state.clone());
        if let Some(kept) = kept {
            // Request ids, and some of the others, are given out without a change that is written down.
            let next_id = IdSource::beyond(kept.mark.next_id);
            mark =
                Mark { next_id, next_request_id: IdSource::beyond(kept.mark.next_request_id), ..kept.mark };
            state.adopt(kept.state);
        }
        let log = match folder {
            None => None,
            Some(folder) => Some(Log::begin(folder, &Document::new(mark, &state))?),
        };
        let journal = Journal::new(settings.journal_limit);
        let shared = Shared {
            settings,
            time: Time::new(),
            ids: IdSource::new(mark.next_id),
            request_ids: IdSource::new(mark.next_request_id),
            initial,
            resumed,
            recovery,
            home: Mutex::new(Home::new(state, log)),
            unsaved: AtomicBool::new(false),
            limiter: Mutex::new(RateLimiter::new(limits)),
            listeners: OwnListeners::default(),
            faults: Mutex::new(faults),
            journal: Mutex::new(journal),
        };
        shared.time.set(mark.now, mark.ahead);
        Ok(Self(Arc::new(shared)))
    }

    /// Returns a transport that answers in process, without sockets, on the emulator's manual clock.
    #[must_use]
    pub fn transport(&self) -> EmulatorTransport {
        EmulatorTransport::new(self.clone())
    }

    /// Returns an accepted API key: the first of the builder or, without one, the first of the fixture.
    #[must_use]
    pub fn api_key(&self) -> &str {
        self.0.settings.api_keys.first().map_or("", |key| key.expose())
    }

    /// Returns an accepted client id: the first of the builder or, without one, the first of the fixture.
    #[must_use]
    pub fn client_id(&self) -> &str {
        self.0.settings.client_ids.first().map_or("", String::as_str)
    }

    /// Returns the emulator's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.time.now()
    }

    /// Moves the emulator's time forward.
    ///
    /// Codes and access tokens expire after ten minutes, the verification of a domain ends, and failed webhooks become
    /// due again.
    pub fn advance(&self, duration: Duration) {
        self.0.time.advance(duration);
        let mut state = self.0.state();
        state.note_time();
        state.settle(self.0.moment());
        state.wake.notify_one();
    }

    /// Replaces the rate limits, and resets their counters.
    pub fn set_rate_limits(&self, limits: RateLimits) {
        *self.0.limiter() = RateLimiter::new(limits);
    }

    /// Resets the counters of the rate limits.
    pub fn reset_rate_limits(&self) {
        self.0.limiter().reset();
    }

    /// Adds an organization, and returns its id.
    ///
    /// An object that is added to a running emulator emits an event, if the API has one for it. The objects of a
    /// fixture do not.
    ///
    /// # Errors
    /// If the API would reject the organization, or if a given id is empty or taken.
    pub fn add_organization(&self, organization: NewOrganization) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_organization(organization, moment))
    }

    /// Adds a connection, and returns its id.
    ///
    /// # Errors
    /// If the type or the organization is unknown, or if a given id is empty or taken.
    pub fn add_connection(&self, connection: NewConnection) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_connection(connection, moment))
    }

    /// Changes the state of a connection, as the Admin Portal does.
    ///
    /// # Errors
    /// If there is no such connection.
    pub fn set_connection_state(
        &self,
        id: &str,
        state: EmulatedConnectionState,
    ) -> Result<(), EmulatorConfigError> {
        self.change(|all, moment| all.set_connection_state(id, state, moment))
    }

    /// Adds a person who can sign in, and returns the id of the profile.
    ///
    /// # Errors
    /// If the connection is unknown, the e-mail address is invalid, or a given id is empty or taken.
    pub fn add_profile(&self, profile: NewProfile) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_profile(profile, moment))
    }

    /// Adds a user, and returns the id.
    ///
    /// # Errors
    /// If the API would reject the user, or if a given id is empty or taken.
    pub fn add_user(&self, user: NewUser) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_user(user, moment))
    }

    /// Adds a provider at which accounts can be connected, and returns the id of the data integration.
    ///
    /// # Errors
    /// If the slug is invalid or taken, an auth method is unknown, or a given id is empty or taken.
    pub fn add_data_integration(
        &self,
        integration: NewDataIntegration,
    ) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_new_integration(integration, moment))
    }

    /// Adds a connected account at a provider, and returns its id.
    ///
    /// # Errors
    /// If the owner or the provider is unknown, the provider does not accept the kind of credential, the owner already
    /// has an account there, or a given id is empty or taken.
    pub fn add_connected_account(&self, account: NewConnectedAccount) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_connected_account(account, moment))
    }

    /// Adds an IT contact, who sets up an organization's connections, and returns the id.
    ///
    /// # Errors
    /// If the organization is unknown or has already invited another contact, the e-mail address is invalid, or a given
    /// id is empty or taken.
    pub fn add_it_contact(&self, contact: NewItContact) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_new_it_contact(contact, moment))
    }

    /// Revokes the consent to a connected account at the provider.
    ///
    /// This emits no event. The next refresh of the token fails, and the account then needs to be authorized again.
    ///
    /// # Errors
    /// If there is no OAuth account with this id.
    pub fn revoke_at_provider(&self, connected_account_id: &str) -> Result<(), EmulatorConfigError> {
        self.change(|state, _| {
            let revoked = state.revoke_at_provider(connected_account_id);
            revoked
                .then_some(())
                .ok_or_else(|| Rejected::not_found("connected account", connected_account_id))
        })
    }

    /// Issues an ID token of a connection's identity provider for a person, valid for an hour.
    ///
    /// `POST /sso/token` exchanges the token, as a subject token, for a profile. `Sso::exchange_id_token` sends this
    /// request.
    ///
    /// # Errors
    /// If there is no such connection, its type is not an OpenID Connect type, or no person with this e-mail address
    /// can sign in through it.
    pub fn id_token(&self, connection_id: &str, email: &str) -> Result<String, EmulatorConfigError> {
        let claims = self.0.state().id_token_claims(connection_id, email, self.now())?;
        let token = self.0.settings.signing_key().sign(&claims);
        token.ok_or_else(|| EmulatorConfigError::new("the system's random number generator failed"))
    }

    /// Adds a webhook endpoint, and returns its id.
    ///
    /// # Errors
    /// If the API would reject the endpoint, its secret is empty, or a given id is empty or taken.
    pub fn add_webhook_endpoint(&self, endpoint: NewWebhookEndpoint) -> Result<String, EmulatorConfigError> {
        self.change(|state, moment| state.add_webhook_endpoint(endpoint, moment))
    }

    /// Completes the verification of a domain. It succeeds unless another organization has verified the domain first.
    ///
    /// # Errors
    /// If there is no domain with this id.
    pub fn verify_domain(&self, id: &str) -> Result<(), EmulatorConfigError> {
        self.end_verification(id, VerificationOutcome::Verified)
    }

    /// Fails the verification of a domain, as if its record was not found in time.
    ///
    /// # Errors
    /// If there is no domain with this id.
    pub fn fail_domain(&self, id: &str) -> Result<(), EmulatorConfigError> {
        self.end_verification(id, VerificationOutcome::Expired)
    }

    /// Returns every stored event, oldest first, as the events API shows it.
    #[must_use]
    pub fn events(&self) -> Vec<serde_json::Value> {
        self.0.state().events.all().iter().map(Event::to_json).collect()
    }

    /// Returns the number of stored events with this name.
    #[must_use]
    pub fn event_count(&self, name: &str) -> usize {
        self.0.state().events.all().iter().filter(|event| event.name == name).count()
    }

    fn end_verification(&self, id: &str, outcome: VerificationOutcome) -> Result<(), EmulatorConfigError> {
        self.change(|state, moment| {
            if state.domains.get(id).is_none() {
                return Err(Rejected::not_found("organization domain", id));
            }
            state.finish_verification(id, outcome, moment);
            Ok(())
        })
    }

    /// Changes the state; that is done when it is also written down, where it has to be.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut State, Moment<'_>) -> Result<T, Rejected>,
    ) -> Result<T, EmulatorConfigError> {
        let changed = change(&mut self.0.state(), self.0.moment())?;
        self.0.check_saved().map_err(EmulatorConfigError::new)?;
        Ok(changed)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }
}

impl Default for Emulator {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("now", &self.now()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use bytes::Bytes;
    use http::Request;

    /// How much memory of this process is in use, in bytes, where the system tells.
    fn resident() -> Option<u64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(1024 * line.trim().strip_suffix(" kB")?.parse::<u64>().unwrap())
    }

    #[test]
    fn ten_thousand_instances_come_and_go_without_a_trace() {
        let live_and_die = |number: u64| {
            let emulator = Emulator::builder().seed(number).build().unwrap();
            let transport = emulator.transport();
            emulator
                .add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/x", ["user.created"]))
                .unwrap();
            emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
            let webhook = emulator.next_webhook().unwrap();
            let request = Request::get("https://workos.test/connections");
            let request = request.header("authorization", "Bearer sk_test_default").body(Bytes::new());
            assert_eq!(emulator.handle(request.unwrap()).status(), 200);
            if number.is_multiple_of(16) {
                emulator.restore(&emulator.snapshot()).unwrap();
            }
            let weak = Arc::downgrade(&emulator.0);
            drop((webhook, transport));
            drop(emulator);
            assert!(weak.upgrade().is_none());
        };
        (0..500).for_each(live_and_die);
        let before = resident();
        (500..10_000).for_each(live_and_die);
        // Were they all still there, it would be hundreds of megabytes. Tests beside this one use memory too.
        if let (Some(before), Some(after)) = (before, resident()) {
            assert!(after < before + 64 * 1024 * 1024, "{before} bytes have become {after}");
        }
    }
}
