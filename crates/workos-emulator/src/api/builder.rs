//! How an emulator is configured.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use workos_core::Secret;

use crate::api::control_options::Options;
use crate::api::emulator::Emulator;
use crate::api::fixture::Fixture;
use crate::base::lenient::Check;
use crate::events::attempted::{AttemptObserver, AttemptedDelivery};
use crate::faults::Fault;
use crate::journal::served::{Observer, Served};
use crate::limits::RateLimits;
use crate::net::socket_limits::SocketLimits;
use crate::net::webhook_target::WebhookTls;
use crate::store::switches::DomainVerificationMode;

/// Configures an [`Emulator`]. Created by [`Emulator::builder`].
///
/// Keys, client ids, redirect URIs, disabled checks and faults are added before those of the fixture. All other settings
/// replace those of the fixture.
#[derive(Debug, Default)]
#[must_use]
pub struct Builder {
    pub(super) fixture: Source,
    pub(super) api_keys: Vec<Secret>,
    pub(super) client_ids: Vec<String>,
    pub(super) redirect_uris: Vec<String>,
    pub(super) logout_redirect_uri: Option<String>,
    pub(super) seed: u64,
    pub(super) interactive: Option<bool>,
    pub(super) reject_delete_active: Option<bool>,
    pub(super) legacy_token_errors: Option<bool>,
    pub(super) legacy_pipes_events: Option<bool>,
    pub(super) strict_fields: Option<bool>,
    pub(super) lenient: Vec<Check>,
    pub(super) domain_verification: Option<DomainVerificationMode>,
    pub(super) rate_limits: Option<RateLimits>,
    pub(super) webhook_retries: Option<Vec<Duration>>,
    pub(super) faults: Vec<Fault>,
    pub(super) journal_limit: Option<usize>,
    pub(super) signing_key_pem: Option<Secret>,
    pub(super) base_url: Option<String>,
    pub(super) allow_non_loopback: bool,
    pub(crate) control: Options,
    pub(crate) observer: Option<Observer>,
    pub(crate) attempt_observer: Option<AttemptObserver>,
    pub(super) state_dir: Option<PathBuf>,
    pub(super) recover_state: bool,
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) webhook_hosts: Vec<String>,
    pub(crate) webhook_tls: WebhookTls,
    pub(crate) socket_limits: SocketLimits,
}

#[derive(Debug, Default)]
pub(super) enum Source {
    #[default]
    Default,
    Typed(Box<Fixture>),
    Yaml(String),
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Starts with this fixture instead of the default one.
    pub fn fixture(mut self, fixture: Fixture) -> Self {
        self.fixture = Source::Typed(Box::new(fixture));
        self
    }

    /// Starts with the fixture of a seed file, given as text.
    pub fn fixture_yaml(mut self, yaml: &str) -> Self {
        self.fixture = Source::Yaml(yaml.to_owned());
        self
    }

