//! The state on disk: snapshots in one document, and a log of changes.

pub(crate) mod document;
pub(crate) mod guard;
mod lock;
pub(crate) mod log;
pub(crate) mod reader;
mod record;
