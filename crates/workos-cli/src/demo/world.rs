//! What the demo runs against: the embedded emulator, or an account.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use workos_emulator::{Emulator, Fixture, NewConnection, NewOrganization, NewProfile, Server};
use workos_kit::core::OrganizationId;
use workos_kit::sso::ConnectionSelector;
use workos_kit::transport::{Clock, Transport};
use workos_kit::{Client, WorkOs};
use workos_transport_hyper::HyperTransport;

use super::callback::CallbackListener;
use super::report::Report;
use crate::args::{Demo, Global};
use crate::failure::Failure;

/// The port of the callback with an account: a fixed one, because it has to be allowed there.
const ACCOUNT_PORT: u16 = 4180;
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
    pub(crate) transport: HyperTransport,
    pub(crate) callbacks: CallbackListener,
    pub(crate) selector: ConnectionSelector,
    /// How long the person may take.
    pub(crate) wait: Duration,
    chose_itself: bool,
    /// Serves until it is dropped.
    server: Option<Server>,
}

impl World {
    /// Starts what is needed, and says what it is.
    pub(crate) async fn enter(
        command: &Demo,
        global: &Global,
        report: &mut Report<'_>,
    ) -> Result<Self, Failure> {
        let key = if command.emulator { None } else { global.api_key()? };
        match (key, global.client_id().filter(|_| !command.emulator)) {
            (Some(_), Some(_)) => Self::of_account(command, global, report).await,
            (None, None) => Self::emulated(command, global, report).await,
            (key, _) => {
                let missing = if key.is_some() { "WORKOS_CLIENT_ID" } else { "WORKOS_API_KEY" };
                let hint = "Set both to run against that account, or add `--emulator` to need neither.";
                Err(Failure::usage(format!("{missing} is not set")).with_hint(hint))
            }
        }
    }

    async fn emulated(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<Self, Failure> {
        report.headline("workos demo: a sign-in through SSO, end to end, against the embedded emulator")?;
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
        let callbacks = CallbackListener::start(command.callback_port.unwrap_or(0)).await?;
        let transport = HyperTransport::new();
        let mut client = Client::builder()
            .api_key(emulator.api_key())
            .client_id(emulator.client_id())
            .base_url(server.url())
            .transport(transport.clone());
        if let Some(timeout) = global.timeout {
            client = client.timeout(timeout);
        }
        let workos = WorkOs::from(client.build()?);
        let facts = [
            ("emulator", format!("{}, with a sign-in page", server.url())),
            ("callback", format!("{}, the application's own listener", callbacks.redirect_uri())),
        ];
        report.done(None, &facts)?;
        let chosen = command.selector.chosen();
        Ok(Self {
            workos,
            transport,
            callbacks,
            chose_itself: chosen.is_none(),
            selector: chosen.unwrap_or_else(|| OrganizationId::from(ORGANIZATION).into()),
            wait: command.wait,
            server: Some(server),
        })
    }

    async fn of_account(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<Self, Failure> {
        if command.open {
            let hint =
                "Leave it out: with an account you sign in in your own browser anyway; or add `--emulator`.";
            return Err(Failure::usage("--open is for the embedded emulator").with_hint(hint));
        }
        let Some(selector) = command.selector.chosen() else {
            let hint = "Add `--connection ID` (`workos connections list` shows them), `--organization ID`, \
                        `--provider NAME`; or `--emulator` to sign in without the account.";
            return Err(Failure::usage("the demo does not know what to sign in through").with_hint(hint));
        };
        let transport = HyperTransport::new();
        let client = global.client()?.transport(transport.clone()).build()?;
        let headline =
            format!("workos demo: a sign-in through SSO, end to end, against {}", client.base_url());
        report.headline(&headline)?;
        report.begin("Start the callback listener");
        let callbacks = CallbackListener::start(command.callback_port.unwrap_or(ACCOUNT_PORT)).await?;
        report.done(None, &[("callback", callbacks.redirect_uri())])?;
        let workos = WorkOs::from(client);
        let wait = command.wait;
        Ok(Self { workos, transport, callbacks, selector, wait, chose_itself: false, server: None })
    }

    /// Whether the browser and the identity provider are the demo's own.
    pub(crate) const fn is_emulated(&self) -> bool {
        self.server.is_some()
    }

    /// Whether this is where the browser comes back to.
    pub(crate) fn is_callback(&self, url: &Uri) -> bool {
        let callback = self.callbacks.redirect_uri();
        url.to_string().split('?').next() == Some(callback.as_str())
    }

    /// Whether the demo chose what to sign in through, so that every step has to work.
    pub(crate) const fn chose_itself(&self) -> bool {
        self.chose_itself
    }

    /// What the demo ran against, in a word.
    pub(crate) const fn name(&self) -> &'static str {
        if self.is_emulated() { "emulator" } else { "account" }
    }
}

/// The clock that the demo's transport brings.
pub(crate) fn clock() -> Arc<dyn Clock> {
    HyperTransport::new().clock()
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
