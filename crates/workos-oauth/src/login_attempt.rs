//! One sign-in of one browser, from the redirect to its callback.

use std::time::Duration;

use workos_core::{OrganizationId, Secret, Timestamp};

use crate::random::random_text;
use crate::{CallbackError, CodeVerifier, RandomnessError, ReturnPath, SsoCallback, StateCheck};

/// One sign-in until its callback: the state, the PKCE verifier, the return path and the expiry.
///
/// Keep it where only the same browser brings it back:
///
/// - in a cookie, by `seal` and `open` (feature `seal`), which encrypt and authenticate it;
/// - in the server's session store, by [`to_server_session`](Self::to_server_session).
///
/// At the callback, [`complete`](Self::complete) checks the expiry, the state and whether WorkOS sent an error. It
/// consumes the attempt, because an attempt is good once.
///
/// ```
/// use std::time::Duration;
/// use workos_oauth::{LoginAttempt, ReturnPath, Timestamp};
///
/// let now = Timestamp::from_secs(1_768_478_400).unwrap(); // `client.clock().now()` in an application
/// let attempt = LoginAttempt::start(now)?.return_path(ReturnPath::parse("/projects/7")?);
/// // … the browser goes to `sso.authorization_url(…).attempt(&attempt)` and comes back:
/// let query = format!("code=01HQRS5FJMJX&state={}", attempt.state().expose());
/// let verified = attempt.complete(&query, now.saturating_add(Duration::from_secs(30)))?;
/// assert_eq!(verified.return_path().as_str(), "/projects/7");
/// // … and `sso.exchange(&verified).send().await?` signs the person in.
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginAttempt {
    pub(crate) state: Secret,
    pub(crate) verifier: CodeVerifier,
    pub(crate) return_path: ReturnPath,
    pub(crate) organization_id: Option<OrganizationId>,
    pub(crate) started_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

impl LoginAttempt {
    /// How long an attempt is valid unless told otherwise: one hour.
    ///
    /// A code is good for ten minutes, but from its own issue: before that, the person may need a while at the identity
    /// provider, for instance to find a second factor.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(3600);

    /// Starts an attempt with a new state and a new verifier; `now` is the client's `clock().now()`.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn start(now: Timestamp) -> Result<Self, RandomnessError> {
        let now = whole_millis(now);
        Ok(Self {
            state: random_text()?,
            verifier: CodeVerifier::new()?,
            return_path: ReturnPath::default(),
            organization_id: None,
            started_at: now,
            expires_at: whole_millis(now.saturating_add(Self::DEFAULT_LIFETIME)),
        })
    }

    /// Sets where the person goes after sign-in; `/` by default.
    #[must_use]
    pub fn return_path(mut self, path: ReturnPath) -> Self {
        self.return_path = path;
        self
    }

    /// Remembers the organization that the person was sent to sign in at. At the callback, compare it with the one of
    /// the profile: [`VerifiedCode::organization_id`].
    #[must_use]
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }

    /// Sets how long the attempt is valid, from its start; one hour by default.
    #[must_use]
    pub fn valid_for(mut self, lifetime: Duration) -> Self {
        self.expires_at = whole_millis(self.started_at.saturating_add(lifetime));
        self
    }

    /// Checks a callback's query string against this attempt: its expiry, the callback's form, its state (in
    /// constant time) and whether it brings an error. A callback without a state is always refused; one that started
    /// at the identity provider belongs to no attempt, see [`StateCheck::idp_initiated`].
    ///
    /// # Errors
    /// Any of [`CallbackError`], for instance [`CallbackError::Expired`]; the attempt is spent either way, so start a new
    /// one.
    pub fn complete(self, callback_query: &str, now: Timestamp) -> Result<VerifiedCode, CallbackError> {
        self.complete_with(|| SsoCallback::parse(callback_query), now)
    }

    /// Checks a callback whose parameters a web framework has already decoded, each as often as it appeared; exactly
    /// [`complete`](Self::complete) otherwise.
    ///
    /// # Errors
    /// Any of [`CallbackError`]; the attempt is spent either way, so start a new one.
    pub fn complete_pairs<N: AsRef<str>, V: Into<String>>(
        self,
        pairs: impl IntoIterator<Item = (N, V)>,
        now: Timestamp,
    ) -> Result<VerifiedCode, CallbackError> {
        self.complete_with(|| SsoCallback::from_pairs(pairs), now)
    }

    fn complete_with(
        self,
        callback: impl FnOnce() -> Result<SsoCallback, CallbackError>,
        now: Timestamp,
    ) -> Result<VerifiedCode, CallbackError> {
        if now >= self.expires_at {
            return Err(CallbackError::Expired);
        }
        let code = callback()?.verify(StateCheck::equals(self.state))?;
        let Self { verifier, return_path, organization_id, .. } = self;
        Ok(VerifiedCode { code, verifier, return_path, organization_id })
    }

    /// The state that goes into the authorization URL and has to come back.
    #[must_use]
    pub const fn state(&self) -> &Secret {
        &self.state
    }

    /// The PKCE verifier whose challenge goes into the authorization URL.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// When the attempt expires: from this instant on it is refused.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

