//! What a fault server does with one request.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

/// What happens to one request, whatever connection it comes on.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// It is answered.
    Answer(Answer),
    /// It is answered with an empty object once the server has seen so many requests.
    Gather(usize),
    /// It is read, and the connection ends as told, without an answer.
    End(Ending),
    /// Its answer breaks off after so many bytes of the body, and the connection ends as told.
    Cut(Answer, usize, Ending),
    /// It is read, and nothing comes any more.
    Silence,
    /// Its answer starts, and then a byte of the body comes at each pause, for ever.
    Drip(Duration),
    /// It is answered by 200 with so many bytes of body, whose length is told at first or not.
    Flood { bytes: u64, announced: bool },
    /// HTTP/1.1: these bytes are written as they are; the connection ends as told, or stays.
    Raw(Bytes, Option<Ending>),
    /// HTTP/2: the stream is reset for this reason.
    Reset(h2::Reason),
    /// HTTP/2: the connection is a new one; once the request is there, these frames are written and it ends. With
    /// no frames it stays, and reads without an answer to anything.
    Frames(Bytes),
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// In order.
    Fin,
    /// By a reset.
    Rst,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// HTTP/1.1: chunked instead of by length.
    pub(crate) chunked: bool,
    /// How long it lets itself be waited for.
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

    /// The whole answer, whereupon the connection ends in order.
    pub(crate) fn then_end(self) -> Act {
        let whole = self.body.len();
        Act::Cut(self, whole, Ending::Fin)
    }

    /// The answer without the last part of its body.
    pub(crate) fn cut(self, ending: Ending) -> Act {
        let half = self.body.len() / 2;
        Act::Cut(self, half, ending)
    }
}

impl From<Answer> for Act {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

impl From<Ending> for Act {
    fn from(ending: Ending) -> Self {
        Self::End(ending)
    }
}

/// An answer with JSON.
pub(crate) fn json(status: u16, body: &Value) -> Answer {
    Answer::new(status, body.to_string()).header("content-type", "application/json")
}

/// An answer with a status and an empty object.
pub(crate) fn status(status: u16) -> Answer {
    json(status, &Value::Object(serde_json::Map::new()))
}

/// HTTP/1.1: bytes that need not be an answer, on a connection that stays.
pub(crate) fn raw(bytes: impl Into<Bytes>) -> Act {
    Act::Raw(bytes.into(), None)
}
