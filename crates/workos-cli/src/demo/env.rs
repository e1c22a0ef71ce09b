//! The environment of the demo: the embedded emulator, an account, or a cassette.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use workos_emulator::{Emulator, Fixture, NewConnection, NewOrganization, NewProfile, Server};
use workos_kit::core::OrganizationId;
use workos_kit::sso::ConnectionSelector;
use workos_kit::transport::{Clock, Transport};
use workos_kit::{Client, WorkOs};
use workos_transport_hyper::{HyperTransport, TokioClock};
use workos_transport_record::{Cassette, Replay};

use super::callback::{CallbackListener, redirect_uri};
use super::recorder::{self, Recorder};
use super::report::Report;
use crate::args::{Demo, Global, Part};
use crate::failure::Failure;

/// The port of the callback with an account or a cassette: the account allows this redirect URI, the cassette contains
/// it.
const FIXED_PORT: u16 = 4180;
/// The base URL during a replay. A cassette does not contain base URLs, so any URL works.
const REPLAY_BASE_URL: &str = "http://localhost";
/// The number of seeded organizations with a connection: enough for several pages.
const CUSTOMERS: usize = 20;
/// The organization and the connection of the demo's sign-in. The connection is a GenericOIDC one, since no other type
/// supports logout.
const ORGANIZATION: &str = "org_01DEM000000000000000000000";
const CONNECTION: &str = "conn_01DEM000000000000000000000";
const TYPES: [&str; 4] = ["OktaSAML", "EntraIdOIDC", "GoogleSAML", "GenericSAML"];

/// The environment that the steps of the demo run in.
#[derive(Debug)]
pub(crate) struct Env {
    pub(crate) workos: WorkOs,
    /// The transport of the application and of the demo's browser.
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) redirect_uri: String,
    pub(crate) selector: ConnectionSelector,
    /// The time limit for the person's sign-in or consent.
    wait: Duration,
    uses_default_selector: bool,
    /// `None` during a replay, in which no callback arrives over HTTP.
    listener: Option<CallbackListener>,
    backend: Backend,
}

#[derive(Debug)]
enum Backend {
    Account,
    /// The server runs until it is dropped.
    Emulator {
        _server: Server,
        recorder: Option<Recorder>,
    },
    Cassette {
        replay: Replay,
        requests: usize,
    },
}

impl Env {
    /// Starts the environment that the command and the credentials select, and reports it.
    pub(crate) async fn start(
        command: &Demo,
        global: &Global,
        report: &mut Report<'_>,
    ) -> Result<Self, Failure> {
        if let Some(path) = &command.replay {
            return Self::with_cassette(path, command, report);
        }
        let key = if command.emulator { None } else { global.api_key()? };
        match (key, global.client_id().filter(|_| !command.emulator)) {
            (Some(_), Some(_)) => Self::with_account(command, global, report).await,
            (None, None) => {
                Self::with_emulator(command, global, Arc::new(HyperTransport::new()?), report).await
            }
            (key, _) => {
                let missing = if key.is_some() { "WORKOS_CLIENT_ID" } else { "WORKOS_API_KEY" };
                let hint = "Set both variables to run against that account, or add `--emulator` to run without credentials.";
                Err(Failure::usage(format!("{missing} is not set")).with_hint(hint))
            }
        }
    }

    /// Starts the embedded emulator, and sends requests to it through this transport.
    pub(crate) async fn with_emulator(
        command: &Demo,
        global: &Global,
        wire: Arc<dyn Transport>,
        report: &mut Report<'_>,
    ) -> Result<Self, Failure> {
        report.headline(&format!(
            "workos demo: {}, end to end, against the embedded emulator",
            subject(command)
        ))?;
        report.begin("Start the emulator");
        let emulator = Emulator::builder()
            .fixture(seed())
            .interactive(true)
            .build()
            .map_err(|error| Failure::usage(error.to_string()))?;
        let server = emulator
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .map_err(|error| Failure::usage(format!("the emulator cannot listen: {error}")))?;
        let recorder =
            command.record.as_deref().map(|path| Recorder::start(wire.clone(), path)).transpose()?;
        let usual_port = if recorder.is_some() { FIXED_PORT } else { 0 };
        let listener = CallbackListener::start(command.callback_port.unwrap_or(usual_port)).await?;
        let redirect_uri = listener.redirect_uri();
        let transport = recorder.as_ref().map_or(wire, Recorder::transport);
        let mut client = Client::builder()
            .api_key(emulator.api_key())
            .client_id(emulator.client_id())
            .base_url(server.url())
            .transport(transport.clone());
        if let Some(timeout) = global.timeout {
            client = client.timeout(timeout);
        }
        let workos = WorkOs::from(client.build()?);
        let mut facts = vec![
            ("emulator", format!("{}, with a sign-in page", server.url())),
            ("callback", format!("{redirect_uri}, the listener of the application")),
        ];
        if let Some(recorder) = &recorder {
            facts.push(("recording", format!("to {}, without secrets", recorder.path().display())));
        }
        report.done(None, &facts)?;
        Ok(Self {
            workos,
            transport,
            redirect_uri,
            listener: Some(listener),
            uses_default_selector: command.selector.chosen().is_none(),
            selector: selector(command),
            wait: command.wait,
            backend: Backend::Emulator { _server: server, recorder },
        })
    }

