//! The pages of the emulated providers.

pub(crate) mod consent;
