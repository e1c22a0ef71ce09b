//! Switches of the emulator's behaviour.

use serde::Deserialize;

/// Switches of the emulator's behaviour. Every boolean is `false` by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Switches {
    /// Shows sign-in and consent pages instead of approving everything automatically.
    pub interactive: bool,
    /// Answers 409 `conflict` to the deletion of an active connection. Production deletes it.
    pub reject_delete_active: bool,
    /// Answers 401 `unauthorized` to a wrong client secret. Production answers 400 `invalid_client`.
    pub legacy_token_errors: bool,
    /// Also emits the events of connected accounts as `connection.activated`, `.deactivated` and `.deleted`, names that
    /// production uses for single sign-on only.
    pub legacy_pipes_events: bool,
    /// Answers 422 to unknown fields of a request body and to unknown query parameters. Production ignores them.
    pub strict_fields: bool,
    /// How the verification of an organization's domain ends.
    pub domain_verification: DomainVerificationMode,
}

/// How the verification of an organization's domain ends, ten seconds after it was requested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DomainVerificationMode {
    /// The domain is verified, unless another organization has verified it first.
    #[default]
    Succeed,
    /// The verification fails, as if the record was not found in time.
    Fail,
    /// The verification continues until [`Emulator::verify_domain`](crate::Emulator::verify_domain) or
    /// [`Emulator::fail_domain`](crate::Emulator::fail_domain) ends it.
    Wait,
}
