//! An operation of the API, as the command line shows and calls it.

use workos_kit::transport::Operation;

/// An operation, as a command line needs it.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) operation: Operation,
    /// The first line of its description.
    pub(crate) summary: &'static str,
    /// Names of query parameters; an optional one ends in `?`.
    pub(crate) query: &'static [&'static str],
    /// Names of the members of the body; an optional one ends in `?`.
    pub(crate) body: &'static [&'static str],
    pub(crate) encoding: Encoding,
    /// Members of the body that the client's settings fill in.
    pub(crate) credentials: &'static [&'static str],
}

/// How an operation takes its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    None,
    Json,
    Form,
}
