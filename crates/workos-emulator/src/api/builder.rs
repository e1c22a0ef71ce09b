//! How an emulator is configured.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use workos_core::Secret;

use crate::api::control_options::Options;
use crate::api::emulator::{Emulator, Serving};
use crate::api::fixture::Fixture;
use crate::api::fixture::load::load;
use crate::api::fixture::seed_tree::SeedTree;
use crate::base::error::EmulatorConfigError;
use crate::base::hosts::{WebhookHosts, read_host};
use crate::base::ids::{IdSource, Moment};
use crate::base::keys::SigningKey;
use crate::base::lenient::Check;
use crate::base::redirect_uri::RedirectPattern;
use crate::base::time::Time;
use crate::domains::state::State;
use crate::events::deliveries::default_retries;
use crate::faults::Fault;
use crate::faults::active::Faults;
use crate::faults::check::check_all;
use crate::journal;
use crate::journal::served::{Observer, Served};
use crate::limits::RateLimits;
use crate::persistence::document::Document;
use crate::persistence::log::Folder;
use crate::pipeline::router::known_routes;
use crate::server::client_sockets::SocketLimits;
use crate::server::own_listeners::OwnListeners;
use crate::server::webhook_target::WebhookTls;
use crate::store::env::{Mark, Settings};
use crate::store::switches::{DomainVerificationMode, Switches};

/// Configures an [`Emulator`]. Created by [`Emulator::builder`].
///
/// Keys, client ids, redirect URIs, disabled checks and faults are added before those of the fixture. All other settings
/// replace those of the fixture.
#[derive(Debug, Default)]
#[must_use]
pub struct Builder {
    fixture: Source,
    api_keys: Vec<Secret>,
    client_ids: Vec<String>,
    redirect_uris: Vec<String>,
    logout_redirect_uri: Option<String>,
    seed: u64,
    interactive: Option<bool>,
    reject_delete_active: Option<bool>,
    legacy_token_errors: Option<bool>,
    legacy_pipes_events: Option<bool>,
    strict_fields: Option<bool>,
    lenient: Vec<Check>,
    domain_verification: Option<DomainVerificationMode>,
    rate_limits: Option<RateLimits>,
    webhook_retries: Option<Vec<Duration>>,
    faults: Vec<Fault>,
    journal_limit: Option<usize>,
    signing_key_pem: Option<Secret>,
    base_url: Option<String>,
    allow_non_loopback: bool,
    pub(crate) control: Options,
    pub(crate) observer: Option<Observer>,
    state_dir: Option<PathBuf>,
    recover_state: bool,
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) webhook_hosts: Vec<String>,
    pub(crate) webhook_tls: WebhookTls,
    pub(crate) socket_limits: SocketLimits,
}

#[derive(Debug, Default)]
enum Source {
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

    /// Also emits the events of connected accounts under their legacy names; see [`Switches::legacy_pipes_events`].
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

    /// Builds the emulator.
    ///
    /// # Errors
    /// If the seed file cannot be read, an object refers to one that does not exist, a redirect URI is unsafe, a fault
    /// could never apply, the signing key is invalid, or the [state directory](Self::state_dir) cannot be used: another
    /// emulator uses it, or its content is damaged, cannot be read or has another version.
    pub fn build(self) -> Result<Emulator, EmulatorConfigError> {
        // There is at least one problem, or it would have been built.
        self.build_or_explain().map_err(|mut problems| problems.0.swap_remove(0))
    }

    /// Checks the configuration like [`build`](Self::build), and returns all errors instead of the first one.
    ///
    /// # Errors
    /// All errors, at least one. An object that refers to a rejected object is not reported.
    pub fn check(self) -> Result<(), Vec<EmulatorConfigError>> {
        self.build_or_explain().map(drop).map_err(|problems| problems.0)
    }

