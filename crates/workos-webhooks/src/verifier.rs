//! Verification of a webhook.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use workos_core::{Secret, Timestamp};
use workos_internal::{DEFAULT_VALUE_LIMIT, Key, SignatureHeader, from_json};
use workos_transport::{Clock, StdClock};

use crate::{Envelope, HeaderProblem, PayloadError, SecretError, VerifyError, reserialized};

/// The timestamps that are taken for seconds.
///
/// As seconds they are in the years 1973 to 5138. As milliseconds they are in the first three years of the epoch, long
/// before WorkOS existed.
const SECONDS: std::ops::Range<i64> = 100_000_000..100_000_000_000;

/// The largest body, in bytes, that is checked for reserialization, because the check copies the body.
const MAX_DIAGNOSED_BODY: usize = 1 << 20;

/// Verifies that a request comes from WorkOS.
///
/// Holds the signing secret of an endpoint, or several secrets during a rotation. Create one verifier at startup and
/// share it. Verifying takes no lock, does no I/O, and allocates nothing if the request is accepted.
///
/// ```
/// use workos_webhooks::{Timestamp, WebhookVerifier};
///
/// let verifier = WebhookVerifier::new("whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4")?;
///
/// let body = br#"{"id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"pipes.connected_account.connected","data":{"object":"connected_account"},"created_at":"2026-01-15T12:00:00.000Z"}"#;
/// let header = "t=1768478400000, v1=c462fef573c84f5aa156b968197dcfeaa12554c48bfec7d05ff8ec46f651f73c";
/// let now: Timestamp = "2026-01-15T12:00:05Z".parse()?;
///
/// let verified = verifier.verify(body, header, now)?;
/// assert_eq!(verified.envelope()?.event, "pipes.connected_account.connected");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct WebhookVerifier {
    keys: Vec<Key>,
    tolerance: Duration,
    value_limit: usize,
    clock: Arc<dyn Clock>,
}

impl WebhookVerifier {
    /// The default [`tolerance`](Self::tolerance): three minutes.
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(180);

    /// Creates a verifier with this secret, exactly as the Dashboard shows it, including `whsec_`.
    ///
    /// # Errors
    /// When the secret is empty, contains a control character, or starts or ends with whitespace.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, SecretError> {
        Ok(Self {
            keys: vec![key(&secret.into())?],
            tolerance: Self::DEFAULT_TOLERANCE,
            value_limit: DEFAULT_VALUE_LIMIT,
            clock: Arc::new(StdClock::new()),
        })
    }

    /// Adds another accepted secret.
    ///
    /// To rotate a secret, add the new one, change it at WorkOS, and remove the old one once
    /// [`Verified::secret_index`] shows that no request is signed with it any more.
    ///
    /// # Errors
    /// The same as [`new`](Self::new).
    pub fn with_secret(mut self, secret: impl Into<Secret>) -> Result<Self, SecretError> {
        self.keys.push(key(&secret.into())?);
        Ok(self)
    }

    /// Sets how far a timestamp may be from the current time, in both directions. Default: three minutes.
    ///
    /// A captured request can be replayed within this time, unless a [`ReplayGuard`](crate::ReplayGuard) refuses it.
    /// For AuthKit actions, which are signed in the same way, use thirty seconds.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Sets how many JSON values a body may contain when it is decoded. Default: 100,000.
    ///
    /// Each string, number, `true`, `false`, `null`, array and object counts as one value. Field names do not count.
    #[must_use]
    pub const fn value_limit(mut self, values: usize) -> Self {
        self.value_limit = values;
        self
    }

    /// Sets the clock of [`verify_now`](Self::verify_now). Default: the system's clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Verifies a request at the current time of the [`clock`](Self::clock).
    ///
    /// # Errors
    /// The same as [`verify`](Self::verify).
    pub fn verify_now<'a>(
        &self,
        body: &'a [u8],
        header: impl Into<Option<&'a str>>,
    ) -> Result<Verified<'a>, VerifyError> {
        self.verify(body, header, self.clock.now())
    }

    /// Verifies a request at the given time.
    ///
    /// `body` is the request body, byte for byte as it arrived. Verify it before you parse it: a framework that parses
    /// JSON and serializes it again changes the bytes. `header` is the value of `WorkOS-Signature`
    /// ([`SIGNATURE_HEADER`](crate::SIGNATURE_HEADER)), or `None` if the request has no such header.
    ///
    /// The request is accepted if one of the signatures in the header matches one of the secrets. Components of other
    /// schemes are ignored; see [`Verified::unknown_components`]. Signatures are compared in constant time.
    ///
    /// # Errors
    /// The reason why the request is refused; its [`hint`](VerifyError::hint) says what to fix. Answer with status 400,
    /// and do not use the body.
    pub fn verify<'a>(
        &self,
        body: &'a [u8],
        header: impl Into<Option<&'a str>>,
        now: Timestamp,
    ) -> Result<Verified<'a>, VerifyError> {
        let header =
            SignatureHeader::parse(header.into().unwrap_or_default()).map_err(VerifyError::of_header)?;
        let timestamp = Timestamp::from_millis(header.millis()).ok_or(HeaderProblem::InvalidTimestamp)?;
        self.check_time(timestamp, now)?;
        match self.matching_key(&header, body) {
            Some(secret_index) => {
                Ok(Verified { body, header, timestamp, secret_index, value_limit: self.value_limit })
            }
            None => Err(self.diagnose(&header, body)),
        }
    }

    fn check_time(&self, timestamp: Timestamp, now: Timestamp) -> Result<(), VerifyError> {
        let tolerance = self.tolerance;
        if timestamp > now {
            let ahead = timestamp.duration_since(now);
            if ahead > tolerance {
                return Err(VerifyError::InFuture { timestamp, ahead, tolerance });
            }
            return Ok(());
        }
        let age = now.duration_since(timestamp);
        if age <= tolerance {
            return Ok(());
        }
        let millis = timestamp.as_millis();
        let in_seconds = SECONDS.contains(&millis).then(|| Timestamp::from_secs(millis)).flatten();
        Err(match in_seconds {
            Some(timestamp) => VerifyError::TimestampInSeconds { timestamp },
            None => VerifyError::TooOld { timestamp, age, tolerance },
        })
    }

    fn matching_key(&self, header: &SignatureHeader<'_>, body: &[u8]) -> Option<usize> {
        self.keys.iter().position(|key| key.matches(header.timestamp_text(), body, header.signatures()))
    }

    #[cold]
    fn diagnose(&self, header: &SignatureHeader<'_>, body: &[u8]) -> VerifyError {
        let compact = (body.len() <= MAX_DIAGNOSED_BODY).then(|| reserialized::compact(body)).flatten();
        match compact.and_then(|compact| self.matching_key(header, &compact)) {
            Some(_) => VerifyError::BodyReserialized,
            None => VerifyError::NoMatchingSignature {
                signatures: header.signatures().count(),
                secrets: self.keys.len(),
            },
        }
    }
}

