//! The environment: API keys, clients, redirect URIs and signing keys.

pub(crate) mod configuration;
pub(crate) mod model;
pub(crate) mod store;