    async fn with_account(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<Self, Failure> {
        if command.open {
            let hint = "Remove `--open`, since with an account you sign in in your own browser anyway; or add `--emulator`.";
            return Err(Failure::usage("--open requires the embedded emulator").with_hint(hint));
        }
        if command.record.is_some() {
            let hint = "Add `--emulator`: the requests of your own browser cannot be recorded.";
            return Err(Failure::usage("--record requires the embedded emulator").with_hint(hint));
        }
        let chosen = command.selector.chosen();
        let Some(selector) = chosen.or_else(|| (!command.has(Part::Sso)).then(|| selector(command))) else {
            let hint = "Add `--connection ID` (`workos connections list` shows the ids), `--organization ID` or \
                        `--provider NAME`; or add `--emulator` to sign in without the account.";
            return Err(Failure::usage("no connection, organization or provider is selected").with_hint(hint));
        };
        let transport: Arc<dyn Transport> = Arc::new(HyperTransport::new()?);
        let client = global.client()?.transport(transport.clone()).build()?;
        let headline =
            format!("workos demo: {}, end to end, against {}", subject(command), client.base_url());
        report.headline(&headline)?;
        report.begin("Start the callback listener");
        let listener = CallbackListener::start(command.callback_port.unwrap_or(FIXED_PORT)).await?;
        let redirect_uri = listener.redirect_uri();
        report.done(None, &[("callback", redirect_uri.clone())])?;
        Ok(Self {
            workos: WorkOs::from(client),
            transport,
            redirect_uri,
            listener: Some(listener),
            selector,
            wait: command.wait,
            uses_default_selector: false,
            backend: Backend::Account,
        })
    }

    fn with_cassette(path: &Path, command: &Demo, report: &mut Report<'_>) -> Result<Self, Failure> {
        report.headline("workos demo: a sign-in through SSO, end to end, replayed from a cassette")?;
        report.begin("Open the cassette");
        let cassette = Cassette::load(path).map_err(|error| recorder::refused(&error))?;
        let requests = cassette.len();
        let replay = Replay::strict(cassette);
        let transport: Arc<dyn Transport> = Arc::new(replay.clone());
        // Any credentials work: the cassette contains pseudonyms for them, which match every value.
        let client = Client::builder().api_key("sk_replayed").client_id("client_replayed");
        let client = client.base_url(REPLAY_BASE_URL).transport(transport.clone()).build()?;
        let redirect_uri = redirect_uri(command.callback_port.unwrap_or(FIXED_PORT));
        let facts = [
            ("cassette", format!("{}, {requests} requests", path.display())),
            ("callback", format!("{redirect_uri}, without a listener")),
        ];
        report.done(None, &facts)?;
        Ok(Self {
            workos: WorkOs::from(client),
            transport,
            redirect_uri,
            listener: None,
            uses_default_selector: command.selector.chosen().is_none(),
            selector: selector(command),
            wait: command.wait,
            backend: Backend::Cassette { replay, requests },
        })
    }

    /// Whether the demo acts as the browser.
    pub(crate) const fn has_browser(&self) -> bool {
        !matches!(self.backend, Backend::Account)
    }

    /// Whether the URL is the callback of the application.
    pub(crate) fn is_callback(&self, url: &Uri) -> bool {
        url.to_string().split('?').next() == Some(self.redirect_uri.as_str())
    }

    /// Returns the query of the callback that the demo's browser opened.
    pub(crate) async fn callback_from(&mut self, arrived: &Uri) -> Result<String, Failure> {
        if self.listener.is_none() {
            // During a replay, the cassette answered the request.
            return Ok(arrived.query().unwrap_or_default().to_owned());
        }
        self.next_callback(None).await
    }

    /// Waits for the next callback and returns its query.
    pub(crate) async fn next_callback(&mut self, wait: Option<Duration>) -> Result<String, Failure> {
        match &mut self.listener {
            Some(listener) => listener.next(wait.unwrap_or(self.wait)).await,
            None => Err(Failure::refused("there is no callback listener")),
        }
    }

    /// Whether the sign-in uses the demo's default selector, with which every step has to succeed.
    pub(crate) const fn uses_default_selector(&self) -> bool {
        self.uses_default_selector
    }

    /// Returns the kind of environment as one word.
    pub(crate) const fn name(&self) -> &'static str {
        match self.backend {
            Backend::Account => "account",
            Backend::Emulator { .. } => "emulator",
            Backend::Cassette { .. } => "cassette",
        }
    }

