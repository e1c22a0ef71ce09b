//! Providers and connected accounts, and how the API shows them.

pub(crate) mod authorization;
pub(crate) mod connected_account;
pub(crate) mod data_integration;
pub(crate) mod keyed_answer;
