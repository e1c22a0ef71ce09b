//! The cassette and its file format.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use workos_transport::Report;

/// The version of the file format that this crate writes and reads.
const VERSION: u32 = 1;

/// Recorded requests and their responses, in the order in which the requests were sent, without secrets.
///
/// The text form is one indented JSON document with sorted keys and JSON bodies, so that it can be read, reviewed and
/// compared.
#[derive(Clone, Debug, Default)]
pub struct Cassette {
    pub(crate) interactions: Vec<Interaction>,
}

impl Cassette {
    /// Reads a cassette from a file.
    ///
    /// # Errors
    /// If the file cannot be read, is incomplete, or has another version. The error names the file, and for a syntax
    /// error the line and column.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        let path = path.as_ref();
        let failed = |reason| CassetteError { path: Some(path.to_owned()), reason };
        let text = std::fs::read_to_string(path).map_err(|error| failed(error.into()))?;
        Self::read(&text).map_err(failed)
    }

    /// Reads a cassette from its text form.
    ///
    /// # Errors
    /// If the text is incomplete or has another version. A syntax error has the line and column.
    pub fn parse(text: &str) -> Result<Self, CassetteError> {
        Self::read(text).map_err(|reason| CassetteError { path: None, reason })
    }

    fn read(text: &str) -> Result<Self, Reason> {
        // Some editors add a byte order mark.
        let text = text.trim_start_matches('\u{feff}');
        let Version { cassette } = serde_json::from_str(text)?;
        if cassette != VERSION {
            return Err(Reason::Version(cassette));
        }
        let document: Document = serde_json::from_str(text)?;
        Ok(Self { interactions: document.interactions })
    }

    /// Returns the number of recorded requests.
    #[must_use]
    pub fn len(&self) -> usize {
        self.interactions.len()
    }

    /// Returns whether the cassette has no requests.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.interactions.is_empty()
    }

    /// Returns the operations of the recorded requests, in order.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.interactions.iter().map(|interaction| interaction.operation.as_str())
    }

    /// Writes the cassette to a file, atomically.
    ///
    /// The text is written to a temporary file beside `path`, which then replaces `path`.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), CassetteError> {
        let path = path.as_ref();
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let write = || {
            let mut file = std::fs::File::create(&partial)?;
            file.write_all(self.to_string().as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&partial, path)
        };
        write().map_err(|error| CassetteError { path: Some(path.to_owned()), reason: error.into() })
    }
}

impl fmt::Display for Cassette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for (index, interaction) in self.interactions.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            f.write_str(&indented(interaction).map_err(|_| fmt::Error)?)?;
        }
        f.write_str(TAIL)
    }
}

/// The start and the end of a file; the interactions are between them, separated by commas.
pub(crate) const HEAD: &str = "{\n  \"cassette\": 1,\n  \"interactions\": [";
pub(crate) const TAIL: &str = "\n  ]\n}\n";

/// Formats an interaction for the file, without a comma.
pub(crate) fn indented(interaction: &Interaction) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(interaction)?;
    Ok(text.lines().fold(String::with_capacity(text.len() * 2), |text, line| text + "\n    " + line))
}

#[derive(Deserialize)]
struct Version {
    cassette: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "cassette")]
    _version: u32,
    interactions: Vec<Interaction>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Interaction {
    pub(crate) operation: String,
    pub(crate) request: RecordedRequest,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Response(Box<RecordedResponse>),
    Error(RecordedError),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordedRequest {
    pub(crate) method: String,
    pub(crate) path: String,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub(crate) query: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Body>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordedResponse {
    pub(crate) status: u16,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub(crate) headers: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Body>,
    /// The reason why the body could not be read, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body_failure: Option<RecordedError>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordedError {
    pub(crate) kind: String,
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) unprocessed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Body {
    Json(Value),
    Form(Map<String, Value>),
    Text(String),
    Base64(String),
}

/// The error of a cassette that cannot be read or written.
pub struct CassetteError {
    path: Option<PathBuf>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Io(io::Error),
    Json(serde_json::Error),
    Version(u32),
}

impl CassetteError {
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Self { path: Some(path.to_owned()), reason: Reason::Io(error) }
    }

    /// Returns the line of a syntax error, starting at 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match &self.reason {
            Reason::Json(error) => Some(error.line()),
            Reason::Io(_) | Reason::Version(_) => None,
        }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for Reason {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl fmt::Display for CassetteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "cassette {}: ", path.display())?,
            None => f.write_str("cassette: ")?,
        }
        match &self.reason {
            Reason::Io(error) => error.fmt(f),
            Reason::Json(error) if error.is_eof() => {
                write!(f, "unexpected end of text after line {}", error.line())
            }
            Reason::Json(error) => error.fmt(f),
            Reason::Version(version) => {
                write!(f, "unsupported version {version}; this crate reads version {VERSION}")
            }
        }
    }
}

impl fmt::Debug for CassetteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl std::error::Error for CassetteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            Reason::Io(error) => error.source(),
            Reason::Json(error) => error.source(),
            Reason::Version(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "cassette": 1,
  "interactions": [
    {
      "operation": "connections.get",
      "request": {
        "method": "GET",
        "path": "/connections/conn_1"
      },
      "response": {
        "status": 200,
        "body": {
          "json": {
            "id": "conn_1"
          }
        }
      }
    },
    {
      "operation": "connections.get",
      "request": {
        "method": "GET",
        "path": "/connections/conn_2"
      },
      "error": {
        "kind": "timeout",
        "message": "late",
        "unprocessed": false
      }
    }
  ]
}
"#;

    #[test]
    fn a_parsed_cassette_writes_the_same_text() {
        let cassette = Cassette::parse(TEXT).unwrap();
        assert_eq!(cassette.to_string(), TEXT);
        assert_eq!(cassette.operations().collect::<Vec<_>>(), ["connections.get", "connections.get"]);
        assert_eq!(Cassette::parse(&Cassette::default().to_string()).unwrap().len(), 0);
    }

    #[test]
    fn an_incomplete_text_is_an_error_with_the_line() {
        let half = &TEXT[..TEXT.find("\"status\"").unwrap()];
        let error = Cassette::parse(half).unwrap_err();
        assert_eq!(error.line(), Some(11));
        assert_eq!(error.to_string(), "cassette: unexpected end of text after line 11");
        let wrong = Cassette::parse(&TEXT.replace("\"method\"", "\"verb\"")).unwrap_err();
        assert!(wrong.to_string().contains("verb") && wrong.line().is_some(), "{wrong}");
    }

    #[test]
    fn another_version_is_an_error_that_names_both_versions() {
        let error = Cassette::parse(r#"{"cassette": 7, "tapes": []}"#).unwrap_err();
        assert_eq!(error.to_string(), "cassette: unsupported version 7; this crate reads version 1");
        let error = Cassette::load("/nowhere/x.json").unwrap_err();
        assert!(error.to_string().starts_with("cassette /nowhere/x.json: "), "{error}");
    }
}
