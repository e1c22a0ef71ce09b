//! Failures of commands, with their messages, hints and exit codes.

use std::fmt;
use std::io;

use serde_json::{Map, Value, json};
use workos_kit::pipes::PipesReturnError;
use workos_kit::sso::{CallbackError, CodeVerifierError, RandomnessError};
use workos_kit::{ConfigErrorKind, Error};
use workos_transport_hyper::BuildError;

use crate::hints::for_the_shell;

const PLAIN_HTTP: &str = "Set WORKOS_BASE_URL or `--base-url` to an https URL, or add `--allow-http` if you trust the \
                          network: the API key is then sent unencrypted.";

/// A command that failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A call failed.
    Call(Error),
    /// An argument, a file or the environment is invalid; nothing was sent.
    Usage { message: String, hint: Option<String> },
    /// A result is not acceptable, for example a callback with a wrong state.
    Refused { message: String, code: Option<&'static str>, hint: Option<String> },
    /// A file has errors; nothing was sent.
    InvalidFile { file: String, problems: Vec<Problem> },
    /// The output cannot be written, for example because the reader closed the pipe.
    Output(io::Error),
}

/// One error in a file or in the settings that come with it.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) line: Option<u64>,
    pub(crate) message: String,
}

impl Failure {
    /// Creates a failure for invalid arguments, files or environment variables.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// Creates a failure for a result that is not acceptable.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), code: None, hint: None }
    }

    /// Adds a hint that says how to fix the problem.
    pub(crate) fn with_hint(mut self, text: impl Into<String>) -> Self {
        if let Self::Usage { hint, .. } | Self::Refused { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// Adds the reason as one word, for scripts.
    pub(crate) const fn with_code(mut self, word: &'static str) -> Self {
        if let Self::Refused { code, .. } = &mut self {
            *code = Some(word);
        }
        self
    }

    /// Returns the exit code: 1 if the API refused or could not be reached, 2 for usage and configuration errors.
    ///
    /// A closed pipe counts as success: `workos connections list | head -1` has printed everything that `head` reads.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Call(Error::Config(_) | Error::InvalidInput(_))
            | Self::Usage { .. }
            | Self::InvalidFile { .. } => 2,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Call(_) | Self::Refused { .. } | Self::Output(_) => 1,
        }
    }

    /// Whether nothing is printed about this failure.
    pub(crate) fn is_silent(&self) -> bool {
        self.exit_code() == 0
    }

    /// Returns the hint, worded for the command line.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Call(Error::Config(error)) if error.kind() == ConfigErrorKind::InsecureBaseUrl => {
                Some(PLAIN_HTTP.into())
            }
            Self::Call(error) => error.hint().map(for_the_shell),
            Self::Usage { hint, .. } | Self::Refused { hint, .. } => hint.clone(),
            Self::InvalidFile { .. } | Self::Output(_) => None,
        }
    }

    /// Returns the messages, one for each error.
    pub(crate) fn messages(&self) -> Vec<String> {
        let Self::InvalidFile { file, problems } = self else { return vec![self.to_string()] };
        let message = |problem: &Problem| match problem.line {
            Some(line) => format!("{file}: line {line}: {}", problem.message),
            None => problem.message.clone(),
        };
        problems.iter().map(message).collect()
    }

    /// Returns the id of the request that failed.
    pub(crate) fn request_id(&self) -> Option<&str> {
        match self {
            Self::Call(error) => error.request_id(),
            _ => None,
        }
    }

    /// Returns the failure as a JSON document; absent fields are omitted.
    pub(crate) fn to_json(&self) -> Value {
        let mut fields = Map::new();
        fields.insert("message".into(), json!(self.to_string()));
        let mut add = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value);
            }
        };
        if let Self::Call(error) = self {
            add("operation", error.operation().map(Value::from));
            add("status", error.status().map(Value::from));
            add("code", error.code().map(Value::from));
            add("retryable", Some(error.is_retryable().into()));
        }
        if let Self::Refused { code, .. } = self {
            add("code", code.map(Value::from));
        }
        if let Self::InvalidFile { file, problems } = self {
            add("code", Some("invalid_file".into()));
            let entry = |it: &Problem| json!({"file": file, "line": it.line, "message": it.message});
            add("errors", Some(problems.iter().map(entry).collect()));
        }
        add("hint", self.hint().map(Value::from));
        add("request_id", self.request_id().map(Value::from));
        json!({"error": fields, "exit_code": self.exit_code()})
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => {
                // The request id is printed separately, on its own line or in its own field.
                let text = error.to_string();
                let suffix = error.request_id().map(|id| format!(" (request {id})")).unwrap_or_default();
                f.write_str(&for_the_shell(text.strip_suffix(&suffix).unwrap_or(&text)))
            }
            Self::Usage { message, .. } | Self::Refused { message, .. } => f.write_str(message),
            Self::InvalidFile { file, problems } => match problems.len() {
                1 => write!(f, "{file} has an error"),
                number => write!(f, "{file} has {number} errors"),
            },
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<CallbackError> for Failure {
    fn from(error: CallbackError) -> Self {
        let failure = Self::refused(error.to_string());
        match error.hint() {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        }
    }
}

impl From<PipesReturnError> for Failure {
    fn from(error: PipesReturnError) -> Self {
        let failure = Self::refused(error.to_string());
        match error.hint() {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        }
    }
}

impl From<CodeVerifierError> for Failure {
    fn from(error: CodeVerifierError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::usage(error.to_string()).with_hint(error.hint())
    }
}

impl From<RandomnessError> for Failure {
    fn from(error: RandomnessError) -> Self {
        Self::usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workos_kit::{ApiError, InvalidInputError};

    #[test]
    fn exit_codes_distinguish_api_failures_from_usage_errors() {
        let api = ApiError::decode("connections.get", 404, b"{}").with_hints(&[]);
        assert_eq!(Failure::Call(Error::Api(Box::new(api))).exit_code(), 1);
        let input = InvalidInputError::new("connections.get", "id", "it is empty");
        assert_eq!(Failure::from(Error::from(input)).exit_code(), 2);
        assert_eq!(Failure::usage("no key").exit_code(), 2);
        assert_eq!(Failure::refused("wrong state").exit_code(), 1);
        assert_eq!(Failure::Output(io::ErrorKind::BrokenPipe.into()).exit_code(), 0);
        assert_eq!(Failure::Output(io::ErrorKind::StorageFull.into()).exit_code(), 1);
    }

    #[test]
    fn an_api_error_shows_its_request_id_once() {
        let api = ApiError::decode("connections.get", 404, br#"{"message":"No such connection"}"#)
            .with_request_id(Some("req_1".to_owned()))
            .with_hints(&[]);
        let failure = Failure::Call(Error::Api(Box::new(api)));
        assert!(!failure.to_string().contains("req_1"), "{failure}");
        let json = failure.to_json();
        assert_eq!(json["error"]["request_id"], "req_1");
        assert_eq!(json["error"]["status"], 404);
        assert_eq!(json["exit_code"], 1);
    }
}
