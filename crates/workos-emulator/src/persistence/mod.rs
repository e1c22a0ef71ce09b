//! The state on disk: snapshots in one document, and a log of changes.

pub(crate) mod document;
pub(crate) mod guard;
pub(crate) mod log;
