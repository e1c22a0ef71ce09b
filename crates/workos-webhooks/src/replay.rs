//! Handling of each event once, however often it is delivered.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use workos_core::{EventId, Report};
use workos_transport::async_trait;

/// Remembers which events were handled, so that a repeated delivery has no effect.
///
/// WorkOS repeats a delivery until it is acknowledged, for up to three days, and may deliver an acknowledged event
/// again. A receiver calls only [`handle`](Self::handle). It claims the event's id, then runs the handler. If the
/// handler succeeds, it confirms the claim. If the handler fails, it releases the claim, so that the next delivery is
/// handled.
///
/// [`MemoryReplayGuard`](crate::MemoryReplayGuard) works for one process. Several processes need a shared store. In
/// SQL, with one row per event, each of the three methods is one statement:
///
/// ```sql
/// -- claim: a returned row means Granted; else read `handled`: true means Handled; false or no row, InProgress
/// INSERT INTO webhook_events (id, token, expires_at, handled)
/// VALUES ($id, $token, now() + interval '5 minutes', false)
/// ON CONFLICT (id) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at, handled = false
/// WHERE webhook_events.expires_at < now()
/// RETURNING token;
/// -- confirm: with any token, because the work is done
/// INSERT INTO webhook_events (id, token, expires_at, handled)
/// VALUES ($id, $token, now() + interval '3 days', true)
/// ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, handled = true;
/// -- release: only the claim with this token
/// DELETE FROM webhook_events WHERE id = $id AND token = $token AND NOT handled;
/// ```
///
/// If the handler's work is a transaction in the same database, insert the event's id in that transaction instead. Only
/// this makes the work happen exactly once.
#[async_trait]
pub trait ReplayGuard: fmt::Debug + Send + Sync {
    /// Claims an event atomically: of any number of concurrent claims, one is granted.
    ///
    /// A claim that is neither confirmed nor released must expire after some time. Otherwise, a handler that crashed
    /// would block its event forever.
    ///
    /// # Errors
    /// When the store fails.
    async fn claim(&self, event: &EventId) -> Result<Claim, GuardError>;

    /// Records that the event was handled, for at least three days: as long as WorkOS retries.
    ///
    /// Must succeed even if the lease has expired and another lease was granted since, because the work is done.
    ///
    /// # Errors
    /// When the store fails.
    async fn confirm(&self, lease: &Lease) -> Result<(), GuardError>;

    /// Releases the claim, so that the next delivery is handled.
    ///
    /// Does nothing if the event was handled already or another delivery holds the claim now.
    ///
    /// # Errors
    /// When the store fails.
    async fn release(&self, lease: &Lease) -> Result<(), GuardError>;

    /// Called when the handler is dropped before it ends: its request was cancelled, or the handler panicked.
    ///
    /// This method cannot wait. A guard that can release the claim without waiting should do so. By default, the claim
    /// stays until it expires.
    fn abandon(&self, lease: &Lease) {
        let _ = lease;
    }