    /// Accepts this API key.
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.api_keys.push(key.into());
        self
    }

    /// Accepts this client id.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_ids.push(id.into());
        self
    }

    /// Allows this redirect URI: an exact URI, `https://*.example.com/path`, or `http://localhost:*/*`.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uris.push(uri.into());
        self
    }

    /// Redirects to this URI after a logout, instead of showing a page of the emulator.
    pub fn logout_redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.logout_redirect_uri = Some(uri.into());
        self
    }

    /// Sets the seed number, from which ids and codes are derived. The default is 0.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Shows sign-in and consent pages instead of approving everything automatically.
    pub const fn interactive(mut self, interactive: bool) -> Self {
        self.interactive = Some(interactive);
        self
    }

    /// Answers 409 `conflict` to the deletion of an active connection. Production deletes it.
    pub const fn reject_delete_active(mut self, reject: bool) -> Self {
        self.reject_delete_active = Some(reject);
        self
    }

    /// Answers 401 `unauthorized` to a wrong client secret. Production answers 400 `invalid_client`.
    pub const fn legacy_token_errors(mut self, legacy_token_errors: bool) -> Self {
        self.legacy_token_errors = Some(legacy_token_errors);
        self
    }

    /// Also emits the events of connected accounts under their legacy names; see [`Switches`](crate::Switches::legacy_pipes_events).
    pub const fn legacy_pipes_events(mut self, legacy_pipes_events: bool) -> Self {
        self.legacy_pipes_events = Some(legacy_pipes_events);
        self
    }

    /// Answers 422 to unknown fields of a request body and to unknown query parameters. Production ignores them.
    pub const fn strict_fields(mut self, strict_fields: bool) -> Self {
        self.strict_fields = Some(strict_fields);
        self
    }

    /// Disables these checks, in addition to those that the fixture disables. By default, all checks are enabled.
    ///
    /// ```
    /// use workos_emulator::{Check, Emulator};
    ///
    /// let emulator = Emulator::builder().lenient([Check::ClientSecret, Check::RedirectUri]).build()?;
    /// # Ok::<(), workos_emulator::EmulatorConfigError>(())
    /// ```
    pub fn lenient(mut self, checks: impl IntoIterator<Item = Check>) -> Self {
        self.lenient.extend(checks);
        self
    }

    /// Sets how the verification of an organization's domain ends.
    pub const fn domain_verification(mut self, ending: DomainVerificationMode) -> Self {
        self.domain_verification = Some(ending);
        self
    }

    /// Sets the rate limits. By default, and without limits in the fixture, there are none.
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.rate_limits = Some(limits);
        self
    }

    /// Sets the waits before the retries of a failed webhook. After the last retry, the delivery is given up.
    ///
    /// By default there are six retries within three days, as in production. The waits are 5 s, 40 s, 5 min 20 s,
    /// 42 min 40 s, 5 h 41 min 20 s and 45 h 30 min 40 s.
    pub fn webhook_retries(mut self, waits: impl IntoIterator<Item = Duration>) -> Self {
        self.webhook_retries = Some(waits.into_iter().collect());
        self
    }

    /// Starts with this fault. [`Emulator::reset`] restores it, unlike an [injected](Emulator::inject) fault.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets the number of requests that the [journal](Emulator::journal) keeps. The default is 10,000; 0 disables it.
    pub const fn journal_limit(mut self, requests: usize) -> Self {
        self.journal_limit = Some(requests);
        self
    }

    /// Signs access tokens with this RSA key instead of the published test key.
    ///
    /// The PEM text contains the private key (PKCS#8 or PKCS#1) and its certificate, which is part of the JWKS.
    pub fn signing_key_pem(mut self, pem: impl Into<Secret>) -> Self {
        self.signing_key_pem = Some(pem.into());
        self
    }

    /// Sets the base URL in links and tokens. The default is the server's own URL, or [`DEFAULT_BASE_URL`] in process.
    ///
    /// [`DEFAULT_BASE_URL`]: crate::DEFAULT_BASE_URL
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Allows [`Emulator::serve`] on addresses that other machines can reach.
    ///
    /// Anyone there can then sign in as anyone, because the keys are published. Set [`base_url`](Self::base_url) to the
    /// URL that the other machines use.
    pub const fn allow_non_loopback(mut self, allow: bool) -> Self {
        self.allow_non_loopback = allow;
        self
    }

    /// Persists the state in this directory, which is created if it does not exist.
    ///
    /// An emulator that is built with the directory later resumes the state, even if the process was killed. Every
    /// change that was answered is persisted, unless the machine itself stops.
    ///
    /// A resumed state replaces the objects and codes of the fixture; see [`Emulator::was_resumed`]. The fixture is
    /// used for an empty directory, and by [`Emulator::reset`]. The configuration (keys, client ids, redirect URIs,
    /// switches, rate limits) is not persisted.
    pub fn state_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_dir = Some(path.into());
        self
    }

    /// Calls `observe` for every request to a [server](crate::Emulator::serve), including control requests.
    ///
    /// The call happens before the response is sent, so `observe` must be fast. Requests through a
    /// [transport](crate::Emulator::transport) or [`handle`](crate::Emulator::handle) are not observed.
    pub fn on_served(mut self, observe: impl Fn(&Served) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer(Arc::new(observe)));
        self
    }

    /// Calls `observe` after every attempt to deliver a webhook, also those that a fault failed.
    pub fn on_delivery_attempt(
        mut self,
        observe: impl Fn(&AttemptedDelivery) + Send + Sync + 'static,
    ) -> Self {
        self.attempt_observer = Some(AttemptObserver(Arc::new(observe)));
        self
    }

    /// Requires this key in the header `X-Emulator-Key` of every control request, from any machine.
    ///
    /// Without a key, the control API answers this machine only, and no web page of another origin.
    pub fn control_key(mut self, key: impl Into<Secret>) -> Self {
        self.control.key = Some(key.into());
        self
    }

    /// Allows web pages of this origin, for instance `http://localhost:3000`, to use the control API (CORS).
    ///
    /// Several origins can be added. If there is a control key, the pages need it too.
    pub fn control_origin(mut self, origin: impl Into<String>) -> Self {
        self.control.origins.push(origin.into());
        self
    }

    /// Continues with the intact part of a damaged state log, instead of failing.
    ///
    /// The log is read up to the damage, and copied to a new file in the directory, `state.jsonl.damaged-1`. If no part
    /// is intact, the emulator starts with the fixture. [`Emulator::state_recovery`] describes what was left out. Without
    /// damage, this has no effect.
    pub const fn recover_state(mut self, recover: bool) -> Self {
        self.recover_state = recover;
        self
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
}

impl Default for Emulator {
    fn default() -> Self {
        Self::new()
    }
}