fn key(secret: &Secret) -> Result<Key, SecretError> {
    Key::checked(secret.expose()).map_err(SecretError::of_key)
}

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookVerifier")
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .field("clock", &self.clock)
            .finish()
    }
}

/// A body that [`WebhookVerifier::verify`] has accepted: WorkOS signed it.
///
/// Only a verifier creates this type, so a function that takes it never receives an unverified body.
#[derive(Clone, Copy)]
pub struct Verified<'a> {
    body: &'a [u8],
    header: SignatureHeader<'a>,
    timestamp: Timestamp,
    secret_index: usize,
    value_limit: usize,
}

impl<'a> Verified<'a> {
    /// Returns the body, byte for byte as it was signed.
    #[must_use]
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Returns when this delivery was signed. WorkOS signs each attempt to deliver an event separately.
    #[must_use]
    pub const fn timestamp(&self) -> Timestamp {
        self.timestamp
    }

    /// Returns the index of the secret that matched.
    ///
    /// The secret of [`new`](WebhookVerifier::new) has index 0. The secrets of
    /// [`with_secret`](WebhookVerifier::with_secret) follow in the order in which they were added.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Returns the names of header components that this version does not know, for instance `v2`.
    ///
    /// Log them: WorkOS may have introduced a newer scheme. The signature does not cover these components, so base no
    /// decision on them.
    pub fn unknown_components(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.header.unknown_components()
    }

    /// Reads the body as a typed event.
    ///
    /// A signed event is never lost. If it does not decode, its `data` is
    /// [`EventData::Undecodable`](crate::EventData::Undecodable): log its name, id and reason, store its raw JSON, and
    /// acknowledge it.
    ///
    /// # Errors
    /// When the body is not a JSON object with the name of an event; an AuthKit action, for instance, has none.
    #[cfg(feature = "events")]
    pub fn event(&self) -> Result<crate::Event, PayloadError> {
        use serde::de::Error;
        use workos_internal::{Envelope, JsonError, json_text, read_text_or_keep};

        let text = json_text(self.body, self.value_limit).map_err(|error| PayloadError::new(&error))?;
        let decoded = read_text_or_keep::<crate::Event>(text).and_then(|event| match event.name() {
            "" => Err(Error::missing_field(<crate::Event as Envelope>::TAG)),
            _ => Ok(event),
        });
        decoded.map_err(|error| PayloadError::new(&JsonError::Unexpected(error)))
    }

    /// Reads the body as an event whose payload is JSON.
    ///
    /// # Errors
    /// When the body is not a JSON object with the name and the id of an event.
    pub fn envelope(&self) -> Result<Envelope, PayloadError> {
        self.json()
    }

    /// Reads the body as a type of your own.
    ///
    /// For typed events use `event`, which is faster and refuses a body that is not an event.
    ///
    /// # Errors
    /// When the body does not decode as that type, or contains more JSON values than [`value_limit`] allows.
    ///
    /// [`value_limit`]: WebhookVerifier::value_limit
    pub fn json<T: Deserialize<'a>>(&self) -> Result<T, PayloadError> {
        from_json(self.body, self.value_limit).map_err(|error| PayloadError::new(&error))
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("timestamp", &self.timestamp)
            .field("secret_index", &self.secret_index)
            .field("body_length", &self.body.len())
            .finish()
    }
}
