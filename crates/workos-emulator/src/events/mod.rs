//! Events, and their deliveries to webhook endpoints.

pub(crate) mod attempted;
pub(crate) mod deliveries;
pub(crate) mod delivery;
pub(crate) mod endpoint;
pub(crate) mod event;
pub(crate) mod examples;
pub(crate) mod log;
pub(crate) mod names;
pub(crate) mod outbox;
