//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Deserialize;
use workos_core::{Secret, Timestamp};

/// A token for the client API. It authenticates one user in one organization.
#[doc(alias = "ClientApiTokenResponse")]
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ClientToken {
    /// The token, an opaque text.
    pub token: Secret,
}

#[cfg(feature = "test-util")]
impl ClientToken {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { token: "eyJhbGciOiJSUzI1NiJ9.example".into() }
    }
}

/// A token for a widget. It authenticates one user: never pass it to a page of another user.
#[doc(alias = "WidgetSessionTokenResponse")]
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WidgetToken {
    /// The token, an opaque text.
    pub token: Secret,
    /// The time at which the token expires. Production's response does not include it; see
    /// `expires_at_or_default`.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl WidgetToken {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            token: "eyJhbGciOiJSUzI1NiJ9.example".into(),
            expires_at: Some("2026-01-15T13:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}
