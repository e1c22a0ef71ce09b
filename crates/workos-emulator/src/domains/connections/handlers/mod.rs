//! Handlers of connections and their certificates.

pub(crate) mod certificates;
pub(crate) mod connections;
