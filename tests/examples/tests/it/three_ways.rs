//! One function, tested over three transports. Copy the test whose transport fits the question of yours.
//!
//! | transport | question |
//! |---|---|
//! | [`MockTransport`] | Was it called this often, with these parameters? |
//! | [`Script`] | What does my code do with this response, this failure, this delay? |
//! | [`Emulator`] | Do several calls that depend on each other work? |
//!
//! None of them opens a socket, and all use a manual clock, so no test waits.
//!
//! ```toml
//! [dev-dependencies]
//! workos-emulator = "0.1"
//! workos-transport-mock = "0.1"
//! ```
//!
//! What to change for your own use: pass the [`Client`] (or `WorkOs`) to your code when you create it. Nothing else
//! changes.

use std::time::Duration;

use http::Method;
use serde_json::json;
use workos_emulator::{DEFAULT_BASE_URL, EmulatedConnectionState as State, Emulator, NewConnection};
use workos_sso::{Client, Connections, Error, OrganizationId};
use workos_transport::TransportErrorKind;
use workos_transport_mock::{MockTransport, Reply, Script};

/// The function under test: returns whether people of an organization can sign in through single sign-on.
async fn has_sso(client: &Client, organization_id: &OrganizationId) -> Result<bool, Error> {
    let mut connections = Connections::new(client).list().organization_id(organization_id).items();
    while let Some(connection) = connections.try_next().await? {
        if connection.is_active() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn acme() -> OrganizationId {
    "org_01H5K5Z4J8T9D3G2F1N6M8V7C4".into()
}

#[tokio::test]
async fn mock_it_asks_once_and_only_for_this_organization() {
    let mut transport = MockTransport::new();
    transport
        .expect_send()
        .withf(|request| {
            let query = request.uri().query().unwrap_or_default();
            request.operation().id() == "connections.list" && query.contains(acme().as_str())
        })
        .times(1)
        .returning(|_| Ok(http::Response::new(r#"{"data":[]}"#.into()).into()));
    let client = Client::builder().api_key("sk_test_1").transport(transport).build().unwrap();

    assert!(!has_sso(&client, &acme()).await.unwrap());
}

#[tokio::test]
async fn script_a_rate_limit_and_a_lost_connection_are_survived() {
    let connection =
        json!({"id": "conn_1", "name": "Okta", "connection_type": "OktaSAML", "state": "active"});
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "2"))
        .error(TransportErrorKind::Lost)
        .reply(Reply::json(200, json!({"data": [connection]})));
    let client = Client::builder().api_key("sk_test_1").transport(script.clone()).build().unwrap();

    assert!(has_sso(&client, &acme()).await.unwrap());

    script.assert_finished();
    let requests = script.requests();
    assert_eq!(requests[0].method(), Method::GET);
    assert!(requests[1].at() - requests[0].at() >= Duration::from_secs(2), "it waited for `Retry-After`");
}

#[tokio::test]
async fn emulator_a_connection_counts_while_it_is_active() {
    let emulator = Emulator::new();
    let client = Client::builder()
        .api_key(emulator.api_key())
        .base_url(DEFAULT_BASE_URL)
        .transport(emulator.transport())
        .build()
        .unwrap();
    let lumen = OrganizationId::from(
        emulator.add_organization(workos_emulator::NewOrganization::new("Lumen")).unwrap(),
    );
    assert!(!has_sso(&client, &lumen).await.unwrap());

    let okta = emulator.add_connection(NewConnection::new("OktaSAML").organization(lumen.as_str())).unwrap();
    assert!(has_sso(&client, &lumen).await.unwrap());

    emulator.set_connection_state(&okta, State::Inactive).unwrap();
    assert!(!has_sso(&client, &lumen).await.unwrap());
}
