//! The output of commands, and their failures.

use std::fmt;

/// Prints the output of a command.
#[expect(clippy::print_stdout, reason = "the output of a command-line tool goes to stdout")]
pub(crate) fn say(text: &str) {
    print!("{text}");
}

/// The reason why a command failed, as a text for the user.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// Creates a failure with this text.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
