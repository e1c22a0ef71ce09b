//! What is wrong with a configuration.

use std::fmt;

/// The error of an invalid configuration or seed file.
///
/// All messages have the same form: `line 3: organization 'Acmee' does not exist; did you mean 'Acme'?`, `line 5: key
/// 'conection' is unknown; did you mean 'connection'?`
#[derive(Clone, PartialEq, Eq)]
pub struct EmulatorConfigError {
    message: String,
    line: Option<u64>,
}

impl EmulatorConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), line: None }
    }

    pub(crate) const fn at(mut self, line: Option<u64>) -> Self {
        self.line = line;
        self
    }

    /// Returns the line of the seed file, counted from 1, if it is known.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for EmulatorConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl fmt::Debug for EmulatorConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for EmulatorConfigError {}
