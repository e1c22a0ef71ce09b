//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::{Deserialize, Serialize};
use workos_core::Secret;

/// The options for the start of a visit.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct IntentOptions {
    /// The options for single sign-on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sso: Option<SsoIntentOptions>,
}

impl IntentOptions {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new() -> Self {
        Self { sso: None }
    }

    /// The options for single sign-on.
    #[must_use]
    pub fn sso(mut self, sso: impl Into<SsoIntentOptions>) -> Self {
        self.sso = Some(sso.into());
        self
    }
}

/// The options for the start of the single sign-on setup.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct SsoIntentOptions {
    /// The slug of the bookmark that the visit opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bookmark_slug: Option<String>,
    /// The preselected identity provider, for instance `GoogleSAML`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_type: Option<String>,
}

impl SsoIntentOptions {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new() -> Self {
        Self { bookmark_slug: None, provider_type: None }
    }

    /// The slug of the bookmark that the visit opens.
    #[must_use]
    pub fn bookmark_slug(mut self, bookmark_slug: impl Into<String>) -> Self {
        self.bookmark_slug = Some(bookmark_slug.into());
        self
    }

    /// The preselected identity provider, for instance `GoogleSAML`.
    #[must_use]
    pub fn provider_type(mut self, provider_type: impl Into<String>) -> Self {
        self.provider_type = Some(provider_type.into());
        self
    }
}

/// A link to the Admin Portal, valid once, for five minutes. Whoever opens it acts as the
/// organization's administrator.
#[doc(alias = "PortalLinkResponse")]
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PortalLink {
    /// The URL to redirect the administrator to.
    pub link: Secret,
}

#[cfg(feature = "test-util")]
impl PortalLink {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { link: "https://setup.workos.com?token=example".into() }
    }
}
