//! A webhook receiver: the raw body verified, each event handled once, typed events.
//!
//! It keeps the single sign-on of customers up to date without ever asking for it, and drops access tokens of Pipes
//! accounts as soon as they are disconnected.
//!
//! ```toml
//! axum = "0.8"
//! workos-pipes = "0.1"
//! workos-webhooks = "0.1"
//! ```
//!
//! # What to change for your own use
//! - The signing secret comes from your configuration; it is shown when the endpoint is created.
//! - [`Customers`] stands for your database.
//! - [`MemoryReplayGuard`] is for one process. Several share a store: see `ReplayGuard`, which has the SQL. Where the
//!   work is a database transaction, insert the event's id in it instead.
//! - The sender waits for the answer. Work that takes longer than a moment is put into a queue here and done elsewhere.
//! - Subscribe the endpoint to what [`Receiver`] handles, no more.

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
    ConnectionId, Event, EventData, EventId, HandleError, MemoryReplayGuard, Outcome, ReplayGuard,
    SIGNATURE_HEADER, Timestamp, Undecodable, WebhookVerifier,
};

/// Larger than any event; whoever sends more is not WorkOS.
const LARGEST_BODY: usize = 1 << 20;

/// What a delivery needs.
#[derive(Clone, Debug)]
pub struct Receiver {
    verifier: WebhookVerifier,
    guard: Arc<MemoryReplayGuard>,
    customers: Arc<Customers>,
    tokens: TokenSource,
}

impl Receiver {
    /// `tokens` is the source that the rest of the application gets its tokens from.
    #[must_use]
    pub fn new(verifier: WebhookVerifier, customers: Arc<Customers>, tokens: TokenSource) -> Self {
        Self { verifier, guard: Arc::new(MemoryReplayGuard::new()), customers, tokens }
    }

    /// Does what the event asks for. An event that nobody here waits for is no error, and neither is one that does not
    /// decode: its next delivery would not decode either.
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
            EventData::Undecodable(undecodable) => keep(&event.id, undecodable),
            _ => {}
        }
        Ok(())
    }
}

/// Keeps an event that does not decode. Store its raw JSON in your database: after an update of workos-webhooks,
/// decode the stored JSON again and apply the event.
#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn keep(id: &EventId, undecodable: &Undecodable) {
    // The name and the reason hold no personal data. The raw JSON does.
    eprintln!("{} {id} does not decode: {}", undecodable.name(), undecodable.reason());
    let _to_store = undecodable.raw();
}

/// `POST /webhooks/workos`.
pub fn router(receiver: Receiver) -> Router {
    Router::new()
        .route("/webhooks/workos", post(receive))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(receiver)
}

/// Takes `Bytes`, not `Json`: what a framework has parsed cannot be verified any more.
async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    let verified = match receiver.verifier.verify_now(&body, signature) {
        Ok(verified) => verified,
        Err(refusal) => {
            // The hint is for you; the sender gets no more than the status.
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
        Ok(Outcome::Handled(()) | Outcome::Duplicate) => StatusCode::OK,
        Ok(Outcome::Unrecorded((), error)) => {
            log(&error, "The work is done; a further delivery does it again.");
            StatusCode::OK
        }
        // Not acknowledged, so it comes again.
        Err(HandleError::InProgress) => StatusCode::SERVICE_UNAVAILABLE,
        Err(error) => {
            log(&error, "It is delivered again.");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// Which organizations can sign in through a connection of theirs.
///
/// Deliveries come in any order: an event that is older than what is known of its connection changes nothing.
#[derive(Debug, Default)]
pub struct Customers(Mutex<BTreeMap<ConnectionId, Known>>);

#[derive(Debug)]
struct Known {
    /// `None`, which is older than any time, if the event did not say when it happened.
    as_of: Option<Timestamp>,
    /// Whose people can sign in through the connection; nobody's, when it is not active.
    serves: Option<OrganizationId>,
}

impl Customers {
    /// Whether people of this organization can sign in through single sign-on.
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
        // Nothing panics while the lock is held, so what a poisoned lock guards is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log(error: &dyn std::error::Error, hint: &str) {
    eprintln!("{error} ({hint})");
}
