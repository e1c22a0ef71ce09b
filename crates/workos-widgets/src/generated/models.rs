//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Deserialize;
use workos_core::{Secret, Timestamp};

/// A token for the client API. It stands for one person in one organization.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ClientToken {
    /// The token; take it as opaque.
    pub token: Secret,
}

#[cfg(feature = "test-util")]
impl ClientToken {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { token: "eyJhbGciOiJSUzI1NiJ9.example".into() }
    }
}

/// A token for a widget. It stands for one person: never hand it to another one's page.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WidgetToken {
    /// The token; take it as opaque.
    pub token: Secret,
    /// When it expires. Production does not tell; see `expires_at_or_default`.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl WidgetToken {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            token: "eyJhbGciOiJSUzI1NiJ9.example".into(),
            expires_at: Some("2026-01-15T13:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}
