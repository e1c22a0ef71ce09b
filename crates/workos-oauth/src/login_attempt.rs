//! A sign-in of one browser, from the redirect to its callback.

use std::time::Duration;

use workos_core::{OrganizationId, Secret, Timestamp};

use crate::random::random_text;
use crate::{CallbackError, CodeVerifier, RandomnessError, ReturnPath, SsoCallback, StateCheck};

/// A pending sign-in: the state, the PKCE verifier, the return path and the expiry.
///
/// Store it so that only the same browser sends it back:
///
/// - in a cookie, by `seal` and `open` (feature `seal`), which encrypt and authenticate it;
/// - in the server's session store, by [`to_server_session`](Self::to_server_session).
///
/// At the callback, [`complete`](Self::complete) checks the expiry, the state and whether WorkOS sent an error. It
/// consumes the attempt, because an attempt can be used only once.
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
    /// The default lifetime of an attempt: one hour.
    ///
    /// It is longer than the ten minutes of a code, because those start when the code is issued. Before that, the
    /// person may need some time at the identity provider, for instance to find a second factor.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(3600);

    /// Starts an attempt with a new state and a new verifier; `now` is the client's `clock().now()`.
    ///
    /// # Errors
    /// If the operating system provides no randomness.
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

    /// Sets the path to which the person returns after sign-in; `/` by default.
    #[must_use]
    pub fn return_path(mut self, path: ReturnPath) -> Self {
        self.return_path = path;
        self
    }

    /// Stores the organization at which the person has to sign in.
    ///
    /// At the callback, compare it with the organization of the profile; see [`VerifiedCode::organization_id`].
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

    /// Checks a callback's query string against this attempt, and returns the code.
    ///
    /// It checks the attempt's expiry, and the callback's form, state (in constant time) and error. A callback without
    /// a state is always refused. A sign-in that started at the identity provider belongs to no attempt; see
    /// [`StateCheck::idp_initiated`].
    ///
    /// # Errors
    /// Any variant of [`CallbackError`], for instance [`CallbackError::Expired`]. The attempt cannot be used again, so
    /// start a new one.
    pub fn complete(self, callback_query: &str, now: Timestamp) -> Result<VerifiedCode, CallbackError> {
        self.complete_with(|| SsoCallback::parse(callback_query), now)
    }

    /// Checks a callback whose parameters a web framework has already decoded, in the same way as
    /// [`complete`](Self::complete).
    ///
    /// Parameters that are repeated in the query must be repeated in `pairs` too.
    ///
    /// # Errors
    /// Any variant of [`CallbackError`]. The attempt cannot be used again, so start a new one.
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

    /// Returns the state, which goes into the authorization URL and has to come back in the callback.
    #[must_use]
    pub const fn state(&self) -> &Secret {
        &self.state
    }

    /// Returns the PKCE verifier, whose challenge goes into the authorization URL.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// Returns when the attempt expires. From this instant on it is refused.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

/// Truncates a time to milliseconds, as the stored text does. So an attempt equals its stored and restored copy.
fn whole_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.as_millis()).unwrap_or(at)
}

/// A code that passed the checks of its attempt, with the matching verifier.
#[derive(Clone, Debug)]
pub struct VerifiedCode {
    code: Secret,
    verifier: CodeVerifier,
    return_path: ReturnPath,
    organization_id: Option<OrganizationId>,
}

impl VerifiedCode {
    /// Returns the authorization code. It can be used once, within about ten minutes.
    #[must_use]
    pub const fn code(&self) -> &Secret {
        &self.code
    }

    /// Returns the PKCE verifier that has to be sent with the code.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// Returns the path to redirect the person to, on the application's own site.
    #[must_use]
    pub const fn return_path(&self) -> &ReturnPath {
        &self.return_path
    }

    /// Returns the organization that [`LoginAttempt::organization_id`] stored.
    ///
    /// Accept only a profile of this organization. The identity provider of another organization can assert any e-mail
    /// address.
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
    fn decoded_pairs_complete_an_attempt_like_a_query() {
        let attempt = attempt();
        let pairs = [("code", "c1"), ("state", attempt.state().expose())];
        assert_eq!(attempt.clone().complete_pairs(pairs, now()).unwrap().code().expose(), "c1");
        let twice = [("code", "c1"), ("code", "c2"), ("state", attempt.state().expose())];
        assert!(attempt.clone().complete_pairs(twice, now()).is_err());
    }

    #[test]
    fn an_attempt_expires_after_an_hour_or_its_own_lifetime() {
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
