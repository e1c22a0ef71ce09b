//! The pages of the emulated providers.

pub(crate) mod consent;
pub(crate) mod consent_page;
