//! What a far end can be asked to do.

use bytes::Bytes;

/// How the far end of a case behaves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Behaviour {
    /// Nothing listens at its address.
    Refuse,
    /// Each request takes the next of these replies, whatever connection it comes on. A request too many gets
    /// [`Reply::Close`].
    Serve(Vec<Reply>),
}

/// What happens to one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reply {
    /// It is answered like this.
    Answer(Answer),
    /// It is answered by 200 with its own body, its method in `x-method`, and its path and query in `x-target`.
    Echo,
    /// It is read, and the connection closed in order (FIN).
    Close,
    /// The connection is reset (RST), or the stream of HTTP/2.
    Reset,
    /// It is answered by bytes that are no HTTP.
    Garbage,
    /// It is read, and nothing comes until the peer gives up.
    Silence,
}

/// An answer, byte by byte.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header names and values, in this order; those that frame the body come on top.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The body as it would be if nothing went wrong.
    pub body: Bytes,
    /// How the end of the body is told.
    pub framing: Framing,
    /// What happens to the body.
    pub ending: Ending,
    /// Whether `103 Early Hints` come first.
    pub early_hints: bool,
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// By `Content-Length`; by nothing where the status allows no body.
    Length,
    /// By chunked transfer coding; in HTTP/2 by the end of the stream alone.
    Chunked,
    /// By closing the connection.
    UntilClose,
}

/// What happens to a body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// It is sent whole.
    Whole,
    /// The connection (in HTTP/2: the stream) ends after this many bytes of it.
    Cut(usize),
    /// After this many bytes of it nothing more comes.
    Stall(usize),
    /// It is sent whole, at once followed by these bytes, which nobody asked for.
    Followed(&'static [u8]),
    /// It is sent whole, and the connection is then closed without a word about it in the headers.
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

    /// 200 with this many bytes, framed like this.
    pub(crate) fn sized(len: usize, framing: Framing) -> Self {
        // A period that is no power of two, so that a buffer that is repeated or skipped shows.
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

    /// What of the body is sent.
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
