//! Providers and connected accounts of a seed.

pub(crate) mod connected_account;
pub(crate) mod data_integration;
