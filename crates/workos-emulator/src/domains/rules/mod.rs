//! Rules that span domains.

pub(crate) mod cascades;
mod expires;
pub(crate) mod expiry;
pub(crate) mod id_tokens;
pub(crate) mod references;
pub(crate) mod settle;
