//! Proof Key for Code Exchange (RFC 7636).

use ring::digest::{SHA256, digest};

use crate::base::keys::url_base64;

/// Whether this challenge was derived from this verifier by SHA-256 (RFC 7636 section 4.6).
pub(crate) fn fits(challenge: &str, verifier: &str) -> bool {
    (43..=128).contains(&verifier.len())
        && url_base64(digest(&SHA256, verifier.as_bytes()).as_ref()) == challenge
}
