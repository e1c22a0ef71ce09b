//! What the demo runs against: the embedded emulator, an account, or a cassette.

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
use super::report::Report;
use super::tape::{self, Tape};
use crate::args::{Demo, Global, Part};
use crate::failure::Failure;

/// The port of the callback where it has to be the same each time: an account allows it, a cassette holds it.
const FIXED_PORT: u16 = 4180;
/// Where requests go that a cassette answers: the address is in no recording.
const NOWHERE: &str = "http://localhost";
/// How many connections the demo's customers have, so that a list has several pages.
const CUSTOMERS: usize = 20;
/// Through whose connection the demo signs in, and that connection. Logout works with GenericOIDC alone.
const ORGANIZATION: &str = "org_01DEM000000000000000000000";
const CONNECTION: &str = "conn_01DEM000000000000000000000";
const TYPES: [&str; 4] = ["OktaSAML", "EntraIdOIDC", "GoogleSAML", "GenericSAML"];

/// The parties of a sign-in besides the person.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) workos: WorkOs,
    /// What the application's requests and those of the demo's browser go through.
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) redirect_uri: String,
    pub(crate) selector: ConnectionSelector,
    /// How long the person may take.
    wait: Duration,
    chose_itself: bool,
    /// Nobody listens where a cassette answers.
    listener: Option<CallbackListener>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Account,
    /// Serves until it is dropped.
    Emulator {
        _server: Server,
        tape: Option<Tape>,
    },
    Cassette {
        replay: Replay,
        requests: usize,
    },
}

impl World {
    /// Starts what is needed, and says what it is.
    pub(crate) async fn enter(
        command: &Demo,
        global: &Global,
        report: &mut Report<'_>,
    ) -> Result<Self, Failure> {
        if let Some(path) = &command.replay {
            return Self::replayed(path, command, report);
        }
        let key = if command.emulator { None } else { global.api_key()? };
        match (key, global.client_id().filter(|_| !command.emulator)) {
            (Some(_), Some(_)) => Self::of_account(command, global, report).await,
            (None, None) => Self::emulated(command, global, Arc::new(HyperTransport::new()?), report).await,
            (key, _) => {
                let missing = if key.is_some() { "WORKOS_CLIENT_ID" } else { "WORKOS_API_KEY" };
                let hint = "Set both to run against that account, or add `--emulator` to need neither.";
                Err(Failure::usage(format!("{missing} is not set")).with_hint(hint))
            }
        }
    }

