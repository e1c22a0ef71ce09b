//! What a domain exports: its handlers and its pages, as data.

use crate::http::answer::Answer;
use crate::http::request::Call;

/// A function that answers an operation.
pub(crate) type Handler = fn(&Call<'_>) -> Answer;

/// A domain of the API.
#[derive(Debug)]
pub(crate) struct Domain {
    /// The handlers, by the names of their operations.
    pub(crate) handlers: &'static [(&'static str, Handler)],
    /// Routes that no contract describes, such as pages and their forms: method, path template and handler.
    pub(crate) pages: &'static [(&'static str, &'static str, Handler)],
}
