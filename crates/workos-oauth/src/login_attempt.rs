//! One sign-in of one browser, from the redirect to its callback.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use workos_core::{Secret, Timestamp};
use zeroize::Zeroizing;

use crate::random::random_text;
use crate::{CallbackError, CodeVerifier, RandomnessError, ReturnPath, SsoCallback, StateCheck};

const VERSION: u64 = 1;

/// What an application remembers of a sign-in until its callback: the state, the PKCE verifier, where to go
/// afterwards, and until when.
///
/// Keep it where only the same browser brings it back: in the server's session, or in a cookie by
/// [`to_cookie_value`](Self::to_cookie_value). Then its three checks (expiry, state, error) are one call,
/// [`complete`](Self::complete), which consumes it: an attempt is good once.
///
/// ```
/// use std::time::Duration;
/// use workos_core::Timestamp;
/// use workos_oauth::{LoginAttempt, ReturnPath};
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
    state: Secret,
    verifier: CodeVerifier,
    return_path: ReturnPath,
    started_at: Timestamp,
    expires_at: Timestamp,
}

impl LoginAttempt {
    /// How long an attempt is valid unless told otherwise: ten minutes, as long as a code.
    pub const DEFAULT_VALIDITY: Duration = Duration::from_secs(600);

    /// Starts an attempt with a new state and a new verifier; `now` is the client's `clock().now()`.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn start(now: Timestamp) -> Result<Self, RandomnessError> {
        Ok(Self {
            state: random_text()?,
            verifier: CodeVerifier::new()?,
            return_path: ReturnPath::default(),
            started_at: now,
            expires_at: now.saturating_add(Self::DEFAULT_VALIDITY),
        })
    }

    /// Sets where the person goes after sign-in; `/` by default.
    #[must_use]
    pub fn return_path(mut self, path: ReturnPath) -> Self {
        self.return_path = path;
        self
    }

    /// Sets how long the attempt is valid, from its start; ten minutes by default.
    #[must_use]
    pub fn valid_for(mut self, validity: Duration) -> Self {
        self.expires_at = self.started_at.saturating_add(validity);
        self
    }

    /// Checks a callback's query string against this attempt: its expiry, the callback's form, its state (in
    /// constant time) and whether it brings an error. A callback without a state is always refused; one that started
    /// at the identity provider belongs to no attempt, see [`StateCheck::idp_initiated`].
    ///
    /// # Errors
    /// Any of [`CallbackError`]; the attempt is spent either way, so start a new one.
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
        Ok(VerifiedCode { code, verifier: self.verifier, return_path: self.return_path })
    }

    /// Writes the attempt as text of cookie characters, about 300 of them.
    ///
    /// **The text must be sealed** (encrypted and authenticated, as the private cookies of web frameworks are): who
    /// reads it can finish the sign-in, who writes it chooses the state. Give the cookie `HttpOnly`, `Secure`,
    /// `SameSite=Lax` (with `Strict` it would not come back from WorkOS) and the attempt's lifetime, and delete it
    /// at the callback.
    #[must_use]
    pub fn to_cookie_value(&self) -> Secret {
        let cookie = Cookie {
            v: VERSION,
            state: self.state.expose(),
            verifier: self.verifier.secret().expose(),
            return_path: self.return_path.as_str().into(),
            started_at: self.started_at.as_millis(),
            expires_at: self.expires_at.as_millis(),
        };
        #[expect(
            clippy::expect_used,
            reason = "texts and numbers under fixed keys always serialise to memory"
        )]
        let json = Zeroizing::new(serde_json::to_vec(&cookie).expect("a cookie is texts and numbers"));
        URL_SAFE_NO_PAD.encode(&*json).into()
    }

    /// Reads what [`to_cookie_value`](Self::to_cookie_value) wrote, after its seal was checked.
    ///
    /// # Errors
    /// When the text is anything else, or of another version of this crate. Treat both as no attempt.
    pub fn from_cookie_value(value: &str) -> Result<Self, InvalidAttempt> {
        let json = Zeroizing::new(URL_SAFE_NO_PAD.decode(value).map_err(|_| InvalidAttempt::Malformed)?);
        let version: Version = serde_json::from_slice(&json).map_err(|_| InvalidAttempt::Malformed)?;
        if version.v != VERSION {
            return Err(InvalidAttempt::UnsupportedVersion(version.v));
        }
        let cookie: Cookie<'_> = serde_json::from_slice(&json).map_err(|_| InvalidAttempt::Malformed)?;
        cookie.into_attempt().ok_or(InvalidAttempt::Malformed)
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

    /// From when on the attempt is no longer accepted.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

/// A code that passed the checks of its attempt, with the verifier that goes with it.
#[derive(Clone, Debug)]
pub struct VerifiedCode {
    code: Secret,
    verifier: CodeVerifier,
    return_path: ReturnPath,
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
}

/// A cookie value that holds no attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidAttempt {
    /// It was not written by [`LoginAttempt::to_cookie_value`].
    Malformed,
    /// It was written by another version of this crate, whose format has this number.
    UnsupportedVersion(u64),
}