    /// The emulator, reached through this transport.
    pub(crate) async fn emulated(
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
            .fixture(fixture())
            .interactive(true)
            .build()
            .map_err(|error| Failure::usage(error.to_string()))?;
        let server = emulator
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .map_err(|error| Failure::usage(format!("the emulator cannot listen: {error}")))?;
        let tape = command.record.as_deref().map(|path| Tape::start(wire.clone(), path)).transpose()?;
        let usual_port = if tape.is_some() { FIXED_PORT } else { 0 };
        let listener = CallbackListener::start(command.callback_port.unwrap_or(usual_port)).await?;
        let redirect_uri = listener.redirect_uri();
        let transport = tape.as_ref().map_or(wire, Tape::transport);
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
            ("callback", format!("{redirect_uri}, the application's own listener")),
        ];
        if let Some(tape) = &tape {
            facts.push(("recording", format!("to {}, without secrets", tape.path().display())));
        }
        report.done(None, &facts)?;
        Ok(Self {
            workos,
            transport,
            redirect_uri,
            listener: Some(listener),
            chose_itself: command.selector.chosen().is_none(),
            selector: selector(command),
            wait: command.wait,
            stage: Stage::Emulator { _server: server, tape },
        })
    }

    async fn of_account(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<Self, Failure> {
        if command.open {
            let hint =
                "Leave it out: with an account you sign in in your own browser anyway; or add `--emulator`.";
            return Err(Failure::usage("--open is for the embedded emulator").with_hint(hint));
        }
        if command.record.is_some() {
            let hint = "Add `--emulator`: your own browser's part of a sign-in cannot be recorded.";
            return Err(Failure::usage("--record is for the embedded emulator").with_hint(hint));
        }
        let chosen = command.selector.chosen();
        let Some(selector) = chosen.or_else(|| (!command.has(Part::Sso)).then(|| selector(command))) else {
            let hint = "Add `--connection ID` (`workos connections list` shows them), `--organization ID`, \
                        `--provider NAME`; or `--emulator` to sign in without the account.";
            return Err(Failure::usage("the demo does not know what to sign in through").with_hint(hint));
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
            chose_itself: false,
            stage: Stage::Account,
        })
    }

    fn replayed(path: &Path, command: &Demo, report: &mut Report<'_>) -> Result<Self, Failure> {
        report.headline("workos demo: a sign-in through SSO, end to end, replayed from a cassette")?;
        report.begin("Open the cassette");
        let cassette = Cassette::load(path).map_err(|error| tape::refused(&error))?;
        let requests = cassette.len();
        let replay = Replay::strict(cassette);
        let transport: Arc<dyn Transport> = Arc::new(replay.clone());
        // Any will do: what stands for them in the cassette fits every value.
        let client = Client::builder().api_key("sk_replayed").client_id("client_replayed");
        let client = client.base_url(NOWHERE).transport(transport.clone()).build()?;
        let redirect_uri = redirect_uri(command.callback_port.unwrap_or(FIXED_PORT));
        let facts = [
            ("cassette", format!("{}, {requests} requests", path.display())),
            ("callback", format!("{redirect_uri}, where nobody listens")),
        ];
        report.done(None, &facts)?;
        Ok(Self {
            workos: WorkOs::from(client),
            transport,
            redirect_uri,
            listener: None,
            chose_itself: command.selector.chosen().is_none(),
            selector: selector(command),
            wait: command.wait,
            stage: Stage::Cassette { replay, requests },
        })
    }

    /// Whether the browser is the demo's own.
    pub(crate) const fn has_browser(&self) -> bool {
        !matches!(self.stage, Stage::Account)
    }

    /// Whether this is where the browser comes back to.
    pub(crate) fn is_callback(&self, url: &Uri) -> bool {
        url.to_string().split('?').next() == Some(self.redirect_uri.as_str())
    }

    /// The query that the application got when the demo's browser arrived at its callback.
    pub(crate) async fn callback_from(&mut self, arrived: &Uri) -> Result<String, Failure> {
        if self.listener.is_none() {
            // The cassette answered in the listener's place.
            return Ok(arrived.query().unwrap_or_default().to_owned());
        }
        self.next_callback(None).await
    }

    /// The query of the next callback, whoever's browser it comes from.
    pub(crate) async fn next_callback(&mut self, wait: Option<Duration>) -> Result<String, Failure> {
        match &mut self.listener {
            Some(listener) => listener.next(wait.unwrap_or(self.wait)).await,
            None => Err(Failure::refused("nobody listens for callbacks")),
        }
    }

    /// Whether the demo chose what to sign in through, so that every step has to work.
    pub(crate) const fn chose_itself(&self) -> bool {
        self.chose_itself
    }

    /// What the demo ran against, in a word.
    pub(crate) const fn name(&self) -> &'static str {
        match self.stage {
            Stage::Account => "account",
            Stage::Emulator { .. } => "emulator",
            Stage::Cassette { .. } => "cassette",
        }
    }

    /// Keeps the recording, or makes sure that nothing of a cassette was left out.
    pub(crate) fn close(&self, report: &mut Report<'_>) -> Result<(), Failure> {
        match &self.stage {
            Stage::Emulator { tape: Some(tape), .. } => {
                report.begin("Keep the recording");
                let requests = tape.save()?;
                report.done(None, &[("cassette", format!("{}, {requests} requests", tape.path().display()))])
            }
            Stage::Cassette { replay, requests } => {
                report.begin("Look for what was not asked");
                let unused = replay.unused();
                if !unused.is_empty() {
                    let message = format!("the cassette holds more: {}", unused.join(", "));
                    return Err(self.explain(Failure::refused(message)));
                }
                report.done(None, &[("requests", format!("{requests}, each as it was recorded"))])
            }
            Stage::Account | Stage::Emulator { tape: None, .. } => Ok(()),
        }
    }

    /// Keeps what was recorded until the demo failed, and says what may help.
    pub(crate) fn explain(&self, failure: Failure) -> Failure {
        match &self.stage {
            Stage::Emulator { tape: Some(tape), .. } => {
                // What failed first is the failure to tell.
                let _ = tape.save();
                failure
            }
            Stage::Cassette { .. } => Failure::refused(failure.to_string()).with_hint(
                "Replay it with the options that it was recorded with, or record it anew: `workos demo --record PATH`.",
            ),
            Stage::Account | Stage::Emulator { .. } => failure,
        }
    }
}

/// What the demo is about, in a few words.
fn subject(command: &Demo) -> &'static str {
    if command.only.is_empty() && command.has(Part::Portal) {
        "a customer from the Admin Portal to a sign-in and further"
    } else if command.only.len() > 1 {
        "parts of a customer's way"
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

/// What to sign in through, where the demo may choose.
fn selector(command: &Demo) -> ConnectionSelector {
    command.selector.chosen().unwrap_or_else(|| OrganizationId::from(ORGANIZATION).into())
}

/// The clock that the demo's transport brings.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(TokioClock::new())
}

/// The emulator's default state, a company whose connection supports logout, and enough customers for pages.
fn fixture() -> Fixture {
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
    fn the_fixture_builds_and_has_several_pages_of_connections() {
        let fixture = fixture();
        assert!(fixture.connections.len() > 20);
        assert!(Emulator::builder().fixture(fixture).build().is_ok());
    }
}
