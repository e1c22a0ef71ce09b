//! Verification of a webhook.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use workos_core::private::{DEFAULT_VALUE_LIMIT, from_json};
use workos_core::{Secret, Timestamp};
use workos_transport::{Clock, StdClock};

use crate::header::SignatureHeader;
use crate::signature::Key;
use crate::{Envelope, PayloadError, SecretError, VerifyError, reserialized};

/// As seconds the years 1973 to 5138; as milliseconds the first three of the epoch, before WorkOS.
const SECONDS: std::ops::Range<i64> = 100_000_000..100_000_000_000;

/// The diagnosis of a refusal copies the body; a larger one is refused without it.
const MAX_DIAGNOSED_BODY: usize = 1 << 20;

/// Tells whether a request comes from WorkOS.
///
/// Holds the signing secret of an endpoint, or several while one replaces another. Make one at start and share
/// it. Verifying takes no lock, does no I/O, and allocates nothing for a request that is accepted.
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
    /// How far a timestamp may be from now, in both directions, unless told otherwise: three minutes.
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(180);

    /// A verifier with this secret: the text as the Dashboard shows it, `whsec_` included.
    ///
    /// # Errors
    /// When the secret is empty, or has control characters or blanks around it.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, SecretError> {
        Ok(Self {
            keys: vec![Key::checked(&secret.into())?],
            tolerance: Self::DEFAULT_TOLERANCE,
            value_limit: DEFAULT_VALUE_LIMIT,
            clock: Arc::new(StdClock::new()),
        })
    }

    /// Also accepts this secret.
    ///
    /// To rotate a secret, add the new one, change it at WorkOS, and remove the old one once
    /// [`Verified::secret_index`] shows that nothing is signed with it any more.
    ///
    /// # Errors
    /// Those of [`new`](Self::new).
    pub fn with_secret(mut self, secret: impl Into<Secret>) -> Result<Self, SecretError> {
        self.keys.push(Key::checked(&secret.into())?);
        Ok(self)
    }

    /// How far a timestamp may be from now, in both directions.
    ///
    /// A captured request can be replayed for as long, unless a [`ReplayGuard`](crate::ReplayGuard) refuses it.
    /// Default: three minutes. For AuthKit actions, which are signed the same way, use thirty seconds.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// How many JSON values a body may hold to be read as an event or as any other type. Default: 100,000.
    ///
    /// Each text, number, `true`, `false`, `null`, list and object counts as one; the names of fields do not count.
    #[must_use]
    pub const fn value_limit(mut self, values: usize) -> Self {
        self.value_limit = values;
        self
    }

    /// The clock of [`verify_now`](Self::verify_now). Default: the system's.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Verifies a request at the time of the [`clock`](Self::clock).
    ///
    /// # Errors
    /// Those of [`verify`](Self::verify).
    pub fn verify_now<'a>(
        &self,
        body: &'a [u8],
        header: impl Into<Option<&'a str>>,
    ) -> Result<Verified<'a>, VerifyError> {
        self.verify(body, header, self.clock.now())
    }

    /// Verifies a request at the given time.
    ///
    /// `body` is the request's body, byte for byte as it arrived. A framework that parses JSON and writes it anew
    /// changes it, so verify before anything else reads it. `header` is the value of `WorkOS-Signature`
    /// ([`SIGNATURE_HEADER`](crate::SIGNATURE_HEADER)), or `None` when the request has none.
    ///
    /// A signature counts if it is that of any secret; a header may carry several. Components of other schemes
    /// are ignored, see [`Verified::unknown_components`]. Comparing takes the same time wherever a signature
    /// differs.
    ///
    /// # Errors
    /// The reason for the refusal, whose [`hint`](VerifyError::hint) says what to fix. Answer 400 and do nothing
    /// with the body.
    pub fn verify<'a>(
        &self,
        body: &'a [u8],
        header: impl Into<Option<&'a str>>,
        now: Timestamp,
    ) -> Result<Verified<'a>, VerifyError> {
        let header = SignatureHeader::parse(header.into().unwrap_or_default())?;
        self.check_time(header.timestamp(), now)?;
        match self.matching_key(&header, body) {
            Some(secret_index) => Ok(Verified { body, header, secret_index, value_limit: self.value_limit }),
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

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookVerifier")
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .field("clock", &self.clock)
            .finish()
    }
}

/// A body that WorkOS signed: the proof that [`WebhookVerifier::verify`] accepted it.
///
/// Only a verifier makes one, so a function that takes it cannot be handed an unverified body.
#[derive(Clone, Copy)]
pub struct Verified<'a> {
    body: &'a [u8],
    header: SignatureHeader<'a>,
    secret_index: usize,
    value_limit: usize,
}

impl<'a> Verified<'a> {
    /// The body, byte for byte as it was signed.
    #[must_use]
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }

    /// When this delivery was signed. Each attempt to deliver an event is signed anew.
    #[must_use]
    pub const fn timestamp(&self) -> Timestamp {
        self.header.timestamp()
    }

    /// Which secret matched: 0 for that of [`new`](WebhookVerifier::new), then those of
    /// [`with_secret`](WebhookVerifier::with_secret) in order.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The names of header components that this version does not know, for instance `v2`.
    ///
    /// Worth a log line: WorkOS may have a newer scheme. The signature does not cover the header's components, so
    /// decide nothing by them.
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
    /// When the body is not a JSON object with the name of an event, for instance an AuthKit action.
    #[cfg(feature = "events")]
    pub fn event(&self) -> Result<crate::Event, PayloadError> {
        use serde::de::Error;
        use workos_core::private::{Envelope, JsonError, json_text, read_text_or_keep};

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

    /// Reads the body as a type of yours. For a typed event use `event`, which is faster and refuses a body
    /// that is no event.
    ///
    /// # Errors
    /// When the body does not decode as that type, or holds more JSON values than [`value_limit`] allows.
    ///
    /// [`value_limit`]: WebhookVerifier::value_limit
    pub fn json<T: Deserialize<'a>>(&self) -> Result<T, PayloadError> {
        from_json(self.body, self.value_limit).map_err(|error| PayloadError::new(&error))
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("timestamp", &self.timestamp())
            .field("secret_index", &self.secret_index)
            .field("body_length", &self.body.len())
            .finish()
    }
}
