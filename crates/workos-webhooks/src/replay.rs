//! Each event handled once, however often it is delivered.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use workos_core::{EventId, Report};
use workos_transport::async_trait;

/// Remembers which events are handled, so that a repeated delivery does nothing.
///
/// WorkOS delivers an event again until it is acknowledged, for up to three days, and may deliver it twice
/// anyway. [`handle`](Self::handle) is all a receiver calls: it claims the event's id, runs the handler, and
/// confirms the claim when the handler succeeds or releases it when the handler fails, so that the next delivery
/// is handled.
///
/// [`MemoryReplayGuard`](crate::MemoryReplayGuard) serves one process. Several processes need a store that they
/// share. In SQL, with one row per event, the three methods are one statement each:
///
/// ```sql
/// -- claim: a row returned is a grant; else read `handled`: true is Handled, false or no row InProgress
/// INSERT INTO webhook_events (id, token, expires_at, handled)
/// VALUES ($id, $token, now() + interval '5 minutes', false)
/// ON CONFLICT (id) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at, handled = false
/// WHERE webhook_events.expires_at < now()
/// RETURNING token;
/// -- confirm: whatever the token, for the work is done
/// INSERT INTO webhook_events (id, token, expires_at, handled)
/// VALUES ($id, $token, now() + interval '3 days', true)
/// ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, handled = true;
/// -- release: only one's own claim
/// DELETE FROM webhook_events WHERE id = $id AND token = $token AND NOT handled;
/// ```
///
/// For work that lives in the same database, insert the event's id in the transaction that does the work instead:
/// no guard can be as exact as that.
#[async_trait]
pub trait ReplayGuard: fmt::Debug + Send + Sync {
    /// Claims an event, atomically: of any number of simultaneous claims one is granted.
    ///
    /// A claim that is neither confirmed nor released must end by itself after a while, or a handler that crashed
    /// would block its event for good.
    ///
    /// # Errors
    /// When the store fails.
    async fn claim(&self, event: &EventId) -> Result<Claim, GuardError>;

    /// Remembers that the event is handled, for three days at least: as long as WorkOS retries.
    ///
    /// Holds even when the lease has ended and another one has been granted meanwhile, because the work is done.
    ///
    /// # Errors
    /// When the store fails.
    async fn confirm(&self, lease: &Lease) -> Result<(), GuardError>;

    /// Gives the claim back, so that the next delivery is handled. Does nothing when the event is handled or the
    /// claim has become another's.
    ///
    /// # Errors
    /// When the store fails.
    async fn release(&self, lease: &Lease) -> Result<(), GuardError>;

    /// Called when the handler was dropped before it ended: its request was cancelled, or it panicked.
    ///
    /// Cannot wait. A guard that can release without waiting does so; by default the claim ends by itself.
    fn abandon(&self, lease: &Lease) {
        let _ = lease;
    }

    /// Runs the handler unless the event is handled already or being handled now.
    ///
    /// Acknowledge (answer 200) on `Ok`; answer an error status on `Err`, and WorkOS delivers the event again.
    ///
    /// An event whose id is empty, because it could not be read, cannot be told from others: its handler runs on
    /// every delivery.
    ///
    /// ```
    /// # futures_executor::block_on(async {
    /// use workos_webhooks::{EventId, MemoryReplayGuard, Outcome, ReplayGuard};
    ///
    /// let guard = MemoryReplayGuard::new();
    /// let event = EventId::from("event_1");
    ///
    /// let first = guard.handle(&event, || async { Err::<(), _>("the database is down") }).await;
    /// assert!(first.is_err());
    /// let second = guard.handle(&event, || async { Ok::<_, &str>("stored") }).await;
    /// assert!(matches!(second, Ok(Outcome::Handled("stored"))));
    /// let third = guard.handle(&event, || async { Ok::<_, &str>("stored") }).await;
    /// assert!(matches!(third, Ok(Outcome::Duplicate)));
    /// # });
    /// ```
    ///
    /// # Errors
    /// [`HandleError::Handler`] when the handler failed, [`HandleError::InProgress`] when another delivery of the
    /// event is being handled, [`HandleError::Guard`] when the claim could not be made and nothing was run.
    fn handle<F, Fut, T, E>(
        &self,
        event: &EventId,
        handler: F,
    ) -> impl Future<Output = Result<Outcome<T>, HandleError<E>>> + Send
    where
        Self: Sized,
        F: FnOnce() -> Fut + Send,
        Fut: Future<Output = Result<T, E>> + Send,
        T: Send,
        E: Send,
    {
        async move {
            if event.as_str().is_empty() {
                return handler().await.map(Outcome::Handled).map_err(HandleError::Handler);
            }
            let lease = match self.claim(event).await.map_err(HandleError::Guard)? {
                Claim::Granted(lease) => lease,
                Claim::Handled => return Ok(Outcome::Duplicate),
                Claim::InProgress => return Err(HandleError::InProgress),
            };
            let running = Running { guard: self, lease: &lease };
            match handler().await {
                Ok(value) => {
                    running.ended();
                    Ok(match self.confirm(&lease).await {
                        Ok(()) => Outcome::Handled(value),
                        Err(error) => Outcome::Unrecorded(value, error),
                    })
                }
                Err(error) => {
                    // A claim that cannot be released ends by itself; the handler's failure is what matters.
                    let _ = self.release(&lease).await;
                    running.ended();
                    Err(HandleError::Handler(error))
                }
            }
        }
    }
}

