//! The emulator: a synchronous core that answers one request at a time.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use workos_core::{Secret, Timestamp};

use crate::api::control_options::Options;
use crate::base::error::EmulatorConfigError;
use crate::base::hosts::WebhookHosts;
use crate::base::ids::Moment;
use crate::domains::connections::seed::{EmulatedConnectionState, NewConnection};
use crate::domains::organizations::model::VerificationOutcome;
use crate::domains::organizations::seed::it_contact::NewItContact;
use crate::domains::organizations::seed::organization::NewOrganization;
use crate::domains::pipes::seed::connected_account::NewConnectedAccount;
use crate::domains::pipes::seed::data_integration::NewDataIntegration;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::users::seed::NewUser;
use crate::domains::webhook_endpoints::seed::NewWebhookEndpoint;
use crate::events::attempted::AttemptObserver;
use crate::faults::active::Faults;
use crate::http::rejected::Rejected;
use crate::journal::served::Observer;
use crate::limits::{RateLimiter, RateLimits};
use crate::net::own_listeners::OwnListeners;
use crate::net::socket_limits::SocketLimits;
use crate::net::webhook_target::WebhookTls;
use crate::persistence::document::Document;
use crate::persistence::log::Folder;
use crate::pipeline::shared::Shared;
use crate::store::env::Settings;

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
pub struct Emulator(Arc<Instance>);

/// An emulator, and the settings of its servers.
#[derive(Debug)]
struct Instance {
    /// The first API key and the first client id of the configuration.
    api_key: Secret,
    client_id: String,
    shared: Shared,
    serving: Serving,
}

/// Settings of servers and of the control API.
#[derive(Debug)]
pub(crate) struct Serving {
    pub(crate) control: Options,
    pub(crate) observer: Option<Observer>,
    pub(crate) attempt_observer: Option<AttemptObserver>,
    pub(crate) allow_non_loopback: bool,
    /// Host names of requests that are accepted, in lower case.
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) webhook_hosts: WebhookHosts,
    pub(crate) webhook_tls: WebhookTls,
    pub(crate) socket_limits: SocketLimits,
    pub(crate) listeners: OwnListeners,
}

impl Emulator {
    pub(crate) fn assemble(
        (api_key, client_id): (Secret, String),
        settings: Settings,
        serving: Serving,
        limits: RateLimits,
        faults: Faults,
        initial: Document<State>,
        folder: Option<Folder>,
    ) -> Result<Self, EmulatorConfigError> {
        let shared = Shared::new(settings, limits, faults, initial, folder)?;
        Ok(Self(Arc::new(Instance { api_key, client_id, shared, serving })))
    }

    /// Returns an accepted API key: the first of the builder or, without one, the first of the fixture.
    #[must_use]
    pub fn api_key(&self) -> &str {
        self.0.api_key.expose()
    }

    /// Returns an accepted client id: the first of the builder or, without one, the first of the fixture.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// Returns the emulator's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.shared().env.time.now()
    }

    /// Moves the emulator's time forward.
    ///
    /// Codes and access tokens expire after ten minutes, the verification of a domain ends, and failed webhooks become
    /// due again.
    pub fn advance(&self, duration: Duration) {
        self.shared().env.time.advance(duration);
        let mut state = self.shared().state();
        state.note_time();
        state.settle(self.shared().env.moment());
        state.outbox.wake.notify_one();
    }

    /// Replaces the rate limits, and resets their counters.
    pub fn set_rate_limits(&self, limits: RateLimits) {
        *self.shared().limiter() = RateLimiter::new(limits);
    }

    /// Resets the counters of the rate limits.
    pub fn reset_rate_limits(&self) {
        self.shared().limiter().reset();
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
        let claims = self.shared().state().id_token_claims(connection_id, email, self.now())?;
        let key = self.shared().state().environment.signing_key();
        let token = key.sign(&claims);
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

    fn end_verification(&self, id: &str, outcome: VerificationOutcome) -> Result<(), EmulatorConfigError> {
        self.change(|state, moment| {
            if state.organizations.domains.get(id).is_none() {
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
        let changed = change(&mut self.shared().state(), self.shared().env.moment())?;
        self.shared().check_saved().map_err(EmulatorConfigError::new)?;
        Ok(changed)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    pub(crate) fn serving(&self) -> &Serving {
        &self.0.serving
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
