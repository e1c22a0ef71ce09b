//! A login attempt in a cookie: encrypted and authenticated.

use std::time::Duration;

use workos_core::{Secret, Timestamp};

use crate::iron::{Iron, OpenError};
use crate::{InvalidAttempt, LoginAttempt, RandomnessError, SealKeys};

/// No attempt is longer when sealed, so that it fits into one cookie with its name and attributes: browsers drop
/// cookies of more than 4096 bytes without telling.
const LONGEST: usize = 3800;

/// How far ahead the clock of the server that started the attempt may be.
const CLOCK_SKEW: Duration = Iron::DEFAULT_CLOCK_SKEW;

impl LoginAttempt {
    /// Seals the attempt for a cookie: encrypted and authenticated, and refused after its expiry. The text has at most
    /// 3800 characters, about 600 as a rule, and each of them may stand in a cookie value as it is.
    ///
    /// Give the cookie the attributes `HttpOnly`, `Secure`, `SameSite=Lax` (with `Strict`, browsers would not send it
    /// when WorkOS redirects back), and the attempt's lifetime as `Max-Age`. Delete it at the callback.
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
    /// When the operating system gives no randomness.
    pub fn seal(&self, keys: &SealKeys) -> Result<Secret, RandomnessError> {
        Iron::new(keys).seal(&self.to_json(), Some(self.expires_at))
    }

    /// Opens what [`seal`](Self::seal) made, with any of the passwords; `now` is the client's `clock().now()`.
    ///
    /// # Errors
    /// Any of [`InvalidAttempt`]. To whoever sent the cookie, treat them all as no attempt: offer sign-in again.
    pub fn open(keys: &SealKeys, sealed: &str, now: Timestamp) -> Result<Self, InvalidAttempt> {
        if sealed.len() > LONGEST {
            return Err(InvalidAttempt::Malformed);
        }
        let opened = Iron::new(keys).open(sealed, now).map_err(|error| match error {
            OpenError::Malformed => InvalidAttempt::Malformed,
            OpenError::UnknownPassword | OpenError::NotAuthentic => InvalidAttempt::NotAuthentic,
            OpenError::Expired => InvalidAttempt::Expired,
        })?;
        let attempt = Self::from_json(opened.bytes())?;
        // A seal is opened for a minute longer, because clocks differ. The attempt's own expiry is exact.
        if now >= attempt.expires_at {
            return Err(InvalidAttempt::Expired);
        }
        if attempt.started_at > now.saturating_add(CLOCK_SKEW) {
            return Err(InvalidAttempt::NotYetValid);
        }
        Ok(attempt)
    }
}