    /// Saves the recording, or checks that the replay used the whole cassette.
    pub(crate) fn close(&self, report: &mut Report<'_>) -> Result<(), Failure> {
        match &self.backend {
            Backend::Emulator { recorder: Some(recorder), .. } => {
                report.begin("Save the recording");
                let requests = recorder.save()?;
                report.done(
                    None,
                    &[("cassette", format!("{}, {requests} requests", recorder.path().display()))],
                )
            }
            Backend::Cassette { replay, requests } => {
                report.begin("Check for unused requests");
                let unused = replay.unused();
                if !unused.is_empty() {
                    let message =
                        format!("the demo did not send all requests of the cassette: {}", unused.join(", "));
                    return Err(self.on_failure(Failure::refused(message)));
                }
                report.done(None, &[("requests", format!("{requests}, each equal to the recorded one"))])
            }
            Backend::Account | Backend::Emulator { recorder: None, .. } => Ok(()),
        }
    }

    /// Saves the recording of a demo that failed, or adds a hint to the failure of a replay.
    pub(crate) fn on_failure(&self, failure: Failure) -> Failure {
        match &self.backend {
            Backend::Emulator { recorder: Some(recorder), .. } => {
                // Return the first failure, even if the recording cannot be saved.
                let _ = recorder.save();
                failure
            }
            Backend::Cassette { .. } => Failure::refused(failure.to_string()).with_hint(
                "Replay the cassette with the options of the recording, or record a new one: `workos demo --record PATH`.",
            ),
            Backend::Account | Backend::Emulator { .. } => failure,
        }
    }
}

/// Describes the selected parts for the headline.
fn subject(command: &Demo) -> &'static str {
    if command.only.is_empty() && command.has(Part::Portal) {
        "from the Admin Portal to a sign-in and beyond"
    } else if command.only.len() > 1 {
        "several parts"
    } else if command.has(Part::Portal) {
        "a connection set up in the Admin Portal"
    } else if command.has(Part::Widgets) {
        "a widget token"
    } else if command.has(Part::Pipes) {
        "an account connected by Pipes"
    } else if command.has(Part::Webhooks) {
        "webhooks"
    } else {
        "a sign-in through SSO"
    }
}

/// Returns the selected connection, organization or provider, or the demo's own organization by default.
fn selector(command: &Demo) -> ConnectionSelector {
    command.selector.chosen().unwrap_or_else(|| OrganizationId::from(ORGANIZATION).into())
}

/// Returns the clock of the demo.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(TokioClock::new())
}

/// Returns the seed of the emulator: the default seed, an organization whose connection supports logout, and enough
/// organizations for several pages.
fn seed() -> Fixture {
    let mut fixture = Fixture::default();
    for number in 1..=CUSTOMERS {
        let organization = format!("Customer {number:02}");
        let connection_type = TYPES[number % TYPES.len()];
        fixture
            .organizations
            .push(NewOrganization::new(&organization).domain(format!("customer{number}.example")));
        fixture.connections.push(NewConnection::new(connection_type).organization(&organization));
    }
    fixture.organizations.push(NewOrganization::new("Meridian").id(ORGANIZATION).domain("meridian.example"));
    fixture.connections.push(
        NewConnection::new("GenericOIDC").id(CONNECTION).organization(ORGANIZATION).name("Meridian SSO"),
    );
    for (first, last, role) in [("Noor", "Haddad", "admin"), ("Jonas", "Weber", "member")] {
        let email = format!("{}@meridian.example", first.to_lowercase());
        let person = NewProfile::new(CONNECTION, email).name(first, last).role(role).group("Engineering");
        fixture.profiles.push(person);
    }
    fixture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_builds_and_has_several_pages_of_connections() {
        let fixture = seed();
        assert!(fixture.connections.len() > 20);
        assert!(Emulator::builder().fixture(fixture).build().is_ok());
    }
}
