//! The types of the rendered route table: what a request must look like before a handler sees it.

/// An operation of the contracts: where it is, who may call it, and what it takes.
#[derive(Debug)]
pub(crate) struct Route {
    /// Its name, for instance `connections.list`; handlers are looked up by it.
    pub(crate) operation: &'static str,
    pub(crate) method: &'static str,
    /// Its path template, for instance `/connections/{id}`.
    pub(crate) path: &'static str,
    pub(crate) auth: RouteAuth,
    pub(crate) query: &'static [Param],
    pub(crate) body: &'static [Param],
}

/// What a caller has to prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RouteAuth {
    /// The environment's API key as bearer.
    ApiKey,
    /// Nothing; browsers come here.
    Public,
    /// An access token as bearer. The handler checks it, because it has to read it anyway.
    AccessToken,
}

/// A query parameter or a field of the body.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) kind: Kind,
}

/// What values a parameter takes.
#[derive(Debug)]
#[allow(dead_code, reason = "the rendered contracts decide which of the kinds occur")]
pub(crate) enum Kind {
    Text,
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    Number,
    Boolean,
    Timestamp,
    Enum(&'static [&'static str]),
    /// A JSON array; in a query comma-joined or repeated.
    List(&'static Self),
    /// An object with any keys; in a query `name[key]=value`.
    Map,
    Object(&'static [Param]),
    Any,
}
