//! Checks that are made unless somebody asks not to.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;

/// A check that [`Builder::lenient`](crate::Builder::lenient) or `lenient` of a seed file disables.
///
/// All checks are enabled by default: if every request passes, a test of a sign-in proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Check {
    /// `POST /sso/token` requires the client secret of the environment, or a code verifier. Without the check, any
    /// secret is accepted, or none.
    ClientSecret,
    /// A code challenge must use S256, and the verifier must match it. Without the check, both are ignored.
    Pkce,
    /// A sign-in must end at an allowed redirect URI. Without the check, any URI is accepted, except those that a
    /// browser must never be sent to, such as `javascript:`.
    RedirectUri,
    /// The scopes of a widget token must be known. Without the check, the token contains the scopes as they were sent.
    Scopes,
    /// The organization, user or connection in a body or in `/sso/authorize` must exist. Without the check, a missing
    /// object is created with this id; a connection gets a person named John Doe, who can sign in. Objects in paths
    /// must exist in any case.
    References,
    /// Numbers, lengths and counts must be within their bounds: `limit`, `expires_in`, metadata, external ids, the
    /// contacts of a portal link, API keys. Without the check, numbers are clamped to their bounds, and other values
    /// are accepted.
    Limits,
    /// A value must be one of the documented values. Without the check, an unknown value counts as absent, selects
    /// nothing as a filter, and is stored where text is stored. An unknown `provider` signs in through a `TestIdp`, and
    /// an unknown connection type becomes a generic one. The values that OAuth prescribes (`response_type`,
    /// `grant_type`) are checked in any case.
    Enums,
    /// `before` and `after` must be ids of the list. Without the check, other values are ignored, so the response is
    /// the first page.
    Cursors,
}

impl FromStr for Check {
    type Err = String;

    /// Parses a check from its name in seed files.
    fn from_str(name: &str) -> Result<Self, String> {
        let deserializer: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Self::deserialize(deserializer).map_err(|error| error.to_string())
    }
}

/// The checks that are not made.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lenient(u16);

impl Lenient {
    /// Every check is made.
    #[cfg(test)]
    pub(crate) const STRICT: Self = Self(0);

    /// Whether this check is not made.
    pub(crate) const fn skips(self, check: Check) -> bool {
        self.0 & (1 << check as u16) != 0
    }
}

impl FromIterator<Check> for Lenient {
    fn from_iter<T: IntoIterator<Item = Check>>(checks: T) -> Self {
        Self(checks.into_iter().fold(0, |all, check| all | (1 << check as u16)))
    }
}
