//! How a fault server handles one request.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

/// How the server handles a request, on any connection.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Sends this response.
    Answer(Answer),
    /// Waits until the server has received this many requests, then sends an empty object.
    Gather(usize),
    /// Reads the request, and closes the connection without a response.
    End(Ending),
    /// Sends the response up to this many bytes of the body, and closes the connection.
    Cut(Answer, usize, Ending),
    /// Reads the request, and never responds.
    Silence,
    /// Starts a response, then sends one byte of the body after each pause, forever.
    Drip(Duration),
    /// Sends a 200 with this many bytes of body. `announced` says whether the length is sent first.
    Flood { bytes: u64, announced: bool },
    /// HTTP/1.1: writes these bytes unchanged. Then closes the connection, or keeps it open if there is no ending.
    Raw(Bytes, Option<Ending>),
    /// HTTP/2: resets the stream with this reason.
    Reset(h2::Reason),
    /// HTTP/2: waits for the request on a new connection, writes these frames, and closes the connection.
    ///
    /// Without frames, the connection stays open, and the server reads without ever responding.
    Frames(Bytes),
}

/// How a connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// By a FIN, in order.
    Fin,
    /// By a reset (RST).
    Rst,
}

/// A scripted response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// HTTP/1.1: whether the body is chunked instead of having a `Content-Length`.
    pub(crate) chunked: bool,
    /// The delay before the response.
    pub(crate) after: Duration,
}

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), chunked: false, after: Duration::ZERO }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn chunked(self) -> Self {
        Self { chunked: true, ..self }
    }

    pub(crate) fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    /// Sends the complete response, then closes the connection in order.
    pub(crate) fn then_end(self) -> Action {
        let whole = self.body.len();
        Action::Cut(self, whole, Ending::Fin)
    }

    /// Sends the response with half of its body, then closes the connection.
    pub(crate) fn cut(self, ending: Ending) -> Action {
        let half = self.body.len() / 2;
        Action::Cut(self, half, ending)
    }
}

impl From<Answer> for Action {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

impl From<Ending> for Action {
    fn from(ending: Ending) -> Self {
        Self::End(ending)
    }
}

/// Returns a response with a JSON body.
pub(crate) fn json(status: u16, body: &Value) -> Answer {
    Answer::new(status, body.to_string()).header("content-type", "application/json")
}

/// Returns a response with this status and an empty JSON object.
pub(crate) fn status(status: u16) -> Answer {
    json(status, &Value::Object(serde_json::Map::new()))
}

/// HTTP/1.1: writes any bytes, and keeps the connection open.
pub(crate) fn raw(bytes: impl Into<Bytes>) -> Action {
    Action::Raw(bytes.into(), None)
}