/// How a claim went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The event is the caller's to handle, until the lease ends.
    Granted(Lease),
    /// Another delivery of the event is being handled, and may still fail.
    InProgress,
    /// The event is handled.
    Handled,
}

/// The right to handle one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    event: EventId,
    token: u64,
}

impl Lease {
    /// Made by a guard that grants a claim. `token` is the guard's choice: it tells this claim of the event from
    /// any other, so that a late `release` does not end a claim that was granted since.
    #[must_use]
    pub const fn new(event: EventId, token: u64) -> Self {
        Self { event, token }
    }

    /// The event.
    #[must_use]
    pub const fn event(&self) -> &EventId {
        &self.event
    }

    /// What tells this claim of the event from any other.
    #[must_use]
    pub const fn token(&self) -> u64 {
        self.token
    }
}

/// What became of a delivery that is to be acknowledged.
#[derive(Debug)]
#[must_use]
pub enum Outcome<T> {
    /// The handler succeeded, with this value.
    Handled(T),
    /// The event was handled before; the handler did not run.
    Duplicate,
    /// The handler succeeded with this value, but the guard could not record it: log that. The work is done, so
    /// acknowledge; a further delivery of the event would be handled again.
    Unrecorded(T, GuardError),
}

const IN_PROGRESS: &str = "another delivery of the event is being handled";

/// Why a delivery is not to be acknowledged.
pub enum HandleError<E> {
    /// The handler failed. The event's next delivery is handled.
    Handler(E),
    /// Another delivery of the event is being handled. If it fails, this one must come again.
    InProgress,
    /// The guard could not tell whether the event is handled. The handler did not run.
    Guard(GuardError),
}

impl<E: fmt::Display> fmt::Display for HandleError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handler(error) => write!(f, "the event's handler failed: {error}"),
            Self::InProgress => f.write_str(IN_PROGRESS),
            Self::Guard(error) => fmt::Display::fmt(error, f),
        }
    }
}

/// The handler's error is shown by its own `Debug`.
impl<E: fmt::Debug> fmt::Debug for HandleError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handler(error) => write!(f, "the event's handler failed: {error:?}"),
            Self::InProgress => f.write_str(IN_PROGRESS),
            Self::Guard(error) => fmt::Debug::fmt(error, f),
        }
    }
}

impl<E: StdError + 'static> StdError for HandleError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Handler(error) => error.source(),
            Self::InProgress => None,
            Self::Guard(error) => error.source(),
        }
    }
}

/// The store of a [`ReplayGuard`] failed.
pub struct GuardError(Box<dyn StdError + Send + Sync>);

impl GuardError {
    /// Wraps the store's own error, or a text.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// The store's own error. `Display` includes it, so it is not the [`source`](StdError::source).
    #[must_use]
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.0
    }
}

impl fmt::Display for GuardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store of the replay guard failed: {}", self.0)
    }
}

impl fmt::Debug for GuardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl StdError for GuardError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

#[async_trait]
impl<G: ReplayGuard + ?Sized> ReplayGuard for Arc<G> {
    async fn claim(&self, event: &EventId) -> Result<Claim, GuardError> {
        G::claim(self, event).await
    }

    async fn confirm(&self, lease: &Lease) -> Result<(), GuardError> {
        G::confirm(self, lease).await
    }

    async fn release(&self, lease: &Lease) -> Result<(), GuardError> {
        G::release(self, lease).await
    }

    fn abandon(&self, lease: &Lease) {
        G::abandon(self, lease);
    }
}

/// A claim whose handler runs; dropping it abandons the claim.
struct Running<'g, G: ReplayGuard> {
    guard: &'g G,
    lease: &'g Lease,
}

impl<G: ReplayGuard> Running<'_, G> {
    fn ended(self) {
        // It only borrows, so nothing leaks.
        std::mem::forget(self);
    }
}

impl<G: ReplayGuard> Drop for Running<'_, G> {
    fn drop(&mut self) {
        self.guard.abandon(self.lease);
    }
}
