//! Errors in the configuration of a client.

use std::error::Error;
use std::fmt;

use workos_core::Report;
use workos_internal::shorten;
use workos_transport::Operation;

/// The longest reason that is kept, in bytes.
const LONGEST_REASON: usize = 600;

/// The error of a client that cannot be built, or lacks a setting that a call needs.
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigError {
    kind: ConfigErrorKind,
    operation: Option<&'static str>,
    reason: String,
    hint: &'static str,
}

impl ConfigError {
    pub(crate) fn new(kind: ConfigErrorKind, reason: impl Into<String>, hint: &'static str) -> Self {
        Self { kind, operation: None, reason: shorten(reason, LONGEST_REASON), hint }
    }

    pub(crate) fn base_url(kind: ConfigErrorKind, text: &str, reason: &str) -> Self {
        // The text before an `@` can be a password, and a query can contain a key.
        let shown = text.rsplit('@').next().unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
        Self::new(
            kind,
            format!("the base URL `{shown}` cannot be used: {reason}"),
            "Set `WORKOS_BASE_URL` to https://api.workos.com, or to the URL that `workos emulate` prints.",
        )
    }

    pub(crate) fn no_api_key(operation: &'static Operation) -> Self {
        Self {
            kind: ConfigErrorKind::MissingApiKey,
            operation: Some(operation.id()),
            reason: format!("{} needs an API key and the client has none", operation.id()),
            hint: "Set WORKOS_API_KEY, or `api_key` on the builder; the dashboard shows it under API Keys.",
        }
    }

    /// Creates the error of a client without a client id, for an operation that needs the id but sends no request, such
    /// as building a URL.
    #[must_use]
    pub fn no_client_id(operation: &'static Operation) -> Self {
        Self {
            kind: ConfigErrorKind::MissingClientId,
            operation: Some(operation.id()),
            reason: format!("{} needs a client id and the client has none", operation.id()),
            hint: "Set WORKOS_CLIENT_ID, or `client_id` on the builder; the dashboard shows it under API Keys.",
        }
    }

    pub(crate) fn needs_one_of(operation: &'static Operation, names: &[&str]) -> Self {
        Self {
            kind: ConfigErrorKind::MissingCredentials,
            operation: Some(operation.id()),
            reason: format!("{} needs one of: {}", operation.id(), names.join(", ")),
            hint: "Set the client's API key, or pass the PKCE verifier of a public client.",
        }
    }

    /// The kind of mistake, on which programs can match.
    #[must_use]
    pub const fn kind(&self) -> ConfigErrorKind {
        self.kind
    }

    pub(crate) const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// What to do about the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        self.hint
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint)), f)
    }
}

impl Error for ConfigError {}

/// The kinds of mistakes in a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConfigErrorKind {
    /// The operation needs an API key and the client has none.
    MissingApiKey,
    /// The operation needs a client id and the client has none.
    MissingClientId,
    /// There is neither an API key nor another credential.
    MissingCredentials,
    /// The API key is empty or contains invalid characters.
    InvalidApiKey,
    /// The client id is empty or holds control characters.
    InvalidClientId,
    /// The base URL is malformed.
    InvalidBaseUrl,
    /// The base URL is plain `http` and not loopback: the API key would be sent unencrypted.
    InsecureBaseUrl,
    /// The user agent holds characters that a header cannot have.
    InvalidUserAgent,
    /// An environment variable cannot be read.
    InvalidEnvironment,
    /// There is no transport, or it cannot be set up.
    Transport,
}