impl fmt::Display for InvalidAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("the cookie holds no login attempt"),
            Self::UnsupportedVersion(version) => {
                write!(
                    f,
                    "the cookie holds a login attempt of format {version}, this version reads {VERSION}"
                )
            }
        }
    }
}

impl std::error::Error for InvalidAttempt {}

/// Borrows its secrets, so that no unwiped copy of them is made.
#[derive(Serialize, Deserialize)]
struct Cookie<'a> {
    v: u64,
    state: &'a str,
    verifier: &'a str,
    #[serde(borrow)]
    return_path: Cow<'a, str>,
    started_at: i64,
    expires_at: i64,
}

impl Cookie<'_> {
    fn into_attempt(self) -> Option<LoginAttempt> {
        Some(LoginAttempt {
            state: Some(self.state).filter(|state| !state.is_empty())?.into(),
            verifier: CodeVerifier::from_secret(self.verifier).ok()?,
            return_path: ReturnPath::parse(self.return_path).ok()?,
            started_at: Timestamp::from_millis(self.started_at)?,
            expires_at: Timestamp::from_millis(self.expires_at)?,
        })
    }
}

#[derive(Deserialize)]
struct Version {
    v: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let verified = attempt.clone().complete(&callback(&attempt), now()).unwrap();
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
    fn an_attempt_expires_after_ten_minutes_or_what_it_was_given() {
        let after = |seconds| now().saturating_add(Duration::from_secs(seconds));
        let complete = |attempt: LoginAttempt, at| attempt.clone().complete(&callback(&attempt), at);
        assert!(complete(attempt(), after(599)).is_ok());
        assert_eq!(complete(attempt(), after(600)).unwrap_err(), CallbackError::Expired);
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
    fn an_attempt_survives_the_cookie() {
        let attempt = attempt().valid_for(Duration::from_secs(90));
        let cookie = attempt.to_cookie_value();
        assert!(cookie.expose().bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
        assert_eq!(LoginAttempt::from_cookie_value(cookie.expose()), Ok(attempt));
    }

    #[test]
    fn a_cookie_of_another_format_is_told_apart_and_a_forged_return_path_refused() {
        let cookie = |json: String| LoginAttempt::from_cookie_value(&URL_SAFE_NO_PAD.encode(json));
        let error = cookie(r#"{"v":2,"more":true}"#.to_owned()).unwrap_err();
        assert_eq!(error, InvalidAttempt::UnsupportedVersion(2));
        let json = |state: &str, path: &str| {
            format!(
                r#"{{"v":1,"state":"{state}","verifier":"{}","return_path":"{path}","started_at":0,"expires_at":1}}"#,
                "v".repeat(43)
            )
        };
        assert!(cookie(json("s", "/a")).is_ok());
        for json in [json("s", "//evil.example"), json("", "/a")] {
            assert_eq!(cookie(json).unwrap_err(), InvalidAttempt::Malformed);
        }
    }

    #[test]
    fn debug_shows_neither_state_nor_verifier_nor_code() {
        let attempt = attempt();
        let verified = attempt.clone().complete(&callback(&attempt), now()).unwrap();
        let shown = format!("{attempt:?} {verified:?} {:?}", attempt.to_cookie_value());
        assert!(!shown.contains(attempt.state().expose()), "{shown}");
        assert!(!shown.contains(attempt.verifier().secret().expose()) && !shown.contains("c1"), "{shown}");
    }

    proptest! {
        #[test]
        fn any_cookie_is_read_or_refused(text in "\\PC*", json in "\\PC*") {
            let _ = LoginAttempt::from_cookie_value(&text);
            let _ = LoginAttempt::from_cookie_value(&URL_SAFE_NO_PAD.encode(json));
        }
    }
}