/// Drops what is finer than a millisecond, as the stored text does: an attempt comes back equal to what was stored.
fn whole_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.as_millis()).unwrap_or(at)
}

/// A code that passed the checks of its attempt, with the verifier that goes with it.
#[derive(Clone, Debug)]
pub struct VerifiedCode {
    code: Secret,
    verifier: CodeVerifier,
    return_path: ReturnPath,
    organization_id: Option<OrganizationId>,
}

impl VerifiedCode {
    /// The authorization code: good once, for about ten minutes.
    #[must_use]
    pub const fn code(&self) -> &Secret {
        &self.code
    }

    /// The PKCE verifier that has to accompany the code.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// Where the person goes now: a path on the application's own site.
    #[must_use]
    pub const fn return_path(&self) -> &ReturnPath {
        &self.return_path
    }

    /// The organization that [`LoginAttempt::organization_id`] remembered. Accept only a profile of this organization:
    /// the identity provider of another one can assert any e-mail address.
    #[must_use]
    pub const fn organization_id(&self) -> Option<&OrganizationId> {
        self.organization_id.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_secs(1_768_478_400).unwrap()
    }

    fn attempt() -> LoginAttempt {
        LoginAttempt::start(now()).unwrap().return_path(ReturnPath::parse("/a?b=%22c\"").unwrap())
    }

    fn callback(attempt: &LoginAttempt) -> String {
        format!("code=c1&state={}", attempt.state().expose())
    }

    #[test]
    fn an_attempt_completes_with_code_verifier_and_return_path() {
        let attempt = attempt();
        assert_eq!(attempt.clone().complete(&callback(&attempt), now()).unwrap().organization_id(), None);
        let attempt = attempt.organization_id("org_1");
        let verified = attempt.clone().complete(&callback(&attempt), now()).unwrap();
        assert_eq!(verified.organization_id(), Some(&OrganizationId::from("org_1")));
        assert_eq!(verified.code().expose(), "c1");
        assert_eq!(verified.verifier(), attempt.verifier());
        assert_eq!(verified.return_path().as_str(), "/a?b=%22c\"");
    }

    #[test]
    fn decoded_pairs_complete_an_attempt_as_a_query_does() {
        let attempt = attempt();
        let pairs = [("code", "c1"), ("state", attempt.state().expose())];
        assert_eq!(attempt.clone().complete_pairs(pairs, now()).unwrap().code().expose(), "c1");
        let twice = [("code", "c1"), ("code", "c2"), ("state", attempt.state().expose())];
        assert!(attempt.clone().complete_pairs(twice, now()).is_err());
    }

    #[test]
    fn an_attempt_expires_after_an_hour_or_what_it_was_given() {
        let after = |seconds| now().saturating_add(Duration::from_secs(seconds));
        let complete = |attempt: LoginAttempt, at| attempt.clone().complete(&callback(&attempt), at);
        assert!(complete(attempt(), after(3599)).is_ok());
        assert_eq!(complete(attempt(), after(3600)).unwrap_err(), CallbackError::Expired);
        let short = attempt().valid_for(Duration::from_secs(5));
        assert_eq!(complete(short, after(5)).unwrap_err(), CallbackError::Expired);
    }

    #[test]
    fn the_callback_of_another_attempt_is_refused() {
        let error = attempt().complete(&callback(&attempt()), now()).unwrap_err();
        assert_eq!(error, CallbackError::WrongState);
        assert_eq!(attempt().complete("code=c1", now()).unwrap_err(), CallbackError::MissingState);
    }

    #[test]
    fn debug_shows_neither_state_nor_verifier_nor_code() {
        let attempt = attempt();
        let verified = attempt.clone().complete(&callback(&attempt), now()).unwrap();
        let shown = format!("{attempt:?} {verified:?} {:?}", attempt.to_server_session());
        assert!(!shown.contains(attempt.state().expose()), "{shown}");
        assert!(!shown.contains(attempt.verifier().secret().expose()) && !shown.contains("c1"), "{shown}");
    }
}
