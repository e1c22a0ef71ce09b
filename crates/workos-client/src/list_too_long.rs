//! A list with more objects than a caller accepts.

use std::error::Error as StdError;
use std::fmt;

use workos_core::Report;
use workos_transport::Operation;

/// A list has more objects than the limit of `try_collect`.
///
/// The objects that were fetched are dropped. `Debug` is a [`Report`].
#[derive(Clone, PartialEq, Eq)]
pub struct ListTooLongError {
    operation: &'static str,
    limit: usize,
}

impl ListTooLongError {
    pub(crate) const fn new(operation: &Operation, limit: usize) -> Self {
        Self { operation: operation.id(), limit }
    }

    /// The operation that lists, for instance `connections.list`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The limit, in objects or, for `Pages`, in pages.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// What to do about the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "Raise the limit of `try_collect`, add a filter, or read the list one by one with `try_next`."
    }
}

impl fmt::Display for ListTooLongError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the list is longer than {}, the limit of `try_collect`", self.operation, self.limit)
    }
}

impl fmt::Debug for ListTooLongError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl StdError for ListTooLongError {}
