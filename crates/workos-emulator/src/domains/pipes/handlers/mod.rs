//! Handlers of Pipes.

pub(crate) mod accounts;
pub(crate) mod configurations;
pub(crate) mod credentials;
pub(crate) mod finish;
pub(crate) mod idempotency;
pub(crate) mod integrations;
