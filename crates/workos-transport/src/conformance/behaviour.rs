//! The behaviours that a case can require of the test server.

use bytes::Bytes;

/// How the test server of a case behaves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Behaviour {
    /// Nothing listens at its address.
    Refuse,
    /// Each request gets the next of these replies, regardless of its connection. After the last reply, requests get
    /// [`Reply::Close`].
    Serve(Vec<Reply>),
}

/// The reaction of the test server to one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reply {
    /// Sends this answer.
    Answer(Answer),
    /// Answers 200 with the body of the request, its method in `x-method`, and its path and query in `x-target`.
    Echo,
    /// Reads the request and closes the connection normally (FIN).
    Close,
    /// Resets the connection (RST), or the stream in HTTP/2.
    Reset,
    /// Answers with bytes that are not HTTP.
    Garbage,
    /// Reads the request and sends nothing until the client gives up.
    Silence,
}

/// A scripted answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header names and values, in this order. The headers that frame the body are added to them.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The complete body, before `ending` is applied.
    pub body: Bytes,
    /// How the end of the body is marked.
    pub framing: Framing,
    /// How the transfer of the body ends.
    pub ending: Ending,
    /// Whether `103 Early Hints` is sent first.
    pub early_hints: bool,
}

/// How the end of a body is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// By `Content-Length`; not at all if the status allows no body.
    Length,
    /// By chunked transfer coding; in HTTP/2, only by the end of the stream.
    Chunked,
    /// By closing the connection.
    UntilClose,
}

/// How the transfer of a body ends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// The body is sent completely.
    Whole,
    /// The connection (in HTTP/2: the stream) ends after this many bytes of the body.
    Cut(usize),
    /// The server goes silent after this many bytes of the body.
    Stall(usize),
    /// The body is sent completely, immediately followed by these unsolicited bytes.
    Followed(&'static [u8]),
    /// The body is sent completely. Then the connection is closed, which no header has announced.
    ThenClose,
}

impl Answer {
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
            framing: Framing::Length,
            ending: Ending::Whole,
            early_hints: false,
        }
    }

    /// Creates an answer with status 200 and a body of `len` bytes in this framing.
    pub(crate) fn sized(len: usize, framing: Framing) -> Self {
        // The period is not a power of two, so that a repeated or skipped buffer changes the body.
        let body = (0..len).map(|at| b'a' + (at % 23) as u8).collect::<Vec<_>>();
        Self { body: body.into(), framing, ..Self::new(200) }
    }

    pub(crate) fn ending(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Whether the status allows a body (RFC 9110 §6.4.1).
    #[must_use]
    pub fn may_have_body(&self) -> bool {
        !matches!(self.status, 100..200 | 204 | 304)
    }

    /// The part of the body that is sent.
    #[must_use]
    pub fn sent(&self) -> Bytes {
        match self.ending {
            Ending::Cut(len) | Ending::Stall(len) => self.body.slice(..len.min(self.body.len())),
            Ending::Whole | Ending::Followed(_) | Ending::ThenClose => self.body.clone(),
        }
    }
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}
