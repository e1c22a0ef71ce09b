//! The error of a transport that cannot be built.

use std::fmt;

use workos_core::Report;

/// The error of a transport that cannot be built.
///
/// The message names the setting or the environment variable, and never repeats its value.
#[derive(Clone)]
pub struct BuildError {
    message: String,
    hint: &'static str,
    source: Option<rustls::Error>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self { message: message.into(), hint, source: None }
    }

    pub(crate) fn with_source(mut self, source: rustls::Error) -> Self {
        self.source = Some(source);
        self
    }

    /// Returns a sentence that says what to do.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        self.hint
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint)), f)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