    /// Runs the handler unless the event was handled already or is being handled now.
    ///
    /// On `Ok`, acknowledge the delivery with status 200. On `Err`, answer with an error status, and WorkOS delivers
    /// the event again.
    ///
    /// If the id is empty because it could not be read, duplicates cannot be recognised: the handler runs on every
    /// delivery.
    ///
    /// ```
    /// # futures_executor::block_on(async {
    /// use workos_webhooks::{EventId, MemoryReplayGuard, HandleOutcome, ReplayGuard};
    ///
    /// let guard = MemoryReplayGuard::new();
    /// let event = EventId::from("event_1");
    ///
    /// let first = guard.handle(&event, || async { Err::<(), _>("the database is down") }).await;
    /// assert!(first.is_err());
    /// let second = guard.handle(&event, || async { Ok::<_, &str>("stored") }).await;
    /// assert!(matches!(second, Ok(HandleOutcome::Handled("stored"))));
    /// let third = guard.handle(&event, || async { Ok::<_, &str>("stored") }).await;
    /// assert!(matches!(third, Ok(HandleOutcome::Duplicate)));
    /// # });
    /// ```
    ///
    /// # Errors
    /// - [`HandleError::Handler`] when the handler failed.
    /// - [`HandleError::InProgress`] when another delivery of the event is being handled.
    /// - [`HandleError::Guard`] when the claim failed; the handler did not run.
    fn handle<F, Fut, T, E>(
        &self,
        event: &EventId,
        handler: F,
    ) -> impl Future<Output = Result<HandleOutcome<T>, HandleError<E>>> + Send
    where
        Self: Sized,
        F: FnOnce() -> Fut + Send,
        Fut: Future<Output = Result<T, E>> + Send,
        T: Send,
        E: Send,
    {
        async move {
            if event.as_str().is_empty() {
                return handler().await.map(HandleOutcome::Handled).map_err(HandleError::Handler);
            }
            let lease = match self.claim(event).await.map_err(HandleError::Guard)? {
                Claim::Granted(lease) => lease,
                Claim::Handled => return Ok(HandleOutcome::Duplicate),
                Claim::InProgress => return Err(HandleError::InProgress),
            };
            let abandon = AbandonOnDrop { guard: self, lease: &lease };
            match handler().await {
                Ok(value) => {
                    abandon.disarm();
                    Ok(match self.confirm(&lease).await {
                        Ok(()) => HandleOutcome::Handled(value),
                        Err(error) => HandleOutcome::Unrecorded(value, error),
                    })
                }
                Err(error) => {
                    // If the release fails, the claim expires by itself. Only the handler's error is returned.
                    let _ = self.release(&lease).await;
                    abandon.disarm();
                    Err(HandleError::Handler(error))
                }
            }
        }
    }
}

/// The result of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The caller must handle the event before the lease expires.
    Granted(Lease),
    /// Another delivery of the event is being handled, and may still fail.
    InProgress,
    /// The event was handled already.
    Handled,
}

/// The right to handle one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    event: EventId,
    token: u64,
}

impl Lease {
    /// Creates the lease of a granted claim; implementations of [`ReplayGuard`] call it.
    ///
    /// The guard chooses `token`. It distinguishes this claim of the event from all others, so that a late `release`
    /// does not end a newer claim.
    #[must_use]
    pub const fn new(event: EventId, token: u64) -> Self {
        Self { event, token }
    }

    /// Returns the id of the claimed event.
    #[must_use]
    pub const fn event(&self) -> &EventId {
        &self.event
    }

    /// Returns the token that distinguishes this claim of the event from all others.
    #[must_use]
    pub const fn token(&self) -> u64 {
        self.token
    }
}

/// The outcome of a delivery that the receiver must acknowledge.
#[derive(Debug)]
#[must_use]
pub enum HandleOutcome<T> {
    /// The handler succeeded, with this value.
    Handled(T),
    /// The event was handled before; the handler did not run.
    Duplicate,
    /// The handler succeeded with this value, but the guard could not record that.
    ///
    /// Log the error and acknowledge the delivery: the work is done. Another delivery of the event would be handled
    /// again.
    Unrecorded(T, GuardError),
}

const IN_PROGRESS: &str = "another delivery of the event is being handled";

/// The reason why a delivery must not be acknowledged.
pub enum HandleError<E> {
    /// The handler failed. The next delivery of the event is handled.
    Handler(E),
    /// Another delivery of the event is being handled. It may fail, so WorkOS must deliver the event again.
    InProgress,
    /// The guard could not determine whether the event was handled. The handler did not run.
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

/// Prints the handler's error with its own `Debug`.
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

/// The error of a [`ReplayGuard`] whose store failed.
pub struct GuardError(Box<dyn StdError + Send + Sync>);

impl GuardError {
    /// Wraps the store's own error, or a text.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// Returns the store's own error. `Display` includes it, so it is not the [`source`](StdError::source).
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

/// Abandons the claim on drop, unless disarmed.
struct AbandonOnDrop<'g, G: ReplayGuard> {
    guard: &'g G,
    lease: &'g Lease,
}

impl<G: ReplayGuard> AbandonOnDrop<'_, G> {
    fn disarm(self) {
        // The fields are borrows, so nothing leaks.
        std::mem::forget(self);
    }
}

impl<G: ReplayGuard> Drop for AbandonOnDrop<'_, G> {
    fn drop(&mut self) {
        self.guard.abandon(self.lease);
    }
}
