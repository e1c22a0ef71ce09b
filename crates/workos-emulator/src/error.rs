//! What is wrong with a configuration.

use std::fmt;

/// A configuration or a seed file that makes no emulator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
    line: Option<u64>,
}

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), line: None }
    }

    pub(crate) const fn at(mut self, line: Option<u64>) -> Self {
        self.line = line;
        self
    }

    /// Finds the line of the seed file that gives `key` this `value`.
    pub(crate) fn located(self, yaml: &str, key: &str, value: &str) -> Self {
        let names = |line: &str| {
            let line = line.trim_start().trim_start_matches("- ").trim_start();
            let given = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':'));
            let item =
                given.unwrap_or(line).trim_matches(|c: char| c.is_whitespace() || "\"'-[]".contains(c));
            // A list's items stand on lines of their own, without their key.
            item == value || given.is_some_and(|given| given.contains(value))
        };
        let line = yaml.lines().zip(1..).find(|(line, _)| names(line)).map(|(_, number)| number);
        self.at(line)
    }

    /// The line of the seed file, from 1, where it could be told.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) if !self.message.contains(&format!("line {line}")) => {
                write!(f, "line {line}: {}", self.message)
            }
            _ => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ConfigError {}