    fn build_or_explain(self) -> Result<Emulator, Problems> {
        let (mut fixture, tree) = match self.fixture {
            Source::Default => (Fixture::default(), SeedTree::default()),
            Source::Typed(fixture) => (*fixture, SeedTree::default()),
            Source::Yaml(yaml) => (Fixture::from_yaml(&yaml)?, SeedTree::read(&yaml)),
        };
        let api_keys: Vec<_> = self.api_keys.into_iter().chain(fixture.api_keys.drain(..)).collect();
        let client_ids: Vec<_> = self.client_ids.into_iter().chain(fixture.client_ids.drain(..)).collect();
        if api_keys.iter().any(|key| key.expose().is_empty()) || api_keys.is_empty() {
            return Err(
                EmulatorConfigError::new("at least one API key is required, and none may be empty").into()
            );
        }
        if client_ids.iter().any(String::is_empty) || client_ids.is_empty() {
            return Err(EmulatorConfigError::new(
                "at least one client id is required, and none may be empty",
            )
            .into());
        }
        let redirect_uris =
            self.redirect_uris.into_iter().chain(fixture.redirect_uris.drain(..)).map(|uri| {
                RedirectPattern::parse(&uri).map_err(|reason| {
                    EmulatorConfigError::new(reason).at(tree.line_of_key("redirect_uris", &uri))
                })
            });
        let logout_redirect_uri = self.logout_redirect_uri.or_else(|| fixture.logout_redirect_uri.take());
        if let Some(uri) = &logout_redirect_uri {
            crate::base::redirect_uri::check(uri).map_err(|reason| {
                EmulatorConfigError::new(format!("logout redirect URI '{uri}' {reason}"))
                    .at(tree.line_of_key("logout_redirect_uri", uri))
            })?;
        }
        let signing_key = match &self.signing_key_pem {
            None => None,
            Some(pem) => Some(SigningKey::from_pem(pem.expose()).map_err(EmulatorConfigError::new)?),
        };
        let switches = Switches {
            interactive: self.interactive.unwrap_or(fixture.switches.interactive),
            reject_delete_active: self.reject_delete_active.unwrap_or(fixture.switches.reject_delete_active),
            legacy_token_errors: self.legacy_token_errors.unwrap_or(fixture.switches.legacy_token_errors),
            legacy_pipes_events: self.legacy_pipes_events.unwrap_or(fixture.switches.legacy_pipes_events),
            strict_fields: self.strict_fields.unwrap_or(fixture.switches.strict_fields),
            domain_verification: self.domain_verification.unwrap_or(fixture.switches.domain_verification),
        };
        let rate_limits = self.rate_limits.unwrap_or_else(|| std::mem::take(&mut fixture.rate_limits));
        let faults: Vec<_> = self.faults.into_iter().chain(fixture.faults.drain(..)).collect();
        check_all(&faults, known_routes()).map_err(|rejected| {
            let line = tree.line_of_key("faults", &rejected.value);
            EmulatorConfigError::from(rejected).at(line)
        })?;
        let webhook_hosts = WebhookHosts::new(read_hosts("webhook host", &self.webhook_hosts)?);
        let serving = Serving {
            control: self.control.checked()?,
            observer: self.observer,
            allow_non_loopback: self.allow_non_loopback,
            allowed_hosts: read_hosts("allowed host", &self.allowed_hosts)?,
            webhook_hosts: webhook_hosts.clone(),
            webhook_tls: self.webhook_tls,
            socket_limits: self.socket_limits.checked()?,
            listeners: OwnListeners::default(),
        };
        let settings = Settings {
            redirect_uris: redirect_uris.collect::<Result<_, _>>()?,
            base_url: self.base_url.map(|url| read_base_url(&url)).transpose()?,
            api_keys,
            client_ids,
            logout_redirect_uri,
            switches,
            lenient: self.lenient.into_iter().chain(fixture.lenient.drain(..)).collect(),
            signing_key,
            webhook_retries: self.webhook_retries.unwrap_or_else(default_retries),
            journal_limit: self.journal_limit.unwrap_or(journal::MOST),
        };

        let (ids, time, mut state) = (IdSource::new(self.seed), Time::new(), State::new());
        state.lenient = settings.lenient;
        state.webhook_hosts = webhook_hosts;
        let moment = Moment { ids: &ids, now: time.now() };
        let problems = load(fixture, &tree, &settings.client_ids, &mut state, moment);
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        state.legacy_pipes_events = settings.switches.legacy_pipes_events;
        state.start();
        // Request ids come from a source of their own, so that a request more changes no other id.
        let mark = Mark { now: time.now(), ahead: 0, next_id: ids.position(), next_request_id: !self.seed };
        let folder =
            self.state_dir.as_deref().map(|path| Folder::open(path, self.recover_state)).transpose()?;
        let faults = Faults::new(self.seed, faults);
        Ok(Emulator::assemble(settings, serving, rate_limits, faults, Document::new(mark, state), folder)?)
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

/// All that is wrong, at least one thing.
struct Problems(Vec<EmulatorConfigError>);

impl From<EmulatorConfigError> for Problems {
    fn from(problem: EmulatorConfigError) -> Self {
        Self(vec![problem])
    }
}

fn read_hosts(setting: &str, hosts: &[String]) -> Result<Vec<String>, EmulatorConfigError> {
    hosts.iter().map(|host| read_host(setting, host)).collect()
}

fn read_base_url(url: &str) -> Result<String, EmulatorConfigError> {
    let valid = url.parse::<http::Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.authority().is_some()
            && uri.path() == "/"
            && uri.query().is_none()
    });
    if valid {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err(EmulatorConfigError::new(format!("base URL '{url}' does not have the form https://host:port")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domains::connections::seed::NewConnection;
    use crate::domains::organizations::seed::organization::NewOrganization;
    use crate::domains::sso::seed::NewProfile;

    #[test]
    fn dangling_references_in_a_seed_file_are_errors_with_their_line() {
        let cases = [
            (
                "connections:\n  - type: OktaSAML\n    organization: org_1\n",
                3,
                "organization 'org_1' does not exist",
            ),
            ("connections:\n  - type: OktaSaml\n", 2, "must be written as 'OktaSAML'"),
            (
                "profiles:\n  - email: a@b.c\n    connection: conn_1\n",
                3,
                "connection 'conn_1' does not exist",
            ),
            ("connections:\n- {type: MagicLink, id: c}\n- type: MagicLink\n  id: c\n", 4, "'c' is taken"),
            ("codes:\n  - code: abc\n    profile: prof_1\n", 3, "profile 'prof_1' does not exist"),
            (
                "organizations:\n- {name: A, external_id: x}\n- name: B\n  external_id: y\n- name: C\n  external_id: y\n",
                6,
                "external_id 'y' belongs to another",
            ),
            (
                "organizations:\n  - name: A\n    domain_data:\n      - domain: https://a.com\n",
                4,
                "'https://a.com' is not a host name",
            ),
            ("users:\n  - email: a\n", 2, "is not an e-mail address"),
            (
                "webhook_endpoints:\n  - endpoint_url: http://a.com/x\n    events: [user.created]\n",
                2,
                "plain HTTP to another machine",
            ),
            (
                "webhook_endpoints:\n  - endpoint_url: https://a.com/x\n    events: [user.exploded]\n",
                3,
                "'user.exploded' is not an event",
            ),
            ("data_integrations:\n  - provider: Git Hub\n", 2, "is not a slug"),
            ("redirect_uris:\n  - https://a.com/cb\n  - javascript:x\n", 3, "never allowed"),
        ];
        for (yaml, line, message) in cases {
            let error = Emulator::builder().fixture_yaml(yaml).build().unwrap_err();
            assert!(error.to_string().contains(message), "{error}");
            assert_eq!(error.line(), Some(line), "{error}");
        }
    }

    #[test]
    fn a_check_tells_all_that_is_wrong_and_what_follows_from_it_only_once() {
        let yaml = "\
organizations:
  - {name: Acme, domains: [acme.com]}
  - {name: Globex, domains: [acme.com]}
connections:
  - {type: OktaSAML, organization: Acne}
  - {type: OktaSAML, organization: Globex, name: Globex Okta}
  - {type: OktaSAM, organization: Acme}
profiles:
  - {email: a@acme.com, connection: Globex Okta}
users:
  - {email: ada@acme.com}
data_integrations:
  - {provider: github, auth_methods: [oauth, api_keys]}
  - {provider: slack}
connected_accounts:
  - {provider: github, user: ada@acme.com}
  - {provider: slak, user: ada@acme.com}
  - {provider: slack, user: ada@acme.co}
webhook_endpoints:
  - endpoint_url: https://a.com/x
    events:
      - user.created
      - user.craeted
";
        let problems = Emulator::builder().fixture_yaml(yaml).check().unwrap_err();
        assert_eq!(
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "line 3: domain 'acme.com' belongs to another organization",
                "line 5: organization 'Acne' does not exist; did you mean 'Acme'?",
                "line 7: type 'OktaSAM' is not a connection type; did you mean 'OktaSAML'?",
                "line 13: auth_methods 'api_keys' is not an auth method; did you mean 'api_key'?",
                "line 17: provider 'slak' does not exist; did you mean 'slack'?",
                "line 18: user 'ada@acme.co' does not exist; did you mean 'ada@acme.com'?",
                "line 23: events 'user.craeted' is not an event; did you mean 'user.created'?",
            ]
        );
        let first = Emulator::builder().fixture_yaml(yaml).build().unwrap_err();
        assert_eq!(first, problems[0]);
        assert!(Emulator::builder().fixture_yaml("organizations: [{name: Acme}]").check().is_ok());
    }

    #[test]
    fn objects_refer_to_each_other_by_id_or_by_a_name_that_is_unique() {
        let mut fixture = Fixture::empty();
        fixture.organizations =
            vec![NewOrganization::new("Acme").domain("acme.com"), NewOrganization::new("Twin")];
        fixture.connections = vec![NewConnection::new("OktaSAML").organization("Acme")];
        fixture.profiles = vec![NewProfile::new("Acme", "a@acme.com")];
        assert!(Emulator::builder().fixture(fixture.clone()).build().is_ok());
        fixture.organizations.push(NewOrganization::new("Acme"));
        let error = Emulator::builder().fixture(fixture).build().unwrap_err();
        assert!(error.to_string().contains("is not unique"), "{error}");
    }

    #[test]
    fn the_seed_file_of_the_readme_builds() {
        let (_, rest) = include_str!("../docs.md").split_once("```yaml\n").unwrap();
        let (yaml, _) = rest.split_once("```").unwrap();
        let emulator = Emulator::builder().fixture_yaml(yaml).build().unwrap();
        assert_eq!((emulator.api_key(), emulator.client_id()), ("sk_test_mine", "client_mine"));
    }

    #[test]
    fn what_cannot_work_is_refused_when_it_is_built() {
        for builder in [
            Emulator::builder().api_key(""),
            Emulator::builder().client_id(""),
            Emulator::builder().redirect_uri("callback"),
            Emulator::builder().logout_redirect_uri("javascript:alert(1)"),
            Emulator::builder().base_url("localhost:4100"),
            Emulator::builder().base_url("https://host/path"),
            Emulator::builder().signing_key_pem("no key"),
        ] {
            assert!(builder.build().is_err());
        }
    }

    #[test]
    fn neither_keys_nor_api_keys_are_printed() {
        let builder = Emulator::builder().api_key("sk_canary").signing_key_pem("canary");
        assert!(!format!("{builder:?}").contains("canary"));
    }
}
