//! The error tables of the older API reference: the emulator returns each row with its documented status and code, and
//! the SDK gives a hint for it.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use workos_client::{Client, Error, Retry};
use workos_emulator::{Builder, Emulator};
use workos_sso::{ConnectionId, Connections, OrganizationId, Sso};
use workos_transport::{Clock, Request, Response, Transport, TransportError, async_trait};

use crate::test_env::{API_KEY, REDIRECT_URI, acme, run};

/// A transport that rewrites requests, to send requests that the SDK itself refuses to send.
struct Rewritten<T> {
    to: T,
    rewrite: fn(String) -> String,
}

#[async_trait]
impl<T: Transport> Transport for Rewritten<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let operation = request.operation();
        let (mut head, body) = request.into_http().into_parts();
        head.uri = (self.rewrite)(head.uri.to_string()).parse().unwrap();
        let body = (self.rewrite)(String::from_utf8(body.to_vec()).unwrap());
        let request = http::Request::from_parts(head, Bytes::from(body));
        self.to.send(Request::new(operation, request)).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.to.clock()
    }
}

impl<T> fmt::Debug for Rewritten<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rewritten")
    }
}

pub(crate) fn emulator(change: fn(Builder) -> Builder) -> Emulator {
    change(Emulator::builder().api_key(API_KEY)).build().unwrap()
}

pub(crate) fn client(emulator: &Emulator, key: &str, rewrite: fn(String) -> String) -> Client {
    let transport = Rewritten { to: emulator.transport(), rewrite };
    let builder = Client::builder().api_key(key).client_id(emulator.client_id()).retry(Retry::none());
    builder.transport(transport).build().unwrap()
}

pub(crate) fn unchanged(text: String) -> String {
    text
}

/// Returns a query or form without a parameter.
fn without(text: &str, name: &str) -> String {
    let (path, pairs) = text.split_once('?').unwrap_or(("", text));
    let kept: Vec<_> = pairs.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
    let kept = kept.join("&");
    if path.is_empty() { kept } else { format!("{path}?{kept}") }
}

#[track_caller]
pub(crate) fn check(error: &Error, operation: &str, status: u16, code: &str, hint_part: &str) {
    assert_eq!(
        (error.operation(), error.status(), error.code()),
        (Some(operation), Some(status), Some(code)),
        "{error}"
    );
    assert!(
        error.hint().is_some_and(|hint| hint.contains(hint_part)),
        "{:?} does not contain {hint_part:?}",
        error.hint()
    );
    assert!(error.request_id().is_some());
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
}

#[test]
fn each_row_of_the_authorize_error_table_has_its_hint() {
    run(async {
        let emulator = emulator(|builder| builder);
        let fetch = async |client: Client, redirect_uri: &str, selector: workos_sso::ConnectionSelector| {
            let sso = Sso::new(&client);
            let url = sso.authorization_url(redirect_uri, selector).state("s");
            sso.fetch_authorization_url(url).send().await.unwrap_err()
        };
        let plain = || client(&emulator, API_KEY, unchanged);
        let stripped = client(&emulator, API_KEY, |text| without(&text, "redirect_uri"));
        let error = fetch(stripped, REDIRECT_URI, acme().into()).await;
        check(&error, "sso.authorize", 400, "invalid_request", "redirect_uri");
        let error = fetch(plain(), "https://elsewhere.example/callback", acme().into()).await;
        check(&error, "sso.authorize", 400, "invalid_redirect_uri", "allowed");
        let error = fetch(client(&emulator, "sk_canary_wrong", unchanged), REDIRECT_URI, acme().into()).await;
        check(&error, "sso.authorize", 401, "unauthorized", "WORKOS_API_KEY");
        let error = fetch(plain(), REDIRECT_URI, ConnectionId::from("conn_none").into()).await;
        check(&error, "sso.authorize", 404, "connection_not_found", "connections.get");
        let error = fetch(plain(), REDIRECT_URI, OrganizationId::from("org_none").into()).await;
        check(&error, "sso.authorize", 404, "organization_not_found", "organization");
    });
}

#[test]
fn each_row_of_the_token_error_table_has_its_hint() {
    run(async {
        let production = emulator(|builder| builder);
        let exchange = async |client: Client, code: &str| {
            Sso::new(&client).profile_and_token(code).send().await.unwrap_err()
        };
        let error = exchange(client(&production, API_KEY, unchanged), "01HQRS5FJMJXKPQTGBW6USED00").await;
        check(&error, "sso.profile_and_token", 400, "invalid_grant", "once");
        for parameter in ["code", "grant_type"] {
            let rewrite: fn(String) -> String = match parameter {
                "code" => |text| without(&text, "code"),
                _ => |text| without(&text, "grant_type"),
            };
            let error = exchange(client(&production, API_KEY, rewrite), "01HQRS5FJMJXKPQTGBW6S1K9NN").await;
            check(&error, "sso.profile_and_token", 400, "invalid_request", parameter);
        }
        let error =
            exchange(client(&production, "sk_canary_wrong", unchanged), "01HQRS5FJMJXKPQTGBW6S1K9NN").await;
        check(&error, "sso.profile_and_token", 400, "invalid_client", "API key");
        let legacy = emulator(|builder| builder.legacy_token_errors(true));
        let error =
            exchange(client(&legacy, "sk_canary_wrong", unchanged), "01HQRS5FJMJXKPQTGBW6S1K9NN").await;
        check(&error, "sso.profile_and_token", 401, "unauthorized", "API key");
    });
}

#[test]
fn each_row_of_the_connections_error_table_has_its_hint() {
    run(async {
        let emulator = emulator(|builder| builder.reject_delete_active(true));
        let connections = Connections::new(&client(&emulator, API_KEY, unchanged));
        let keyless = Connections::new(&client(&emulator, "sk_canary_wrong", unchanged));
        check(
            &keyless.list().send().await.unwrap_err(),
            "connections.list",
            401,
            "unauthorized",
            "WORKOS_API_KEY",
        );
        let error = connections.get("conn_none").send().await.unwrap_err();
        check(&error, "connections.get", 404, "entity_not_found", "connections.list()");
        let error = connections.delete("conn_none").send().await.unwrap_err();
        check(&error, "connections.delete", 404, "entity_not_found", "connections.list()");
        let active = connections.list().organization_id(acme()).send().await.unwrap().data.remove(0);
        let error = connections.delete(&active.id).send().await.unwrap_err();
        check(&error, "connections.delete", 409, "conflict", "Deactivate");
    });
}
