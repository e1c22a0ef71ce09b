//! Login attempts in encrypted and authenticated cookies.

use std::time::Duration;

use workos_core::{Secret, Timestamp};

use crate::iron::{Iron, OpenError};
use crate::{InvalidAttemptError, LoginAttempt, RandomnessError, SealKeys};

/// The maximum length of a sealed attempt, so that it fits into one cookie with its name and attributes. Browsers
/// silently drop cookies of more than 4096 bytes.
const MAX_LEN: usize = 3800;

/// The maximum time by which the clock of the server that started the attempt may be ahead.
const CLOCK_SKEW: Duration = Iron::DEFAULT_CLOCK_SKEW;

impl LoginAttempt {
    /// Seals the attempt for a cookie: encrypts and authenticates it, with its expiry.
    ///
    /// The text has at most 3800 characters, usually about 600. All of them are allowed in a cookie value without an
    /// escape.
    ///
    /// Give the cookie the attributes `HttpOnly`, `Secure` and `SameSite=Lax`, and the attempt's lifetime as `Max-Age`.
    /// With `SameSite=Strict`, browsers do not send the cookie when WorkOS redirects back. Delete the cookie at the
    /// callback.
    ///
    /// ```
    /// use workos_oauth::{LoginAttempt, SealKeys, Timestamp};
    ///
    /// let keys = SealKeys::from_password("a password of 32 characters or more")?;
    /// let now = Timestamp::from_secs(1_768_478_400).unwrap();
    /// let attempt = LoginAttempt::start(now)?;
    /// let cookie = format!(
    ///     "__Host-sign-in={}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600",
    ///     attempt.seal(&keys)?.expose(),
    /// );
    /// # let value = cookie.split(['=', ';']).nth(1).unwrap();
    /// // … and at the callback, with the value that the browser sent:
    /// assert_eq!(LoginAttempt::open(&keys, value, now)?, attempt);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the operating system provides no randomness.
    pub fn seal(&self, keys: &SealKeys) -> Result<Secret, RandomnessError> {
        Iron::new(keys).seal(&self.to_json(), Some(self.expires_at))
    }

    /// Opens an attempt that [`seal`](Self::seal) sealed, with any of the passwords; `now` is the client's
    /// `clock().now()`.
    ///
    /// # Errors
    /// Any variant of [`InvalidAttemptError`]. Treat all of them as no attempt: offer sign-in again.
    pub fn open(keys: &SealKeys, sealed: &str, now: Timestamp) -> Result<Self, InvalidAttemptError> {
        if sealed.len() > MAX_LEN {
            return Err(InvalidAttemptError::Malformed);
        }
        let opened = Iron::new(keys).open(sealed, now).map_err(|error| match error {
            OpenError::Malformed => InvalidAttemptError::Malformed,
            OpenError::UnknownPassword | OpenError::NotAuthentic => InvalidAttemptError::NotAuthentic,
            OpenError::Expired => InvalidAttemptError::Expired,
        })?;
        let attempt = Self::from_json(opened.bytes())?;
        // `Iron` accepts a seal for a minute longer, because clocks differ. The attempt's own expiry is exact.
        if now >= attempt.expires_at {
            return Err(InvalidAttemptError::Expired);
        }
        if attempt.started_at > now.saturating_add(CLOCK_SKEW) {
            return Err(InvalidAttemptError::NotYetValid);
        }
        Ok(attempt)
    }
}
