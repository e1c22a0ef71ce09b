//! A webhook receiver that verifies the raw body and handles each event once, typed.
//!
//! It tracks which customers can use single sign-on without polling the API, and drops cached access tokens of Pipes
//! accounts as soon as the accounts are disconnected.
//!
//! ```toml
//! axum = "0.8"
//! workos-pipes = "0.1"
//! workos-webhooks = "0.1"
//! ```
//!
//! # What to change for your own use
//! - Read the signing secret from your configuration. The dashboard shows it when you create the endpoint.
//! - [`Customers`] stands for your database.
//! - [`MemoryReplayGuard`] works for one process. Several processes need a shared store: the docs of `ReplayGuard` have
//!   the SQL. If the work is a database transaction, insert the event's id in that transaction instead.
//! - The sender waits for the response. Put longer work into a queue, and do it elsewhere.
//! - Subscribe the endpoint only to the events that [`Receiver`] handles.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use workos_pipes::{OrganizationId, TokenSource};
use workos_webhooks::{
    ConnectionId, Event, EventData, EventId, HandleError, HandleOutcome, MemoryReplayGuard, ReplayGuard,
    SIGNATURE_HEADER, Timestamp, Undecodable, WebhookVerifier,
};

/// The maximum body size in bytes. It is larger than any event of WorkOS.
const LARGEST_BODY: usize = 1 << 20;

/// State of the webhook route.
#[derive(Clone, Debug)]
pub struct Receiver {
    verifier: WebhookVerifier,
    guard: Arc<MemoryReplayGuard>,
    customers: Arc<Customers>,
    tokens: TokenSource,
}

impl Receiver {
    /// Creates the state. `tokens` is the token source of the whole application.
    #[must_use]
    pub fn new(verifier: WebhookVerifier, customers: Arc<Customers>, tokens: TokenSource) -> Self {
        Self { verifier, guard: Arc::new(MemoryReplayGuard::new()), customers, tokens }
    }

    /// Applies an event.
    ///
    /// Other events are ignored. An event that does not decode is not an error, because its next delivery would not
    /// decode either.
    async fn apply(&self, event: &Event) -> Result<(), Infallible> {
        match &event.data {
            EventData::ConnectionActivated(connection) => {
                self.customers.set(&connection.id, connection.organization_id.as_ref(), event.created_at);
            }
            EventData::ConnectionDeactivated(connection) => {
                self.customers.set(&connection.id, None, event.created_at);
            }
            EventData::ConnectionDeleted(connection) => {
                self.customers.set(&connection.id, None, event.created_at);
            }
            EventData::PipesConnectedAccountDisconnected(account)
            | EventData::PipesConnectedAccountReauthorizationNeeded(account) => {
                if let Some(user) = &account.user_id {
                    self.tokens.forget(user, &account.provider_slug, account.organization_id.as_ref());
                }
            }
            EventData::Undecodable(undecodable) => log_undecodable(&event.id, undecodable),
            _ => {}
        }
        Ok(())
    }
}

/// Logs an event that does not decode.
///
/// Store its raw JSON in your database. After an update of workos-webhooks, decode the stored JSON again and apply the
/// event.
#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log_undecodable(id: &EventId, undecodable: &Undecodable) {
    // The name and the reason contain no personal data. The raw JSON does.
    eprintln!("{} {id} does not decode: {}", undecodable.name(), undecodable.reason());
    let _to_store = undecodable.raw();
}

/// Returns the route `POST /webhooks/workos`.
pub fn router(receiver: Receiver) -> Router {
    Router::new()
        .route("/webhooks/workos", post(receive))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(receiver)
}

/// Verifies and handles a delivery. Takes `Bytes`, not `Json`, because the signature covers the raw bytes.
async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    let verified = match receiver.verifier.verify_now(&body, signature) {
        Ok(verified) => verified,
        Err(refusal) => {
            // The hint is for your log. The sender only gets the status.
            log(&refusal, refusal.hint());
            return StatusCode::BAD_REQUEST;
        }
    };
    let event = match verified.event() {
        Ok(event) => event,
        Err(error) => {
            log(&error, error.hint());
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
    };
    match receiver.guard.handle(&event.id, || receiver.apply(&event)).await {
        Ok(HandleOutcome::Handled(()) | HandleOutcome::Duplicate) => StatusCode::OK,
        Ok(HandleOutcome::Unrecorded((), error)) => {
            log(&error, "The event was applied, but not recorded: a further delivery applies it again.");
            StatusCode::OK
        }
        // Not acknowledged, so that it is delivered again.
        Err(HandleError::InProgress) => StatusCode::SERVICE_UNAVAILABLE,
        Err(error) => {
            log(&error, "The event will be delivered again.");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The organizations whose people can sign in through single sign-on.
///
/// Deliveries arrive in any order, so an event that is older than the last one of its connection is ignored.
#[derive(Debug, Default)]
pub struct Customers(Mutex<BTreeMap<ConnectionId, Known>>);

#[derive(Debug)]
struct Known {
    /// The time of the last event. `None`, which is older than any time, if the event has no time.
    as_of: Option<Timestamp>,
    /// The organization whose people can sign in through the connection; `None` if the connection is not active.
    serves: Option<OrganizationId>,
}

impl Customers {
    /// Returns whether people of this organization can sign in through single sign-on.
    #[must_use]
    pub fn can_sign_in(&self, organization_id: &OrganizationId) -> bool {
        self.lock().values().any(|known| known.serves.as_ref() == Some(organization_id))
    }

    fn set(&self, connection_id: &ConnectionId, serves: Option<&OrganizationId>, as_of: Option<Timestamp>) {
        let mut connections = self.lock();
        if connections.get(connection_id).is_none_or(|known| known.as_of <= as_of) {
            connections.insert(connection_id.clone(), Known { as_of, serves: serves.cloned() });
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<ConnectionId, Known>> {
        // No code panics while it holds the lock, so the map is consistent even if the lock is poisoned.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log(error: &dyn std::error::Error, hint: &str) {
    eprintln!("{error} ({hint})");
}
