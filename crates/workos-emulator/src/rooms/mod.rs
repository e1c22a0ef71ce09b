//! What the emulator does, by part of the API.

pub(crate) mod connections;
pub(crate) mod sign_in_page;
pub(crate) mod sso;
