//! What a domain exports: its handlers and its pages, as data.

use std::fmt;

use crate::domains::resource::Kind;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, Headers};
use crate::http::request::Call;

/// A function that answers an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    /// Answers within the transaction.
    Plain(fn(&Call, &mut Tx<'_>) -> Answer),
    /// Can leave work for after the transaction.
    Staged(fn(&Call, &mut Tx<'_>) -> Result<Reply, Failure>),
}

impl Handler {
    /// Handles a request within a transaction.
    pub(crate) fn handle(self, call: &Call, tx: &mut Tx<'_>) -> Reply {
        match self {
            Self::Plain(handler) => Reply::Done(handler(call, tx)),
            Self::Staged(handler) => handler(call, tx).unwrap_or_else(|failure| Reply::Done(Err(failure))),
        }
    }
}

/// What a handler leaves behind.
pub(crate) enum Reply {
    /// The answer.
    Done(Answer),
    /// Work that needs no state, such as signing a token. It runs after the lock is released; if it fails, the answer is
    /// the failure, and the change of the state stands.
    Finish(Box<dyn FnOnce() -> Answer + Send>),
}

impl Reply {
    /// Leaves work for after the transaction.
    pub(crate) fn finish(work: impl FnOnce() -> Answer + Send + 'static) -> Self {
        Self::Finish(Box::new(work))
    }

    /// Adds headers to the response, once there is one.
    pub(crate) fn with_headers(self, headers: Headers) -> Self {
        match self {
            Self::Done(answer) => Self::Done(with_headers(answer, headers)),
            Self::Finish(work) => Self::finish(move || with_headers(work(), headers)),
        }
    }

    /// Finishes the work. The lock of the state must be released.
    pub(crate) fn into_answer(self) -> Answer {
        match self {
            Self::Done(answer) => answer,
            Self::Finish(work) => work(),
        }
    }
}

fn with_headers(answer: Answer, headers: Headers) -> Answer {
    match answer {
        Ok(mut response) => {
            response.headers_mut().extend(headers);
            Ok(response)
        }
        Err(failure) => Err(failure.with_headers(headers)),
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(answer) => f.debug_tuple("Done").field(answer).finish(),
            Self::Finish(_) => f.write_str("Finish(..)"),
        }
    }
}

/// A domain of the API.
#[derive(Debug)]
pub(crate) struct Domain {
    /// The handlers, by the names of their operations.
    pub(crate) handlers: &'static [(&'static str, Handler)],
    /// Routes that no contract describes, such as pages and their forms: method, path template and handler.
    pub(crate) pages: &'static [(&'static str, &'static str, Handler)],
    /// The kinds of objects that the control API lists, adds, changes and deletes.
    pub(crate) kinds: &'static [&'static dyn Kind],
}
