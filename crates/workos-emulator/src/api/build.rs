//! From the configuration to an emulator, or to everything that is wrong with it.

use crate::api::builder::{Builder, Source};
use crate::api::emulator::{Emulator, Serving};
use crate::api::fixture::Fixture;
use crate::api::fixture::default::codes;
use crate::api::fixture::load::{DEFAULT_SEED, load, load_default};
use crate::api::fixture::reading::Reading;
use crate::base::error::EmulatorConfigError;
use crate::base::hosts::{WebhookHosts, read_host};
use crate::base::ids::{IdSource, Moment};
use crate::base::redirect_uri::RedirectPattern;
use crate::base::time::Time;
use crate::domains::environment::configuration::Configuration;
use crate::domains::environment::store::EnvironmentStore;
use crate::domains::state::State;
use crate::events::deliveries::default_retries;
use crate::faults::active::Faults;
use crate::faults::check::check;
use crate::journal;
use crate::net::own_listeners::OwnListeners;
use crate::persistence::document::Document;
use crate::persistence::log::Folder;
use crate::pipeline::router::known_routes;
use crate::store::env::{Mark, Settings};
use crate::store::switches::Switches;

impl Builder {
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

    /// The same configuration, but without a state directory: that belongs to a running emulator.
    pub(crate) fn without_state_dir(mut self) -> Self {
        self.state_dir = None;
        self
    }

    pub(crate) fn build_or_explain(self) -> Result<Emulator, Problems> {
        let loads_default = matches!(self.fixture, Source::Default) && self.seed == DEFAULT_SEED;
        let Reading { fixture, tree, problems, removed } = match self.fixture {
            // `load_default` adds the other objects.
            Source::Default if loads_default => Reading::of(Fixture { codes: codes(), ..Fixture::empty() }),
            Source::Default => Reading::of(Fixture::default()),
            Source::Typed(fixture) => Reading::of(*fixture),
            Source::Yaml(yaml) => Reading::read(&yaml),
        };
        let mut problems = Problems(problems);
        let mut fixture = fixture.unwrap_or_else(Fixture::empty);
        let api_keys: Vec<_> = self.api_keys.into_iter().chain(fixture.api_keys.drain(..)).collect();
        let client_ids: Vec<_> = self.client_ids.into_iter().chain(fixture.client_ids.drain(..)).collect();
        if api_keys.iter().any(|key| key.expose().is_empty()) || api_keys.is_empty() {
            problems.add("at least one API key is required, and none may be empty");
        }
        if client_ids.iter().any(String::is_empty) || client_ids.is_empty() {
            problems.add("at least one client id is required, and none may be empty");
        }
        let uris = self.redirect_uris.into_iter().chain(fixture.redirect_uris.drain(..));
        let redirect_uris: Vec<_> = uris
            .filter_map(|uri| {
                let pattern = RedirectPattern::parse(&uri).map_err(|reason| {
                    EmulatorConfigError::new(reason).at(tree.line_of_key("redirect_uris", &uri))
                });
                problems.take(pattern)
            })
            .collect();
        let logout_redirect_uri = self.logout_redirect_uri.or_else(|| fixture.logout_redirect_uri.take());
        if let Some(uri) = &logout_redirect_uri
            && let Err(reason) = crate::base::redirect_uri::check(uri)
        {
            let problem = EmulatorConfigError::new(format!("logout redirect URI '{uri}' {reason}"));
            problems.0.push(problem.at(tree.line_of_key("logout_redirect_uri", uri)));
        }
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
        for rejected in faults.iter().filter_map(|fault| check(fault, known_routes()).err()) {
            let line = tree.line_of_key("faults", &rejected.value);
            problems.0.push(EmulatorConfigError::from(rejected).at(line));
        }
        let webhook_hosts =
            problems.take(read_hosts("webhook host", &self.webhook_hosts)).unwrap_or_default();
        let webhook_hosts = WebhookHosts::new(webhook_hosts);
        let serving = Serving {
            control: problems.take(self.control.checked()).unwrap_or_default(),
            observer: self.observer,
            attempt_observer: self.attempt_observer,
            allow_non_loopback: self.allow_non_loopback,
            allowed_hosts: problems.take(read_hosts("allowed host", &self.allowed_hosts)).unwrap_or_default(),
            webhook_hosts: webhook_hosts.clone(),
            webhook_tls: self.webhook_tls,
            socket_limits: problems.take(self.socket_limits.checked()).unwrap_or_default(),
            listeners: OwnListeners::default(),
        };
        let settings = Settings {
            base_url: self.base_url.and_then(|url| problems.take(read_base_url(&url))),
            logout_redirect_uri,
            switches,
            lenient: self.lenient.into_iter().chain(fixture.lenient.drain(..)).collect(),
            webhook_retries: self.webhook_retries.unwrap_or_else(default_retries),
            journal_limit: self.journal_limit.unwrap_or(journal::MOST),
        };

        let credentials = api_keys.first().cloned().zip(client_ids.first().cloned());
        let configuration =
            Configuration { api_keys, client_ids, redirect_uris, signing_key_pem: self.signing_key_pem };
        let (ids, time, mut state) = (IdSource::new(self.seed), Time::new(), State::new());
        let environment = EnvironmentStore::configured(configuration, time.now());
        if let Some(environment) = problems.take(environment.map_err(EmulatorConfigError::new)) {
            state.environment = environment;
        }
        state.lenient = settings.lenient;
        state.webhook_hosts = webhook_hosts;
        let moment = Moment { ids: &ids, now: time.now() };
        if loads_default {
            load_default(&mut state, &ids);
        }
        problems.0.extend(load(fixture, &tree, removed, &mut state, moment));
        // Without credentials, there is a problem already.
        let Some(credentials) = credentials.filter(|_| problems.0.is_empty()) else {
            problems.0.sort_by_key(EmulatorConfigError::line);
            return Err(problems);
        };
        state.legacy_pipes_events = settings.switches.legacy_pipes_events;
        state.start();
        // Request ids come from a source of their own, so that a request more changes no other id.
        let mark = Mark { now: time.now(), ahead: 0, next_id: ids.position(), next_request_id: !self.seed };
        let folder =
            self.state_dir.as_deref().map(|path| Folder::open(path, self.recover_state)).transpose()?;
        let faults = Faults::new(self.seed, faults);
        Ok(Emulator::assemble(
            credentials,
            settings,
            serving,
            rate_limits,
            faults,
            Document::new(mark, state),
            folder,
        )?)
    }
}

/// All that is wrong, at least one thing.
pub(crate) struct Problems(pub(crate) Vec<EmulatorConfigError>);

impl Problems {
    fn add(&mut self, message: &str) {
        self.0.push(EmulatorConfigError::new(message));
    }

    /// Returns the value, or notes the problem.
    fn take<T>(&mut self, result: Result<T, EmulatorConfigError>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }
}

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
