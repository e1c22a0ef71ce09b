//! Signing a body, and the name of the header.

use workos_core::{Secret, Timestamp};
use workos_internal::{Key, header};

/// The name of the header that carries the signature, in the lower case of HTTP/2.
pub const SIGNATURE_HEADER: &str = "workos-signature";

/// Signs a body as WorkOS does and returns the value of the `WorkOS-Signature` header.
///
/// Use it in tests of a receiver, and in tools that forward events to a receiver. A receiver itself does not need it.
///
/// The header contains `at` in milliseconds since the Unix epoch. No receiver accepts an instant before the epoch.
///
/// ```
/// use workos_webhooks::{Timestamp, WebhookVerifier, sign};
///
/// let now: Timestamp = "2026-01-15T12:00:00Z".parse()?;
/// let header = sign("whsec_test", now, b"{}");
/// assert!(header.starts_with("t=1768478400000, v1="));
/// assert!(WebhookVerifier::new("whsec_test")?.verify(b"{}", header.as_str(), now).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn sign(secret: impl Into<Secret>, at: Timestamp, body: &[u8]) -> String {
    header(&Key::of(secret.into().expose()), at.as_millis(), body)
}
